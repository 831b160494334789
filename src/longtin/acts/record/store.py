"""Database of the record: shipped Parquet and one DuckDB file of the user's, read as one.

Nothing here writes; imports do.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import ACT, ALLIANCES, DISPUTES, FORMAT, VOTES
from longtin.errors import Phrase, RecordError

if TYPE_CHECKING:
    import duckdb

TIE_FILES = (
    "alliances",
    "contiguity",
    "capabilities",
    "majors",
    "capitals",
    "distances",
    "leaders",
    "troops",
)
FIRST_OF_MINE = 1_000_000  # above every number of a shipped roll call
_WHOLE_ARCHIVE = "icews"
_EVER = (date(1, 1, 2), date(9999, 12, 30))
_COLUMNS = ", ".join(f'"{column}"' for column in ACT)
_STORED = ", ".join(f'"{column}"' for column in ACT if column != "origin")
Settings = dict[str, str | bool | int | float | list[str]]
SETTINGS: Settings = {
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


class Stream:
    """A query's answer or a frame with nothing but its Arrow stream.

    Polars remembers the type of what it was given; given DuckDB's own, it would keep DuckDB alive
    past the end of the program, and DuckDB would say so on the terminal. DuckDB, given a frame of
    Polars', would ask for another library to read it with.
    """

    def __init__(self, answer: "duckdb.DuckDBPyRelation | pl.DataFrame") -> None:
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
        return pl.DataFrame(Stream(answer))
    except duckdb.ConnectionException as error:
        raise RecordError("This record has been closed. Open it again to read from it.") from error
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
        raise RecordError(
            "The record cannot be read: {why} The file may be damaged: make it again from its "
            "sources.",
            why=str(error).splitlines()[0],
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
            "{file} – there is no such record. Make one with `longtin import FILE --record "
            "{file}`, or check the path.",
            file=mine,
        )
    if not looks_like_duckdb(mine):
        raise RecordError(
            "{file} – this is not a DuckDB file. Give a record that `longtin import` has written.",
            file=mine,
        )
    try:
        connection.execute(f"ATTACH {quoted(str(mine))} AS mine (READ_ONLY)")
    except duckdb.Error as error:
        why = why_not_open(mine, error)
        raise RecordError(why.sentence, **why.values) from error
    if not is_record(connection):
        raise _not_ours(connection, mine)


def _not_ours(connection: "duckdb.DuckDBPyConnection", mine: Path) -> RecordError:
    """Why an attached file is no record: another program's, or another version's."""
    other = why_other_format(connection, mine)
    if other is None:
        return RecordError(
            "{file} – this DuckDB file was not written by Longtin. Give a record that `longtin "
            "import` has written.",
            file=mine,
        )
    return RecordError(other.sentence, **other.values)


def why_other_format(connection: "duckdb.DuckDBPyConnection", path: Path) -> Phrase | None:
    """Of an attached record of another version of Longtin, how to go on; `None` if it is none."""
    import duckdb

    try:
        ((number,),) = connection.execute("SELECT number FROM mine.format").fetchall()
    except (duckdb.Error, ValueError):
        return None
    return Phrase(
        "{file} – this record is of format {theirs}, and this version of Longtin reads format "
        "{ours}. Make it again from its files with `longtin import`, under another name.",
        file=path,
        theirs=number,
        ours=FORMAT,
    )


def looks_like_duckdb(path: Path) -> bool:
    """Whether a file begins as DuckDB files do: `DUCK` behind a checksum of eight bytes."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError as error:
        raise RecordError(
            "{file} cannot be read: {why}. Check that you may read it.",
            file=path,
            why=error,
        ) from error


def why_not_open(path: Path, error: Exception) -> Phrase:
    """Why DuckDB would not open a file, in words a user can act on."""
    said = str(error).lower()
    if "set lock" in said or "used by another process" in said:
        return Phrase(
            "{file} – another program has this record open. Close it and try again.", file=path
        )
    if "already attached" in said:
        return Phrase(
            "{file} – this program has the record open. Close it first, and then try again.",
            file=path,
        )
    return Phrase(
        "{file} – the record cannot be opened: {why}. Check that the file may be read and was "
        "written to the end, or make it again from its sources.",
        file=path,
        why=cause(error),
    )


def cause(error: Exception) -> Phrase | Exception:
    """What the database or the system could not do, in words of either language."""
    if isinstance(error, OSError):
        return error
    said = str(error).lower()
    if "no space left" in said or "disk full" in said:
        return Phrase("there is no room left on the disk")
    if "out of memory" in said:
        return Phrase("there is not enough memory")
    if "permission denied" in said:
        return Phrase("it may not be read or written")
    return Phrase("the file is damaged, or the disk failed")


def is_record(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Whether the attached file was written by this format of Longtin."""
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() "
        "WHERE database_name = 'mine' AND table_name = 'format'"
    ).fetchone()
    if not found or not found[0]:
        return False
    return connection.execute("SELECT number FROM mine.format").fetchall() == [(FORMAT,)]


def updated(connection: "duckdb.DuckDBPyConnection", series: str) -> list[Span]:
    """Spans in which the user's files stand in for a shipped series, in order of import."""
    query = 'SELECT start, "end" FROM mine.datasets WHERE series = ? AND start IS NOT NULL'
    return connection.execute(query, [series]).fetchall()


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
    for table in ("acts", "domestic"):
        shipped_rows = f"SELECT {_STORED}, dataset || ':' || row AS origin FROM {_file(table)}" + (
            _where(_given_way(connection)) if with_mine else ""
        )
        _view(connection, table, shipped_rows, with_mine, _COLUMNS)
    listed = "dataset, row, reason, {details} AS details, source_name, target_name"
    shipped_refusals = f"SELECT {listed.format(details='NULL')} FROM {_file('refusals')}"
    _view(connection, "refusals", shipped_refusals, with_mine, listed.format(details="details"))
    for table in ("coverage", "datasets"):
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {_file(table)}")
    _make_votes(connection, updated(connection, VOTES) if with_mine else [])
    allied = updated(connection, ALLIANCES) if with_mine else []
    others = (
        ' UNION ALL SELECT tie, state1, state2, start, "end", value, detail, dataset '
        "FROM mine.ties WHERE tie <> 'alliance'"
        if with_mine
        else ""
    )
    connection.execute(f"CREATE VIEW ties AS {_ties(connection, allied)}{others}")


def _view(
    connection: "duckdb.DuckDBPyConnection", table: str, rows: str, with_mine: bool, columns: str
) -> None:
    also = f" UNION ALL SELECT {columns} FROM mine.{table}" if with_mine else ""
    connection.execute(f"CREATE VIEW {table} AS {rows}{also}")


def _given_way(connection: "duckdb.DuckDBPyConnection") -> list[str]:
    """Which shipped acts the user's stand in for.

    Of ICEWS only the dated samples give way; yearly counts are levels, not the same acts again.
    """
    icews = _within("start", superseded(connection))
    disputes = _within("start", updated(connection, DISPUTES))
    return [
        *(f'archive = {quoted(_WHOLE_ARCHIVE)} AND start = "end" AND {span}' for span in icews),
        *(f"dataset = {quoted(DISPUTES)} AND {span}" for span in disputes),
    ]


def _within(column: str, spans: list[Span]) -> list[str]:
    return [f"{column} BETWEEN DATE '{start}' AND DATE '{end}'" for start, end in spans]


def _where(given_way: list[str]) -> str:
    return f" WHERE NOT (({') OR ('.join(given_way)}))" if given_way else ""


def _make_votes(connection: "duckdb.DuckDBPyConnection", spans: list[Span]) -> None:
    """Votes and roll calls; `votes_until` is the end of the last year that is covered whole."""
    votes = f"SELECT * FROM {_file('votes')}"
    calls = f"SELECT * FROM {_file('roll_calls')}"
    until = f'SELECT max("end") AS day FROM {_file("coverage")} WHERE dataset = {quoted(VOTES)}'
    if spans:
        calls += _where(_within("date", spans))
        votes += f" WHERE rcid IN (SELECT rcid FROM ({calls}))"
        # Numbers of roll calls are the source's own, so ours must not meet the shipped ones.
        number = f"{FIRST_OF_MINE} + rcid::BIGINT * 10000 + year(start)"
        votes += f" UNION ALL SELECT {number}, ccode, vote FROM mine.votes"
        calls += (
            f" UNION ALL SELECT {number} AS rcid, any_value(start), any_value(session), "
            "any_value(important), any_value(issues), any_value(resolution) "
            "FROM mine.votes GROUP BY ALL"
        )
        until += (
            ' UNION ALL SELECT max(coverage."end") FROM mine.coverage AS coverage '
            f"JOIN mine.datasets USING (dataset) WHERE series = {quoted(VOTES)}"
        )
    connection.execute(f"CREATE VIEW votes AS {votes}")
    connection.execute(f"CREATE VIEW roll_calls AS {calls}")
    connection.execute(
        "CREATE VIEW votes_until AS SELECT CASE WHEN day = last_day(make_date(year(day), 12, 1)) "
        "THEN day ELSE make_date(year(day) - 1, 12, 31) END AS day "
        f"FROM (SELECT max(day) AS day FROM ({until}))"
    )


def _ties(connection: "duckdb.DuckDBPyConnection", allied: list[Span]) -> str:
    """Ties of every kind; what held when its source stopped has no end."""
    kept = [f"SELECT * FROM {_file(name)}" for name in TIE_FILES if name != "alliances"]
    kept.append(_alliances(allied, _known_to(connection, ALLIANCES)))
    stop = _known_to(connection, "cow_igo").year
    for one, other in (("state1", "state2"), ("state2", "state1")):
        kept.append(
            f"SELECT 'igo', {one}, {other}, make_date(year, 1, 1), "
            f"CASE WHEN year < {stop} THEN make_date(year, 12, 31) END, "
            f"shared::DOUBLE, NULL, 'cow_igo' FROM {_file('igo')}"
        )
    return " UNION ALL ".join(kept)


def _known_to(connection: "duckdb.DuckDBPyConnection", dataset: str) -> date:
    """The last day that a shipped dataset covers."""
    query = f'SELECT max("end") FROM {_file("coverage")} WHERE dataset = ?'
    ((last,),) = connection.execute(query, [dataset]).fetchall()
    return date(last.year, last.month, last.day)


def _alliances(spans: list[Span], known_to: date) -> str:
    """Alliances, the user's in the years these speak for; what goes on unchanged is one spell.

    Args:
        spans: What the user's files speak for.
        known_to: The last day that the shipped ones do.
    """
    if not spans:
        return f"SELECT * FROM {_file('alliances')}"
    shipped_spells = (
        f'SELECT * REPLACE (coalesce("end", DATE \'{known_to}\') AS "end") '
        f"FROM {_file('alliances')}"
    )
    pieces = [
        f"SELECT tie, state1, state2, greatest(start, DATE '{first}') AS start, "
        f'least("end", DATE \'{last}\') AS "end", value, detail '
        f"FROM ({shipped_spells}) WHERE start <= DATE '{last}' AND \"end\" >= DATE '{first}'"
        for first, last in without(spans, _EVER)
    ]
    pieces.append(
        'SELECT tie, state1, state2, start, "end", value, detail FROM mine.ties '
        "WHERE tie = 'alliance'"
    )
    same = "tie, state1, state2, value, detail"
    before = f"OVER (PARTITION BY {same} ORDER BY start)"
    parted = (
        f'SELECT *, (start > lag("end") {before} + 1 OR lag("end") {before} IS NULL)::INTEGER '
        f"AS parted FROM ({' UNION ALL '.join(pieces)})"
    )
    spells = f"SELECT *, sum(parted) {before} AS spell FROM ({parted})"
    stop = max([known_to, *(last for _, last in spans)])
    return (
        f"SELECT tie, state1, state2, min(start) AS start, "
        f'CASE WHEN max("end") < DATE \'{stop}\' THEN max("end") END AS "end", value, detail, '
        f"{quoted(ALLIANCES)} AS dataset FROM ({spells}) "
        f"GROUP BY {same}, spell"
    )


def _file(name: str) -> str:
    return f"read_parquet({quoted(str(shipped(f'{name}.parquet')))})"
