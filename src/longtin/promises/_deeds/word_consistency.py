"""Consistency of words and deeds: how often verbal promises of a pair were kept, beside chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from longtin.promises._deeds.verbal_promises import VerbalPromise

TOLD: tuple[str, ...] = (
    "consistent", "late", "inconsistent", "access_denied", "not_seen",
)  # fmt: skip
"""Outcomes that say something."""

PRIOR = 0.5
"""Of the beta distribution behind the band (Jeffreys)."""


@dataclass(frozen=True)
class Consistency:
    """How often promises were kept.

    Attributes:
        promises: How many have an outcome.
        kept: How many of them were kept in their window.
        rate: Their share; nothing where there is none.
        low: Lower end of its 90 % band.
        high: Upper end.
        expected: Share that would have been kept by chance, by the base rates.
        other: How many have no outcome: their window is not over or not covered.
    """

    promises: int
    kept: int
    rate: float | None
    low: float | None
    high: float | None
    expected: float | None
    other: int

    @property
    def differs(self) -> bool:
        """Whether the band leaves out what chance would give."""
        if self.low is None or self.high is None or self.expected is None:
            return False
        return not self.low <= self.expected <= self.high


def consistency(promises: Sequence[VerbalPromise]) -> Consistency:
    """How often promises were kept, with a 90 % band, and how often by chance.

    The band is that of a beta distribution with Jeffreys' prior. It takes promises as independent,
    which they are not quite, so it is somewhat narrow.

    Args:
        promises: Of one direction of a pair, or of many.
    """
    told = [each for each in promises if each.outcome in TOLD and each.base is not None]
    kept = sum(each.outcome == "consistent" for each in told)
    if not told:
        return Consistency(0, 0, None, None, None, None, len(promises))
    from scipy.stats import beta

    ends = beta.ppf([0.05, 0.95], kept + PRIOR, len(told) - kept + PRIOR)
    expected = sum(each.base or 0.0 for each in told) / len(told)
    low, high = (float(each) for each in ends)
    return Consistency(
        len(told), kept, kept / len(told), low, high, expected, len(promises) - len(told)
    )
