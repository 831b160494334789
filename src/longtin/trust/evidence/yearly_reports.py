"""Yearly event counts: how many acts of each class were reported, complete for every pair."""

from typing import Final

import numpy as np
import polars as pl

from longtin.trust._arrays import Floats
from longtin.trust.evidence.grid import Grid

YEARLY_COUNTS: Final = "icews_year"
"""The dataset of the counts."""

CLASSES: Final[dict[str, str]] = {
    "verbal cooperation": "affinity",
    "material cooperation": "norm",
    "verbal conflict": "affinity",
    "material conflict": "norm",
}
"""The four classes in their order, and which school reads trust from each: words and deeds."""


def named(acts: pl.DataFrame) -> pl.Series:
    """What an explanation calls counts: `YEARLY_1` to `YEARLY_4`, by class."""
    return "YEARLY_" + acts["quad"].cast(pl.String)


def reports(grid: Grid) -> Floats:
    """Reports of trustee towards truster by class. Shape (class, year, pair)."""
    acts = grid.acts(YEARLY_COUNTS)
    by = acts.group_by("quad", "source", "target", "year").agg(pl.col("count").sum())
    quads = range(1, len(CLASSES) + 1)
    return np.stack(
        [grid.of_acts(by.filter(pl.col("quad") == quad).drop("quad")) for quad in quads]
    )
