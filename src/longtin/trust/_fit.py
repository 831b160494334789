"""Fit of both models: on the whole record, and scored at one cut-off each."""

from longtin.acts import Record
from longtin.trust.evaluation.backtest import Telling, backtest
from longtin.trust.evaluation.rivals import check_boosting
from longtin.trust.evaluation.scores import BAR, Score, shown, with_scores
from longtin.trust.fitting.fit_record import fit_annual, fit_events
from longtin.trust.model.parameters import Parameters

YEAR_CUT_OFF, WEEK_CUT_OFF = 1990, 2010
"""The years, each to its end, at which the shipped scores are taken."""

SHOWN = ("dispute_onset", "dispute_onset_relevant", "conflict_4w", "conflict_12w")
"""The forecasts whose scores a parameter file keeps; `longtin backtest` prints all."""


def fit(
    record: Record, *, scores: bool = True, telling: Telling | None = None
) -> tuple[Parameters, Parameters]:
    """Fit both models on all of a record, and score both where they had not seen the outcome.

    Args:
        record: Where acts and ties are.
        scores: Also run `backtest` at one cut-off of each model and keep what it prints.
        telling: Given the name of each fit, who is told of its iterations.

    Returns:
        Annual and events parameters, scores in their provenance.

    Raises:
        ModelError: A fit did not converge, the record has no dated acts, or scores are wanted and
            scikit-learn is not installed.
    """
    if scores:
        check_boosting()
    annual = fit_annual(record, progress=telling("annual model") if telling else None)
    events = fit_events(record, annual, progress=telling("events model") if telling else None)
    if not scores:
        return annual, events
    return (
        with_scores(annual, _scores(record, "annual", YEAR_CUT_OFF, telling)),
        with_scores(events, _scores(record, "events", WEEK_CUT_OFF, telling)),
    )


def _scores(record: Record, model: str, year: int, telling: Telling | None) -> list[Score]:
    found = backtest(record, models=(model,), cut_offs=(year,), telling=telling)
    return shown(found.scores, SHOWN, BAR[model])
