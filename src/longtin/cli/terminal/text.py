"""Text wrapping on a terminal: lines and Markdown, as wide as it is."""

import sys
import textwrap
from collections.abc import Iterable

from longtin import page

WIDEST = 108
"""Columns of running text."""


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as wide as the terminal, what is indented staying so."""
    width = page.terminal_width() or 100
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        wrapped = textwrap.fill(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        sys.stdout.write(f"{wrapped}\n")


def print_markdown(text: str) -> None:
    """Show Markdown as wide as reads well."""
    from rich.markdown import Markdown

    paper = page.console()
    paper.print(Markdown(text), width=min(paper.width, WIDEST))


def print_section(section: page.Section) -> None:
    """Show a section of one table, its sentences above and its notes below."""
    (table,) = section.tables
    above, below = "\n".join(section.sentences), "\n".join(section.notes)
    page.print_table(table, above=above, note=below)
