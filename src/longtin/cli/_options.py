"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from longtin.acts import Record


class By(StrEnum):
    """How finely belief is told."""

    week = "week"
    year = "year"


class Tongue(StrEnum):
    """The languages."""

    en = "en"
    vi = "vi"


RecordFile = Annotated[
    Path | None,
    typer.Option("--record", help="Your own record, made by `longtin import`.", metavar="FILE"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to a file instead.", metavar="FILE"),
]
Language = Annotated[Tongue, typer.Option("--lang", help="Language of what is shown.")]
Seed = Annotated[int, typer.Option("--seed", help="Of the draws behind the intervals.")]


def opened(path: Path | None) -> "Record":
    """The record asked for; the shipped one without a path."""
    from longtin.acts import Record

    return Record.shipped() if path is None else Record.open(path)
