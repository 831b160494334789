"""Further evidence: what speaks of a pair's weeks beside the dated acts of its trustee."""

from dataclasses import dataclass, replace

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

    def added(self, run: Steps, columns: slice, noise: Floats) -> Steps:
        """The evidence of some pairs beside that of their acts.

        Args:
            run: Of those pairs.
            columns: Where they stand here.
            noise: Standard normal, (step, pair, draw).
        """
        sampled = self.spread[:, columns, None] * noise
        evidence = np.empty((*run.evidence.shape[:2], *noise.shape[1:]), run.evidence.dtype)
        for level, half in enumerate(levels_of(run.evidence.shape[1]) / 2.0):
            own = self.likely[:, level, columns, None] + half * sampled
            np.add(run.evidence[:, level].reshape(noise.shape), own, out=evidence[:, level])
        return replace(run, evidence=evidence.reshape(run.evidence.shape))


def levels_of(count: int) -> Floats:
    """So many levels on a scale from -1 to 1."""
    return np.linspace(-1.0, 1.0, count)
