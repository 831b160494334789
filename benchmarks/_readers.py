"""Who reads an ICEWS file: Polars, DuckDB, and Longtin, which keeps what it reads.

Each is made, its libraries loaded, before time is taken; it is then handed the file and returns how
many rows of counts it found. The others count by the countries the file names and the week; Longtin
resolves every actor to its state first, refuses what it cannot, drops what it has, writes a record,
and counts by class, kind and mode of act as well.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Reader = Callable[[Path], int]

IMPORT, SECOND_LOOK = "Longtin, import and count", "Longtin, second look"
NEEDED = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Target Name",
    "Target Sectors",
    "Target Country",
)
"""The columns that an act is made of."""


def polars() -> Reader:
    """Streaming; reads the three columns that are counted and no more."""
    import polars as pl

    def read(file: Path) -> int:
        return int(_weeks(_scanned(file)).collect(engine="streaming").height)

    _weeks(pl.LazyFrame({name: [""] for name in NEEDED})).collect_schema()
    return read


def polars_whole() -> Reader:
    """Reads the file into a table, as most people would, and counts that."""
    import polars as pl

    def read(file: Path) -> int:
        table = pl.read_csv(file, separator="\t", quote_char=None, infer_schema=False)
        return int(_weeks(table.lazy()).collect().height)

    _weeks(pl.LazyFrame({name: [""] for name in NEEDED})).collect_schema()
    return read


def polars_needed() -> Reader:
    """Streaming; reads the ten columns that an act is made of, as Longtin has to."""
    import polars as pl

    def read(file: Path) -> int:
        seen = [pl.col(name).str.len_bytes().sum().alias(f"{name} seen") for name in NEEDED]
        return int(_weeks(_scanned(file), *seen).collect(engine="streaming").height)

    return read


def _scanned(file: Path) -> Any:
    import polars as pl

    return pl.scan_csv(file, separator="\t", quote_char=None, infer_schema=False)


def _weeks(rows: Any, *more: Any) -> Any:
    import polars as pl

    week = pl.col("Event Date").str.to_date("%Y-%m-%d", strict=False).dt.truncate("1w")
    keys = ("Source Country", "Target Country", week.alias("week"))
    return rows.group_by(*keys).agg(pl.len(), *more)


def duckdb() -> Reader:
    """DuckDB's own reader, text for text."""
    import duckdb as engine

    query = (
        'SELECT count(*) FROM (SELECT "Source Country", "Target Country", '
        "date_trunc('week', \"Event Date\"::DATE) AS week, count(*) FROM read_csv(?, "
        "delim = '\\t', quote = '', header = true, all_varchar = true) GROUP BY ALL)"
    )

    def read(file: Path) -> int:
        with engine.connect() as connection:
            return int(connection.execute(query, [str(file)]).fetchall()[0][0])

    return read


def longtin() -> Reader:
    """The whole way into a record of one's own, and the counts from it."""
    from longtin import acts

    acts.Record.shipped().close()

    def read(file: Path) -> int:
        record = file.with_suffix(".duckdb")
        record.unlink(missing_ok=True)
        acts.import_files([file], record)
        return _counted(record)

    return read


def second_look() -> Reader:
    """The counts again, from the record that the import has left."""
    from longtin import acts

    acts.Record.shipped().close()
    return lambda file: _counted(file.with_suffix(".duckdb"))


def _counted(path: Path) -> int:
    from longtin import acts

    with acts.Record.open(path) as record:
        return acts.counts(record, "week", datasets=["events"], spheres=None).height


CONTESTANTS: dict[str, Callable[[], Reader]] = {
    "Polars, count": polars,
    "Polars, count of what an act needs": polars_needed,
    "Polars, read and count": polars_whole,
    "DuckDB, count": duckdb,
    IMPORT: longtin,
    SECOND_LOOK: second_look,
}
