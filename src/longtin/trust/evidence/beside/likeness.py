"""Likeness of states: for how much what is done to one speaks to another.

    w = max( defence pact, ½ · exp(−½ ((1 − κ) / WIDTH)²) )

κ is how far the two voted alike in the UN General Assembly beyond chance, on every roll call that
the record ships. Both are of the year before. Ideal points estimated from the same votes are kept
for checking from outside and are not read here.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin.acts import Record
from longtin.trust._arrays import Floats
from longtin.trust.evidence.ties.alliances import IS_DEFENCE

WIDTH = 0.6
"""Disagreement beyond chance at which likeness by votes has fallen to 0.6 of what it can be. A
choice: with 0.3, 0.6 and 1 acts up to 2012 are foretold by 6, 14 and 20 better in log-likelihood
(`tools/choose_channels.py likeness`), but with 1 next to everybody is alike."""

BY_VOTES = 0.5
"""Most that votes alone count, beside 1 for a pact."""

FEWEST_COMMON_VOTES = 10
"""Fewer common roll calls in a year say nothing."""


def everyone(years: Sequence[int]) -> list[int]:
    """Codes of every state that lived at the end of one of the years."""
    return sorted({ccode for year in years for ccode in actors.living(date(year, 12, 31))})


def likeness(
    record: Record, trusters: Sequence[int], others: Sequence[int], years: Sequence[int]
) -> Floats:
    """How far what is done to others speaks to trusters in each year, in [0, 1].

    Nothing of the year itself is read, or later. What a source held in its last year goes on.

    Args:
        record: Where ties and votes are.
        trusters: Codes, in order.
        others: Codes, in order.
        years: In order.

    Returns:
        Shape (year, truster, other); 0 of a truster towards itself.
    """
    found = np.maximum(
        _pacts(record, trusters, others, years), BY_VOTES * _votes(record, trusters, others, years)
    )
    one, two = np.nonzero(np.equal.outer(np.asarray(trusters), np.asarray(others)))
    found[:, one, two] = 0.0
    return found


def _pacts(
    record: Record, trusters: Sequence[int], others: Sequence[int], years: Sequence[int]
) -> Floats:
    """1 where one had promised the other its defence the year before."""
    first, last = years[0] - 1, years[-1] - 1
    held = record.ties("alliance", start=date(first, 1, 1), end=date(last, 12, 31))
    held = held.filter((pl.col("value") > 0) & IS_DEFENCE)
    laid = np.zeros((len(years), len(trusters), len(others)))
    one, two = _places(trusters), _places(others)
    since = held["start"].dt.year().clip(first, last).to_numpy() - first
    until = held["end"].dt.year().fill_null(last).clip(first, last).to_numpy() - first
    for left, right in (("state1", "state2"), ("state2", "state1")):
        rows, columns = one[held[left].to_numpy()], two[held[right].to_numpy()]
        for place in np.flatnonzero((rows >= 0) & (columns >= 0)):
            laid[since[place] : until[place] + 1, rows[place], columns[place]] = 1.0
    return laid


def _votes(
    record: Record, trusters: Sequence[int], others: Sequence[int], years: Sequence[int]
) -> Floats:
    """How near to full agreement the two voted the year before, or when both last did."""
    pairs = {(one, two) for one in trusters for two in others}
    first = years[0] - 1
    told = record.votes_agreement(pairs, since=first).filter(
        pl.col("common") >= FEWEST_COMMON_VOTES, pl.col("period") < years[-1]
    )
    laid = np.zeros((len(years), len(trusters), len(others)))
    if told.is_empty():
        return laid
    beyond = (told["agree"] - told["expected"]) / (1.0 - told["expected"]).clip(1e-6)
    near = np.exp(-0.5 * ((1.0 - beyond.clip(-1.0, 1.0).to_numpy()) / WIDTH) ** 2)
    year = told["period"].to_numpy().astype(int) - first
    one, two = (
        _places(codes)[told[name].to_numpy()]
        for codes, name in ((trusters, "state1"), (others, "state2"))
    )
    laid[year, one, two] = near
    laid[year.max() + 1 :] = laid[year.max()]
    return laid


def _places(codes: Sequence[int]) -> NDArray[np.int64]:
    """Where each code stands; -1 nowhere."""
    found = np.full(1000, -1)
    found[list(codes)] = np.arange(len(codes))
    return found
