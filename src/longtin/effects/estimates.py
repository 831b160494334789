"""Estimates of all measures: made by a command, shipped, and read without the record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from longtin.effects._informativeness import Informativeness
from longtin.effects.posterior import Posterior
from longtin.measures import Measure, catalogue as _catalogue

FILE = "effects.json"

OF_PAIR = ("trust", "incidents", "turnover")
"""Outcomes that the planner may read."""


@dataclass(frozen=True)
class EffectEstimate(Posterior):
    """One measure's effect on one outcome, after partial pooling.

    Attributes:
        mean: Posterior mean. Of `trust`, the change of belief, which goes from 0 to 1; of
            `incidents` and `turnover`, the logarithm of a ratio.
        deviation: Posterior standard deviation.
        basis: `measure` where its own precedents count, `domain` where it leans on measures of its
            domain alone, `none` where neither has any that the record can show.
        precedents: How many of its own.
        pairs: Of how many pairs.
    """

    basis: str
    precedents: int
    pairs: int

    @property
    def nil(self) -> bool:
        """Whether the band holds no effect."""
        return self.low <= 0.0 <= self.high


@dataclass(frozen=True)
class MeasureEffects:
    """A measure's effects between the two states.

    Attributes:
        trust: Change of belief five years on, against matched pairs.
        incidents: Logarithm of the ratio of disputes begun in five years.
        turnover: Logarithm of the ratio of how far belief moves in a year.
    """

    trust: EffectEstimate
    incidents: EffectEstimate
    turnover: EffectEstimate


@cache
def shipped() -> Mapping[str, Any]:
    """The shipped file: `made_on`, `command`, `record`, `measures`, `domains`, `elsewhere`."""
    text = (files("longtin.effects") / "data" / FILE).read_text("utf-8")
    held: Mapping[str, Any] = json.loads(text)
    return held


def estimated(measure: str | Measure) -> MeasureEffects:
    """What the record shows that a measure changes, nil included.

    Args:
        measure: Its id, or the measure itself where it is one of the user's own.

    Raises:
        LongtinError: The catalogue has no such measure.

    Example:
        >>> estimated("notify-large-exercise").incidents.nil
        True
    """
    asked = _catalogue().find(measure) if isinstance(measure, str) else measure
    held = shipped()
    return MeasureEffects(*(_estimate(held, asked, outcome) for outcome in OF_PAIR))


def _estimate(held: Mapping[str, Any], measure: Measure, outcome: str) -> EffectEstimate:
    places = (("measure", "measures", measure.id), ("domain", "domains", measure.domain))
    for basis, shelf, name in places:
        row = held[shelf].get(name, {}).get(outcome)
        if row is not None:
            own = (row["precedents"], row["pairs"]) if basis == "measure" else (0, 0)
            return EffectEstimate(row["mean"], row["deviation"], basis, *own)
    row = held["elsewhere"][outcome]
    return EffectEstimate(0.0, row["deviation"], "none", 0, 0)


def informativeness_of(measure: str | Measure) -> Informativeness:
    """How well keeping a measure tells whom to trust: the judgement, and the record's estimate.

    Args:
        measure: As in `estimated`.

    Raises:
        LongtinError: The catalogue has no such measure.
    """
    asked = _catalogue().find(measure) if isinstance(measure, str) else measure
    row = shipped()["measures"].get(asked.id, {}).get("reveals")
    if row is None or row["judgement"] != asked.reveals:
        return Informativeness(asked.reveals, asked.reveals, 0.0, 0.99, 0.0)
    return Informativeness(asked.reveals, row["estimate"], row["low"], row["high"], row["cases"])
