"""Page of an issue: its figures, which way they go, and who is worst hit."""

from datetime import date
from typing import Final

from longtin._language import Language, message
from longtin.page import Cell, Column, Table
from longtin.promises._pages.in_words import issue_name, number_in_words
from longtin.promises._statements.issue import Indicator, Issue, issues
from longtin.promises._statements.party import party_name

TRENDS: Final = {
    "worse": message("getting worse"),
    "better": message("getting better"),
    "level": message("level"),
    "mixed": message("better in part, worse in part"),
    "unknown": message("not known"),
}


def issue_tables(key: str, found: Issue, language: Language) -> tuple[Table, ...]:
    """The figures of an issue, and whom it hits hardest."""
    say = language.say
    columns = [
        Column(say("Year"), "figure"),
        Column(say("Figure"), wraps=True),
        Column(say("How much"), "figure", wraps=True),
        Column(say("Trend"), wraps=True),
        Column(say("Source"), wraps=True),
    ]
    rows: list[list[str | Cell]] = [
        [
            str(each.year),
            each.what.of(language.code),
            indicator_value(each, language),
            indicator_trend(each, language),
            read_in(each, language),
        ]
        for each in found.indicators
    ]
    tables = [Table.of(issue_name(key, language), columns, rows)]
    if found.worst_hit:
        heads = [
            Column(say("Worst hit")),
            Column(say("Why"), wraps=True),
            Column(say("Source"), wraps=True),
        ]
        hit = [
            [
                party_name(each.who, found.looked_at, language.code)
                if each.who
                else each.group.of(language.code)
                if each.group
                else "",
                each.why.of(language.code),
                each.source.of(language.code),
            ]
            for each in found.worst_hit
        ]
        tables.append(Table.of(say("Who is worst hit"), heads, hit))
    return tuple(tables)


def read_in(each: Indicator, language: Language) -> Cell:
    """Who publishes a figure, and where it was read; from memory where it was not."""
    place = (
        language.say("read in: {place}", place=each.read_in.of(language.code))
        if each.read_in is not None
        else language.say("from memory")
    )
    return Cell(each.source.of(language.code), small=place)


def indicator_value(each: Indicator, language: Language) -> str:
    """A figure about an issue with its unit, as a reader says it."""
    shown, unit = number_in_words(each.value, language), each.unit.of(language.code)
    return f"{shown}{unit}" if unit.startswith("%") else f"{shown} {unit}"


def indicator_trend(each: Indicator, language: Language) -> str:
    """Which way a figure goes, and by how much where that is told."""
    words = language.say(TRENDS[each.trend])
    return f"{words}: {each.trend_says.of(language.code)}" if each.trend_says else words


def issue_list(language: Language, as_of: date | None = None) -> Table:
    """Every issue that has figures, with its first one, as known on a day."""
    say = language.say
    columns = [
        Column("ID"),
        Column(say("Problem"), wraps=True),
        Column(say("Figure"), wraps=True),
        Column(say("How much"), "figure", wraps=True),
        Column(say("Year"), "figure"),
        Column(say("Trend"), wraps=True),
    ]
    rows = [
        [
            key,
            issue_name(key, language),
            first.what.of(language.code),
            indicator_value(first, language),
            str(first.year),
            say(TRENDS[first.trend]),
        ]
        for key, one in issues().items()
        for first in (one if as_of is None else one.known_on(as_of)).indicators[:1]
    ]
    return Table.of(language.count("{n} issue", "{n} issues", len(rows)), columns, rows)
