"""Bringing a user's files into a user's record: all of them, or nothing.

Rows are resolved and written within one transaction, what may not be new by way of a temporary
folder. Where the record is new it is a file beside it, which takes its name when it is whole.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from longtin.acts import _quick
from longtin.acts._blocks import NotQuickError
from longtin.acts._contest import count_fresh, first_key, load, numbers_of
from longtin.acts._dictionary import Dictionary
from longtin.acts._held import Staging
from longtin.acts._ledger import Ledger
from longtin.acts._lines import open_tables
from longtin.acts._merge import (
    count_replaced,
    create,
    create_held,
    dictionary,
    known_datasets,
    merge,
    next_number,
    number_dataset,
    put_dataset,
    take_out,
)
from longtin.acts._schema import FORMAT
from longtin.acts._stage import Progress, Received, Source, choose_reader, name_of, stage
from longtin.acts._straight import Straight
from longtin.acts._vocabulary import rows_of
from longtin.acts.record import store
from longtin.errors import ImportFileError

if TYPE_CHECKING:
    import duckdb


MEMORY = "900MB"
"""What the data base may hold of rows on their way; the rest waits on disk."""


def import_files(
    paths: str | Path | Sequence[str | Path],
    into: str | Path,
    format: str | None = None,  # noqa: A002 - the word a user knows
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[Ledger]:
    """Bring files into a record; if one cannot be read, none is.

    Each row becomes an act, a domestic act or a refusal with its reason, or is a duplicate of a
    row that the record has; importing a file twice changes nothing. A row once refused that now
    resolves, because our lists of actors have grown, becomes an act.

    An ICEWS file in its full layout counts as the whole archive of its days: the shipped samples
    give way to it between its first and last day. An extract of ICEWS should be imported with
    `format="plain"`, which adds to the record.

    A file of disputes, alliances or UN votes brings the record's own up to date: in the years it
    speaks for it stands in for what the record had, and the last imported counts. It must
    hold every state of its years.

    A zip file of several tables is imported table by table, with a ledger for each.

    Args:
        paths: A file or several, plain or compressed; columns and encodings are recognised.
        into: The record, a DuckDB file; made if it is not there.
        format: Which reader to use; without it, the one whose columns the file has.
        dry_run: Read everything and report, and write nothing.
        progress: Called with rows done and rows in all, for all files together.

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
    if not target.parent.is_dir():
        raise ImportFileError(
            f"{target} – the folder {target.parent} is not there. Make it, or choose another place."
        )
    tables = [table for path in paths for table in open_tables(Path(path), _quick.LARGE)]
    chosen = [choose_reader(table, format) for table in tables]
    sources = [
        Source(number, table, reader, seats)
        for number, (table, (reader, seats)) in enumerate(zip(tables, chosen, strict=True))
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        _opened(target, dry_run, Path(folder)) as connection,
        _straight(connection, Path(folder), dry_run) as straight,
    ):
        staging = Staging(Path(folder), dictionary(connection))
        staged = _stage_all(connection, sources, staging, straight, progress)
        return _settle(connection, _named(staged, connection), staging, straight, dry_run)


@contextmanager
def _straight(
    connection: "duckdb.DuckDBPyConnection", folder: Path, dry_run: bool
) -> Iterator[Straight]:
    """The way into the record within one transaction; for a dry run, into a file that is left."""
    catalogue = "mine"
    if dry_run:
        catalogue = "aside"
        connection.execute(f"ATTACH {store.quoted(str(folder / 'aside.duckdb'))} AS {catalogue}")
        create_held(connection, catalogue)
    first = next_number(connection)
    connection.execute("BEGIN")
    with closing(Straight(connection, catalogue, first)) as straight:
        yield straight
    connection.execute("ROLLBACK" if dry_run else "COMMIT")
    if dry_run:
        connection.execute(f"DETACH {catalogue}")


def _named(staged: list["_Staged"], connection: "duckdb.DuckDBPyConnection") -> list["_Staged"]:
    """The files by the names their rows will go by: as before, if a file has been here before."""
    taken = {row["dataset"]: row["sha256"] for row in _shipped_names()}
    taken |= known_datasets(connection)
    named = []
    for each in staged:
        table = each.source.table
        own = next((name for name, found in taken.items() if found == table.sha256), None)
        dataset = own or name_of(Path(table.member or table.path), taken)
        taken[dataset] = table.sha256
        named.append(replace(each, source=replace(each.source, dataset=dataset)))
    return named


def _shipped_names() -> list[dict[str, str]]:
    return [{"dataset": row["dataset"], "sha256": ""} for row in rows_of("datasets.csv")]


@dataclass(frozen=True)
class _Staged:
    """A file set down beside the record: when its acts were, and the days it speaks for."""

    source: Source
    received: Received
    span: tuple[date, date] | None
    speaks_for: tuple[date, date] | None
    seconds: float


def _stage_all(
    connection: "duckdb.DuckDBPyConnection",
    sources: list[Source],
    staging: Staging,
    straight: Straight,
    progress: Progress | None,
) -> list[_Staged]:
    total, done = sum(source.expected for source in sources), 0

    def tell(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            progress(done, max(done, total))

    @cache
    def seen(archive: str) -> _quick.Seen:
        return _quick.Seen(numbers_of(connection, archive))

    staged = []
    for source in sources:
        began = time.perf_counter()
        before, guessed = done, source.expected
        quick = _stage_quickly(source, staging, straight, seen, tell)
        if quick is None:
            done, quick = before, (_read_through(source), Received())
            stage(quick[0], staging, quick[1], tell)
        whole, received = quick
        total += whole.expected - guessed
        span = staging.spans.get(source.number)
        own = (received.first, received.last) if received.first and received.last else span
        staged.append(_Staged(whole, received, span, own, time.perf_counter() - began))
    _refuse_rivals(staged)
    return staged


def _stage_quickly(
    source: Source,
    staging: Staging,
    straight: Straight,
    seen: Callable[[str], _quick.Seen],
    tell: Callable[[int], None],
) -> tuple[Source, Received] | None:
    """A large file read by spellings, and what is then known of it; `None` if it cannot be."""
    table, received = source.table, Received()
    if not _quick.can(source):
        return None
    archive = source.reader.archive
    known = seen(archive)
    straight.begin(source.number, first_key(archive), partial(staging.spanned, source.number))
    try:
        found = _quick.stage_quickly(source, staging, straight, received, known, tell)
    except NotQuickError:
        staging.forget(source.number)
        straight.forget()
        return None
    expected, sha256 = found
    rows = expected - (not source.seats.headed)
    return replace(source, table=table.known(sha256, rows)), received


def _read_through(source: Source) -> Source:
    """A file with its checksum, encoding and number of lines, if they have not been found yet."""
    if not source.table.is_glimpse:
        return source
    tables = open_tables(source.table.path)
    (whole,) = (table for table in tables if table.member == source.table.member)
    return replace(source, table=whole)


def _refuse_rivals(staged: list[_Staged]) -> None:
    """Which of two files of a series should count last is for the user to say."""
    for place, one in enumerate(staged):
        for other in staged[place + 1 :]:
            same = one.source.reader.series and one.source.series == other.source.series
            if not same or one.speaks_for is None or other.speaks_for is None:
                continue
            if one.source.table.sha256 == other.source.table.sha256:
                continue
            first = max(one.speaks_for[0], other.speaks_for[0])
            last = min(one.speaks_for[1], other.speaks_for[1])
            if first <= last:
                raise ImportFileError(
                    f"{one.source.table.name} and {other.source.table.name} – both are updates of "
                    f"{one.source.series} and speak for {first} to {last}. Import them one after "
                    "another: the last counts."
                )


def _settle(
    connection: "duckdb.DuckDBPyConnection",
    staged: list[_Staged],
    staging: Staging,
    straight: Straight,
    dry_run: bool,
) -> list[Ledger]:
    load(connection, staging.folder, [each.source for each in staged], straight)
    ledgers = [_ledger(connection, each, staging.dictionary, straight, dry_run) for each in staged]
    bringing = [pair for pair in zip(staged, ledgers, strict=True) if pair[1].dataset]
    if bringing and not dry_run:
        for each in staged:
            take_out(connection, each.source, each.speaks_for)
        for each, _ in bringing:
            number_dataset(connection, each.source, straight)
        merge(connection, staging.dictionary)
        for each, ledger in bringing:
            put_dataset(connection, each.source, ledger, each.received, each.speaks_for)
    return ledgers


def _ledger(
    connection: "duckdb.DuckDBPyConnection",
    staged: _Staged,
    words: Dictionary,
    straight: Straight,
    dry_run: bool,
) -> Ledger:
    source, received = staged.source, staged.received
    fresh = count_fresh(connection, source.number, words, straight)
    replaced = count_replaced(connection, source, staged.speaks_for)
    first, last = staged.span or (None, None)
    return Ledger(
        file=source.table.name,
        dataset=source.dataset if fresh.rows or replaced else "",
        format=source.reader.format,
        encoding=source.table.encoding,
        sha256=source.table.sha256,
        expected=source.expected,
        received=received.rows,
        acts=fresh.acts,
        domestic=fresh.domestic,
        refused=fresh.refused,
        duplicates=received.rows - received.silent - fresh.rows,
        first=first,
        last=last,
        seconds=staged.seconds,
        dry_run=dry_run,
        ties=fresh.ties,
        votes=fresh.votes,
        silent=received.silent,
        split=received.rows - source.expected,
        replaced=replaced,
        note=_note(source, received),
    )


def _note(source: Source, received: Received) -> str:
    many = received.realigned
    stray = f"{many} line{'s' * (many != 1)} with a stray separator put right" if many else ""
    return "; ".join(part for part in (source.seats.note, stray) if part)


@contextmanager
def _opened(target: Path, dry_run: bool, folder: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection with the record attached as `mine`; a new one gets its name at the end."""
    import duckdb

    new = not target.exists()
    beside = None if not new or dry_run else _beside(target)
    bounds: store.Settings = {"memory_limit": MEMORY, "temp_directory": str(folder / "spilt")}
    connection = duckdb.connect(":memory:", config=store.SETTINGS | bounds)
    try:
        if new:
            connection.execute(f"ATTACH {store.quoted(str(beside or ':memory:'))} AS mine")
            create(connection)
        else:
            _attach(connection, target, dry_run)
        yield connection
        connection.execute("DETACH mine")
        if beside:
            beside.replace(target)
    except (duckdb.Error, OSError) as error:
        raise ImportFileError(
            f"{target} – the record could not be written: {str(error).splitlines()[0]} "
            "Check that there is room and that you may write there; nothing has changed."
        ) from error
    finally:
        connection.close()
        if beside:
            shutil.rmtree(beside.parent, ignore_errors=True)


def _beside(target: Path) -> Path:
    """A place for the new record on the same disk, so that it can take its name in one step."""
    try:
        folder = tempfile.mkdtemp(prefix=".longtin-", dir=target.parent)
    except OSError as error:
        raise ImportFileError(
            f"{target} – the record cannot be written there ({error.strerror}). Choose a folder "
            "you may write to."
        ) from error
    return Path(folder) / "record.duckdb"


def _attach(connection: "duckdb.DuckDBPyConnection", target: Path, dry_run: bool) -> None:
    import duckdb

    if not dry_run and (not target.is_file() or not os.access(target, os.W_OK)):
        raise ImportFileError(
            f"{target} – this is not a file that you may write to. Choose another record."
        )
    try:
        only = " (READ_ONLY)" if dry_run else ""
        connection.execute(f"ATTACH {store.quoted(str(target))} AS mine{only}")
    except duckdb.Error as error:
        raise ImportFileError(store.why_not_open(target, error)) from error
    if not store.is_record(connection):
        raise ImportFileError(
            f"{target} – this DuckDB file is not a Longtin record of format {FORMAT}. "
            "Choose another name, and a new record will be made."
        )
