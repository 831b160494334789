"""A mirror (C2SP tlog-mirror): holds all entries of logs, and cosigns only what it holds."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register.log.checkpoint import Checkpoint, parse_checkpoint
from longtin.register.log.cosignature import signature_line
from longtin.register.log.handing_over.packages import (
    INFO_TYPE,
    MirrorInfo,
    UploadHeader,
    UploadReader,
    package_places,
)
from longtin.register.log.keeping.log_store import NewEntry, Store
from longtin.register.log.keeping.store_sqlite import SqliteStore
from longtin.register.log.keys import SigningKey, VerifierKey
from longtin.register.log.merkle import consistency_proof, leaf_hash, root_of
from longtin.register.log.note import Note, parse_note
from longtin.register.log.strict import HASH_SIZE
from longtin.register.log.subtree import verify_subtree
from longtin.register.log.tiles import WIDTH, hashes_of
from longtin.register.log.witness import CosignRequest, HttpAnswer, Witness

PENDING: Final = "pending.db"
"""The memory of heads that are to be reached: that of a witness, which signs nothing."""

REMEMBERED: Final = 16
"""Earlier pending heads that entries may still be proven for."""

MOST_EXCESS: Final = WIDTH
"""Entries that may be sent although they are there."""


class MirroredLog:
    """One log of a mirror.

    Args:
        store: Its copy.
        pending: The heads that are to be reached, shared by all logs.
        keys: The mirror's keys.
        clock: Seconds since 1970 UTC.
    """

    def __init__(
        self,
        store: Store,
        pending: Witness,
        keys: Sequence[SigningKey],
        clock: Callable[[], float],
    ) -> None:
        self.store, self._pending, self._keys, self._clock = store, pending, keys, clock
        self.hash = sha256(store.origin.encode()).hexdigest()
        self._lock = threading.Lock()
        self._recent: OrderedDict[int, Note] = OrderedDict()
        self._catch_up()

    def _catch_up(self) -> None:
        """Have no pending head that is behind the mirror's own, as where its memory was lost."""
        own, pending = self._mirrored(), self.pending()
        size = 0 if pending is None else parse_checkpoint(pending.text).size
        if own is None or parse_checkpoint(own.text).size <= size:
            return
        proof = consistency_proof(size, parse_checkpoint(own.text).size, self.store.node())
        request = CosignRequest(size, tuple(proof), own)
        if self._pending.add_checkpoint(bytes(request)).status != HTTPStatus.OK:
            raise RegisterError(
                "The mirror of {origin} holds entries of one history and was to reach another. "
                "Keep its folder, and tell the other parties.",
                origin=self.store.origin,
            )

    def pending(self) -> Note | None:
        """The last head that is to be reached, signed by the log; nothing if there was none."""
        found = self._pending.latest(self.hash)
        return parse_note(found.body) if found.status == HTTPStatus.OK else None

    def _mirrored(self) -> Note | None:
        found = self.store.checkpoint()
        return None if found is None else parse_note(found)

    def heads(self) -> dict[int, Note]:
        """Heads for which entries may be proven, by their size: all of one history."""
        with self._lock:
            found = {parse_checkpoint(note.text).size: note for note in self._known()}
            self._recent |= found
            while len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
            return self._recent | found

    def _known(self) -> list[Note]:
        return [note for note in (self._mirrored(), self.pending()) if note is not None]

    def size(self) -> int:
        """Entries that the mirror's own head covers."""
        note = self._mirrored()
        return 0 if note is None else parse_checkpoint(note.text).size

    def take(self, header: UploadHeader, reader: UploadReader) -> HttpAnswer:
        """Take entries over, package by package, and cosign once all are here."""
        heads = self.heads()
        if not heads:
            return HttpAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, b"No pending checkpoint is known.\n")
        next_entry = self.store.head().size
        excess = min(header.end, next_entry) - header.start
        if (
            header.end not in heads
            or header.end < self.size()
            or header.start > next_entry
            or excess > MOST_EXCESS
        ):
            return self._info(HTTPStatus.CONFLICT, header, heads)
        at, head = header.start, parse_checkpoint(heads[header.end].text)
        try:
            for start, end in package_places(header.start, header.end):
                self._keep(start, *reader.package(end - start), head)
                at = end
        except VerificationError as error:
            if error.check != "form":
                return HttpAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, f"{error}\n".encode())
            if at == header.start:
                return HttpAnswer(HTTPStatus.BAD_REQUEST, f"{error}\n".encode())
            return self._info(HTTPStatus.ACCEPTED, header, heads)
        return self._cosign(header, heads)

    def _keep(
        self, start: int, entries: Sequence[bytes], proof: Sequence[bytes], head: Checkpoint
    ) -> None:
        """Keep a package, if the log has signed exactly these entries."""
        hashes, first = [leaf_hash(each) for each in entries], start // WIDTH * WIDTH
        known = hashes_of(self.store.tile(0, start // WIDTH)[: (start - first) * HASH_SIZE])
        end = start + len(entries)
        verify_subtree(first, end, head.size, proof, root_of([*known, *hashes]), head.root)
        with self._lock:
            there = self.store.head().size
            new = [
                NewEntry(entry, index.to_bytes(8, "big") + hashed)
                for index, (entry, hashed) in enumerate(zip(entries, hashes, strict=True), start)
                if index >= there
            ]
            if new:
                self.store.append(new)

    def _cosign(self, header: UploadHeader, heads: Mapping[int, Note]) -> HttpAnswer:
        """Make a head the mirror's own, durably, and only then tell its cosignatures."""
        note = heads[header.end]
        head = parse_checkpoint(note.text)
        with self._lock:
            is_late = head.size < self.size()
            if not is_late:
                if self.store.root(head.size) != head.root:
                    raise VerificationError(
                        "The mirror's entries are not those that were signed. Nothing is cosigned.",
                        check="fork",
                    )
                now, own = int(self._clock()), {(key.name, key.verifier.id) for key in self._keys}
                lines = tuple(signature_line(head, key, now) for key in self._keys)
                kept = (each for each in note.signatures if (each.name, each.id) not in own)
                self.store.publish(head.size, bytes(Note(note.text, (*kept, *lines))))
        if is_late:
            return self._info(HTTPStatus.CONFLICT, header, heads)
        return HttpAnswer(HTTPStatus.OK, b"".join(map(bytes, lines)))

    def _info(
        self, status: HTTPStatus, header: UploadHeader, heads: Mapping[int, Note]
    ) -> HttpAnswer:
        pending = max(heads)
        is_valid = header.end in heads and header.end >= self.size()
        info = MirrorInfo(header.end if is_valid else pending, self.store.head().size)
        return HttpAnswer(status, bytes(info), INFO_TYPE)


class LogMirror:
    """Mirrors known logs.

    Args:
        folder: Where their copies are kept; made if it is not there. It is never brought back from
            an older copy: the mirror would have cosigned what it no longer holds.
        keys: Its keys, of type `COSIGNATURE` or `ML_DSA`; those of no witness.
        logs: Keys of the logs it knows; a log's name is its origin.
        clock: Seconds since 1970 UTC.

    Raises:
        RegisterError: A file cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        keys: Sequence[SigningKey],
        logs: Sequence[VerifierKey],
        clock: Callable[[], float] = time.time,
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._pending = Witness(folder / PENDING, (), logs, clock)
        origins = dict.fromkeys(key.name for key in logs)
        self.logs: Mapping[str, MirroredLog] = {
            origin: MirroredLog(
                SqliteStore(folder / f"{sha256(origin.encode()).hexdigest()}.db", origin),
                self._pending,
                keys,
                clock,
            )
            for origin in origins
        }
        self._by_hash = {each.hash: each for each in self.logs.values()}

    def add_checkpoint(self, body: bytes) -> HttpAnswer:
        """Take a head that is to be reached; nothing is cosigned before all of it is here."""
        for each in self.logs.values():
            each.heads()
        return self._pending.add_checkpoint(body)

    def add_entries(self, read: Callable[[int], bytes]) -> HttpAnswer:
        """Take entries over.

        Args:
            read: Gives so many bytes of the request, fewer only at the end.
        """
        reader = UploadReader(read)
        try:
            header = reader.header()
            if header.origin not in self.logs:
                return HttpAnswer(HTTPStatus.NOT_FOUND, b"Unknown log.\n")
            return self.logs[header.origin].take(header, reader)
        except LongtinError as error:
            is_form = isinstance(error, VerificationError) and error.check == "form"
            status = HTTPStatus.BAD_REQUEST if is_form else HTTPStatus.INTERNAL_SERVER_ERROR
            return HttpAnswer(status, f"{error}\n".encode())

    def serve(self, origin_hash: str, path: str) -> bytes:
        """What the mirror serves of a log: its checkpoint, with the mirror's cosignature, or tiles.

        Args:
            origin_hash: SHA-256 of the log's name, in lowercase hexadecimal.
            path: Below it.

        Raises:
            VerificationError: `missing`: nothing is there. `form`: no such path exists.
        """
        found = self._by_hash.get(origin_hash)
        if found is None:
            raise VerificationError("No log of that name is mirrored here.", check="missing")
        return found.store.serve(path)

    def close(self) -> None:
        """Let go of the files."""
        self._pending.close()
        for each in self.logs.values():
            each.store.close()
