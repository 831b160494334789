"""The section on what to do next."""

from collections.abc import Iterator

from longtin._language import Language, message
from longtin.brief import _wording
from longtin.brief._brief import Brief, Reading
from longtin.brief._coming import Advice, Fan, NextStep
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import FanLine, fan

PHASES = {
    "prevention": message("the pair is taken to be in a phase of prevention"),
    "crisis_management": message("the pair is taken to be in a crisis"),
    "post_conflict": message("the pair is taken to be in a phase after conflict"),
}


def next_section(brief: Brief, language: Language) -> Section | None:
    """The plan's first steps and why."""
    found = brief.advice
    if found is None:
        return None
    here = _wording.name(brief.directions[0].truster, language)
    return Section(
        "next",
        language.say("What {here} can do next", here=here),
        notes=tuple(filter(None, (_basis(found, language), " ".join(found.why)))),
        tables=(_steps(found, language),),
    )


def doubts_section(brief: Brief, language: Language) -> Section | None:
    """Why not other steps yet, what the other would take part in, what would change our mind."""
    found = brief.advice
    if found is None:
        return None
    return Section(
        "doubts",
        language.say("Why not that yet, and what would change our mind"),
        notes=tuple(_running(found, language)),
        points=(*found.later, *found.terms, *found.mind),
    )


def outlook_section(brief: Brief, language: Language) -> Section | None:
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


def _running(found: Advice, language: Language) -> Iterator[str]:
    if found.running:
        yield language.say(
            "Taken to run already, by regimes in force and known precedents: {measures}.",
            measures="; ".join(found.running),
        )


def _basis(found: Advice, language: Language) -> str:
    return language.say(
        "First steps of a plan for the year to come, in a decision problem where the other’s type "
        "is hidden: {phase}. What measures are worth and risk are judgements; trust is from the "
        "record.",
        phase=language.say(PHASES[found.phase]),
    )


def _steps(found: Advice, language: Language) -> Table:
    columns = (
        Column(language.say("If each step is answered")),
        Column(language.say("Stake"), "figure"),
        Column(language.say("Trust before it"), "figure"),
        Column(language.say("Chance of an answer"), "figure"),
        Column(language.say("Kept; broken"), "figure"),
    )
    rows = tuple(_step(number, each, language) for number, each in enumerate(found.steps, 1))
    return Table(language.say("First steps"), columns, rows)


def _step(number: int, step: NextStep, language: Language) -> tuple[Cell, ...]:
    name = _wording.sentence_case(step.name)
    weights = [
        _wording.decibans(each, language) if each is not None else "–"
        for each in (step.kept, step.broken)
    ]
    return (
        Cell(f"{language.whole(number)}. {name}", small=step.move),
        Cell("–" if step.stake is None else language.number(step.stake)),
        Cell(language.probability(step.trust)),
        Cell("–" if step.answered is None else language.percent(step.answered)),
        Cell("–" if step.kept is step.broken is None else "; ".join(weights)),
    )


def _figure(found: Advice, brief: Brief, language: Language) -> Figure:
    trust = _wording.direction_name(brief.directions[0], language)
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
            [FanLine(each.name, each.low, each.middle, each.high) for each in found.fans[:2]],
            threshold=(found.threshold, language.say("enough for all of it")),
        ),
    )


def _ways(found: Advice, brief: Brief, language: Language) -> Table:
    columns = (
        Column(language.say("On {day}", day=language.date(found.dates[-1]))),
        Column(_wording.short_name(brief.directions[0], language), "figure"),
        Column(
            language.say("{threshold} or more", threshold=language.probability(found.threshold)),
            "figure",
        ),
    )
    rows = tuple(
        (
            Cell(_wording.sentence_case(fan.name)),
            Cell(_wording.figure(_last(fan, found), language)),
            Cell(language.percent(fan.reached)),
        )
        for fan in found.fans
    )
    caption = language.say("Trust a year from now: the middle future, and nine in ten")
    return Table(caption, columns, rows)


def _last(fan: Fan, found: Advice) -> Reading:
    return Reading(found.dates[-1], "estimated", fan.middle[-1], fan.low[-1], fan.high[-1])
