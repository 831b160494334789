"""Quoted line breaks: records of several lines put on one, as RFC 4180 has them.

A quotation mark that opens a cell and is closed some lines below, before a separator or the end of
that line, holds the line breaks between in its cell: each is read as a space, and the lines that
are used up stay as blank ones, so that every line keeps its number. A mark that nothing closes is
a slip of its own line and swallows nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST = 512
"""Lines of a cell."""


@dataclass(frozen=True)
class TextBlock:
    """Whole lines of a file.

    Attributes:
        before: How many lines stand before them.
        text: The lines, apart by line feeds, without one at the end.
    """

    before: int
    text: str

    @property
    def after(self) -> int:
        """How many lines stand up to the last of them."""
        return self.before + self.text.count("\n") + 1


def records(blocks: Iterable[TextBlock], separator: str) -> Iterator[TextBlock]:
    """Blocks in which every record stands on one line."""
    held: TextBlock | None = None
    for given in blocks:
        block = given
        if held is not None:
            block, held = TextBlock(held.before, f"{held.text}\n{given.text}"), None
        if '"' not in block.text:
            yield block
            continue
        lines = block.text.split("\n")
        left = _put_together(lines, separator)
        if left < len(lines):
            held = TextBlock(block.before + left, "\n".join(lines[left:]))
        if left:
            yield TextBlock(block.before, "\n".join(lines[:left]))
    if held is not None:
        lines = held.text.split("\n")
        while (left := _put_together(lines, separator)) < len(lines):
            kept = TextBlock(held.before, "\n".join(lines[: left + 1]))
            yield kept
            held, lines = TextBlock(kept.after, ""), lines[left + 1 :]
        if lines:
            yield TextBlock(held.before, "\n".join(lines))


def _put_together(lines: list[str], separator: str) -> int:
    """Put records on their first lines; from which line on more has to be read to tell."""
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.count('"') % 2 == 0 or not _is_open(line, separator):
            place += 1
            continue
        end = _closing(lines, place, separator)
        if end == len(lines) and end - place <= MOST:
            return place
        if place < end < len(lines):
            lines[place] = " ".join(lines[place : end + 1])
            lines[place + 1 : end + 1] = [""] * (end - place)
            place = end
        place += 1
    return place


def _closing(lines: list[str], first: int, separator: str) -> int:
    """The line on which a record ends that begins with an open cell.

    The number of lines where none of them closes it so far, and 0 where it is no record.
    """
    place = first + 1
    while place < len(lines) and place - first <= MOST:
        if '"' in lines[place]:
            still = _is_open(lines[place], separator, inside=True)
            if still is None:
                return 0
            if not still:
                return place
        place += 1
    return len(lines) if place == len(lines) else 0


def _is_open(line: str, separator: str, *, inside: bool = False) -> bool | None:
    """Whether a line ends within a quoted cell; `None` where its quotation is not well formed.

    Args:
        line: The line.
        separator: What stands between fields.
        inside: Whether it begins within one.
    """
    place = 0
    while True:
        if not inside and line[place : place + 1] != '"':
            place = line.find(separator, place) + 1
            if not place:
                return False
            continue
        place += not inside
        inside = False
        while (place := line.find('"', place) + 1) and line[place : place + 1] == '"':
            place += 1
        if not place:
            return True
        if place == len(line):
            return False
        if line[place] != separator:
            return None
        place += 1
