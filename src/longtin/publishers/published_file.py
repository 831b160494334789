"""Published files: what a publisher says it has, before anything of it is fetched."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class PublishedFile:
    """One file as its publisher lists it.

    Attributes:
        name: Its name, unlike that of every other file of the listing.
        place: Where it can be had: an address, or a file of a mirror.
        size: Bytes; `None` where the listing does not say.
        checksum: `md5:` or another algorithm, and the figures; empty where the listing has none.
        last: The last day it speaks for, by its name; `None` where the name has no date.
    """

    name: str
    place: str | Path
    size: int | None
    checksum: str
    last: date | None


def in_order(files: Iterable[PublishedFile]) -> list[PublishedFile]:
    """Files by their last day, each name once: a second file of one name gets a number.

    ICEWS has published two files of one name.
    """
    ordered = sorted(files, key=lambda each: (each.last or date.min, each.name, each.checksum))
    seen: Counter[str] = Counter()
    found = []
    for each in ordered:
        seen[each.name] += 1
        found.append(replace(each, name=_numbered(each.name, seen[each.name])))
    return found


def _numbered(name: str, number: int) -> str:
    if number == 1:
        return name
    stem, dot, endings = name.partition(".")
    return f"{stem}-{number}{dot}{endings}"
