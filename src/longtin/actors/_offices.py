"""Offices of persons: what someone was on a day, from the table of people in office."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from longtin.actors import _tables
from longtin.actors._spelling import bare
from longtin.actors._tables import Span


@dataclass(frozen=True)
class Office:
    """One tenure of an office.

    Attributes:
        holder: Who held it, as the table spells the name.
        ccode: Correlates of War code of the state.
        title: The office, `foreign minister`.
        start: First day; `None` if open.
        end: Last day; `None` if open.
        certainty: `verified` if the source was read, else `memory`.
    """

    holder: str
    ccode: int
    title: str
    start: date | None
    end: date | None
    certainty: str


def offices(name: str, day: date) -> tuple[Office, ...]:
    """What a person was on a day, in the order of the table; empty for who was nothing listed."""
    return tuple(each for each in tenures(name) if _covers(each, day))


def tenures(name: str) -> tuple[Office, ...]:
    """All that a person ever was, in the order of the table."""
    return _by_holder().get(bare(name), ())


def in_office(ccode: int, day: date) -> tuple[Office, ...]:
    """Who held which listed office of a state on a day."""
    return tuple(each for each in _by_state().get(ccode, ()) if _covers(each, day))


def _covers(office: Office, day: date) -> bool:
    return Span(office.start, office.end).covers(day)


@cache
def _table() -> tuple[Office, ...]:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return tuple(
        Office(
            row["name"],
            int(row["ccode"]),
            row["office"],
            day(row["start"]),
            day(row["end"]),
            row["certainty"],
        )
        for row in _tables.rows("offices.csv")
        if row["ccode"]
    )


@cache
def _by_holder() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = {}
    for each in _table():
        found.setdefault(bare(each.holder), []).append(each)
    return {name: tuple(held) for name, held in found.items()}


@cache
def _by_state() -> dict[int, tuple[Office, ...]]:
    found: dict[int, list[Office]] = {}
    for each in _table():
        found.setdefault(each.ccode, []).append(each)
    return {ccode: tuple(held) for ccode, held in found.items()}
