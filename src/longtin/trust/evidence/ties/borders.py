"""Contiguity: whether two states meet on land, or across up to 400 miles of water."""

import polars as pl

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid


def _contiguity(grid: Grid) -> pl.DataFrame:
    return grid.ties("contiguity")


def _land(grid: Grid) -> Floats:
    return grid.flag(grid.once(_contiguity).filter(pl.col("value") == 1))


def _sea(grid: Grid) -> Floats:
    return grid.flag(grid.once(_contiguity).filter(pl.col("value") != 1))


LAND_BORDER = Covariate("land border", _land)
SEA_BORDER = Covariate("sea border", _sea)
