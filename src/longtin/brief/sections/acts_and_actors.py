"""Section “What moved it: acts, actors and rows of the record”, in the annex."""

from longtin._language import Language, sentence_case
from longtin.acts import text_in
from longtin.brief.values.brief import Brief
from longtin.brief.values.contributions import Contribution
from longtin.brief.values.direction import Direction
from longtin.brief.words import conduct, pair
from longtin.page import Cell, Column, Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """What moved belief over the year, act by act, a table for each direction."""
    tables = tuple(_acts_table(each, language) for each in brief.directions if each.moved)
    if not tables:
        return None
    caution = language.say(
        "A coded report is one line of the record, not one proven event. A point is a hundredth of "
        "the scale of trust."
    )
    heading = language.say("What moved it: acts, actors and rows of the record")
    return Section("acts", heading, tables=tables, notes=(caution,))


def _acts_table(direction: Direction, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Points"), "figure"),
        Column(language.say("Coded reports"), "figure"),
        Column(language.say("Who, and rows of the record")),
    )
    total: tuple[Cell, ...] = ()
    if direction.change:
        weight = conduct.points(direction.change.points, language)
        total = (Cell(language.say("Over the year")), Cell(""), Cell(weight), Cell(""), Cell(""))
    return Table(
        caption=pair.direction_name(direction, language),
        columns=columns,
        rows=tuple(_acts_row(line, language) for line in direction.moved),
        total=total,
    )


def _acts_row(line: Contribution, language: Language) -> tuple[Cell, ...]:
    act = sentence_case(conduct.act_name(line, language))
    return (
        Cell(conduct.when(line, language)),
        Cell(act, quote=text_in(line.text, language.code)),
        Cell(conduct.points(line.points, language)),
        Cell(_reports(line, language)),
        Cell(conduct.who(line, language), small=conduct.rows(line)),
    )


def _reports(line: Contribution, language: Language) -> str:
    if line.lone:
        return language.say("one report, not corroborated")
    return language.whole(line.reports) if line.reports else ""
