"""Alliances: pacts of defence and others between two states."""

import polars as pl

from longtin.trust._arrays import Floats
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid

IS_DEFENCE = pl.col("detail").str.contains("defence|offence")


def _defence(grid: Grid) -> Floats:
    return grid.flag(grid.once(_promises).filter(IS_DEFENCE))


def _other(grid: Grid) -> Floats:
    return grid.flag(grid.once(_promises).filter(~IS_DEFENCE))


def _promises(grid: Grid) -> pl.DataFrame:
    """Alliances, but for who promised nothing in the other's pact."""
    return grid.ties("alliance").filter(pl.col("value") > 0)


DEFENCE_PACT = Covariate("defence pact", _defence, "interest")
OTHER_PACT = Covariate("other pact", _other, "interest")
