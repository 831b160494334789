"""Tables for readers: as wide as the terminal, with nothing cut off."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

GAP = 2
ENDLESS = 100_000
WIDEST_TEXT = 108
"""Columns of running text."""

READABLE = (12, 8)
"""How narrow a column of running text is made, and how narrow if that is not enough."""


@dataclass(frozen=True)
class Column:
    """How one column is set.

    Attributes:
        head: Its name.
        right: Whether it is set to the right, as figures and dates are.
        wraps: Whether its cells may run over several lines; others always stand on one.
    """

    head: str
    right: bool = False
    wraps: bool = False


def table(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    above: str = "",
    note: str = "",
) -> None:
    """Print a table. Where there is no terminal to fit, every row stands on one line.

    Args:
        title: Above it.
        columns: How each column is set; without heads, no line of heads is shown.
        rows: Cells.
        above: Between title and table.
        note: Below it.
    """
    from rich.text import Text

    room = terminal_width()
    widths = _widths(columns, rows, room)
    shown = _built(columns, rows, widths)
    paper = console(width=max(sum(widths) + GAP * len(widths), room or ENDLESS))
    with paper.capture() as caught:
        paper.print(Text(title, style="bold"))
        if above:
            paper.print(Text(above))
        paper.print()
        if rows:
            paper.print(shown)
        if note:
            paper.print(*([""] if rows else []), Text(note), sep="\n")
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in caught.get().splitlines())


def console(**settings: Any) -> "Console":
    """Rich's console; a reader who has seen enough is left to the door, which knows the status."""
    from rich.console import Console

    class Paper(Console):
        def on_broken_pipe(self) -> None:
            raise  # noqa: PLE0704 -- called while the error is handled

    return Paper(**settings)


def markdown(text: str) -> None:
    """Show Markdown as wide as reads well."""
    from rich.markdown import Markdown

    paper = console()
    paper.print(Markdown(text), width=min(paper.width, WIDEST_TEXT))


def _built(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(
        box=box.SIMPLE_HEAD,
        show_header=any(column.head for column in columns),
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
    )
    for column, width in zip(columns, widths, strict=True):
        shown.add_column(
            column.head,
            justify="right" if column.right else "left",
            width=width,
            overflow="fold",
        )
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    return shown


def terminal_width() -> int | None:
    """Columns of the terminal; nothing where there is none."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    if not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns or 80


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int | None
) -> list[int]:
    """A width for each column: what it would like, less what the widest can give up.

    Heads give way first at their spaces; then running text does, down to what can still be read.
    Where even that is too wide, lines run over the edge rather than lose anything.
    """
    from rich.cells import cell_len

    cells = [max((cell_len(row[at]) for row in rows), default=0) for at in range(len(columns))]
    words = [max(map(cell_len, column.head.split(" "))) for column in columns]
    widths = [
        max(width, cell_len(column.head)) for width, column in zip(cells, columns, strict=True)
    ]
    for readable in READABLE:
        least = [
            max(min(width, readable) if column.wraps else width, word)
            for width, word, column in zip(cells, words, columns, strict=True)
        ]
        while room is not None and sum(widths) + GAP * (len(widths) - 1) > room:
            spare = [at for at, width in enumerate(widths) if width > least[at]]
            if not spare:
                break
            widths[max(spare, key=widths.__getitem__)] -= 1
    return widths
