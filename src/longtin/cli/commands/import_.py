"""The command `longtin import`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, Language, Tongue

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.acts import Ledger

SUMMARY = "Bring your own acts into a record."
EXAMPLE = "Example: longtin import reports.csv --into my.duckdb"
MOST_REASONS = 12
LONGEST_NAME = 80


def import_(
    files: Annotated[list[Path], typer.Argument(help="Files of acts.", metavar="FILE")],
    into: Annotated[
        Path,
        typer.Option(
            "--into", "--record", help="Your record; made if it is not there.", metavar="FILE"
        ),
    ],
    format: Annotated[  # noqa: A002 - the word a user knows
        str | None,
        typer.Option(
            "--format",
            help="Which reader: atop, gdelt, icews, icow, mid, plain, polecat, undl or unga; "
            "recognised without it.",
            metavar="NAME",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report; write nothing.")
    ] = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """Bring your own acts into a record: every row becomes an act or a refusal with its reason.

    The exit status is 1 if rows were refused.
    """
    from longtin._language import Language as Words
    from longtin.acts import import_files
    from longtin.cli.terminal.progress import progress

    words = Words(language)
    reading = words.say("Reading")
    with progress() as tell:
        ledgers = import_files(
            files, into, format, dry_run, progress=lambda done, total: tell(reading, done, total)
        )
    if as_json:
        put_json([ledger.as_json() for ledger in ledgers])
    else:
        for ledger in ledgers:
            _show(ledger, words)
            _show_refused(ledger, words)
    if any(ledger.refused for ledger in ledgers):
        raise typer.Exit(FINDINGS)


def _show(ledger: "Ledger", language: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say, whole = language.say, language.whole
    span = language.span(ledger.first, ledger.last) if ledger.first and ledger.last else "–"
    rows = [
        [say("Rows in the file"), whole(ledger.expected)],
        [say("Rows read"), whole(ledger.received)],
        [say("New acts between states"), whole(ledger.acts)],
        [say("New acts within a state"), whole(ledger.domestic)],
        *([what, whole(count)] for what, count in _seldom(ledger, language).items() if count),
        [say("Already in the record"), whole(ledger.duplicates)],
        [say("Refused"), whole(sum(ledger.refused.values()))],
        [say("Days"), span],
    ]
    title = say(
        "{file}, read as {format}, {encoding}",
        file=ledger.file,
        format=ledger.format,
        encoding=ledger.encoding,
    )
    dry = say("Dry run: nothing was written.") if ledger.dry_run else ""
    notes = "; ".join(note.said(language) for note in ledger.notes)
    note = " ".join(part for part in (notes, dry) if part)
    print_table(Table.of(title, [Column("", wraps=True), Column("", "figure")], rows), note=note)


def _show_refused(ledger: "Ledger", language: "Words") -> None:
    """Why rows were refused, commonest first, each reason with its first row."""
    from longtin.page import Column, Table, print_table

    if not ledger.refusals:
        return
    say, whole = language.say, language.whole
    counts = ledger.refusals
    rows = [
        [whole(count), reason.said(language), f"{line}: {_cut(source)} → {_cut(target)}"]
        for (reason, count), (line, source, target) in zip(counts, ledger.examples, strict=True)
    ][:MOST_REASONS]
    columns = [
        Column(say("Rows"), "figure"),
        Column(say("Why refused"), wraps=True),
        Column(say("The first"), wraps=True),
    ]
    rarer = len(counts) - MOST_REASONS
    note = say("{n} rarer reasons are not shown; all: --json.", n=rarer) if rarer > 0 else ""
    title = say("Refused")
    print_table(Table.of(f"\n{title}", columns, rows), note=note)


def _cut(name: str | None) -> str:
    """A name as a table has room for it."""
    name = name or "–"
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _seldom(ledger: "Ledger", language: "Words") -> dict[str, int]:
    """What few files bring."""
    say = language.say
    return {
        say("New ties"): ledger.ties,
        say("New votes"): ledger.votes,
        say("Rows that say nothing was done"): ledger.silent,
        say("Rows beyond one a line"): ledger.split,
        say("Rows of the record replaced"): ledger.replaced,
    }
