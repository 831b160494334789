"""Mirrors: published files in a folder or on a web server of the office's own.

A mirror is a folder of files as published, with `md5sums` and `filesizes` beside them where
`longtin update --save` has filled it. In a folder, files that no list names are taken too, and
their checksums worked out.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from longtin._files import write_whole
from longtin.errors import FetchError
from longtin.publishers import checksum_lists
from longtin.publishers.checksum_lists import CHECKSUMS, SIZES
from longtin.publishers.published_file import PublishedFile
from longtin.publishers.publisher import Publisher
from longtin.publishers.transfer import Web, checksum_of


def is_address(mirror: str | Path) -> bool:
    """Whether a mirror is on a web server, and not a folder."""
    return isinstance(mirror, str) and mirror.lower().startswith(("http://", "https://"))


def listed(publisher: Publisher, mirror: str | Path, web: Web) -> Iterator[PublishedFile]:
    """Every file that a mirror has and we read.

    Raises:
        FetchError: There is no such folder, or the server's `md5sums` cannot be had.
    """
    if is_address(mirror):
        at_mirror = publisher.model_copy(update={"address": str(mirror)})
        yield from checksum_lists.listed(at_mirror, web)
    else:
        yield from _in_folder(publisher, Path(mirror))


def _in_folder(publisher: Publisher, folder: Path) -> Iterator[PublishedFile]:
    if not folder.is_dir():
        raise FetchError(
            "{folder} – there is no such folder. Give the folder that holds the published files.",
            folder=folder,
        )
    sums = checksums_in(folder)
    there = {path.name: path for path in folder.iterdir() if path.is_file()}
    for name in sorted({*sums, *there}):
        if publisher.takes(name):
            path = folder / name
            size = path.stat().st_size if name in there else None
            checksum = sums.get(name) or checksum_of(path, "md5")
            yield PublishedFile(name, path, size, checksum, publisher.last_day(name))


def checksums_in(folder: Path) -> dict[str, str]:
    """Checksums by name of file, as the folder's `md5sums` has them; none without it."""
    held = folder / CHECKSUMS
    if not held.is_file():
        return {}
    lines = held.read_text(encoding="utf-8", errors="replace").splitlines()
    return checksum_lists.checksums(lines, held)


def write_lists(folder: Path, sums: Mapping[str, str]) -> None:
    """Write `md5sums` and `filesizes` of a folder.

    Args:
        folder: Where the files are.
        sums: Checksums by name, each `md5:` and its figures.
    """
    named = sorted(name for name in sums if (folder / name).is_file())
    lists = {
        CHECKSUMS: [f"{sums[name].removeprefix('md5:')}  {name}" for name in named],
        SIZES: [f"{(folder / name).stat().st_size} {name}" for name in named],
    }
    for name, lines in lists.items():
        write_whole(folder / name, "".join(f"{line}\n" for line in lines).encode())
