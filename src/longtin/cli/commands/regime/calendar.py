"""The command `longtin regime calendar`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.errors import Either, LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import Entry

EXAMPLE = "Example: longtin regime calendar --party VNM --year 2026"

Party = Annotated[str, typer.Option("--party", help="A state, by any name.", metavar="STATE")]
Year = Annotated[
    int,
    typer.Option("--year", help="The year.", metavar="YEAR", parser=whole_number("--year", "2026")),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help="By default what the name of the file says, or text.",
        metavar="text|ics|json",
    ),
]


def calendar(
    party: Party,
    year: Year,
    form: Format = "text",
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to a file.", metavar="FILE"),
    ] = None,
) -> None:
    """Fixed dates and yearly duties of a party, as text, iCalendar or JSON."""
    from longtin import measures
    from longtin._files import check_place, write_whole
    from longtin._language import Language as Words

    if form not in ("text", "ics", "json"):
        raise LongtinError(
            "{option} cannot be '{text}'.{hint} Give {known}.",
            option="--format",
            text=form,
            hint="",
            known=Either(("text", "ics", "json")),
        )
    if output is not None and form == "text" and not as_json:
        form = output.suffix.removeprefix(".")
        if form not in ("ics", "json"):
            raise LongtinError(
                "{file}: the name does not say which format is wanted. Let it end in {known}, or "
                "give --format.",
                file=output,
                known=Either(("`.ics`", "`.json`")),
            )
    if output is not None:
        check_place(output)
    words = Words(language)
    found = measures.calendar(party, year)
    if as_json or form == "json":
        rows = [_row(each) for each in found]
        content = (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
    elif form == "ics":
        content = measures.as_icalendar(found, words)
    else:
        _show_calendar(found, year, words)
        return
    if output is None:
        sys.stdout.write(content.decode())
    else:
        write_whole(output, content)


def _row(entry: "Entry") -> dict[str, Any]:
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


def _show_calendar(found: "tuple[Entry, ...]", year: int, words: "Words") -> None:
    from longtin import measures
    from longtin.cli.terminal.table import Column, table

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
        Column(say("Day"), right=True),
        Column(say("Obligation")),
        Column(say("What"), wraps=True),
        Column(say("Binding"), wraps=True),
    ]
    note = say("≤ By the end of the period; no day is fixed.") if rows else say("Nothing.")
    table(say("Duties by the calendar, {year}", year=year), columns, rows, note=note)


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command(short_help="What the calendar asks of a party in a year.", epilog=EXAMPLE)(
        calendar
    )
