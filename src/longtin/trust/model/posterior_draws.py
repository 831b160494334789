"""Draws beside the estimate itself: of the parameters, and of reports that were as likely."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from longtin.trust import _balanced_noise as balanced_noise
from longtin.trust._arrays import Floats, Pair
from longtin.trust.model.annual_model import Steps
from longtin.trust.model.ordered_state_filter import Turnover, filtered_levels


def of_draw(run: Steps, pairs: int, which: slice) -> Steps:
    """Only some draws; the estimate itself is the first."""

    def only(values: Floats) -> Floats:
        shape = values.shape[:-1]
        return values.reshape(*shape, pairs, -1)[..., which].reshape(*shape, -1)

    rates = run.turnover
    chosen = Turnover(only(rates.long_run), only(rates.drift), only(rates.breaks), rates.period)
    return Steps(chosen, only(run.evidence))


def drawn(run: Steps, pairs: int) -> NDArray[np.float32]:
    """Levels under each draw (step, level, pair, draw); the estimate itself stands before them."""
    steps, levels, columns = run.evidence.shape
    if columns == pairs:
        return np.empty((steps, levels, pairs, 0), np.float32)
    others = of_draw(run, pairs, slice(1, None))
    after = filtered_levels(others.turnover, others.evidence)
    return after.reshape(steps, levels, pairs, -1).astype(np.float32)


def noise_of(part: str, sampled: tuple[int, int], pairs: Sequence[Pair], count: int) -> Floats:
    """Standard normal (step, pair, 1 + draw), zero for the estimate itself.

    Args:
        part: `balanced_noise.WEEKS` or `YEARS`.
        sampled: Seed, and how many draws.
        pairs: Each has its own, whichever others are asked for.
        count: Steps.
    """
    seed, draws = sampled
    noise = np.zeros((count, len(pairs), 1 + draws))
    for column, pair in enumerate(pairs):
        noise[:, column, 1:] = balanced_noise.rows(part, count, draws, seed, pair)
    return noise
