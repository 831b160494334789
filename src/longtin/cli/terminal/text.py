"""Running text on a terminal: lines wrapped to its width."""

import sys
import textwrap
from collections.abc import Iterable

from longtin.cli.terminal.table import terminal_width


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as wide as the terminal, what is indented staying so."""
    width = terminal_width() or 100
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        wrapped = textwrap.fill(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        sys.stdout.write(f"{wrapped}\n")
