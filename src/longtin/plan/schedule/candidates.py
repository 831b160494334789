"""Candidates of the schedule: when trust bears which measure, what time it and the regimes take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from longtin import game
from longtin._dates import WEEK
from longtin.errors import LongtinError
from longtin.measures import Measure
from longtin.plan._plan import Plan
from longtin.plan.decision.modes import OPEN
from longtin.plan.decision.move import Move
from longtin.plan.decision.tree import BeliefState, if_kept
from longtin.plan.schedule.notice import between, notice

SHORTEST: Final = 28
"""Days in which a measure is seen to be kept or not, at the least."""

REPLY_WITHIN: Final = 60
"""Days in which the other side answers what one side did alone."""

FIRST_KNOWN = 2020
"""A year for which every calendar has its holidays."""


@dataclass(frozen=True)
class Candidate:
    """A measure that may be chosen.

    Attributes:
        measure: The measure.
        worth: What keeping it is worth, in units of the common gain.
        earliest: First day on which trust is expected to bear it, both ways.
        notice: Days of notice that a regime in force asks for.
    """

    measure: Measure
    worth: float
    earliest: date
    notice: int = 0

    @property
    def prepares(self) -> int:
        """Days of preparation, or of notice where that is longer."""
        return max(self.measure.weeks_to_set_up * WEEK, self.notice)

    @property
    def shows(self) -> int:
        """Days from its beginning until it is seen whether it was kept."""
        return max(self.measure.weeks_a_time * WEEK, SHORTEST)

    @property
    def alone(self) -> bool:
        """Whether one side does it, and waits for the other to answer."""
        return self.measure.reciprocity == "none_required"

    @property
    def settles(self) -> int:
        """Days from its beginning until it was seen, and answered where it is done alone."""
        return self.shows + (REPLY_WITHIN if self.alone else 0)


@dataclass(frozen=True)
class Limits:
    """What a calendar demands.

    Attributes:
        start: First day.
        until: Last day.
        budget: Most that all measures may cost together, in the catalogue's cost.
        people: Measures that can be prepared at the same time.
        begins: Measures that may begin within thirty days.
        most: Measures in all.
        least: Measures at the least.
        summits: Days on which leaders meet: something begins then or soon after.
        elections: Days around which nothing of stage 2 or 3 begins.
        closed: Days on which nothing begins: holidays of either side.
        domains: Fields of which several are filled.
        running: Measures that are kept already.
        stage: Highest stage kept so far.
        must: Measures that have to be in it.
        first: The measure before which nothing is prepared.
    """

    start: date
    until: date
    budget: float | None = None
    people: int = 4
    begins: int = 2
    most: int = 12
    least: int = 2
    summits: tuple[date, ...] = ()
    elections: tuple[date, ...] = ()
    closed: frozenset[date] = frozenset()
    domains: tuple[str, ...] = ()
    running: frozenset[str] = frozenset()
    stage: int = 0
    must: tuple[str, ...] = ()
    first: str = ""

    @property
    def days(self) -> int:
        """Days from the first to the last."""
        return (self.until - self.start).days


@dataclass(frozen=True)
class DatedMeasure:
    """A chosen measure with its days.

    Attributes:
        candidate: The measure.
        prepare: First day of its preparation.
        start: The day it begins.
        end: The day by which it is seen whether it was kept.
        after: Chosen measures that it rests on.
    """

    candidate: Candidate
    prepare: date
    start: date
    end: date
    after: tuple[str, ...]


def candidates(plan: Plan, start: date) -> tuple[Candidate, ...]:
    """Measures with the first day on which trust will bear them, if all goes well.

    A measure that trust bears at no step of the plan is left out, with those that need it; so is
    one that is kept already.
    """
    path = tuple(if_kept(plan.policy, plan.first.place, plan.moves.requires))
    found = dict[str, Candidate]()
    in_force = between(plan.situation.here, plan.situation.there, start)
    for move in plan.policy.problem.moves:
        if not move.is_measure or (plan.situation.phase == "crisis_management" and not move.crisis):
            continue
        step = _borne(plan, path, move.id)
        if step is None:
            continue
        one = plan.measures[move.id]
        found[move.id] = Candidate(
            one.measure,
            _brings(plan, move, step),
            start + timedelta(days=round(step * plan.days)),
            notice(one.measure, in_force),
        )
    return tuple(one for one in found.values() if _whole(one, found, plan.situation.channels))


def _brings(plan: Plan, move: Move, step: int) -> float:
    """What keeping it brings until the plan ends: a one-off once, what runs in every step."""
    lasting = plan.policy.problem.horizon - step if move.runs else 1
    return move.gain * lasting - move.upkeep * (lasting - 1) - move.cost


def _borne(plan: Plan, path: tuple[BeliefState, ...], move: str) -> int | None:
    """The first step at which a move is as good as waiting and they would rather take part."""
    at, wait = plan.policy.problem.position(move), plan.policy.problem.position("wait")
    least = plan.policy.problem.moves[at].threshold
    for step, place in enumerate(path):
        if not game.is_enough(place.q, least):
            continue
        worth = plan.policy.worth(place.p, place.q, mode=OPEN, step=step)
        risk = worth[at] + plan.policy.problem.moves[at].cost
        if np.isfinite(worth[at]) and risk >= worth[wait]:
            return step
    return None


def _whole(one: Candidate, found: dict[str, Candidate], running: Iterable[str]) -> bool:
    return all(
        needed in set(running) or (needed in found and _whole(found[needed], found, running))
        for needed in one.measure.requires
    )


def closed_days(codes: Iterable[str], start: date, until: date) -> frozenset[date]:
    """Public holidays of some states.

    Args:
        codes: ISO 3166 codes of the states.
        start: First day.
        until: Last day.

    Raises:
        LongtinError: The calendar of one of them is not known.
    """
    import holidays

    found: set[date] = set()
    for code in codes:
        try:
            kept = holidays.country_holidays(code, years=range(start.year, until.year + 1))
        except NotImplementedError:
            raise LongtinError(
                "The public holidays of `{code}` are not known. Leave it out of "
                "--holiday-country, or give the days to avoid as --summit or election dates.",
                code=code,
            ) from None
        found.update(day for day in kept if start <= day <= until)
    return frozenset(found)


def knows_holidays(code: str) -> bool:
    """Whether the public holidays of a state are known.

    Args:
        code: ISO 3166.
    """
    import holidays

    try:
        holidays.country_holidays(code, years=FIRST_KNOWN)
    except NotImplementedError:
        return False
    return True
