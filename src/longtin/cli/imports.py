"""longtin import."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import AsJson
from longtin.cli._show import table

if TYPE_CHECKING:
    from longtin.acts import Ledger


def import_(
    files: Annotated[list[Path], typer.Argument(help="Files of acts.", metavar="FILE…")],
    into: Annotated[
        Path, typer.Option("--into", "--record", help="Your record; made if it is not there.")
    ],
    format: Annotated[  # noqa: A002 - the word a user knows
        str | None, typer.Option("--format", help="Which reader; recognised without it.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring your own acts into a record: every row becomes an act or a refusal with its reason."""
    from rich.console import Console
    from rich.progress import Progress

    from longtin.acts import import_files

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        ledgers = import_files(
            files, into, format, dry_run,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
    if as_json:
        import dataclasses
        import json

        typer.echo(json.dumps([dataclasses.asdict(one) for one in ledgers], default=str, indent=1))
    else:
        for ledger in ledgers:
            _show(ledger)


def _show(ledger: "Ledger") -> None:
    refused = sum(ledger.refused.values())
    span = f"{ledger.first} to {ledger.last}" if ledger.first else "–"
    rows = [
        ["rows expected", f"{ledger.expected}"],
        ["rows received", f"{ledger.received}"],
        ["new acts between states", f"{ledger.acts}"],
        ["new domestic acts", f"{ledger.domestic}"],
        *([what, f"{count}"] for what, count in _seldom(ledger).items() if count),
        ["duplicates", f"{ledger.duplicates}"],
        ["refused", f"{refused}"],
        *([f"  {reason}", f"{count}"] for reason, count in ledger.refused.items()),
        ["dates", span],
    ]
    what = f"{ledger.file} – read as {ledger.format}, {ledger.encoding}"
    if ledger.note:
        what += f"; {ledger.note}"
    if ledger.dry_run:
        what += " (dry run, nothing written)"
    table(what, [("", "left"), ("", "right")], rows)


def _seldom(ledger: "Ledger") -> dict[str, int]:
    """What few files bring."""
    return {
        "new ties": ledger.ties,
        "new votes": ledger.votes,
        "rows that say nothing was done": ledger.silent,
        "rows beyond one a line": ledger.split,
        "rows of the record replaced": ledger.replaced,
    }


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)
