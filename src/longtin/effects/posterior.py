"""Posterior of an effect: normal, with its mean, its deviation and the 90 % band they give."""

from dataclasses import dataclass
from typing import Final

NINETY: Final = 1.6448536269514722
"""Deviations between the mean of a normal distribution and the ends of its 90 % band."""


@dataclass(frozen=True)
class Posterior:
    """What is believed of an effect.

    Attributes:
        mean: Posterior mean.
        deviation: Posterior standard deviation.
    """

    mean: float
    deviation: float

    @property
    def low(self) -> float:
        """Lower end of the 90 % band."""
        return self.mean - NINETY * self.deviation

    @property
    def high(self) -> float:
        """Upper end of the 90 % band."""
        return self.mean + NINETY * self.deviation
