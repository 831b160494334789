"""Differences of readings of trust, each with an interval of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from longtin.brief.values.reading import Reading


@dataclass(frozen=True)
class Difference:
    """How far some readings lie above others.

    Attributes:
        by: In points of trust, which goes from 0 to 1.
        low: Lower end of the 90 % interval.
        high: Upper end.
    """

    by: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0.0 or self.high < 0.0


def difference(
    above: Sequence[Reading], below: Sequence[Reading], share: float = 1.0
) -> Difference | None:
    """The sum of some readings less the sum of others, its interval reckoned from theirs.

    Their distances to the ends of their intervals are squared and added, side by side, as if their
    errors were independent. Two readings of one pair err alike, as both know the years before: the
    interval of a change is then too wide rather than too narrow.

    Args:
        above: Readings that are added.
        below: Readings that are taken away.
        share: By which the result is multiplied, above 0: 0.5 for the mean of two directions.

    Returns:
        `None` where one of them has no figure.

    Source:
        Zou and Donner (2008) (MOVER, "method of variance estimates recovery").
    """
    added = [_ends(each) for each in above]
    taken = [_ends(each) for each in below]
    if None in added or None in taken:
        return None
    plus, minus = ([each for each in some if each is not None] for some in (added, taken))
    by = sum(level for level, _, _ in plus) - sum(level for level, _, _ in minus)
    down = hypot(*(level - low for level, low, _ in plus), *(high - x for x, _, high in minus))
    up = hypot(*(high - level for level, _, high in plus), *(x - low for x, low, _ in minus))
    return Difference(share * by, share * (by - down), share * (by + up))


def _ends(reading: Reading) -> tuple[float, float, float] | None:
    """Trust and both ends, the way they are told."""
    if reading.trust is None or reading.low is None or reading.high is None or reading.is_old:
        return None
    return reading.trust, reading.low, reading.high
