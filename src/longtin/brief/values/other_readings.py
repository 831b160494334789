"""Other readings of the same conduct: by a year's complete counts, and with ties counted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from longtin import trust
from longtin.brief.values.reading import FEW, Reading, readings_on

Basis = Literal["by_week", "by_year", "with_ties"]
"""Dated acts, a year's complete counts, or dated acts with alliance and long peace counted."""

TOLD = 0.005
"""Least difference that ties make for them to be told."""


@dataclass(frozen=True)
class OtherReading:
    """Trust both ways on another basis than the figures of the brief.

    Attributes:
        basis: Which.
        day: Of the reading.
        here: The first state's trust in the second.
        there: The second's in the first.
    """

    basis: Basis
    day: date
    here: Reading
    there: Reading


def other_readings(
    estimate: trust.Estimate, with_ties: trust.Estimate, day: date
) -> tuple[OtherReading, ...]:
    """What the brief shows beside its own figures, in the annex.

    Args:
        estimate: The brief's.
        with_ties: The same with alliance and long peace counted.
        day: The brief's.
    """
    return (*_by_year(estimate, day), *_with_ties(estimate, with_ties, day))


def _by_year(estimate: trust.Estimate, day: date) -> Iterator[OtherReading]:
    """By the counts of the last complete year, and by week on its last day."""
    if estimate.by != "week":
        return
    over = day.year if (day.month, day.day) == (12, 31) else day.year - 1
    ends = date(min(over, trust.last_year(estimate.record)), 12, 31)
    if ends < estimate.beliefs.ends[0]:
        return
    pairs = estimate.beliefs.pairs
    model = replace(estimate.model, draws=min(FEW, estimate.model.draws))
    yearly = trust.estimate_pairs(estimate.record, pairs, by="year", until=ends, model=model)
    for basis, found in (("by_week", estimate), ("by_year", yearly)):
        read = readings_on(found, ends)
        yield OtherReading(basis, ends, read[pairs[0]], read[pairs[1]])  # type: ignore[arg-type]


def _with_ties(
    estimate: trust.Estimate, with_ties: trust.Estimate, day: date
) -> Iterator[OtherReading]:
    """Nothing where the two have no old alliance, so that ties change nothing."""
    pairs = estimate.beliefs.pairs
    own, tied = (trust.probability(each.beliefs.path.after[-1]) for each in (estimate, with_ties))
    if abs(own - tied).max() < TOLD:
        return
    read = readings_on(with_ties, day)
    yield OtherReading("with_ties", day, read[pairs[0]], read[pairs[1]])
