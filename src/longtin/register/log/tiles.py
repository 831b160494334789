"""Tiles (C2SP tlog-tiles): a log's hashes and entries as files that never change.

A tile holds up to 256 hashes of one height; above a full tile stands its root, as one hash of the
tile above. So every tile can be checked up to the root, and `VerifiedTiles` hands out no other.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from longtin.errors import Phrase, VerificationError
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.merkle import NodeReader, leaf_hash, root_at, root_of
from longtin.register.log.strict import HASH_SIZE, malformed

WIDTH: Final = 256
"""Hashes of a full tile, and entries of a full bundle."""

LARGEST_ENTRY: Final = 65_535
"""Bytes of an entry: what its length before it can say."""

ENTRIES: Final = "entries"
"""Stands for the level in the path of a bundle of entries."""

Fetch = Callable[[str], bytes]
"""Gives what a log serves below its address, by path; raises `VerificationError`, `missing`, if
there is nothing."""

_PATH: Final = re.compile(
    r"tile/(?P<level>0|[1-5]?[0-9]|6[0-3]|entries)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


LONGEST: Final = 64
"""Characters of a path: more than any tile of a log has that can be counted."""


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Where a tile is served, such as `tile/0/x001/x234/067` or `tile/1/000.p/17`.

    Args:
        level: From 0 for the hashes of leaves, or `ENTRIES`.
        index: From 0, within the level.
        width: Its hashes or entries; a partial tile has fewer than `WIDTH`.
    """
    digits = f"{index % 1000:03d}"
    while index >= 1000:
        index //= 1000
        digits = f"x{index % 1000:03d}/{digits}"
    return f"tile/{level}/{digits}" + (f".p/{width}" if width < WIDTH else "")


def parse_tile_path(path: str) -> tuple[int | str, int, int]:
    """Level, index and width of the tile at a path.

    Raises:
        VerificationError: `form`: no tile has this path.
    """
    found = _PATH.fullmatch(path) if len(path) <= LONGEST else None
    if found:
        index = int(found["index"].replace("x", "").replace("/", ""))
        level = ENTRIES if found["level"] == ENTRIES else int(found["level"])
        width = int(found["width"] or WIDTH)
        if tile_path(level, index, width) == path:
            return level, index, width
    raise malformed(Phrase("path `{path}`", path=path), Phrase("no tile has this path"))


def width_at(level: int, index: int, size: int) -> int:
    """How many hashes a tile has in a log of some size, from 0 to `WIDTH`."""
    return max(0, min(WIDTH, (size >> 8 * level) - index * WIDTH))


def all_tiles(size: int) -> list[tuple[int, int, int]]:
    """Level, index and width of every tile of hashes of a log, from the bottom."""
    found, level = [], 0
    while size >> 8 * level:
        count = size >> 8 * level
        found += [
            (level, index, width_at(level, index, size)) for index in range(-(-count // WIDTH))
        ]
        level += 1
    return found


def hashes_of(tile: bytes) -> list[bytes]:
    """The hashes of a tile, one by one."""
    return [tile[at : at + HASH_SIZE] for at in range(0, len(tile), HASH_SIZE)]


def node_reader(tile: Callable[[int, int], bytes]) -> NodeReader:
    """Hashes of complete subtrees from tiles.

    Args:
        tile: Gives a tile's hashes by level and index; of a partial one as many as there are.
    """

    def node(level: int, index: int) -> bytes:
        above, within = divmod(level, 8)
        first = index << within
        start = first % WIDTH * HASH_SIZE
        part = tile(above, first // WIDTH)[start : start + (HASH_SIZE << within)]
        return part if within == 0 else root_of(hashes_of(part))

    return node


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries as a bundle: before each its length, two bytes.

    Raises:
        VerificationError: `form`: an entry is too long.
    """
    for each in entries:
        if len(each) > LARGEST_ENTRY:
            raise malformed(Phrase("entry"), Phrase("it has more than {n} bytes", n=LARGEST_ENTRY))
    return b"".join(len(each).to_bytes(2, "big") + each for each in entries)


def decode_bundle(data: bytes, count: int | None = None) -> list[bytes]:
    """The entries of a bundle.

    Args:
        data: The bundle.
        count: How many it has to hold, if that is known.

    Raises:
        VerificationError: `form`: it breaks off, or holds another number of entries.
    """
    found, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        found.append(data[at + 2 : at + 2 + length])
        if at + 2 > len(data) or len(found[-1]) != length:
            raise malformed(Phrase("bundle of entries"), Phrase("it breaks off"))
        at += 2 + length
    if count is not None and len(found) != count:
        raise malformed(
            Phrase("bundle of entries"),
            Phrase("it holds {n} entries where {count} belong", n=len(found), count=count),
        )
    return found


def missing(path: str) -> VerificationError:
    """The refusal where nothing is served."""
    return VerificationError(
        "Nothing is served at `{path}`. Ask the operator for it, or take it from a mirror; if "
        "nobody has it, tell the other parties: the log is not whole.",
        check="missing",
        path=path,
    )


class VerifiedTiles:
    """Hashes and entries of a log, each checked up to the root of a verified checkpoint.

    Args:
        fetch: Gets what the log serves.
        checkpoint: Its verified head.

    Raises:
        VerificationError: `tile`: the tiles of the right edge do not give the root. `missing`,
            `form`: they are not there, or have another size.
    """

    def __init__(self, fetch: Fetch, checkpoint: Checkpoint) -> None:
        self._fetch, self.checkpoint = fetch, checkpoint
        self._known: dict[tuple[int, int], bytes] = {}
        size, level = checkpoint.size, 0
        while size >> 8 * level:
            index = size >> 8 * (level + 1)
            if width := width_at(level, index, size):
                self._known[level, index] = self._fetched(level, index, width)
            level += 1
        if root_at(size, node_reader(lambda *place: self._known[place])) != checkpoint.root:
            raise _forged(Phrase("the tiles of its right edge do not give the root"))

    def tile(self, level: int, index: int) -> bytes:
        """The hashes of a tile, checked.

        Raises:
            VerificationError: `tile`: it is not the one the log has signed. `missing`, `form`: it
                is not there, or has another size.
        """
        if (level, index) not in self._known:
            found = self._fetched(level, index, WIDTH)
            above = self.tile(level + 1, index // WIDTH)
            start = index % WIDTH * HASH_SIZE
            if root_of(hashes_of(found)) != above[start : start + HASH_SIZE]:
                raise _forged(Phrase("tile {level}/{index} is another", level=level, index=index))
            self._known[level, index] = found
        return self._known[level, index]

    @property
    def node(self) -> NodeReader:
        """Hashes of complete subtrees, checked."""
        return node_reader(self.tile)

    def entries(self, index: int) -> list[bytes]:
        """The entries of the bundle with this index, each checked.

        Raises:
            VerificationError: `entry`: one is not what the log has signed. Else as `tile`.
        """
        width = width_at(0, index, self.checkpoint.size)
        whole = _tile_or_wider(self._fetch, ENTRIES, index, width)
        found = decode_bundle(whole)[:width]
        if len(found) != width:
            decode_bundle(whole, width)
        for at, (entry, hashed) in enumerate(
            zip(found, hashes_of(self.tile(0, index)), strict=True), index * WIDTH
        ):
            if leaf_hash(entry) != hashed:
                raise VerificationError(
                    "Entry {index} is not the one the log has signed. Keep what was served and "
                    "tell the other parties: it was altered or swapped.",
                    check="entry",
                    index=at,
                )
        return found

    def _fetched(self, level: int, index: int, width: int) -> bytes:
        found = _tile_or_wider(self._fetch, level, index, width)[: width * HASH_SIZE]
        if len(found) != width * HASH_SIZE:
            size = width * HASH_SIZE
            raise malformed(
                Phrase("tile {level}/{index}", level=level, index=index),
                Phrase("{n} bytes stand where {size} belong", n=len(found), size=size),
            )
        return found


def _tile_or_wider(fetch: Fetch, level: int | str, index: int, width: int) -> bytes:
    """A tile, or the full one that may have taken its place since."""
    try:
        found = fetch(tile_path(level, index, width))
    except VerificationError as error:
        if error.check != "missing" or width == WIDTH:
            raise
        return fetch(tile_path(level, index))
    whole = width * HASH_SIZE
    if level != ENTRIES and len(found) > whole:
        raise malformed(
            Phrase("tile {level}/{index}", level=level, index=index),
            Phrase("{n} bytes stand where {size} belong", n=len(found), size=whole),
        )
    if level == ENTRIES:
        decode_bundle(found, width)
    return found


def _forged(why: Phrase) -> VerificationError:
    return VerificationError(
        "The log serves hashes that it has not signed: {why}. Keep what was served and tell the "
        "other parties.",
        check="tile",
        why=why,
    )
