"""Further evidence: what speaks of a pair's weeks beside the dated acts of its trustee."""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Floats


@dataclass(frozen=True)
class FurtherEvidence:
    """What one or several channels say of some pairs.

    Attributes:
        likely: Log-likelihood under each level (step, level, pair).
        spread: Standard deviation of that of the highest level over the lowest, were another week
            as likely (step, pair).
    """

    likely: Floats
    spread: Floats

    def __add__(self, other: "FurtherEvidence") -> "FurtherEvidence":
        return FurtherEvidence(self.likely + other.likely, np.hypot(self.spread, other.spread))

    def of(self, columns: slice) -> "FurtherEvidence":
        """Of some pairs only."""
        return FurtherEvidence(self.likely[..., columns], self.spread[:, columns])


def levels_of(count: int) -> Floats:
    """So many levels on a scale from -1 to 1."""
    return np.linspace(-1.0, 1.0, count)
