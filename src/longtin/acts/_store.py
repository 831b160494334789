"""The files behind a record: shipped Parquet and one DuckDB file of the user's, read as one.

Nothing here writes; see `_import` for that.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._table import ACT, REFUSAL
from longtin.errors import RecordError

if TYPE_CHECKING:
    import duckdb

FORMAT = 1
TIE_FILES = (
    "alliances",
    "contiguity",
    "capabilities",
    "majors",
    "capitals",
    "distances",
    "leaders",
)
_WHOLE_ARCHIVE = "icews"
_COLUMNS = ", ".join(f'"{column}"' for column in ACT)
_STORED = ", ".join(f'"{column}"' for column in ACT if column != "origin")
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "2",
}

Span = tuple[date, date]


def shipped(name: str) -> Path:
    """Where a file of the shipped record stands."""
    return Path(str(files("longtin.acts") / "data" / "record")) / name


def quoted(text: str) -> str:
    """Text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


class _Stream:
    """A query's answer with nothing but its Arrow stream.

    Polars remembers the type of what it was given; given DuckDB's own, it would keep DuckDB alive
    past the end of the program, and DuckDB would say so on the terminal.
    """

    def __init__(self, answer: "duckdb.DuckDBPyRelation") -> None:
        self._answer = answer

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._answer.__arrow_c_stream__(requested_schema)


def frame(
    connection: "duckdb.DuckDBPyConnection", query: str, values: list[object] | None = None
) -> pl.DataFrame:
    """What a query answers, as a frame.

    Raises:
        RecordError: The record was closed, or its file is damaged.
    """
    import duckdb

    try:
        answer = connection.sql(query, params=values) if values else connection.sql(query)
        return pl.DataFrame(_Stream(answer))
    except duckdb.ConnectionException as error:
        raise RecordError("This record has been closed. Open it again to read from it.") from error
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        raise RecordError(
            f"The record cannot be read: {str(error).splitlines()[0]} The file may be damaged: "
            "make it again from its sources."
        ) from error


def connect(mine: Path | None) -> "duckdb.DuckDBPyConnection":
    """A connection in memory with a view for each table: acts, domestic, refusals, ties and so on.

    Args:
        mine: A file written by `import_files`, or nothing for the shipped record alone.

    Raises:
        RecordError: The shipped record or the user's file is not there or not readable.
    """
    import duckdb

    if not shipped("acts.parquet").exists():
        raise RecordError(
            "The shipped record is not in the package. Install Longtin again, or build the record "
            "with `python tools/build_record.py` from a checkout."
        )
    connection = duckdb.connect(":memory:", config=SETTINGS)
    try:
        if mine is not None:
            _attach(connection, mine)
        _make_views(connection, mine is not None)
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: "duckdb.DuckDBPyConnection", mine: Path) -> None:
    import duckdb

    if not mine.is_file():
        raise RecordError(
            f"{mine} – there is no such record. Make one with `longtin import FILE --record "
            f"{mine}`, or check the path."
        )
    if not looks_like_duckdb(mine):
        raise RecordError(
            f"{mine} – this is not a DuckDB file. Give a record that `longtin import` has written."
        )
    try:
        connection.execute(f"ATTACH {quoted(str(mine))} AS mine (READ_ONLY)")
    except duckdb.Error as error:
        raise RecordError(why_not_open(mine, error)) from error
    if not is_record(connection):
        raise RecordError(
            f"{mine} – this DuckDB file is not a Longtin record of format {FORMAT}. Give a file "
            "that `longtin import` has written."
        )


def looks_like_duckdb(path: Path) -> bool:
    """Whether a file begins as DuckDB files do: `DUCK` behind a checksum of eight bytes."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror or error}.") from error


def why_not_open(path: Path, error: Exception) -> str:
    """Why DuckDB would not open a file, in words a user can act on."""
    said = str(error).lower()
    if "set lock" in said or "used by another process" in said:
        return f"{path} – another program has this record open. Close it and try again."
    if "already attached" in said:
        return f"{path} – this program has the record open. Close it first, and then try again."
    return (
        f"{path} – the record cannot be opened: {str(error).splitlines()[0]} Check that the file "
        "may be read and was written to the end, or make it again from its sources."
    )


def is_record(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Whether the attached file was written by this format of Longtin."""
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() "
        "WHERE database_name = 'mine' AND table_name = 'format'"
    ).fetchone()
    if not found or not found[0]:
        return False
    return connection.execute("SELECT number FROM mine.format").fetchall() == [(FORMAT,)]


def superseded(connection: "duckdb.DuckDBPyConnection") -> list[Span]:
    """Spans in which the user's whole archive stands in for the shipped samples of it."""
    query = 'SELECT start, "end" FROM mine.datasets WHERE archive = ? AND start IS NOT NULL'
    return connection.execute(query, [_WHOLE_ARCHIVE]).fetchall()


def without(spans: list[Span], span: Span) -> list[Span]:
    """What is left of a span when others are taken out of it."""
    day = timedelta(days=1)
    left = [span]
    for start, end in spans:
        sides = (
            side
            for first, last in left
            for side in ((first, min(last, start - day)), (max(first, end + day), last))
        )
        left = [(first, last) for first, last in sides if first <= last]
    return left


def _make_views(connection: "duckdb.DuckDBPyConnection", with_mine: bool) -> None:
    spans = superseded(connection) if with_mine else []
    for table in ("acts", "domestic"):
        shipped_rows = (
            f"SELECT {_STORED}, dataset || ':' || row AS origin FROM {_file(table)}"
            + _outside(spans)
        )
        _view(connection, table, shipped_rows, with_mine, _COLUMNS)
    refusals = ", ".join(REFUSAL)
    _view(
        connection, "refusals", f"SELECT {refusals} FROM {_file('refusals')}", with_mine, refusals
    )
    for table in ("coverage", "datasets", "votes", "roll_calls"):
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {_file(table)}")
    connection.execute(f"CREATE VIEW ties AS {_ties()}")


def _view(
    connection: "duckdb.DuckDBPyConnection", table: str, rows: str, with_mine: bool, columns: str
) -> None:
    also = f" UNION ALL SELECT {columns} FROM mine.{table}" if with_mine else ""
    connection.execute(f"CREATE VIEW {table} AS {rows}{also}")


def _outside(spans: list[Span]) -> str:
    """Only the dated samples give way; yearly counts are levels, not the same acts again."""
    if not spans:
        return ""
    inside = " OR ".join(f"start BETWEEN DATE '{start}' AND DATE '{end}'" for start, end in spans)
    return f' WHERE NOT (archive = {quoted(_WHOLE_ARCHIVE)} AND start = "end" AND ({inside}))'


def _ties() -> str:
    kept = [f"SELECT * FROM {_file(name)}" for name in TIE_FILES]
    for one, other in (("state1", "state2"), ("state2", "state1")):
        kept.append(
            f"SELECT 'igo', {one}, {other}, make_date(year, 1, 1), make_date(year, 12, 31), "
            f"shared::DOUBLE, NULL, 'cow_igo' FROM {_file('igo')}"
        )
    return " UNION ALL ".join(kept)


def _file(name: str) -> str:
    return f"read_parquet({quoted(str(shipped(f'{name}.parquet')))})"
