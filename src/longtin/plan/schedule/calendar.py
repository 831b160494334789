"""Calendar of a plan: what a programme has to fit into, and the plan dated within it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from longtin.errors import LongtinError
from longtin.plan import words
from longtin.plan._both_readings import drawn, keeping_effect
from longtin.plan._plan import Plan
from longtin.plan.decision.compare import compared
from longtin.plan.decision.projection import Projection
from longtin.plan.decision.strategies import in_order
from longtin.plan.schedule.as_programme import as_programme
from longtin.plan.schedule.candidates import (
    Candidate,
    DatedMeasure,
    Limits,
    candidates,
    closed_days,
    knows_holidays,
)
from longtin.plan.schedule.solve import ClashError, schedule


@dataclass(frozen=True)
class Calendar:
    """What a programme has to fit into.

    Attributes:
        start: First day.
        until: Last day.
        budget: Most that all measures may cost together, in the catalogue's cost.
        summits: Days on which leaders meet.
        elections: Days of elections.
        holidays: ISO 3166 codes of the states whose public holidays are kept free; both states'
            own, as far as they are known, without.
        must: Measures that have to be in it.
        people: Measures that can be prepared at the same time.
        most: Measures in all.
    """

    start: date
    until: date
    budget: float | None = None
    summits: tuple[date, ...] = ()
    elections: tuple[date, ...] = ()
    holidays: tuple[str, ...] | None = None
    must: tuple[str, ...] = ()
    people: int = 4
    most: int = 12


def dated(plan: Plan, calendar: Calendar) -> Plan:
    """Choose and date measures that carry out a plan.

    Args:
        plan: What to do and why.
        calendar: What it has to fit into.

    Returns:
        The plan with a programme that `longtin check` passes, and with what came of that in drawn
        futures, as the way `programme`.

    Raises:
        LongtinError: Nothing keeps all constraints; the message names those that clash.
    """
    limits = _limits(plan, calendar)
    found = candidates(plan, calendar.start)
    unknown = [name for name in calendar.must if name not in {one.measure.id for one in found}]
    if unknown:
        raise LongtinError(
            "The measure `{measure}` is not among those that this plan can come to. Leave it out, "
            "or name its domain.",
            measure=unknown[0],
        )
    try:
        chosen = _scheduled(found, limits)
    except ClashError as error:
        raise words.clash(error.groups) from None
    foreseen = _foreseen(plan, chosen, calendar.start)
    both = {
        reading: MappingProxyType(
            {"plan": plan.drawn[reading]["plan"], **found, **plan.drawn[reading]}
        )
        for reading, found in foreseen.items()
    }
    return replace(
        plan,
        programme=as_programme(plan, chosen, limits),
        fans=MappingProxyType({"plan": plan.fans["plan"], **foreseen["reveal"], **plan.fans}),
        drawn=MappingProxyType(both),
        worth=compared(both, plan.worth.full, begins=plan.worth.begins),
    )


def _scheduled(found: Sequence[Candidate], limits: Limits) -> tuple[DatedMeasure, ...]:
    """With the plan's first step first where the calendar and good practice allow it."""
    try:
        return schedule(found, limits)
    except ClashError as error:
        if "must" not in error.groups or not limits.first:
            raise
        return schedule(found, replace(limits, first=""))


def _limits(plan: Plan, calendar: Calendar) -> Limits:
    wanted = {one.measure.domain for one in plan.measures.values() if one.because != "needed"}
    free = calendar.holidays
    if free is None:
        free = tuple(filter(knows_holidays, (plan.situation.here, plan.situation.there)))
    return Limits(
        start=calendar.start,
        until=calendar.until,
        budget=calendar.budget,
        people=calendar.people,
        most=calendar.most,
        summits=calendar.summits,
        elections=calendar.elections,
        closed=closed_days(free, calendar.start, calendar.until),
        domains=tuple(sorted(wanted)),
        running=frozenset(plan.first.place.done),
        stage=plan.situation.stage_reached,
        must=calendar.must,
        first=plan.first.move,
    )


def _foreseen(
    plan: Plan, chosen: Sequence[DatedMeasure], start: date
) -> Mapping[str, Mapping[str, Projection]]:
    """Futures of the programme as it is dated, each step waiting for the one before."""
    problem = plan.policy.problem
    due = [
        (problem.position(one.candidate.measure.id), int((one.start - start).days / plan.days))
        for one in chosen
    ]
    return drawn(
        problem, {"programme": in_order(problem, due)}, plan.first.place, plan.wishes,
        threshold=plan.threshold, effect=keeping_effect(problem, plan.measures, plan.days),
    )  # fmt: skip
