"""Simulated acts: a Parquet file of a world's histories, one of which is read as a user's record.

Up to the world's first day the shipped record speaks, from then on the history alone.
"""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from longtin._language import Language
from longtin.acts._schema import DATASET_COLUMNS
from longtin.errors import RecordError

if TYPE_CHECKING:
    import duckdb

    from longtin.page import Document

ENDING = ".parquet"

HISTORY = "#"
"""What stands between the name of the file and the number of the history wanted of it."""

SIMULATED = "simulated"
"""The archive of simulated acts: a word no real one has, so that none is taken for a report."""

WORLD_MARK = "longtin.world"
"""Key of what a Parquet file of a world says of itself."""

_COVERAGE = (
    'dataset VARCHAR, ccode SMALLINT, partner SMALLINT, start DATE, "end" DATE, quads TINYINT[]'
)
_EMPTY = {
    "domestic": "acts WHERE false",
    "refusals": (
        "(SELECT dataset, 0 AS row, text AS reason, text AS details, source_name, target_name "
        "FROM mine.acts) WHERE false"
    ),
    "ties": (
        '(SELECT text AS tie, source AS state1, target AS state2, start, "end", '
        "0.0::DOUBLE AS value, text AS detail, dataset FROM mine.acts) WHERE false"
    ),
    "votes": (
        '(SELECT 0 AS rcid, source AS ccode, 0::TINYINT AS vote, start, "end", '
        "0::SMALLINT AS session, false AS important, text AS issues, text AS resolution, dataset "
        "FROM mine.acts) WHERE false"
    ),
}
"""Sorts of rows that no world has."""


@dataclass(frozen=True)
class SimulatedHistory:
    """Which history of which world a record is.

    Attributes:
        title: Of the world, by language.
        history: Its number, from 1.
        seed: Of the run.
        start: The world's first day: up to it what happened, then what did not.
        end: Its last day.
    """

    title: Mapping[str, str]
    history: int
    seed: int
    start: date
    end: date


@dataclass(frozen=True)
class SimulatedFile:
    """Which history of which file.

    Attributes:
        path: Of the file.
        history: Its number, from 1.
    """

    path: Path
    history: int


def simulated_file(path: Path) -> SimulatedFile | None:
    """What a path such as `world.parquet` or `world.parquet#7` names; `None` for another record.

    Raises:
        RecordError: What follows `#` is no number from 1 up.
    """
    name, sign, number = path.name.partition(HISTORY)
    if not name.lower().endswith(ENDING):
        return None
    if sign and not (number.isascii() and number.isdecimal() and int(number) >= 1):
        raise RecordError(
            "{file} – '{number}' is no number of a history. Write {example}, or leave `#` out for "
            "the first.",
            file=path,
            number=number,
            example=f"{name}#2",
        )
    return SimulatedFile(path.with_name(name), int(number) if sign else 1)


def world_of(path: Path) -> dict[str, Any]:
    """What a file says of the world it is of.

    Raises:
        RecordError: It is not there, or not a file that `longtin simulate` has written.
    """
    import polars as pl

    if not path.is_file():
        raise RecordError(
            "{file} – there is no such file. Make one with `longtin simulate WORLD -o {file}`, or "
            "check the path.",
            file=path,
        )
    try:
        return dict(json.loads(pl.read_parquet_metadata(path)[WORLD_MARK]))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        raise RecordError(
            "{file} – this Parquet file holds no simulated acts. Give one that `longtin simulate` "
            "has written, or import the table with `longtin import {file} --into my.duckdb`.",
            file=path,
        ) from error


def last_simulated_day(path: Path) -> date | None:
    """The last day of a world's file; `None` for any other record.

    Raises:
        RecordError: As `world_of`.
    """
    found = simulated_file(path)
    return date.fromisoformat(world_of(found.path)["end"]) if found else None


def simulated_history(path: Path | None) -> SimulatedHistory | None:
    """Which history of which world a path names; `None` for any other record, and none.

    Raises:
        RecordError: As `world_of`.
    """
    found = simulated_file(path) if path is not None else None
    if found is None:
        return None
    world = world_of(found.path)
    start, end = (date.fromisoformat(world[each]) for each in ("start", "end"))
    return SimulatedHistory(world["title"], found.history, world["seed"], start, end)


def said_to_be_simulated(
    document: "Document", history: SimulatedHistory | None, language: Language
) -> "Document":
    """A page that says where it rests on a simulated history; as it is where it does not.

    Args:
        document: The page.
        history: Of the record it was made from.
        language: Of its words.
    """
    if history is None:
        return document
    from longtin.page import Headline

    title, say = history.title[language.code], language.say
    notice = Headline(
        say("Simulated: this is not what happened."),
        (
            say(
                "From {day} on, the acts are those of history {n} of the simulated world “{title}” "
                "(seed {seed}). They follow from what that world assumes, and are no forecast.",
                day=language.long_date(history.start),
                n=history.history,
                title=title,
                seed=history.seed,
            ),
        ),
    )
    source = say(
        "Source: simulated acts from {day} on – world “{title}”, history {n}, seed {seed}.",
        day=language.date(history.start),
        title=title,
        n=history.history,
        seed=history.seed,
    )
    return document.resting_on(say("Simulated"), notice, source)


def before(rows: str, since: date) -> str:
    """A query of shipped rows as far as they speak of days before one."""
    return (
        f'SELECT * REPLACE (least("end", DATE \'{since}\' - 1)::DATE AS "end") FROM {rows} '
        f"WHERE start IS NULL OR start < DATE '{since}'"
    )


def attach_simulated(connection: "duckdb.DuckDBPyConnection", found: SimulatedFile) -> date:
    """Attach one history as `mine`.

    Returns:
        The world's first day.

    Raises:
        RecordError: The file is none of a world, or has no such history.
    """
    world = world_of(found.path)
    if found.history > world["replicates"]:
        raise RecordError(
            "{file} – it holds the acts of {n} histories, and {number} is asked for. Write a "
            "number up to {n} after `#`.",
            file=found.path,
            n=world["replicates"],
            number=found.history,
        )
    name, file = f"world-{found.history}", str(found.path).replace("'", "''")
    connection.execute("ATTACH ':memory:' AS mine")
    connection.execute(
        f"CREATE VIEW mine.acts AS SELECT *, NULL::UHUGEINT AS key FROM read_parquet('{file}') "
        f"WHERE dataset = '{name}'"
    )
    for table, rows in _EMPTY.items():
        source = rows if rows.startswith("(") else f"mine.{rows}"
        connection.execute(f"CREATE VIEW mine.{table} AS SELECT * FROM {source}")
    connection.execute(f"CREATE TABLE mine.datasets ({DATASET_COLUMNS})")
    connection.execute(f"CREATE TABLE mine.coverage ({_COVERAGE})")
    ((acts,),) = connection.execute("SELECT count(*) FROM mine.acts").fetchall()
    start, end = (date.fromisoformat(world[each]) for each in ("start", "end"))
    title = f"Simulated: {world['title']['en']}"
    connection.execute(
        "INSERT INTO mine.datasets (dataset, archive, role, title, version, licence, start, "
        '"end", file, sha256, rows, acts, domestic, refused, silent, duplicates, number) '
        "VALUES (?, ?, 'acts', ?, ?, 'none', ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 1)",
        [name, SIMULATED, title, f"seed {world['seed']}", start, end, found.path.name,
         f"{world['key']}-{name}", acts, acts],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO mine.coverage VALUES (?, ?, NULL, ?, ?, NULL)",
        [[name, ccode, start, end] for ccode in world["ccodes"]],
    )
    return start
