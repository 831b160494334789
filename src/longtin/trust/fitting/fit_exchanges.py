"""Fit of the exchange model, on the weeks in which exchanges and dated acts are both there.

What a share looks like at each level is learnt from belief that dated acts alone have led to,
looking back. The discount is chosen where those acts are held out, counted as they come: over the
parameters that forecasts read.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust._arrays import Floats
from longtin.trust.evidence import dated_reports, exchanges
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import EXCHANGED
from longtin.trust.fitting.by_dated_acts import ByActs, by_dated_acts, chosen, held_out, rounded
from longtin.trust.fitting.fit_record import LEAST
from longtin.trust.model import exchange_model
from longtin.trust.model.beliefs import Model, believed_by_year
from longtin.trust.model.exchange_model import ExchangeModel, ShareModel
from longtin.trust.model.further_evidence import levels_of
from longtin.trust.model.parameters import Parameters

ONE_READING = 1.0
"""What the mean of a year's readings counts for. A decision: likelihood would take far more, and
then states that talk much to an adversary would trust it."""

OF_A_YEAR = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 24.0, 32.0)
"""Others whose gain is told beside it."""

PSEUDO = {"week": 5.0}
"""Added to both parts of a share, by period; a weekly score counts about five points an event."""


def fit_exchanges(
    record: Record,
    annual: Parameters,
    events: Parameters,
    *,
    forecasts: Parameters | None = None,
    until: date | None = None,
    least: int = LEAST,
) -> ExchangeModel:
    """Fit what shares of cooperation say, over the parameters that belief by dated acts rests on.

    Args:
        record: Where acts and exchanges are.
        annual: Of the annual model, of two types or of graded levels.
        events: Of the events model, likewise.
        forecasts: Of the events model that forecasts read; `events` without it.
        until: Last day read; that of dated acts without it.
        least: Fewest dated reports of a pair that is learnt from.

    Raises:
        ModelError: No pair has both.
    """
    last = until or dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, last, least)
    known = by_dated_acts(record, annual, events, pairs, last)
    foretelling = by_dated_acts(record, annual, forecasts, pairs, last) if forecasts else known
    return fitted_exchanges(known, foretelling)


def fitted_exchanges(known: ByActs, foretelling: ByActs) -> ExchangeModel:
    """The same, of pairs whose belief by dated acts is known.

    Args:
        known: As belief counts reports.
        foretelling: As forecasts do.

    Raises:
        ModelError: No pair has both.
    """
    both = _both(known.record, known.held)
    if both.is_empty():
        raise ModelError(
            "The record has no exchanges in weeks with dated acts, so there is nothing to fit "
            "them on."
        )
    step, column = both["step"].to_numpy(), both["column"].to_numpy()
    belief = known.beliefs.known[step, :, column]
    shares = {
        str(dataset): _fitted(own, belief[(both["dataset"] == dataset).to_numpy()], period)
        for (dataset, period), own in both.group_by("dataset", "period", maintain_order=True)
    }
    found = ExchangeModel(shares, 1.0, {})
    told = np.zeros(known.beliefs.levels.after.shape)
    told[step, :, column] = found.log_likelihood(both, levels_of(len(known.beliefs.scale)))
    where = np.zeros(known.held.dated.shape, bool)
    where[step, column] = True
    gains = held_out(told, where, foretelling)
    provenance = {
        **known.origin,
        "discount chosen over": foretelling.events.version,
        "readings": dict(both.group_by("dataset").len().sort("dataset").iter_rows()),
        "gain in log-likelihood of held-out acts": rounded(gains),
    }
    found = replace(found, discount=chosen(gains), provenance=provenance)
    return _with_years(found, both, known) if known.annual.anchors else found


def _with_years(model: ExchangeModel, both: pl.DataFrame, known: ByActs) -> ExchangeModel:
    """The same with what a year counts for, and what that gains where dated acts speak as well.

    The mix of a year's dated acts is foretold from the years before and its exchanges.
    """
    year = np.array([end.year for end in known.held.ends])
    rows = both.with_columns(place=pl.Series(year)[both["step"]] - int(known.panel.years[0]))
    rows = rows.filter(pl.col("place") < len(known.panel.years)).select(list(EXCHANGED))
    held = replace(known.panel, exchanged=rows.cast(EXCHANGED))
    levels = believed_by_year(held, Model(known.annual, known.annual, draws=0)).levels
    acts = levels.after / levels.before
    told = exchange_model.of_years(held, replace(model, yearly=1.0), None, acts.shape[1])

    def foretold(discount: float) -> float:
        heard = levels.before * np.exp(discount * told)
        return float(np.log((heard * acts).sum(axis=1) / heard.sum(axis=1)).sum())

    gains = {each: foretold(each) for each in OF_A_YEAR}
    provenance = model.provenance | {"gain of years in log-likelihood of acts": rounded(gains)}
    return replace(model, yearly=ONE_READING, provenance=provenance)


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


def _fitted(rows: pl.DataFrame, belief: Floats, period: str) -> ShareModel:
    """Maximum likelihood, each level being as likely as belief has it, (row, level)."""
    from scipy.optimize import minimize

    pseudo = PSEUDO.get(period, 1.0)
    news = np.maximum(rows["reports"].to_numpy().astype(np.float64), 1.0)
    centre = float(np.exp(np.log(news).mean()))
    start = ShareModel((0.0,) * 6, pseudo, centre)
    logit, by_news, levels = start.logit(rows), np.log(news / centre), levels_of(belief.shape[1])
    level, squared = belief @ levels, belief @ levels**2

    def cost(values: Floats) -> float:
        m0, m1, d0, d1, s0, s1 = values
        mean, slope, spread = m0 + m1 * by_news, d0 + d1 * by_news, s0 + s1 * by_news
        off = (logit - mean) ** 2 - 2.0 * slope * (logit - mean) * level + slope**2 * squared
        return float((spread + 0.5 * off * np.exp(-2.0 * spread)).mean())

    begin = np.array([logit.mean(), 0.0, 0.5, 0.0, np.log(logit.std()), 0.0])
    return replace(start, values=tuple(minimize(cost, begin, method="L-BFGS-B").x.tolist()))
