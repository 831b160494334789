"""A mirror (C2SP tlog-mirror) cosigns what it holds, takes nothing unproven, and serves it all."""

import gzip
import socket
import threading
from collections.abc import Iterator
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import httpx2
import pytest

from longtin.errors import RegisterError, VerificationError
from longtin.register import log
from longtin.register.log.checkpoint import Checkpoint
from longtin.register.log.cosignature import sign_checkpoint
from longtin.register.log.handing_over.packages import UploadHeader, encode_upload, parse_info
from longtin.register.log.merkle import consistency_proof
from longtin.register.log.mirroring import log_mirror as mirror_module
from longtin.register.log.tiles import encode_bundle
from longtin.register.log.witness import CosignRequest, HttpAnswer
from tests.register.log.world import ORIGIN, World, seeded, submission

KEY = seeded("m1.example", log.COSIGNATURE)
END = log.Endpoint("m1", KEY.verifier)
HASH = sha256(ORIGIN.encode()).hexdigest()


class Source:
    """A log whose operator does what a test wants, and a mirror of it."""

    def __init__(self, folder: Path, world: World) -> None:
        self.folder, self.world, self.key = folder, world, world.keys[0]
        self.store = log.SqliteStore(folder / "source.db", ORIGIN)
        self.mirror = self.opened()

    def opened(self) -> log.LogMirror:
        """The mirror, opened (again)."""
        return log.LogMirror(
            self.folder / "m1", [KEY], [self.key.verifier], lambda: self.world.time
        )

    def grow(self, count: int, store: log.Store | None = None) -> log.Note:
        """So many entries more, and the head over all."""
        to = store or self.store
        size = to.head().size
        to.append([submission(number) for number in range(size, size + count)])
        head = to.head()
        checkpoint = Checkpoint(ORIGIN, head.size, head.root)
        return sign_checkpoint(checkpoint, [self.key], 0)

    def announce(self, old: int, store: log.Store | None = None) -> HttpAnswer:
        """Send the head of a store, as extending one of this size."""
        to = store or self.store
        note = self.grow(0, to)
        proof = consistency_proof(old, to.head().size, to.node())
        return self.mirror.add_checkpoint(bytes(CosignRequest(old, tuple(proof), note)))

    def body(self, start: int, end: int, most: int = 32, origin: str = ORIGIN) -> bytes:
        """What is sent of the log."""
        return encode_upload(
            UploadHeader(origin, start, end), self.store.entries, self.store.node(), most
        )

    def send(self, body: bytes) -> HttpAnswer:
        """Send it without a network."""
        return self.mirror.add_entries(BytesIO(body).read)

    def ask(self, path: str, body: bytes | None) -> HttpAnswer:
        """Ask the mirror as a log asks it."""
        if path == "add-checkpoint":
            return self.mirror.add_checkpoint(body or b"")
        if path == "add-entries":
            return self.send(body or b"")
        try:
            return HttpAnswer(HTTPStatus.OK, self.mirror.serve(*path.split("/")))
        except VerificationError:
            return HttpAnswer(HTTPStatus.NOT_FOUND, b"")


@pytest.fixture
def source(tmp_path: Path, world: World) -> Iterator[Source]:
    """A log, and a mirror that holds nothing of it yet."""
    found = Source(tmp_path, world)
    yield found
    found.mirror.close()
    found.store.close()


def test_entries_go_over_the_wire_as_specified(source: Source) -> None:
    """Numbers, lengths and order, written out by hand."""
    source.grow(3)
    named = len(ORIGIN).to_bytes(2, "big") + ORIGIN.encode()
    entries = b"".join(b"\x00\x07entry %d" % number for number in range(3))

    assert source.body(0, 3) == named + bytes(8) + bytes(7) + b"\x03" + b"\x00\x00" + entries + (
        b"\x00"
    )
    assert source.body(3, 3) == named + (bytes(7) + b"\x03") * 2 + b"\x00\x00"


def test_a_mirror_holds_serves_and_cosigns_the_log(source: Source) -> None:
    """All of it, and the same bytes; the cosignature says so and no more."""
    note = source.grow(700)
    assert source.announce(0) == HttpAnswer(HTTPStatus.OK, b"")
    with pytest.raises(VerificationError, match="Nothing is served"):
        source.mirror.serve(HASH, "checkpoint")
    part = source.send(source.body(0, 700, most=1))
    info = parse_info(part.body)
    whole = source.send(source.body(info.next, 700))

    assert (part.status, info.size, info.next) == (HTTPStatus.ACCEPTED, 700, 256)
    assert (part.type, whole.status) == ("text/x.tlog.mirror-info", HTTPStatus.OK)
    held = log.verify_checkpoint(
        source.mirror.serve(HASH, "checkpoint"), [source.key.verifier], [KEY.verifier]
    )
    assert held.note.text == note.text
    assert [each.key for each in held.cosignatures] == [KEY.verifier]
    assert whole.body in bytes(held.note)
    policy = log.parse_policy(f"log {source.key.verifier.vkey}\nquorum none\n".encode())
    assert log.audit(lambda path: source.mirror.serve(HASH, path), policy).tiles == 4
    for path in ("tile/0/001", "tile/entries/002.p/188", "tile/1/000.p/2"):
        assert source.mirror.serve(HASH, path) == source.store.serve(path)


def test_a_log_hands_its_entries_to_its_mirror_and_receipts_show_it(world: World) -> None:
    """The trust file asks both sides and a mirror; without the mirror the level says so."""
    source = Source(world.folder, world)
    logs = [log.Endpoint(ORIGIN, world.keys[0].verifier)]
    sides = {side: [world.ends[name] for name in names] for side, names in world.names.items()}
    world.policy = log.parse_policy(log.write_policy(logs, sides, [END]))
    client = log.WitnessClient(END, source.ask, most=1)
    without = world.log(clients=world.clients())
    assert without.append([submission(0)]).witnessing.level == "partial"
    without.append([submission(number) for number in range(1, 9000)])
    without.close()

    register = world.log(clients=[*world.clients(), client])
    first = register.append([submission(9000)])
    second = register.append([submission(9001)])
    receipt = log.verify_proof(b"entry 9001", register.receipt(9001), world.policy)

    assert isinstance(first.silent["m1"], RegisterError)
    assert "has taken over 8192 of 9001 entries" in str(first.silent["m1"])
    assert (first.witnessing.level, second.witnessing.level) == ("partial", "quorum")
    reached = {group.name: names for group, names in receipt.witnessing.groups}
    assert reached["mirrors"] == ("m1",)
    register.close()
    again = world.log(clients=[log.WitnessClient(END, source.ask)])
    assert again.refusal is None
    again.close()
    source.mirror.close()


def test_what_is_asked_wrongly_is_answered_as_specified(source: Source) -> None:
    """Each refusal with its status; nothing is kept, and the next try goes on."""
    source.grow(600)
    unknown, early = (
        source.send(source.body(0, 600, origin="other")),
        source.send(source.body(0, 9)),
    )
    source.announce(0)
    good = source.body(0, 600)
    forged = good.replace(b"entry 300", b"entry 3X0")
    answers = {
        "no known head": source.send(source.body(0, 599)).status,
        "too far": source.send(source.body(300, 600)).status,
        "no header": source.send(good[:9]).status,
        "ends before it begins": source.send(bytes(UploadHeader(ORIGIN, 601, 600))).status,
        "broken off at once": source.send(good[:400]).status,
        "nothing sent": source.send(source.body(0, 600, most=0)).status,
        "proof without end": source.send(
            bytes(UploadHeader(ORIGIN, 0, 600))
            + encode_bundle(source.store.entries(0, 256))
            + bytes([64])
        ).status,
    }
    held = source.mirror.logs[ORIGIN].store.head().size
    wrong = source.send(forged)

    assert (unknown.status, early.status) == (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert answers == {
        "no known head": 409,
        "too far": 409,
        "no header": 400,
        "ends before it begins": 400,
        "broken off at once": 400,
        "nothing sent": 400,
        "proof without end": 422,
    }
    assert (held, wrong.status) == (0, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert source.mirror.logs[ORIGIN].store.head().size == 256
    assert source.send(source.body(256, 600)).status == HTTPStatus.OK
    assert source.send(source.body(0, 600)).status == HTTPStatus.CONFLICT
    assert source.send(source.body(600, 600)).status == HTTPStatus.OK


def test_an_upload_that_breaks_off_goes_on_from_there(source: Source) -> None:
    """Whole packages stay; also for an earlier head, and after the mirror was ended."""
    source.grow(600)
    source.announce(0)
    broken = source.send(source.body(0, 600)[:-5])
    source.grow(50)
    source.announce(600)
    source.mirror.close()
    source.mirror = source.opened()
    forgotten = source.send(source.body(512, 600))
    last = source.send(source.body(512, 650))
    source.grow(1)
    source.announce(650)
    earlier = source.send(source.body(650, 650))

    assert (broken.status, parse_info(broken.body).next) == (HTTPStatus.ACCEPTED, 512)
    assert (forgotten.status, parse_info(forgotten.body).size) == (HTTPStatus.CONFLICT, 650)
    assert last.status == earlier.status == HTTPStatus.OK


def test_a_fork_reaches_no_mirror(source: Source) -> None:
    """Two histories are never mixed; nor where the memory of what was to be reached is lost."""
    source.grow(300)
    source.announce(0)
    source.send(source.body(0, 300))
    fork = log.SqliteStore(source.folder / "fork.db", ORIGIN)
    fork.append([submission(number) for number in range(10, 410)])
    refused = source.announce(300, fork)
    source.mirror.close()
    for file in (source.folder / "m1").glob(f"{mirror_module.PENDING}*"):
        file.unlink()
    source.mirror = source.opened()
    again = source.announce(0, fork)

    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (again.status, again.body) == (HTTPStatus.CONFLICT, b"300\n")
    fork.close()


def test_two_who_upload_at_once_keep_each_entry_once(source: Source) -> None:
    """They may send the same; what is there is passed over."""
    source.grow(1500)
    source.announce(0)
    body, answers = source.body(0, 1500), []
    threads = [threading.Thread(target=lambda: answers.append(source.send(body))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    held = source.mirror.logs[ORIGIN].store
    assert {each.status for each in answers} <= {HTTPStatus.OK, HTTPStatus.CONFLICT}
    assert held.entries(0, 2000) == source.store.entries(0, 2000)


def test_a_mirror_fetches_a_log_by_itself(source: Source) -> None:
    """By the same steps, from whatever serves it; a forged tile gives it nothing."""
    note = source.grow(600)
    source.store.publish(600, bytes(note))
    policy = log.parse_policy(f"log {source.key.verifier.vkey}\nquorum none\n".encode())

    def forged(path: str) -> bytes:
        return source.store.serve(path).replace(b"entry 599", b"entry 5X9")

    with pytest.raises(VerificationError, match="Entry 599"):
        log.follow(source.mirror, END, forged, policy)
    held = log.follow(source.mirror, END, source.store.serve, policy)

    assert held == log.follow(source.mirror, END, source.store.serve, policy) == 600
    assert KEY.name.encode() in source.mirror.serve(HASH, "checkpoint")


@pytest.fixture
def address(source: Source) -> Iterator[str]:
    """Where the mirror answers; entries take a token."""
    server = log.mirror_server(source.mirror, "127.0.0.1", 0, token="let me in")  # noqa: S106
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def in_chunks(body: bytes, size: int) -> Iterator[bytes]:
    """A body of a length that is not said before."""
    yield from (body[at : at + size] for at in range(0, len(body), size))


def test_over_http_bodies_come_packed_in_chunks_or_broken(source: Source, address: str) -> None:
    """What the specification asks for is taken, and nothing is unpacked beyond what is read."""
    source.grow(600)
    source.announce(0)
    packed = {"content-encoding": "gzip"}
    bomb = bytes(UploadHeader(ORIGIN, 0, 600)) + bytes(50_000_000)
    with httpx2.Client(base_url=address, timeout=None) as client:

        def sent(content: bytes | Iterator[bytes], headers: dict[str, str]) -> int:
            return client.post("/add-entries", content=content, headers=headers).status_code

        statuses = [
            sent(gzip.compress(source.body(0, 600))[:200], packed),
            sent(gzip.compress(bomb), packed),
            sent(b"no gzip at all", packed),
            sent(b"", {"content-encoding": "br"}),
            sent(in_chunks(source.body(0, 600, most=1), 700), {}),
            sent(in_chunks(gzip.compress(source.body(256, 600)), 100), packed),
        ]
        read = [
            client.get(f"/{HASH}/tile/entries/000", headers=headers).status_code
            for headers in ({}, {"authorization": "Bearer no"},
                            {"authorization": "Bearer let me in"})
        ]  # fmt: skip
        hashes = client.get(f"/{HASH}/tile/0/000")
        odd = [
            client.get(path).status_code
            for path in ("/", f"/{'0' * 64}/checkpoint", f"/{HASH}/tile/9/../0",
                         f"/{HASH}/tile/0/009")
        ]  # fmt: skip

    assert statuses == [400, 422, 400, 415, 202, 200]
    assert read == [401, 401, 200]
    assert hashes.content == source.store.serve("tile/0/000")
    assert odd == [404, 404, 404, 404]


def test_slow_callers_hold_nobody_up(
    source: Source, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who drips is let go at a deadline; beyond so many at once the next are turned away."""
    monkeypatch.setattr("longtin.register.log.bounded_server.LONGEST", 0.3)
    place = ("127.0.0.1", int(address.rpartition(":")[2]))
    slow = [socket.create_connection(place) for _ in range(3)]
    for each in slow:
        each.sendall(b"POST /add-checkpoint HTTP/1.1\r\ncontent-length: 100\r\n\r\nold")
        each.settimeout(30)

    assert [each.recv(1) for each in slow] == [b"", b"", b""]
    for each in slow:
        each.close()
