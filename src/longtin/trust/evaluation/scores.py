"""Forecast verification: measures, the best rival, and chances beside what happened.

The single place of scoring: `longtin backtest`, the scores in the parameter files and the tools
that choose settings all come here. Forecasts of several forecasters are scored on the same cases;
a rival that wins is reported like one that loses.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from longtin.trust._arrays import Bools, Floats
from longtin.trust.model.parameters import Parameters

OWN = "longtin"
"""The forecaster that the others are rivals of."""

ABLATIONS = ("belief_alone", "without_belief")
"""Longtin without one of its parts: the model's own chance; the regression without the model."""

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
    """Precision at each case that happened, forecasts taken from the highest down.

    Cases with equal forecasts come in together, so their order in the table does not matter.
    """
    order = np.argsort(-forecast, kind="stable")
    hits = np.cumsum(happened[order])
    last = np.append(np.nonzero(np.diff(forecast[order]))[0], len(order) - 1)
    gained = np.diff(hits[last], prepend=0)
    return float((gained * hits[last] / (last + 1)).sum() / hits[-1])


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

BAR = {"annual": ("auc", "average_precision"), "events": ("log_loss", "brier")}
"""The measures that each model must be at least as good in as the best rival."""

EDGES = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Classes of chance in a reliability table; finer where most chances of rare events lie."""


@dataclass(frozen=True)
class Trial:
    """Forecasts of the same cases by several forecasters, and what happened.

    Attributes:
        model: `annual` or `events`.
        target: Key of what was forecast, such as `dispute_onset` or `conflict_4w`.
        cut_off: Last day that parameters, the forecast and the rivals had seen when they were
            fitted.
        happened: Shape (case,).
        forecasts: Chances by forecaster, shape (case,) each; `longtin` is one of them.
    """

    model: str
    target: str
    cut_off: date
    happened: Bools
    forecasts: Forecasts

    def row(self) -> dict[str, object]:
        """What all rows of this trial begin with."""
        return {"model": self.model, "cut_off": self.cut_off, "target": self.target}


SCORES: dict[str, type[pl.DataType]] = {
    "model": pl.String,
    "cut_off": pl.Date,
    "target": pl.String,
    "measure": pl.String,
    "forecaster": pl.String,
    "role": pl.String,
    "value": pl.Float64,
    "cases": pl.Int64,
    "happened": pl.Int64,
}

RELIABILITY: dict[str, type[pl.DataType]] = {
    "model": pl.String,
    "cut_off": pl.Date,
    "target": pl.String,
    "forecaster": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "cases": pl.Int64,
    "forecast": pl.Float64,
    "happened": pl.Int64,
}


def scored(trials: Iterable[Trial]) -> pl.DataFrame:
    """Every measure of every forecaster: the rows of `Backtest.scores`."""
    rows = [
        trial.row()
        | {
            "measure": measure,
            "forecaster": name,
            "role": OWN if name == OWN else "ablation" if name in ABLATIONS else "rival",
            "value": MEASURES[measure](trial.happened, forecast),
            "cases": len(trial.happened),
            "happened": int(trial.happened.sum()),
        }
        for trial in trials
        for measure in MEASURES
        for name, forecast in trial.forecasts.items()
    ]
    return pl.DataFrame(rows, schema=SCORES)


def reliability(trials: Iterable[Trial]) -> pl.DataFrame:
    """Chances beside frequencies: the rows of `Backtest.reliability`, but for empty classes.

    A class goes from `low` up to, not including, `high`; the last includes 1.
    """
    rows = []
    for trial in trials:
        for name, forecast in trial.forecasts.items():
            place = np.clip(np.searchsorted(EDGES, forecast, side="right") - 1, 0, len(EDGES) - 2)
            cases = np.bincount(place, minlength=len(EDGES) - 1)
            total = np.bincount(place, forecast, minlength=len(EDGES) - 1)
            hits = np.bincount(place, trial.happened, minlength=len(EDGES) - 1)
            rows += [
                trial.row()
                | {
                    "forecaster": name,
                    "low": EDGES[each],
                    "high": EDGES[each + 1],
                    "cases": int(cases[each]),
                    "forecast": float(total[each] / cases[each]),
                    "happened": int(hits[each]),
                }
                for each in np.nonzero(cases)[0]
            ]
    return pl.DataFrame(rows, schema=RELIABILITY)


CELL = ("model", "cut_off", "target", "measure")
"""What one comparison is of."""


def verdicts(scores: pl.DataFrame) -> pl.DataFrame:
    """Longtin beside the best rival: the rows of `Backtest.verdicts`."""
    rows = []
    for cell, held in scores.group_by(CELL, maintain_order=True):
        model, _, _, measure = cell
        sign = 1.0 if measure in HIGHER_IS_BETTER else -1.0
        own = held.row(by_predicate=pl.col("role") == OWN, named=True)
        rivals = held.filter(pl.col("role") == "rival").rows(named=True)
        best = max(rivals, key=lambda row: sign * row["value"])
        rows.append(
            dict(zip(CELL, cell, strict=True))
            | {
                "value": own["value"],
                "rival": best["forecaster"],
                "rival_value": best["value"],
                "better": sign * own["value"] >= sign * best["value"],
                "bar": measure in BAR[str(model)],
                "cases": own["cases"],
                "happened": own["happened"],
            }
        )
    return pl.DataFrame(rows)


def shown(scores: pl.DataFrame, targets: Sequence[str], measures: Sequence[str]) -> list[Score]:
    """Scores as parameter files keep them: Longtin beside the best rival."""
    kept = verdicts(scores).filter(
        pl.col("target").is_in(targets), pl.col("measure").is_in(measures)
    )
    return [
        {
            "model": row["model"],
            "target": row["target"],
            "measure": row["measure"],
            "value": round(row["value"], 4),
            "rival": row["rival"],
            "rival_value": round(row["rival_value"], 4),
            "cases": row["cases"],
            "cut_off": row["cut_off"].isoformat(),
        }
        for row in kept.iter_rows(named=True)
    ]


def with_scores(parameters: Parameters, scores: list[Score]) -> Parameters:
    """The same parameters with scores in their provenance."""
    return replace(parameters, provenance=parameters.provenance | {"scores": scores})
