"""longtin brief."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from longtin.cli._options import Language, Output, RecordFile, Seed, Tongue, opened


class Format(StrEnum):
    """What a brief can be shown as."""

    html = "html"
    pdf = "pdf"
    md = "md"
    json = "json"


def brief(
    here: Annotated[str, typer.Argument(help="A state: code or name.", metavar="A")],
    there: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Read nothing later than this date.", metavar="DATE"),
    ] = None,
    language: Language = Tongue.en,
    format: Annotated[  # noqa: A002 - the word a user knows
        Format | None,
        typer.Option("--format", help="By default what the name of the file says, or md."),
    ] = None,
    output: Output = None,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """Two states in, a brief out: where trust stands, what moved it, how sure that is."""
    from longtin import brief as briefs
    from longtin._dates import period
    from longtin._files import check_place
    from longtin.errors import OutputError

    if output is None and format is Format.pdf and sys.stdout.isatty():
        raise OutputError("A PDF cannot be shown on a terminal. Name a file: -o brief.pdf.")
    if output is not None:
        check_place(output)
        briefs.format_of(output, format)
    day = period(as_of).end if as_of else None
    with opened(record) as held:
        found = briefs.compose(held, here, there, as_of=day, language=language, seed=seed)
    if output is not None:
        briefs.write(found, output, format)
    elif format is None and sys.stdout.isatty():
        _on_terminal(briefs.render(found, "md").decode())
    else:
        sys.stdout.buffer.write(briefs.render(found, format or Format.md))


def _on_terminal(markdown: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(markdown), width=min(console.width, 108))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(brief)
