"""A hostile operator: he has the log's key, and here and there a side that helps him.

Each attack is what he serves instead of his log. `caught by` is the check that notices it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from longtin.register import log
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.cosignature import sign_checkpoint, signature_line
from longtin.register.log.merkle import leaf_hash, root_of
from longtin.register.log.note import Note
from longtin.register.log.tiles import (
    ENTRIES,
    WIDTH,
    all_tiles,
    encode_bundle,
    missing,
    tile_path,
    width_at,
)
from tests.register.log.world import ORIGIN, World

Files = dict[str, bytes]


def files_of(entries: Sequence[bytes]) -> Files:
    """What a log of these entries serves, its checkpoint aside, from the plain definition."""
    hashes, size = [leaf_hash(entry) for entry in entries], len(entries)
    served = {}
    for level, index, width in all_tiles(size):
        span = WIDTH**level
        starts = range(index * WIDTH * span, (index * WIDTH + width) * span, span)
        tile = b"".join(root_of(hashes[start : start + span]) for start in starts)
        served[tile_path(level, index, width)] = tile
    for index in range(-(-size // WIDTH)):
        bundle = encode_bundle(entries[index * WIDTH : (index + 1) * WIDTH])
        served[tile_path(ENTRIES, index, width_at(0, index, size))] = bundle
    return served


def signed(world: World, entries: Sequence[bytes], *helpers: str) -> Files:
    """A whole log of these entries, signed by its operator and by witnesses who help him."""
    root = root_of([leaf_hash(entry) for entry in entries])
    head = Checkpoint(ORIGIN, len(entries), root)
    note = sign_checkpoint(head, world.keys, int(world.time))
    lines = [signature_line(head, world.witness_keys[name], int(world.time)) for name in helpers]
    both = Note(note.text, (*note.signatures, *lines))
    return {**files_of(entries), "checkpoint": bytes(both)}


def fetched(files: Mapping[str, bytes]) -> log.Fetch:
    """Gets what is served."""

    def fetch(path: str) -> bytes:
        if path not in files:
            raise missing(path)
        return files[path]

    return fetch


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        name: What he does.
        serves: From the true entries, and those that were true before, what he serves.
        caught_by: The check that notices it.
        quorum: Whether the reader asks for one; without it, what he kept from before tells.
    """

    name: str
    serves: Callable[[World, list[bytes]], Files]
    caught_by: str
    quorum: bool = True


ALL = ("e1", "e2", "w1", "w2")
EAST = ("e1", "e2")


def changed(files: Files, path: str, change: Callable[[bytes], bytes]) -> Files:
    """The same, with one file changed."""
    return {**files, path: change(files[path])}


def flipped(data: bytes, at: int = 0) -> bytes:
    """The same, with one bit changed."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def nothing(_data: bytes) -> bytes:
    """An empty answer."""
    return b""


def swapped(entries: list[bytes]) -> list[bytes]:
    """The same, with two entries of one length in each other's place."""
    return [*entries[:20], entries[21], entries[20], *entries[22:]]


def backdated(entries: list[bytes]) -> list[bytes]:
    """The same, with one entry saying another day."""
    return [*entries[:20], entries[20].replace(b"entry", b"later"), *entries[21:]]


BUNDLE = tile_path(ENTRIES, 0)
LAST = tile_path(ENTRIES, 1, 44)

ATTACKS = (
    Attack(
        "alter an entry",
        lambda world, true: changed(
            signed(world, true, *ALL), BUNDLE, lambda data: data.replace(b"entry 20", b"later 20")
        ),
        "entry",
    ),
    Attack(
        "swap two entries",
        lambda world, true: {
            **signed(world, true, *ALL),
            BUNDLE: files_of(swapped(true))[BUNDLE],
        },
        "entry",
    ),
    Attack(
        "drop an entry of a bundle",
        lambda world, true: {
            **signed(world, true, *ALL),
            LAST: encode_bundle(true[256:299]),
        },
        "form",
    ),
    Attack(
        "backdate, with all hashes made anew",
        lambda world, true: signed(world, backdated(true)),
        "quorum",
    ),
    Attack(
        "backdate, and one side helps",
        lambda world, true: signed(world, backdated(true), *EAST),
        "quorum",
    ),
    Attack(
        "fork: another history of the same size",
        lambda world, true: signed(world, backdated(true), *EAST),
        "fork",
        quorum=False,
    ),
    Attack(
        "fork: another history that goes on",
        lambda world, true: signed(world, [*backdated(true), b"more"], *EAST),
        "consistency",
        quorum=False,
    ),
    Attack(
        "drop the last entry, and sign what is left",
        lambda world, true: signed(world, true[:-1], *EAST),
        "rollback",
        quorum=False,
    ),
    Attack(
        "serve an old head that all have cosigned",
        lambda world, true: signed(world, true[:200], *ALL),
        "rollback",
    ),
    Attack(
        "claim another size",
        lambda world, true: changed(
            signed(world, true, *ALL),
            "checkpoint",
            lambda data: data.replace(b"\n300\n", b"\n299\n"),
        ),
        "signature",
    ),
    Attack(
        "move the cosignatures of another head",
        lambda world, true: changed(
            signed(world, backdated(true), *ALL),
            "checkpoint",
            lambda data: (
                data.split(b"\n\n")[0]
                + b"\n\n"
                + signed(world, true, *ALL)["checkpoint"].split(b"\n\n")[1]
            ),
        ),
        "signature",
    ),
    Attack(
        "answer as another log",
        lambda world, true: changed(
            signed(world, true, *ALL),
            "checkpoint",
            lambda data: data.replace(ORIGIN.encode(), b"register.example/other"),
        ),
        "origin",
    ),
    Attack(
        "answer with nothing for the head",
        lambda world, true: changed(signed(world, true, *ALL), "checkpoint", nothing),
        "missing",
    ),
    Attack(
        "answer with nothing for a bundle",
        lambda world, true: changed(signed(world, true, *ALL), BUNDLE, nothing),
        "form",
    ),
    Attack(
        "answer with nothing for a tile",
        lambda world, true: changed(signed(world, true, *ALL), "tile/0/000", nothing),
        "form",
    ),
    Attack(
        "leave a tile out",
        lambda world, true: {
            path: data for path, data in signed(world, true, *ALL).items() if path != "tile/0/000"
        },
        "missing",
    ),
    Attack(
        "leave a bundle out",
        lambda world, true: {
            path: data for path, data in signed(world, true, *ALL).items() if path != BUNDLE
        },
        "missing",
    ),
    Attack(
        "forge a full tile",
        lambda world, true: changed(signed(world, true, *ALL), "tile/0/000", flipped),
        "tile",
    ),
    Attack(
        "forge a tile of the right edge",
        lambda world, true: changed(signed(world, true, *ALL), "tile/0/001.p/44", flipped),
        "tile",
    ),
    Attack(
        "forge the tile at the top",
        lambda world, true: changed(signed(world, true, *ALL), "tile/1/000.p/1", flipped),
        "tile",
    ),
    Attack(
        "make a tile too long",
        lambda world, true: changed(
            signed(world, true, *ALL), "tile/0/001.p/44", lambda data: data + data[:32]
        ),
        "form",
    ),
    Attack(
        "sign with a key of his own",
        lambda world, true: changed(
            signed(world, true, *ALL),
            "checkpoint",
            lambda data: bytes(
                sign_checkpoint(
                    log.parse_checkpoint(log.parse_note(data).text), [log.new_key(ORIGIN)], 0
                )
            ),
        ),
        "signature",
    ),
)
