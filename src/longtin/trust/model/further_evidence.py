"""Further evidence: what speaks of a pair's weeks beside the dated acts of its trustee."""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.model.annual_model import Steps


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

    def add_to(self, run: Steps, columns: slice, noise: Floats) -> None:
        """Add the evidence of some pairs to that of their acts, in place: it is large.

        Args:
            run: Of those pairs.
            columns: Where they stand here.
            noise: Standard normal, (step, pair, draw).
        """
        sampled = self.spread[:, columns, None] * noise
        evidence = run.evidence.reshape(*run.evidence.shape[:2], *noise.shape[1:])
        for level, half in enumerate(levels_of(run.evidence.shape[1]) / 2.0):
            evidence[:, level] += self.likely[:, level, columns, None] + half * sampled


def levels_of(count: int) -> Floats:
    """So many levels on a scale from -1 to 1."""
    return np.linspace(-1.0, 1.0, count)
