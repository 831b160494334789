"""Section “What … can do next”: the first steps of a plan, and why."""

from longtin._language import Language, message, sentence_case
from longtin.brief.values.advice import Advice, NextStep
from longtin.brief.values.brief import Brief
from longtin.brief.words import pair
from longtin.page import Cell, Column, Section, Table

PHASES = {
    "prevention": message("the pair is taken to be in a phase of prevention"),
    "crisis_management": message("the pair is taken to be in a crisis"),
    "post_conflict": message("the pair is taken to be in a phase after conflict"),
}


def say(brief: Brief, language: Language) -> Section | None:
    """The plan's first steps and why."""
    found = brief.advice
    if found is None:
        return None
    here = pair.name(brief.directions[0].truster, language)
    return Section(
        "next",
        language.say("What {here} can do next", here=here),
        notes=tuple(
            filter(
                None,
                (
                    _basis(found, language),
                    _carried(brief, language),
                    " ".join(each.of(language.code) for each in found.why),
                ),
            )
        ),
        tables=(_steps(found, language),),
    )


def _basis(found: Advice, language: Language) -> str:
    return language.say(
        "First steps of a plan for the year to come, in a decision problem where it is hidden how "
        "often the other keeps faith: {phase}. What measures are worth and risk are judgements; "
        "trust is from the record.",
        phase=language.say(PHASES[found.phase]),
    )


def _carried(brief: Brief, language: Language) -> str:
    """That trust in the plan is what was last known, if it is."""
    days = [way.now.heard for way in brief.directions if way.now.status == "not observed"]
    known = [day for day in days if day is not None]
    if not known:
        return ""
    if any(way.now.is_old for way in brief.directions):
        return language.say(
            "Trust was last known on {day}; the plan reckons with all that it may be by now. If "
            "you know better, give it: `longtin plan {here} {there} --trust "
            "{here}=0.5,{there}=0.5`.",
            day=language.date(max(known)),
            here=brief.here.key,
            there=brief.there.key,
        )
    return language.say(
        "The plan starts from trust as last known on {day} and carried on since; if you know "
        "better, give it: `longtin plan {here} {there} --trust {here}=0.5,{there}=0.5`.",
        day=language.date(max(known)),
        here=brief.here.key,
        there=brief.there.key,
    )


def _steps(found: Advice, language: Language) -> Table:
    columns = (
        Column(language.say("If each step is answered")),
        Column(language.say("Stake"), "figure"),
        Column(language.say("Trust before it"), "figure"),
        Column(language.say("Chance of an answer"), "figure"),
        Column(language.say("If kept; if broken"), "figure"),
    )
    rows = tuple(_step(number, each, language) for number, each in enumerate(found.steps, 1))
    return Table(language.say("First steps"), columns, rows)


def _step(number: int, step: NextStep, language: Language) -> tuple[Cell, ...]:
    name = sentence_case(step.name.of(language.code))
    return (
        Cell(f"{language.whole(number)}. {name}", small=step.move),
        Cell("–" if step.stake is None else language.number(step.stake)),
        Cell(step.trust_words.of(language.code)),
        Cell("–" if step.answered is None else language.percent(step.answered)),
        Cell(step.after_words.of(language.code) or "–"),
    )
