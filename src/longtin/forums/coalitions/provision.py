"""What states provide each for itself, and what would be best for all, in closed form.

How efforts add up decides what goes wrong: where they are summed too little is done, where the
weakest link counts anything up to what the least willing wants can last, and where the best shot
counts one does it all and the others watch.

Source:
    [Samuelson 1954], for the best; [Bergstrom and others 1986], for gifts out of incomes and their
    neutrality; [Hirshleifer 1983], for the weakest link and the best shot.
"""

from dataclasses import dataclass

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Bools, Floats


@dataclass(frozen=True)
class Provision:
    """What each gives, and what comes of it.

    Attributes:
        efforts: What each state gives, (N,).
        level: What all have of it.
    """

    efforts: Floats
    level: float


def from_incomes(incomes: Floats, tastes: Floats) -> Provision:
    """What states give that spend a share of all they could have on what is common to all.

    State i has the utility (1 - taste)·log(own use) + taste·log(level), the level being the sum of
    gifts. Moving income among givers, none of whom gives less than it loses, changes no level.

    Args:
        incomes: What each can spend, at least 0, (N,).
        tastes: Weight of what is common, strictly between 0 and 1, (N,).
    """
    if (incomes < 0.0).any() or ((tastes <= 0.0) | (tastes >= 1.0)).any():
        raise ModelError(
            "Incomes from {incomes} and tastes from {least} to {most} cannot be. Give incomes of "
            "at least 0 and tastes strictly between 0 and 1.",
            incomes=float(incomes.min()),
            least=float(tastes.min()),
            most=float(tastes.max()),
        )
    kept = (1.0 - tastes) / tastes  # own use a giver wants for each unit of the level
    stops = incomes / kept
    order = np.argsort(-stops)
    given, weight, level = 0.0, 0.0, 0.0
    for state in order.tolist():
        given, weight = given + incomes[state], weight + kept[state]
        if given / (1.0 + weight) >= stops[state]:
            break
        level = given / (1.0 + weight)
    return Provision(np.maximum(incomes - kept * level, 0.0), float(level))


def by_weakest_link(value: Floats, cost: Floats) -> tuple[Provision, Provision]:
    """The best of the lasting levels where the least effort counts, and the best for all.

    Every common level from 0 up to the first is an equilibrium: nobody does more than the others,
    and nobody less as long as it wants as much.

    Args:
        value: Worth of a unit of the level to each state, above 0, (N,).
        cost: Slope of each state's marginal cost of effort, above 0, (N,).
    """
    least = float((value / cost).min())
    best = float(value.sum() / cost.sum())
    alike = np.ones(len(value))
    return Provision(alike * least, least), Provision(alike * best, best)


def by_best_shot(value: Floats, cost: Floats) -> tuple[Bools, Provision]:
    """Who could be the one that provides where only the greatest effort counts, and the best.

    Nobody tries beside a provider whose level is at least half of what it would do itself: trying
    instead costs more than it adds.

    Args:
        value: Worth of a unit of the level to each state, above 0, (N,).
        cost: Slope of each state's marginal cost of effort, above 0, (N,).

    Returns:
        Booleans (N,), true for each state whose providing alone is an equilibrium, and what would
        be best for all.
    """
    does = value / cost
    cheapest = int(np.argmin(cost))
    level = float(value.sum() / cost[cheapest])
    return does >= does.max() / 2.0, Provision(np.eye(len(value))[cheapest] * level, level)
