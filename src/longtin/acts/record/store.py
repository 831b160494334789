"""Database of the record: shipped Parquet and one DuckDB file of the user's, read as one.

Nothing here writes to a file; imports do.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import ACT, ALLIANCES, DISPUTES, FORMAT, VOTES
from longtin.acts.record.duckdb_file import cause, looks_like_duckdb, why_not_open
from longtin.acts.record.simulated import attach_simulated, before, simulated_file
from longtin.errors import Phrase, RecordError

if TYPE_CHECKING:
    import duckdb

TIE_FILES = {
    "contiguity": "contiguity",
    "capability": "capabilities",
    "major": "majors",
    "capital": "capitals",
    "distance": "distances",
    "leader": "leaders",
    "troops": "troops",
    "democracy": "democracy",
}
"""Ties that stand in a file as they are asked for, and their files."""

FIRST_OF_MINE = 1_000_000  # above every number of a shipped roll call
_WHOLE_ARCHIVE = "icews"
_TWIN = "start, code, source_name, target_name"
_PAIR_YEAR = 'year("end"), least(source, target), greatest(source, target)'
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
    connection: "duckdb.DuckDBPyConnection",
    query: str,
    values: list[object] | dict[str, object] | None = None,
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
        raise _damaged(error) from error


def _damaged(error: Exception) -> RecordError:
    return RecordError(
        "The record cannot be read: {why}. Make it again from its sources.",
        why=cause(error),
    )


def connect(mine: Path | None) -> "duckdb.DuckDBPyConnection":
    """A connection in memory with a view for each table: acts, domestic, refusals, ties and so on.

    Args:
        mine: A file written by `import_files` or `simulate`, or nothing for the shipped record.

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
        connection.execute("SET parquet_metadata_cache = true")
        since = _attach(connection, mine) if mine is not None else None
        _make_views(connection, mine is not None, since)
    except duckdb.Error as error:
        connection.close()
        raise _damaged(error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: "duckdb.DuckDBPyConnection", mine: Path) -> date | None:
    """Attach the user's file as `mine`; of a simulated world, return its first day."""
    import duckdb

    if simulated := simulated_file(mine):
        return attach_simulated(connection, simulated)
    if not mine.is_file():
        raise RecordError(
            "{file} – there is no such record. Make one with `longtin import FILE --into "
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
    return None


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
    """Years of which the user's files hold a shipped series whole."""
    return _held_whole(connection, "series", series)


def _held_whole(connection: "duckdb.DuckDBPyConnection", column: str, name: str) -> list[Span]:
    """Spans for which the user's files of an archive or a series speak of every state."""
    query = (
        'SELECT coverage.start, coverage."end" FROM mine.coverage AS coverage '
        f"JOIN mine.datasets USING (dataset) WHERE {column} = ? AND ccode IS NULL"
    )
    return connection.execute(query, [name]).fetchall()


def _make_views(connection: "duckdb.DuckDBPyConnection", mine: bool, since: date | None) -> None:
    """Views of both; with `since`, nothing shipped speaks of that day or later."""
    for table in ("acts", "domestic"):
        shipped_rows = f"SELECT {_STORED}, dataset || ':' || row AS origin FROM {_file(table)}" + (
            _where(_given_way(connection, table, since)) if mine else ""
        )
        _view(connection, table, shipped_rows, mine, _COLUMNS)
    listed = "dataset, row, reason, {details} AS details, source_name, target_name"
    shipped_refusals = f"SELECT {listed.format(details='NULL')} FROM {_file('refusals')}"
    _view(connection, "refusals", shipped_refusals, mine, listed.format(details="details"))
    for table in ("coverage", "datasets", "density", "exchanges", "travel", "withheld"):
        rows = f"SELECT * FROM {_file(table)}" if since is None else before(_file(table), since)
        connection.execute(f"CREATE VIEW {table} AS {rows}")
    _make_votes(connection, with_mine=mine)
    _make_ties(connection, with_mine=mine)


def _view(
    connection: "duckdb.DuckDBPyConnection", table: str, rows: str, mine: bool, columns: str
) -> None:
    also = f" UNION ALL SELECT {columns} FROM mine.{table}" if mine else ""
    connection.execute(f"CREATE VIEW {table} AS {rows}{also}")


def _given_way(
    connection: "duckdb.DuckDBPyConnection", table: str, since: date | None
) -> list[str]:
    """Which shipped acts the user's stand in for: on days and in years held whole, and twins.

    Of ICEWS only dated acts give way; counts are levels, not the same acts again. Before a
    simulated history all do that reach its first day.
    """
    if since is not None:
        return [f"\"end\" >= DATE '{since}'"]
    whole = _held_whole(connection, "archive", _WHOLE_ARCHIVE)
    dated = f'archive = {quoted(_WHOLE_ARCHIVE)} AND start = "end"'
    of_series = f"dataset = {quoted(DISPUTES)}"
    given = [f"{dated} AND {span}" for span in _within("start", whole)]
    given += [f"{of_series} AND {span}" for span in _within("start", updated(connection, DISPUTES))]
    twins = (
        f"CREATE TEMP TABLE twins_of_{table} AS SELECT DISTINCT {_TWIN} FROM mine.{table} AS acts "
        f"WHERE {dated}"
    )
    connection.execute(twins + "".join(f" AND NOT ({span})" for span in _within("start", whole)))
    if _any(connection, f"twins_of_{table}"):
        given.append(f"{dated} AND ({_TWIN}) IN (FROM twins_of_{table})")
    if table == "acts":
        years = f"SELECT DISTINCT {_PAIR_YEAR} FROM mine.acts WHERE {of_series}"
        connection.execute(f"CREATE TEMP TABLE disputed AS {years}")
        if _any(connection, "disputed"):
            given.append(f"{of_series} AND ({_PAIR_YEAR}) IN (FROM disputed)")
    return given


def _any(connection: "duckdb.DuckDBPyConnection", table: str) -> bool:
    return bool(connection.execute(f"FROM {table} LIMIT 1").fetchall())


def _within(column: str, spans: list[Span]) -> list[str]:
    return [f"{column} BETWEEN DATE '{start}' AND DATE '{end}'" for start, end in spans]


def _where(given_way: list[str]) -> str:
    return f" WHERE NOT (({') OR ('.join(given_way)}))" if given_way else ""


def _make_votes(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> None:
    """Votes and roll calls; `votes_until` is the end of the last year that is covered whole."""
    votes = f"SELECT * FROM {_file('votes')}"
    calls = f"SELECT * FROM {_file('roll_calls')}"
    until = f'SELECT max("end") AS day FROM {_file("coverage")} WHERE dataset = {quoted(VOTES)}'
    if with_mine and _any(connection, "mine.votes"):
        told = "SELECT year(start) AS year, count(DISTINCT rcid) AS n FROM mine.votes GROUP BY ALL"
        ours = f"SELECT year(date) AS year, count(*) AS n FROM ({calls}) GROUP BY ALL"
        whole = f"SELECT year FROM ({told}) AS told JOIN ({ours}) AS ours USING (year) "
        calls += (
            " WHERE date NOT IN (SELECT start FROM mine.votes) AND year(date) NOT IN "
            f"({whole} WHERE 2 * told.n >= ours.n)"
        )
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


def _make_ties(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> None:
    """A view for each kind of tie, in the schema `tie`, and `ties` of all of them.

    What held when its source stopped has no end.
    """
    stop = _known_to(connection, "cow_igo").year
    both_ways = (
        f"SELECT 'igo' AS tie, {one} AS state1, {other} AS state2, make_date(year, 1, 1) AS start, "
        f'CASE WHEN year < {stop} THEN make_date(year, 12, 31) END AS "end", '
        "shared::DOUBLE AS value, NULL::VARCHAR AS detail, 'cow_igo' AS dataset "
        f"FROM {_file('igo')}"
        for one, other in (("state1", "state2"), ("state2", "state1"))
    )
    kinds = {
        "alliance": _alliances(connection, with_mine=with_mine),
        "igo": " UNION ALL ".join(both_ways),
        **{kind: f"SELECT * FROM {_file(name)}" for kind, name in TIE_FILES.items()},
        "claim": f"SELECT * FROM {_file('majors')} WHERE false",  # from the user's own file alone
    }
    connection.execute("CREATE SCHEMA tie")
    for kind, rows in kinds.items():
        also = (
            ' UNION ALL SELECT tie, state1, state2, start, "end", value, detail, dataset '
            f"FROM mine.ties WHERE tie = {quoted(kind)}"
            if with_mine and kind != "alliance"
            else ""
        )
        connection.execute(f"CREATE VIEW tie.{kind} AS {rows}{also}")
    every = " UNION ALL ".join(f"SELECT * FROM tie.{kind}" for kind in kinds)
    connection.execute(f"CREATE VIEW ties AS {every}")


def _alliances(connection: "duckdb.DuckDBPyConnection", *, with_mine: bool) -> str:
    """Alliances, the user's where these speak; what goes on unchanged is one spell.

    A year that the user's files hold whole is theirs; of other years, the pairs they have rows of.
    What held when its source stopped has no end.
    """
    shipped_spells = f"SELECT * FROM {_file('alliances')}"
    if not with_mine or not _any(connection, "mine.ties"):
        return shipped_spells
    known_to = _known_to(connection, ALLIANCES)
    held = updated(connection, ALLIANCES)
    stop = max([known_to, *(last for _, last in held)])
    whole = "".join(f" AND NOT ({span})" for span in _within("make_date(year, 7, 1)", held))
    years = (
        "SELECT tie, state1, state2, value, detail, unnest(range(year(start), "
        f"year(coalesce(\"end\", DATE '{known_to}')) + 1)) AS year FROM ({{spells}})"
    )
    ours = years.format(spells="FROM mine.ties WHERE tie = 'alliance'")
    of_pair = "least(state1, state2) AS one, greatest(state1, state2) AS two"
    told = f"SELECT DISTINCT year, {of_pair} FROM ({ours})"
    rows = (
        f"SELECT * FROM ({years.format(spells=shipped_spells)}) WHERE "
        f"(year, least(state1, state2), greatest(state1, state2)) NOT IN ({told}){whole} "
        f"UNION ALL {ours}"
    )
    same = "tie, state1, state2, value, detail"
    spells = (
        f"SELECT *, year - row_number() OVER (PARTITION BY {same} ORDER BY year) AS spell, "
        f"{of_pair} FROM (SELECT DISTINCT * FROM ({rows}))"
    )
    until = f"SELECT one, two, max(year) AS told FROM ({told}) GROUP BY one, two"
    return (
        "SELECT tie, state1, state2, make_date(min(year)::INTEGER, 1, 1) AS start, "
        f"CASE WHEN max(year) < greatest({stop.year}, coalesce(any_value(told), 0)) "
        'THEN make_date(max(year)::INTEGER, 12, 31) END AS "end", value, detail, '
        f"{quoted(ALLIANCES)} AS dataset FROM ({spells}) LEFT JOIN ({until}) USING (one, two) "
        f"GROUP BY {same}, spell"
    )


def _known_to(connection: "duckdb.DuckDBPyConnection", dataset: str) -> date:
    """The last day that a shipped dataset covers."""
    query = f'SELECT max("end") FROM {_file("coverage")} WHERE dataset = ?'
    ((last,),) = connection.execute(query, [dataset]).fetchall()
    return date(last.year, last.month, last.day)


def _file(name: str) -> str:
    return f"read_parquet({quoted(str(shipped(f'{name}.parquet')))})"
