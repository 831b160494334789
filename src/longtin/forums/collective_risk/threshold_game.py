"""The game of collective risk: what contributing pays where a threshold has to be reached.

In groups drawn from a population each member keeps its endowment if enough contribute; if not, all
lose it with the chance that is the risk. Who contributes pays a share of its endowment for it.

Source:
    [Milinski and others 2008], for the game; [Santos and Pacheco 2011], for populations.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Floats


@dataclass(frozen=True)
class CollectiveRisk:
    """A group's game.

    Attributes:
        group: Members of a group, at least 2.
        threshold: Contributors needed, 1 to `group`.
        risk: Chance that all is lost if the threshold is missed, 0 to 1.
        cost: Share of the endowment that contributing takes, 0 to 1.
        endowment: What each has, above 0.
    """

    group: int
    threshold: int
    risk: float
    cost: float = 0.1
    endowment: float = 1.0

    def __post_init__(self) -> None:
        """Check that there is such a game."""
        if self.group < 2 or not 1 <= self.threshold <= self.group:
            raise ModelError(
                "No group of {group} needs {threshold} contributors. Give a group of at least 2 "
                "and a threshold from 1 to its size.",
                group=self.group,
                threshold=self.threshold,
            )
        for value in (self.risk, self.cost):
            if not 0.0 <= value <= 1.0:
                raise ModelError(
                    "{given} is no share. Give risk and cost from 0 to 1.", given=value
                )

    def payoffs(self, contributors: Any) -> tuple[Any, Any]:
        """Payoffs of a contributor and of who does not contribute, in a group with so many.

        Args:
            contributors: Contributors in the group, 0 to `group`, numbers or arrays.
        """
        reached = np.asarray(contributors) >= self.threshold
        kept = self.endowment * np.where(reached, 1.0, 1.0 - self.risk)
        return kept - self.cost * self.endowment, kept


@dataclass(frozen=True)
class RestPoint:
    """A share of contributors at which neither way does better.

    Attributes:
        share: Share of contributors, strictly between 0 and 1.
        stable: Whether the population comes back to it.
    """

    share: float
    stable: bool


def _decisive(game: CollectiveRisk) -> int:
    """In how many ways a member's group lacks exactly its own contribution."""
    return math.comb(game.group - 1, game.threshold - 1)


def least_risk(game: CollectiveRisk) -> float:
    """The risk from which on contributors can hold out in a large population.

    Below it contributing is never worth its cost; may be above 1, where no risk is enough.
    """
    share = (game.threshold - 1) / (game.group - 1)
    peak = share ** (game.threshold - 1) * (1 - share) ** (game.group - game.threshold)
    return game.cost / (_decisive(game) * peak)


def rest_points(game: CollectiveRisk) -> tuple[RestPoint, ...]:
    """The inner rest points of a large population, the smaller share of contributors first.

    What contributing brings is the risk times the chance of being the one who is missing; the two
    shares at which that is the cost lie on either side of the share at which it is greatest.
    """
    others, needed = game.group - 1, game.threshold - 1
    peak = needed / others

    def brings(share: float) -> float:
        chance = share**needed * (1.0 - share) ** (others - needed)
        return game.risk * _decisive(game) * chance - game.cost

    if brings(peak) <= 0.0:
        return ()
    found = []
    if needed > 0:
        found.append(RestPoint(_between(brings, 0.0, peak), stable=False))
    if needed < others:
        found.append(RestPoint(_between(brings, 1.0, peak), stable=True))
    return tuple(found)


def _between(brings: Any, nothing: float, something: float) -> float:
    """Where what is brought turns from a loss at one end to a gain at the other, by halving."""
    while True:
        middle = (nothing + something) / 2.0
        if middle in (nothing, something):
            return middle
        if brings(middle) > 0.0:
            something = middle
        else:
            nothing = middle


def population_advantage(game: CollectiveRisk, population: int) -> Floats:
    """What contributors have more than others on average, by how many there are.

    Args:
        game: The game; groups are drawn without putting back.
        population: States in all, Z, at least the size of a group.

    Returns:
        Shape (Z + 1,): place k is the difference with k contributors; NaN at 0 and Z, where there
        is nobody to compare.
    """
    others = game.group - 1
    beside = np.arange(game.group)
    contributing, _ = game.payoffs(beside + 1)
    _, keeping = game.payoffs(beside)
    found = np.full(population + 1, np.nan)
    for count in range(1, population):
        drawn_by_contributor = _drawn(count - 1, population - 1, others)
        drawn_by_other = _drawn(count, population - 1, others)
        found[count] = drawn_by_contributor @ contributing - drawn_by_other @ keeping
    return found


def _drawn(marked: int, population: int, size: int) -> Floats:
    """Chances that 0 … `size` of a sample without putting back are among the marked."""
    whole = math.comb(population, size)
    ways = [
        math.comb(marked, k) * math.comb(population - marked, size - k) for k in range(size + 1)
    ]
    return np.array([each / whole for each in ways])


def pair_advantage(payoffs: Floats, population: int) -> Floats:
    """What players of the first strategy have more than those of the second, met pair by pair.

    Args:
        payoffs: Payoff of the row's strategy against the column's, (2, 2).
        population: Players in all, Z, at least 2.

    Returns:
        Shape (Z + 1,): place k is the difference with k of the first; NaN at 0 and Z.
    """
    first = np.arange(population + 1)
    second = population - first
    one = (payoffs[0, 0] * (first - 1) + payoffs[0, 1] * second) / (population - 1)
    other = (payoffs[1, 0] * first + payoffs[1, 1] * (second - 1)) / (population - 1)
    found: Floats = np.where((first > 0) & (second > 0), one - other, np.nan)
    return found
