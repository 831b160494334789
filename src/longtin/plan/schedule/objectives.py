"""Objectives and risks of a programme, as a plan knows them."""

from collections.abc import Sequence
from typing import Final

from longtin._data import Bilingual
from longtin._language import message
from longtin.plan._plan import Plan
from longtin.plan.decision.tree import if_kept
from longtin.plan.schedule.candidates import DatedMeasure, Limits
from longtin.plan.schedule.constraints import PEOPLES
from longtin.plan.words.bilingual import both
from longtin.programme import LONG, Objective, Risk, Rung

CLARIFY_WITHIN: Final = 14
LEAST_RISE: Final = 0.01
"""A target that is today's figure would ask for nothing."""


def objectives(plan: Plan, dated: Sequence[DatedMeasure], limits: Limits) -> tuple[Objective, ...]:
    """Trust, what those concerned feel, what is kept; public opinion where it runs for years.

    The target of trust is where it stands if every step is kept: on average no plan raises it.
    """
    here, there = plan.situation.said
    kept = tuple(if_kept(plan.policy, plan.first.place, plan.moves.requires))
    now, then = kept[0].p, kept[-1].p
    owner = both(message("both foreign ministries (assumed)"))
    found = (
        Objective(
            id="trust",
            kind="outcome",
            nature="quantity",
            owner=owner,
            by=limits.until,
            indicator=both(
                message("trust of {here} in {there}, by the record"), here=here, there=there
            ),
            baseline=round(now, 2),
            target=round(min(0.999, max(then, now + LEAST_RISE)), 3),
            unit=both(message("probability")),
        ),
        Objective(
            id="felt",
            kind="outcome",
            nature="quality",
            owner=owner,
            by=limits.until,
            indicator=both(message("how those concerned judge: {aim}"), aim=plan.wishes.aim),
            baseline=both(message("as asked of both sides before the first step")),
            target=both(message("better than before, in the judgement of both sides")),
            unit=both(message("judgement of those asked")),
        ),
        Objective(
            id="kept",
            kind="process",
            nature="quantity",
            owner=owner,
            by=limits.until,
            indicator=both(message("measures kept by both sides")),
            baseline=0.0,
            target=float(len(dated)),
            unit=both(message("measures")),
        ),
    )
    together = any(one.candidate.measure.domain == PEOPLES for one in dated)
    return (*found, _opinion(limits, owner)) if limits.days >= LONG and together else found


def _opinion(limits: Limits, owner: Bilingual) -> Objective:
    """What outlives governments has to be borne by their public."""
    return Objective(
        id="opinion",
        kind="outcome",
        nature="quality",
        owner=owner,
        by=limits.until,
        indicator=both(
            message("public opinion of the other side, in the same yearly survey on both sides")
        ),
        baseline=both(message("as asked of both sides before the first step")),
        target=both(message("better than before, in the judgement of both sides")),
        unit=both(message("judgement of those asked")),
    )


def risks(plan: Plan, limits: Limits) -> tuple[Risk, ...]:
    """No answer, a breach, an incident, an election: how likely, how grave, what then."""
    there, fan = plan.situation.said[1], plan.fans["plan"]
    likely: Rung = "high" if fan.breached > 0.5 else "medium" if fan.breached > 0.2 else "low"
    owner = both(message("both foreign ministries (assumed)"))
    found = [
        Risk(
            id="no-answer",
            likelihood="medium",
            impact="low",
            owner=owner,
            what=both(message("{there} does not answer a step"), there=there),
            response=both(
                message("ask through the channel, offer the step once more, then a smaller one")
            ),
        ),
        Risk(
            id="breach",
            likelihood=likely,
            impact="medium",
            owner=owner,
            what=both(message("{there} agrees to a measure and does not keep it"), there=there),
            response=both(
                message("clarify within {days} days; suspend the step; go back to smaller ones"),
                days=CLARIFY_WITHIN,
            ),
        ),
        Risk(
            id="incident",
            likelihood="medium",
            impact="high",
            owner=owner,
            what=both(message("an incident brings a crisis while the programme runs")),
            response=both(
                message("keep the channels open, hold larger steps, make amends where due")
            ),
        ),
    ]
    if limits.elections:
        found.append(
            Risk(
                id="election",
                likelihood="medium",
                impact="medium",
                owner=owner,
                what=both(message("a new government sees the programme otherwise")),
                response=both(
                    message("review before and after the election; begin nothing large around it")
                ),
            )
        )
    return tuple(found)
