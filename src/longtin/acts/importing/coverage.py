"""Coverage of a user's file: the days it holds whole, and elsewhere the pairs it has rows of.

An archive's whole day names a hundred states and more; a file whose rows of a day name fewer than
its reader asks for is taken for an extract. It shows what it says of a pair, month by month, and
nothing of others.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from datetime import date
from typing import TYPE_CHECKING

from longtin.acts.reader import Reader
from longtin.acts.record.file import TABLES

if TYPE_CHECKING:
    import duckdb

# Runs of years in which a state voted, up to the last year with more than one roll call.
_SEATED = (
    "SELECT $dataset, ccode, NULL, make_date(min(year), 1, 1), make_date(max(year), 12, 31), NULL "
    "FROM ("
    "SELECT ccode, year, year - row_number() OVER (PARTITION BY ccode ORDER BY year) AS run FROM ("
    "SELECT DISTINCT ccode, year(start) AS year FROM mine.votes "
    "WHERE start BETWEEN $start AND $end "
    "AND year(start) IN (SELECT year(start) FROM mine.votes GROUP BY year(start) "
    "HAVING count(DISTINCT rcid) > 1))) GROUP BY ccode, run ORDER BY ccode, run"
)
_ACTS = " UNION ALL ".join(
    f"SELECT source AS one, target AS two, start FROM mine.{TABLES[part]} "
    "WHERE file = (SELECT number FROM mine.datasets WHERE dataset = $dataset)"
    for part in ("acts", "domestic")
)
_TIES = (
    "SELECT state1 AS one, state2 AS two, start FROM mine.ties "
    "WHERE split_part(origin, ':', 1) = $dataset"
)
_WHOLE = (
    "SELECT first FROM (SELECT first, unnest([one, two]) AS state FROM named) "
    "GROUP BY first HAVING count(DISTINCT state) >= $whole AND $whole > 0"
)
_MOST = 0.5
# Periods in a row are one span.
_RUNS = (
    'SELECT one, two, min(first) AS start, (max(first) + {step})::DATE - 1 AS "end" FROM ('
    "SELECT one, two, first, sum(parted) OVER (PARTITION BY one, two ORDER BY first) AS run FROM ("
    "SELECT *, coalesce(first > lag(first) OVER (PARTITION BY one, two ORDER BY first) + {step}, "
    "true)::INTEGER AS parted FROM ({periods}))) GROUP BY one, two, run"
)


def cover(
    connection: "duckdb.DuckDBPyConnection", dataset: str, reader: Reader, span: tuple[date, date]
) -> None:
    """Enter what a file covers, and how dense it is, once it and its rows are in the record.

    Args:
        connection: With the record attached as `mine`.
        dataset: The file's name in the record.
        reader: Who read it.
        span: First and last day for which it counts.
    """
    if reader.part == "votes":
        values = {"dataset": dataset, "start": span[0], "end": span[1]}
        connection.execute(f"INSERT INTO mine.coverage {_SEATED}", values)
        return
    if reader.part == "ties" and not reader.series:  # spells, which a file lists for every state
        every = "INSERT INTO mine.coverage VALUES (?, NULL, NULL, ?, ?, NULL)"
        connection.execute(every, [dataset, *span])
        return
    _name(connection, dataset, reader)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE held_whole AS {_WHOLE}", {"whole": reader.whole}
    )
    unit, month = ("year", "year") if reader.series else ("day", "month")
    days = "SELECT NULL::SMALLINT AS one, NULL::SMALLINT AS two, first FROM held_whole"
    pairs = (
        "SELECT DISTINCT least(one, two) AS one, greatest(one, two) AS two, month AS first "
        "FROM named WHERE one <> two AND first NOT IN (FROM held_whole)"
    )
    for periods, period in ((days, unit), (pairs, month)):
        runs = _RUNS.format(periods=periods, step=f"INTERVAL 1 {period}")
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE runs AS {runs} ORDER BY one NULLS FIRST, two, start"
        )
        connection.execute(
            "INSERT INTO mine.coverage SELECT $dataset, one, two, greatest(start, $start), "
            'least("end", $end), NULL FROM runs WHERE start <= $end AND "end" >= $start',
            {"dataset": dataset, "start": span[0], "end": span[1]},
        )
    if not reader.series:
        _weigh(connection, dataset)


def _name(connection: "duckdb.DuckDBPyConnection", dataset: str, reader: Reader) -> None:
    """Table `named`: who is named together in which day or year, row by row."""
    rows = _TIES if reader.part == "ties" else _ACTS
    year, month = "make_date(year(start), 1, 1)", "make_date(year(start), month(start), 1)"
    first, month = (year, year) if reader.series else ("start", month)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE named AS SELECT {first} AS first, {month} AS month, "
        f"one, two FROM ({rows})",
        {"dataset": dataset},
    )


def _weigh(connection: "duckdb.DuckDBPyConnection", dataset: str) -> None:
    """The sampling of a file is 1 where most of its rows are of days it holds whole.

    Of an extract nobody knows it.
    """
    query = "SELECT avg((first IN (FROM held_whole))::INTEGER) FROM named"
    ((share,),) = connection.execute(query).fetchall()
    if share is not None and share > _MOST:
        connection.execute("UPDATE mine.datasets SET sampling = 1 WHERE dataset = ?", [dataset])
