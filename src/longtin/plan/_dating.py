"""From a plan to a calendar: when trust will bear which measure, and what the regimes ask."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from longtin.errors import LongtinError
from longtin.plan._candidate import Candidate
from longtin.plan._contingent import Place, if_kept
from longtin.plan._problem import Move
from longtin.plan._propose import OPEN, Plan
from longtin.plan._regimes import between, notice

FIRST_KNOWN = 2020
"""A year for which every calendar has its holidays."""


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


def _borne(plan: Plan, path: tuple[Place, ...], move: str) -> int | None:
    """The first step at which a move is as good as waiting and they would rather take part."""
    at, wait = plan.policy.problem.position(move), plan.policy.problem.position("wait")
    least = plan.policy.problem.moves[at].threshold
    for step, place in enumerate(path):
        if place.q < least:
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
