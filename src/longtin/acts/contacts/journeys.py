"""Journeys: lists of where a state's leaders were abroad, from the record."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts.record import store

if TYPE_CHECKING:
    from longtin.acts.record.record import Record


def journeys(record: "Record", pair: tuple[int, int], start: date, end: date) -> pl.DataFrame:
    """Journeys of a leader of one of two states to the other, in the columns of `TRAVEL`."""
    query = (
        "SELECT * FROM travel WHERE visitor IN (?, ?) AND host IN (?, ?) "
        'AND "end" >= ? AND start <= ? ORDER BY start, row'
    )
    return store.frame(record.connection, query, [*pair, *pair, start, end])


def complete_for(record: "Record") -> tuple[tuple[int, str, date, date], ...]:
    """Whose journeys the lists have whole: state, office, first and last day."""
    query = (
        'SELECT DISTINCT visitor, office, datasets.start, datasets."end" FROM travel '
        "JOIN datasets USING (dataset) ORDER BY ALL"
    )
    return tuple(store.frame(record.connection, query).iter_rows())


def first_journey(record: "Record") -> date:
    """First day of the earliest."""
    query = "SELECT min(start) AS day FROM travel"
    found: date = store.frame(record.connection, query)["day"][0]
    return found
