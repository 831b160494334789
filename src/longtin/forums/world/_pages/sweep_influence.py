"""Influence in a sweep: how far outcomes follow what is uncertain, and differ by what is chosen.

Intervals come of drawing scenarios again, with replacement: experiments under one scenario share
their chance, so they are drawn together.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.forums.world.sweep import SweepResult

FEWEST: Final = 10
"""Scenarios below which an interval would say nothing."""

DRAWN: Final = 1000
"""Times that scenarios are drawn again."""

ENDS: Final = (0.05, 0.95)
"""Shares between which nine draws in ten lie."""

Floats = NDArray[np.float64]


def influence(found: SweepResult) -> list[dict[str, Any]]:
    """How far each outcome follows each uncertainty, and differs by lever.

    Returns:
        Of each outcome and place `outcome, place, kind, value, low, high`: for an uncertainty
        Spearman's rank correlation over all experiments, for a lever the range of its means, each
        with its 90 % interval; that is empty with fewer than ten scenarios.

    Source:
        B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 8, for draws of
        whole groups.
    """
    return [row for name in found.sweep.outcomes for row in _of_outcome(found, name)]


def _of_outcome(found: SweepResult, name: str) -> Iterator[dict[str, Any]]:
    held = found.table.drop_nulls(name)
    drawn = _drawn_again(held, found.seed)
    for place in found.sweep.uncertainties if held.height > 2 else ():
        yield _row(name, place, "uncertainty", _correlation(held, place, name, drawn))
    for place in found.sweep.levers:
        yield _row(name, place, "lever", _range(held, place, name, drawn))


def _drawn_again(held: pl.DataFrame, seed: int) -> Floats:
    """How often each scenario is taken: first each once, then as drawn (draw, scenario)."""
    count = held["scenario"].n_unique()
    once = np.ones((1, max(count, 1)))
    if count < FEWEST:
        return once
    random = np.random.default_rng(seed)
    return np.vstack([once, random.multinomial(count, np.full(count, 1.0 / count), DRAWN)])


def _sums(held: pl.DataFrame, drawn: Floats, **columns: pl.Expr) -> Iterator[Floats]:
    """Sums of columns over the scenarios as often as they are taken, an entry a draw."""
    by = held.group_by("scenario").agg(**{name: each.sum() for name, each in columns.items()})
    for name in columns:
        yield drawn @ by.sort("scenario")[name].to_numpy().astype(float)


def _correlation(held: pl.DataFrame, place: str, name: str, drawn: Floats) -> Floats:
    ranks = held.select("scenario", x=pl.col(place).rank(), y=pl.col(name).rank())
    x, y = pl.col("x"), pl.col("y")
    n, a, b, aa, bb, ab = _sums(ranks, drawn, n=x.is_not_null(), a=x, b=y, aa=x * x, bb=y * y,
                                ab=x * y)  # fmt: skip
    spread = (n * aa - a * a) * (n * bb - b * b)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((n * ab - a * b) / np.sqrt(spread))


def _range(held: pl.DataFrame, place: str, name: str, drawn: Floats) -> Floats:
    means = []
    for value in held[place].unique(maintain_order=True):
        here = pl.col(place) == value
        n, total = _sums(held, drawn, n=here, total=pl.col(name) * here)
        with np.errstate(invalid="ignore", divide="ignore"):
            means.append(total / n)
    return np.ptp(np.array(means), axis=0) if means else np.full(1, np.nan)


def _row(outcome: str, place: str, kind: str, found: Floats) -> dict[str, Any]:
    """What was found first of all draws, and what nine of the others in ten lie between."""
    told: list[float | None] = [float(found[0]) if np.isfinite(found[0]) else None, None, None]
    others = found[1:][np.isfinite(found[1:])]
    if told[0] is not None and len(others):
        told[1:] = map(float, np.quantile(others, ENDS))
    value, low, high = told
    return {
        "outcome": outcome, "place": place, "kind": kind, "value": value, "low": low, "high": high,
    }  # fmt: skip
