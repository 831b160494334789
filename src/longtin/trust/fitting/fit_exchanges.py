"""Fit of the exchange model, on the weeks in which exchanges and dated acts are both there.

What a share looks like at each level is learnt from belief that dated acts alone have led to,
looking back. The discount is chosen where those acts are held out: from each stretch of dated
weeks but its first ones, belief is led on by exchanges alone, and asked each week how likely the
acts of that week were.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust._arrays import Bools, Floats
from longtin.trust.evidence import dated_reports, exchanges
from longtin.trust.evidence.dated_reports import Weeks, read_weeks
from longtin.trust.evidence.panel import read_panel
from longtin.trust.fitting.fit_record import LEAST
from longtin.trust.model import exchange_model
from longtin.trust.model.beliefs import FIRST_YEAR, Beliefs, Model, believed_by_week, last_year
from longtin.trust.model.exchange_model import ExchangeModel, ShareModel
from longtin.trust.model.log_odds import probability
from longtin.trust.model.parameters import Parameters

PSEUDO = {"week": 5.0}
"""Added to both parts of a share, by period; a weekly score counts about five points an event."""

DISCOUNTS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0)
"""Those tried."""

ENOUGH = 0.9
"""Share of the greatest gain that the chosen discount must win."""

SETTLING = 6
"""First weeks of a stretch of dated acts, which are not held out."""

SHORTEST = 12
"""Weeks of the shortest stretch from which acts are held out."""


def fit_exchanges(
    record: Record,
    annual: Parameters,
    events: Parameters,
    *,
    until: date | None = None,
    least: int = LEAST,
) -> ExchangeModel:
    """Fit what shares of cooperation say, over the parameters that belief by dated acts rests on.

    Args:
        record: Where acts and exchanges are.
        annual: Of the annual model.
        events: Of the events model.
        until: Last day read; that of dated acts without it.
        least: Fewest dated reports of a pair that is learnt from.

    Raises:
        ModelError: No pair has both.
    """
    last = until or dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, last, least)
    held = read_weeks(record, pairs, last, events.counting)
    years = read_panel(record, pairs, FIRST_YEAR, min(last.year - 1, last_year(record)))
    alone = replace(held, exchanged=held.exchanged.clear())
    beliefs = believed_by_week(alone, years, Model(annual, events, draws=0))
    both = _both(record, held)
    if both.is_empty():
        raise ModelError(
            "The record has no exchanges in weeks with dated acts, so there is nothing to fit "
            "them on."
        )
    known = probability(beliefs.smoothed)[both["step"].to_numpy(), both["column"].to_numpy()]
    shares = {
        str(dataset): _fitted(own, known[(both["dataset"] == dataset).to_numpy()], period)
        for (dataset, period), own in both.group_by("dataset", "period", maintain_order=True)
    }
    found = ExchangeModel(shares, 1.0, {})
    gains = _gains(found, both, held, beliefs)
    chosen = next(each for each in DISCOUNTS if gains[each] >= ENOUGH * max(gains.values()))
    provenance = {
        "command": "longtin fit",
        "record": record.version,
        "until": last.isoformat(),
        "annual": annual.version,
        "events": events.version,
        "pairs": len(pairs),
        "readings": dict(both.group_by("dataset").len().sort("dataset").iter_rows()),
        "gain in log-likelihood of held-out acts": {
            f"{discount:g}": round(gain, 1) for discount, gain in gains.items()
        },
    }
    return ExchangeModel(shares, chosen, provenance)


def _both(record: Record, held: Weeks) -> pl.DataFrame:
    """Readings of each dataset in the weeks of dated acts, with the dataset's period."""
    nowhere = np.zeros_like(held.dated)
    periods = record.datasets().select("dataset", "period")
    read = [
        exchanges.readings(record, held.ends, held.pairs, nowhere, [name])
        for name in exchanges.exchange_datasets(record)
    ]
    found = pl.concat(read).join(periods, on="dataset", maintain_order="left")
    dated = held.dated[found["step"].to_numpy(), found["column"].to_numpy()]
    return found.filter(pl.Series(dated))


def _fitted(rows: pl.DataFrame, trust: Floats, period: str) -> ShareModel:
    """Maximum likelihood, the level being as likely as belief has it."""
    from scipy.optimize import minimize

    pseudo = PSEUDO.get(period, 1.0)
    news = np.maximum(rows["reports"].to_numpy().astype(np.float64), 1.0)
    centre = float(np.exp(np.log(news).mean()))
    start = ShareModel((0.0,) * 6, pseudo, centre)
    logit, by_news, level = start.logit(rows), np.log(news / centre), 2.0 * trust - 1.0

    def cost(values: Floats) -> float:
        m0, m1, d0, d1, s0, s1 = values
        mean, slope, spread = m0 + m1 * by_news, d0 + d1 * by_news, s0 + s1 * by_news
        off = (logit - mean) ** 2 - 2.0 * slope * (logit - mean) * level + slope**2
        return float((spread + 0.5 * off * np.exp(-2.0 * spread)).mean())

    begin = np.array([logit.mean(), 0.0, 0.5, 0.0, np.log(logit.std()), 0.0])
    return replace(start, values=tuple(minimize(cost, begin, method="L-BFGS-B").x.tolist()))


@dataclass(frozen=True)
class _Stretch:
    """Steps from which acts are held out."""

    first: int
    last: int


def _stretches(dated: Bools) -> Iterator[_Stretch]:
    """Runs of steps in which dated acts cover most pairs, without their first ones."""
    covers = np.concatenate([[False], dated.mean(axis=1) > 0.5, [False]])
    starts, ends = (np.flatnonzero(np.diff(covers.astype(int)) == way) for way in (1, -1))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start >= SHORTEST + SETTLING:
            yield _Stretch(start + SETTLING, end)


def _gains(
    model: ExchangeModel, both: pl.DataFrame, held: Weeks, beliefs: Beliefs
) -> dict[float, float]:
    """Log-likelihood of held-out acts at each discount, less that at none."""
    levels = len(beliefs.scale)
    told = np.zeros((len(held.ends), levels, len(held.pairs)))
    step, column = both["step"].to_numpy(), both["column"].to_numpy()
    told[step, :, column] = model.log_likelihood(both, exchange_model.levels_of(levels))
    spoken = np.zeros(held.dated.shape, bool)
    spoken[step, column] = True
    without = _foretold(0.0 * told, spoken, held, beliefs)
    return {each: _foretold(each * told, spoken, held, beliefs) - without for each in DISCOUNTS}


def _foretold(told: Floats, spoken: Bools, held: Weeks, beliefs: Beliefs) -> float:
    """Log-likelihood of held-out acts, up to a constant, in weeks with a reading.

    Args:
        told: Log-likelihood of each reading under each level (step, level, pair).
        spoken: Where there is a reading (step, pair).
        held: Pairs by weeks.
        beliefs: By dated acts alone.
    """
    levels, total = beliefs.levels, 0.0
    for stretch in _stretches(held.dated):
        belief = levels.after[stretch.first - 1]
        for step in range(stretch.first, stretch.last):
            belief = beliefs.turnover.into(step, belief) * np.exp(told[step])
            belief /= belief.sum(axis=0)
            acts = levels.after[step] / levels.before[step]
            total += float(np.log((belief * acts).sum(axis=0))[spoken[step]].sum())
    return total
