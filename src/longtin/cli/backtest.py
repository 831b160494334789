"""longtin backtest."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import RecordFile, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from longtin.trust import Backtest

ENDINGS = (".md", ".json", ".csv")


def backtest(
    annual: Annotated[bool, typer.Option("--annual", help="Only disputes, a year ahead.")] = False,
    events: Annotated[
        bool, typer.Option("--events", help="Only material conflict, weeks ahead.")
    ] = False,
    cut_off: Annotated[
        list[int] | None,
        typer.Option("--cut-off", help="Learn up to the end of this year. Repeatable."),
    ] = None,
    record: RecordFile = None,
    work: Annotated[
        Path | None,
        typer.Option("--work", help="Folder that keeps each fit for the next run.", metavar="DIR"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to a file: .md, .json or .csv.", metavar="FILE"),
    ] = None,
) -> None:
    """Forecast what came after cut-offs, beside rivals that saw as much. Takes some minutes.

    Example: longtin backtest --annual --cut-off 1990 --work fits -o report.md
    """
    from rich.console import Console

    from longtin import trust
    from longtin._files import check_place, write_whole
    from longtin.errors import OutputError

    if output is not None:
        check_place(output)
        if output.suffix not in ENDINGS:
            raise OutputError(f"{output} has none of the endings {', '.join(ENDINGS)}. Give one.")
    models = ("annual",) * (annual or not events) + ("events",) * (events or not annual)
    console = Console(stderr=True)
    with opened(record) as held, console.status("reading the record") as status:

        def telling(what: str) -> "Callable[[int, float], None]":
            status.update(what)
            return lambda count, value: status.update(f"{what}: iteration {count}, {value:,.1f}")

        found = trust.backtest(held, models=models, cut_offs=cut_off, work=work, telling=telling)
    if output is None:
        typer.echo(trust.report(found))
    else:
        write_whole(output, _content(found, output.suffix).encode())
        console.print(f"{output}")


def _content(found: "Backtest", ending: str) -> str:
    from longtin import trust

    if ending == ".csv":
        return found.scores.write_csv()
    return trust.as_json(found) if ending == ".json" else trust.report(found)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(backtest)
