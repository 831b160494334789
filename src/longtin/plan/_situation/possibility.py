"""Possibility of a measure between two states: there already, possible, or not and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from longtin.measures import HIGH_STAKE, Catalogue, Measure
from longtin.plan._situation.relevance import lacking
from longtin.plan._situation.situation import Situation
from longtin.plan.decision.tree import Obstacle

PossibilityKind = Literal["running", "suspended", "possible", "lacking", "phase", "heat", "blocked"]
"""There already; was there and may be revived; can be taken up, if need be after what it rests on;
makes no sense between the two; not for this phase; too much at stake in a crisis; or something it
rests on is for another phase."""

CRISIS: Final = "crisis_management"


@dataclass(frozen=True)
class Possibility:
    """Whether a measure can be taken up between two states.

    Attributes:
        kind: How it stands.
        lacks: Conditions that the two do not have, where that is why.
        blocked_by: Ids of measures it rests on that do not suit the phase.
    """

    kind: PossibilityKind
    lacks: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it can be taken up, or taken up again."""
        return self.kind in {"possible", "suspended"}


def possibility(measure: Measure, catalogue: Catalogue, situation: Situation) -> Possibility:
    """How a measure stands between two states.

    Args:
        measure: The measure.
        catalogue: What it rests on.
        situation: Where the two stand: phase, what runs, which conditions hold.
    """
    if measure.id in situation.channels:
        return Possibility("running")
    if lacks := lacking(measure, catalogue, situation.found):
        return Possibility("lacking", lacks)
    if situation.phase not in measure.phases:
        return Possibility("phase")
    if in_heat(measure, situation.phase):
        return Possibility("heat")
    route = catalogue.route(measure.id)
    blocking = tuple(
        each.id
        for each in route
        if each.id not in situation.channels
        and (situation.phase not in each.phases or in_heat(each, situation.phase))
    )
    if blocking:
        return Possibility("blocked", blocked_by=blocking)
    if any(one.id == measure.id for one in situation.lapsed):
        return Possibility("suspended")
    return Possibility("possible")


def phased(
    obstacles: Iterable[Obstacle], situation: Situation, catalogue: Catalogue
) -> Iterator[Obstacle]:
    """Obstacles, with the phase named where it is what stands in the way, and of what."""
    for one in obstacles:
        found = possibility(catalogue[one.move], catalogue, situation)
        if found.kind == "blocked":
            yield replace(one, why="blocked", first=found.blocked_by)
        elif found.kind == "heat" and one.why == "phase":
            yield replace(one, why="heat", have=catalogue[one.move].stake, need=HIGH_STAKE)
        else:
            yield one


def impossible(catalogue: Catalogue, situation: Situation) -> Mapping[str, tuple[str, ...]]:
    """Measures that make no sense between the two, with the conditions that are missing."""
    found = {
        name: lacking(one, catalogue, situation.found)
        for name, one in catalogue.items()
        if name not in situation.channels
    }
    return {name: lacks for name, lacks in found.items() if lacks}


def in_heat(measure: Measure, phase: str) -> bool:
    """Whether it puts too much at stake in the heat of a conflict (R18)."""
    return phase == CRISIS and measure.stake >= HIGH_STAKE
