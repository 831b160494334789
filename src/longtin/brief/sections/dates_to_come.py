"""Section “Dates in the year to come”: what falls due next under the rules in force."""

from collections.abc import Sequence

from longtin import measures
from longtin._language import Language, sentence_case
from longtin.brief.values.binding_rules import BindingRules, ObligationDeadline
from longtin.brief.values.brief import Brief
from longtin.brief.words import pair
from longtin.page import Cell, Column, Section, Table

WORLDWIDE = 100
"""Parties from which on what a regime asks is no matter between two of them: for the annex."""

DATES = 4
"""Most dates on the first pages, of duties read in their text; the annex has the others."""


def say(brief: Brief, language: Language) -> Section | None:
    """What falls due next."""
    found = brief.rules
    if found is None or not found.due:
        return None
    shown = first_dates(found)
    left = len(found.due) - len(shown)
    sentences: tuple[str, ...] = ()
    if left > 0:
        sentences = (
            language.count(
                "{n} other duty of the year stands in the annex: it falls due later, nearly every "
                "state owes it, or its text has not been looked up.",
                "{n} other duties of the year stand in the annex: they fall due later, nearly "
                "every state owes them, or their text has not been looked up.",
                left,
            ),
        )
    return Section(
        "dates",
        language.say("Dates in the year to come"),
        notes=sentences,
        tables=(due_table(shown, brief, language),) if shown else (),
    )


def first_dates(found: BindingRules) -> list[ObligationDeadline]:
    """Those told on the first pages: the next whose text was read, of regimes of fewer states."""
    wide = {bond.name.en for bond in found.bonds if bond.parties >= WORLDWIDE}
    told = (each for each in found.due if each.regime.en not in wide)
    return [each for each in told if each.certainty == "verified"][:DATES]


def due_table(
    duties: Sequence[ObligationDeadline], brief: Brief, language: Language, caption: str = ""
) -> Table:
    """Duties of a year: what, by when, how it binds and who owes it."""
    columns = (
        Column(language.say("What falls due")),
        Column(language.say("By")),
        Column(language.say("How it binds")),
        Column(language.say("Who owes it")),
    )
    rows = tuple(_date(each, brief, language) for each in duties)
    return Table(caption or language.say("Next to fall due"), columns, rows)


def _date(due: ObligationDeadline, brief: Brief, language: Language) -> tuple[Cell, ...]:
    when = language.date(due.day)
    again = ""
    if due.times > 1:
        again = language.count("{n} time in the year", "{n} times in the year", due.times)
    where = f"{due.regime.of(language.code)} ({', '.join(due.obligations)})"
    what = due.says[0].of(language.code)
    if len(due.says) > 1:
        what = language.count("{n} report or duty", "{n} reports or duties", len(due.says))
    if due.only_if is not None:
        what = f"{what} {sentence_case(measures.only_if(due.only_if, language))}"
    names = {"here": brief.here, "there": brief.there}
    return (
        Cell(what, small=where),
        Cell(when if due.is_fixed else language.say("End of period: {day}", day=when), small=again),
        Cell(
            sentence_case(measures.binding(due.binding, language)),
            small=measures.certainty(due.certainty, language),
        ),
        Cell(
            language.say("both")
            if due.owed_by == "both"
            else pair.name(names[due.owed_by], language)
        ),
    )
