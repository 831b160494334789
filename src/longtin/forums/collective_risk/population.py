"""Finite populations that imitate success: whether a newcomer takes over, and where they dwell.

One at a time compares itself with another and takes over its way with a chance that rises with the
other's advantage, as the Fermi function of the difference has it.

Source:
    [Traulsen and others 2006], for pairwise comparison; [Santos and Pacheco 2011], for the share of
    groups that reach their threshold; figures compared with those of [EGTtools].
"""

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Floats
from longtin.forums.collective_risk.threshold_game import (
    CollectiveRisk,
    _drawn,
    population_advantage,
)


def fixation_probability(advantage: Floats, selection: float = 1.0) -> float:
    """The chance that one player of the second strategy takes over a population of the first.

    Args:
        advantage: What the first strategy has more than the second, by how many play the first,
            (Z + 1,), as of `population_advantage`.
        selection: How sharply success is imitated, β, at least 0.
    """
    if not selection >= 0.0:
        raise ModelError("The strength of selection is {given}; give 0 or more.", given=selection)
    steps = selection * advantage[1:-1][::-1]  # Z - 1 of the first, then one fewer each
    exponents = np.cumsum(steps)
    greatest = max(0.0, float(exponents.max()))
    terms = np.exp(exponents - greatest).sum() + np.exp(-greatest)
    return float(np.exp(-greatest) / terms)


def stationary_distribution(
    advantage: Floats, selection: float = 1.0, mutation: float = 0.005
) -> Floats:
    """How long the population dwells at each number of players of the first strategy.

    Args:
        advantage: What the first strategy has more than the second, (Z + 1,).
        selection: How sharply success is imitated, β.
        mutation: Chance that a player changes by itself, above 0 up to 1.

    Returns:
        Shares that sum to 1, (Z + 1,).
    """
    if not 0.0 < mutation <= 1.0:
        raise ModelError(
            "The chance of mutation is {given}; give one above 0, up to 1.", given=mutation
        )
    size = len(advantage) - 1
    first = np.arange(size + 1)
    meeting = first / size * (size - first) / (size - 1)
    rise = 1.0 / (1.0 + np.exp(-selection * np.nan_to_num(advantage)))
    up = (1.0 - mutation) * meeting * rise + mutation * (size - first) / size
    down = (1.0 - mutation) * meeting * (1.0 - rise) + mutation * first / size
    logs = np.concatenate([[0.0], np.cumsum(np.log(up[:-1]) - np.log(down[1:]))])
    weights = np.exp(logs - logs.max())
    found: Floats = weights / weights.sum()
    return found


def share_of_groups_reaching(
    game: CollectiveRisk, population: int, selection: float, mutation: float
) -> float:
    """The share of groups that reach their threshold, over the long run.

    Args:
        game: The game.
        population: States in all, Z.
        selection: How sharply success is imitated, β.
        mutation: Chance that a state changes by itself.
    """
    dwelling = stationary_distribution(population_advantage(game, population), selection, mutation)
    reaching = [
        _drawn(count, population, game.group)[game.threshold :].sum()
        for count in range(population + 1)
    ]
    return float(dwelling @ np.array(reaching))
