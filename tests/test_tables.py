"""A table written to a file is the same table when it is read again."""

import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin import trust, write_table
from longtin._tables import LABELS, VALUES
from longtin.acts import ACT, Record
from longtin.errors import OutputError
from longtin.trust import STATUS, Model


@pytest.fixture(scope="module")
def belief() -> pl.DataFrame:
    """Sudan's trust in South Sudan, with all three answers, and a forecast."""
    with Record.shipped() as record:
        found = trust.estimate(record, "SSD", "SDN", model=Model.shipped(draws=8))
        known = found.frame(every="month").with_columns(forecast=pl.lit(False))
        return pl.concat([known, found.forecast(2).tail(2)])


@pytest.fixture(scope="module")
def acts() -> pl.DataFrame:
    """What China and Viet Nam did in May 2014."""
    with Record.shipped() as record:
        return record.acts([710, 816], [710, 816], start=date(2014, 5, 1), end=date(2014, 5, 31))


def read_stata(path: Path) -> tuple[pl.DataFrame, dict[str, str], dict[str, dict[int, str]]]:
    """Table, labels of columns and labels of values."""
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    frame, about = pyreadstat.read_dta(path, output_format="polars")
    return frame, about.column_names_to_labels, about.variable_value_labels


@pytest.mark.parametrize("ending", ["csv", "parquet", "json"])
def test_belief_comes_back_from_an_open_format(
    belief: pl.DataFrame, tmp_path: Path, ending: str
) -> None:
    """Figures to the last digit, and missing ones missing."""
    path = tmp_path / f"belief.{ending}"
    write_table(belief, path)
    match ending:
        case "csv":
            again = pl.read_csv(path, schema=belief.schema)
        case "parquet":
            again = pl.read_parquet(path)
        case _:
            again = pl.read_json(path, schema=belief.schema)

    assert again.equals(belief)


def test_belief_comes_back_from_stata_with_its_labels(belief: pl.DataFrame, tmp_path: Path) -> None:
    """Missing is missing, days are days, and coverage has words for its numbers."""
    write_table(belief, tmp_path / "belief.dta")

    again, labels, values = read_stata(tmp_path / "belief.dta")

    assert set(belief["coverage"]) >= {"covered", "not covered"}
    words = again["coverage"].replace_strict(values["coverage"], return_dtype=pl.String)
    assert words.equals(belief["coverage"])
    assert values["forecast"] == {0: "estimate", 1: "forecast"}
    for column in ("trust", "low", "high", "smoothed", "effective_acts", "date", "truster"):
        assert again[column].equals(belief[column]), column
    for column in ("ccode1", "ccode2", "gwcode1", "year", "month_id"):
        assert again[column].to_list() == belief[column].to_list(), column
    assert labels["ccode1"] == "Truster, Correlates of War code"


def test_acts_come_back_from_stata_with_codes_as_text(acts: pl.DataFrame, tmp_path: Path) -> None:
    """CAMEO 043 stays 043; the four classes have words. An empty text is all Stata knows."""
    write_table(acts, tmp_path / "acts.dta")

    again, _, values = read_stata(tmp_path / "acts.dta")

    assert again["code"].to_list() == acts["code"].to_list()
    assert "043" in again["code"]
    assert again["quad"].to_list() == acts["quad"].to_list()
    assert values["quad"][4] == "material conflict"
    assert again["mode"].to_list() == acts["mode"].fill_null("").to_list()
    assert again["start"].equals(acts["start"])


def test_every_column_has_a_label_that_fits() -> None:
    """Stata cuts names at 32 letters and labels at 80 bytes."""
    columns = {*trust.FRAME, *ACT, "forecast"}

    assert columns - set(LABELS) == set()
    assert [name for name in LABELS if len(name) > 32] == []
    assert [text for text in LABELS.values() if len(text.encode()) > 80] == []


def test_the_words_of_coverage_are_the_model_s() -> None:
    """Numbers in a Stata file mean what the frame says."""
    assert tuple(VALUES["coverage"].values()) == STATUS


def test_stata_without_its_library_says_what_to_install(
    belief: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library is an extra; nothing is left behind."""
    monkeypatch.setitem(sys.modules, "pyreadstat", None)

    with pytest.raises(OutputError, match=r"longtin\[stata\]"):
        write_table(belief, tmp_path / "belief.dta")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["belief", "belief.xls", "belief.sav"])
def test_an_unknown_ending_is_refused_with_those_there_are(
    belief: pl.DataFrame, tmp_path: Path, name: str
) -> None:
    """Before anything is written."""
    with pytest.raises(OutputError, match=r"\.csv, \.xlsx, \.parquet, \.json or \.dta"):
        write_table(belief, tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x.invalid","Minister")',
        "+1+cmd|' /C'!A0",
        "@SUM(A1)",
        "-2+3",
        "\t=1",
    ],
)
def test_no_text_of_a_csv_is_a_formula(tmp_path: Path, text: str) -> None:
    """Event data hold what strangers wrote, and a spreadsheet runs what looks like a formula."""
    frame = pl.DataFrame({"source_name": [text, "Minister", None], "n": [-1.5, 2.0, None]})

    write_table(frame, tmp_path / "t.csv")
    write_table(frame, tmp_path / "t.parquet")

    again = pl.read_csv(tmp_path / "t.csv")
    assert again["source_name"].to_list() == [f"'{text}", "Minister", None]
    assert again["n"].to_list() == [-1.5, 2.0, None]
    assert pl.read_parquet(tmp_path / "t.parquet").equals(frame)


def test_a_number_kept_as_text_stays_a_number_in_csv(tmp_path: Path) -> None:
    """Codes of missing values are written -9."""
    write_table(pl.DataFrame({"code": ["-9", "043", "+84"]}), tmp_path / "t.csv")

    assert (tmp_path / "t.csv").read_text() == "code\n-9\n043\n+84\n"
