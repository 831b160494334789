"""A plan as a page: sections of sentences, tables, charts and a tree, for every renderer."""

from collections.abc import Iterator, Sequence

from longtin._language import Language
from longtin.page import Bullet, Column, Document, Figure, Section, Table
from longtin.plan import words
from longtin.plan._charts import fans, gantt, step_name
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
        Section("first", language.say("The first step"), tuple(_first(plan, language))),
        _then(plan, language),
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
    if told := tuple(words.impossible(plan, language)):
        sections.append(
            Section("impossible", language.say("What makes no sense between them"), told)
        )
    if plan.programme:
        sections.append(_programme(plan, plan.programme, language))
    sections += _annex(plan, language)
    return Document(
        language=language.code,
        day=plan.wishes.start.isoformat() if plan.wishes.start else "",
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
        said = words.branch(one, language) if asks else words.after(one, language)
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


def _first(plan: Plan, language: Language) -> Iterator[str]:
    """What to do first, what that is worth beside waiting, and what if they refuse."""
    begun, *why = words.first(plan, language)
    yield begun
    yield from words.against_waiting(plan, language)
    refused = words.if_refused(plan, language)
    if plan.worth.verdict != "wait" and refused:
        yield refused
    yield from why


def _then(plan: Plan, language: Language) -> Section:
    said = language.say(
        "In brackets: the chance of it, and what it does to our trust, in points of 100 beside the "
        "same day without that step."
    )
    return Section(
        "then", language.say("What then"), (said,), tree=tuple(tree(plan, plan.first, language))
    )


def _futures(plan: Plan, language: Language) -> Section:
    said = language.say(
        "{n} futures drawn for each way, with the same luck. Shares are of full cooperation: of "
        "what the measures would bring if each were answered and kept. In brackets: nine futures "
        "in ten.",
        n=language.whole(plan.fans["plan"].paths),
    )
    note = language.say(
        "Two figures in a cell: if measures only reveal conduct / if they also change it."
    )
    return Section(
        "futures",
        language.say("What may come of it"),
        (said, *words.readings(plan, language)),
        figures=tuple(fans(plan, language)),
        tables=(
            _table("", words.value_heads(language), words.values(plan, language)),
            _table(note, words.outcome_heads(plan, language), words.outcomes(plan, language)),
        ),
    )


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table whose first column is words and the rest figures."""
    first, *figures = heads
    columns = (Column(first, wraps=True), *(Column(head, "figure", wraps=True) for head in figures))
    return Table.of(caption, columns, rows)


def _annex(plan: Plan, language: Language) -> Iterator[Section]:
    """Assumptions on which the first step hangs, where any were tried and one does."""
    rows = words.deciding_assumptions(plan, language)
    if rows:
        yield Section(
            "assumptions",
            language.say("Annex: assumptions that decide the first step"),
            tables=(_table("", words.deciding_heads(language), rows),),
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
    names = {step.id: step_name(step, language) for step in programme.steps}
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
                tables=(_dates(programme, language),),
            ),
        ),
    )
