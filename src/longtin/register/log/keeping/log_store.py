"""What a log's store promises, whatever database keeps it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from longtin.errors import RegisterError, VerificationError
from longtin.register.log.merkle import NodeReader, leaf_hash, root_at, root_of
from longtin.register.log.strict import HASH_SIZE
from longtin.register.log.tiles import (
    WIDTH,
    encode_bundle,
    hashes_of,
    missing,
    node_reader,
    parse_tile_path,
    width_at,
)

FORMAT: Final = "1"
"""Version of the tables; each version ever used has a test that reads it."""

Tiles = dict[tuple[int, int], bytes]
"""Hashes of tiles, by level and index; of partial ones as many as there are."""


@dataclass(frozen=True)
class NewEntry:
    """What is to be appended.

    Attributes:
        entry: Its bytes, at most 65,535; kept as they are.
        identity: What makes it the same entry when it is sent again, at most 64 bytes; a second one
            is not appended. The hash of what the party signed, say, which holds no time of entry.
    """

    entry: bytes
    identity: bytes


@dataclass(frozen=True)
class Head:
    """How far a store has come. Signed by nobody yet.

    Attributes:
        size: Entries.
        root: Of the Merkle tree over them.
    """

    size: int
    root: bytes


def extended(size: int, edge: Mapping[tuple[int, int], bytes], hashes: Sequence[bytes]) -> Tiles:
    """The tiles that change when leaves are added.

    Args:
        size: Leaves before.
        edge: The partial tiles of the right edge at that size.
        hashes: Of the new leaves.
    """
    changed: Tiles = {}
    level, coming = 0, list(hashes)
    while coming:
        at, above = size >> 8 * level, []
        while coming:
            place = level, at // WIDTH
            room = WIDTH - at % WIDTH
            tile = (edge.get(place, b"") if at % WIDTH else b"") + b"".join(coming[:room])
            changed[place] = tile
            at += len(coming[:room])
            coming = coming[room:]
            if at % WIDTH == 0:
                above.append(root_of(hashes_of(tile)))
        level, coming = level + 1, above
    return changed


def edge_places(size: int) -> list[tuple[int, int]]:
    """Level and index of the partial tiles of a log, those without hashes left out."""
    found, level = [], 0
    while size >> 8 * level:
        index = size >> 8 * (level + 1)
        if width_at(level, index, size):
            found.append((level, index))
        level += 1
    return found


def root_over(size: int, tiles: Mapping[tuple[int, int], bytes]) -> bytes:
    """The root of a log from the tiles of its right edge."""
    return root_at(size, node_reader(lambda *place: tiles[place]))


class Store(ABC):
    """Entries, hashes and signed checkpoints of one log, on a disk that may fail at any moment.

    Either everything of an append is durable when it returns, or nothing is. An error may come
    although all was stored; the same submission again then gets the same index.
    """

    origin: str

    @abstractmethod
    def head(self) -> Head:
        """Size and root, as stored."""

    @abstractmethod
    def append(self, submissions: Sequence[NewEntry]) -> list[int]:
        """Store entries durably behind the last, in this order; one appender at a time.

        Returns:
            Where each stands; of one that was there before, where it stood.

        Raises:
            RegisterError: The database refuses; perhaps all is stored, perhaps nothing.
            VerificationError: `form`: an entry is too long.
        """

    @abstractmethod
    def entries(self, start: int, end: int) -> list[bytes]:
        """The entries from `start` to `end`, fewer if there are fewer."""

    @abstractmethod
    def index_of(self, identity: bytes) -> int | None:
        """Where the entry of an identity stands; nothing if there is none."""

    @abstractmethod
    def tile(self, level: int, index: int) -> bytes:
        """The hashes of a tile, as many as there are now; none if it is not there."""

    @abstractmethod
    def publish(self, size: int, note: bytes) -> None:
        """Keep a signed checkpoint as published, in place of one of the same size."""

    @abstractmethod
    def checkpoint(self, covering: int | None = None) -> bytes | None:
        """The last published checkpoint, or the first with more than `covering` entries."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    def node(self) -> NodeReader:
        """Hashes of complete subtrees, each tile read once."""
        known: Tiles = {}

        def tile(level: int, index: int) -> bytes:
            if (level, index) not in known:
                known[level, index] = self.tile(level, index)
            return known[level, index]

        return node_reader(tile)

    def root(self, size: int) -> bytes:
        """The root of the first `size` entries.

        Raises:
            VerificationError: `rollback`: there are not so many.
        """
        found = self.head()
        if size > found.size:
            raise VerificationError(
                "The store has {n} entries and not the {size} that were signed. It is an old copy: "
                "bring back what is missing, or open it for reading only.",
                check="rollback",
                n=found.size,
                size=size,
            )
        return found.root if size == found.size else root_at(size, self.node())

    def serve(self, path: str) -> bytes:
        """What the log serves at a path: `checkpoint`, a tile, a bundle of entries.

        Raises:
            VerificationError: `missing`: nothing is there. `form`: no such path exists.
        """
        if path == "checkpoint":
            found = self.checkpoint()
            return _there(found, path)
        level, index, width = parse_tile_path(path)
        if isinstance(level, str):
            entries = self.entries(index * WIDTH, index * WIDTH + width)
            return _there(encode_bundle(entries) if len(entries) == width else None, path)
        hashes = self.tile(level, index)[: width * HASH_SIZE]
        return _there(hashes if len(hashes) == width * HASH_SIZE else None, path)


def _there(found: bytes | None, path: str) -> bytes:
    if found is None:
        raise missing(path)
    return found


def new_rows(
    submissions: Sequence[NewEntry], known: Mapping[bytes, int], size: int
) -> tuple[list[int], list[tuple[int, bytes, bytes]]]:
    """Where submissions stand, and the rows that are new: index, identity, entry."""
    places: list[int] = []
    rows: list[tuple[int, bytes, bytes]] = []
    taken = dict(known)
    for each in submissions:
        if each.identity not in taken:
            taken[each.identity] = size + len(rows)
            rows.append((taken[each.identity], each.identity, each.entry))
        places.append(taken[each.identity])
    return places, rows


def changes(
    head: Head, edge: Tiles, rows: Iterable[tuple[int, bytes, bytes]]
) -> tuple[Head, Tiles]:
    """The head and the changed tiles after rows were added."""
    hashes = [leaf_hash(entry) for _, _, entry in rows]
    changed = extended(head.size, edge, hashes)
    size = head.size + len(hashes)
    return Head(size, root_over(size, {**edge, **changed})), changed


def check_submissions(submissions: Sequence[NewEntry]) -> None:
    """Refuse what no log can hold, before anything is stored.

    Raises:
        VerificationError: `form`.
    """
    for each in submissions:
        encode_bundle([each.entry])
        if not 0 < len(each.identity) <= 64:
            raise ValueError("An identity has 1 to 64 bytes.")


def check_meta(found: Mapping[str, Any], origin: str | None, where: object) -> str:
    """The origin of a store that was opened.

    Raises:
        RegisterError: It is of another version, or of another log than asked for.
    """
    if found.get("format") != FORMAT:
        raise RegisterError(
            "{where} is no register of format {known}, but {given}. Open it with the version of "
            "Longtin that wrote it, and export it.",
            where=where,
            known=FORMAT,
            given=found.get("format", "–"),
        )
    if origin not in {None, found["origin"]}:
        raise RegisterError(
            "{where} holds the log `{given}`, not `{origin}`. Name another place for this one.",
            where=where,
            given=found["origin"],
            origin=origin,
        )
    return str(found["origin"])
