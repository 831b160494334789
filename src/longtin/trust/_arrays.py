"""Array types of the trust model, and the pair whose belief stands in a column of them."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Cells = tuple[NDArray[np.int64], ...]
"""Some steps of some pairs, by their indices."""
Days = NDArray[np.datetime64]
NEVER = np.datetime64("0001-01-01", "D")
"""A day before every other: nothing has been heard yet."""
Places = Bools | Cells
"""The same, or a mask (step, pair)."""
Pair = tuple[int, int]
"""(truster, trustee), as COW codes. Trust of the first in the second is read from what the second
did to the first."""
