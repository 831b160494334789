"""Arrangements between states: what runs already, what was suspended and what is over, dated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Annotated, Literal

from pydantic import Field

from longtin._data import Bilingual, Certainty, Closed, read
from longtin.measures._conditions.holding import NOTHING_FOUND, Found
from longtin.measures._regimes.parties import code_of, listed
from longtin.measures._regimes.vocabulary import DATA

Ended = Literal["suspended", "ended"]
State = Literal["running", "suspended", "ended"]

DAY = len("2018-11-01")


class Arrangement(Closed):
    """Something states agreed to or do, and the measure it amounts to.

    Attributes:
        measure: Id of the measure.
        parties: States that have it all with all.
        group: A list of `groups.yaml` that has.
        against: States that have it with each of these, and not among themselves.
        where: A condition: any two states of which it holds have it.
        since: Year, month or day of its beginning; none of what hangs on a condition.
        until: Last day.
        ended: Whether it was suspended then, or is over.
        what: What it is.
        certainty: How sure that is; the file's without.
        source: Key of `condition-sources.yaml`; the file's without.
    """

    measure: str
    parties: tuple[str, ...] = ()
    group: str | None = None
    against: Annotated[tuple[str, ...], Field(alias="with")] = ()
    where: str | None = None
    since: Annotated[str | None, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")] = None
    until: date | None = None
    ended: Ended | None = None
    what: Bilingual
    certainty: Certainty | None = None
    source: str | None = None

    @property
    def begins(self) -> date:
        """The day from which it counts: the first of a year or month given without one."""
        return date.fromisoformat(f"{self.since}-01-01"[:DAY]) if self.since else date.min

    @property
    def year(self) -> int | None:
        """The year it began, where it has one."""
        return self.begins.year if self.since else None

    @property
    def day(self) -> date | None:
        """The day it began, where that is known."""
        return self.begins if self.since and len(self.since) == DAY else None


class _File(Closed):
    certainty: Certainty
    source: str
    arrangements: tuple[Arrangement, ...]


@dataclass(frozen=True)
class ArrangementStatus:
    """An arrangement as it stands between some states on a day.

    Attributes:
        arrangement: What was agreed.
        state: `running`, `suspended` or `ended`.
        certainty: How sure that is.
    """

    arrangement: Arrangement
    state: State
    certainty: Certainty


@cache
def _file() -> _File:
    return read(DATA.joinpath("arrangements.yaml"), _File)


def arrangements() -> tuple[Arrangement, ...]:
    """All that are listed, in the order of the file."""
    return _file().arrangements


def arrangements_between(
    states: Collection[int], day: date, between: Found = NOTHING_FOUND
) -> tuple[ArrangementStatus, ...]:
    """What states have with each other on a day, or had before.

    Args:
        states: Correlates of War codes, two or more; of more than two, what all have together.
        day: Nothing that begins later.
        between: Conditions that hold between them; without, nothing that hangs on one is told.
    """
    wanted, found = frozenset(states), []
    for one in arrangements():
        if one.begins <= day and _has(one, wanted, day, between):
            over = one.until is not None and one.until < day
            state: State = (one.ended or "ended") if over else "running"
            found.append(ArrangementStatus(one, state, one.certainty or _file().certainty))
    return tuple(found)


def _has(one: Arrangement, wanted: frozenset[int], day: date, between: Found) -> bool:
    if one.where is not None:
        return one.where in between and between[one.where].holds
    joint = _codes(one.parties, day) | (listed(one.group, day) if one.group else frozenset())
    if not one.against:
        return wanted <= joint
    others = _codes(one.against, day) - joint
    return wanted <= joint | others and len(wanted & joint) == len(wanted & others) == 1


@lru_cache(maxsize=4096)
def _codes(codes: tuple[str, ...], day: date) -> frozenset[int]:
    found = (code_of(each, day) for each in codes)
    return frozenset(each for each in found if each is not None)
