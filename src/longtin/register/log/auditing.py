"""An audit: everything a log serves, checked against its signed head."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from longtin.errors import VerificationError
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.merkle import consistency_proof, inclusion_proof, verify_consistency
from longtin.register.log.policy import TrustPolicy, Witnessing, verify_witnessed
from longtin.register.log.proof import LogProof, verify_proof
from longtin.register.log.tiles import WIDTH, Fetch, VerifiedTiles, all_tiles

Progress = Callable[[int, int], None]
"""Told how many entries are checked, and of how many."""


@dataclass(frozen=True)
class Audit:
    """What an audit found in order; it raises where something is not.

    Attributes:
        witnessing: The head, and who has cosigned it.
        tiles: Hash tiles checked.
        extends: The earlier head that this one was proven to extend.
    """

    witnessing: Witnessing
    tiles: int
    extends: Checkpoint | None


def read_head(fetch: Fetch, policy: TrustPolicy, *, quorum: bool = True) -> Witnessing:
    """The head that a log serves, verified.

    Raises:
        VerificationError: What is wrong with it.
    """
    found = fetch("checkpoint")
    if not found:
        raise VerificationError(
            "The log answers with nothing where its checkpoint should be. Ask again; an empty "
            "answer proves nothing.",
            check="missing",
        )
    return verify_witnessed(found, policy, quorum=quorum)


def check_extends(tiles: VerifiedTiles, earlier: Checkpoint | None) -> None:
    """Refuse a log that does not extend a head seen before.

    Args:
        tiles: The log.
        earlier: The verified head that was seen before; nothing if there was none.

    Raises:
        VerificationError: `fork`: another head of the same size. `rollback`: a smaller log.
            `consistency`: the log does not begin with the earlier one.
    """
    head = tiles.checkpoint
    if earlier is None or earlier.size == 0:
        return
    if earlier.origin != head.origin:
        raise VerificationError(
            "The earlier checkpoint is of `{given}`, and this log is `{origin}`. Compare heads of "
            "one log.",
            check="origin",
            given=earlier.origin,
            origin=head.origin,
        )
    if earlier.size > head.size:
        raise VerificationError(
            "The log shows {n} entries, and {size} were signed before. It is an old copy, or the "
            "rest was dropped; keep both checkpoints and tell the other parties.",
            check="rollback",
            n=head.size,
            size=earlier.size,
        )
    if earlier.size == head.size and earlier.root != head.root:
        raise VerificationError(
            "The log has signed two different heads of {n} entries: it shows two histories. Keep "
            "both checkpoints; together they prove it to anyone.",
            check="fork",
            n=head.size,
        )
    proof = consistency_proof(earlier.size, head.size, tiles.node)
    verify_consistency(earlier.size, head.size, proof, earlier.root, head.root)


def receipt_from(fetch: Fetch, policy: TrustPolicy, index: int, *, quorum: bool = True) -> LogProof:
    """A receipt of an entry, made by a reader from what the log serves; checked.

    Args:
        fetch: Gets what the log serves.
        policy: What is believed.
        index: Of the entry.
        quorum: Refuse a head that too few have cosigned.

    Returns:
        The receipt, with the entry as `extra`.

    Raises:
        VerificationError: By its `check`, what is wrong; `missing`: there is no such entry.
    """
    witnessing = read_head(fetch, policy, quorum=quorum)
    head = witnessing.signed.checkpoint
    if not 0 <= index < head.size:
        raise VerificationError(
            "No published checkpoint covers entry {index} yet. Ask again in a moment.",
            check="missing",
            index=index,
        )
    tiles = VerifiedTiles(fetch, head)
    entry = tiles.entries(index // WIDTH)[index % WIDTH]
    hashes = tuple(inclusion_proof(index, head.size, tiles.node))
    proof = LogProof(index, hashes, witnessing.signed.note, entry)
    verify_proof(entry, proof, policy, quorum=quorum)
    return proof


def audited_entries(tiles: VerifiedTiles) -> Iterator[list[bytes]]:
    """All entries of a log, bundle by bundle, each checked."""
    for index in range(-(-tiles.checkpoint.size // WIDTH)):
        yield tiles.entries(index)


def audit(
    fetch: Fetch,
    policy: TrustPolicy,
    earlier: Checkpoint | None = None,
    *,
    quorum: bool = True,
    progress: Progress | None = None,
    each: Callable[[int, bytes], None] | None = None,
) -> Audit:
    """Check a log whole: head, tiles, entries, and that it extends what was seen before.

    Args:
        fetch: Gets what the log serves.
        policy: What is believed.
        earlier: A verified head that was seen before.
        quorum: Refuse a head that too few have cosigned.
        progress: Told how far it got.
        each: Given every entry with its index, once it is checked.

    Returns:
        What was checked.

    Raises:
        VerificationError: By its `check`, what is wrong.
    """
    witnessing = read_head(fetch, policy, quorum=quorum)
    head = witnessing.signed.checkpoint
    tiles = VerifiedTiles(fetch, head)
    check_extends(tiles, earlier)
    done = 0
    for entries in audited_entries(tiles):
        if each:
            for index, entry in enumerate(entries, done):
                each(index, entry)
        done += len(entries)
        if progress:
            progress(done, head.size)
    places = all_tiles(head.size)
    for level, index, _ in places:
        tiles.tile(level, index)
    return Audit(witnessing, len(places), earlier)
