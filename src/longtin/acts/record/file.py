"""Schema of a user's record file: dictionary-encoded tables, and views that spell them out.

Acts, domestic acts and refusals hold numbers of words, meanings and reasons, and of the dataset
they came with. Views of the same names as the tables of the shipped record spell them out.
"""
# ruff: noqa: S608 - names in queries are ours

from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import ACT, COVER, DATASET_COLUMNS, FORMAT, MEANING, SPHERES, TIE, VOTE
from longtin.acts.record import store

if TYPE_CHECKING:
    import duckdb

SQL = {
    "String": "VARCHAR",
    "Date": "DATE",
    "Int8": "TINYINT",
    "Int16": "SMALLINT",
    "Int32": "INTEGER",
    "Int64": "BIGINT",
    "Float64": "DOUBLE",
    "Boolean": "BOOLEAN",
    "List(Int8)": "TINYINT[]",
}
"""DuckDB's types."""

_ACT: dict[str, pl.DataType] = {
    "start": pl.Date(),
    "end": pl.Date(),
    "source": pl.Int16(),
    "target": pl.Int16(),
    "source_sphere": pl.Int8(),
    "target_sphere": pl.Int8(),
    "meaning": pl.Int32(),
    "count": pl.Int32(),
    "source_name": pl.Int32(),
    "target_name": pl.Int32(),
}
_REFUSAL: dict[str, pl.DataType] = {
    "start": pl.Date(),
    "reason": pl.Int32(),
    "source_name": pl.Int32(),
    "target_name": pl.Int32(),
}
HELD: dict[str, dict[str, pl.DataType]] = {
    "acts": _ACT,
    "domestic": _ACT,
    "ties": {name: kind for name, kind in TIE.items() if name != "dataset"},
    "votes": {name: kind for name, kind in VOTE.items() if name != "dataset"},
    "refusals": _REFUSAL,
}
"""What each sort of row holds, besides the dataset it came with, its line and its key."""

TABLES = {part: f"held_{part}" for part in ("acts", "domestic", "refusals")} | {
    "ties": "ties",
    "votes": "votes",
}
"""The table of a record that holds each sort of row."""

SPELT_OUT = ("ties", "votes")
"""Sorts of rows that hold the names of their dataset and line."""

DICTIONARIES: dict[str, dict[str, pl.DataType]] = {
    "words": {"word": pl.String()},
    "meanings": MEANING,
    "reasons": {"reason": pl.String(), "details": pl.String()},
}
"""What is held once, with a number: names, meanings, and reasons of refusals with their values."""

_SIDES = ("source", "target")
_REFUSALS = (
    "CREATE VIEW refusals AS SELECT datasets.dataset, held.row, reasons.reason, reasons.details, "
    "source.word AS source_name, target.word AS target_name, held.key FROM held_refusals AS held "
    "JOIN datasets ON datasets.number = held.file "
    "JOIN reasons ON reasons.number = held.reason "
    "LEFT JOIN words AS source ON source.number = held.source_name "
    "LEFT JOIN words AS target ON target.number = held.target_name"
)


def columns_of(kinds: dict[str, pl.DataType]) -> str:
    """Columns and their types as SQL defines them."""
    return ", ".join(f'"{name}" {SQL[str(kind)]}' for name, kind in kinds.items())


def create(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make the tables of a new record, attached as `mine`, and the views that spell them out."""
    connection.execute("BEGIN")  # at once: the disk is waited for at the end alone
    connection.execute(f"CREATE TABLE mine.format AS SELECT {FORMAT} AS number")
    for part, kinds in HELD.items():
        named = (
            "dataset VARCHAR, origin VARCHAR"
            if part in SPELT_OUT
            else 'file INTEGER, "row" INTEGER'
        )
        held = f"{named}, {columns_of(kinds)}, key UHUGEINT"
        connection.execute(f"CREATE TABLE mine.{TABLES[part]} ({held})")
    for dictionary, kinds in DICTIONARIES.items():
        connection.execute(f"CREATE TABLE mine.{dictionary} (number INTEGER, {columns_of(kinds)})")
    connection.execute(f"CREATE TABLE mine.datasets ({DATASET_COLUMNS})")
    connection.execute(f"CREATE TABLE mine.coverage ({columns_of(COVER)})")
    here = str(connection.execute("SELECT current_catalog()").fetchall()[0][0])
    connection.execute("USE mine")  # so that the views do not say what the file was called here
    for view in (_spelt_out("acts"), _spelt_out("domestic"), _REFUSALS):
        connection.execute(view)
    connection.execute(f"USE {here}")
    connection.execute("COMMIT")


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
