"""longtin actors."""

from typing import Annotated

import typer

from longtin.cli._options import AsJson, Output
from longtin.cli._show import emit, table


def actors(
    text: Annotated[str, typer.Argument(help="A code or a name.", metavar="TEXT")],
    on: Annotated[str | None, typer.Option("--on", help="On this date.")] = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Which state a code or name stands for, and its codes and names."""
    import polars as pl

    from longtin import actors as part
    from longtin._dates import period

    day = period(on).end if on else None
    found = part.find(text, day)
    lives = [(str(start), str(end or "")) for start, end in part.spells(found.ccode)]
    row = {
        "key": found.key,
        "ccode": found.ccode,
        "gwcode": part.gwcode(found.ccode, day) if day else None,
        "name_en": found.name_en,
        "name_vi": found.name_vi,
        "alive": "; ".join(f"{start}/{end}" for start, end in lives),
    }
    frame = pl.DataFrame([row])
    cells = [[name, "" if value is None else str(value)] for name, value in row.items()]
    emit(
        frame, as_json=as_json, output=output,
        show=lambda: table(found.name_en, [("", "left"), ("", "left")], cells),
    )  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(actors)
