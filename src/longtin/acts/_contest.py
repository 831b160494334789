"""Which rows of an import are new.

A row is known again by its day and its key: the archive's own number where it has one, else a hash
of what it says. Most rows of a large file are known to be new when they are read, and go straight
into the record (`_straight`). The keys of all others are **contested**, and settled here.
"""
# ruff: noqa: S608 - names in queries are ours

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._dictionary import Dictionary
from longtin.acts._held import HELD, SQL, TABLES, filed
from longtin.acts._stage import Source
from longtin.acts._straight import PARTS, Straight
from longtin.acts.record import store

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 1_000_000
"""Contested rows that are settled together."""

REFUSED = "refusals"

DAY = "coalesce(start, DATE '0001-01-01')"
"""The day of a row as queries compare it: refusals may lack one."""


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


def first_key(archive: str) -> int:
    """The key of an archive's number 0; hashes of 128 bits do not come near."""
    return int(hashlib.sha256(archive.encode()).hexdigest()[:8], 16) << 64


def numbers_of(connection: "duckdb.DuckDBPyConnection", archive: str) -> Iterable[pl.Series]:
    """The archive's numbers of all rows in the record, a lot at a time."""
    first = first_key(archive)
    for part in ("acts", "domestic", "refusals"):
        answer = connection.sql(
            f"SELECT (key - {first}::UHUGEINT)::BIGINT AS number FROM mine.{TABLES[part]} "
            f"WHERE key BETWEEN {first}::UHUGEINT AND {first + (1 << 63) - 1}::UHUGEINT"
        )
        yield pl.DataFrame(store.Stream(answer))["number"]


def load(
    connection: "duckdb.DuckDBPyConnection",
    folder: Path,
    sources: Iterable[Source],
    straight: Straight,
) -> None:
    """Lay staged rows open, and find those that the record or an earlier line has.

    A refusal gives way to an act: a row refused before that resolves now is new. Of rows that went
    straight in, those are taken out again that lose to an earlier line.
    """
    connection.execute("CREATE TEMP TABLE files (file INTEGER, dataset VARCHAR, series VARCHAR)")
    first = ["CASE file"]
    for source in sources:
        named = [source.number, source.dataset, source.series]
        connection.execute("INSERT INTO files VALUES (?, ?, ?)", named)
        first.append(f"WHEN {source.number} THEN {first_key(source.reader.archive)}::UHUGEINT")
    key = (
        f"CASE WHEN number IS NULL THEN md5_number(identity) ELSE {' '.join(first)} END "
        "+ number::UHUGEINT END AS key"
    )
    for part in HELD:
        staged = sorted(map(str, folder.glob(f"{part}-*.parquet")))
        if staged:
            rows = f"read_parquet([{', '.join(map(store.quoted, staged))}])"
        else:
            empty = ", ".join(f'NULL::{SQL[str(kind)]} AS "{name}"' for name, kind in filed(part))
            rows = f"(SELECT {empty} WHERE false)"
        connection.execute(
            f"CREATE TEMP VIEW staged_{part} AS "
            f"SELECT * EXCLUDE (identity, number), {DAY} AS day, {key} FROM {rows}"
        )
    connection.execute(
        'CREATE TEMP TABLE won (part VARCHAR, file INTEGER, "row" INTEGER, key UHUGEINT, day DATE)'
    )
    counted = " UNION ALL ".join(f"SELECT count(*) AS rows FROM staged_{part}" for part in HELD)
    staged_rows = connection.execute(f"SELECT sum(rows) FROM ({counted})").fetchall()[0][0]
    rounds = 1 + int(staged_rows) // AT_ONCE
    for turn in range(rounds):
        _contest(connection, straight, f"hash(key) % {rounds} = {turn}")


def _contest(connection: "duckdb.DuckDBPyConnection", straight: Straight, whose: str) -> None:
    """Settle which of the rows of a key and day is the one: staged rows that are enter `won`.

    Args:
        connection: With staged rows laid open.
        straight: Where rows are that went straight in; those that are not the one are taken out.
        whose: Which keys are settled, so that any number can be in little memory.
    """
    unsure = " UNION ALL ".join(
        f"SELECT key, day FROM staged_{part} WHERE {whose}" for part in HELD
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE contested AS SELECT DISTINCT key, day FROM ({unsure})"
    )
    rivals = [
        f"SELECT file, row, key, day, '{part}' AS part, false AS straight FROM staged_{part} "
        f"WHERE {whose}"
        for part in HELD
    ]
    own = f"WHERE file >= {straight.first}"
    rivals += [
        f"SELECT file - {straight.first}, row, key, day, '{part}', true "
        f"FROM {_contested_in(f'{straight.catalogue}.{TABLES[part]}')} {own}"
        for part in PARTS
    ]
    before = dict.fromkeys(PARTS, f" WHERE file < {straight.first}")
    kept = {
        part: f"SELECT (key, day) FROM {_contested_in(f'mine.{table}')}{before.get(part, '')}"
        for part, table in TABLES.items()
    }
    known = " UNION ALL ".join(query for part, query in kept.items() if part != REFUSED)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE contest AS SELECT *, row_number() OVER "
        f"(PARTITION BY key, day ORDER BY part = '{REFUSED}', file, row) > 1 OR "
        f"(key, day) IN ({known}) OR "
        f"(part = '{REFUSED}' AND (key, day) IN ({kept[REFUSED]})) AS lost "
        f"FROM ({' UNION ALL '.join(rivals)})"
    )
    connection.execute(
        "INSERT INTO won SELECT part, file, row, key, day FROM contest WHERE NOT lost "
        "AND NOT straight"
    )
    losing = "SELECT DISTINCT part FROM contest WHERE lost AND straight"
    for (part,) in connection.execute(losing).fetchall():
        connection.execute(
            f"DELETE FROM {straight.catalogue}.{TABLES[part]} {own} AND (key, {DAY}) IN "
            f"(SELECT (key, day) FROM contest WHERE lost AND straight AND part = '{part}')"
        )


def _contested_in(table: str) -> str:
    return f"(SELECT *, {DAY} AS day FROM {table}) SEMI JOIN contested USING (key, day)"


def fresh_in(part: str) -> str:
    """The staged rows of a sort that won."""
    return (
        f"staged_{part} SEMI JOIN (SELECT file, row, key, day FROM won WHERE part = '{part}') "
        "USING (file, row, key, day)"
    )


def count_fresh(
    connection: "duckdb.DuckDBPyConnection", number: int, words: Dictionary, straight: Straight
) -> Fresh:
    """How many new rows of each sort a file brings, straight or staged."""
    own = {
        part: f"SELECT * FROM {straight.catalogue}.{TABLES[part]} "
        f"WHERE file = {straight.first + number}"
        for part in PARTS
    }
    counted = {
        part: int(
            connection.execute(
                f"SELECT (SELECT count(*) FROM {fresh_in(part)} WHERE file = {number})"
                + (f" + (SELECT count(*) FROM ({own[part]}))" if part in own else "")
            ).fetchall()[0][0]
        )
        for part in HELD
        if part != REFUSED
    }
    reasons = connection.execute(
        "SELECT reason, count(*) FROM "
        f"(SELECT reason FROM {fresh_in(REFUSED)} WHERE file = {number} "
        f"UNION ALL SELECT reason FROM ({own[REFUSED]})) GROUP BY reason"
    ).fetchall()
    refused = [(words.spelt(reason), count) for reason, count in reasons]
    return Fresh(**counted, refused=dict(sorted(refused, key=lambda each: (-each[1], each[0]))))


def all_won(connection: "duckdb.DuckDBPyConnection", part: str) -> bool:
    """Whether every staged row of a sort did."""
    query = (
        f"SELECT (SELECT count(*) FROM staged_{part}) = "
        f"(SELECT count(*) FROM won WHERE part = '{part}')"
    )
    return bool(connection.execute(query).fetchall()[0][0])
