"""Where a file's columns stand: by its header, or by a layout as an archive publishes it."""

import re
from collections.abc import Mapping, Sequence

from longtin.acts._lines import TextTable
from longtin.acts._reader import BY_POSITION, Reader, Seats, plain

MOST_STRAY = 3  # separators too many in a line that may still be put right


def seats(table: TextTable, reader: Reader) -> Seats | None:
    """How a reader would read a file; `None` if it cannot.

    A header that names every required column is believed, unless no line has as many fields as it
    has names and the lines fit a published layout. A header that lacks columns, or is not there,
    gives way to a published layout that at least half of the first lines fit.
    """
    named = not reader.missing_in(table.header)
    widths = {len(_trimmed(line, len(table.header))) for line in table.sample}
    if named and (not widths or len(table.header) in widths):
        return Seats(reader.columns_in(table.header), len(table.header), headed=True)
    for layout in reader.layouts:
        places = reader.columns_in(layout)
        fitting = [_fits(reader, places, line, len(layout)) for line in table.sample]
        first = _fits(reader, places, table.header, len(layout))
        if sum(fitting) * 2 >= max(len(fitting), 1) and (first or any(fitting)):
            headed = not first and _names_columns(table.header, layout)
            names = len(table.header)
            why = f"a broken header of {names} name{'s' * (names != 1)}" if headed else "no header"
            return Seats(
                places,
                len(layout),
                headed=headed,
                note=f"{why}: {BY_POSITION}, as published in {len(layout)} columns",
            )
    return Seats(reader.columns_in(table.header), len(table.header), headed=True) if named else None


def realigned(
    found: Sequence[str], width: int, places: Mapping[str, int], reader: Reader
) -> list[str] | None:
    """A line with stray separators in one field, put right; `None` where that is in doubt.

    Every way to close the gap is tried. It is put right only if the ways that give a row of the
    layout agree on every column we read.
    """
    excess = len(found) - width
    if not 0 < excess <= MOST_STRAY:
        return None
    ways: dict[tuple[str, ...], list[str]] = {}
    for place in range(width):
        parts = [part.strip() for part in found[place : place + excess + 1]]
        closed = [*found[:place], " ".join(filter(None, parts)), *found[place + excess + 1 :]]
        row = {column: closed[seat].strip() for column, seat in places.items()}
        if reader.fits(row):
            ways[tuple(row.values())] = closed
    return next(iter(ways.values())) if len(ways) == 1 else None


def _names_columns(first: Sequence[str], layout: Sequence[str]) -> bool:
    """Whether a first line that is no row is a broken header: it names columns or has no digit."""
    known = {plain(name) for name in layout}
    return any(plain(name) in known for name in first) or not re.search(r"\d", "".join(first))


def _fits(reader: Reader, places: Mapping[str, int], line: Sequence[str], width: int) -> bool:
    whole = _trimmed(line, width)
    if len(whole) != width:
        return False
    return reader.fits({column: whole[place].strip() for column, place in places.items()})


def _trimmed(line: Sequence[str], width: int) -> Sequence[str]:
    """Without empty fields beyond a width; with empty ones up to it, since headers lose theirs."""
    if len(line) > width and not any(field.strip() for field in line[width:]):
        return line[:width]
    return line
