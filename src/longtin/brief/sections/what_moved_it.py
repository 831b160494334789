"""Section “What moved it over the year”: the heaviest acts, both directions side by side."""

from longtin._language import Language, sentence_case
from longtin.brief.values.brief import Brief
from longtin.brief.values.contributions import Contribution
from longtin.brief.values.direction import Direction
from longtin.brief.words import conduct, pair
from longtin.page import Cell, Column, Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """What moved belief over the year, side by side; the annex says who and by which rows."""
    tables = tuple(_moved_table(each, language) for each in brief.directions if each.moved)
    if not tables:
        return None
    unit = language.say(
        "In points: hundredths of the way from an enemy in arms to an ally of long standing. They "
        "add up to the change over the year."
    )
    heading = language.say("What moved it over the year")
    return Section("moved", heading, tables=tables, notes=(unit,), is_paired=True)


def _moved_table(direction: Direction, language: Language) -> Table:
    columns = (
        Column(language.say("When")),
        Column(language.say("What")),
        Column(language.say("Points"), "figure"),
    )
    rows = tuple(
        (
            Cell(conduct.when(line, language)),
            Cell(
                sentence_case(conduct.act_name(line, language)),
                small=_reported(line, language),
            ),
            Cell(conduct.points(line.points, language)),
        )
        for line in direction.moved
    )
    total: tuple[Cell, ...] = ()
    if direction.change:
        weight = conduct.points(direction.change.points, language)
        total = (Cell(language.say("Over the year")), Cell(""), Cell(weight))
    return Table(pair.direction_name(direction, language), columns, rows, total)


def _reported(line: Contribution, language: Language) -> str:
    """Who did it, and on how many reports that rests."""
    if not line.who or not line.reports:
        return ""
    reports = language.count("one coded report", "{n} coded reports", line.reports)
    if line.lone:
        reports = language.say("one report, not corroborated")
    return f"{conduct.who(line, language)}; {reports}"
