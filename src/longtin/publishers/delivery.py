"""Delivery of published files: fetched, checked, and taken into a record or a folder.

What is fetched for a record waits beside it, in a hidden folder, until it is imported. The
beginning of a transfer that was cut off stays there, and so does a file that could not be imported,
so that neither is fetched twice.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from longtin.acts import Ledger, import_files
from longtin.errors import FetchError, LongtinError, OutOfReachError, OutputError
from longtin.publishers import holdings
from longtin.publishers.published_file import PublishedFile
from longtin.publishers.publisher import Publisher
from longtin.publishers.transfer import Web, matches
from longtin.publishers.update_report import FileUpdate, UpdateReport

LOT_BYTES, LOT_FILES = 64_000_000, 96
"""Files that are imported together: all of a day of GDELT 2, or a large one alone."""

Progress = Callable[[str, int, int], None]
"""Called with `fetch` or `import`, how much is done, and of how much: bytes, or rows."""

_Lot = Sequence[tuple[FileUpdate, Path]]


def beside(target: Path, ending: str) -> Path:
    """A hidden name for our own work beside a record, or in a folder that is saved to."""
    if target.is_dir():
        return target / f".update.{ending}"
    return target.with_name(f".{target.name}.{ending}")


class Delivery:
    """Files on their way.

    Args:
        web: Where they are fetched from.
        publisher: Whose they are.
        target: The record, or the folder.
        saves: Whether it is a folder.
        progress: Called as work goes on.
    """

    def __init__(
        self,
        web: Web,
        publisher: Publisher,
        target: Path,
        saves: bool,
        progress: Progress | None = None,
    ) -> None:
        self._web, self._publisher = web, publisher
        self._target, self._saves = target, saves
        self._progress = progress or (lambda _what, _done, _total: None)
        self._parts = target if saves else beside(target, "fetched")
        self._fetched, self._total = 0, 0

    def of(self, report: UpdateReport) -> UpdateReport:
        """Bring what a report has as new, and say what became of it.

        Raises:
            OutputError: There is no room; nothing was fetched.
            RecordError: The record cannot be written to; nothing was fetched.
        """
        self._name, self._total = report.publisher, report.size
        self._check_room(report)
        if not self._saves:
            holdings.prepare(self._target)
        self._parts.mkdir(exist_ok=True)
        done: dict[str, FileUpdate] = {}
        stopped: LongtinError | None = None
        lot: list[tuple[FileUpdate, Path]] = []
        for each in report.news:
            try:
                lot.append((each, self._had(each.file)))
            except (OutOfReachError, OutputError) as error:
                stopped = error
                break
            except FetchError as error:
                done[each.file.name] = replace(each, outcome="failed", problem=error)
                continue
            if self._is_full(lot):
                done |= self._taken_in(lot)
                lot = []
        done |= self._taken_in(lot)
        self._tidy(report, stopped)
        files = tuple(done.get(each.file.name, each) for each in report.files)
        return replace(report, files=files, stopped=stopped)

    def _check_room(self, report: UpdateReport) -> None:
        """Refuse before anything is fetched what the disk cannot hold."""
        sizes = [each.file.size or 0 for each in report.news if isinstance(each.file.place, str)]
        needed = sum(sizes) if self._saves else max(sizes, default=0)
        free = shutil.disk_usage(self._target.parent).free
        if needed > free:
            raise OutputError(
                "{file} – {needed} MB are to come and the disk has room for {free} MB. Make room, "
                "or give a later day with --since.",
                file=self._target,
                needed=round(needed / 1e6),
                free=round(free / 1e6),
            )

    def _had(self, file: PublishedFile) -> Path:
        """Where a file is, whole and with its publisher's checksum."""
        whole = file.place if isinstance(file.place, Path) else self._parts / file.name
        if whole == file.place:
            _check_mirrored(file, whole)
        elif not (file.checksum and whole.is_file() and matches(whole, file.checksum)):
            self._fetch(file, str(file.place), whole)
        self._fetched += file.size or 0
        self._progress("fetch", self._fetched, max(self._total, self._fetched))
        return whole

    def _fetch(self, file: PublishedFile, url: str, whole: Path) -> None:
        """Fetch a file; with a wrong checksum, once more from its beginning."""
        figures = file.checksum.rpartition(":")[2]
        part = self._parts / f".{file.name}.{figures[:12] or 'part'}"
        before = self._fetched
        for _ in range(2):
            self._web.fetch(
                url,
                part,
                file.size,
                lambda come: self._progress(
                    "fetch", before + come, max(self._total, before + come)
                ),
            )
            if matches(part, file.checksum):
                part.replace(whole)
                return
            part.unlink()
        raise FetchError(
            "{file} – what came has another checksum than its publisher lists ({checksum}). "
            "Nothing of it was kept. Try again; if it stays so, tell the publisher.",
            file=file.name,
            checksum=file.checksum,
        )

    def _is_full(self, lot: _Lot) -> bool:
        size = sum(path.stat().st_size for _, path in lot)
        return self._saves or len(lot) >= LOT_FILES or size >= LOT_BYTES

    def _taken_in(self, lot: _Lot) -> dict[str, FileUpdate]:
        """Take files in, together or, where one cannot be read, each for itself."""
        if not lot:
            return {}
        if self._saves:
            return self._saved(lot)
        try:
            return self._imported(lot)
        except LongtinError as error:
            if len(lot) > 1:
                return {name: it for each in lot for name, it in self._taken_in([each]).items()}
            ((each, _),) = lot
            return {each.file.name: replace(each, outcome="failed", problem=error)}

    def _saved(self, lot: _Lot) -> dict[str, FileUpdate]:
        for each, path in lot:
            if path.parent != self._target:
                shutil.copyfile(path, self._target / each.file.name)
            holdings.enter_in_folder(self._target, each.file)
        return {each.file.name: replace(each, outcome="saved") for each, _ in lot}

    def _imported(self, lot: _Lot) -> dict[str, FileUpdate]:
        ledgers = import_files(
            [path for _, path in lot],
            self._target,
            format=self._publisher.format,
            progress=lambda done, total: self._progress("import", done, total),
        )
        holdings.enter(self._target, self._name, [each.file for each, _ in lot])
        for _, path in lot:
            if path.parent == self._parts:  # a mirror's files are not ours
                path.unlink()
        return {
            each.file.name: replace(each, outcome="imported", ledgers=_of(path, ledgers))
            for each, path in lot
        }

    def _tidy(self, report: UpdateReport, stopped: LongtinError | None) -> None:
        """Leave nothing but what the next run goes on with."""
        if stopped is None:
            for each in report.news:
                for part in self._parts.glob(f".{each.file.name}.*"):
                    part.unlink()
        if not self._saves and not any(self._parts.iterdir()):
            self._parts.rmdir()


def _check_mirrored(file: PublishedFile, path: Path) -> None:
    if not path.is_file():
        raise FetchError(
            "{file} – the mirror's list of checksums names it, and it is not there. Copy it too.",
            file=path,
        )
    if not matches(path, file.checksum):
        raise FetchError(
            "{file} – its checksum is not the one listed beside it ({checksum}). Copy it again.",
            file=path,
            checksum=file.checksum,
        )


def _of(path: Path, ledgers: Sequence[Ledger]) -> tuple[Ledger, ...]:
    """The ledgers of a file: one for each of its tables."""
    return tuple(
        ledger
        for ledger in ledgers
        if ledger.file == str(path) or ledger.file.startswith(f"{path}/")
    )
