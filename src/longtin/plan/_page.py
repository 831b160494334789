"""A plan as a page: sections of sentences, tables, charts and a tree, for every renderer."""

from collections.abc import Iterator, Sequence

from longtin._language import Language
from longtin.page import Bullet, Column, Document, Figure, Section, Table
from longtin.plan import words
from longtin.plan._charts import fans, gantt
from longtin.plan._plan import Plan
from longtin.plan.decision.tree import Decision
from longtin.programme import Programme


def document(plan: Plan, language: Language) -> Document:
    """Put a plan into words.

    Args:
        plan: The plan.
        language: To say it in.
    """
    here, there = (name.of(language.code) for name in plan.situation.names)
    sureness = tuple(words.sureness(plan, language))
    conditions = tuple(words.condition(plan, one, language) for one in plan.conditions)
    sections = [
        Section(
            "situation",
            language.say("Where you stand"),
            (*words.standing(plan, language), *words.aim(plan, language)),
        ),
        Section("first", language.say("The first step"), tuple(words.first(plan, language))),
        Section("then", language.say("What then"), tree=tuple(tree(plan, plan.first, language))),
        _not_yet(plan, language),
        _futures(plan, language),
        Section("sureness", language.say("How sure that is"), sureness),
        Section(
            "conditions",
            language.say("What would have to be true for them to take part"),
            conditions,
        ),
    ]
    if not sureness:
        sections = [each for each in sections if each.name != "sureness"]
    if plan.programme:
        sections.append(_programme(plan, plan.programme, language))
    return Document(
        language=language.code,
        title=f"{here} – {there}: {plan.wishes.aim.of(language.code)}",
        kicker=language.say("Plan"),
        dated=language.count(
            "A plan of {n} step of {days} days",
            "A plan of {n} steps of {days} days each",
            plan.policy.problem.horizon,
            days=language.whole(round(plan.days)),
        ),
        sections=tuple(sections),
    )


def tree(plan: Plan, decision: Decision, language: Language, depth: int = 0) -> Iterator[Bullet]:
    """Do this; if they answer, that; if not, this."""
    yield Bullet(depth, words.action(plan, decision, language), strong=True)
    for one in decision.branches:
        asks = len(decision.branches) > 1
        said = words.branch(plan, one, language) if asks else words.after(plan, one, language)
        if one.then is None:
            continue
        yield Bullet(depth + 1, said)
        yield from tree(plan, one.then, language, depth + 2)


def _not_yet(plan: Plan, language: Language) -> Section:
    rows = [
        [
            words.name_of(plan, one.move, language),
            language.number(plan.catalogue[one.move].stake),
            words.obstacle(plan, one, language),
        ]
        for one in plan.not_yet
        if one.why != "time"
    ]
    columns = (
        Column(language.say("Measure"), wraps=True),
        Column(language.say("Stake"), "figure"),
        Column(language.say("Why not yet"), wraps=True),
    )
    return Section(
        "not-yet",
        language.say("Not yet, and why"),
        tuple(words.too_late(plan, language)),
        tables=(Table.of("", columns, rows),),
    )


def _futures(plan: Plan, language: Language) -> Section:
    said = language.say(
        "{n} futures drawn for each way, with the same luck. Worth and cost are in units of the "
        "common gain at full stake.",
        n=language.whole(plan.fans["plan"].paths),
    )
    way, *figures = words.way_heads(plan, language)
    columns = (Column(way, wraps=True), *(Column(head, "figure") for head in figures))
    return Section(
        "futures",
        language.say("What may come of it"),
        (said, words.conduct(plan, language)),
        figures=tuple(fans(plan, language)),
        tables=(Table.of("", columns, words.ways(plan.fans, language)),),
    )


def _programme(plan: Plan, programme: Programme, language: Language) -> Section:
    return Section(
        "programme",
        language.say("The programme"),
        tuple(words.programme_begins(plan, language)),
        figures=(_along_the_calendar(programme, language),),
        tables=(_dates(programme, language),),
    )


def _along_the_calendar(programme: Programme, language: Language) -> Figure:
    title = programme.title.of(language.code)
    return Figure("calendar", title, title, gantt(programme, language), is_wide=True)


def _dates(programme: Programme, language: Language) -> Table:
    names = {step.id: step.title.of(language.code) for step in programme.steps if step.title}
    rows: Sequence[Sequence[str]] = [
        [
            language.date(step.start),
            names.get(step.id, step.id),
            language.date(step.end),
            "; ".join(names.get(each, each) for each in step.after),
        ]
        for step in sorted(programme.steps, key=lambda one: (one.start, one.id))
    ]
    heads = (
        language.say("Begins"),
        language.say("Measure"),
        language.say("Seen by"),
        language.say("Rests on"),
    )
    return Table.of("", (Column(head, wraps=True) for head in heads), rows)


def programme_page(programme: Programme, language: Language) -> Document:
    """A programme along the calendar, as a page of its own."""
    return Document(
        language=language.code,
        title=programme.title.of(language.code),
        kicker=language.say("Plan"),
        dated=language.span(programme.start, programme.until),
        sections=(
            Section(
                "programme",
                language.say("The programme"),
                figures=(_along_the_calendar(programme, language),),
            ),
        ),
    )
