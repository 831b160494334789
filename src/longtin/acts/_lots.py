"""The lines of a large file, some hundred thousand at a time, as numbers of their spellings."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from longtin.acts._blocks import Blocks
from longtin.acts._judge import Given
from longtin.acts._lines import fields
from longtin.acts._machine import compiled
from longtin.acts._scan import INNER, ODD, Bytes, Lines, Spellings, scan
from longtin.acts._stage import Line, Source

LINES = 1 << 17
_ENDS = (b"\r\n", b"\n", b"\r")


@dataclass(frozen=True)
class Lot:
    """Lines that follow each other.

    Attributes:
        given: Those that are whole.
        odd: Lines to be read with care, without blank ones.
        spellings: How many had been met by the end of the lot.
    """

    given: Given
    odd: list[Line]
    spellings: int


def lots(blocks: Blocks, source: Source, spellings: Spellings, numbered: int) -> Iterator[Lot]:
    """The lines of a file behind its header.

    Args:
        blocks: The file.
        source: What is known of it.
        spellings: Of the columns that are read; added to.
        numbered: The column of a line's own number.
    """
    groups = len(spellings.table.groups) - 1
    lines, odd, filled = _room(groups), list[Line](), 0
    number = 1 + source.seats.headed
    for place, (block, end, marks) in enumerate(blocks):
        position = 0 if place else _first_line(block[:end], source)
        while position < end:
            left = Lines(lines.starts[filled:], lines.numbers[filled:], lines.codes[filled:])
            count, following = compiled(scan, *INNER)(
                *(block.ctypes.data, block, position, end, source.seats.width, numbered),
                *(spellings.table, left, marks),
            )
            if following < end and count < len(left.starts):
                spellings.grow(end - following if count == 0 else 1 << 16)
            ends = np.append(left.starts[1:count], following)
            for at in np.flatnonzero(left.numbers[:count] == ODD).tolist():
                text = block[left.starts[at] : ends[at]].tobytes()
                odd += _with_care(number + filled + at, text)
            position, filled = following, filled + count
            if filled == len(lines.starts):
                yield _lot(lines, filled, number, odd, len(spellings))
                number += filled
                lines, odd, filled = _room(groups), [], 0
    if filled:
        yield _lot(lines, filled, number, odd, len(spellings))


def _room(groups: int) -> Lines:
    starts, numbers = np.empty((2, LINES), np.int64)
    return Lines(starts, numbers, np.empty((LINES, groups), np.int32))


def _lot(lines: Lines, filled: int, first: int, odd: list[Line], spellings: int) -> Lot:
    rows = np.arange(first, first + filled)
    given = Given(rows, lines.numbers[:filled], lines.codes[:filled])
    whole = given.numbers != ODD
    return Lot(given if whole.all() else given.only(whole), odd, spellings)


def _first_line(block: Bytes, source: Source) -> int:
    """Where the first row begins: behind the mark of the encoding and the header."""
    text = block.tobytes()
    begin = 3 if source.table.encoding == "utf-8-sig" else 0
    if not source.seats.headed:
        return begin
    end = min(place for place in (text.find(b"\n"), text.find(b"\r")) if place >= 0)
    return end + (2 if text[end : end + 2] == b"\r\n" else 1)


def _with_care(number: int, text: bytes) -> list[Line]:
    """A line of bytes as it is read otherwise; nothing if it is blank."""
    end = next((each for each in _ENDS if text.endswith(each)), b"")
    line = text[: len(text) - len(end)].decode("utf-8", "replace")
    return [(number, line, fields(line, "\t"))] if line.strip() else []
