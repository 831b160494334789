"""Where a table goes: to a reader, as JSON to a script, or whole into a file."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from longtin._tables import check_table, json_text, write_table

if TYPE_CHECKING:
    import polars as pl


def check_output(output: Path | None) -> None:
    """Refuse a file that no table can be written to, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    if output is not None:
        check_table(output)


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
        write_table(frame, output)
    elif as_json:
        sys.stdout.write(json_text(frame))
    else:
        show()
