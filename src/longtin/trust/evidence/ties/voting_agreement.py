"""Voting agreement: how far two states vote alike in the UN General Assembly, beyond chance."""

import polars as pl

from longtin.trust._arrays import Floats, Pair
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid

FEWEST_COMMON_VOTES = 5
"""Fewer common roll calls in a year say nothing about agreement."""


def agreement(grid: Grid) -> pl.DataFrame:
    """How far each truster votes like others, `beyond` chance, from year `since` to `until`.

    The two are one, but in the last year that the votes cover whole, which is carried on.
    """
    onlookers = {(one, two) for one in grid.trusters for two in grid.everyone if one != two}
    frame = grid.record.votes_agreement(_few_first(grid) | onlookers, since=int(grid.years[0]))
    step = pl.col("period").cast(pl.Int64) - int(grid.years[0])
    beyond = (pl.col("agree") - pl.col("expected")) / (1.0 - pl.col("expected")).clip(1e-6)
    last = pl.when(pl.col("period") == pl.col("period").max()).then(len(grid.years) - 1)
    told = frame.with_columns(
        since=step, until=pl.coalesce(last, step), beyond=beyond.clip(-1.0, 1.0)
    )
    return told.filter(
        pl.col("common") >= FEWEST_COMMON_VOTES,
        pl.col("since").is_between(0, len(grid.years) - 1),
    )


def _few_first(grid: Grid) -> set[Pair]:
    """Each couple once, so turned that few states stand first: agreement has no direction."""
    if len(grid.trusters) == len(grid.trustees):
        return {(min(pair), max(pair)) for pair in grid.pairs}
    turn = len(grid.trustees) < len(grid.trusters)
    return {(two, one) if turn else (one, two) for one, two in grid.pairs}


def _alike(grid: Grid) -> Floats:
    frame = grid.once(agreement).filter(
        pl.all_horizontal(pl.col("state1", "state2").is_in(grid.states))
    )
    return grid.of_pair(frame, frame["beyond"].to_numpy())


VOTE_AGREEMENT = Covariate("vote agreement", _alike, "interest")
