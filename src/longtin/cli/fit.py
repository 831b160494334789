"""longtin fit."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import RecordFile, opened

if TYPE_CHECKING:
    from collections.abc import Callable


def fit(
    into: Annotated[Path, typer.Option("--into", help="Folder for annual.json and events.json.")],
    record: RecordFile = None,
    scores: Annotated[
        bool, typer.Option("--scores/--no-scores", help="Also fit up to cut-offs and score.")
    ] = True,
) -> None:
    """Fit both models on a record and write the parameter files. Takes some minutes."""
    from rich.console import Console

    from longtin import trust
    from longtin._files import check_place, write_whole

    check_place(into / "annual.json")
    console = Console(stderr=True)
    with opened(record) as held, console.status("") as status:

        def telling(what: str) -> "Callable[[int, float], None]":
            return lambda count, value: status.update(f"{what}: iteration {count}, {value:,.1f}")

        annual, events = trust.fit(held, scores=scores, telling=telling)
    for parameters in (annual, events):
        write_whole(into / f"{parameters.model}.json", trust.dump(parameters).encode())
        console.print(f"{into / parameters.model}.json: {parameters.version}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(fit)
