"""Effects as plain data, for files and scripts."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

import polars as pl

from longtin.effects._designs import Ratio
from longtin.effects._effect import Effect, Effects
from longtin.effects.event_study import Study
from longtin.effects.matching import OUTCOMES
from longtin.effects.pooling import PooledEffect

COMMAND = "python tools/estimate_effects.py"


def as_data(found: Effects, day: date) -> dict[str, Any]:
    """The shipped file: estimates by measure and domain, with the command and day of its making.

    Args:
        found: Effects of the catalogue.
        day: When they were reckoned.
    """
    first = next(iter(found.measures.values()))
    return {
        "made_on": day.isoformat(),
        "command": COMMAND,
        "record": first.record,
        "disputes": first.disputes,
        "window": [first.window.before, first.window.after],
        "seed": first.seed,
        "measures": {name: _measure(one) for name, one in found.measures.items()},
        "domains": {
            name: {
                outcome: _pooled(held.domains[name])
                for outcome, held in found.pooling.items()
                if name in held.domains
            }
            for name in dict.fromkeys(one.exposure.domain for one in found.measures.values())
        },
        "elsewhere": {outcome: _pooled(held.elsewhere) for outcome, held in found.pooling.items()},
        "placebos": {name: placebo_count(found, name) for name in OUTCOMES},
        "spreads": {
            outcome: [_rounded(each) for each in held.spreads]
            for outcome, held in found.pooling.items()
        },
    }


def placebo_count(found: Effects, outcome: str) -> dict[str, int]:
    """How often an episode stands out from nine in ten of its placebo pairs, each counted once.

    Returns:
        `episodes`, `more` and `fewer`: of these, those that stand out above and below.
    """
    told: dict[tuple[object, ...], int] = {}
    for one in found.measures.values():
        for each in one.studies[outcome].effects:
            share = float((abs(each.placebos) >= abs(each.value)).mean())
            told[each.event.year, each.pairs] = 0 if share > 0.1 else 1 if each.value > 0 else -1
    signs = list(told.values())
    return {"episodes": len(signs), "more": signs.count(1), "fewer": signs.count(-1)}


def _measure(one: Effect) -> dict[str, Any]:
    told: dict[str, Any] = {outcome: _pooled(each) for outcome, each in one.pooled.items()}
    for outcome, each in told.items():
        study = one.studies[outcome]
        each["placebo_pairs"] = _rounded(study.placebo_pairs)
        each["placebo_dates"] = _rounded(study.placebo_dates)
    known = one.informativeness
    if known is not None:
        told["reveals"] = {
            "judgement": known.judgement,
            "estimate": _rounded(known.estimate),
            "low": _rounded(known.low),
            "high": _rounded(known.high),
            "cases": _rounded(known.cases),
        }
    return told


def _pooled(held: PooledEffect) -> dict[str, Any]:
    return {
        "mean": _rounded(held.mean),
        "deviation": _rounded(held.deviation),
        "precedents": held.events,
        "pairs": held.pairs,
    }


def _rounded(value: float) -> float | None:
    return round(value, 4) if isfinite(value) else None


def effect_data(found: Effect) -> dict[str, Any]:
    """One effect, whole: every design, each event, the paths.

    Where the designs disagree in sign, `single` is null: there is no one number.
    """
    designs, pooled = found.designs, found.pooled.get("incidents")
    return {
        "measure": found.exposure.key,
        "domain": found.exposure.domain or None,
        "evidence": found.evidence,
        "signs_differ": found.signs_differ,
        "single": None if found.signs_differ or pooled is None else _pooled(pooled),
        "window": [found.window.before, found.window.after],
        "seed": found.seed,
        "record": found.record,
        "disputes": found.disputes,
        "disputes_between_the_two": {
            "per_1000_exposed": _rounded(designs.exposed.per_thousand),
            "per_1000_other": _rounded(designs.unexposed.per_thousand),
            "per_1000_before": _rounded(designs.before.per_thousand),
            "per_1000_after": _rounded(designs.after.per_thousand),
            "observed_over_expected_before": _rounded(designs.expected_before),
            "observed_over_expected_after": _rounded(designs.expected_after),
            "ratios": {name: _ratio(ratio) for name, ratio in designs.ratios.items()},
        },
        "matched": {outcome: _study(study) for outcome, study in found.studies.items()},
        "pooled": {outcome: _pooled(each) for outcome, each in found.pooled.items()},
        "domain_pooled": {outcome: _pooled(each) for outcome, each in found.domain.items()},
        "cannot_be_told_from": list(found.bundle),
        "left_out": [
            {"year": one.year, "what": one.name.en, "why": one.why}
            for one in found.exposure.left_out
        ],
    }


def _ratio(ratio: Ratio) -> dict[str, float | None]:
    return {name: _rounded(getattr(ratio, name)) for name in ("value", "low", "high")}


def _study(study: Study) -> dict[str, Any]:
    single = ("value", "error", "placebo_pairs", "placebo_dates", "pretrend", "pretrend_error")
    return {
        **{name: _rounded(getattr(study, name)) for name in single},
        "pairs": study.pairs,
        "times": list(study.times),
        **{
            name: [_rounded(float(each)) for each in getattr(study, name)]
            for name in ("own", "beside", "low", "high")
        },
        "events": [
            {
                "year": one.event.year,
                "what": one.event.name.en,
                "value": _rounded(one.value),
                "error": _rounded(one.error),
                "pairs": len(one.pairs),
            }
            for one in study.effects
        ],
    }


def effect_table(found: Effect) -> pl.DataFrame:
    """One row a design and outcome: `measure, on, outcome, design, value, low, high, unit`."""
    return pl.DataFrame(list(_rows(found)), orient="row", schema=TABLE)


TABLE = pl.Schema(
    {
        "measure": pl.String(),
        "on": pl.String(),
        "outcome": pl.String(),
        "design": pl.String(),
        "unit": pl.String(),
        "value": pl.Float64(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "placebo_pairs": pl.Float64(),
        "placebo_dates": pl.Float64(),
        "pretrend": pl.Float64(),
        "events": pl.Int64(),
        "pairs": pl.Int64(),
    }
)


def _rows(found: Effect) -> Iterator[tuple[object, ...]]:
    key = found.exposure.key
    events = len(found.exposure.events)
    for name, ratio in found.designs.ratios.items():
        told = (_rounded(each) for each in (ratio.value, ratio.low, ratio.high))
        yield (
            key, "pair", "incidents", name, "ratio", *told, None, None, None, events,
            found.designs.pairs,
        )  # fmt: skip
    for outcome in OUTCOMES:
        study = found.studies[outcome]
        on = "third parties" if outcome.startswith("third_") else "pair"
        unit = "difference" if outcome.endswith("trust") else "log ratio"
        held: Mapping[str, tuple[float, float]] = {"matched": (study.value, study.error)}
        if outcome in found.pooled:
            pooled = found.pooled[outcome]
            held = {**held, "partially pooled": (pooled.mean, pooled.deviation)}
        for design, (value, error) in held.items():
            ends = (value, value - 1.645 * error, value + 1.645 * error)
            yield (
                key, on, outcome.removeprefix("third_"), design, unit,
                *(_rounded(each) for each in ends), _rounded(study.placebo_pairs),
                _rounded(study.placebo_dates), _rounded(study.pretrend), len(study.effects),
                study.pairs,
            )  # fmt: skip


def effects_table(found: Effects) -> pl.DataFrame:
    """Rows of `effect_table` of all measures."""
    return pl.concat([effect_table(one) for one in found.measures.values()])
