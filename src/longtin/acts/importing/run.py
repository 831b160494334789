"""Import run: a user's files into a user's record, all of them or nothing.

Rows are classified in tables beside the record, a batch of lines at a time, and what is new of them
is written within one transaction.
"""

import re
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from longtin import _dates
from longtin.acts._vocabulary import rows_of
from longtin.acts.importing.batch import Batch
from longtin.acts.importing.bulk_insert import (
    StagedFile,
    count_replaced,
    insert,
    known_datasets,
    put_dataset,
    take_out,
)
from longtin.acts.importing.classify import EventStage, RowCounts, RowStage, create_staged
from longtin.acts.importing.deduplicate import (
    count_new,
    find_duplicates,
    span_of_rows,
)
from longtin.acts.importing.encodings import NAMES
from longtin.acts.importing.former_names import former_names
from longtin.acts.importing.layout import (
    MENDED,
    NOT_UNICODE,
    OWN,
    STRAY,
    Layout,
    choose_layout,
)
from longtin.acts.importing.ledger import Ledger
from longtin.acts.importing.spellings import create_dictionaries
from longtin.acts.importing.target import opened, refuse_lost_folder
from longtin.acts.importing.text_file import batches, checksum, open_tables
from longtin.acts.reader import EventReader, RowReader
from longtin.errors import ImportFileError

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[int, int], None]


def import_files(
    paths: str | Path | Sequence[str | Path],
    into: str | Path,
    format: str | None = None,  # noqa: A002 - the word a user knows
    dry_run: bool = False,
    progress: Progress | None = None,
    today: date | None = None,
) -> list[Ledger]:
    """Bring files into a record; if one cannot be read, none is.

    Each row becomes an act, a domestic act or a refusal with its reason, or is a duplicate of a
    row that the record has; importing a file twice changes nothing. A row once refused becomes an
    act when our lists of actors have grown.

    An ICEWS file in its full layout counts as the whole archive of its days: the shipped samples
    give way to it between its first and last day. An extract of ICEWS should be imported with
    `format="plain"`, which adds to the record.

    A file of disputes, alliances or UN votes brings the record's own up to date: in the years it
    speaks for, all of which it must hold, it stands in for what the record had.

    Args:
        paths: A file or several, plain or compressed; columns and encodings are recognised. A zip
            file of several tables is imported table by table, with a ledger for each.
        into: The record, a DuckDB file; made if it is not there.
        format: Which reader to use; without it, the one whose columns the file has.
        dry_run: Read everything and report, and write nothing.
        progress: Called with rows done and rows in all, for all files together.
        today: The day after which nothing can have happened; the machine's own without it.

    Returns:
        A ledger for each table, in order.

    Raises:
        ImportFileError: A file is not there or not a table we know, or the record cannot be
            written; nothing has changed.
    """
    target = Path(into)
    if isinstance(paths, str | Path):
        paths = [paths]
    if not paths:
        raise ImportFileError("No file was given. Name at least one file to import.")
    refuse_lost_folder(target)
    tables = [table for path in paths for table in open_tables(Path(path))]
    layouts = [choose_layout(table, format) for table in tables]
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(target, dry_run, Path(folder)) as connection,
    ):
        create_dictionaries(connection)
        parts = {"acts", *(layout.reader.part for layout in layouts)}
        create_staged(connection, parts)
        on = today or _dates.today()
        staged = _named(_stage_all(connection, layouts, on, progress), connection)
        counted = any("count" in layout.reader.optional for layout in layouts)
        lost = find_duplicates(connection, parts, counted=counted)
        ledgers = [_ledger(connection, each, lost, dry_run) for each in staged]
        if not dry_run:
            _write(connection, staged, ledgers, lost)
        return ledgers


def _stage_all(
    connection: "duckdb.DuckDBPyConnection",
    layouts: Sequence[Layout],
    today: date,
    progress: Progress | None,
) -> list[StagedFile]:
    total, done = sum(layout.expected for layout in layouts), 0
    staged = []
    for number, layout in enumerate(layouts):
        tell = partial(_tell, progress, done, total)
        each = _stage(connection, layout, number, today, tell)
        staged.append(each)
        done += each.counts.lines
        total += each.counts.lines - layout.expected
    _refuse_rivals(staged)
    return staged


def _tell(progress: Progress | None, before: int, total: int, lines: int) -> None:
    """Say how many lines of all files are done, and of how many."""
    if progress:
        progress(before + lines, max(before + lines, total))


def _stage(
    connection: "duckdb.DuckDBPyConnection",
    layout: Layout,
    number: int,
    today: date,
    tell: Callable[[int], None],
) -> StagedFile:
    """Classify the rows of a file; once more in single bytes where they prove not to be UTF-8."""
    began = time.perf_counter()
    mark = connection.execute("SELECT count(*) FROM words").fetchall()[0][0]
    with ThreadPoolExecutor(2, thread_name_prefix="import") as pool:
        summed = pool.submit(checksum, layout.table.path, layout.table.member)
        try:
            counts, repaired = _classify(connection, layout, number, today, pool, tell)
        except UnicodeDecodeError as error:
            for part in {"acts", layout.reader.part}:
                connection.execute(f"DELETE FROM staged_{part} WHERE file = ?", [number])  # noqa: S608 - a name of ours
            connection.execute("DELETE FROM words WHERE number >= ?", [mark])
            layout = replace(layout, table=layout.table.in_single_bytes(error.object))
            counts, repaired = _classify(connection, layout, number, today, pool, tell)
        sha256 = summed.result()
    span = span_of_rows(connection, number, layout.reader.part)
    seconds = time.perf_counter() - began
    return StagedFile(number, layout, "", sha256, counts, span, repaired, seconds)


def _classify(
    connection: "duckdb.DuckDBPyConnection",
    layout: Layout,
    number: int,
    today: date,
    pool: ThreadPoolExecutor,
    tell: Callable[[int], None],
) -> tuple[RowCounts, int]:
    """What a file gave, and how many lines were put right; a batch is read and split ahead."""
    counts, batch = RowCounts(), Batch(connection, layout)
    stage: EventStage | RowStage
    if isinstance(layout.reader, EventReader):
        stage = EventStage(connection, layout, layout.reader, number, today)
    else:
        assert isinstance(layout.reader, RowReader)  # noqa: S101 - there is no third kind
        stage = RowStage(connection, layout, layout.reader, number, today)
    coming = batches(layout.table, quotes=layout.quotes)

    def read_ahead() -> bool:
        """Decode and split what comes next; whether there is any."""
        blocks = next(coming, None)
        if blocks is not None:
            batch.split(blocks)
        return blocks is not None

    ahead = pool.submit(read_ahead)
    try:
        while ahead.result():
            lines = batch.take()
            ahead = pool.submit(read_ahead)
            if lines:
                stage.put(lines, counts)
            counts.lines += lines
            tell(counts.lines)
    finally:
        wait([ahead])
        batch.close()
    if layout.reader.format == OWN:
        counts.former = former_names(connection)
    return counts, batch.repaired


def _named(
    staged: Sequence[StagedFile], connection: "duckdb.DuckDBPyConnection"
) -> list[StagedFile]:
    """The files by the names their rows will go by: as before, if a file has been here before."""
    taken = {row["dataset"]: "" for row in rows_of("datasets.csv")} | known_datasets(connection)
    named = []
    for each in staged:
        table = each.layout.table
        own = next((name for name, found in taken.items() if found == each.sha256), None)
        dataset = own or name_of(Path(table.member or table.path), taken)
        taken[dataset] = each.sha256
        named.append(replace(each, dataset=dataset))
    return named


def name_of(path: Path, taken: Collection[str]) -> str:
    """A name for a file's rows: its own, without what `dataset:row` cannot hold, and not taken."""
    stem = path.name.split(".")[0]
    base = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_") or "file"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _refuse_rivals(staged: Sequence[StagedFile]) -> None:
    """Which of two files of a series should count last is for the user to say."""
    for place, one in enumerate(staged):
        for other in staged[place + 1 :]:
            series = one.layout.reader.series
            if not series or series != other.layout.reader.series or one.sha256 == other.sha256:
                continue
            if one.speaks_for is None or other.speaks_for is None:
                continue
            first = max(one.speaks_for[0], other.speaks_for[0])
            last = min(one.speaks_for[1], other.speaks_for[1])
            if first <= last:
                raise ImportFileError(
                    "{one} and {other} – both are updates of {series} and speak for {first} to "
                    "{last}. Import them one after another: the last counts.",
                    one=one.layout.table.name,
                    other=other.layout.table.name,
                    series=series,
                    first=first,
                    last=last,
                )


def _write(
    connection: "duckdb.DuckDBPyConnection",
    staged: Sequence[StagedFile],
    ledgers: Sequence[Ledger],
    lost: Collection[str],
) -> None:
    bringing = [pair for pair in zip(staged, ledgers, strict=True) if pair[1].dataset]
    if not bringing:
        return
    connection.execute("BEGIN")
    for each in staged:
        take_out(connection, each)
    insert(connection, [each for each, _ in bringing], lost)
    for each, ledger in bringing:
        put_dataset(connection, each, ledger)
    connection.execute("COMMIT")


def _ledger(
    connection: "duckdb.DuckDBPyConnection",
    staged: StagedFile,
    lost: Collection[str],
    dry_run: bool,
) -> Ledger:
    layout, counts = staged.layout, staged.counts
    new = count_new(connection, staged.number, staged.part, lost)
    replaced = count_replaced(connection, staged)
    first, last = staged.span or (None, None)
    stray = STRAY.remark(n=staged.repaired) if staged.repaired else None
    name = NAMES.get(layout.table.encoding)
    letters = NOT_UNICODE.remark(encoding=name) if name else None
    mended = MENDED.remark(n=counts.mended) if counts.mended else None
    return Ledger(
        file=layout.table.name,
        dataset=staged.dataset if new.fresh or replaced else "",
        format=layout.reader.format,
        encoding=layout.table.encoding,
        sha256=staged.sha256,
        expected=counts.lines,
        received=counts.rows,
        acts=new.acts,
        domestic=new.domestic,
        refusals=new.refused,
        duplicates=counts.rows - counts.silent - new.rows,
        first=first,
        last=last,
        seconds=staged.seconds,
        dry_run=dry_run,
        ties=new.ties,
        votes=new.votes,
        silent=counts.silent,
        split=counts.rows - counts.lines,
        replaced=replaced,
        notes=(*layout.notes, *filter(None, (letters, stray, mended, counts.former))),
        examples=new.examples,
    )
