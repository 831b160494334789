"""A workbook holds the table that was written, as Excel reads it."""

import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given, strategies as st

from longtin import write_table
from longtin._tables import LABELS, MOST_ROWS, workbook
from longtin.errors import OutputError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = "14"
"""The standard's number for a day as each reader's country writes it."""

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**50), 2**50),
    st.floats(-1e300, 1e300),
    st.dates(date(1900, 3, 2), date(2199, 12, 31)),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=20),
)


def sheet(content: bytes, number: int) -> list[dict[str, object]]:
    """The rows of a sheet by letters of their columns, read as the standard says."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314
    formats = [each.get("numFmtId") for each in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")]
    rows: list[dict[str, object]] = []
    for row in root.iter(f"{MAIN}row"):
        rows += [
            {} for _ in range(len(rows) + 1, int(str(row.get("r"))))
        ]  # empty rows are left out
        rows.append(
            {str(cell.get("r")).rstrip("0123456789"): value_of(cell, formats) for cell in row}
        )
    return rows


def value_of(cell: ElementTree.Element, formats: list[str | None]) -> object:
    """A cell's value by its type and style."""
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    number = float(cell.findtext(f"{MAIN}v") or "nan")
    if cell.get("t") == "b":
        return bool(number)
    if formats[int(cell.get("s") or 0)] == DAY:
        return date(1899, 12, 30) + timedelta(days=int(number))
    return number


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_what_is_written_is_what_is_read(rows: list[tuple[object, object]]) -> None:
    """Numbers stay numbers, days stay days, and text stays text, with its marks."""
    read = sheet(workbook(["một", "two"], rows), 1)

    assert read[0] == {"A": "một", "B": "two"}
    written: list[dict[str, object]] = [
        {
            at: pytest.approx(each, rel=1e-15) if isinstance(each, float) else each
            for at, each in zip("AB", row, strict=True)
            if each is not None
        }
        for row in rows
    ]
    assert read[1:] + [{}] * (len(rows) + 1 - len(read)) == written


def test_text_that_looks_like_a_formula_is_text() -> None:
    """A name from an imported file must not run anything on the desk of whoever opens it."""
    read = sheet(workbook(["name"], [["=HYPERLINK(1)"], ["<b>&"], ["a\x00b\x0b"], ["<r>&</r>"]]), 1)

    assert [row["A"] for row in read[1:]] == ["=HYPERLINK(1)", "<b>&", "ab", "<r>&</r> "]


def test_the_second_sheet_says_what_the_columns_hold(tmp_path: Path) -> None:
    """Whoever gets the file by mail has no documentation beside it."""
    frame = pl.DataFrame({"truster": ["VNM"], "trust": [0.04], "own": [None]})

    write_table(frame, tmp_path / "trust.xlsx")
    told = sheet((tmp_path / "trust.xlsx").read_bytes(), 2)

    assert told[1:] == [
        {"A": "truster", "B": LABELS["truster"]},
        {"A": "trust", "B": LABELS["trust"]},
        {"A": "own", "B": ""},
    ]


def test_the_same_table_is_the_same_bytes() -> None:
    """A file in a shared folder changes only when its figures do."""
    rows = [[1, date(2014, 8, 1)]]

    assert workbook(["n", "day"], rows) == workbook(["n", "day"], rows)


def test_columns_past_the_twenty_sixth_have_two_letters() -> None:
    """The catalogue of measures has twenty-six columns, the next table may have more."""
    (head,) = sheet(workbook([f"c{n}" for n in range(30)], []), 1)

    assert list(head)[25:28] == ["Z", "AA", "AB"]


def test_what_a_sheet_cannot_hold_is_refused() -> None:
    """Excel would cut the table short without a word."""
    with pytest.raises(OutputError, match=r"Write \.csv or \.parquet"):
        workbook(["n"], [[1]] * MOST_ROWS)
