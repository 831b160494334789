"""Section “Rules that bind both”: regimes in force between the pair, in the annex."""

from longtin import measures
from longtin._language import Language, sentence_case
from longtin.brief.sections.dates_to_come import due_table, first_dates
from longtin.brief.values.binding_rules import BindingRegime, BindingRules
from longtin.brief.values.brief import Brief
from longtin.page import Cell, Column, Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """What binds the pair, and what falls due later."""
    found = brief.rules
    if found is None:
        return None
    tables = [_bonds(found, language)]
    first = first_dates(found)
    if others := [each for each in found.due if each not in first]:
        tables.append(due_table(others, brief, language, language.say("Other dates of the year")))
    return Section(
        "rules",
        language.say("Rules that bind both"),
        notes=(" ".join(_sentences(found, language)),),
        tables=tuple(tables),
    )


def _sentences(found: BindingRules, language: Language) -> list[str]:
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


def _bonds(found: BindingRules, language: Language) -> Table:
    columns = (
        Column(language.say("Regime")),
        Column(language.say("How it binds")),
        Column(language.say("In force since")),
        Column(language.say("Duties (verified)"), "figure"),
    )
    rows = tuple(_bond(each, language) for each in found.bonds)
    return Table(language.say("Regimes in force between them"), columns, rows)


def _bond(bond: BindingRegime, language: Language) -> tuple[Cell, ...]:
    parties = language.count("{n} state", "{n} states", bond.parties)
    duties = f"{language.whole(bond.duties)} ({language.whole(bond.verified)})"
    return (
        Cell(bond.name.of(language.code), small=f"{bond.regime}; {parties}"),
        Cell(sentence_case(measures.binding(bond.binding, language))),
        Cell(language.date(bond.since)),
        Cell(duties),
    )
