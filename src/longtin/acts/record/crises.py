"""Crises between two states by day, by the name they are known under."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from longtin.acts._vocabulary import rows_of

if TYPE_CHECKING:
    from longtin._data import Bilingual


@dataclass(frozen=True)
class Crisis:
    """A dated crisis between states.

    Attributes:
        pairs: The couples of states that were in it with each other, the lower code first.
        start: First day.
        end: Last day; `None` where it goes on, or is not known to have ended.
        name: What it is called inside a sentence.
        certainty: `verified` if the source was read, else `memory`.
    """

    pairs: frozenset[tuple[int, int]]
    start: date
    end: date | None
    name: "Bilingual"
    certainty: str


def crises(one: int, two: int, start: date, end: date) -> tuple[Crisis, ...]:
    """Listed crises of two states that touch a span, in order of their first days.

    The list names what moved belief; no belief is made from it. It has the couples of the
    International Crisis Behavior project of 2010 to 2021 and, from memory, others that are widely
    known: that a crisis is not listed does not say that there was none.

    Args:
        one: A state, by Correlates of War code.
        two: The other.
        start: First day of the span.
        end: Last day.
    """
    couple = (min(one, two), max(one, two))
    return tuple(
        each
        for each in _crises()
        if couple in each.pairs and each.start <= end and (each.end or date.max) >= start
    )


@cache
def _crises() -> tuple[Crisis, ...]:
    from longtin._data import Bilingual

    return tuple(
        Crisis(
            frozenset(_couple(each) for each in row["pairs"].split()),
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]) if row["end"] else None,
            Bilingual(en=row["name_en"], vi=row["name_vi"]),
            row["certainty"],
        )
        for row in rows_of("crises.csv")
    )


def _couple(written: str) -> tuple[int, int]:
    one, two = sorted(int(code) for code in written.split("-"))
    return one, two
