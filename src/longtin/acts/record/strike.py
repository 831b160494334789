"""Rows struck from a record: the same record as if some reports had not been made."""
# ruff: noqa: S608 - names in queries are ours; what users give is quoted

from collections.abc import Collection

from longtin.acts.record import store
from longtin.acts.record.query import refuse_unknown
from longtin.acts.record.record import Record
from longtin.errors import RecordError, meant


def without(record: Record, rows: Collection[str]) -> Record:
    """The record as if some of its rows were not there; complete counts of a year stay as they are.

    Args:
        record: The record, of which nothing is changed.
        rows: `SOURCE:ROW` as `explain`, `acts` and the annex of a brief name them, such as
            `icews0515:387138`; of exchanges the last day, `gdelt_india:2026-08-20`.

    Returns:
        Another record, to be closed by whoever asked; `struck` names the rows.

    Raises:
        RecordError: A row is not written so, or its source or the row is not in the record; the
            nearest there is is named.
    """
    sources = record.datasets()["dataset"].to_list()
    for row in rows:
        _check(record, row, sources)
    left = Record(store.connect(record.path), record.path)
    left.struck = tuple(sorted(set(rows)))
    listed = ", ".join(store.quoted(row) for row in left.struck)
    for table, named in (("acts", "origin"), ("exchanges", _NAMED)):
        left.connection.execute(f"ALTER VIEW {table} RENAME TO every_one_of_{table}")
        left.connection.execute(
            f"CREATE VIEW {table} AS SELECT * FROM every_one_of_{table} "
            f"WHERE {_of(left.struck)} OR {named} NOT IN ({listed})"
        )
    return left


def whole(record: Record) -> Record:
    """The record with what was struck from it, to be closed by whoever asked."""
    return Record(store.connect(record.path), record.path)


_NAMED = "dataset || ':' || CAST(\"end\" AS VARCHAR)"


def _of(rows: Collection[str]) -> str:
    """That a row is of a source nothing of which is struck: the file need not be read for names."""
    sources = ", ".join(sorted({store.quoted(row.partition(":")[0]) for row in rows}))
    return f"dataset NOT IN ({sources})"


def _check(record: Record, row: str, sources: Collection[str]) -> None:
    source, colon, number = row.partition(":")
    if not colon or not number:
        raise RecordError(
            "'{row}' names no row of the record. Write SOURCE:ROW, as `longtin explain` and the "
            "annex of a brief do: icews0515:387138.",
            row=row,
        )
    refuse_unknown("dataset", source, sources)
    if not number.isdigit():
        found = _any(record, "exchanges", f"{_NAMED} = {store.quoted(row)}", _NAMED)
        near = _any(record, "exchanges", f"dataset = {store.quoted(source)}", _NAMED, last=True)
    else:
        of_source = f"dataset = {store.quoted(source)}"
        found = _any(record, "acts", f"{of_source} AND origin = {store.quoted(row)}", "origin")
        distance = f"abs(CAST(split_part(origin, ':', 2) AS BIGINT) - {int(number)})"
        near = _any(record, "acts", f"{of_source} ORDER BY {distance}", "origin")
    if not found:
        raise RecordError(
            "{source} has no row {number} that is an act between two states.{hint} Rows are named "
            "by `longtin explain`, `longtin acts` and the annex of a brief.",
            source=source,
            number=number,
            hint=meant(near),
        )


def _any(record: Record, table: str, where: str, named: str, *, last: bool = False) -> list[str]:
    order = ' ORDER BY "end" DESC' if last else ""
    query = f"SELECT {named} AS row FROM {table} WHERE {where}{order} LIMIT 1"
    return list(store.frame(record.connection, query)["row"])
