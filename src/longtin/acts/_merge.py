"""The tables of a user's record, and staged rows into them.

A file of a **series** (disputes, alliances, votes) stands in for what the record had for the years
it speaks for: rows of those years that it does not have are taken out. So the file imported last
counts, and the years before and after it keep what they had.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from datetime import date
from typing import TYPE_CHECKING

from longtin.acts._contest import DAY, REFUSED, all_won, fresh_in
from longtin.acts._dictionary import Dictionary
from longtin.acts._held import HELD, SQL, TABLES
from longtin.acts._ledger import Ledger
from longtin.acts._schema import ACT, FORMAT, MEANING, SPHERES
from longtin.acts._stage import Received, Source
from longtin.acts._straight import Straight
from longtin.acts.record import store

if TYPE_CHECKING:
    import duckdb

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


def create(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make the tables of a new record, and the views that spell them out."""
    connection.execute(f"CREATE TABLE mine.format AS SELECT {FORMAT} AS number")
    create_held(connection, "mine")
    meaning = ", ".join(f'"{name}" {SQL[str(kind)]}' for name, kind in MEANING.items())
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
        listed = ", ".join(f'"{name}" {SQL[str(kind)]}' for name, kind in columns.items())
        named = (
            "dataset VARCHAR, origin VARCHAR"
            if part in _SPELT_OUT
            else 'file INTEGER, "row" INTEGER'
        )
        connection.execute(
            f"CREATE TABLE {catalogue}.{TABLES[part]} ({named}, {listed}, key UHUGEINT)"
        )


def _spelt_out(part: str) -> str:
    spheres = ", ".join(store.quoted(sphere) for sphere in SPHERES)
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


def next_number(connection: "duckdb.DuckDBPyConnection") -> int:
    """The first number that no file in the record has."""
    query = "SELECT coalesce(max(number) + 1, 0) FROM mine.datasets"
    return int(connection.execute(query).fetchall()[0][0])


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
            new = store.Stream(rows)  # noqa: F841 - DuckDB finds it by its name
            connection.execute(f"INSERT INTO mine.{table} FROM new")
    connection.execute(
        f"DELETE FROM mine.{TABLES[REFUSED]} WHERE (key, {DAY}) IN "
        f"(SELECT (key, day) FROM won WHERE part <> '{REFUSED}')"
    )
    for part, columns in HELD.items():
        listed = ", ".join(f'staged."{name}"' for name in (*columns, "key"))
        # A join gives up the order of reading, and with it one and the same record.
        staged, order = f"staged_{part}", ""
        if not all_won(connection, part):
            staged, order = f"(FROM {fresh_in(part)})", " ORDER BY staged.file, staged.row"
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
    return (found["acts"], found["domestic"], found[REFUSED], received.silent, max(twice, 0))
