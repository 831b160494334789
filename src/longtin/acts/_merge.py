"""Staged rows into the user's record, and what is new in them.

Three tables, `acts`, `domestic` and `refusals`, each with the `key` by which a row is met again.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from longtin.acts import _store
from longtin.acts._ledger import Ledger
from longtin.acts._stage import PARTS, Source
from longtin.acts._table import ACT, REFUSAL

if TYPE_CHECKING:
    import duckdb

_SQL = {
    "String": "VARCHAR",
    "Date": "DATE",
    "Int8": "TINYINT",
    "Int16": "SMALLINT",
    "Int32": "INTEGER",
}
_DATASETS = (
    "dataset VARCHAR, archive VARCHAR, role VARCHAR, title VARCHAR, version VARCHAR, "
    'licence VARCHAR, citation VARCHAR, start DATE, "end" DATE, file VARCHAR, sha256 VARCHAR, '
    "rows INTEGER, acts INTEGER, domestic INTEGER, refused INTEGER, silent INTEGER, "
    "duplicates INTEGER, sampling DOUBLE, expected INTEGER, seconds DOUBLE, encoding VARCHAR"
)


@dataclass(frozen=True)
class Fresh:
    """What of a file the record did not have."""

    acts: int
    domestic: int
    refused: dict[str, int]


def create(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make the tables of a new record."""
    connection.execute(f"CREATE TABLE mine.format AS SELECT {_store.FORMAT} AS number")
    for part in PARTS:
        columns = REFUSAL if part == "refusals" else ACT
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
            listed = 'file INTEGER, "row" INTEGER, key UHUGEINT, reason VARCHAR'
            connection.execute(f"CREATE TEMP TABLE staged_{part} ({listed})")
    every = " UNION ALL ".join(
        f"SELECT file, row, key, '{part}' AS part FROM staged_{part}" for part in PARTS
    )
    connection.execute(
        f"CREATE TEMP TABLE fresh AS WITH once AS (SELECT * FROM ({every}) QUALIFY "
        "row_number() OVER (PARTITION BY key ORDER BY part = 'refusals', file, row) = 1) "
        "SELECT * FROM once "
        "WHERE key NOT IN (SELECT key FROM mine.acts) "
        "AND key NOT IN (SELECT key FROM mine.domestic) "
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
    return Fresh(counted.get("acts", 0), counted.get("domestic", 0), dict(reasons))


def merge(connection: "duckdb.DuckDBPyConnection") -> None:
    """Write the new rows; call it in a transaction."""
    connection.execute(
        "DELETE FROM mine.refusals WHERE key IN (SELECT key FROM fresh WHERE part <> 'refusals')"
    )
    for part in PARTS:
        columns = REFUSAL if part == "refusals" else ACT
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
    span: tuple[date, date] | None,
) -> None:
    """Enter a file among the datasets, and what it covers."""
    start, end = span or (None, None)
    whole = source.reader.covers_all
    connection.execute("DELETE FROM mine.datasets WHERE dataset = ?", [ledger.dataset])
    connection.execute("DELETE FROM mine.coverage WHERE dataset = ?", [ledger.dataset])
    values = [
        ledger.dataset,
        source.reader.archive,
        "acts",
        source.table.path.name,
        ledger.sha256[:12],
        "as the file's source has it",
        "ICEWS2015" if source.reader.archive == "icews" else None,
        start,
        end,
        source.table.path.name,
        ledger.sha256,
        ledger.received,
        *_totals(connection, ledger),
        1.0 if whole else None,
        ledger.expected,
        ledger.seconds,
        ledger.encoding,
    ]
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO mine.datasets VALUES ({marks})", values)
    if span is None:
        return
    every_state = "SELECT NULL"
    named = "SELECT DISTINCT unnest([source, target]) FROM mine.acts WHERE dataset = $dataset"
    connection.execute(
        "INSERT INTO mine.coverage SELECT $dataset, state, $start, $end "
        f"FROM ({every_state if whole else named}) AS t(state) ORDER BY state",
        {"dataset": ledger.dataset, "start": start, "end": end},
    )


def _totals(connection: "duckdb.DuckDBPyConnection", ledger: Ledger) -> tuple[int, ...]:
    """Acts, domestic, refused, silent and duplicates of a dataset as the record now has them."""
    found = [
        connection.execute(
            f"SELECT count(*) FROM mine.{part} WHERE dataset = ?", [ledger.dataset]
        ).fetchall()[0][0]
        for part in PARTS
    ]
    return (*found, 0, ledger.received - sum(found))
