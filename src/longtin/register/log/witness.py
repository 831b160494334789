"""Witnesses (C2SP tlog-witness 1.0.0): they cosign a log's head if it extends the last one.

A witness compares the old size and stores the new head in one step, and answers only when that is
durable; of two requests at once the second is told the size that the first has reached.
"""

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register.log.checkpoint import Checkpoint, parse_checkpoint
from longtin.register.log.cosignature import SignedCheckpoint, signature_line, verify_checkpoint
from longtin.register.log.databases import database_slip, open_sqlite
from longtin.register.log.keys import SigningKey, VerifierKey
from longtin.register.log.merkle import EMPTY_ROOT, inconsistent, verify_consistency
from longtin.register.log.note import Note, parse_note
from longtin.register.log.strict import (
    HASH_SIZE,
    decode_base64,
    decode_decimal,
    encode_base64,
    malformed,
)

MOST_HASHES: Final = 63
"""Hashes of a consistency proof."""

SIZE_TYPE: Final = "text/x.tlog.size"
NOTE_TYPE: Final = "text/plain; charset=utf-8"

_WHAT: Final = Phrase("request to cosign")
_FORM: Final = re.compile(
    rb"old (?P<old>[^\n]*)\n(?P<hashes>(?:[^\n]+\n)*)\n(?P<note>.*)", re.DOTALL
)


@dataclass(frozen=True)
class CosignRequest:
    """What a witness is asked to cosign.

    Attributes:
        old: The size of the head it is said to have cosigned last.
        proof: Consistency from there.
        note: The new head, signed by its log.
    """

    old: int
    proof: tuple[bytes, ...]
    note: Note

    def __bytes__(self) -> bytes:
        """The body of an `add-checkpoint` request."""
        hashes = b"".join(encode_base64(each) + b"\n" for each in self.proof)
        return b"old %d\n%b\n%b" % (self.old, hashes, bytes(self.note))


def parse_request(body: bytes) -> CosignRequest:
    """Read the body of an `add-checkpoint` request, verifying nothing.

    Raises:
        VerificationError: `form`.
    """
    found = _FORM.fullmatch(body)
    lines = found["hashes"].splitlines() if found else []
    if not found or len(lines) > MOST_HASHES:
        raise malformed(_WHAT, Phrase("it does not have the lines of tlog-witness"))
    return CosignRequest(
        decode_decimal(found["old"], _WHAT),
        tuple(decode_base64(line, _WHAT, HASH_SIZE) for line in lines),
        parse_note(found["note"]),
    )


@dataclass(frozen=True)
class HttpAnswer:
    """What is answered over HTTP.

    Attributes:
        status: 200, or why not.
        body: Signature lines, a size, a checkpoint, or a sentence.
        type: Its media type.
    """

    status: int
    body: bytes
    type: str = NOTE_TYPE


class Witness:
    """Cosigns heads of known logs, each only if it extends the one before.

    Args:
        file: Its memory, an SQLite file; made if it is not there. Whoever brings it back from a
            backup lets the witness sign two histories: keep it, and never copy it.
        keys: Its keys, of type `COSIGNATURE` or `ML_DSA`.
        logs: Keys of the logs it knows; a log's name is its origin.
        clock: Seconds since 1970 UTC.

    Raises:
        RegisterError: The file cannot be opened.
    """

    def __init__(
        self,
        file: Path,
        keys: Sequence[SigningKey],
        logs: Sequence[VerifierKey],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys, self._clock, self._lock = tuple(keys), clock, threading.Lock()
        self._logs: Mapping[str, list[VerifierKey]] = {
            each.name: [key for key in logs if key.name == each.name] for each in logs
        }
        self._database = open_sqlite(file)
        try:
            with self._lock:
                self._database.execute(
                    "CREATE TABLE IF NOT EXISTS latest (origin TEXT PRIMARY KEY, size INTEGER NOT "
                    "NULL, root BLOB NOT NULL, note BLOB NOT NULL) STRICT"
                )
                self._database.execute(
                    "CREATE TABLE IF NOT EXISTS evidence (origin TEXT NOT NULL, known BLOB NOT "
                    "NULL, given BLOB NOT NULL, UNIQUE (origin, known, given)) STRICT"
                )
        except sqlite3.Error as error:
            raise RegisterError(
                "{file} cannot be opened: {why}.", file=file, why=database_slip(error)
            ) from error

    def add_checkpoint(self, body: bytes) -> HttpAnswer:
        """Answer an `add-checkpoint` request as the specification orders its checks."""
        try:
            request = parse_request(body)
            claimed = _claimed(request.note)
        except VerificationError as error:
            return HttpAnswer(HTTPStatus.BAD_REQUEST, f"{error}\n".encode())
        own = self._logs.get(claimed.origin)
        if own is None:
            return HttpAnswer(HTTPStatus.NOT_FOUND, b"Unknown log.\n")
        try:
            signed = verify_checkpoint(request.note, own)
        except VerificationError as error:
            is_false = _is_false_empty(claimed)
            status = HTTPStatus.UNPROCESSABLE_ENTITY if is_false else HTTPStatus.FORBIDDEN
            return HttpAnswer(status, f"{error}\n".encode())
        if request.old > claimed.size:
            return HttpAnswer(
                HTTPStatus.BAD_REQUEST, b"The old size is above that of the checkpoint.\n"
            )
        return self._compare_and_store(request, signed)

    def _compare_and_store(self, request: CosignRequest, signed: SignedCheckpoint) -> HttpAnswer:
        head = signed.checkpoint
        with self._lock:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                known = self._known(head.origin)
                size, root = (known[0], known[1]) if known else (0, EMPTY_ROOT)
                if request.old != size:
                    self._database.execute("ROLLBACK")
                    return HttpAnswer(HTTPStatus.CONFLICT, b"%d\n" % size, SIZE_TYPE)
                try:
                    _check_extends(size, root, request.proof, head)
                except VerificationError as error:
                    self._keep_evidence(head.origin, known[2] if known else b"", request.note)
                    self._database.execute("COMMIT")
                    return HttpAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, f"{error}\n".encode())
                lines = self._cosign(head)
                self._database.execute(
                    "INSERT INTO latest VALUES (?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE SET "
                    "size = excluded.size, root = excluded.root, note = excluded.note",
                    [head.origin, head.size, head.root, _served(signed, lines)],
                )
                self._database.execute("COMMIT")
            except sqlite3.Error:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                return HttpAnswer(
                    HTTPStatus.INTERNAL_SERVER_ERROR,
                    b"The witness could not store the checkpoint.\n",
                )
        return HttpAnswer(HTTPStatus.OK, lines)

    def _known(self, origin: str) -> tuple[int, bytes, bytes] | None:
        question = "SELECT size, root, note FROM latest WHERE origin = ?"
        found: tuple[int, bytes, bytes] | None = self._database.execute(
            question, [origin]
        ).fetchone()
        return found

    def _cosign(self, head: Checkpoint) -> bytes:
        now = int(self._clock())
        return b"".join(bytes(signature_line(head, key, now)) for key in self._keys)

    def _keep_evidence(self, origin: str, known: bytes, given: Note) -> None:
        self._database.execute(
            "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?)", [origin, known, bytes(given)]
        )

    def evidence(self, origin: str) -> list[tuple[bytes, bytes]]:
        """Heads that a log has signed and that were not proven to extend the one known then.

        Returns:
            The checkpoint that was known, and the one that was refused. Two of one size and with
            different roots prove a fork; others may.
        """
        question = "SELECT known, given FROM evidence WHERE origin = ? ORDER BY rowid"
        with self._lock:
            return [(known, given) for known, given in self._database.execute(question, [origin])]

    def latest(self, origin_hash: str) -> HttpAnswer:
        """Answer a monitor: the last checkpoint cosigned of a log.

        Args:
            origin_hash: SHA-256 of the origin, in lowercase hexadecimal.
        """
        for origin in self._logs:
            if sha256(origin.encode()).hexdigest() == origin_hash:
                with self._lock:
                    known = self._known(origin)
                if known:
                    return HttpAnswer(HTTPStatus.OK, known[2])
        return HttpAnswer(HTTPStatus.NOT_FOUND, b"No checkpoint of such a log was cosigned here.\n")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()


def _claimed(note: Note) -> Checkpoint:
    """What a note says, also where an empty log is said to have another root."""
    lines = note.text.split(b"\n")
    if len(lines) > 3 and lines[1] == b"0" and lines[0]:
        root = decode_base64(lines[2], Phrase("root of a checkpoint"), HASH_SIZE)
        return Checkpoint(lines[0].decode(), 0, root)
    return parse_checkpoint(note.text)


def _is_false_empty(claimed: Checkpoint) -> bool:
    return claimed.size == 0 and claimed.root != EMPTY_ROOT


def _check_extends(size: int, root: bytes, proof: Sequence[bytes], head: Checkpoint) -> bytes:
    """Refuse a head that is not proven to extend the known one."""
    if size == 0:
        if proof or (head.size == 0 and head.root != EMPTY_ROOT):
            raise inconsistent(0, head.size, Phrase("every tree extends an empty one"))
        return head.root
    return verify_consistency(size, head.size, proof, root, head.root)


def _served(signed: SignedCheckpoint, lines: bytes) -> bytes:
    """The checkpoint with the signatures verified here, and the own ones."""
    own = {(key.name, key.id) for key in signed.log_keys}
    kept = [bytes(line) for line in signed.note.signatures if (line.name, line.id) in own]
    return signed.note.text + b"\n" + b"".join(kept) + lines
