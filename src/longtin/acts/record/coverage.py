"""Coverage: the states and days a dataset speaks for, so that silence can be told from absence."""

from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import ALLIANCES, DISPUTES, VOTES
from longtin.acts.record.store import (
    Span,
    frame,
    superseded,
    updated,
    without,
)

if TYPE_CHECKING:
    import duckdb

COVERAGE = {
    "dataset": pl.String(),
    "ccode": pl.Int16(),
    "start": pl.Date(),
    "end": pl.Date(),
}
_SAMPLES = ("icews0515", "icews14")
_SERIES = (DISPUTES, ALLIANCES, VOTES)


def coverage_of(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> pl.DataFrame:
    """Spans by dataset and state; see `Record.coverage`."""
    shipped = frame(connection, "SELECT * FROM coverage")
    if not with_mine:
        return shipped
    given_way = dict.fromkeys(_SAMPLES, superseded(connection))
    given_way |= {series: updated(connection, series) for series in _SERIES}
    left = [
        (dataset, ccode, start, end)
        for dataset, ccode, first, last in shipped.iter_rows()
        for start, end in without(given_way.get(dataset, []), (first, last))
    ]
    kept = pl.DataFrame(left, schema=COVERAGE, orient="row")
    return pl.concat([kept, _mine(connection)]).sort("dataset", "ccode", "start", nulls_last=False)


def _mine(connection: "duckdb.DuckDBPyConnection") -> pl.DataFrame:
    """What the user's files cover; of a series, each file without the years of later ones."""
    rows = frame(
        connection,
        'SELECT coalesce(series, dataset) AS dataset, ccode, coverage.start, coverage."end", '
        'series, held.start AS first, held."end" AS last, held.rowid AS place '
        "FROM mine.coverage AS coverage JOIN mine.datasets AS held USING (dataset) ORDER BY place",
    )
    updates: dict[tuple[str, int], Span] = {
        (series, place): (first, last)
        for series, first, last, place in rows.select(
            "series", "first", "last", "place"
        ).iter_rows()
        if series is not None
    }
    left = []
    for dataset, ccode, start, end, series, _, _, place in rows.iter_rows():
        later = [span for (one, at), span in updates.items() if one == series and at > place]
        left += [(dataset, ccode, *span) for span in without(later, (start, end))]
    return pl.DataFrame(left, schema=COVERAGE, orient="row")
