"""Change of leader: whether the trustee has a new one."""

import numpy as np
import polars as pl

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid


def entered(grid: Grid) -> Floats:
    """A leader took office in the year. Shape (year, state)."""
    frame = grid.ties("leader").filter(pl.col("start") >= grid.span[0])
    found = np.zeros((len(grid.years), len(grid.states)))
    found[frame["since"].to_numpy(), grid.place[frame["state1"].to_numpy()]] = 1.0
    return found


def _of_trustee(grid: Grid) -> Floats:
    return np.asarray(grid.once(entered)[:, grid.trustee])


NEW_LEADER = Covariate("new leader", _of_trustee)
