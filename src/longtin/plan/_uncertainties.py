"""Uncertainties of the sensitivity analysis: what is varied, how far, and the problem it makes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from longtin import game
from longtin.plan._plan import Wishes
from longtin.plan._situation.assumptions import AssumptionSet
from longtin.plan._situation.moves import as_moves
from longtin.plan._situation.relevance import RelevantMeasure, weighed
from longtin.plan._situation.situation import Situation
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.sensitivity import COARSE, Robustness, Uncertainty, robustness
from longtin.plan.decision.tree import Decision

PAYOFFS: Final = ("vulnerability", "temptation", "reputation", "dread")
"""Payoffs that are varied when a plan is tried, each from half to twice its value or so."""


def uncertainties(
    situation: Situation, values: AssumptionSet, ours: game.Payoffs
) -> tuple[Uncertainty, ...]:
    """What is varied: trust both ways within its interval, payoffs, and what is assumed."""
    found = [
        Uncertainty("our_trust", situation.ours.low, situation.ours.high),
        Uncertainty("their_trust", situation.theirs.low, situation.theirs.high),
        Uncertainty("vulnerability", ours.vulnerability / 2.0, ours.vulnerability * 2.0),
        Uncertainty("temptation", ours.temptation / 2.0, min(ours.gain * 0.9, ours.temptation * 2)),
        Uncertainty("reputation", ours.reputation / 2.0, ours.reputation * 2.0),
        Uncertainty("dread", 1.0, ours.dread + 0.5),
        Uncertainty("reveals", 0.5, 1.5),
        Uncertainty("turnover", 0.5, 2.0),
    ]
    found += [Uncertainty(name, *one.range) for name, one in values.reasons.items()]
    return tuple(found)


def tried(
    situation: Situation,
    asked: Wishes,
    basis: tuple[Mapping[str, RelevantMeasure], tuple[game.Payoffs, game.Payoffs], AssumptionSet],
    first: Decision,
    problem: Problem,
    days: float,
) -> Robustness | None:
    """How the first step of a plan stands up to other assumptions.

    Args:
        situation: Where the two states stand.
        asked: How many sets of assumptions, and of which seed.
        basis: Measures, payoffs of both and assumptions of the plan.
        first: Its first decision.
        problem: What it solved.
        days: Length of a step.

    Returns:
        `None` if no set is asked for.
    """
    if not asked.samples:
        return None
    (chosen, both, values), place = basis, first.place

    def build(
        sample: Mapping[str, float],
    ) -> tuple[Problem, tuple[float, float, int], frozenset[str]]:
        changed = {name: sample[name] for name in PAYOFFS}
        varied = replace(both[0], **changed), replace(both[1], **changed)
        given = values.having(**{name: sample[name] for name in values.values if name in sample})
        made = as_moves(weighed(chosen, given.values), varied, given, phase=situation.phase,
                        will=asked.will, running=situation.channels, days=days)  # fmt: skip
        told = tuple(
            replace(one, reveals=1.0 - (1.0 - one.reveals) ** sample["reveals"],
                    shows=1.0 - (1.0 - one.shows) ** sample["reveals"],
                    tests=1.0 - (1.0 - one.tests) ** sample["reveals"])
            for one in made.moves
        )  # fmt: skip
        turning = situation.turnover(days * sample["turnover"])
        outlook = given.outlook(**turning)
        sampled = Problem(told, outlook, problem.horizon, COARSE, problem.remembered, (place.mode,))
        ready = frozenset(
            one.id for one in sampled.moves if made.requires.get(one.id, frozenset()) <= place.done
        )
        return sampled, (sample["our_trust"], sample["their_trust"], place.mode), ready

    return robustness(
        build, uncertainties(situation, values, both[0]), first.move, samples=asked.samples,
        seed=asked.seed,
    )  # fmt: skip
