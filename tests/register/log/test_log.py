"""An append becomes a receipt, or nothing is signed."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register import log
from longtin.register.log.merkle import leaf_hash, root_of
from tests.register.log.world import ORIGIN, World, seeded, submission


class CutError(Exception):
    """The process ends here."""


def cut_at(step: str) -> Callable[[str], None]:
    """Ends the process after a step."""

    def watch(done: str) -> None:
        if done == step:
            raise CutError(step)

    return watch


def test_what_is_appended_is_proven_offline(world: World) -> None:
    """A receipt, the entry and the trust file are all that a reader needs."""
    register = world.log()

    appended = register.append([submission(number) for number in range(300)])
    receipt = bytes(register.receipt(17))
    proven = log.verify_proof(b"entry 17", receipt, log.parse_policy(world.trust))

    assert appended.indexes == tuple(range(300))
    assert (proven.entry, proven.index) == (b"entry 17", 17)
    assert proven.witnessing.level == "quorum"
    assert proven.witnessing.time == 1_800_000_000
    assert bytes(log.parse_proof(receipt)) == receipt


@pytest.mark.parametrize("batch", [29, 256, 300])
def test_the_root_is_that_of_the_plain_definition(world: World, batch: int) -> None:
    """However entries are gathered, the tree is the same."""
    store = world.store()
    entries = [submission(number) for number in range(530)]

    for start in range(0, len(entries), batch):
        store.append(entries[start : start + batch])

    assert store.head().root == root_of([leaf_hash(each.entry) for each in entries])
    assert store.root(257) == root_of([leaf_hash(each.entry) for each in entries[:257]])


def test_the_same_submission_is_entered_once(world: World) -> None:
    """Whoever got no answer sends again, and must not have said it twice."""
    register = world.log()
    first = register.append([submission(1), submission(2)])

    again = register.append([submission(2), submission(3), submission(3)])

    assert (first.indexes, again.indexes) == ((0, 1), (1, 2, 2))
    assert register.store.head().size == 3


@pytest.mark.parametrize("step", log.STEPS)
def test_a_process_that_ends_after_any_step_is_continued(world: World, step: str) -> None:
    """Nothing that was stored is lost, and no second root of one size is signed."""
    world.log().append([submission(0)])
    with pytest.raises(CutError):
        world.log(watch=cut_at(step)).append([submission(1)])
    pinned = world.pin().read()

    register = world.log()
    published = register.publish()

    assert register.refusal is None
    assert published.witnessing.signed.checkpoint.size == 2
    if step in {"pinned", "witnessed", "published"}:
        assert pinned == world.pin().read()
    log.verify_proof(b"entry 1", register.receipt(1), world.policy)


def test_a_head_is_signed_once(world: World) -> None:
    """Two processes that publish at the same time use the one signature of that size."""
    first, second = world.log(), world.log()

    first.append([submission(0)])
    before = world.pin().read()
    second.publish()

    assert world.pin().read() == before


def test_two_registers_on_one_host_have_two_pins(world: World, tmp_path: Path) -> None:
    """A pin for the whole host made every second register look rolled back."""
    other = World(tmp_path, keys=(seeded("register.example/other"),))
    store = log.SqliteStore(tmp_path / "other.db", "register.example/other")
    world.log().append([submission(number) for number in range(5)])

    second = log.Log(store, other.pin(), other.keys, other.policy)
    second.append([submission(1)])

    assert other.pin().file != world.pin().file
    assert (world.log().refusal, second.refusal) == (None, None)


def test_a_cut_between_pin_and_first_row_locks_nobody_out(world: World) -> None:
    """The empty head was pinned, and the store never came to be: begin again."""
    world.log().publish()
    world.store().close()
    (world.folder / "register.db").unlink()

    register = world.log()

    assert register.refusal is None
    assert register.append([submission(0)]).witnessing.level == "quorum"


def test_an_old_backup_is_for_reading_only_until_it_is_whole(world: World) -> None:
    """Entries of the time since would be signed away."""
    world.log().append([submission(0)])
    backup = (world.folder / "register.db").read_bytes()
    world.log().append([submission(1), submission(2)])
    (world.folder / "register.db").write_bytes(backup)

    register = world.log()
    assert register.refusal is not None
    assert register.refusal.check == "rollback"
    with pytest.raises(VerificationError, match="old copy"):
        register.append([submission(9)])
    assert log.verify_proof(b"entry 0", register.receipt(0), world.policy).index == 0

    register.store.append([submission(1), submission(2)])  # from a mirror
    register.prove_again()

    assert register.append([submission(3)]).indexes == (3,)


def test_a_backup_with_other_entries_is_refused_for_good(world: World) -> None:
    """What was signed cannot be replaced by something as long."""
    world.log().append([submission(0)])
    backup = (world.folder / "register.db").read_bytes()
    world.log().append([submission(1)])
    (world.folder / "register.db").write_bytes(backup)
    store = world.store()
    store.append([submission(7), submission(8)])

    register = world.log(store)

    assert register.refusal is not None
    assert register.refusal.check == "fork"


def test_a_lost_pin_is_made_again_on_the_word_of_witnesses(world: World) -> None:
    """Without pin nothing is signed; witnesses of both sides together know the head."""
    world.log().append([submission(0)])
    world.pin().file.unlink()

    register = world.log()
    assert register.refusal is not None
    assert register.refusal.check == "rollback"
    one_side = world.log(clients=world.clients("e1", "e2"))
    with pytest.raises(VerificationError, match="Too few witnesses"):
        one_side.adopt()
    register.adopt()

    assert register.append([submission(1)]).indexes == (1,)


def test_a_witness_that_knows_more_stops_the_log(world: World) -> None:
    """Store and pin may come from the same backup; the witness does not."""
    world.log().append([submission(0)])
    files = [world.folder / "register.db", world.pin().file]
    kept = [file.read_bytes() for file in files]
    world.log().append([submission(1)])
    for file, data in zip(files, kept, strict=True):
        file.write_bytes(data)

    register = world.log()

    assert register.refusal is not None
    assert register.refusal.check == "rollback"


def test_silent_witnesses_are_named_and_the_level_says_so(world: World) -> None:
    """Witnessing never fails open unlabelled."""

    def dead(path: str, body: bytes | None) -> "object":
        raise RegisterError("{address} does not answer: {why}.", address="w1", why="dead")

    clients = [*world.clients("e1", "e2")]
    clients += [log.WitnessClient(world.ends[name], dead) for name in ("w1", "w2")]  # type: ignore[arg-type]
    register = world.log(clients=clients)

    appended = register.append([submission(0)])

    assert set(appended.silent) == {"w1", "w2"}
    assert appended.witnessing.level == "partial"
    with pytest.raises(VerificationError) as refused:
        log.verify_proof(b"entry 0", register.receipt(0), world.policy)
    assert refused.value.check == "quorum"
    assert world.log().publish().witnessing.level == "quorum"


def test_many_threads_get_their_own_index(world: World) -> None:
    """Batches serve everybody, in one order."""
    sequencer = log.Sequencer(world.log(), gather=0.005)
    found: dict[int, int] = {}

    def send(number: int) -> None:
        found[number] = sequencer.submit(submission(number)).result().indexes[0]

    threads = [threading.Thread(target=send, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequencer.close()

    assert sorted(found.values()) == list(range(40))
    assert all(
        sequencer.log.store.entries(index, index + 1) == [b"entry %d" % number]
        for number, index in found.items()
    )


def test_an_entry_that_no_log_can_hold_is_refused_before_anything_is_stored(world: World) -> None:
    """A batch is stored whole or not at all."""
    register = world.log()
    large = log.NewEntry(b"x" * 65_536, b"large")

    with pytest.raises(VerificationError, match="65535"):
        register.append([submission(0), large])

    assert register.store.head().size == 0


def test_a_key_of_another_log_is_refused(world: World) -> None:
    """A register signs with its own key."""
    with pytest.raises(LongtinError, match=ORIGIN):
        log.Log(world.store(), world.pin(), [seeded("another.example")], world.policy)
