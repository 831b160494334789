"""Days as people write them in a table of their own."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from longtin.acts import Record, import_files

DAYS = st.lists(st.dates(date(1990, 1, 1), date(2025, 12, 31)), min_size=1, max_size=30)


def days_read(written: list[str], folder: Path) -> list[date]:
    """First days of the acts that a file with such dates becomes, in the order of its rows."""
    file, mine = folder / "mine.csv", folder / "mine.duckdb"
    rows = [f'"{text}",China,AGREE,Viet Nam,{n}' for n, text in enumerate(written)]
    file.write_text("\n".join(["date,source,type,target,text", *rows]) + "\n", encoding="utf-8")
    mine.unlink(missing_ok=True)
    import_files([file], mine)
    with Record.open(mine) as record:
        acts = record.acts("CHN", "VNM", datasets=["mine"]).sort(pl.col("text").cast(pl.Int32))
    return acts["start"].to_list()


@pytest.mark.parametrize(
    "written",
    ["2016-05-02", "2016/5/2", "20160502", "2016-05-02 14:30:00", "2016-05-02T00:00:00Z",
     "2 May 2016", "May 2, 2016", "02-May-2016", "02/05/2016"],
)  # fmt: skip
def test_a_day_is_read_however_a_program_wrote_it(written: str, tmp_path: Path) -> None:
    """Spreadsheets, statistics programs and people each have their way."""
    assert days_read([written, "25/12/2016"], tmp_path) == [date(2016, 5, 2), date(2016, 12, 25)]


@pytest.mark.parametrize(
    ("order", "clear"), [("%d/%m/%Y", "25/12/2016"), ("%m/%d/%Y", "12/25/2016")]
)
def test_one_clear_row_says_in_which_order_all_were_written(
    order: str, clear: str, tmp_path: Path
) -> None:
    """Half the days of a year are clear; the others were written by the same hand."""
    days = [date(2016, 1, 2), date(2016, 11, 12), date(2016, 3, 3)]

    read = days_read([*(f"{day:{order}}" for day in days), clear], tmp_path)

    assert read == [*days, date(2016, 12, 25)]


def test_where_no_row_says_it_a_day_is_refused_and_not_guessed(tmp_path: Path) -> None:
    """A month or a day too early or too late moves an act to another government."""
    assert days_read(["01/02/2016", "03/03/2016", "2016-05-02"], tmp_path) == [
        date(2016, 3, 3),
        date(2016, 5, 2),
    ]


def test_rows_that_contradict_each_other_speak_for_themselves_only(tmp_path: Path) -> None:
    """Two tables pasted together say nothing of the days that both could have written."""
    assert days_read(["25/12/2016", "12/26/2016", "01/02/2016"], tmp_path) == [
        date(2016, 12, 25),
        date(2016, 12, 26),
    ]


@settings(max_examples=10)
@given(days=DAYS)
def test_no_day_is_ever_read_as_another(
    days: list[date], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is read from a column of one order is the day that was written."""
    folder = tmp_path_factory.mktemp("days")

    read = days_read([f"{day:%d/%m/%Y}" for day in days], folder)

    assert read == (
        days if any(day.day > 12 for day in days) else [d for d in days if d.day == d.month]
    )


def test_a_month_is_all_of_it(tmp_path: Path) -> None:
    """“5/2016” is May, as “2016-05” is."""
    assert days_read(["5/2016", "2016-05"], tmp_path) == [date(2016, 5, 1), date(2016, 5, 1)]
