"""Covariate: one number of a pair and year that moves a probability, with its name and school."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from longtin.trust._arrays import Bools, Floats
from longtin.trust.evidence.grid import Grid

SCHOOLS: Final = ("interest", "norm", "affinity")
"""Readings of trust: rationalist, constructivist and psychological."""


@dataclass(frozen=True)
class Covariate:
    """A channel through which standing relations, or what is remembered of conduct, are read.

    Attributes:
        name: What parameters call it.
        read: From a grid to values on a fixed scale, so that parameters mean the same for any
            pairs. Shape (year, pair).
        school: Which of `SCHOOLS` alone reads trust from it; every one does without it.
        lagged: Each year sees the value of the year before. False where `read` looks back itself.
    """

    name: str
    read: Callable[[Grid], Floats]
    school: str | None = None
    lagged: bool = True

    def of_years(self, grid: Grid) -> Floats:
        """What each year sees of it. Shape (year, pair)."""
        values = self.read(grid)
        return _lagged(values, grid.born) if self.lagged else values


def _lagged(values: Floats, born: Bools) -> Floats:
    """Each year sees the year before; the year of birth sees itself."""
    earlier = np.concatenate([values[:1], values[:-1]])
    return np.asarray(np.where(born, values, earlier))
