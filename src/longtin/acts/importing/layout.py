"""Layout of a file: which reader reads it, and where its columns stand.

Columns are found by the header, or by a layout as an archive publishes it. Lines that do not have
the layout's width are repaired where there is one way to, and else refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from longtin._language import message
from longtin.acts._reason import Reason, Remark
from longtin.acts.importing.text_file import TextTable, fields
from longtin.acts.reader import (
    CUT_NUMBER,
    NO_NUMBER,
    NOTHING,
    EventReader,
    Reader,
    formats,
    plain,
)
from longtin.errors import ImportFileError, Listing, Phrase, meant

MOST_STRAY = 3  # separators too many in a line that may still be put right

_ALIKE, _MUCH_ALIKE = 0.6, 0.8  # how alike two names of columns are, at most 1

MOST_SEPARATORS = 100_000
"""Of a line that is split into fields; one with millions is no row, and would fill the memory."""

OWN = "plain"
"""The format of tables that people write themselves."""

NO_HEADER = Reason(
    "no-header",
    message("no header: columns read by position, as published in {width} columns"),
)
BROKEN_HEADER = Reason(
    "broken-header",
    message(
        "a broken header of {n} names: columns read by position, as published in {width} columns"
    ),
    message(
        "a broken header of {n} name: columns read by position, as published in {width} columns"
    ),
)
STRAY = Reason(
    "stray-separators",
    message("{n} lines with a stray separator put right"),
    message("{n} line with a stray separator put right"),
)
RENAMED = Reason(
    "renamed-column",
    message("the column '{name}' is not read: is it {column} under a new name?"),
)
MENDED = Reason(
    "codes-mended",
    message("{n} lines with a code whose lost leading zero was put back"),
    message("{n} line with a code whose lost leading zero was put back"),
)
NOT_UNICODE = Reason(
    "not-unicode",
    message("not in UTF-8: read as {encoding}; look at its letters, or save it as UTF-8"),
)
WRONG_WIDTH = Reason(
    "wrong-width",
    message("{n} fields where the header has {width}"),
    message("{n} field where the header has {width}"),
)
WRONG_PUBLISHED_WIDTH = Reason(
    "wrong-published-width",
    message("{n} fields where the published layout has {width}"),
    message("{n} field where the published layout has {width}"),
)
HEADER_AGAIN = Reason("header-again", message("the header again"))


@dataclass(frozen=True)
class Layout:
    """Where the columns of a file stand.

    Attributes:
        table: The file.
        reader: Who reads it.
        places: Position of each column that the reader knows, from 0.
        width: How many fields a line should have.
        headed: Whether the first line is a header; if not, it is a row.
        note: What a user should know about how the columns were found; `None` if as expected.
    """

    table: TextTable
    reader: Reader
    places: Mapping[str, int]
    width: int
    headed: bool
    note: Remark | None = None

    @property
    def expected(self) -> int:
        """Lines that ought to be rows, or about how many."""
        return self.table.rows + (not self.headed)

    @property
    def notes(self) -> list[Remark]:
        """What a user should know of it, with columns that seem to have a new name."""
        return [self.note] if self.note else renamed(self.table, self.reader)

    @property
    def quotes(self) -> bool:
        """Whether quotation marks may hold line breaks in a cell: archives in tabs do not quote."""
        return self.table.separator != "\t" or self.reader.format == OWN

    def cells(self, line: str) -> tuple[list[str], str, bool]:
        """The fields of a line, each in its column; else why not; and whether it was repaired."""
        reason, width = WRONG_PUBLISHED_WIDTH if self.note else WRONG_WIDTH, self.width
        if (separators := line.count(self.table.separator)) > MOST_SEPARATORS:
            return [], reason.text(n=separators + 1, width=width), False
        found = fields(line, self.table.separator)
        if len(found) != width and (len(found) < width or any(found[width:])):
            closed = realigned(found, width, self.places, self.reader)
            if closed is None:
                return found, reason.text(n=len(found), width=width), False
            return closed, self._number_fault(closed), True
        if self.headed and _is_header(found, self.table.header):
            return found, HEADER_AGAIN.text(), False
        return found, self._number_fault(found), False

    def _number_fault(self, found: Sequence[str]) -> str:
        """What is wrong with the event's number: not there, or shortened to 9.1E+07."""
        reader = self.reader
        if not isinstance(reader, EventReader) or not reader.number:
            return ""
        given = found[self.places[reader.number]].strip()
        if re.fullmatch(r"\d(\.\d+)?[Ee]\+\d+", given):
            return CUT_NUMBER.text(given=given)
        missing = not given or given in NOTHING
        return NO_NUMBER.text() if missing and reader.must_have_number else ""


def _is_header(found: Sequence[str], header: Sequence[str]) -> bool:
    return found[0].strip() == header[0] and [field.strip() for field in found[: len(header)]] == [
        *header
    ]


def choose_layout(table: TextTable, wanted: str | None) -> Layout:
    """How a file is read: by the first reader that can.

    Raises:
        ImportFileError: No such format, or columns are missing.
    """
    known = formats()
    if wanted is not None and wanted not in known:
        near = get_close_matches(wanted.casefold(), list(known), n=1, cutoff=0.6)
        raise ImportFileError(
            "No format '{given}'.{hint} The formats are {known}.",
            given=wanted,
            hint=meant(near, mark="'"),
            known=", ".join(sorted(known)),
        )
    candidates = [known[wanted]] if wanted else list(known.values())
    for reader in candidates:
        found = layout_of(table, reader)
        if found is not None:
            return found
    raise _missing(table, _nearest(table, candidates))


def _nearest(table: TextTable, candidates: Sequence[Reader]) -> Reader:
    """The reader most of whose columns a file has; the one for tables of one's own if none has."""

    def has(reader: Reader) -> tuple[float, bool]:
        lacks = len(reader.missing_in(table.header)) / len(reader.required)
        return 1 - lacks, reader.format == OWN

    return max(candidates, key=has)


def _missing(table: TextTable, reader: Reader) -> ImportFileError:
    missing = reader.missing_in(table.header)
    taken = set(reader.columns_in(table.header).values())
    free = [name for place, name in enumerate(table.header) if place not in taken]
    near = {column: nearest(reader.required[column], free, _ALIKE) for column in missing}
    hints = Listing(
        (
            Phrase(" Is '{name}' the {column}?", name=name, column=reader.required[column][0])
            for column, name in near.items()
            if name
        ),
        between="",
    )
    return ImportFileError(
        "{file} – the header lacks {missing} ({format} format); it has: {found}.{hints} Name the "
        "columns {required} and import it again. The formats are {known}.",
        file=table.name,
        missing=", ".join(reader.required[column][0] for column in missing),
        format=reader.format,
        found=", ".join(name[:40] for name in table.header[:12]) or "–",
        hints=hints,
        required=", ".join(spellings[0] for spellings in reader.required.values()),
        known=", ".join(sorted(formats())),
    )


def nearest(spellings: Sequence[str], names: Sequence[str], alike: float) -> str:
    """The name that comes nearest to any spelling of a column; empty if none comes near.

    Names that differ in a figure only, as those of two sides do, are not near.
    """
    bare = {plain(name): name for name in names if name}
    for spelling in spellings:
        for found in get_close_matches(plain(spelling), list(bare), n=3, cutoff=alike):
            if re.sub(r"\d", "", found) != re.sub(r"\d", "", plain(spelling)):
                return bare[found]
    return ""


def renamed(table: TextTable, reader: Reader) -> list[Remark]:
    """Columns that a file has under a new name, as it seems, and that are not read."""
    found = reader.columns_in(table.header)
    free = [name for place, name in enumerate(table.header) if place not in found.values()]
    near = {
        spellings[0]: nearest(spellings, free, _MUCH_ALIKE)
        for column, spellings in reader.optional.items()
        if column not in found
    }
    return [RENAMED.remark(name=name, column=column) for column, name in near.items() if name]


def layout_of(table: TextTable, reader: Reader) -> Layout | None:
    """How a reader would read a file; `None` if it cannot.

    A header that names every required column is believed, unless no line has as many fields as it
    has names and the lines fit a published layout. A header that lacks columns, or is not there,
    gives way to a published layout that at least half of the first lines fit.
    """
    named, names = not reader.missing_in(table.header), len(table.header)
    by_name = Layout(table, reader, reader.columns_in(table.header), names, headed=True)
    widths = {len(_trimmed(line, names)) for line in table.sample}
    if named and (not widths or names in widths):
        return by_name
    for published in reader.layouts:
        places, width = reader.columns_in(published), len(published)
        fitting = [_fits(reader, places, line, width) for line in table.sample]
        first = _fits(reader, places, table.header, width)
        if sum(fitting) * 2 >= max(len(fitting), 1) and (first or any(fitting)):
            headed = not first and _names_columns(table.header, published)
            broken = BROKEN_HEADER.remark(n=names, width=width)
            note = broken if headed else NO_HEADER.remark(width=width)
            return Layout(table, reader, places, width, headed, note)
    return by_name if named else None


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
