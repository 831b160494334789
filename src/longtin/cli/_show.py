"""Where a table goes: to a reader, as JSON to a script, or whole into a file."""

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from longtin._files import check_place, write_whole
from longtin.errors import OutputError

if TYPE_CHECKING:
    import polars as pl

TABLES = (".csv", ".parquet", ".json")


def check_output(output: Path | None) -> None:
    """Refuse a file that no table can be written to, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    if output is None:
        return
    if output.suffix.lower() not in TABLES:
        known = f"{', '.join(TABLES[:-1])} or {TABLES[-1]}"
        named = f"'{output.suffix}'" if output.suffix else "a file without an ending"
        raise OutputError(f"{output}: no table is written as {named}. Let the name end in {known}.")
    check_place(output)


def emit(
    frame: "pl.DataFrame", *, as_json: bool, output: Path | None, show: Callable[[], None]
) -> None:
    """Put a table where it was asked to go.

    Args:
        frame: The table, whole.
        as_json: Print JSON.
        output: A file that `check_output` has let through.
        show: Prints the table for a reader, when neither is asked for.

    Raises:
        OutputError: The file cannot be written.
    """
    if output is not None:
        write_whole(output, _encoded(frame, output.suffix.lower()))
    elif as_json:
        sys.stdout.write(_json(frame))
    else:
        show()


def _encoded(frame: "pl.DataFrame", ending: str) -> bytes:
    buffer = io.BytesIO()
    match ending:
        case ".csv":
            frame.write_csv(buffer)
        case ".parquet":
            frame.write_parquet(buffer)
        case _:
            return _json(frame).encode()
    return buffer.getvalue()


def _json(frame: "pl.DataFrame") -> str:
    import json

    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, date) else value

    rows = [{name: plain(value) for name, value in row.items()} for row in frame.to_dicts()]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def table(
    title: str, heads: list[tuple[str, str]], rows: list[list[str]], *, note: str = ""
) -> None:
    """Print a table whose heads are pairs of name and side, `left` or `right`."""
    from longtin.cli._table import Column, table as whole_table

    columns = [Column(head, right=side == "right", wraps=side != "right") for head, side in heads]
    whole_table(title, columns, rows, note=note)
