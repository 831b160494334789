"""The command `longtin regime calendar`."""

from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from longtin.cli._output import format_of, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.regimes import OwnRegimes, known
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import CalendarEntry

SUMMARY = "What the calendar asks of one party, of a treaty's or of a group's in a year."
EXAMPLE = "Example: longtin regime calendar --group ASEAN --year 2027 -o asean.ics"


class CalendarFormat(StrEnum):
    """Forms in which a calendar is told."""

    text = "text"
    ics = "ics"
    xlsx = "xlsx"
    docx = "docx"
    json = "json"


Parties = Annotated[
    list[str] | None,
    option("--party", "A state, by any name; may be given again.", "STATE"),
]
Group = Annotated[
    str | None, option("--group", "All states of a list, such as ASEAN or osce.", "GROUP")
]
Everybody = Annotated[bool, option("--all", "All states that any regime binds.")]
Only = Annotated[
    list[str] | None,
    option("--regime", "Only the duties of this one; may be given again.", "ID"),
]
Year = Annotated[int, option("--year", "The year.", "YEAR", partial(whole_number, such_as="2026"))]
Format = Annotated[
    CalendarFormat | None,
    choice("--format", "By default what the name of the file says, or text.", CalendarFormat),
]
Remind = Annotated[
    int,
    option(
        "--remind", "Days before each duty on which an iCalendar reminds.", "DAYS", whole_number
    ),
]


def calendar(
    year: Year,
    parties: Parties = None,
    group: Group = None,
    only: Only = None,
    every: Everybody = False,
    remind: Remind = 14,
    own: OwnRegimes = None,
    form: Format = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Fixed dates and yearly duties, as text, iCalendar, Excel, Word or JSON.

    With a regime and no party, of all its parties.
    """
    from longtin import measures
    from longtin._language import Language as Words

    if output is not None:
        form = format_of(form, output, CalendarFormat)
    elif as_json:
        form = CalendarFormat.json
    _check_whose(parties, group, only, every=every)
    among, words = known(own), Words(language)
    whose = parties or measures.parties_of(year, group, only or None, among)
    found = measures.calendar(whose, year, only or None, among)
    name = measures.calendar_of(year, words, group, None if parties else only or None, among)
    match form:
        case CalendarFormat.json:
            put_json([_row(each) for each in found], output)
        case CalendarFormat.ics:
            content = measures.as_icalendar(found, words, name, remind=remind)
            put(content if output else content.decode(), output)
        case CalendarFormat.xlsx:
            put(measures.as_workbook(found, words, name), _file(form, output))
        case CalendarFormat.docx:
            put(measures.as_word(found, words, name), _file(form, output))
        case _:
            _show_calendar(found, year, words, many=len(whose) > 1)


def _check_whose(
    parties: list[str] | None, group: str | None, only: list[str] | None, *, every: bool
) -> None:
    """Refuse a calendar of nobody, or of two that exclude each other."""
    given = sum((bool(parties), group is not None, every))
    if given > 1:
        raise LongtinError("Give one of --party, --group and --all.")
    if not given and not only:
        raise LongtinError(
            "Whose calendar? Give --party STATE, --group GROUP, --regime ID for all its parties, "
            "or --all."
        )


def _file(form: CalendarFormat, output: Path | None) -> Path:
    if output is None:
        raise LongtinError("{format} goes into a file. Name one with -o.", format=f".{form}")
    return output


def _row(entry: "CalendarEntry") -> dict[str, Any]:
    from longtin import actors

    return {
        "day": str(entry.day),
        "fixed": entry.is_fixed,
        "party": actors.near(entry.party, entry.day).key,
        "regime": entry.regime.id,
        "obligation": entry.obligation.id,
        "article": entry.obligation.article,
        "duty": entry.obligation.duty,
        "says": entry.obligation.says.model_dump(),
        "only_if": entry.only_if,
        "binding": entry.regime.binding_of(entry.obligation),
        "certainty": entry.obligation.certainty,
        "uid": entry.uid,
    }


def _show_calendar(
    found: "tuple[CalendarEntry, ...]", year: int, words: "Words", *, many: bool
) -> None:
    from longtin import measures
    from longtin.page import Column, Table, print_table

    say = words.say
    columns = [
        Column(say("Day"), "figure"),
        *([Column(say("Party"), wraps=True)] if many else []),
        Column(say("Obligation")),
        Column(say("What"), wraps=True),
        Column(say("Binding"), wraps=True),
    ]
    rows = [
        [
            measures.day_shown(first, words),
            *([_who(same, words)] if many else []),
            first.obligation.id,
            " ".join((first.obligation.says.of(words.code), _hanging(same, words))).strip(),
            measures.binding(first.regime.binding_of(first.obligation), words),
        ]
        for _, group in groupby(found, key=lambda each: (each.day, each.obligation.id))
        for same in [list(group)]
        for first in same[:1]
    ]
    note = say("≤ By the end of the period; no day is fixed.") if rows else say("Nothing.")
    print_table(
        Table.of(say("Duties by the calendar, {year}", year=year), columns, rows), note=note
    )


MOST_NAMED = 4
"""Parties of a row that are named; more are counted."""


def _who(same: "list[CalendarEntry]", words: "Words") -> str:
    from longtin import actors

    if len(same) > MOST_NAMED:
        return words.count("{n} state", "{n} states", len(same))
    return words.list([actors.near(each.party, each.day).name(words.code) for each in same])


def _hanging(same: "list[CalendarEntry]", words: "Words") -> str:
    """On what the duty of some hangs, where nobody here knows."""
    from longtin import measures
    from longtin._language import sentence_case

    hanging = [each for each in same if each.only_if]
    if not hanging:
        return ""
    said = sentence_case(measures.condition(hanging[0], words))
    if len(hanging) == len(same):
        return said
    return words.say("{who}: {condition}", who=_who(hanging, words), condition=said)
