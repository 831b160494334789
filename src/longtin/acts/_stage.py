"""A file read, resolved and set down beside the record, before anything in the record changes."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import polars as pl

from longtin.acts._lines import TextTable
from longtin.acts._reader import Reader, formats, plain
from longtin.acts._resolve import Resolved, resolve
from longtin.errors import ImportFileError

PARTS = ("acts", "domestic", "refusals")
ROWS_AT_A_TIME = 50_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Source:
    """A file that a reader has agreed to read.

    Attributes:
        number: Its place among the files imported together.
        table: The file.
        reader: Who reads it.
        dataset: The name its rows will go by.
    """

    number: int
    table: TextTable
    reader: Reader
    dataset: str


def choose_reader(table: TextTable, wanted: str | None) -> Reader:
    """The reader whose columns a file has.

    Raises:
        ImportFileError: No such format, or columns are missing.
    """
    known = formats()
    if wanted is not None and wanted not in known:
        near = get_close_matches(wanted, list(known), n=1, cutoff=0.4)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise ImportFileError(
            f"No format {wanted!r}.{meant} The formats are {', '.join(sorted(known))}."
        )
    candidates = [known[wanted]] if wanted else list(known.values())
    for reader in candidates:
        if not reader.missing_in(table.header):
            return reader
    nearest = min(candidates, key=lambda reader: len(reader.missing_in(table.header)))
    raise ImportFileError(_missing(table, nearest, tell_formats=wanted is None))


def _missing(table: TextTable, reader: Reader, *, tell_formats: bool) -> str:
    missing = reader.missing_in(table.header)
    names = {plain(name): name for name in table.header if name}
    close = {
        column: get_close_matches(plain(column), list(names), n=1, cutoff=0.6) for column in missing
    }
    hints = "".join(
        f" Is {names[near[0]]!r} the {column}?" for column, near in close.items() if near
    )
    shown = ", ".join(name[:40] for name in table.header[:12]) or "nothing"
    listed = f" The formats are {', '.join(sorted(formats()))}." if tell_formats else ""
    return (
        f"{table.path} – the header lacks {', '.join(missing)} ({reader.format} format); it "
        f"has: {shown}.{hints} Name the columns {', '.join(reader.required)} and import it "
        f"again.{listed}"
    )


def name_of(path: Path, taken: Collection[str]) -> str:
    """A name for a file's rows: its own, without what `dataset:row` cannot hold, and not taken."""
    stem = path.name.split(".")[0]
    base = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_") or "file"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def stage(source: Source, folder: Path, progress: Callable[[int], None]) -> int:
    """Write what a file's rows became as Parquet into a folder.

    Args:
        source: The file and its reader.
        folder: Where to write.
        progress: Told how many rows were done, after each lot.

    Returns:
        How many rows the reader gave.

    Raises:
        ImportFileError: The file changed under us, or holds a line too long to be a row.
    """
    received = 0
    for lot, rows in enumerate(_lots(source)):
        raw = source.reader.raw(rows)
        archive = source.reader.archive
        resolved = resolve(raw, source.dataset, archive, source.reader.look_up)
        identities = raw.select(
            "row", (pl.lit(f"{archive}\x1f") + pl.col("identity")).alias("identity")
        )
        for part, frame in _told_apart(resolved, identities).items():
            frame.with_columns(pl.lit(source.number).alias("file")).write_parquet(
                folder / f"{part}-{source.number}-{lot}.parquet", compression="lz4"
            )
        received += rows.height
        progress(rows.height)
    return received


def _told_apart(resolved: Resolved, identities: pl.DataFrame) -> dict[str, pl.DataFrame]:
    row = pl.col("origin").str.split(":").list.last().cast(pl.Int32).alias("row")
    parts = {
        "acts": resolved.acts.with_columns(row),
        "domestic": resolved.domestic.with_columns(row),
        "refusals": resolved.refusals,
    }
    return {part: frame.join(identities, on="row", how="left") for part, frame in parts.items()}


def _lots(source: Source) -> Iterator[pl.DataFrame]:
    lines = source.table.lines()
    while lot := list(islice(lines, ROWS_AT_A_TIME)):
        yield _frame(source, lot)


def _frame(source: Source, lot: list[tuple[int, str, list[str]]]) -> pl.DataFrame:
    width = len(source.table.header)
    places = source.reader.columns_in(source.table.header)
    known = (*source.reader.required, *source.reader.optional)
    columns: dict[str, list[object]] = {
        "row": [number for number, _, _ in lot],
        "line": [line for _, line, _ in lot],
        "problem": [_misfit(found, width) for _, _, found in lot],
    }
    for column in known:
        place = places.get(column)
        columns[column] = [
            (found[place].strip() or None) if place is not None and place < len(found) else None
            for _, _, found in lot
        ]
    kinds = {"row": pl.Int32(), "line": pl.String(), "problem": pl.String()}
    return pl.DataFrame(columns, schema=kinds | dict.fromkeys(known, pl.String()))


def _misfit(found: list[str], width: int) -> str | None:
    """A line with too few fields was cut or mis-split; empty ones too many do no harm."""
    if len(found) == width or (len(found) > width and not any(found[width:])):
        return None
    return f"{len(found)} field{'s' * (len(found) != 1)} where the header has {width}"


def span_of(folder: Path, number: int) -> tuple[date, date] | None:
    """First and last day of a staged file's acts, domestic ones with them."""
    days = [
        (frame["start"].min(), frame["end"].max())
        for part in ("acts", "domestic")
        for path in sorted(folder.glob(f"{part}-{number}-*.parquet"))
        if (frame := pl.read_parquet(path, columns=["start", "end"])).height
    ]
    first = min((start for start, _ in days if isinstance(start, date)), default=None)
    last = max((end for _, end in days if isinstance(end, date)), default=None)
    return (first, last) if first and last else None
