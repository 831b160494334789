"""A criterion on a scale from 0 to 1, with its band, what it rests on and up to when."""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Final, Literal

Basis = Literal["counted", "carried", "told", "judged", "unknown"]
"""Counted from the record, last known and carried on, told by a dated row, judged, or not known."""

NINE_IN_TEN: Final = 1.6449
"""Standard normal quantile of a 90 % interval."""


@dataclass(frozen=True)
class Rated:
    """A criterion with its band.

    Attributes:
        at: Where it most likely stands, from 0 to 1.
        low: The lower end of its 90 % band.
        high: The upper end.
        basis: What it rests on.
        until: The last day that was read for it; nothing where none is known.
        source: A data set of the record, or a key of the tables' sources.
    """

    at: float
    low: float
    high: float
    basis: Basis
    until: date | None = None
    source: str = ""


UNKNOWN: Final = Rated(0.5, 0.0, 1.0, "unknown")
"""What nothing is known of: anything from 0 to 1."""


def from_share(share: float, counted: int, until: date, source: str) -> Rated:
    """A share of counted cases with Wilson's interval.

    Args:
        share: From 0 to 1.
        counted: Of how many; at least 1.
        until: Last day counted.
        source: The data set.

    Source:
        [Wilson1927].
    """
    z2 = NINE_IN_TEN**2
    middle = (share + z2 / (2 * counted)) / (1 + z2 / counted)
    half = (
        NINE_IN_TEN
        * sqrt(share * (1 - share) / counted + z2 / (4 * counted**2))
        / (1 + z2 / counted)
    )
    return Rated(
        share,
        max(0.0, min(share, middle - half)),
        min(1.0, max(share, middle + half)),
        "counted",
        until,
        source,
    )


def around(at: float, band: float, basis: Basis, source: str, until: date | None = None) -> Rated:
    """A value with the same band on either side, kept between 0 and 1."""
    return Rated(at, max(0.0, at - band), min(1.0, at + band), basis, until, source)
