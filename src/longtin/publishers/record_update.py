"""Update of a user's record, or of a folder, with what a publisher has and it has not.

Files are fetched one after another and imported in small lots, so that a broken line, a full disk
or one bad file costs no more than itself: what was brought stays, what came of a broken transfer is
kept, and the next run goes on from there. Running it again when nothing is new changes nothing.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from longtin.errors import FetchError, OutputError, Term
from longtin.publishers import checksum_lists, dataverse, holdings, mirror as mirrors
from longtin.publishers.delivery import Delivery, Progress, beside
from longtin.publishers.published_file import PublishedFile, in_order
from longtin.publishers.publisher import Publisher, publisher_named
from longtin.publishers.transfer import Web
from longtin.publishers.update_report import FileUpdate, State, UpdateReport

MOST_UNASKED = 2_000_000_000
"""Bytes that are fetched without the first day being named."""


def update(
    publisher: str,
    into: str | Path | None = None,
    *,
    since: date | None = None,
    mirror: str | Path | None = None,
    save: str | Path | None = None,
    dry_run: bool = False,
    own: Path | None = None,
    progress: Progress | None = None,
    wait: Callable[[float], None] | None = None,
) -> UpdateReport:
    """Bring into a record what a publisher has and the record has not.

    A file is known by its name and the checksum that its publisher lists, so that what was brought
    is not fetched again, and a file that was replaced is. Rows that the replaced file no longer has
    stay in the record. Nothing is fetched but what is asked for here.

    Args:
        publisher: Whose files, such as `polecat`.
        into: The record, a DuckDB file; made if it is not there.
        since: Only files that speak for this day or a later one, by their names.
        mirror: A folder or web address that has the files, in place of the publisher.
        save: A folder to fetch into in place of a record, as `mirror` reads it.
        dry_run: Say what is new, and fetch nothing but the list of files.
        own: A list of publishers of the user's own, laid over ours.
        progress: Called as work goes on.
        wait: Waits so many seconds, when a server asks for it.

    Returns:
        A report on each file.

    Raises:
        FetchError: No such publisher, its list of files cannot be had, or too much is new to be
            fetched without `since`.
        OutputError: Another update of the same record or folder is running, or there is no room.
        RecordError: The record cannot be read or written.
        DataError: The list of publishers is not one.
    """
    found = publisher_named(publisher, own)
    name = publisher.strip().lower()
    target = _target(into, save)
    with Web(wait or time.sleep) as web:
        published = in_order(_listed(found, mirror, web))
        wanted = _wanted(published, found, since)
        if not wanted and since is None:
            raise _nothing_there(found, mirror)

        def compared() -> UpdateReport:
            held = _held(target, name, published, saves=save is not None)
            return UpdateReport(name, tuple(_at_first(each, held) for each in wanted), dry_run)

        report = compared()
        if dry_run or not report.news:
            return report
        _refuse_too_much(report, since, mirror)
        with _alone(target):
            report = compared()  # another update may have been at work until now
            return Delivery(web, found, target, save is not None, progress).of(report)


def _target(into: str | Path | None, save: str | Path | None) -> Path:
    if (into is None) == (save is None):
        raise FetchError(
            "Say where the files should go: into a record with --into, or into a folder with "
            "--save, and not both."
        )
    target = Path(into if into is not None else save or "")
    folder = target.parent if into is not None else target
    if not folder.is_dir():
        raise OutputError(
            "{file}: the folder {folder} does not exist. Make it first, or write elsewhere.",
            file=target,
            folder=folder,
        )
    return target


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keep a second update of the same target out; the system lets go when a process ends."""
    import filelock

    lock = filelock.FileLock(beside(target, "lock"))
    try:
        lock.acquire(blocking=False)
    except filelock.Timeout as error:
        raise OutputError(
            "{file} – another update is at work on it. Wait until that is done.", file=target
        ) from error
    try:
        yield
    finally:
        lock.release()


def _listed(publisher: Publisher, mirror: str | Path | None, web: Web) -> Iterator[PublishedFile]:
    if mirror is not None:
        return mirrors.listed(publisher, mirror, web)
    match publisher.protocol:
        case "dataverse":
            return dataverse.listed(publisher, web)
        case "md5sums":
            return checksum_lists.listed(publisher, web)
        case "masterfilelist":
            return checksum_lists.listed_in_master(publisher, web)
        case "by_hand":
            raise FetchError(
                "{title} may not be fetched by a program: {terms}. Fetch the file in a browser "
                "from {page}, put it into a folder, and give that with --mirror.",
                title=publisher.title,
                terms=Term(publisher.terms.en, publisher.terms.vi),
                page=publisher.page,
            )


def _held(
    target: Path, name: str, published: Sequence[PublishedFile], *, saves: bool
) -> Mapping[str, str]:
    """Checksums by name of what is there."""
    if saves:
        return holdings.in_folder(target, published)
    return holdings.in_record(target, name)


def _wanted(
    published: Sequence[PublishedFile], publisher: Publisher, since: date | None
) -> list[PublishedFile]:
    chosen = list(published[-1:]) if publisher.newest else list(published)
    if since is None:
        return chosen
    return [each for each in chosen if each.last is None or each.last >= since]


def _nothing_there(publisher: Publisher, mirror: str | Path | None) -> FetchError:
    return FetchError(
        "{place} has no file of {title} by any of the names that we know. If its files are called "
        "otherwise now, give their names with --publishers.",
        place=mirror or publisher.address,
        title=publisher.title,
    )


def _at_first(file: PublishedFile, held: Mapping[str, str]) -> FileUpdate:
    state: State = "new"
    if file.name in held:
        state = "held" if held[file.name] == file.checksum else "replaced"
    return FileUpdate(file, state, "held" if state == "held" else "waiting")


def _refuse_too_much(report: UpdateReport, since: date | None, mirror: str | Path | None) -> None:
    local = mirror is not None and not mirrors.is_address(mirror)
    if since is not None or local or report.size <= MOST_UNASKED:
        return
    raise FetchError(
        "{n} files of about {size} GB are new. Give the first day you want with --since, such as "
        "{day}; --dry-run shows what that would fetch.",
        n=len(report.news),
        size=round(report.size / 1e9),
        day=report.last or "2024-01",
    )
