"""Power: shares of the system's capabilities, their parity, and rank as a major power."""

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid

LEAST_SHARE = 0.001
"""Share of the system's capabilities that the logarithm of power begins at."""


def _parity(grid: Grid) -> Floats:
    power = np.log(grid.of_state("capability", missing=np.nan))
    parity = -np.abs(power[:, grid.truster] - power[:, grid.trustee])
    return np.asarray(np.nan_to_num(parity / 2.0 + 1.0))


def _major(grid: Grid) -> Floats:
    """One of the two at least."""
    major = grid.of_state("major")
    return np.asarray(np.maximum(major[:, grid.truster], major[:, grid.trustee]))


def _power(grid: Grid) -> Floats:
    """Of each state, on a logarithmic scale. Shape (year, state)."""
    share = grid.of_state("capability", missing=LEAST_SHARE)
    return np.asarray(np.nan_to_num(np.log(share / LEAST_SHARE) / 2.0))


def _of_trustee(grid: Grid) -> Floats:
    return np.asarray(grid.once(_power)[:, grid.trustee])


def _of_truster(grid: Grid) -> Floats:
    return np.asarray(grid.once(_power)[:, grid.truster])


PARITY = Covariate("parity", _parity)
MAJOR_POWER = Covariate("major power", _major)
POWER_OF_TRUSTEE = Covariate("power of trustee", _of_trustee)
POWER_OF_TRUSTER = Covariate("power of truster", _of_truster)
