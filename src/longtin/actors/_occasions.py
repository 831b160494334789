"""Occasions: elections, congresses and summits to come, and anniversaries of two states."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from longtin.actors import _tables

if TYPE_CHECKING:
    from longtin._data import Bilingual

Standing = Literal["scheduled", "due", "expected"]
"""A day announced; what a law or a term of office fixes; what usually comes then."""

ROUND = 5
"""Years by which anniversaries are told."""


@dataclass(frozen=True)
class Occasion:
    """Something that comes with a date.

    Attributes:
        first: First day on which it may fall.
        last: Last day.
        ccodes: States it concerns, by Correlates of War code.
        kind: `election`, `congress`, `summit`, `meeting` or `anniversary`.
        name: What it is.
        standing: How sure the date is.
        years: Of an anniversary, how many; 0 of what is none or has its number in its name.
        certainty: `verified` if the source was read, else `memory`.
    """

    first: date
    last: date
    ccodes: frozenset[int]
    kind: str
    name: "Bilingual"
    standing: Standing
    years: int
    certainty: str


def occasions(one: int, other: int, start: date, end: date) -> tuple[Occasion, ...]:
    """What is to come: of the other state alone, of both together, and their anniversaries.

    The list has what is most asked for and is no calendar of everything.

    Args:
        one: Who asks, by Correlates of War code.
        other: About whom.
        start: First day.
        end: Last day.

    Returns:
        In order of their first days.
    """
    found = [
        each
        for each in _listed()
        if each.first <= end
        and each.last >= start
        and (each.ccodes == {other} or {one, other} <= each.ccodes)
    ]
    found += [
        Occasion(day, day, couple, "anniversary", name, "scheduled", day.year - first.year, sure)
        for couple, first, name, sure in _founded()
        if couple == {one, other}
        for day in (_day(first, year) for year in range(start.year, end.year + 1))
        if start <= day <= end and day.year > first.year and not (day.year - first.year) % ROUND
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.last, each.name.en)))


def _day(first: date, year: int) -> date:
    return date(year, first.month, min(first.day, calendar.monthrange(year, first.month)[1]))


@cache
def _listed() -> tuple[Occasion, ...]:
    standings: dict[str, Standing] = {
        "scheduled": "scheduled",
        "due": "due",
        "expected": "expected",
    }
    return tuple(
        Occasion(
            _bound(row["first"], last=False),
            _bound(row["last"], last=True),
            _codes(row["ccodes"]),
            row["kind"],
            _name(row),
            standings[row["standing"]],
            0,
            row["certainty"],
        )
        for row in _tables.rows("occasions.csv")
    )


@cache
def _founded() -> tuple[tuple[frozenset[int], date, "Bilingual", str], ...]:
    return tuple(
        (
            _codes(row["ccodes"]),
            date.fromisoformat(row["day"]),
            _name(row),
            row["certainty"],
        )
        for row in _tables.rows("founding_days.csv")
    )


def _name(row: Mapping[str, str]) -> "Bilingual":
    from longtin._data import Bilingual

    return Bilingual(en=row["name_en"], vi=row["name_vi"])


def _codes(written: str) -> frozenset[int]:
    return frozenset(int(code) for code in written.split())


def _bound(written: str, *, last: bool) -> date:
    """The first or last day of a year, a month or a day as it is written."""
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
