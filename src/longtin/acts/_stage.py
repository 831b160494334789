"""A file read, resolved and set down beside the record, before anything in the record changes."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import polars as pl

from longtin.acts._dictionary import Dictionary
from longtin.acts._held import SPHERE, Staging
from longtin.acts._lines import TextTable
from longtin.acts._reader import Reader, Seats, formats, plain
from longtin.acts._resolve import resolve
from longtin.acts._seats import realigned, seats
from longtin.errors import ImportFileError, Listing, Phrase, meant

NUMBERED = r"^event ([1-9][0-9]{0,17})$"
"""An identity that is the archive's own number, written the one way there is."""

ROWS_AT_A_TIME = 50_000

Progress = Callable[[int, int], None]
Line = tuple[int, str, list[str]]


OWN = "plain"
"""The format of tables that people write themselves."""


@dataclass(frozen=True)
class Source:
    """A file that a reader has agreed to read.

    Attributes:
        number: Its place among the files imported together.
        table: The file.
        reader: Who reads it.
        seats: Where its columns stand.
        dataset: The name its rows will go by; empty until all files have been read.
    """

    number: int
    table: TextTable
    reader: Reader
    seats: Seats
    dataset: str = ""

    @property
    def expected(self) -> int:
        """Lines that ought to be rows."""
        return self.table.rows + (not self.seats.headed)

    @property
    def series(self) -> str:
        """What its rows go by in the record: the series they bring up to date, or their own."""
        return self.reader.series or self.dataset


@dataclass
class Received:
    """What a reader gave, summed over lots.

    Attributes:
        rows: Rows.
        silent: Rows that say that nothing was done.
        realigned: Lines with stray separators, put right.
        first: First day that the file speaks for, where that is not when its acts happened.
        last: Last such day.
    """

    rows: int = 0
    silent: int = 0
    realigned: int = 0
    first: date | None = None
    last: date | None = None

    def speak_for(self, span: tuple[date, date] | None) -> None:
        """Widen the days that the file speaks for."""
        if span is not None:
            self.first = min(self.first or span[0], span[0])
            self.last = max(self.last or span[1], span[1])


def choose_reader(table: TextTable, wanted: str | None) -> tuple[Reader, Seats]:
    """The reader that can read a file, and where it finds the columns.

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
        found = seats(table, reader)
        if found is not None:
            return reader, found
    raise _missing(table, _nearest(table, candidates))


def _nearest(table: TextTable, candidates: Sequence[Reader]) -> Reader:
    """The reader most of whose columns a file has; the one for tables of one's own if none has."""

    def has(reader: Reader) -> tuple[float, bool]:
        lacks = len(reader.missing_in(table.header)) / len(reader.required)
        return 1 - lacks, reader.format == OWN

    return max(candidates, key=has)


def _missing(table: TextTable, reader: Reader) -> ImportFileError:
    missing = reader.missing_in(table.header)
    names = {plain(name): name for name in table.header if name}
    close = {
        column: get_close_matches(plain(column), list(names), n=1, cutoff=0.6) for column in missing
    }
    asked = [(names[near[0]], column) for column, near in close.items() if near]
    hints = Listing(
        (Phrase(" Is '{name}' the {column}?", name=name, column=column) for name, column in asked),
        between="",
    )
    return ImportFileError(
        "{file} – the header lacks {missing} ({format} format); it has: {found}.{hints} Name the "
        "columns {required} and import it again. The formats are {known}.",
        file=table.name,
        missing=", ".join(missing),
        format=reader.format,
        found=", ".join(name[:40] for name in table.header[:12]) or "–",
        hints=hints,
        required=", ".join(reader.required),
        known=", ".join(sorted(formats())),
    )


def name_of(path: Path, taken: Collection[str]) -> str:
    """A name for a file's rows: its own, without what `dataset:row` cannot hold, and not taken."""
    stem = path.name.split(".")[0]
    base = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_") or "file"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def stage(
    source: Source, staging: Staging, received: Received, progress: Callable[[int], None]
) -> None:
    """Set down what a file's rows became, line by line.

    Args:
        source: The file and its reader.
        staging: Where to.
        received: What is counted.
        progress: Told how many lines were done, after each lot.

    Raises:
        ImportFileError: The file changed under us, or holds a line too long to be a row.
    """
    lines = source.table.lines(headed=source.seats.headed)
    while taken := list(islice(lines, ROWS_AT_A_TIME)):
        put_lines(source, taken, staging, received)
        progress(len(taken))


def put_lines(source: Source, lot: list[Line], staging: Staging, received: Received) -> None:
    """Set down what some lines of a file became."""
    rows = _frame(source, lot, received)
    received.speak_for(source.reader.spoken_for(rows))
    for part, frame in _parted(source, source.reader.raw(rows), received).items():
        if frame.height:
            staging.put(source.number, part, _held(frame, part, staging.dictionary))


def _held(rows: pl.DataFrame, part: str, dictionary: Dictionary) -> pl.DataFrame:
    """Rows with numbers for words."""
    if part in ("ties", "votes"):
        return rows
    names = ["source_name", "target_name", *(["reason"] if part == "refusals" else [])]
    held = rows.with_columns([dictionary.words(rows[name]).alias(name) for name in names])
    if part == "refusals":
        return held
    return held.with_columns(
        dictionary.meanings(rows).alias("meaning"),
        pl.col("source_sphere", "target_sphere").replace_strict(SPHERE, return_dtype=pl.Int8),
    )


def _parted(source: Source, raw: pl.DataFrame, received: Received) -> dict[str, pl.DataFrame]:
    """Rows by what they became, each with its line's number and what it is known by."""
    received.rows += raw.height
    if "silent" in raw.columns:
        spoken = raw.filter(~pl.col("silent") | pl.col("problem").is_not_null())
        received.silent += raw.height - spoken.height
        raw = spoken
    known = raw.with_columns(
        (pl.lit(f"{source.reader.archive}\x1f") + pl.col("identity")).alias("identity"),
        pl.col("identity").str.extract(NUMBERED).cast(pl.Int64).alias("number"),
    )
    if source.reader.part == "acts":
        return _resolved(source, known)
    sound = pl.col("problem").is_null()
    refused = known.filter(~sound).with_columns(pl.col("problem").alias("reason"))
    return {source.reader.part: known.filter(sound), "refusals": refused}


def _resolved(source: Source, raw: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Acts, domestic acts and refusals. A line may have become several rows: they share its number.

    Rows are told apart by their place while they are resolved.
    """
    placed = raw.with_columns(pl.int_range(pl.len(), dtype=pl.Int32).alias("place"))
    resolved = resolve(
        placed.with_columns(pl.col("place").alias("row")),
        "",
        source.reader.archive,
        source.reader.look_up,
    )
    lines = placed.select("place", "row", "identity", "number", "start")
    place = pl.col("origin").str.split(":").list.last().cast(pl.Int32).alias("place")
    parts = {
        part: frame.with_columns(place).join(
            lines.drop("start"), on="place", how="left", maintain_order="left"
        )
        for part, frame in (("acts", resolved.acts), ("domestic", resolved.domestic))
    }
    parts["refusals"] = resolved.refusals.rename({"row": "place"}).join(
        lines, on="place", how="left", maintain_order="left"
    )
    return parts


def _frame(source: Source, lot: list[Line], received: Received) -> pl.DataFrame:
    places = source.seats.places
    known = (*source.reader.required, *source.reader.optional)
    rows, problems = [], []
    for _, _, found in lot:
        row, problem = _seated(source, found, received)
        rows.append(row)
        problems.append(problem)
    columns: dict[str, list[object]] = {
        "row": [number for number, _, _ in lot],
        "line": [line for _, line, _ in lot],
        "problem": list(problems),
    }
    for column in known:
        place = places.get(column)
        columns[column] = [
            (row[place].strip() or None) if place is not None and place < len(row) else None
            for row in rows
        ]
    kinds = {"row": pl.Int32(), "line": pl.String(), "problem": pl.String()}
    return pl.DataFrame(columns, schema=kinds | dict.fromkeys(known, pl.String()))


def _seated(source: Source, found: list[str], received: Received) -> tuple[list[str], str | None]:
    """The fields of a line, each in its column, or why they cannot be put there."""
    width = source.seats.width
    if len(found) != width and not (len(found) > width and not any(found[width:])):
        closed = realigned(found, width, source.seats.places, source.reader)
        if closed is None:
            fields = f"{len(found)} field{'s' * (len(found) != 1)}"
            layout = "published layout" if source.seats.note else "header"
            return found, f"{fields} where the {layout} has {width}"
        received.realigned += 1
        return closed, None
    if source.seats.headed and _is_header(found, source.table.header):
        return found, "the header again"
    return found, None


def _is_header(found: list[str], header: tuple[str, ...]) -> bool:
    return found[0].strip() == header[0] and [field.strip() for field in found[: len(header)]] == [
        *header
    ]
