"""Staged rows into the user's record, and what is new in them.

A table for each of `PARTS`, each with the `key` by which a row is met again.

A file of a **series** (disputes, alliances, votes) stands in for what the record had for the years
it speaks for: rows of those years that it does not have are taken out. So the file imported last
counts, and the years before and after it keep what they had.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from longtin.acts import _store
from longtin.acts._ledger import Ledger
from longtin.acts._stage import PARTS, Received, Source

if TYPE_CHECKING:
    import duckdb

_SQL = {
    "String": "VARCHAR",
    "Date": "DATE",
    "Int8": "TINYINT",
    "Int16": "SMALLINT",
    "Int32": "INTEGER",
    "Float64": "DOUBLE",
    "Boolean": "BOOLEAN",
}
_REFUSED = "refusals"
_DATASETS = (
    "dataset VARCHAR, archive VARCHAR, role VARCHAR, title VARCHAR, version VARCHAR, "
    'licence VARCHAR, citation VARCHAR, start DATE, "end" DATE, file VARCHAR, sha256 VARCHAR, '
    "rows INTEGER, acts INTEGER, domestic INTEGER, refused INTEGER, silent INTEGER, "
    "duplicates INTEGER, sampling DOUBLE, expected INTEGER, seconds DOUBLE, encoding VARCHAR, "
    "series VARCHAR, note VARCHAR"
)

# Runs of years in which a state voted, up to the last year with more than one roll call.
_SEATED = (
    "SELECT $dataset, ccode, make_date(min(year), 1, 1), make_date(max(year), 12, 31) FROM ("
    "SELECT ccode, year, year - row_number() OVER (PARTITION BY ccode ORDER BY year) AS run FROM ("
    "SELECT DISTINCT ccode, year(start) AS year FROM mine.votes "
    "WHERE start BETWEEN $start AND $end "
    "AND year(start) IN (SELECT year(start) FROM mine.votes GROUP BY year(start) "
    "HAVING count(DISTINCT rcid) > 1))) GROUP BY ccode, run ORDER BY ccode, run"
)


@dataclass(frozen=True)
class Fresh:
    """What of a file the record did not have."""

    acts: int
    domestic: int
    ties: int
    votes: int
    refused: dict[str, int]

    @property
    def rows(self) -> int:
        """All of them."""
        return self.acts + self.domestic + self.ties + self.votes + sum(self.refused.values())


def create(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make the tables of a new record."""
    connection.execute(f"CREATE TABLE mine.format AS SELECT {_store.FORMAT} AS number")
    for part, columns in PARTS.items():
        listed = ", ".join(f'"{name}" {_SQL[str(kind)]}' for name, kind in columns.items())
        connection.execute(f"CREATE TABLE mine.{part} ({listed}, key UHUGEINT)")
    connection.execute(f"CREATE TABLE mine.datasets ({_DATASETS})")
    connection.execute(
        'CREATE TABLE mine.coverage (dataset VARCHAR, ccode SMALLINT, start DATE, "end" DATE)'
    )


def known_datasets(connection: "duckdb.DuckDBPyConnection") -> dict[str, str]:
    """Names and checksums of what has been imported before."""
    return dict(connection.execute("SELECT dataset, sha256 FROM mine.datasets").fetchall())


def load(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    """Read staged rows, and find those that neither the record nor an earlier line has.

    A refusal gives way to an act: a row refused before that resolves now is new.
    """
    for part in PARTS:
        files = _store.quoted(str(folder / f"{part}-*.parquet"))
        if any(folder.glob(f"{part}-*.parquet")):
            connection.execute(
                f"CREATE TEMP TABLE staged_{part} AS SELECT * EXCLUDE identity, "
                f"md5_number(identity) AS key FROM read_parquet({files})"
            )
        else:
            listed = 'file INTEGER, "row" INTEGER, key UHUGEINT, reason VARCHAR, start DATE'
            connection.execute(f"CREATE TEMP TABLE staged_{part} ({listed})")
    every = " UNION ALL ".join(
        f"SELECT file, row, key, '{part}' AS part FROM staged_{part}" for part in PARTS
    )
    kept = " UNION ALL ".join(f"SELECT key FROM mine.{part}" for part in PARTS if part != _REFUSED)
    connection.execute(
        f"CREATE TEMP TABLE fresh AS WITH once AS (SELECT * FROM ({every}) QUALIFY "
        "row_number() OVER (PARTITION BY key ORDER BY part = 'refusals', file, row) = 1) "
        f"SELECT * FROM once WHERE key NOT IN ({kept}) "
        "AND (part <> 'refusals' OR key NOT IN (SELECT key FROM mine.refusals))"
    )


def count_fresh(connection: "duckdb.DuckDBPyConnection", number: int) -> Fresh:
    """How many new rows of each sort a file brings."""
    counted = dict(
        connection.execute(
            "SELECT part, count(*) FROM fresh WHERE file = ? GROUP BY part", [number]
        ).fetchall()
    )
    reasons = connection.execute(
        "SELECT reason, count(*) AS found FROM staged_refusals JOIN fresh USING (file, row, key) "
        "WHERE file = ? AND part = 'refusals' GROUP BY reason ORDER BY found DESC, reason",
        [number],
    ).fetchall()
    return Fresh(
        acts=counted.get("acts", 0),
        domestic=counted.get("domestic", 0),
        ties=counted.get("ties", 0),
        votes=counted.get("votes", 0),
        refused=dict(reasons),
    )


def count_replaced(
    connection: "duckdb.DuckDBPyConnection", source: Source, span: tuple[date, date] | None
) -> int:
    """How many rows of a series the record has for the years of a file that the file has not."""
    if not source.reader.series or span is None:
        return 0
    where, values = _replaced(source, span)
    query = f"SELECT count(*) FROM mine.{source.reader.part} WHERE {where}"
    return int(connection.execute(query, values).fetchall()[0][0])


def replace(
    connection: "duckdb.DuckDBPyConnection", source: Source, span: tuple[date, date] | None
) -> None:
    """Take those rows out; call it in a transaction, before `merge`."""
    if source.reader.series and span is not None:
        where, values = _replaced(source, span)
        connection.execute(f"DELETE FROM mine.{source.reader.part} WHERE {where}", values)


def _replaced(source: Source, span: tuple[date, date]) -> tuple[str, list[object]]:
    where = (
        "dataset = ? AND start BETWEEN ? AND ? AND key NOT IN "
        f"(SELECT key FROM staged_{source.reader.part} WHERE file = ?)"
    )
    return where, [source.reader.series, *span, source.number]


def merge(connection: "duckdb.DuckDBPyConnection") -> None:
    """Write the new rows; call it in a transaction."""
    connection.execute(
        "DELETE FROM mine.refusals WHERE key IN (SELECT key FROM fresh WHERE part <> 'refusals')"
    )
    for part, columns in PARTS.items():
        listed = ", ".join(f'"{name}"' for name in (*columns, "key"))
        found = connection.execute("SELECT count(*) FROM fresh WHERE part = ?", [part]).fetchone()
        if found and found[0]:
            connection.execute(
                f"INSERT INTO mine.{part} SELECT {listed} FROM staged_{part} "
                f"JOIN fresh USING (file, row, key) WHERE part = '{part}' ORDER BY file, row"
            )


def put_dataset(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    ledger: Ledger,
    received: Received,
    span: tuple[date, date] | None,
) -> None:
    """Enter a file among the datasets, and what it covers."""
    start, end = span or (None, None)
    reader = source.reader
    connection.execute("DELETE FROM mine.datasets WHERE dataset = ?", [source.dataset])
    connection.execute("DELETE FROM mine.coverage WHERE dataset = ?", [source.dataset])
    title = source.table.member or source.table.path.name
    values = [
        source.dataset,
        reader.archive,
        "update" if reader.series else "acts",
        title,
        ledger.sha256[:12],
        reader.licence,
        reader.citation or None,
        start,
        end,
        title,
        ledger.sha256,
        ledger.received,
        *_totals(connection, source.dataset, received),
        1.0 if reader.covers_all and not reader.series else None,
        ledger.expected,
        ledger.seconds,
        ledger.encoding,
        reader.series or None,
        ledger.note,
    ]
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO mine.datasets VALUES ({marks})", values)
    if span is not None:
        _cover(connection, source, span)


def _cover(
    connection: "duckdb.DuckDBPyConnection", source: Source, span: tuple[date, date]
) -> None:
    values: dict[str, object] = {"dataset": source.dataset, "start": span[0], "end": span[1]}
    if source.reader.part == "votes":
        connection.execute(f"INSERT INTO mine.coverage {_SEATED}", values)
        return
    every_state = "SELECT NULL"
    named = "SELECT DISTINCT unnest([source, target]) FROM mine.acts WHERE dataset = $dataset"
    connection.execute(
        "INSERT INTO mine.coverage SELECT $dataset, state, $start, $end "
        f"FROM ({every_state if source.reader.covers_all else named}) AS t(state) ORDER BY state",
        values,
    )


def _totals(
    connection: "duckdb.DuckDBPyConnection", dataset: str, received: Received
) -> tuple[int, ...]:
    """Acts, domestic, refused, silent and duplicates of a dataset as the record now has them."""
    found = {
        part: connection.execute(
            f"SELECT count(*) FROM mine.{part} WHERE "
            + ("dataset = ?" if part == _REFUSED else "split_part(origin, ':', 1) = ?"),
            [dataset],
        ).fetchall()[0][0]
        for part in PARTS
    }
    twice = received.rows - received.silent - sum(found.values())
    return (found["acts"], found["domestic"], found[_REFUSED], received.silent, max(twice, 0))
