"""Section “What may come of it”: drawn futures of the plan, of nothing and of rivals."""

from longtin._language import Language, sentence_case
from longtin.brief.values.advice import Advice, PredictiveBand
from longtin.brief.values.brief import Brief
from longtin.brief.values.reading import Reading
from longtin.brief.words import pair
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import FanLine, fan


def say(brief: Brief, language: Language) -> Section | None:
    """What may come of the plan, beside doing nothing and its rivals."""
    found = brief.advice
    if found is None:
        return None
    return Section(
        "outlook",
        language.say("What may come of it"),
        figures=(_figure(found, brief, language),),
        tables=(_ways(found, brief, language),),
    )


def _figure(found: Advice, brief: Brief, language: Language) -> Figure:
    trust = pair.direction_name(brief.directions[0], language)
    return Figure(
        name="outlook",
        title=language.say("{trust} in the year to come", trust=trust),
        description=language.say(
            "Nine futures in ten, with the plan and without. Dotted: the trust at which the "
            "largest measure of the plan is worth its risk, {threshold}.",
            threshold=language.probability(found.threshold),
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


def _ways(found: Advice, brief: Brief, language: Language) -> Table:
    columns = (
        Column(language.say("On {day}", day=language.date(found.dates[-1]))),
        Column(pair.short_name(brief.directions[0], language), "figure"),
        Column(
            language.say("{threshold} or more", threshold=language.probability(found.threshold)),
            "figure",
        ),
    )
    rows = tuple(
        (
            Cell(sentence_case(way.name.of(language.code))),
            Cell(pair.figure(_last(way, found), language)),
            Cell(language.percent(way.reached)),
        )
        for way in found.fans
    )
    caption = language.say("Trust a year from now: the middle future, and nine in ten")
    return Table(caption, columns, rows)


def _last(fan: PredictiveBand, found: Advice) -> Reading:
    return Reading(found.dates[-1], "estimated", fan.middle[-1], fan.low[-1], fan.high[-1])
