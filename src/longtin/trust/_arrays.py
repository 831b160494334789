"""Array types of the trust model, and the pair whose belief stands in a column of them."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Cells = tuple[NDArray[np.int64], ...]
"""Some steps of some pairs, by their indices."""
Places = Bools | Cells
"""The same, or a mask (step, pair)."""
Pair = tuple[int, int]
"""(truster, trustee), as COW codes. Trust of the first in the second is read from what the second
did to the first."""
