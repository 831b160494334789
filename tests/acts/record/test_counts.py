"""Counts by pair and period: one definition, and the queries that Longtin runs made of it."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, strategies as st

from build_counts import QUERIES, queries
from longtin import acts
from longtin.acts import Record, import_files
from longtin.acts.record.counts import ASKED
from longtin.acts.record.store import Stream, frame
from longtin.errors import RecordError
from tests.drawn import few

VIET_NAM, CHINA = 816, 710
NARROW = ["start", "end", "source", "target", "quad", "kind", "mode", "count"]
Key = tuple[int, int, date, int, str | None, str | None]
days = st.dates(date(2011, 12, 1), date(2013, 2, 1))


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    """Acts of a day, of a period, across the ends of weeks and years, with kinds missing."""
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        start = draw(days)
        length = draw(st.sampled_from([0, 0, 0, 1, 6, 30, 365]))
        kind = draw(st.sampled_from([("CONSULT", "visit"), ("CONSULT", None), (None, None)]))
        pair = draw(st.sampled_from([(2, 710), (710, 2), (816, 710)]))
        quad, count = draw(st.integers(1, 4)), draw(st.integers(1, 2**31 - 1))
        rows.append((start, start + timedelta(days=length), *pair, quad, *kind, count))
    schema = {name: acts.ACT[name] for name in NARROW}
    return pl.DataFrame(rows, schema, orient="row")


def first_day(day: date, every: str) -> date:
    """The first day of the period that a day is in, by the calendar."""
    return {
        "day": day,
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "quarter": date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        "year": date(day.year, 1, 1),
    }[every]


def by_hand(table: pl.DataFrame, every: str) -> dict[Key, tuple[int, int]]:
    """Acts and reports, one row after the other."""
    rows: Counter[Key] = Counter()
    reports: Counter[Key] = Counter()
    for start, end, source, target, quad, kind, mode, count in table.select(NARROW).iter_rows():
        if first_day(start, every) == first_day(end, every):
            key = (source, target, first_day(start, every), quad, kind, mode)
            rows[key] += 1
            reports[key] += count
    return {key: (rows[key], reports[key]) for key in rows}


def as_counted(frame: pl.DataFrame) -> dict[Key, tuple[int, int]]:
    """A table of counts as a mapping."""
    return {row[:6]: row[6:] for row in frame.select(list(acts.COUNT)).iter_rows()}


def test_what_is_run_is_what_the_definition_says() -> None:
    """Else the engine here and the engine there would drift apart. Mend it with `make counts`."""
    committed = {path.stem: path.read_text("utf-8") for path in QUERIES.glob("*.sql")}

    assert committed == queries()


@pytest.mark.parametrize("every", ["day", "week", "month", "quarter", "year"])
@few(8)
@given(table=tables())
def test_counts_are_those_a_person_would_make(every: str, table: pl.DataFrame) -> None:
    """Weeks over the end of a year, periods over the end of a week, kinds unknown."""
    with duckdb.connect() as connection:
        connection.register(ASKED, Stream(table))
        found = frame(connection, queries()[every])

    assert as_counted(found) == by_hand(table, every)


@pytest.mark.parametrize("every", ["week", "year"])
def test_a_record_counts_the_acts_that_it_gives(every: str, record: Record) -> None:
    """The same rows, asked for in the same words."""
    pair = [VIET_NAM, CHINA]

    found = acts.counts(record, every, pair, pair, start=date(2012, 3, 1))

    assert list(found.schema.items()) == list(acts.COUNT.items())
    assert as_counted(found) == by_hand(record.acts(pair, pair, start=date(2012, 3, 1)), every)
    assert found.height > 10


def test_what_was_imported_is_counted(plain_file: Path, mine: Path) -> None:
    """A file of one's own, of which one row is a whole month."""
    import_files([plain_file], mine)

    with Record.open(mine) as record:
        weeks = acts.counts(record, "week", datasets=["visits"])
        months = acts.counts(record, "month", datasets=["visits"])

    assert weeks["reports"].to_list() == [1, 1]
    assert sorted(months["reports"].to_list()) == [1, 1, 3]


def test_an_unknown_period_is_refused_with_the_nearest(record: Record) -> None:
    """A slip in a word."""
    with pytest.raises(RecordError, match=r"No period 'weak' in the record\. Did you mean 'week'"):
        acts.counts(record, "weak")
