"""The situation in words: trust both ways, what runs already, how the aim was read."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from longtin._language import MINUS, Language, degree, message
from longtin.measures import ConditionFinding, conditions, in_words, named
from longtin.plan._plan import Plan
from longtin.plan._situation.belief import Belief
from longtin.plan._situation.possibility import impossible as _impossible
from longtin.plan._situation.running import RunningMeasure
from longtin.plan._situation.situation import Situation

BECAUSE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "matched": message("its words say so"),
        "domain": message("of a domain the aim names"),
        "asked": message("of a domain you named"),
        "general": message("carries any plan"),
        "needed": message("others need it"),
        "problem": message("for a problem the two have"),
        "suspended": message("the two had it and suspended it"),
        "all": message("the aim names no domain, so what suits any two states was taken"),
    }
)

FEATURES: Final = 3
"""Seas, claims and the like that are named for one condition."""


def standing(plan: Plan, language: Language) -> Iterator[str]:
    """Where the two states stand, and where that was read."""
    situation = plan.situation
    here, there = (name.of(language.code) for name in situation.said)
    for belief, truster, trustee in (
        (situation.ours, here, there),
        (situation.theirs, there, here),
    ):
        if belief.given:
            yield language.say(
                "Trust of {truster} in {trustee}: {trust}, as given.",
                truster=truster,
                trustee=trustee,
                trust=language.level(belief.trust),
            )
        elif belief.is_old and belief.heard is not None:
            yield language.say(
                "Trust of {truster} in {trustee}: anywhere from {low} to {high}; last known "
                "{trust} on {day}.",
                truster=truster,
                trustee=trustee,
                trust=language.level(belief.recorded or belief.trust),
                day=language.date(belief.heard),
                low=language.level(belief.low),
                high=language.level(belief.high),
            )
        else:
            yield language.say(
                "Trust of {truster} in {trustee}: {degree}, {trust} (90 % interval {low} to "
                "{high}).",
                truster=truster,
                trustee=trustee,
                degree=degree(belief.trust, language),
                trust=language.level(belief.trust),
                low=language.level(belief.low),
                high=language.level(belief.high),
            )
    yield language.say(
        "The plan takes trust for how often the other would return cooperation, as far as its "
        "conduct shows; one kept step moves it only so far."
    )
    if situation.known:
        yield language.say(
            "Taken to be running already, the arrangements as far as is recalled; say so if "
            "others run, or none. A regime in force says what is owed, not that it is kept."
        )
        yield from (f"– {one}" for one in running(situation, language))
    if situation.lapsed:
        yield language.say("Suspended between them, and to be revived rather than agreed anew:")
        yield from (f"– {one}" for one in lapsed(situation, language))
    yield from problems(situation, language)
    yield from _reach(situation, language)


def figure(belief: Belief, trust: float, language: Language) -> str:
    """Trust of today as a figure, or as the interval it may lie in where it was not read."""
    if not belief.is_old:
        return language.level(trust)
    return language.say(
        "{low} to {high}", low=language.level(belief.low), high=language.level(belief.high)
    )


def then(belief: Belief, trust: float, language: Language) -> str:
    """Trust at a place of the plan: a figure, or how far from today's where that is none."""
    if not belief.is_old:
        return language.level(trust)
    return language.count(
        "{sign}{n} point", "{sign}{n} points", abs(round(100.0 * (trust - belief.trust))),
        sign=MINUS if trust < belief.trust else "+",
    )  # fmt: skip


def running(situation: Situation, language: Language, most: int = 99) -> Iterator[str]:
    """What is taken to run already: by each regime, then what precedents say.

    Args:
        situation: Where the two states stand.
        language: To say it in.
        most: Measures of one regime that are named; of more, only their number.
    """
    groups: dict[tuple[str, int | None, str], list[str]] = {}
    for one in situation.known:
        name = one.name.of(language.code)
        if one.by is not None:
            key = one.by.of(language.code), one.year, one.certainty
            groups.setdefault(key, []).append(name)
    for (by, year, certainty), names in sorted(groups.items(), key=lambda each: not each[0][0]):
        if len(names) > most:
            listed = language.count("{n} measure", "{n} measures", len(names))
        else:
            listed = language.list(names)
        yield language.say(
            "{measure} (under “{regime}”, since {year}, {certainty})",
            measure=listed,
            regime=by,
            year=str(year),
            certainty=named("certainty", certainty, language),
        )
    own = [one for one in situation.known if one.by is None]
    yield from (_arranged(one, language) for one in own[:most])
    if len(own) > most:
        yield language.count("and {n} measure more", "and {n} measures more", len(own) - most)


def _arranged(one: RunningMeasure, language: Language) -> str:
    """What runs by an arrangement or a precedent, and since when."""
    measure, what = one.name.of(language.code), one.what.of(language.code) if one.what else ""
    return arranged(measure, "" if what.casefold() == measure.casefold() else what, one, language)


def arranged(measure: str, what: str, one: RunningMeasure, language: Language) -> str:
    """A measure, what it is, and since when, as far as there is a day, a year or a name."""
    said = language.say("{measure}: {what}", measure=measure, what=what) if what else measure
    if one.since is None and one.year is None:
        return said
    since = language.date(one.since) if one.since else str(one.year)
    return language.say("{what} (since {since})", what=said, since=since)


def lapsed(situation: Situation, language: Language) -> Iterator[str]:
    """What was suspended between the two: a measure a line."""
    for one in situation.lapsed:
        if one.until is not None and one.what is not None:
            yield language.say(
                "{measure}: {what} (suspended {day})",
                measure=one.name.of(language.code),
                what=one.what.of(language.code),
                day=language.date(one.until),
            )


def problems(situation: Situation, language: Language) -> Iterator[str]:
    """The problems the two have, which measures for them come first for."""
    known = conditions()
    told = [
        _condition(one, language)
        for name, one in situation.found.items()
        if one.holds and known[name].kind == "problem"
    ]
    if told:
        yield language.say("Problems of the two that measures are sought for: {problems}.",
                           problems="; ".join(told))  # fmt: skip


def _condition(one: ConditionFinding, language: Language) -> str:
    """A condition that holds, with what it holds by."""
    code = language.code
    by = list(dict.fromkeys(each.name.of(code) for each in one.features if each.name))[:FEATURES]
    name = one.name.of(code)
    return language.say("{condition} ({by})", condition=name, by=", ".join(by)) if by else name


def impossible(plan: Plan, language: Language) -> Iterator[str]:
    """Measures that make no sense between the two, by what they would need."""
    by: dict[tuple[str, ...], list[str]] = {}
    for name, lacks in _impossible(plan.catalogue, plan.situation).items():
        by.setdefault(lacks[:1], []).append(plan.catalogue[name].name.of(language.code))
    for lacks, names in by.items():
        yield language.say(
            "Would need {condition}: {measures}.",
            condition=in_words(lacks, language)[0],
            measures="; ".join(names),
        )


def _reach(situation: Situation, language: Language) -> Iterator[str]:
    """How far the record reaches, and what time has done to trust since."""
    if situation.as_of and (situation.ours.is_old or situation.theirs.is_old):
        yield language.say(
            "The last evidence is of {day}, too old for a figure of today: the plan reckons with "
            "all that trust may be. If you know better, give trust yourself.",
            day=language.date(situation.as_of),
        )
    elif situation.as_of and situation.carried_to:
        told = [
            language.say(
                "{before} to {after}",
                before=language.level(belief.recorded),
                after=language.level(belief.trust),
            )
            for belief in (situation.ours, situation.theirs)
            if belief.recorded is not None
        ]
        yield language.say(
            "The last evidence is of {day}; no source speaks of the time since. Trust is carried "
            "on to {start}, {changes}, and may be anywhere in its interval.",
            day=language.date(situation.as_of),
            changes=language.list(told),
            start=language.date(situation.carried_to),
        )
    elif situation.as_of:
        yield language.say(
            "The last evidence is of {day}.",
            day=language.date(situation.as_of),
        )


def aim(plan: Plan, language: Language) -> Iterator[str]:
    """How the aim was read: which measures, by which words."""
    counts: dict[str, int] = {}
    words: dict[str, None] = {}
    for one in plan.measures.values():
        counts[one.because] = counts.get(one.because, 0) + 1
        if one.because != "problem":
            words |= dict.fromkeys(one.words)
    told = [
        f"{language.say(BECAUSE[because])}: {language.whole(n)}" for because, n in counts.items()
    ]
    if words:
        yield language.say(
            "Words of the aim that were recognised: {words}.",
            words=", ".join(f"“{word}”" for word in words),
        )
    yield language.count(
        "{n} measure taken up ({why}).",
        "{n} measures taken up ({why}).",
        len(plan.measures),
        why="; ".join(told),
    )
