"""A witness cosigns what extends the last head, and nothing else."""

import threading
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

import httpx2
import pytest

from longtin.errors import VerificationError
from longtin.register import log
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.cosignature import sign_checkpoint
from longtin.register.log.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root_of
from longtin.register.log.witness import SIZE_TYPE, CosignRequest, HttpAnswer
from tests.register.log.world import ORIGIN, World, seeded

HASHES = [leaf_hash(b"entry %d" % number) for number in range(40)]


def node(level: int, index: int) -> bytes:
    """Hashes of a log of forty entries."""
    return root_of(HASHES[index << level : (index + 1) << level])


def head(size: int, root: bytes | None = None, key: log.SigningKey | None = None) -> log.Note:
    """A signed head of that log."""
    checkpoint = Checkpoint(ORIGIN, size, root_of(HASHES[:size]) if root is None else root)
    return sign_checkpoint(checkpoint, [key or seeded(ORIGIN)], 0)


def body(old: int, size: int, note: log.Note | None = None) -> bytes:
    """A request to go from one size to another."""
    proof = tuple(consistency_proof(old, size, node)) if old <= size else ()
    return bytes(CosignRequest(old, proof, note or head(size)))


@pytest.fixture
def witness(world: World) -> log.Witness:
    """A witness that has cosigned ten entries."""
    found = world.witnesses["e1"]
    assert found.add_checkpoint(body(0, 10)).status == HTTPStatus.OK
    return found


def changed(data: bytes) -> bytes:
    """A request whose log signature fails."""
    return data.replace(b"\n12\n", b"\n13\n")


@pytest.mark.parametrize(
    ("request_body", "status"),
    [
        (lambda: body(10, 12), HTTPStatus.OK),
        (lambda: body(10, 10), HTTPStatus.OK),
        (lambda: b"", HTTPStatus.BAD_REQUEST),
        (lambda: body(10, 12)[:-1], HTTPStatus.BAD_REQUEST),
        (lambda: b"old 010\n" + body(10, 12)[7:], HTTPStatus.BAD_REQUEST),
        (lambda: body(12, 11), HTTPStatus.BAD_REQUEST),
        (lambda: body(10, 12).replace(ORIGIN.encode(), b"other.example"), HTTPStatus.NOT_FOUND),
        (lambda: changed(body(10, 12)), HTTPStatus.FORBIDDEN),
        (lambda: body(10, 12, head(12, key=log.new_key(ORIGIN))), HTTPStatus.FORBIDDEN),
        (lambda: body(9, 12), HTTPStatus.CONFLICT),
        (lambda: body(0, 12), HTTPStatus.CONFLICT),
        (lambda: body(10, 10, head(10, b"x" * 32)), HTTPStatus.UNPROCESSABLE_ENTITY),
        (lambda: body(10, 12, head(12, b"x" * 32)), HTTPStatus.UNPROCESSABLE_ENTITY),
        (lambda: bytes(CosignRequest(10, (b"y" * 32,) * 3, head(12))), 422),
        (lambda: bytes(CosignRequest(10, (b"y" * 32,) * 64, head(12))), 400),
        (lambda: bytes(CosignRequest(10, (), head(12))), HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_each_check_has_its_answer(
    witness: log.Witness, request_body: Callable[[], bytes], status: int
) -> None:
    """The statuses of the specification, by which a log knows what to mend."""
    assert witness.add_checkpoint(request_body()).status == status


def test_a_conflict_tells_the_size_in_its_own_type(witness: log.Witness) -> None:
    """A log that lost its memory learns where to go on."""
    answer = witness.add_checkpoint(body(0, 12))

    assert (answer.body, answer.type) == (b"10\n", SIZE_TYPE)


def test_an_empty_log_has_the_empty_root(world: World) -> None:
    """A first head without entries needs no proof, and cannot claim any root."""
    witness = world.witnesses["e2"]
    false = CosignRequest(0, (), sign_checkpoint(Checkpoint(ORIGIN, 0, b"z" * 32), world.keys, 0))

    assert witness.add_checkpoint(bytes(false)).status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert witness.add_checkpoint(body(0, 0, head(0, EMPTY_ROOT))).status == HTTPStatus.OK
    assert witness.add_checkpoint(body(0, 5)).status == HTTPStatus.OK


def test_a_fork_is_kept_as_evidence(witness: log.Witness) -> None:
    """Both signed heads together prove it to anyone."""
    false = head(10, b"x" * 32)
    witness.add_checkpoint(body(10, 10, false))

    ((known, given),) = witness.evidence(ORIGIN)
    keys = [seeded(ORIGIN).verifier]
    first, second = (log.verify_checkpoint(note, keys).checkpoint for note in (known, given))

    assert first.size == second.size == 10
    assert first.root != second.root


def test_of_two_requests_at_once_none_rolls_back(world: World) -> None:
    """Compared and stored in one step: the smaller head never replaces the larger."""
    witness = world.witnesses["w1"]
    witness.add_checkpoint(body(0, 1))
    start, answers = threading.Barrier(8), {}

    def ask(size: int) -> None:
        start.wait()
        answers[size] = witness.add_checkpoint(body(1, size))

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(2, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    good = [size for size, answer in answers.items() if answer.status == HTTPStatus.OK]
    latest = witness.latest(sha256(ORIGIN.encode()).hexdigest())

    assert len(good) == 1
    assert {answer.status for answer in answers.values()} == {HTTPStatus.OK, HTTPStatus.CONFLICT}
    assert log.parse_checkpoint(log.parse_note(latest.body).text).size == good[0]


def test_two_processes_share_one_memory(world: World) -> None:
    """The file is what is compared, not what a process remembers."""
    first, second = world.witnesses["e1"], world.witness("e1")
    first.add_checkpoint(body(0, 10))

    assert second.add_checkpoint(body(0, 12)).status == HTTPStatus.CONFLICT
    assert second.add_checkpoint(body(10, 12)).status == HTTPStatus.OK
    second.close()


def test_monitors_read_what_was_cosigned(world: World, witness: log.Witness) -> None:
    """The log's signature and the witness's stand on it, and no line of others."""
    stray = log.parse_note(bytes(head(12)) + b"\xe2\x80\x94 stray AAAAAAAA\n")
    witness.add_checkpoint(body(10, 12, stray))
    answer = witness.latest(sha256(ORIGIN.encode()).hexdigest())
    found = log.verify_witnessed(answer.body, world.policy, quorum=False)

    assert found.times == {"e1": 1_800_000_000}
    assert [line.name for line in found.signed.note.signatures] == [ORIGIN, "e1.example"]
    assert witness.latest("0" * 64).status == HTTPStatus.NOT_FOUND


def test_over_http_paths_and_sizes_are_bounded(witness: log.Witness) -> None:
    """Nobody makes a witness wait or read without end."""
    server = log.witness_server(witness, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    with httpx2.Client() as client:
        good = client.post(f"{address}/add-checkpoint", content=body(10, 12))
        large = client.post(f"{address}/add-checkpoint", content=b"x" * 300_000)
        odd = client.post(f"{address}/other", content=b"")
        path = client.get(f"{address}/a/{'0' * 64}/checkpoint")
    server.shutdown()
    server.server_close()
    thread.join()

    assert good.status_code == HTTPStatus.OK
    assert good.headers["content-type"] == "text/plain; charset=utf-8"
    assert large.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert odd.status_code == path.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("answer", "check"),
    [
        (HttpAnswer(200, b""), "form"),
        (HttpAnswer(200, b"\xe2\x80\x94 e1.example AAAA\n"), "form"),
        (HttpAnswer(200, b"\xe2\x80\x94 other.example AAAAAAAA\n"), "signature"),
        (HttpAnswer(409, b"99\n"), "rollback"),
        (HttpAnswer(409, b"nine\n"), "form"),
    ],
)
def test_a_lying_witness_gives_the_log_nothing(
    world: World, answer: HttpAnswer, check: str
) -> None:
    """An empty or foreign answer is no cosignature."""
    client = log.WitnessClient(world.ends["e1"], lambda *_asked: answer)

    with pytest.raises(VerificationError) as refused:
        client.cosign(head(10), 10, node, lambda *_range: [])

    assert refused.value.check == check
