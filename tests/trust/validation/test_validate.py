"""Belief is held against outside data on the right pairs and days, and losses are printed."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from longtin import trust
from longtin._language import Language
from longtin.acts import Record
from longtin.errors import LongtinError, RecordError
from longtin.page import as_markdown
from longtin.trust.validation import outside, own_copies
from longtin.trust.validation.outside import Check, Outside
from longtin.trust.validation.readings import OWN, PERSISTENCE, READERS, TWO_TYPES, Readings
from longtin.trust.validation.validate import as_frame

STATES = (2, 200, 365, 369, 710, 740, 750, 770, 732, 731)
PAIRS = tuple((one, two) for one in STATES for two in STATES if one != two)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a user keeps an invented survey and two invented cases of sanctions."""
    folder = tmp_path_factory.mktemp("copies")
    pl.DataFrame(
        [(one, two, 2013, 20.0 + 5.0 * place, 1000) for place, (one, two) in enumerate(PAIRS[:12])],
        schema=["ccode1", "ccode2", "year", "favorable", "n"], orient="row",
    ).write_csv(folder / "opinion.csv")  # fmt: skip
    pl.DataFrame(
        {
            "sanctioned_state": ["Russia", "Korea, North"],
            "sanctioning_state": ["EU, United States", "Japan"],
            "begin": [2014, 2016],
            "end": [2022, 2022],
        }
    ).write_csv(folder / "sanctions.csv")
    return folder


@pytest.fixture(scope="module")
def found(record: Record, copies: Path) -> trust.Validation:
    """Ten states, by both steps."""
    return trust.validate(record, pairs=PAIRS, data=copies, bands=False)


def readings(pairs: tuple[tuple[int, int], ...], values: list[float]) -> Readings:
    """What one reader says of pairs at the end of 2014; the others say the same."""
    row = np.array([values])
    known = np.ones(row.shape, bool)
    return Readings("year", (date(2014, 12, 31),), pairs, known, dict.fromkeys(READERS, row), {})


@pytest.mark.slow
def test_every_check_has_all_readers_on_the_same_cases(found: trust.Validation) -> None:
    """Both steps speak; a value is a share, an AUC or a correlation."""
    rows = found.checks

    assert set(rows["by"]) == {"year", "week"}
    assert {"rivalries", "conflicts", "ideal_points", "later_years"} <= set(rows["check"])
    for row in rows.iter_rows(named=True):
        least = -1.0 if row["measure"].startswith("correlation") else 0.0
        readers = [OWN, TWO_TYPES, *([PERSISTENCE] if "chance" not in row["pairs"] else [])]
        assert all(least <= row[reader] <= 1.0 for reader in readers), row
        assert row["cases"] > 0
    assert found.provenance["not checked"] == ["arms", "influence"]


@pytest.mark.slow
def test_the_users_copies_are_read(found: trust.Validation) -> None:
    """Opinion of 2013 is held against belief of 2012; a field may name a bloc beside a state."""
    opinion = found.checks.filter(pl.col("check") == "opinion")
    sanctions = found.checks.filter(pl.col("check") == "sanctions")

    assert set(opinion["years"]) == {"2013–2013"}
    assert set(sanctions.filter(by="year")["happened"]) == {2}


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "vi"])
def test_a_missed_bar_is_printed_like_one_that_holds(found: trust.Validation, code: str) -> None:
    """Both words stand on the page, as many times as in the table."""
    text = as_markdown(trust.validation_page(found, Language(code)))

    missed = found.checks.filter(~pl.col("holds").fill_null(value=True)).height
    assert text.count({"en": ": missed", "vi": ": không đạt"}[code]) == missed


def test_rivals_are_looked_for_in_both_directions(record: Record) -> None:
    """With rivals lowest the AUC is 1, with rivals highest 0."""
    rivals, friends = ((750, 770), (770, 750)), ((2, 200), (200, 2))
    for low, expected in (([0.1, 0.2, 0.8, 0.9], 1.0), ([0.9, 0.8, 0.2, 0.1], 0.0)):
        held = Outside(record, readings(rivals + friends, low), None)

        first = next(iter(outside.rivalries(held)))

        assert (first.values[OWN], first.cases, first.positive) == (expected, 4, 2)


def test_the_later_share_is_that_of_the_trustee_towards_the_truster(record: Record) -> None:
    """Counted by hand from the record."""
    held = Outside(record, readings(((2, 710), (710, 2)), [0.1, 0.2]), None)
    rows = record.acts(
        710, 2, start=date(2014, 1, 1), end=date(2014, 12, 31), datasets=["icews_year"]
    )

    share = outside.shares(held, rows, fewest=1)

    friendly = int(rows.filter(pl.col("quad") <= 2)["count"].sum()) / int(rows["count"].sum())
    assert share[0] == pytest.approx(friendly)
    assert np.isnan(share[1])


@pytest.mark.parametrize(
    ("names", "codes"),
    [("Korea, North", [731]), ("EU, United States", [2]), ("EU", []), (None, [])],
)
def test_a_field_of_senders_may_hold_commas_of_two_kinds(
    names: str | None, codes: list[int]
) -> None:
    """Between states, and inside the name of one."""
    assert own_copies.states_in(names, 2014) == codes


def test_bars_are_those_set_beforehand() -> None:
    """At least, but of saturation at most."""
    rows = as_frame(
        [
            Check("rivalries", "week", "all", "2014", "auc", {OWN: 0.84}, 10, 2, "rivalries"),
            Check("rivalries", "year", "all", "2014", "auc", {OWN: 0.84}, 10, 2, "rivalries"),
            Check("share_above", "year", "all", "2014", "share", {OWN: 0.21}, 10, 0, "record"),
            Check("conflicts", "year", "near", "2011", "auc", {OWN: 0.1}, 10, 2, "conflicts"),
        ]
    )

    assert rows["holds"].to_list() == [True, False, False, None]


def test_what_cannot_be_asked_is_refused(record: Record, tmp_path: Path) -> None:
    """A step there is not, a folder there is not."""
    with pytest.raises(LongtinError, match="by 'day'"):
        trust.validate(record, by=["day"])
    with pytest.raises(RecordError, match="no such folder"):
        trust.validate(record, data=tmp_path / "none")
