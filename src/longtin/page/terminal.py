"""Terminal renderer: tables as wide as the terminal, no word broken, and whole documents.

Where the longest words of a table's columns do not fit side by side, its rows stand as cards.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

from longtin.page.document import Bullet, Cell, Column, Document, Section, Table

if TYPE_CHECKING:
    from rich import console as rich_console, table as rich_table

GAP = 2
ENDLESS = 100_000
LINE = 100  # letters of a line of running text
INDENT = "   "
READABLE = (12, 8)
"""How narrow a column of running text is made, and how narrow if that is not enough."""

NOTHING = "–"
"""What stands in a cell that has nothing to say."""


def print_table(table: Table, *, above: str = "", note: str = "") -> None:
    """Print a table. Where there is no terminal to fit, every row stands on one line.

    Args:
        table: Its total is shown as a last row.
        above: Between caption and table.
        note: Below it.
    """
    from rich.text import Text

    columns = table.columns
    lines = (*table.rows, table.total) if table.total else table.rows
    rows = [[_shown(cell) for cell in row] for row in lines]
    room = terminal_width()
    widths = _widths(columns, rows, room)
    shown = (
        Text(_as_cards(columns, rows, room or LINE))
        if widths is None
        else _built(columns, rows, widths)
    )
    paper = console(width=max(sum(widths or ()) + GAP * len(columns), room or ENDLESS))
    with paper.capture() as caught:
        paper.print(Text(table.caption, style="bold"), width=room)
        if above:
            paper.print(Text(above), width=room)
        paper.print()
        if rows:
            paper.print(shown)
        if note:
            paper.print(*([""] if rows else []), Text(note), sep="\n", width=room)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in caught.get().splitlines())


def print_tables(tables: Iterable[Table], *, note: str = "") -> None:
    """Print several tables one below the other, a blank line between them.

    Args:
        tables: In order.
        note: Below the last.
    """
    several = tuple(tables)
    for number, table in enumerate(several, 1):
        if number > 1:
            sys.stdout.write("\n")
        print_table(table, note=note if number == len(several) else "")


def _shown(cell: Cell) -> str:
    quote = f" “{cell.quote}”" if cell.quote else ""
    return f"{cell.text}{quote}{f' ({cell.small})' if cell.small else ''}"


def print_document(document: Document) -> None:
    """Print a document: headings, sentences as wide as can be read, trees and tables.

    A table without a caption is named by its section, whose sentences then stand between them.
    """
    width = min(LINE, terminal_width() or LINE)
    sys.stdout.write(f"{document.title}\n{document.dated}\n")
    for section in document.all_sections:
        sys.stdout.write("\n")
        _print_section(section, width)


def _print_section(section: Section, width: int) -> None:
    said = [fill(line, width) for line in (*section.sentences, *section.notes)]
    tables = section.tables
    if tables and not tables[0].caption and not section.tree:
        first = Table(section.heading, tables[0].columns, tables[0].rows, tables[0].total)
        print_table(first, above="\n".join(said))
        tables = tables[1:]
    else:
        lines = [*said, *(_bullet(bullet, width) for bullet in section.tree)]
        sys.stdout.writelines(f"{line}\n" for line in (_bold(section.heading), "", *lines))
    for table in tables:
        sys.stdout.write("\n")
        print_table(table)
    points = [fill(f"- {point}", width, subsequent_indent="  ") for point in section.points]
    sys.stdout.writelines(f"{line}\n" for line in points)


def _bullet(bullet: Bullet, width: int) -> str:
    lead = INDENT * bullet.depth + ("- " if bullet.strong else "")
    return fill(bullet.text, width, initial_indent=lead, subsequent_indent=" " * len(lead))


def _bold(text: str) -> str:
    is_plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR")
    return text if is_plain else f"\x1b[1m{text}\x1b[0m"


def console(**settings: Any) -> "rich_console.Console":
    """Rich's console; a reader who has seen enough is left to the door, which knows the status."""
    from rich.console import Console

    class Paper(Console):
        def on_broken_pipe(self) -> None:
            raise  # noqa: PLE0704 -- called while the error is handled

    return Paper(**settings)


def _built(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> "rich_table.Table":
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    shown = Grid(
        box=box.SIMPLE_HEAD,
        show_header=any(column.heading for column in columns),
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
    )
    for column, width in zip(columns, widths, strict=True):
        shown.add_column(
            column.heading,
            justify="right" if column.kind == "figure" else "left",
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
) -> list[int] | None:
    """A width for each column: what it would like, less what the widest can give up.

    Heads give way first at their spaces; then running text does, down to what can still be read,
    and last to its longest word: a word is never broken. Nothing where even that is too wide.
    """
    from rich.cells import cell_len

    cells = [max((cell_len(row[at]) for row in rows), default=0) for at in range(len(columns))]
    heads = [max(map(cell_len, column.heading.split(" "))) for column in columns]
    words = [
        max((cell_len(word) for row in rows for word in row[at].split()), default=0)
        for at in range(len(columns))
    ]
    widths = [
        max(width, cell_len(column.heading)) for width, column in zip(cells, columns, strict=True)
    ]
    for readable in READABLE:
        least = [
            max(min(width, max(readable, word)) if column.wraps else width, head)
            for width, word, head, column in zip(cells, words, heads, columns, strict=True)
        ]
        while room is not None and sum(widths) + GAP * (len(widths) - 1) > room:
            spare = [at for at, width in enumerate(widths) if width > least[at]]
            if not spare:
                break
            widths[max(spare, key=widths.__getitem__)] -= 1
    fits = room is None or sum(widths) + GAP * (len(widths) - 1) <= room
    return widths if fits else None


def _as_cards(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> str:
    """Rows one below the other, each cell a line with the head of its column before it."""
    from rich.cells import cell_len

    lead = max(cell_len(column.heading) for column in columns) + GAP
    cards = []
    for row in rows:
        lines = [
            _hung(column.heading, cell, lead, room)
            for column, cell in zip(columns, row, strict=True)
            if cell and cell != NOTHING
        ]
        cards.append("\n".join(lines))
    return "\n\n".join(cards)


def _hung(heading: str, text: str, lead: int, room: int) -> str:
    from rich.cells import cell_len

    first = heading + " " * (lead - cell_len(heading))
    width = max(room, lead + READABLE[0])
    return fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * lead,
        break_long_words=False,
        break_on_hyphens=False,
    )
