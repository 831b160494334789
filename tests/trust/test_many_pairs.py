"""Panel data: the figures of single estimates, for many pairs, within bounded memory."""

from datetime import date
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import LongtinError, RecordError
from longtin.trust import Model, _many_pairs

QUICK = Model.shipped(draws=8, levels=9)
THREE: list[tuple[str | int, str | int]] = [("VNM", "CHN"), ("China", "Viet Nam"), (2, 365)]


@pytest.fixture(autouse=True)
def blocks_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pairs are two blocks."""
    monkeypatch.setattr(_many_pairs, "BLOCK", dict.fromkeys(_many_pairs.BLOCK, 2))


def test_a_panel_has_the_figures_of_each_pair_alone(record: Record) -> None:
    """Whoever joins it to a regression may look any row up with `longtin trust`."""
    found = trust.panel(record, THREE, "2009", "2012", model=QUICK)

    assert found.select("ccode1", "ccode2", "year").rows() == [
        (one, two, year)
        for one, two in [(2, 365), (710, 816), (816, 710)]
        for year in range(2009, 2013)
    ]
    alone = trust.estimate(record, "CHN", "VNM", by="year", until="2012", model=QUICK)
    rows = found.filter(pl.col("ccode1") == 816)
    expected = alone.frame(every="year").tail(4)
    for column in ("trust", "low", "high", "effective_acts"):
        assert rows[column].to_list() == pytest.approx(expected[column].to_list(), abs=1e-9)
    assert "smoothed" not in found.columns


def test_after_the_yearly_counts_a_panel_by_year_reads_the_dated_acts(record: Record) -> None:
    """2016 and 2017 are seen by nobody; 2018 and 2022 are, and the war of 2022 shows."""
    found = trust.panel(record, [("UKR", "RUS")], "2014", "2022", model=QUICK)

    told = dict(found.select("year", "coverage").iter_rows())
    assert [told[year] for year in (2014, 2016, 2018, 2022)] == [
        "covered", "not observed", "covered", "covered",
    ]  # fmt: skip
    assert found["trust"][-1] < 0.2
    assert found["degree"][-1] == "very low"


def test_only_steps_in_which_both_are_states_have_a_row(record: Record) -> None:
    """A pair that was not there is no row without figures, which would be counted."""
    found = trust.panel(record, [("SSD", "SDN")], "2010", "2013", model=QUICK)

    assert found["year"].to_list() == [2011, 2012, 2013]


def test_listed_pairs_without_a_row_are_named(record: Record) -> None:
    """Two states that never lived together in the span leave no row, and are not passed over."""
    pairs = [("DDR", "FRG"), ("VNM", "CHN")]

    assert trust.without_rows(record, pairs, "1995", "2000") == (("DDR", "DEU"),)
    assert trust.without_rows(record, pairs, "1985", "2000") == ()
    assert trust.without_rows(record, pairs, "1990", "1990") == (("DDR", "DEU"),)


def test_neighbours_are_told_of_both_ways(record: Record) -> None:
    """Contiguity holds each couple once; trust has a direction."""
    span = _many_pairs._Span("year", date(2012, 1, 1), date(2012, 12, 31))
    pairs = _many_pairs._pairs(record, "contiguous", span)

    assert {(816, 710), (710, 816), (816, 812), (2, 20)} <= set(pairs)
    assert (2, 816) not in pairs
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".dta"])
def test_a_panel_written_in_blocks_is_the_panel(
    record: Record, tmp_path: Path, ending: str
) -> None:
    """Read back by another library; and no folder of blocks is left behind."""
    file = tmp_path / f"panel{ending}"
    told: list[tuple[int, int]] = []

    rows = trust.write_panel(
        record, THREE, "2011", "2012", file, model=QUICK, told=lambda *each: told.append(each)
    )

    expected = trust.panel(record, THREE, "2011", "2012", model=QUICK)
    assert rows == expected.height == 6
    assert told == [(2, 3), (3, 3)]
    assert list(tmp_path.iterdir()) == [file]
    if ending == ".dta":
        found, about = pyreadstat.read_dta(file)
        assert found["date"].tolist() == expected["date"].to_list()
        assert found["trust"].tolist() == pytest.approx(expected["trust"].to_list())
        words = about.variable_value_labels["degree"]
        assert [words[each] for each in found["degree"]] == expected["degree"].to_list()
        assert about.original_variable_types["date"] == "%td"
        assert all(about.column_names_to_labels[name] for name in expected.columns)
    else:
        read = pl.read_csv if ending == ".csv" else pl.read_parquet
        found = read(file)
        assert found["trust"].to_list() == pytest.approx(expected["trust"].to_list())
        assert found.columns == expected.columns


def test_a_panel_by_month_ends_on_the_last_week_of_each(record: Record) -> None:
    """Of weeks only the last of a month is kept."""
    found = trust.panel(record, [("VNM", "CHN")], "2014-04", "2014-06", by="month", model=QUICK)

    assert found["month_id"].to_list() == [412, 413, 414]


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ({"pairs": "everybody"}, LongtinError, "`contiguous`, `all`"),
        ({"pairs": [("VNM", "VNM")]}, RecordError, "no pair"),
        ({"by": "quarter"}, LongtinError, "week, month or year"),
        ({"until": "2010"}, LongtinError, "before it begins"),
        ({"until": "2025"}, RecordError, "goes to 2022"),
        ({"by": "week", "since": "1999"}, RecordError, "from 2005-01-01"),
    ],
)
def test_what_no_panel_can_be_is_refused(
    record: Record, words: dict[str, object], kind: type[LongtinError], says: str
) -> None:
    """With what it can be."""
    asked = {"pairs": THREE, "since": "2012", "until": "2014", **words}
    with pytest.raises(kind, match=says):
        trust.panel(record, **asked)  # type: ignore[arg-type]
