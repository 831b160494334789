"""longtin acts."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import AsJson, Language, Output, RecordFile, Tongue, opened
from longtin.cli._show import emit, table

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words

LONGEST_TABLE = 250


def acts(
    one: Annotated[str, typer.Argument(help="A state.", metavar="A")],
    two: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    since: Annotated[str | None, typer.Option("--from", help="From this date.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Up to this date.")] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """What two states did to each other, both ways, with the row each act came from."""
    from longtin import actors
    from longtin._dates import period
    from longtin._language import Language as Words

    first = period(since).start if since else None
    last = period(until).end if until else None
    with opened(record) as held:
        day = last or held.last
        pair = [actors.find(name, day).ccode for name in (one, two)]
        frame = held.acts(pair, pair, start=first, end=last)
    words = Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show(frame, words))


def _show(frame: "pl.DataFrame", language: "Words") -> None:
    from longtin.brief import act_words

    say = language.say
    rows = [
        [
            language.span(row["start"], row["end"]),
            row["source_name"],
            act_words(row["kind"] or f"YEARLY_{row['quad']}", language),
            row["target_name"],
            row["text"] or "",
            str(row["count"]),
            row["origin"],
        ]
        for row in frame.tail(LONGEST_TABLE).iter_rows(named=True)
    ]
    heads = [
        (say("When"), "left"),
        (say("Source"), "left"),
        (say("What"), "left"),
        (say("Target"), "left"),
        (say("As coded"), "left"),
        (say("Reports"), "right"),
        (say("Row of the record"), "left"),
    ]
    cut = frame.height - len(rows)
    note = say("{n} earlier rows are not shown; write all with -o FILE.csv.", n=cut) if cut else ""
    table(say("Acts"), heads, rows, note=note)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(acts)
