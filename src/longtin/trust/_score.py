"""How well the models forecast what came after a cut-off, beside named rivals on the same cases.

Parameters are fitted on data up to the cut-off only, and each forecast uses belief as the filter
had it before the acts it is scored on. A rival that wins is reported like one that loses.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from longtin.acts import Record, kinds
from longtin.trust import _annual, _events, _panel
from longtin.trust._beliefs import FIRST_YEAR, Model, annual_beliefs, last_year
from longtin.trust._filter import Floats, filter_beliefs, probability
from longtin.trust._panel import Bools, Panel
from longtin.trust._parameters import Parameters

YEAR_CUT_OFF = 1990
WEEK_CUT_OFF = date(2011, 12, 31)
HORIZON = 4
"""Weeks ahead of a weekly forecast."""

MEMORY = 52
"""Weeks behind a weekly rival's recent share, and behind the expected number of reports."""

Score = dict[str, Any]
Forecasts = Mapping[str, Floats]
Measure = Callable[[Bools, Floats], float]


def auc(happened: Bools, forecast: Floats) -> float:
    """Chance that a case that happened was given a higher forecast than one that did not."""
    order = np.argsort(forecast, kind="stable")
    _, first, count = np.unique(forecast[order], return_index=True, return_counts=True)
    ranks = np.repeat(first + (count + 1) / 2.0, count)
    of_true = ranks[happened[order]].sum()
    yes, no = happened.sum(), (~happened).sum()
    return float((of_true - yes * (yes + 1) / 2.0) / (yes * no))


def average_precision(happened: Bools, forecast: Floats) -> float:
    """Precision at each case that happened, forecasts taken from the highest down."""
    order = np.argsort(-forecast, kind="stable")
    hits = happened[order]
    return float((np.cumsum(hits)[hits] / (np.nonzero(hits)[0] + 1)).mean())


def brier(happened: Bools, forecast: Floats) -> float:
    """Mean squared difference between forecast and outcome."""
    return float(((forecast - happened) ** 2).mean())


def log_loss(happened: Bools, forecast: Floats) -> float:
    """Mean negative log-probability of what happened, natural."""
    kept = np.clip(forecast, 1e-9, 1.0 - 1e-9)
    return float(-np.log(np.where(happened, kept, 1.0 - kept)).mean())


MEASURES: Mapping[str, Measure] = {
    "auc": auc,
    "average_precision": average_precision,
    "brier": brier,
    "log_loss": log_loss,
}
HIGHER_IS_BETTER = frozenset({"auc", "average_precision"})


def _compared(
    model: str, target: str, cut_off: date, happened: Bools, forecasts: Forecasts,
    measures: tuple[str, ...],
) -> list[Score]:  # fmt: skip
    """The model (`longtin`) beside the best of its rivals, measure by measure."""
    scores = []
    for measure in measures:
        values = {name: MEASURES[measure](happened, f) for name, f in forecasts.items()}
        own = values.pop("longtin")
        rival = (max if measure in HIGHER_IS_BETTER else min)(values, key=lambda name: values[name])
        scores.append(
            {
                "model": model,
                "target": target,
                "measure": measure,
                "value": round(own, 4),
                "rival": rival,
                "rival_value": round(values[rival], 4),
                "cases": len(happened),
                "cut_off": cut_off.isoformat(),
            }
        )
    return scores


def score_annual(
    record: Record, parameters: Parameters, cut_off: int = YEAR_CUT_OFF
) -> list[Score]:
    """Forecasts, one year ahead, of a dispute between two states that had none the year before.

    Args:
        record: Where acts and ties are.
        parameters: Fitted up to the cut-off.
        cut_off: Last year that the parameters and the rivals have seen.
    """
    last = last_year(record)
    held = _panel.panel(record, _panel.every_pair(FIRST_YEAR, last), FIRST_YEAR, last)
    after = held.years > cut_off
    couples = _Couples(held)
    quiet = couples.quiet()
    happened = couples.either(held.hostility > 0)
    forecasts = {"longtin": couples.any(_dispute_chance(held, parameters))}
    for name, covariates in couples.recipes().items():
        forecasts[name] = _logit(covariates, happened, quiet & ~after[:, None])
    relevant = couples.relevant()
    scores = []
    for target, which in (
        ("dispute_onset", quiet),
        ("dispute_onset_relevant", quiet & relevant),
    ):
        cases = which & after[:, None]
        picked = {name: forecast[cases] for name, forecast in forecasts.items()}
        scores += _compared(
            "annual", target, date(cut_off, 12, 31), happened[cases], picked,
            ("auc", "average_precision"),
        )  # fmt: skip
    return scores


def _dispute_chance(held: Panel, parameters: Parameters) -> Floats:
    """Chance that the trustee opens or joins a dispute in the year, from belief before it."""
    theta = parameters.values[None, :]
    run = _annual.steps(theta, held, parameters.echo)
    trust = probability(filter_beliefs(run.keep, run.win, run.evidence).before)
    odds0, odds1 = (odds[..., 0] for odds in _annual.dispute_odds(theta, held))
    return np.asarray(trust * probability(odds1) + (1.0 - trust) * probability(odds0))


class _Couples:
    """Both directions of each pair, put together."""

    def __init__(self, held: Panel) -> None:
        place = {pair: column for column, pair in enumerate(held.pairs)}
        self.there = np.array([place[pair] for pair in held.pairs if pair[0] < pair[1]])
        self.back = np.array([place[pair[1], pair[0]] for pair in held.pairs if pair[0] < pair[1]])
        self.held = held

    def either(self, holds: Bools) -> Bools:
        """It holds in one direction at least."""
        return np.asarray(holds[:, self.there] | holds[:, self.back])

    def any(self, chance: Floats) -> Floats:
        """Chance of either, the two taken as independent given belief."""
        return np.asarray(1.0 - (1.0 - chance[:, self.there]) * (1.0 - chance[:, self.back]))

    def quiet(self) -> Bools:
        """Both states live, and had no dispute in the year before."""
        disputed = self.either(self.held.hostility > 0)
        before = np.vstack([np.ones((1, disputed.shape[1]), bool), disputed[:-1]])
        return np.asarray(self.held.alive[:, self.there] & ~before)

    def relevant(self) -> Bools:
        """Neighbours by land or sea, and pairs with a major power."""
        names = _panel.TURNOVER
        close = [names.index(name) for name in ("land border", "sea border", "major power")]
        return np.asarray(self.held.turnover[close][:, :, self.there].any(axis=0))

    def recipes(self) -> dict[str, Floats]:
        """Covariates of the rivals: ties alone; ties with peace years and past disputes.

        Source:
            Beck, Katz & Tucker (1998); Carter & Signorino (2010) on peace years.
        """
        ties = self.held.turnover[:, :, self.there]
        chances = self.held.opportunity[-3:][:, :, self.there]
        base = np.concatenate([ties, chances])
        disputed = self.either(self.held.hostility > 0)
        peace, past = np.zeros(disputed.shape), np.zeros(disputed.shape)
        for year in range(1, len(disputed)):
            peace[year] = np.where(disputed[year - 1], 0.0, peace[year - 1] + 1.0)
            past[year] = past[year - 1] + disputed[year - 1]
        years = [np.exp(-peace / 4.0), peace / 10.0, (peace / 10.0) ** 2, np.log1p(past)]
        return {"ties_logit": base, "peace_years": np.concatenate([base, np.stack(years)])}


def _logit(covariates: Floats, happened: Bools, train: Bools) -> Floats:
    """A logistic regression trained on some cases, its forecast for all."""
    from scipy.optimize import minimize

    inputs, outputs = covariates[:, train].T, happened[train]

    def downhill(weights: Floats) -> tuple[float, Floats]:
        logits = inputs @ weights
        loss = np.logaddexp(0.0, logits).sum() - logits[outputs].sum() + 0.005 * weights @ weights
        return float(loss), inputs.T @ (probability(logits) - outputs) + 0.01 * weights

    weights = minimize(downhill, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x
    return probability(np.tensordot(weights, covariates, axes=1))


def score_events(record: Record, annual: Parameters, events: Parameters) -> list[Score]:
    """Forecasts of any material conflict in the next weeks, by directed pair.

    The number of reports to expect is the same for all: that of the last year. What differs is the
    share of them that is material conflict. Weeks of a denser sample are left out, since there the
    same conduct makes more reports.

    Args:
        record: Where acts and ties are.
        annual: Annual parameters.
        events: Fitted up to `WEEK_CUT_OFF`.
    """
    last = _events.last_day(record)
    pairs = _events.reported_pairs(record, WEEK_CUT_OFF)
    held = _events.weeks(record, pairs, last, events.echo, events.reference)
    raw = _events.weeks(record, pairs, last, 1.0, 1.0).counted
    hostile = np.array([kind.quad == 4 for kind in kinds().values()])
    years = range(FIRST_YEAR, min(last.year - 1, last_year(record)) + 1)
    belief = annual_beliefs(record, pairs, years[-1], Model(annual, annual, draws=0))
    rest = _events.resting(belief.path.after[..., None], years, held.ends)
    theta = events.values[None, :]
    run = _events.steps(theta, held, rest)
    trust = probability(filter_beliefs(run.keep, run.win, run.evidence).after)
    if_not, if_so = (np.exp(logs[0])[hostile].sum() for logs in _events.log_likelihoods(theta))
    conflict, reports = raw[hostile].sum(axis=0), raw.sum(axis=0)
    recent, recent_conflict = _trailing(reports), _trailing(conflict)
    average = conflict[: _first_after(held)].sum() / reports[: _first_after(held)].sum()
    shares = {
        "longtin": trust * if_so + (1.0 - trust) * if_not,
        "recent_share": (recent_conflict + average) / (recent + 1.0),
        "base_rate": np.full_like(trust, average),
    }
    expected = HORIZON * (recent + 1.0) / (MEMORY + 1.0)
    cases = _scored(held, raw) & held.alive
    coming = _ahead(conflict) > 0
    forecasts = {name: (1.0 - np.exp(-expected * share))[cases] for name, share in shares.items()}
    return _compared(
        "events",
        "conflict_4w",
        WEEK_CUT_OFF,
        coming[cases],
        forecasts,
        ("log_loss", "brier", "auc"),
    )


def _trailing(counts: Floats) -> Floats:
    """Sum over the last `MEMORY` steps, this one included."""
    summed = np.cumsum(counts, axis=0)
    earlier = np.vstack([np.zeros((MEMORY, counts.shape[1])), summed[:-MEMORY]])
    return np.asarray(summed - earlier)


def _ahead(counts: Floats) -> Floats:
    """Sum over the next `HORIZON` steps, this one not included."""
    summed = np.cumsum(counts, axis=0)
    later = np.vstack([summed[HORIZON:], np.repeat(summed[-1:], HORIZON, axis=0)])
    return np.asarray(later - summed)


def _first_after(held: _events.Weeks) -> int:
    return sum(end <= WEEK_CUT_OFF for end in held.ends)


def _scored(held: _events.Weeks, raw: Floats) -> Bools:
    """Weeks after the cut-off whose year behind and weeks ahead were sampled at one density."""
    dense = (held.mass < raw.sum(axis=0) * 0.5).any(axis=1)
    fit = np.zeros(len(held.ends), bool)
    for step in range(_first_after(held), len(held.ends) - HORIZON):
        fit[step] = not dense[max(0, step - MEMORY + 1) : step + HORIZON + 1].any()
    return np.asarray(fit[:, None])


def with_scores(parameters: Parameters, scores: list[Score]) -> Parameters:
    """The same parameters with scores in their provenance."""
    return replace(parameters, provenance=parameters.provenance | {"scores": scores})
