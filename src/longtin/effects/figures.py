"""Figures of effects in words: ratios, hundredths of trust, shares, each with its band."""

from math import exp, isfinite

from longtin._language import Language, message
from longtin.effects._designs import Ratio
from longtin.effects.event_study import Study
from longtin.effects.pooling import PooledEffect

NONE = "–"

OUTCOME = {
    "trust": message("Trust between the two"),
    "incidents": message("Disputes begun between the two"),
    "turnover": message("How far trust moves in a year"),
    "third_trust": message("Trust between either and third states"),
    "third_incidents": message("Disputes begun between either and third states"),
}


def ratio_shown(ratio: Ratio, language: Language) -> str:
    """A ratio with its band."""
    if not isfinite(ratio.value):
        return NONE
    value, low, high = (language.number(each) for each in (ratio.value, ratio.low, ratio.high))
    return f"{value} ({low}–{high})"


def of_log_shown(held: PooledEffect, language: Language) -> str:
    """A pooled logarithm of a ratio, as a ratio."""
    return ratio_shown(Ratio(exp(held.mean), exp(held.low), exp(held.high)), language)


def pooled_shown(name: str, held: PooledEffect, language: Language) -> str:
    """A pooled effect on an outcome."""
    return ends_shown(name, (held.mean, held.low, held.high), language)


def change_shown(study: Study, language: Language) -> str:
    """A study’s change with its band."""
    wide = 1.645 * study.error
    ends = study.value, study.value - wide, study.value + wide
    return ends_shown(study.outcome, ends, language)


def ends_shown(name: str, ends: tuple[float, float, float], language: Language) -> str:
    """Value and ends of a band: hundredths of trust with their sign, else a ratio."""
    if not all(isfinite(each) for each in ends):
        return NONE
    if not name.endswith("trust"):
        return ratio_shown(Ratio(*(exp(each) for each in ends)), language)
    value, low, high = (language.number(100 * each, 0, signed=True) for each in ends)
    return language.say("{value} ({low} to {high})", value=value, low=low, high=high)


def trend_shown(study: Study, language: Language) -> str:
    """A study’s change over the years before."""
    if not (isfinite(study.pretrend) and isfinite(study.pretrend_error)):
        return NONE
    wide = 1.645 * study.pretrend_error
    digits = 0 if study.outcome.endswith("trust") else 1
    told = [
        language.number(100 * each, digits, signed=True)
        for each in (study.pretrend, study.pretrend - wide, study.pretrend + wide)
    ]
    return language.say("{value} ({low} to {high})", value=told[0], low=told[1], high=told[2])


def share_shown(value: float, language: Language) -> str:
    """A share of placebos."""
    return language.percent(value) if isfinite(value) else NONE


def figure_shown(value: float, language: Language, digits: int = 2) -> str:
    """A figure, or a dash."""
    return language.number(value, digits) if isfinite(value) else NONE
