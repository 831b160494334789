"""A command as typed: nothing that takes one value twice, and a line for each file written."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperCommand

from longtin.cli._output import SPOKEN
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language

WRITES: Final = frozenset({"--output", "--ics", "--gantt", "--pomdp", "--path", "--efg", "--page"})
"""Options that name a file to be written."""

_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
"""What each page of a PDF begins with; ours hold them uncompressed."""


class StrictCommand(TyperCommand):
    """A command that takes no option twice, and says which files it has written.

    Of two values one would be dropped unsaid. The lines go to the standard error, so that what
    is piped on stays as it is.
    """

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; also where it ends with findings, its files are told."""
        spoken = SPOKEN.set(str(ctx.params.get("language") or "en"))
        try:
            found = super().invoke(ctx)
        except typer.Exit:
            _tell_written(ctx)
            raise
        finally:
            SPOKEN.reset(spoken)
        _tell_written(ctx)
        _tell_simulated(ctx)
        return found

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the words typed.

        Raises:
            LongtinError: An option that takes one value is given several.
        """
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for option, times in Counter(given).items():
            takes_one = getattr(option, "is_flag", True) is False and not option.multiple
            if times > 1 and takes_one:
                raise LongtinError(
                    "{option} is given {n} times, and takes one value. Give it once. See "
                    "`{path} --help`.",
                    option=option.opts[0],
                    n=times,
                    path=ctx.command_path,
                )
        return super().parse_args(ctx, args)


def _tell_written(ctx: typer.Context) -> None:
    from longtin._language import Language

    words = Language(ctx.params.get("language") or "en")
    for each in ctx.command.params:
        place = ctx.params.get(each.name or "")
        if WRITES.intersection(each.opts) and isinstance(place, Path) and place.is_file():
            typer.echo(_written(place, words), err=True)


def _tell_simulated(ctx: typer.Context) -> None:
    """Say where what was shown rests on a simulated history, and not on what happened."""
    record = ctx.params.get("record")
    if isinstance(record, Path) and record.name.partition("#")[0].lower().endswith(".parquet"):
        from longtin._language import Language

        words = Language(ctx.params.get("language") or "en")
        told = words.say("{file} is a simulated history: this is not what happened.", file=record)
        typer.echo(f"longtin: {told}", err=True)


def _written(place: Path, words: "Language") -> str:
    """Which file, and how much is in it where its kind can be counted at a glance."""
    pages, rows = _pages(place), _rows(place)
    if pages:
        size = words.count("{n} page", "{n} pages", pages)
    elif rows is not None:
        size = words.count("{n} row", "{n} rows", rows)
    else:
        return words.say("written: {file}", file=str(place))
    return words.say("written: {file}, {size}", file=str(place), size=size)


def _pages(place: Path) -> int:
    """Pages of a PDF; 0 of anything else."""
    return len(_PAGE.findall(place.read_bytes())) if place.suffix.lower() == ".pdf" else 0


def _rows(place: Path) -> int | None:
    """Rows of a Parquet file, which its end tells, or of a CSV; none of anything else."""
    ending = place.suffix.lower()
    if ending == ".parquet":
        import polars as pl

        return int(pl.scan_parquet(place).select(pl.len()).collect().item())
    if ending == ".csv":
        with place.open(encoding="utf-8", newline="") as file:
            return max(0, sum(1 for _ in csv.reader(file)) - 1)
    return None
