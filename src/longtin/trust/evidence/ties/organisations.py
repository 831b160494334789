"""Joint membership of international organisations: how many two states share."""

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid


def _shared(grid: Grid) -> Floats:
    """Logarithm of the number, less that of 19 or so; 0 where none is shared."""
    memberships = grid.ties("igo")
    shared = grid.of_pair(memberships, np.log1p(memberships["value"].to_numpy()))
    return np.where(shared > 0, shared - 3.0, 0.0)


SHARED_ORGANISATIONS = Covariate("shared organisations", _shared, "interest")
