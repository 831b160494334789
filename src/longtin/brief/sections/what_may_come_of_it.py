"""Section “What may come of it”: drawn futures of the plan, of nothing and of rivals."""

from longtin._language import Language, sentence_case
from longtin.brief.values.advice import Advice, PredictiveBand
from longtin.brief.values.brief import Brief
from longtin.brief.values.reading import Reading
from longtin.brief.words import pair
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import FanLine, fan

MOVES = 0.02
"""Least change of mean trust by itself that is told."""


def say(brief: Brief, language: Language) -> Section | None:
    """What may come of the plan, beside doing nothing and its rivals."""
    found = brief.advice
    if found is None:
        return None
    return Section(
        "outlook",
        language.say("What may come of it"),
        figures=(_figure(found, brief, language),),
        notes=(_how(brief, language),),
        tables=(_ways(found, brief, language),),
    )


def _figure(found: Advice, brief: Brief, language: Language) -> Figure:
    trust = pair.direction_name(brief.directions[0], language)
    return Figure(
        name="outlook",
        title=language.say("{trust} in the year to come", trust=trust),
        description=language.say(
            "Mean and nine futures in ten, with the plan and without. Dotted: the trust at which "
            "the largest measure of the plan is worth its risk, {threshold}.",
            threshold=language.level(found.threshold),
        ),
        spec=fan(
            found.dates,
            [
                FanLine(each.name.of(language.code), each.low, each.middle, each.high)
                for each in found.fans[:2]
            ],
            threshold=(found.threshold, language.say("enough for all of it")),
        ),
    )


def _how(brief: Brief, language: Language) -> str:
    """Why ways that leave the mean alike are not alike."""
    said = language.say(
        "Ordinary dealings go on in every future. What is merely learnt leaves mean trust as it "
        "is; ways differ in what they bring, their worth, and in how often trust becomes enough."
    )
    if not brief.directions[0].now.is_old:
        return " ".join(filter(None, (_by_itself(brief, language), said)))
    begun = language.say(
        "Trust has not been read for so long that each future begins from something else that it "
        "may be."
    )
    return f"{begun} {said}"


def _by_itself(brief: Brief, language: Language) -> str:
    """That trust returns as evidence fades, so that nobody takes it for the gift of a plan."""
    found, now = brief.advice, brief.directions[0].now.trust
    if found is None or now is None:
        return ""
    nothing = next(each for each in found.fans if each.way == "nothing")
    if abs(nothing.middle[-1] - now) < MOVES:
        return ""
    return language.say(
        "By itself, as old evidence fades, mean trust would go from {now} to {then}: no merit of "
        "any of these.",
        now=language.level(now),
        then=language.level(nothing.middle[-1]),
    )


def _ways(found: Advice, brief: Brief, language: Language) -> Table:
    columns = (
        Column(language.say("On {day}", day=language.date(found.dates[-1]))),
        Column(pair.short_name(brief.directions[0], language), "figure"),
        Column(
            language.say("{threshold} or more", threshold=language.level(found.threshold)),
            "figure",
        ),
        Column(language.say("Worth"), "figure"),
    )
    rows = tuple(
        (
            Cell(sentence_case(way.name.of(language.code))),
            Cell(pair.figure(_last(way, found), language)),
            Cell(language.percent(way.reached)),
            Cell(language.number(way.worth, signed=True)),
        )
        for way in found.fans
    )
    itself = found.conduct
    beside = (
        Cell(sentence_case(itself.name.of(language.code))),
        Cell(pair.figure(_last(itself, found), language)),
        Cell(language.percent(itself.reached)),
        Cell("–"),
    )
    caption = language.say("Trust a year from now: the mean of all futures, and nine in ten")
    return Table(caption, columns, (*rows, beside))


def _last(fan: PredictiveBand, found: Advice) -> Reading:
    return Reading(found.dates[-1], "estimated", fan.middle[-1], fan.low[-1], fan.high[-1])
