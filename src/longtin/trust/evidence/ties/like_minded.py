"""Reputation: what the trustee lately did to others, as seen by one who votes like them."""

import numpy as np
import polars as pl

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.disputes import clashed
from longtin.trust.evidence.grid import Grid, unrolled
from longtin.trust.evidence.memory import remembered, share_wronged
from longtin.trust.evidence.ties.leaders import entered
from longtin.trust.evidence.ties.voting_agreement import agreement


def _wronged(grid: Grid) -> Floats:
    """Share of those like the truster that the trustee lately wronged. Shape (year, pair).

    Clashes are of the years before, even in the year of birth; votes are of the year before.
    """
    truster = np.searchsorted(grid.trusters, [pair[0] for pair in grid.pairs])
    trustee = np.searchsorted(grid.trustees, [pair[1] for pair in grid.pairs])
    liking, new = _liking(grid), grid.once(entered)[:, grid.place[grid.trustees]] > 0
    memory = remembered(clashed(grid), np.vstack([new[:1] & False, new[:-1]]))
    found = np.zeros((len(grid.years), len(grid.pairs)))
    for year in range(1, len(found)):
        for lag, these in ((1, ~grid.born[year]), (0, grid.born[year])):
            if these.any():
                share = share_wronged(liking[year - lag], memory[year])
                found[year, these] = share[truster[these], trustee[these]]
    return found


def _liking(grid: Grid) -> Floats:
    """How far each truster votes like every state, beyond chance. (year, truster, other)."""
    frame = grid.once(agreement).filter(pl.col("state1").is_in(grid.trusters))
    one = np.searchsorted(grid.trusters, frame["state1"].to_numpy())
    two = np.searchsorted(grid.everyone, frame["state2"].to_numpy())
    laid = np.zeros((len(grid.years), len(grid.trusters), len(grid.everyone)))
    year, row = unrolled(frame)
    laid[year, one[row], two[row]] = np.maximum(frame["beyond"].to_numpy(), 0.0)[row]
    return laid


LIKE_MINDED_WRONGED = Covariate("like-minded wronged", _wronged, "norm", lagged=False)
