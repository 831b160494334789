"""Merkle trees (RFC 6962, section 2.1; RFC 9162, section 2.1): roots, proofs, their verification.

A root does not bind the size of its tree. Size and root have to come together from one verified
signature: `checkpoint.Checkpoint` holds both.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

from longtin.errors import Phrase, VerificationError
from longtin.register.log.strict import HASH_SIZE

EMPTY_ROOT: Final = sha256(b"").digest()
"""The root of a tree without leaves."""

NodeReader = Callable[[int, int], bytes]
"""Gives the hash of the complete subtree of height `level` that is the `index`-th from the left:
that of the leaves from `index · 2^level` up to `(index + 1) · 2^level`."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf: SHA-256 over a zero byte and the entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over a one byte and both hashes below it."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, in one pass that keeps only the right edge."""
    edge: list[tuple[int, bytes]] = []
    for found in leaf_hashes:
        level, right = 0, found
        while edge and edge[-1][0] == level:
            right = node_hash(edge.pop()[1], right)
            level += 1
        edge.append((level, right))
    return fold([each for _, each in edge])


def fold(edge: Sequence[bytes]) -> bytes:
    """The root over complete subtrees, the largest and leftmost first."""
    if not edge:
        return EMPTY_ROOT
    root = edge[-1]
    for left in reversed(edge[:-1]):
        root = node_hash(left, root)
    return root


def edge_of(start: int, end: int) -> list[tuple[int, int]]:
    """The complete subtrees that make up the leaves from `start` to `end`, from the left.

    Args:
        start: A multiple of the smallest power of two that is at least `end - start`.
        end: The leaf behind the last one.

    Returns:
        Level and index of each.
    """
    found, at = [], start
    while at < end:
        level = (end - at).bit_length() - 1
        found.append((level, at >> level))
        at += 1 << level
    return found


def range_hash(start: int, end: int, node: NodeReader) -> bytes:
    """The Merkle tree hash of the leaves from `start` to `end`."""
    return fold([node(level, index) for level, index in edge_of(start, end)])


def root_at(size: int, node: NodeReader) -> bytes:
    """The root of the first `size` leaves."""
    return range_hash(0, size, node)


def _split(size: int) -> int:
    """The largest power of two below a size of at least two."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(index: int, size: int, node: NodeReader) -> list[bytes]:
    """The audit path of a leaf (RFC 6962, section 2.1.1), from the leaf's sibling up.

    Args:
        index: Of the leaf, from 0.
        size: Leaves of the tree, more than `index`.
        node: Gives hashes.

    Raises:
        ValueError: There is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"No leaf {index} in a tree of {size}.")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_hash(middle, end, node))
            end = middle
        else:
            path.append(range_hash(start, middle, node))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, node: NodeReader) -> list[bytes]:
    """The proof that a tree begins with an older one (RFC 6962, section 2.1.2).

    Args:
        old: Leaves of the older tree; nothing has to be proven of an empty one.
        new: Leaves of the newer tree, not fewer.
        node: Gives hashes of the newer tree.

    Raises:
        ValueError: The newer tree is smaller.
    """
    if not 0 <= old <= new:
        raise ValueError(f"No consistency from {old} leaves to {new}.")
    if old in {0, new}:
        return []
    path, start, end, is_whole = [], 0, new, True
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_hash(middle, end, node))
            end = middle
        else:
            path.append(range_hash(start, middle, node))
            start, is_whole = middle, False
    if not is_whole:
        path.append(range_hash(start, end, node))
    return path[::-1]


def verify_inclusion(
    hashed: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bytes:
    """Check that a tree holds a leaf at an index (RFC 9162, section 2.1.3.2).

    Args:
        hashed: The leaf's hash.
        index: Where it is said to stand.
        size: Leaves of the tree, from the same signature as `root`.
        proof: The audit path, from the leaf's sibling up.
        root: The tree's root.

    Returns:
        The leaf's hash, proven.

    Raises:
        VerificationError: `inclusion`.
    """
    if len(hashed) != HASH_SIZE:
        raise _not_included(Phrase("{n} bytes are no hash", n=len(hashed)))
    if not 0 <= index < size:
        raise _not_included(
            Phrase("there is no entry {index} among {size}", index=index, size=size)
        )
    at, last, found = index, size - 1, hashed
    for step in proof:
        if last == 0:
            raise _not_included(Phrase("the proof is too long"))
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    if last:
        raise _not_included(Phrase("the proof is too short"))
    if found != root:
        raise _not_included(Phrase("the proof leads to another root"))
    return hashed


def _not_included(why: Phrase) -> VerificationError:
    return VerificationError(
        "The entry is not proven to stand in the log: {why}. Ask the operator for a receipt of "
        "exactly this entry; if none comes, tell the other parties.",
        check="inclusion",
        why=why,
    )


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bytes:
    """Check that a tree begins with an older one (RFC 9162, section 2.1.4.2).

    Args:
        old: Leaves of the older tree, at least one: nothing can be proven of an empty tree.
        new: Leaves of the newer tree.
        proof: The consistency proof.
        old_root: Root of the older tree, from the same signature as `old`.
        new_root: Root of the newer tree, from the same signature as `new`.

    Returns:
        The newer root, proven to extend the older.

    Raises:
        VerificationError: `consistency`.
    """
    if not 1 <= old <= new:
        why = Phrase("the newer tree is smaller" if old else "every tree extends an empty one")
        raise inconsistent(old, new, why)
    if old == new:
        if proof:
            raise inconsistent(old, new, Phrase("the proof is too long"))
        if old_root != new_root:
            raise inconsistent(old, new, Phrase("the proof leads to another root"))
        return new_root
    return _walk_consistency(old, new, list(proof), old_root, new_root)


def _walk_consistency(
    old: int, new: int, path: list[bytes], old_root: bytes, new_root: bytes
) -> bytes:
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        raise inconsistent(old, new, Phrase("the proof is too short"))
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    older = newer = path[0]
    for step in path[1:]:
        if last == 0:
            raise inconsistent(old, new, Phrase("the proof is too long"))
        if at & 1 or at == last:
            older, newer = node_hash(step, older), node_hash(step, newer)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            newer = node_hash(newer, step)
        at, last = at >> 1, last >> 1
    if last:
        raise inconsistent(old, new, Phrase("the proof is too short"))
    if (older, newer) != (old_root, new_root):
        raise inconsistent(old, new, Phrase("the proof leads to another root"))
    return new_root


def inconsistent(old: int, new: int, why: Phrase) -> VerificationError:
    """The refusal of a tree that does not extend an older one."""
    return VerificationError(
        "The log of {new} entries is not proven to extend that of {old}: {why}. Keep both signed "
        "checkpoints and show them to the other parties: together they may prove a fork.",
        check="consistency",
        old=old,
        new=new,
        why=why,
    )
