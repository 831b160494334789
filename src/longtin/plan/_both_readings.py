"""Both readings of a plan: if measures only reveal the other's conduct, and if they also change it.

The size of the second is estimated from the record (`longtin.effects`), nil included, and drawn
over its band.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from longtin import effects
from longtin._dates import DAYS_A_YEAR
from longtin.plan._plan import Wishes
from longtin.plan._situation.relevance import RelevantMeasure
from longtin.plan.decision.compare import READINGS
from longtin.plan.decision.keeping import KeepingEffect
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.projection import Projection
from longtin.plan.decision.simulate import Strategy, forecast
from longtin.plan.decision.tree import BeliefState

YEARS: Final = 5
"""After which the effect of a measure on conduct is measured."""


def keeping_effect(
    problem: Problem, measures: Mapping[str, RelevantMeasure], days: float
) -> KeepingEffect:
    """What keeping each measure does to conduct in a step of so many days.

    Args:
        problem: Its moves.
        measures: The measures among them, by id.
        days: Length of a step.
    """
    rows = np.zeros((len(problem.moves), 4))
    for at, move in enumerate(problem.moves):
        if move.id in measures:
            found = effects.estimated(measures[move.id].measure)
            trust, incidents = found.trust, found.incidents
            rows[at] = trust.mean, trust.deviation, incidents.mean, incidents.deviation
    share = days / (YEARS * DAYS_A_YEAR)
    return KeepingEffect(rows[:, 0] * share, rows[:, 1] * share, rows[:, 2], rows[:, 3])


def drawn(
    problem: Problem,
    ways: Mapping[str, Strategy],
    place: BeliefState,
    asked: Wishes,
    *,
    threshold: float,
    effect: KeepingEffect,
) -> Mapping[str, Mapping[str, Projection]]:
    """What comes of ways to go about it, in both readings, with the same draws.

    Args:
        problem: Moves, outlook and horizon.
        ways: What is done when, by name.
        place: Where the plan begins.
        asked: How many futures, and of which seed.
        threshold: Trust that is aimed at.
        effect: What keeping measures does to conduct, in the second reading.
    """
    sizes = dict(zip(READINGS, (None, effect), strict=True))
    start = (place.p, place.q, place.mode)
    return MappingProxyType({
        reading: MappingProxyType({
            name: forecast(problem, way, start, threshold=threshold, effect=size,
                           paths=asked.paths, seed=asked.seed)
            for name, way in ways.items()
        })
        for reading, size in sizes.items()
    })  # fmt: skip
