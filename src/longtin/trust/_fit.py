"""Fit of the models: on the whole record, and scored at one cut-off each."""

from dataclasses import replace

from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust.evaluation.backtest import Telling, backtest
from longtin.trust.evaluation.rivals import check_boosting
from longtin.trust.evaluation.scores import BAR, Score, shown, with_scores
from longtin.trust.evidence import dated_reports
from longtin.trust.fitting.by_dated_acts import by_dated_acts
from longtin.trust.fitting.fit_context import fitted_context
from longtin.trust.fitting.fit_exchanges import fit_exchanges, fitted_exchanges
from longtin.trust.fitting.fit_graded import (
    FORECAST,
    FORECAST_BREAK,
    fit_graded_annual,
    fit_graded_events,
)
from longtin.trust.fitting.fit_issues import fit_issues
from longtin.trust.fitting.fit_record import LEAST, fit_annual, fit_events
from longtin.trust.model.settings import FITTED, Model

YEAR_CUT_OFF, WEEK_CUT_OFF = 1990, 2010
"""The years, each to its end, at which the shipped scores are taken."""

SHOWN = ("dispute_onset", "dispute_onset_relevant", "conflict_4w", "conflict_12w")
"""The forecasts whose scores a parameter file keeps; `longtin backtest` prints all."""


def fit(
    record: Record, *, levels: int = 9, scores: bool = True, telling: Telling | None = None
) -> Model:
    """Fit the models on all of a record, and score them where they had not seen the outcome.

    Args:
        record: Where acts and ties are.
        levels: 9 for graded levels, 2 for the types trustworthy and not.
        scores: Also run `backtest` at one cut-off of each model and keep what it prints.
        telling: Given the name of each fit, who is told of its iterations.

    Returns:
        All parameters, scores in their provenance; `files` of it are what is to be written.

    Raises:
        ModelError: A fit did not converge, the record has no dated acts, no such number of levels,
            or scores are wanted and scikit-learn is not installed.
    """
    if levels not in FITTED:
        raise ModelError("Models have 2 or 9 levels, not {n}. Ask for 2 or 9.", n=levels)
    if scores:
        check_boosting()
    found = _graded(record, telling) if levels > 2 else _two_types(record, telling)
    if not scores:
        return found
    return replace(
        found,
        annual=with_scores(found.annual, _scores(record, "annual", YEAR_CUT_OFF, levels, telling)),
        events=with_scores(found.events, _scores(record, "events", WEEK_CUT_OFF, levels, telling)),
    )


def _graded(record: Record, telling: Telling | None) -> Model:
    """Nine levels: belief by dated acts, what forecasts read, and what else speaks."""
    annual = fit_graded_annual(record, progress=telling and telling("annual model"))
    events = fit_graded_events(record, annual, progress=telling and telling("events model"))
    forecasts = fit_graded_events(
        record, annual, counting=FORECAST, breaks=FORECAST_BREAK,
        progress=telling and telling("events model for forecasts"),
    )  # fmt: skip
    last = dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, last, LEAST)
    known, foretelling = (
        by_dated_acts(record, annual, each, pairs, last) for each in (events, forecasts)
    )
    third_parties, mirror, monthly = fitted_context(known, foretelling)
    found = Model(
        annual, events, exchanges=fitted_exchanges(known, foretelling), forecasts=forecasts,
        third_parties=third_parties, mirror=mirror, monthly=monthly,
    )  # fmt: skip
    return replace(found, issues=fit_issues(record, found))


def _two_types(record: Record, telling: Telling | None) -> Model:
    annual = fit_annual(record, progress=telling and telling("annual model"))
    events = fit_events(record, annual, progress=telling and telling("events model"))
    return Model(annual, events, exchanges=fit_exchanges(record, annual, events))


def _scores(
    record: Record, model: str, year: int, levels: int, telling: Telling | None
) -> list[Score]:
    found = backtest(record, models=(model,), cut_offs=(year,), levels=levels, telling=telling)
    return shown(found.scores, SHOWN, BAR[model])
