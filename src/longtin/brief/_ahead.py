"""The section on rules: the regimes that bind both states, and dates coming up."""

from collections.abc import Sequence

from longtin import measures
from longtin._language import Language
from longtin.brief import _wording
from longtin.brief._brief import Brief
from longtin.brief._coming import Bond, Due, Rules
from longtin.page import Cell, Column, Section, Table

DATES = 4
"""Most dates on the first pages; the annex has the later ones."""


def dates_section(brief: Brief, language: Language) -> Section | None:
    """What falls due next."""
    found = brief.rules
    if found is None or not found.due:
        return None
    left = len(found.due) - DATES
    sentences: tuple[str, ...] = ()
    if left > 0:
        sentences = (
            language.count("{n} later duty is not shown.", "{n} later duties are not shown.", left),
        )
    return Section(
        "dates",
        language.say("Dates in the year to come"),
        notes=sentences,
        tables=(_due(found.due[:DATES], brief, language),),
    )


def rules_section(brief: Brief, language: Language) -> Section | None:
    """What binds the pair, and what falls due later."""
    found = brief.rules
    if found is None:
        return None
    tables = [_bonds(found, language)]
    if len(found.due) > DATES:
        tables.append(_due(found.due[DATES:], brief, language, language.say("Later dates")))
    return Section(
        "rules",
        language.say("Rules that bind both"),
        notes=(" ".join(_sentences(found, language)),),
        tables=tuple(tables),
    )


def _sentences(found: Rules, language: Language) -> list[str]:
    return [
        language.count(
            "{n} regime on file binds both.", "{n} regimes on file bind both.", len(found.bonds)
        ),
        language.say(
            "Words are ours, not the texts’; what was recalled and not verified says so. A "
            "voluntary rule cannot be breached. Open commitments are not known here, since no "
            "register was given."
        ),
    ]


def _bonds(found: Rules, language: Language) -> Table:
    columns = (
        Column(language.say("Regime")),
        Column(language.say("How it binds")),
        Column(language.say("In force since")),
        Column(language.say("Duties (verified)"), "figure"),
    )
    rows = tuple(_bond(each, language) for each in found.bonds)
    return Table(language.say("Regimes in force between them"), columns, rows)


def _bond(bond: Bond, language: Language) -> tuple[Cell, ...]:
    parties = language.count("{n} state", "{n} states", bond.parties)
    duties = f"{language.whole(bond.duties)} ({language.whole(bond.verified)})"
    return (
        Cell(bond.name, small=f"{bond.regime}; {parties}"),
        Cell(_wording.sentence_case(measures.binding(bond.binding, language))),
        Cell(language.date(bond.since)),
        Cell(duties),
    )


def _due(duties: Sequence[Due], brief: Brief, language: Language, caption: str = "") -> Table:
    columns = (
        Column(language.say("What falls due")),
        Column(language.say("By")),
        Column(language.say("How it binds")),
        Column(language.say("Who owes it")),
    )
    rows = tuple(_date(each, brief, language) for each in duties)
    return Table(caption or language.say("Next to fall due"), columns, rows)


def _date(due: Due, brief: Brief, language: Language) -> tuple[Cell, ...]:
    when = language.date(due.day)
    again = ""
    if due.times > 1:
        again = language.count("{n} time in the year", "{n} times in the year", due.times)
    where = f"{due.regime} ({', '.join(due.obligations)})"
    what = due.says[0]
    if len(due.says) > 1:
        what = language.count("{n} report or duty", "{n} reports or duties", len(due.says))
    names = {"here": brief.here, "there": brief.there}
    return (
        Cell(what, small=where),
        Cell(when if due.is_fixed else language.say("End of period: {day}", day=when), small=again),
        Cell(
            _wording.sentence_case(measures.binding(due.binding, language)),
            small=measures.certainty(due.certainty, language),
        ),
        Cell(
            language.say("both")
            if due.owed_by == "both"
            else _wording.name(names[due.owed_by], language)
        ),
    )
