"""Scores of the model’s forecasts beside those of its best rival."""

from dataclasses import dataclass
from datetime import date

from longtin import trust


@dataclass(frozen=True)
class ForecastScore:
    """How well the model forecast where it was tried, beside a named rival on the same cases.

    Attributes:
        model: `annual` or `events`.
        target: Key of what was forecast.
        measure: `auc`, `average_precision`, `brier` or `log_loss`.
        value: The model's.
        rival: Key of the best rival.
        rival_value: The rival's.
        cases: Number of cases scored.
        cut_off: Last date the parameters saw.
    """

    model: str
    target: str
    measure: str
    value: float
    rival: str
    rival_value: float
    cases: int
    cut_off: date


def scores(model: trust.Model) -> tuple[ForecastScore, ...]:
    """Those that were written down when the parameters were fitted."""
    written = [*model.annual.provenance["scores"], *model.events.provenance["scores"]]
    return tuple(
        ForecastScore(**{**score, "cut_off": date.fromisoformat(score["cut_off"])})
        for score in written
    )
