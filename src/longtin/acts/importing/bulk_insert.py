"""Bulk insert of an import's new rows into the record, with its datasets and coverage.

A file of a **series** (disputes, alliances, votes) stands in for what the record had for the years
it speaks for: rows of those years that it does not have are taken out. So the file imported last
counts, and the years before and after it keep what they had.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from longtin.acts.importing.classify import RowCounts
from longtin.acts.importing.coverage import cover
from longtin.acts.importing.deduplicate import DAY, REFUSED, SORTS, kept
from longtin.acts.importing.layout import Layout
from longtin.acts.importing.ledger import Ledger
from longtin.acts.record.file import DICTIONARIES, HELD, SPELT_OUT, TABLES

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class StagedFile:
    """A file whose rows are classified and not yet in the record.

    Attributes:
        number: Its place among the files imported together.
        layout: How it was read.
        dataset: The name its rows go by.
        sha256: Its checksum.
        counts: What it gave.
        span: First and last day of its acts, ties or votes.
        repaired: Lines with stray separators, put right.
        seconds: How long it took.
    """

    number: int
    layout: Layout
    dataset: str
    sha256: str
    counts: RowCounts
    span: tuple[date, date] | None
    repaired: int
    seconds: float

    @property
    def part(self) -> str:
        """What its rows become, beside refusals."""
        return self.layout.reader.part

    @property
    def sorts(self) -> tuple[str, ...]:
        """The sorts of rows that it may bring."""
        return ("acts", "domestic", REFUSED) if self.part == "acts" else (self.part, REFUSED)

    @property
    def series(self) -> str:
        """What its rows go by in the record: the series they bring up to date, or their own."""
        return self.layout.reader.series or self.dataset

    @property
    def speaks_for(self) -> tuple[date, date] | None:
        """First and last day for which it counts."""
        first, last = self.counts.first, self.counts.last
        return (first, last) if first and last else self.span


def known_datasets(connection: "duckdb.DuckDBPyConnection") -> dict[str, str]:
    """Names and checksums of what has been imported before."""
    return dict(connection.execute("SELECT dataset, sha256 FROM mine.datasets").fetchall())


def count_replaced(connection: "duckdb.DuckDBPyConnection", staged: StagedFile) -> int:
    """How many rows of a series the record has for the years of a file that the file has not."""
    replaced = _replaced(staged)
    if replaced is None:
        return 0
    where, values = replaced
    query = f"SELECT count(*) FROM mine.{TABLES[staged.layout.reader.part]} WHERE {where}"
    return int(connection.execute(query, values).fetchall()[0][0])


def take_out(connection: "duckdb.DuckDBPyConnection", staged: StagedFile) -> None:
    """Take those rows out; call it in a transaction, before `insert`."""
    replaced = _replaced(staged)
    if replaced is not None:
        where, values = replaced
        table = TABLES[staged.layout.reader.part]
        connection.execute(f"DELETE FROM mine.{table} WHERE {where}", values)


def _replaced(staged: StagedFile) -> tuple[str, list[object]] | None:
    reader, span = staged.layout.reader, staged.speaks_for
    if not reader.series or span is None:
        return None
    of_series = "dataset = ?"
    if reader.part not in SPELT_OUT:
        of_series = "file IN (SELECT number FROM mine.datasets WHERE series = ?)"
    own = SORTS.get(reader.part, "true")
    where = (
        f"{of_series} AND start BETWEEN ? AND ? AND key NOT IN "
        f"(SELECT key FROM staged_{reader.part} WHERE file = ? AND {own})"
    )
    return where, [reader.series, *span, staged.number]


def insert(
    connection: "duckdb.DuckDBPyConnection",
    bringing: Sequence[StagedFile],
    lost: Collection[str],
) -> None:
    """Write what is new of some files; call it in a transaction.

    Args:
        connection: Where they are staged and the record is attached.
        bringing: The files.
        lost: As `find_duplicates` has it.
    """
    _add_to_dictionaries(connection)
    if connection.execute(f"FROM mine.{TABLES[REFUSED]} LIMIT 1").fetchall():
        told = " UNION ALL ".join(
            f"SELECT key, {DAY} FROM {kept(part, lost)} "
            f"WHERE {'reason IS NULL' if part == 'acts' else 'true'}"
            for part in sorted({"acts", *(staged.part for staged in bringing)})
        )
        connection.execute(f"DELETE FROM mine.{TABLES[REFUSED]} WHERE (key, {DAY}) IN ({told})")
    for staged in bringing:
        number = _number_of(connection, staged)
        for part in staged.sorts:
            listed = ", ".join(f'"{name}"' for name in (*HELD[part], "key"))
            source, where, named = "acts", SORTS.get(part, "true"), '?, "row"'
            values: list[object] = [number]
            if part in SPELT_OUT:
                source, named = part, "?, ? || ':' || \"row\""
                values = [staged.series, staged.dataset]
            connection.execute(
                f"INSERT INTO mine.{TABLES[part]} SELECT {named}, {listed} "
                f"FROM {kept(source, lost)} WHERE file = {staged.number} AND {where}",
                values,
            )


def _add_to_dictionaries(connection: "duckdb.DuckDBPyConnection") -> None:
    for dictionary in DICTIONARIES:
        columns = "*"
        if dictionary == "reasons":
            columns = (
                "number, split_part(reason, ' ', 1), "
                "nullif(substr(reason, length(split_part(reason, ' ', 1)) + 2), '')"
            )
        connection.execute(
            f"INSERT INTO mine.{dictionary} SELECT {columns} FROM {dictionary} WHERE number > "
            f"(SELECT coalesce(max(number), -1) FROM mine.{dictionary}) ORDER BY number"
        )


def _number_of(connection: "duckdb.DuckDBPyConnection", staged: StagedFile) -> int:
    """The number by which a file's rows are held: the next, or that it had when it was here."""
    connection.execute(
        "INSERT INTO mine.datasets (dataset, archive, series, number) "
        "SELECT $dataset, $archive, $series, coalesce(max(number) + 1, 0) FROM mine.datasets "
        "HAVING count(*) FILTER (dataset = $dataset) = 0",
        {
            "dataset": staged.dataset,
            "archive": staged.layout.reader.archive,
            "series": staged.layout.reader.series or None,
        },
    )
    query = "SELECT number FROM mine.datasets WHERE dataset = ?"
    return int(connection.execute(query, [staged.dataset]).fetchall()[0][0])


def put_dataset(
    connection: "duckdb.DuckDBPyConnection", staged: StagedFile, ledger: Ledger
) -> None:
    """Enter a file among the datasets, and what it covers."""
    span = staged.speaks_for
    start, end = span or (None, None)
    reader, table = staged.layout.reader, staged.layout.table
    number = connection.execute(
        "DELETE FROM mine.datasets WHERE dataset = ? RETURNING number", [staged.dataset]
    ).fetchall()[0][0]
    connection.execute("DELETE FROM mine.coverage WHERE dataset = ?", [staged.dataset])
    title = table.member or table.path.name
    values = [
        staged.dataset,
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
        *_totals(connection, staged, number),
        None,
        ledger.expected,
        ledger.encoding,
        reader.series or None,
        "; ".join(note.text() for note in ledger.notes),
        number,
    ]
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO mine.datasets VALUES ({marks})", values)
    if span is not None:
        cover(connection, staged.dataset, reader, span)


def _totals(
    connection: "duckdb.DuckDBPyConnection", staged: StagedFile, number: int
) -> tuple[int, ...]:
    """Acts, domestic, refused, silent and duplicates of a dataset as the record now has them."""
    found = dict.fromkeys(TABLES, 0)
    for part in staged.sorts:
        spelt_out = part in SPELT_OUT
        claim = "split_part(origin, ':', 1) = ?" if spelt_out else "file = ?"
        found[part] = connection.execute(
            f"SELECT count(*) FROM mine.{TABLES[part]} WHERE {claim}",
            [staged.dataset if spelt_out else number],
        ).fetchall()[0][0]
    counts = staged.counts
    twice = counts.rows - counts.silent - sum(found.values())
    return found["acts"], found["domestic"], found[REFUSED], counts.silent, max(twice, 0)
