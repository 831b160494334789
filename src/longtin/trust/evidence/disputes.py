"""Militarised interstate disputes: the highest hostility of each year, or none."""

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import DISPUTES
from longtin.trust._arrays import Bools, Floats
from longtin.trust.evidence.grid import Grid

SCHOOL: Final = "norm"
"""Which school reads trust from them."""

LEVELS: Final = ("threat", "display", "force", "war")
"""Hostility of a dispute, on the MID scale from 2 to 5."""

NO_DISPUTE: Final = "NO_DISPUTE"
"""What an explanation calls a year without one."""

LONG = 15.0
"""Years in which a dispute's memory falls to 1/e."""


def named(acts: pl.DataFrame) -> pl.Series:
    """What an explanation calls disputes: `DISPUTE_2` (threat) to `DISPUTE_5` (war)."""
    return "DISPUTE_" + acts["code"]


def level() -> pl.Expr:
    """Hostility of an act: 1 threat, 2 display, 3 force, 4 war; 0 for none."""
    return pl.col("code").cast(pl.Int64) - 1


def disputes(grid: Grid) -> pl.DataFrame:
    """Disputes that states of the grid opened or joined, with `level` and `year`."""
    acts = grid.record.acts(
        grid.states, start=grid.span[0], end=grid.span[1], datasets=[DISPUTES],
        columns=("start", "source", "target", "code"),
    )  # fmt: skip
    return acts.with_columns(level=level(), year=pl.col("start").dt.year())


def hostility(grid: Grid) -> NDArray[np.int64]:
    """Highest of the trustee towards the truster, 0 to 4; -1 not covered. Shape (year, pair)."""
    acts = _among(grid)
    highest = grid.of_acts(acts.group_by("source", "target", "year").agg(pl.col("level").max()))
    return np.where(grid.covered(DISPUTES), highest.astype(np.int64), -1)


def clashed(grid: Grid) -> Bools:
    """Each trustee threatened, showed or used force against every state. (year, trustee, other)."""
    hostile = grid.once(disputes).filter(
        pl.col("level") > 0,
        pl.col("source").is_in(grid.trustees),
        pl.col("target").is_in(grid.everyone),
    )
    laid = np.zeros((len(grid.years), len(grid.trustees), len(grid.everyone)), bool)
    year = hostile["year"].to_numpy() - int(grid.years[0])
    source = np.searchsorted(grid.trustees, hostile["source"].to_numpy())
    laid[year, source, np.searchsorted(grid.everyone, hostile["target"].to_numpy())] = True
    return laid


def past_disputes(grid: Grid) -> Floats:
    """Logarithm of one and the remembered years with a dispute before each year.

    Years before the first of the grid are not seen, nor those before a pair's birth.
    Shape (year, pair).
    """
    disputed = np.zeros(grid.alive.shape, bool)
    hostile = _among(grid).filter(pl.col("level") > 0)
    for doer, other in (("source", "target"), ("target", "source")):
        rows = hostile.select(pl.col(doer), pl.col(other), "year", pl.lit(1.0))
        disputed = np.asarray(disputed | (grid.of_acts(rows) > 0))
    remembered, left = np.zeros(disputed.shape), np.zeros(len(grid.pairs))
    for year, now in enumerate(disputed):
        left = np.where(grid.born[year], 0.0, left)
        remembered[year] = np.log1p(left)
        left = np.exp(-1.0 / LONG) * left + now
    return remembered


def _among(grid: Grid) -> pl.DataFrame:
    """Disputes between two states of the grid."""
    return grid.once(disputes).filter(pl.col("target").is_in(grid.states))
