"""The command `longtin regime calendar`."""

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from longtin.cli._output import format_of, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, Language, OutputFile, Tongue

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import CalendarEntry

SUMMARY = "What the calendar asks of a party in a year."
EXAMPLE = "Example: longtin regime calendar --party VNM --year 2026"


class CalendarFormat(StrEnum):
    """Forms in which a calendar is told."""

    text = "text"
    ics = "ics"
    json = "json"


Party = Annotated[str, option("--party", "A state, by any name.", "STATE")]
Year = Annotated[int, option("--year", "The year.", "YEAR", partial(whole_number, such_as="2026"))]
Format = Annotated[
    CalendarFormat | None,
    choice("--format", "By default what the name of the file says, or text.", CalendarFormat),
]


def calendar(
    party: Party,
    year: Year,
    form: Format = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Fixed dates and yearly duties of a party, as text, iCalendar or JSON."""
    from longtin import measures
    from longtin._language import Language as Words

    if output is not None:
        form = format_of(form, output, CalendarFormat)
    elif as_json:
        form = CalendarFormat.json
    found, words = measures.calendar(party, year), Words(language)
    match form:
        case CalendarFormat.json:
            put_json([_row(each) for each in found], output)
        case CalendarFormat.ics:
            content = measures.as_icalendar(found, words)
            put(content if output else content.decode(), output)
        case _:
            _show_calendar(found, year, words)


def _row(entry: "CalendarEntry") -> dict[str, Any]:
    return {
        "day": str(entry.day),
        "fixed": entry.is_fixed,
        "regime": entry.regime.id,
        "obligation": entry.obligation.id,
        "article": entry.obligation.article,
        "duty": entry.obligation.duty,
        "says": entry.obligation.says.model_dump(),
        "binding": entry.regime.binding_of(entry.obligation),
        "certainty": entry.obligation.certainty,
        "uid": entry.uid,
    }


def _show_calendar(found: "tuple[CalendarEntry, ...]", year: int, words: "Words") -> None:
    from longtin import measures
    from longtin.page import Column, Table, print_table

    say = words.say
    rows = [
        [
            words.date(each.day) if each.is_fixed else f"≤ {words.date(each.day)}",
            each.obligation.id,
            each.obligation.says.of(words.code),
            measures.binding(each.regime.binding_of(each.obligation), words),
        ]
        for each in found
    ]
    columns = [
        Column(say("Day"), "figure"),
        Column(say("Obligation")),
        Column(say("What"), wraps=True),
        Column(say("Binding"), wraps=True),
    ]
    note = say("≤ By the end of the period; no day is fixed.") if rows else say("Nothing.")
    print_table(
        Table.of(say("Duties by the calendar, {year}", year=year), columns, rows), note=note
    )
