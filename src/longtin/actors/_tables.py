"""Tables of the part as rows: each CSV file in `data/` is read once, when first asked for."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "data"


class Span(NamedTuple):
    """A stretch of days, both ends included; `None` is open."""

    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether a day falls within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Code(NamedTuple):
    """A code of a state in one system, and the days it stood for that state."""

    ccode: int
    system: str
    code: str
    span: Span


class Name(NamedTuple):
    """A name of a state, and the days it was in use."""

    ccode: int
    language: str
    name: str
    kind: str
    span: Span


class Territory(NamedTuple):
    """What has a code of its own in ISO 3166 and is no member of the state system."""

    name_en: str
    name_vi: str
    codes: tuple[str, ...]
    names: tuple[str, ...]


class Succession(NamedTuple):
    """One state following another."""

    predecessor: int
    successor: int
    day: date
    kind: str


class Holding(NamedTuple):
    """Whose a body or a person was, and when.

    `ccode` is `None` for what belongs to no single state. People in office carry no kind.
    """

    name: str
    ccode: int | None
    sphere: str
    kind: str
    span: Span


def rows(file: str) -> list[dict[str, str]]:
    """Every row of one CSV file."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as opened:
        lines = csv.reader(opened)
        columns = next(lines)
        return [dict(zip(columns, line, strict=True)) for line in lines]


def _span(row: dict[str, str]) -> Span:
    return Span(_day(row["start"]), _day(row["end"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def spells() -> dict[int, tuple[Span, ...]]:
    """When each state belonged to the state system, oldest first."""
    found: dict[int, list[Span]] = {}
    for row in rows("states.csv"):
        found.setdefault(int(row["ccode"]), []).append(_span(row))
    return {ccode: tuple(found[ccode]) for ccode in sorted(found)}


@cache
def codes() -> tuple[Code, ...]:
    """Every code of every state."""
    return tuple(
        Code(int(row["ccode"]), row["system"], row["code"], _span(row)) for row in rows("codes.csv")
    )


@cache
def names() -> tuple[Name, ...]:
    """Every name of every state."""
    return tuple(
        Name(int(row["ccode"]), row["language"], row["name"], row["kind"], _span(row))
        for row in rows("names.csv")
    )


@cache
def territories() -> tuple[Territory, ...]:
    """Everything with a code in ISO 3166 that is no state of the list."""
    return tuple(
        Territory(
            row["name_en"],
            row["name_vi"],
            tuple(code for code in (row["iso2"], row["iso3"]) if code),
            (row["name_en"], row["name_vi"], *row["aliases"].split("; ")),
        )
        for row in rows("territories.csv")
    )


@cache
def successions() -> tuple[Succession, ...]:
    """Who followed whom."""
    return tuple(
        Succession(
            int(row["predecessor_ccode"]),
            int(row["successor_ccode"]),
            date.fromisoformat(row["date"]),
            row["kind"],
        )
        for row in rows("successions.csv")
    )


@cache
def holdings(file: str) -> tuple[Holding, ...]:
    """The rows of a table that says whose something was.

    Offices act for the state, so their table has no column for the sphere.
    """
    return tuple(
        Holding(
            row["name"],
            int(row["ccode"]) if row["ccode"] else None,
            row.get("sphere", "state"),
            row.get("kind", ""),
            _span(row),
        )
        for row in rows(file)
    )


@cache
def spheres(file: str, column: str) -> dict[str, str]:
    """Sphere of each role, or of each sector word."""
    return {row[column]: row["sphere"] for row in rows(file)}
