"""Whatever a hostile operator serves, a named check notices it."""

from http import HTTPStatus
from itertools import pairwise
from pathlib import Path

import pytest

from longtin.errors import VerificationError
from longtin.register import log
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.merkle import consistency_proof, leaf_hash, root_of
from longtin.register.log.tiles import WIDTH, VerifiedTiles, all_tiles, node_reader, tile_path
from longtin.register.log.witness import CosignRequest
from tests.register.log.operator import ATTACKS, Attack, backdated, fetched, flipped, signed
from tests.register.log.world import ORIGIN, World

TRUE = [b"entry %d" % number for number in range(300)]
HASHES = [leaf_hash(b"%d" % number) for number in range(1100)]
ROOTS = [root_of(HASHES[at:end]) for at, end in pairwise(range(0, 1100, WIDTH))]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_reader_with_a_trust_file_and_a_head_from_before_notices(
    world: World, attack: Attack
) -> None:
    """The check is the one that says what was done."""
    known = log.verify_witnessed(signed(world, TRUE, *world.witnesses)["checkpoint"], world.policy)
    served = fetched(attack.serves(world, TRUE))

    with pytest.raises(VerificationError) as noticed:
        log.audit(served, world.policy, known.signed.checkpoint, quorum=attack.quorum)

    assert noticed.value.check == attack.caught_by


def test_the_true_log_is_accepted(world: World) -> None:
    """A check that refuses everything notices nothing."""
    served = fetched(signed(world, TRUE, *world.witnesses))
    before = log.verify_witnessed(
        signed(world, TRUE[:200], *world.witnesses)["checkpoint"], world.policy
    )

    assert log.audit(served, world.policy, before.signed.checkpoint).witnessing.level == "quorum"
    assert {attack.caught_by for attack in ATTACKS} == set(log.CHECKS) - {"inclusion", "issuer"}


def test_no_witness_follows_a_fork(world: World) -> None:
    """Operator and one side together find no cosignature of the other side."""
    witness = world.witnesses["w1"]
    true = log.parse_note(signed(world, TRUE[:200])["checkpoint"])
    witness.add_checkpoint(bytes(CosignRequest(0, (), true)))
    false = [*backdated(TRUE), b"more"]
    hashes = [leaf_hash(entry) for entry in false]
    proof = consistency_proof(
        200, len(false), lambda level, index: root_of(hashes[index << level : (index + 1) << level])
    )

    answer = witness.add_checkpoint(
        bytes(CosignRequest(200, tuple(proof), log.parse_note(signed(world, false)["checkpoint"])))
    )

    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert len(witness.evidence(ORIGIN)) == 1


def tiles_at(size: int) -> dict[str, tuple[tuple[int, int], bytes]]:
    """Every tile of a log of some size: its place and content, by path."""
    roots = ROOTS[: size // WIDTH]
    return {
        tile_path(level, index, width): (
            (level, index),
            b"".join((roots if level else HASHES)[index * WIDTH : index * WIDTH + width]),
        )
        for level, index, width in all_tiles(size)
    }


@pytest.mark.parametrize("start", range(1, 1101, 100))
def test_each_forged_tile_is_noticed_at_every_size(start: int) -> None:
    """A verifier that trusts one tile unchecked can be shown any entry below it."""
    for size in range(start, start + 100):
        true, head = tiles_at(size), Checkpoint(ORIGIN, size, root_of(HASHES[:size]))
        for path, (place, tile) in true.items():
            files = {each: data for each, (_, data) in true.items()}
            files[path] = flipped(tile, size % len(tile))
            with pytest.raises(VerificationError) as noticed:
                VerifiedTiles(fetched(files), head).tile(*place)
            assert noticed.value.check == "tile"


@pytest.fixture
def receipt(world: World) -> log.LogProof:
    """A true receipt of entry 17."""
    return log.receipt_from(fetched(signed(world, TRUE, *world.witnesses)), world.policy, 17)


@pytest.mark.parametrize(
    ("claimed", "index", "check"),
    [
        (b"entry 18", 17, "inclusion"),
        (b"", 17, "inclusion"),
        (b"entry 17", 18, "inclusion"),
        (b"entry 17", 300, "inclusion"),
        (b"entry 17", 2**62, "inclusion"),
    ],
)
def test_a_receipt_of_something_else_is_refused(
    world: World, receipt: log.LogProof, claimed: bytes, index: int, check: str
) -> None:
    """Another entry, or the same at another place."""
    other = log.LogProof(index, receipt.hashes, receipt.note)

    with pytest.raises(VerificationError) as noticed:
        log.verify_proof(claimed, other, world.policy)

    assert noticed.value.check == check


def test_no_changed_bit_of_a_receipt_proves_anything_else(tmp_path: Path) -> None:
    """Whatever is flipped, the answer is a refusal or the same entry at the same place."""
    world = World(tmp_path, {"east": ["e1"], "west": ["w1"]})
    receipt = log.receipt_from(fetched(signed(world, TRUE, *world.witnesses)), world.policy, 17)
    whole, accepted = bytes(receipt), 0
    for at in range(len(whole)):
        false = flipped(whole, at)
        try:
            proven = log.verify_proof(b"entry 17", false, world.policy, quorum=False)
        except VerificationError:
            continue
        accepted += 1
        assert (proven.entry, proven.index) == (b"entry 17", 17)
        assert proven.witnessing.signed.checkpoint.size == 300

    assert accepted > 0  # lines of keys that are no longer known, and what is not authenticated


def test_what_came_along_is_not_believed(world: World, receipt: log.LogProof) -> None:
    """`extra` is authenticated by nothing."""
    lying = log.LogProof(receipt.index, receipt.hashes, receipt.note, b"entry 17, amended")

    with pytest.raises(VerificationError, match="another root"):
        log.verify_proof(lying.extra or b"", lying, world.policy)


def test_a_reader_sees_the_same_tree_in_tiles_and_by_definition() -> None:
    """The reader of tiles is held against the plain definition at every height."""
    tile = b"".join(HASHES[:256])
    node = node_reader(lambda *_place: tile)

    for level in range(8):
        assert node(level, 0) == root_of(HASHES[: 1 << level])
