"""Hindcast: how an earlier belief forecast what happened after it, held against the record.

The events model gives no number of reports, only what they are made of, so by week the forecast is
the share of material conflict among whatever reports come. By year it is the chance that the
trustee opens or joins a militarised dispute. Belief is as it stood on the earlier day; the
parameters are those of the estimate, which may have seen what came later.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from longtin.acts import Record
from longtin.trust._arrays import Floats
from longtin.trust._log_odds import probability
from longtin.trust.evidence.dated_reports import Weeks, is_hostile
from longtin.trust.evidence.panel import read_panel
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.beliefs import INTERVAL, Beliefs, Model
from longtin.trust.model.prediction import forecast


@dataclass(frozen=True)
class Hindcast:
    """One pair's forecast, and what was recorded.

    Attributes:
        target: `share` of material conflict among reports, or the chance of a `dispute`.
        since: Last day whose acts the belief had seen.
        until: Last day of what it is held against.
        expected: The forecast, a probability.
        low: Lower end of its 90 % interval.
        high: Upper end.
        happened: Reports of material conflict, or 1 for a dispute.
        cases: Reports in all, or 1.
    """

    target: Literal["share", "dispute"]
    since: date
    until: date
    expected: float
    low: float
    high: float
    happened: int
    cases: int


def hindcast(
    record: Record, model: Model, beliefs: Beliefs, held: Weeks | None, step: int
) -> tuple[Hindcast | None, ...]:
    """Forecasts made at a step, for all that came after it.

    Args:
        record: What the beliefs were read from.
        model: What they were made with.
        beliefs: The beliefs.
        held: The weeks behind them; `None` by year.
        step: Position of the step, before the last. By year, only the year after it counts.

    Returns:
        One for each pair; `None` where belief was not covered or nothing was recorded.
    """
    if held is None:
        forecasts, counts = _dispute(record, model, beliefs, step)
        target: Literal["share", "dispute"] = "dispute"
        until = beliefs.ends[step + 1]
    else:
        forecasts, counts = _share(record, model, beliefs, held, step)
        target, until = "share", beliefs.ends[-1]
    found: list[Hindcast | None] = []
    for column, (happened, cases) in enumerate(counts):
        own, drawn = forecasts[column, 0], forecasts[column]
        low, high = np.quantile(drawn, INTERVAL)
        low, high = min(own, low), max(own, high)
        known = cases and beliefs.effective[step, column] >= model.events.floor
        told = Hindcast(
            target, beliefs.ends[step], until, float(own), float(low), float(high), happened, cases
        )
        found.append(told if known and beliefs.observed[step, column] else None)
    return tuple(found)


def _ahead(
    record: Record, model: Model, beliefs: Beliefs, by: str, step: int, steps: int
) -> Floats:
    """Belief over levels in the steps to come, (step, level, pair, 1 + draw)."""
    later = forecast(record, model, beliefs.until(step), by, steps, bounded=False)
    own = later.levels.after[1:, ..., None]
    return np.concatenate([own, later.drawn[1:].astype(np.float64)], axis=3)


def _share(
    record: Record, model: Model, beliefs: Beliefs, held: Weeks, step: int
) -> tuple[Floats, list[tuple[int, int]]]:
    steps = len(beliefs.ends) - 1 - step
    levels = _ahead(record, model, beliefs, "week", step, steps)
    theta = model.events.draws(model.draws, model.seed)
    hostile = is_hostile(held.kinds)
    share = np.exp(events_model.log_likelihoods(theta))[..., hostile].sum(axis=2)
    rows = held.acts.filter(pl.col("step") > step)
    conflict = rows.filter(pl.Series(hostile).gather(rows["kind_row"]))
    counts = [
        (_reports(conflict, column), _reports(rows, column)) for column in range(len(beliefs.pairs))
    ]
    return (levels * share[:, None, :]).sum(axis=1).mean(axis=0), counts


def _reports(acts: pl.DataFrame, column: int) -> int:
    return int(acts.filter(pl.col("column") == column)["count"].sum())


def _dispute(
    record: Record, model: Model, beliefs: Beliefs, step: int
) -> tuple[Floats, list[tuple[int, int]]]:
    levels = _ahead(record, model, beliefs, "year", step, 1)[0]
    year = beliefs.ends[step].year
    seen = read_panel(record, beliefs.pairs, year, year + 1)
    odds = annual_model.dispute_odds(model.annual.draws(model.draws, model.seed), seen)
    counts = [(int(level > 0), int(level >= 0)) for level in seen.hostility[1]]
    return (levels * probability(odds[1])).sum(axis=0), counts
