"""Checksum lists: files of a web folder, by the lists of checksums published beside them.

GDELT 1 and every mirror have `md5sums`, which `md5sum -c` reads, and `filesizes`; GDELT 2 has one
`masterfilelist.txt` of size, MD5 and address.
"""

import re
from collections.abc import Iterable, Iterator

from longtin.errors import FetchError
from longtin.publishers.published_file import PublishedFile
from longtin.publishers.publisher import Publisher
from longtin.publishers.transfer import Web

CHECKSUMS, SIZES, MASTER = "md5sums", "filesizes", "masterfilelist.txt"
_SUM = re.compile(r"([0-9a-fA-F]{32}) [ *](?:\./)?([^/]+)")
_SIZE = re.compile(r"(\d+) +(?:\./)?([^/]+)")
_ENTRY = re.compile(r"(\d+) ([0-9a-fA-F]{32}) \S*/([^/\s]+)")


def listed(publisher: Publisher, web: Web) -> Iterator[PublishedFile]:
    """Every file that `md5sums` names and we read, with its size where `filesizes` has it.

    Raises:
        FetchError: The list cannot be had, or is none.
    """
    base = f"{publisher.address.rstrip('/')}/"
    sums = checksums(web.lines(base + CHECKSUMS), base + CHECKSUMS)
    sizes = sizes_in(web.lines(base + SIZES, may_lack=True))
    for name, checksum in sums.items():
        if publisher.takes(name):
            last = publisher.last_day(name)
            yield PublishedFile(name, base + name, sizes.get(name), checksum, last)


def listed_in_master(publisher: Publisher, web: Web) -> Iterator[PublishedFile]:
    """Every file that `masterfilelist.txt` names and we read; lines cut short are passed over.

    Raises:
        FetchError: The list cannot be had, or is none.
    """
    base = f"{publisher.address.rstrip('/')}/"
    entries = 0
    for line in web.lines(base + MASTER):
        if not (found := _ENTRY.fullmatch(line)):
            continue
        entries += 1
        size, checksum, name = found.groups()
        if publisher.takes(name):
            last = publisher.last_day(name)
            yield PublishedFile(name, base + name, int(size), f"md5:{checksum.lower()}", last)
    if not entries:
        raise _no_list(base + MASTER)


def checksums(lines: Iterable[str], where: object) -> dict[str, str]:
    """Checksums by name of file, as `md5sum` writes them.

    Raises:
        FetchError: No line is one.
    """
    found = {
        match[2]: f"md5:{match[1].lower()}" for line in lines if (match := _SUM.fullmatch(line))
    }
    if not found:
        raise _no_list(where)
    return found


def sizes_in(lines: Iterable[str]) -> dict[str, int]:
    """Bytes by name of file."""
    return {match[2]: int(match[1]) for line in lines if (match := _SIZE.fullmatch(line))}


def _no_list(where: object) -> FetchError:
    return FetchError(
        "{url} – this is not a list of checksums and names of files. The address may have moved; "
        "give one of your own with --publishers.",
        url=where,
    )
