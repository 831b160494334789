"""Subtrees of a Merkle tree (draft-ietf-plants-merkle-tree-certs, section 4): what mirrors prove.

A subtree holds the leaves from `start` to `end`; `start` is a multiple of the smallest power of
two that is not below `end - start`. Such a range is a tree of its own whose complete parts are
parts of every larger tree.
"""

from collections.abc import Sequence

from longtin.errors import Phrase, VerificationError
from longtin.register.log.merkle import (
    EMPTY_ROOT,
    NodeReader,
    node_hash,
    range_hash,
    verify_inclusion,
)


def check_subtree(start: int, end: int, size: int) -> None:
    """Refuse a range that is no subtree of a tree.

    Raises:
        VerificationError: `consistency`.
    """
    width = end - start
    if not (0 <= start < end <= size) or start % (1 << (width - 1).bit_length()):
        raise _unproven(
            start, end, Phrase("no such subtree stands in a tree of {size} entries", size=size)
        )


def subtree_proof(start: int, end: int, size: int, node: NodeReader) -> list[bytes]:
    """The proof that a tree holds a subtree, from the bottom up.

    Args:
        start: The first leaf of the subtree.
        end: The leaf behind its last one.
        size: Leaves of the tree.
        node: Gives hashes of the tree.

    Raises:
        VerificationError: `consistency`: there is no such subtree.
    """
    check_subtree(start, end, size)
    path: list[bytes] = []
    low, high, is_whole = 0, size, True
    while (low, high) != (start, end):
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if end <= middle:
            path.append(range_hash(middle, high, node))
            high = middle
        elif start >= middle:
            path.append(range_hash(low, middle, node))
            low = middle
        else:
            path.append(range_hash(low, middle, node))
            low, start, is_whole = middle, middle, False
    if not is_whole:
        path.append(range_hash(low, high, node))
    return path[::-1]


def verify_subtree(
    start: int, end: int, size: int, proof: Sequence[bytes], subtree_root: bytes, root: bytes
) -> bytes:
    """Check that a tree holds a subtree.

    Args:
        start: The first leaf of the subtree.
        end: The leaf behind its last one.
        size: Leaves of the tree, from the same signature as `root`.
        proof: The proof, from the bottom up.
        subtree_root: The hash of the subtree.
        root: The tree's root.

    Returns:
        The subtree's hash, proven.

    Raises:
        VerificationError: `consistency`.
    """
    if 0 <= start == end <= size and not proof and subtree_root == EMPTY_ROOT:
        return subtree_root
    check_subtree(start, end, size)
    at, until, last = start, end - 1, size - 1
    while at != until and (until == last or until & 1):
        at, until, last = at >> 1, until >> 1, last >> 1
    steps = list(proof) if at == until else list(proof[1:])
    if at != until and not proof:
        raise _unproven(start, end, Phrase("the proof is too short"))
    seed = subtree_root if at == until else proof[0]
    if _climb(start, end, (at, until, last), seed, steps) != (subtree_root, root):
        raise _unproven(start, end, Phrase("the proof leads to another root"))
    return subtree_root


def _climb(
    start: int, end: int, place: tuple[int, int, int], seed: bytes, steps: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """Both hashes that a proof leads to: of the subtree, and of the tree."""
    at, until, last = place
    inner = outer = seed
    for step in steps:
        if last == 0:
            raise _unproven(start, end, Phrase("the proof is too long"))
        if until & 1 or until == last:
            inner = node_hash(step, inner) if at < until else inner
            outer = node_hash(step, outer)
            while not until & 1 and until:
                at, until, last = at >> 1, until >> 1, last >> 1
        else:
            outer = node_hash(outer, step)
        at, until, last = at >> 1, until >> 1, last >> 1
    if last:
        raise _unproven(start, end, Phrase("the proof is too short"))
    return inner, outer


def verify_subtree_inclusion(
    hashed: bytes, index: int, start: int, end: int, proof: Sequence[bytes], subtree_root: bytes
) -> bytes:
    """Check that a subtree holds a leaf.

    Returns:
        The leaf's hash, proven.

    Raises:
        VerificationError: `consistency` where there is no such subtree, `inclusion` where it does
            not hold the leaf.
    """
    check_subtree(start, end, max(end, 1))
    return verify_inclusion(hashed, index - start, end - start, proof, subtree_root)


def _unproven(start: int, end: int, why: Phrase) -> VerificationError:
    return VerificationError(
        "Entries {start} to {end} are not proven to be part of the log: {why}. Ask again; if the "
        "answer stays, tell the other parties.",
        check="consistency",
        start=start,
        end=end - 1,
        why=why,
    )
