"""Tables on a terminal, JSON for scripts, files for others."""

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from longtin._files import write_whole
from longtin.errors import OutputError

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language

TABLES = (".csv", ".parquet", ".json")


def emit(
    frame: "pl.DataFrame", *, as_json: bool, output: Path | None, show: Callable[[], None]
) -> None:
    """Put a table where it was asked to go.

    Args:
        frame: The table.
        as_json: Print JSON.
        output: A file ending in .csv, .parquet or .json.
        show: Prints the table for a reader, when neither is asked for.

    Raises:
        OutputError: The file's ending is not known, or it cannot be written.
    """
    if output is not None:
        write_whole(output, _encoded(frame, output))
    elif as_json:
        sys.stdout.write(_json(frame))
    else:
        show()


def _encoded(frame: "pl.DataFrame", output: Path) -> bytes:
    import polars as pl

    buffer = io.BytesIO()
    match output.suffix.lower():
        case ".csv":
            lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
            frame.with_columns(pl.col(lists).list.join("; ")).write_csv(buffer)
        case ".parquet":
            frame.write_parquet(buffer)
        case ".json":
            return _json(frame).encode()
        case other:
            raise OutputError(
                f"{output}: no table can be written as '{other}'. "
                f"Let the name end in {', '.join(TABLES[:-1])} or {TABLES[-1]}."
            )
    return buffer.getvalue()


def _json(frame: "pl.DataFrame") -> str:
    import json

    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    rows = [{name: plain(value) for name, value in row.items()} for row in frame.to_dicts()]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def table(
    title: str, heads: list[tuple[str, str]], rows: list[list[str]], *, note: str = ""
) -> None:
    """Print a table.

    Args:
        title: Above it.
        heads: Name and alignment (`left`, `right`) of each column.
        rows: Cells.
        note: Below it.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(soft_wrap=False)
    shown = Table(box=box.SIMPLE_HEAD, title=Text(title, style="bold"), title_justify="left")
    for head, side in heads:
        shown.add_column(
            head, justify="right" if side == "right" else "left", no_wrap=side == "right"
        )
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    console.print(shown)
    if note:
        console.print(Text(note, style="dim"))


def probability(value: float | None, language: "Language") -> str:
    """A probability in the language's digits; a dash where there is none."""
    return "–" if value is None else language.probability(value)
