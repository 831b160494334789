"""Outside data that belief is held against: what ships, and what the user brings."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import build_validation_data
from longtin import acts
from longtin.errors import RecordError

SOURCE = Path(__file__).parents[3] / "src" / "longtin"
SHIPPED = [name for name, each in acts.validation_sources().items() if each.ships]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_what_its_source_gives(name: str) -> None:
    """Nobody edits a generated table by hand."""
    made = build_validation_data.SOURCES_OF[name](build_validation_data.SOURCES)

    assert acts.validation_data(name).equals(made)
    assert set(SHIPPED) == set(build_validation_data.SOURCES_OF)


def test_wars_and_skirmishes_are_those_that_uppsala_counts() -> None:
    """UCDP: war in Ukraine from 2022; China and India fought below a thousand deaths in 2020."""
    fought = acts.validation_data("conflicts").filter(pl.col("between_states"))

    assert fought.filter(year=2022, state1=365, state2=369)["war"].to_list() == [True]
    assert fought.filter(year=2024, state1=365, state2=369)["war"].to_list() == [True]
    assert fought.filter(year=2020, state1=710, state2=750)["war"].to_list() == [False]
    assert fought.filter(year=2021, state1=702, state2=703).height == 1
    assert (fought["state1"] < fought["state2"]).all()


def test_a_crisis_is_as_long_as_it_may_have_been() -> None:
    """ICB 472, the oil rig: 2 May to 16 July 2014. Of 473 the last day is not known."""
    crises = acts.validation_data("crises")
    rig = crises.filter(crisis=472).row(0, named=True)

    assert (rig["state1"], rig["state2"]) == (710, 816)
    assert (rig["start"], rig["end"]) == (date(2014, 5, 2), date(2014, 7, 16))
    assert crises.filter(crisis=473)["end"].to_list() == [date(2014, 10, 31)]
    assert crises.filter(pl.col("end") < pl.col("start")).is_empty()


def test_what_may_not_be_passed_on_says_where_to_get_it() -> None:
    """Terms, publisher, and what to call the file."""
    with pytest.raises(RecordError, match=r"Pew .* opinion\.parquet or opinion\.csv"):
        acts.validation_data("opinion")
    with pytest.raises(RecordError, match="Did you mean 'opinion'"):
        acts.validation_data("opinions")


def test_the_users_own_copy_is_read_and_held_against_its_columns(tmp_path: Path) -> None:
    """As the publisher spells the columns, in capitals or not."""
    rows = pl.DataFrame({"Supplier": ["A"], "Recipient": ["B"], "Year": [2020], "TIV": [1.5]})
    rows.write_csv(tmp_path / "arms.csv")
    rows.drop("TIV").write_csv(tmp_path / "opinion.csv")

    assert acts.validation_data("arms", tmp_path)["tiv"].to_list() == [1.5]
    with pytest.raises(RecordError, match="favorable"):
        acts.validation_data("opinion", tmp_path)
    with pytest.raises(RecordError, match="no such folder"):
        acts.validation_data("arms", tmp_path / "none")


@pytest.mark.parametrize("room", ["evidence", "model", "fitting"])
def test_belief_is_never_made_from_validation_data(room: str) -> None:
    """What judges belief must not have made it."""
    files = list((SOURCE / "trust" / room).rglob("*.py"))

    assert files
    assert not [file.name for file in files if "validation_data" in file.read_text("utf-8")]
