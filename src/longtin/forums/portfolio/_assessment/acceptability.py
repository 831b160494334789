"""Ranks of alternatives when neither weights nor values are sure: rank acceptability (SMAA)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.forums.portfolio._assessment.rated import Rated

DRAWS: Final = 2000
"""Draws of weights and values."""

FIRST: Final = 3
"""Ranks that count as being among the first."""


def rank_acceptability(
    rows: Sequence[Sequence[Rated]], seed: int, draws: int = DRAWS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often each alternative is first, and among the first three.

    Every criterion is drawn from a triangle over its band. Weights are drawn evenly from all that
    add up to 1 and in which the first criterion weighs most: that order is the only preference.

    Args:
        rows: Alternatives by criteria, the same criteria in every row, what weighs most first.
        seed: Of the draws; the same seed, the same shares.
        draws: How many.

    Returns:
        Shares of draws in which each is first (alternative,), and among the first three.

    Source:
        [Lahdelma1998], stochastic multicriteria acceptability analysis; ordinal weights as in
        [Lahdelma2003].
    """
    if not rows:
        return np.zeros(0), np.zeros(0)
    chance = np.random.default_rng(seed)
    low, at, high = (
        np.array([[getattr(cell, name) for cell in row] for row in rows])
        for name in ("low", "at", "high")
    )
    width = np.where(high > low, high - low, 1.0)
    turn = np.clip((at - low) / width, 0.0, 1.0)
    even = chance.random((draws, *low.shape))
    rising = np.sqrt(even * turn)
    falling = 1.0 - np.sqrt((1.0 - even) * (1.0 - turn))
    values = low + (high - low) * np.where(even < turn, rising, falling)
    weights = _first_weighs_most(chance.dirichlet(np.ones(low.shape[1]), draws))
    worth = np.einsum("dac,dc->da", values, weights)
    places = (-worth).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return (places == 0).mean(axis=0), (places < FIRST).mean(axis=0)


def _first_weighs_most(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights in which the largest has changed places with the first."""
    most = weights.argmax(axis=1)
    rows = np.arange(len(weights))
    weights[rows, most], weights[:, 0] = weights[:, 0].copy(), weights[rows, most].copy()
    return weights
