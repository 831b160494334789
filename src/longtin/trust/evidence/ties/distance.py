"""Distance between capitals."""

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid


def _far(grid: Grid) -> Floats:
    """Logarithm of kilometres in units of 5,000; 0 where nobody measured."""
    distances = grid.ties("distance")
    kilometres = grid.of_pair(distances, distances["value"].to_numpy())
    return np.where(kilometres > 0, np.log(np.maximum(kilometres, 100.0) / 5000.0), 0.0)


DISTANCE = Covariate("distance", _far)
