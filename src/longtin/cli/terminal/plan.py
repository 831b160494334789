"""A plan on a terminal: headings, sentences as wide as can be read, a tree, tables."""

import os
import sys
import textwrap
from typing import TYPE_CHECKING

from longtin.page import Column, Table, print_table

if TYPE_CHECKING:
    from longtin.plan import Section, Sheet

READABLE = 100
INDENT = 3


def show(sheet: "Sheet") -> None:
    """Print a plan."""
    width = min(READABLE, _room())
    out = sys.stdout.write
    out(f"{sheet.title}\n{sheet.subtitle}\n")
    for section in sheet.sections:
        out("\n")
        if section.table:
            _table(section, width)
            continue
        out(f"{_bold(section.title)}\n\n")
        for line in section.lines:
            out(textwrap.fill(line, width) + "\n")
        for bullet in section.tree:
            lead = " " * INDENT * bullet.depth + ("- " if bullet.strong else "")
            hang = " " * len(lead)
            out(
                textwrap.fill(bullet.text, width, initial_indent=lead, subsequent_indent=hang)
                + "\n"
            )


def _table(section: "Section", width: int) -> None:
    found = section.table
    assert found is not None  # noqa: S101 -- asked before
    columns = [
        Column(head, "figure") if at in found.right else Column(head, wraps=True)
        for at, head in enumerate(found.heads)
    ]
    above = "\n".join(textwrap.fill(line, width) for line in section.lines)
    print_table(Table.of(section.title, columns, found.rows), above=above)


def _bold(text: str) -> str:
    return (
        f"\x1b[1m{text}\x1b[0m" if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text
    )


def _room() -> int:
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else READABLE
