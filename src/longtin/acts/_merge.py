"""Staged rows into the user's record, and what is new in them.

A row is known again by its day and its key: the archive's own number where it has one, else a hash
of what it says. Most rows of a large file are known to be new when they are read, and go straight
into the record (`_straight`). The keys of all others are **contested**, and settled here.

A file of a **series** (disputes, alliances, votes) stands in for what the record had for the years
it speaks for: rows of those years that it does not have are taken out. So the file imported last
counts, and the years before and after it keep what they had.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts import _store
from longtin.acts._dictionary import Dictionary
from longtin.acts._held import HELD, TABLES, filed
from longtin.acts._ledger import Ledger
from longtin.acts._stage import Received, Source
from longtin.acts._straight import PARTS, Straight
from longtin.acts._table import ACT, MEANING, SPHERES

if TYPE_CHECKING:
    import duckdb

_SQL = {
    "String": "VARCHAR",
    "Date": "DATE",
    "Int8": "TINYINT",
    "Int16": "SMALLINT",
    "Int32": "INTEGER",
    "Int64": "BIGINT",
    "Float64": "DOUBLE",
    "Boolean": "BOOLEAN",
}
_REFUSED = "refusals"
_DAY = "coalesce(start, DATE '0001-01-01')"
_SPELT_OUT = ("ties", "votes")
_DATASETS = (
    "dataset VARCHAR, archive VARCHAR, role VARCHAR, title VARCHAR, version VARCHAR, "
    'licence VARCHAR, citation VARCHAR, start DATE, "end" DATE, file VARCHAR, sha256 VARCHAR, '
    "rows INTEGER, acts INTEGER, domestic INTEGER, refused INTEGER, silent INTEGER, "
    "duplicates INTEGER, sampling DOUBLE, expected INTEGER, seconds DOUBLE, encoding VARCHAR, "
    "series VARCHAR, note VARCHAR, number INTEGER"
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
    """Make the tables of a new record, and the views that spell them out."""
    connection.execute(f"CREATE TABLE mine.format AS SELECT {_store.FORMAT} AS number")
    create_held(connection, "mine")
    meaning = ", ".join(f'"{name}" {_SQL[str(kind)]}' for name, kind in MEANING.items())
    connection.execute("CREATE TABLE mine.words (number INTEGER, word VARCHAR)")
    connection.execute(f"CREATE TABLE mine.meanings (number INTEGER, {meaning})")
    connection.execute(f"CREATE TABLE mine.datasets ({_DATASETS})")
    connection.execute(
        'CREATE TABLE mine.coverage (dataset VARCHAR, ccode SMALLINT, start DATE, "end" DATE)'
    )
    here = str(connection.execute("SELECT current_catalog()").fetchall()[0][0])
    connection.execute("USE mine")  # so that the views do not say what the file was called here
    for view in (_spelt_out("acts"), _spelt_out("domestic"), _REFUSALS):
        connection.execute(view)
    connection.execute(f"USE {here}")


def create_held(connection: "duckdb.DuckDBPyConnection", catalogue: str) -> None:
    """Make the tables that hold rows, in the record or in a place apart."""
    for part, columns in HELD.items():
        listed = ", ".join(f'"{name}" {_SQL[str(kind)]}' for name, kind in columns.items())
        named = (
            "dataset VARCHAR, origin VARCHAR"
            if part in _SPELT_OUT
            else 'file INTEGER, "row" INTEGER'
        )
        connection.execute(
            f"CREATE TABLE {catalogue}.{TABLES[part]} ({named}, {listed}, key UHUGEINT)"
        )


def _spelt_out(part: str) -> str:
    spheres = ", ".join(_store.quoted(sphere) for sphere in SPHERES)
    told = {
        "dataset": "coalesce(datasets.series, datasets.dataset)",
        "archive": "datasets.archive",
        "source_name": "source.word",
        "target_name": "target.word",
        "origin": "datasets.dataset || ':' || held.row",
    }
    told |= {f"{side}_sphere": f"([{spheres}])[held.{side}_sphere + 1]" for side in _SIDES}
    told |= {name: f'meanings."{name}"' for name in MEANING}
    told = {name: f'held."{name}"' for name in ACT} | told
    columns = ", ".join(f'{told[name]} AS "{name}"' for name in ACT)
    return (
        f"CREATE VIEW {part} AS SELECT {columns}, held.key FROM {TABLES[part]} AS held "
        "JOIN datasets ON datasets.number = held.file "
        "JOIN meanings ON meanings.number = held.meaning "
        "JOIN words AS source ON source.number = held.source_name "
        "JOIN words AS target ON target.number = held.target_name"
    )


_SIDES = ("source", "target")
_REFUSALS = (
    "CREATE VIEW refusals AS SELECT datasets.dataset, held.row, reason.word AS reason, "
    "source.word AS source_name, target.word AS target_name, held.key FROM held_refusals AS held "
    "JOIN datasets ON datasets.number = held.file "
    "JOIN words AS reason ON reason.number = held.reason "
    "LEFT JOIN words AS source ON source.number = held.source_name "
    "LEFT JOIN words AS target ON target.number = held.target_name"
)


def known_datasets(connection: "duckdb.DuckDBPyConnection") -> dict[str, str]:
    """Names and checksums of what has been imported before."""
    return dict(connection.execute("SELECT dataset, sha256 FROM mine.datasets").fetchall())


def dictionary(connection: "duckdb.DuckDBPyConnection") -> Dictionary:
    """Words and meanings of the record."""
    words = connection.execute("SELECT word FROM mine.words ORDER BY number").fetchall()
    meanings = connection.execute(
        "SELECT * EXCLUDE (number) FROM mine.meanings ORDER BY number"
    ).fetchall()
    return Dictionary((word for (word,) in words), meanings)


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
        yield pl.DataFrame(_store.Stream(answer))["number"]


def next_number(connection: "duckdb.DuckDBPyConnection") -> int:
    """The first number that no file in the record has."""
    query = "SELECT coalesce(max(number) + 1, 0) FROM mine.datasets"
    return int(connection.execute(query).fetchall()[0][0])


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
            rows = f"read_parquet([{', '.join(map(_store.quoted, staged))}])"
        else:
            empty = ", ".join(f'NULL::{_SQL[str(kind)]} AS "{name}"' for name, kind in filed(part))
            rows = f"(SELECT {empty} WHERE false)"
        connection.execute(
            f"CREATE TEMP VIEW staged_{part} AS "
            f"SELECT * EXCLUDE (identity, number), {_DAY} AS day, {key} FROM {rows}"
        )
    _contest(connection, straight)
    losing = "SELECT DISTINCT part FROM contest WHERE lost AND straight"
    for (part,) in connection.execute(losing).fetchall():
        connection.execute(
            f"DELETE FROM {straight.catalogue}.{TABLES[part]} WHERE file >= {straight.first} AND "
            f"(key, {_DAY}) IN "
            f"(SELECT (key, day) FROM contest WHERE lost AND straight AND part = '{part}')"
        )


def _contest(connection: "duckdb.DuckDBPyConnection", straight: Straight) -> None:
    """Find the rows that lose to another of the same key; a temporary table of them."""
    unsure = " UNION ALL ".join(f"SELECT key, day FROM staged_{part}" for part in HELD)
    connection.execute(f"CREATE TEMP TABLE contested AS SELECT DISTINCT key, day FROM ({unsure})")
    rivals = [
        f"SELECT file, row, key, day, '{part}' AS part, false AS straight FROM staged_{part}"
        for part in HELD
    ]
    rivals += [
        f"SELECT file - {straight.first}, row, key, day, '{part}', true "
        f"FROM {_contested_in(f'{straight.catalogue}.{TABLES[part]}')} "
        f"WHERE file >= {straight.first}"
        for part in PARTS
    ]
    every = " UNION ALL ".join(rivals)
    before = dict.fromkeys(PARTS, f" WHERE file < {straight.first}")
    kept = {
        part: f"SELECT (key, day) FROM {_contested_in(f'mine.{table}')}{before.get(part, '')}"
        for part, table in TABLES.items()
    }
    known = " UNION ALL ".join(query for part, query in kept.items() if part != _REFUSED)
    connection.execute(
        "CREATE TEMP TABLE contest AS SELECT *, row_number() OVER (PARTITION BY key, day ORDER BY "
        f"part = '{_REFUSED}', file, row) > 1 OR (key, day) IN ({known}) OR "
        f"(part = '{_REFUSED}' AND (key, day) IN ({kept[_REFUSED]})) AS lost FROM ({every})"
    )


def _contested_in(table: str) -> str:
    return f"(SELECT *, {_DAY} AS day FROM {table}) SEMI JOIN contested USING (key, day)"


def _fresh(part: str) -> str:
    return (
        f"staged_{part} ANTI JOIN (SELECT file, row, key, day FROM contest "
        f"WHERE lost AND NOT straight AND part = '{part}') USING (file, row, key, day)"
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
                f"SELECT (SELECT count(*) FROM {_fresh(part)} WHERE file = {number})"
                + (f" + (SELECT count(*) FROM ({own[part]}))" if part in own else "")
            ).fetchall()[0][0]
        )
        for part in HELD
        if part != _REFUSED
    }
    reasons = connection.execute(
        f"SELECT reason, count(*) FROM (SELECT reason FROM {_fresh(_REFUSED)} WHERE file = {number}"
        f" UNION ALL SELECT reason FROM ({own[_REFUSED]})) GROUP BY reason"
    ).fetchall()
    refused = [(words.spelt(reason), count) for reason, count in reasons]
    return Fresh(**counted, refused=dict(sorted(refused, key=lambda each: (-each[1], each[0]))))


def count_replaced(
    connection: "duckdb.DuckDBPyConnection", source: Source, span: tuple[date, date] | None
) -> int:
    """How many rows of a series the record has for the years of a file that the file has not."""
    if not source.reader.series or span is None:
        return 0
    where, values = _replaced(source, span)
    query = f"SELECT count(*) FROM mine.{TABLES[source.reader.part]} WHERE {where}"
    return int(connection.execute(query, values).fetchall()[0][0])


def take_out(
    connection: "duckdb.DuckDBPyConnection", source: Source, span: tuple[date, date] | None
) -> None:
    """Take those rows out; call it in a transaction, before `merge`."""
    if source.reader.series and span is not None:
        where, values = _replaced(source, span)
        connection.execute(f"DELETE FROM mine.{TABLES[source.reader.part]} WHERE {where}", values)


def _replaced(source: Source, span: tuple[date, date]) -> tuple[str, list[object]]:
    part = source.reader.part
    of_series = "dataset = ?"
    if part not in _SPELT_OUT:
        of_series = "file IN (SELECT number FROM mine.datasets WHERE series = ?)"
    where = (
        f"{of_series} AND start BETWEEN ? AND ? AND key NOT IN "
        f"(SELECT key FROM staged_{part} WHERE file = ?)"
    )
    return where, [source.reader.series, *span, source.number]


def merge(connection: "duckdb.DuckDBPyConnection", words: Dictionary) -> None:
    """Write the new rows that were staged; call it in a transaction, after `number_dataset`."""
    for table, rows in zip(("words", "meanings"), words.new(), strict=True):
        if rows.height:
            new = _store.Stream(rows)  # noqa: F841 - DuckDB finds it by its name
            connection.execute(f"INSERT INTO mine.{table} FROM new")
    connection.execute(
        f"DELETE FROM mine.{TABLES[_REFUSED]} WHERE (key, {_DAY}) IN "
        f"(SELECT (key, day) FROM contest WHERE NOT lost AND part <> '{_REFUSED}')"
    )
    lost = connection.execute(
        "SELECT DISTINCT part FROM contest WHERE lost AND NOT straight"
    ).fetchall()
    for part, columns in HELD.items():
        listed = ", ".join(f'staged."{name}"' for name in (*columns, "key"))
        # A join would give up the order of reading, and with it one and the same record.
        staged, order = f"staged_{part}", ""
        if (part,) in lost:
            staged, order = f"(FROM {_fresh(part)})", " ORDER BY staged.file, staged.row"
        if part in _SPELT_OUT:
            named = "files.series, files.dataset || ':' || staged.row"
            staged += " AS staged JOIN files USING (file)"
        else:
            named = f"{_number_by_file(connection)}, staged.row"
            staged += " AS staged"
        connection.execute(
            f"INSERT INTO mine.{TABLES[part]} SELECT {named}, {listed} FROM {staged}{order}"
        )


def _number_by_file(connection: "duckdb.DuckDBPyConnection") -> str:
    """An expression for the number by which a file's rows are held."""
    numbers = connection.execute(
        "SELECT files.file, held.number FROM files JOIN mine.datasets AS held USING (dataset) "
        "ORDER BY files.file"
    ).fetchall()
    cases = " ".join(f"WHEN {file} THEN {number}" for file, number in numbers)
    return f"CASE staged.file {cases} END"


def number_dataset(
    connection: "duckdb.DuckDBPyConnection", source: Source, straight: Straight
) -> None:
    """Enter a file that brings something, with the number by which its rows are held.

    A file that has been here before keeps its number: all that it numbers is known, so none of its
    rows went straight in.
    """
    connection.execute(
        "INSERT INTO mine.datasets (dataset, archive, series, number) "
        "SELECT $dataset, $archive, $series, $number FROM mine.datasets "
        "HAVING count(*) FILTER (dataset = $dataset) = 0",
        {
            "dataset": source.dataset,
            "archive": source.reader.archive,
            "series": source.reader.series or None,
            "number": straight.first + source.number,
        },
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
    number = connection.execute(
        "DELETE FROM mine.datasets WHERE dataset = ? RETURNING number", [source.dataset]
    ).fetchall()[0][0]
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
        *_totals(connection, source.dataset, number, received),
        1.0 if reader.covers_all and not reader.series else None,
        ledger.expected,
        ledger.seconds,
        ledger.encoding,
        reader.series or None,
        ledger.note,
        number,
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
    connection: "duckdb.DuckDBPyConnection", dataset: str, number: int, received: Received
) -> tuple[int, ...]:
    """Acts, domestic, refused, silent and duplicates of a dataset as the record now has them."""
    found = {}
    for part, table in TABLES.items():
        named = part in _SPELT_OUT
        claim = "split_part(origin, ':', 1) = ?" if named else "file = ?"
        found[part] = connection.execute(
            f"SELECT count(*) FROM mine.{table} WHERE {claim}", [dataset if named else number]
        ).fetchall()[0][0]
    twice = received.rows - received.silent - sum(found.values())
    return (found["acts"], found["domestic"], found[_REFUSED], received.silent, max(twice, 0))
