"""Hostile tries over HTTP: replays, swapped files, excess, haste, slowness, broken requests."""

import base64
import json
import socket
import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from longtin import register
from longtin.register.entries.withheld import reader_body
from longtin.register.sealed.reading_keys import new_reading_key
from tests.register.server.conftest import HOST, NIL, Office, listening
from tests.register.server.test_sealed_over_http import entered, sealed_return


def test_what_is_replayed_is_entered_once_and_under_its_own_name(office: Office) -> None:
    """In one batch, by another, later, or for another register: one entry, the same receipt."""
    first, second = office.signed("POL", 2)
    batch = {"statements": [first, deepcopy(first), second, first]}
    outcomes = office.ask("/api/v1/batches", "POL", send=batch).json()["outcomes"]
    later = office.ask("/api/v1/statements", "secretariat", send=first)
    foreign = office.ask("/api/v1/statements", "DEU", send=first)
    elsewhere = register.NextPlace(
        "register.example/other", "vienna-2011", 3, "", register.log.Head(0, b"")
    )
    made = register.signed_statement(elsewhere, "POL", NIL, office.key("POL"))
    other = office.ask("/api/v1/statements", "POL", send={"envelope": json.loads(bytes(made))})

    assert [each["entered"]["index"] for each in outcomes] == [3, 3, 4, 3]
    assert (later.status_code, later.json()["index"]) == (201, 3)
    assert (foreign.status_code, other.status_code) == (403, 422)
    assert office.ask("/api/v1/statements").json()["size"] == 5


def test_a_sealed_file_that_is_another_is_refused_and_not_kept(office: Office) -> None:
    """Swapped between two returns, put to one that seals nothing, or changed when sent again."""
    keys = {"POL": new_reading_key("pol.example")}
    entered(office, "POL", reader_body(keys["POL"].reader))
    body, file = sealed_return(office, keys)
    _, other = sealed_return(office, keys)
    folder = office.folder / "sealed"

    swapped = entered(office, "POL", body, other)
    needless = entered(office, "POL", {**NIL, "symbol": "POL/n"}, file)
    huge = entered(office, "POL", body, bytes(1_200_000))
    kept = list(folder.iterdir()) if folder.is_dir() else []
    made = entered(office, "POL", body, file).json()
    sent = office.ask(f"/api/v1/statements/{made['index']}", "POL").json()["envelope"]
    again = office.ask("/api/v1/statements", "POL", send={
        "envelope": sent, "sealed": base64.b64encode(other).decode(),
    })  # fmt: skip

    assert [each.status_code for each in (swapped, needless, huge)] == [422, 422, 422]
    assert kept == []
    assert again.json()["index"] == made["index"]
    assert [each.read_bytes() for each in folder.iterdir()] == [file]


DEEP = b"[" * 200_000
HOSTILE: dict[str, tuple[bytes, dict[str, str]]] = {
    "nested without end": (b'{"envelope":' + DEEP, {}),
    "a number of a million digits": (b'{"envelope":' + b"9" * 1_000_000 + b"}", {}),
    "packed": (b"\x1f\x8b" + bytes(1000), {"content-encoding": "gzip"}),
    "half a letter": (b'{"envelope":"\xff\xfe"}', {}),
    "no JSON at all": (b"<a/>", {"content-type": "application/xml"}),
    "not a number": (b'{"envelope":NaN}', {}),
    "a byte order mark": (b"\xef\xbb\xbf{}", {}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_body_that_is_made_to_break_readers_is_refused(shared_office: Office, name: str) -> None:
    """In the one shape, and by no fault of the server."""
    body, headers = HOSTILE[name]
    given = {"host": HOST, "authorization": f"Bearer {shared_office.tokens['POL']}",
             "content-type": "application/json", **headers}  # fmt: skip
    answer = shared_office.client.post("/api/v1/statements", content=body, headers=given)

    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["status"] == answer.status_code


@pytest.fixture
def place(office: Office) -> Iterator[tuple[str, int]]:
    """Where a register listens."""
    with listening(office.client.app) as address:
        yield "127.0.0.1", int(address.rpartition(":")[2])


def raw(place: tuple[str, int], *parts: bytes, close: bool = False) -> bytes:
    """What is answered to bytes as they are; whether one goes away without waiting."""
    with socket.create_connection(place, timeout=60) as asking:
        for part in parts:
            asking.sendall(part)
        if close:
            return b""
        found = b""
        while data := asking.recv(65536):
            found += data
        return found


def request(office: Office, body: bytes, *headers: bytes) -> bytes:
    """A submission as bytes."""
    head = [b"POST /api/v1/statements HTTP/1.1", b"host: 127.0.0.1", b"connection: close",
            b"authorization: Bearer " + office.tokens["POL"].encode(),
            b"content-type: application/json", *headers]  # fmt: skip
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def test_what_breaks_off_or_says_two_lengths_enters_nothing(
    office: Office, place: tuple[str, int]
) -> None:
    """Cut at any byte, or readable in two ways by two servers: refused, and the next is taken."""
    (made,) = office.signed("POL")
    body = json.dumps(made).encode()
    length = b"content-length: %d" % len(body)
    for cut in (0, 1, len(body) // 2, len(body) - 1):
        raw(place, request(office, body[:cut], length), close=True)
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    twice = raw(place, request(office, chunks, length, b"transfer-encoding: chunked"))
    bad = raw(place, request(office, b"zz\r\n", b"transfer-encoding: chunked"))
    before = office.ask("/api/v1/statements").json()["size"]
    whole = raw(place, request(office, chunks, b"transfer-encoding: chunked"))

    assert twice.startswith(b"HTTP/1.1 400")
    assert bad.startswith(b"HTTP/1.1 400")
    assert before == 3
    assert whole.startswith(b"HTTP/1.1 201")


def test_who_drips_is_let_go(
    office: Office, monkeypatch: pytest.MonkeyPatch, place: tuple[str, int]
) -> None:
    """Headers and bodies have deadlines, however steadily they come."""
    monkeypatch.setattr("longtin.register.server.connections.HEADERS_WITHIN", 0.2)
    monkeypatch.setattr("longtin.register.server.gate.LONGEST", 0.3)
    with socket.create_connection(place, timeout=60) as slow:
        slow.sendall(b"GET /checkpoint HTTP/1.1\r\nhost: ")
        assert slow.recv(1) == b""
    with socket.create_connection(place, timeout=60) as slow:
        slow.sendall(request(office, b"{", b"content-length: 50000"))
        told: Any = b""
        for _ in range(2000):
            try:
                slow.sendall(b" ")
            except OSError:
                break
            time.sleep(0.01)
        while data := slow.recv(65536):
            told += data
    assert told.startswith(b"HTTP/1.1 408")
