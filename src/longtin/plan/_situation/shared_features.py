"""Shared features of two states that some measures need: a border, a sea, nuclear arms."""

from datetime import date
from typing import Final

import polars as pl

from longtin import measures
from longtin.acts import Record

LAND: Final = 1
"""The class of contiguity of a common land border; above it, so many miles of water."""

NUCLEAR: Final = "nuclear-armed"


def in_common(record: Record, pair: tuple[int, int], day: date) -> frozenset[str]:
    """What two states have in common.

    Args:
        record: Its contiguity; where that ends before the day, its last state of affairs.
        pair: Their Correlates of War codes.
        day: On this day.

    Returns:
        Of `land_border`, `sea` (within 400 miles of water, or a land border) and `nuclear_arms`.
    """
    ties = record.ties("contiguity", pair, end=day)
    ties = ties.filter(pl.col("state1").is_in(pair), pl.col("state2").is_in(pair))
    found = set()
    if not ties.is_empty():
        found.add("sea")
        if ties.sort("end", nulls_last=True)["value"][-1] == LAND:
            found.add("land_border")
    if set(pair) <= measures.listed(NUCLEAR, day):
        found.add("nuclear_arms")
    return frozenset(found)
