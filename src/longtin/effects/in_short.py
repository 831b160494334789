"""Summary of an effect: whether any shows, and between whom."""

from math import exp

from longtin._language import Language
from longtin.effects._designs import Ratio
from longtin.effects._effect import Effect
from longtin.effects._informativeness import Informativeness
from longtin.effects.figures import OUTCOME, of_log_shown, ratio_shown
from longtin.effects.matching import OUTCOMES


def in_short(found: Effect, language: Language) -> tuple[str, ...]:
    """What can be said in a sentence or two; no figure where designs disagree in sign."""
    say = language.say
    if found.evidence == "none":
        nothing = say("Evidence: none. The record has no dated precedent that can be told of.")
        return (nothing, *((_domain_words(found, language),) if found.domain else ()))
    whom, pooled = _whom(found, language), found.pooled.get("incidents")
    if found.signs_differ:
        return say("The designs disagree in sign, so there is no single figure."), whom
    ratio = (
        Ratio(*map(exp, (pooled.mean, pooled.low, pooled.high)))
        if pooled
        else (found.designs.calendar)
    )
    if not ratio.is_clear:
        return say("No effect that this record can show."), whom
    told = say("Disputes: {ratio} times as many as expected.", ratio=ratio_shown(ratio, language))
    return told, whom


def _whom(found: Effect, language: Language) -> str:
    """Between whom something shows, and what placebos do."""
    clear = [
        language.say(OUTCOME[name])
        for name in OUTCOMES
        if 0 < found.studies[name].placebo_pairs <= 0.1
    ]
    if not clear:
        return language.say(
            "Neither between the two nor with third states does it stand out from placebo pairs."
        )
    return language.say(
        "Beside matched pairs this stands out from nine in ten placebo pairs: {outcomes}. One in "
        "ten does so by chance.",
        outcomes=language.list([each[0].lower() + each[1:] for each in clear]),
    )


def _domain_words(found: Effect, language: Language) -> str:
    pooled = found.domain["incidents"]
    return language.say(
        "What measures of its domain show stands in for it: {ratio} times as many disputes.",
        ratio=of_log_shown(pooled, language),
    )


def informativeness_lines(known: Informativeness, language: Language) -> tuple[str, str]:
    """How well keeping a measure tells whom to trust, and whether the record carries weight."""
    say = language.say
    return (
        say(
            "How well keeping it tells whom to trust: {judgement} by judgement; {estimate} "
            "({low} to {high}) with the record, on {cases} cases.",
            judgement=language.number(known.judgement),
            estimate=language.number(known.estimate),
            low=language.number(known.low),
            high=language.number(known.high),
            cases=language.number(known.cases, 1),
        ),
        say("The record carries weight, and the planner reads it.")
        if known.carries_weight
        else say("That is too few for the record to carry weight: the judgement stands."),
    )
