"""Witnesses over HTTP: one served on this machine, and those a log asks."""

import gzip
import re
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register.log.bounded_server import AnsweringHandler, BoundedServer, bounded_server
from longtin.register.log.checkpoint import parse_checkpoint
from longtin.register.log.cosignature import message, verify_checkpoint
from longtin.register.log.handing_over.packages import Entries, UploadHeader
from longtin.register.log.handing_over.uploading import Ask, hand_over
from longtin.register.log.log_files import not_reached
from longtin.register.log.merkle import NodeReader, consistency_proof
from longtin.register.log.note import Note, SignatureLine, parse_signatures, verify_note
from longtin.register.log.policy import Endpoint
from longtin.register.log.strict import decode_decimal
from longtin.register.log.witness import CosignRequest, HttpAnswer, Witness

if TYPE_CHECKING:
    from longtin.register.log.cosignature import SignedCheckpoint
    from longtin.register.log.keys import VerifierKey

LARGEST_REQUEST: Final = 256 * 1024
"""Bytes of a request; a checkpoint with sixteen signatures of ML-DSA-44 has a quarter of that."""

REASON: Final = 512
"""Bytes of a refusal that are passed on."""

PATIENCE: Final = 10.0
"""Seconds to wait for the other side to go on."""

PATIENCE_OF_MIRRORS: Final = 60.0
"""The same of a mirror that is sent entries: it stores them before it answers."""

GZIP_LEVEL: Final = 6

MOST_REQUESTS: Final = 4
"""Requests with entries that a mirror is sent for one cosignature; receipts wait for it."""

_MONITOR: Final = re.compile(r"(?P<prefix>.*)/(?P<hash>[0-9a-f]{64})/checkpoint")


class _WitnessHandler(AnsweringHandler):
    """Answers for a witness."""

    witness: Witness

    def do_POST(self) -> None:  # noqa: N802 - as its base calls it
        if self.path != "/add-checkpoint":
            self.nothing_there()
        elif (body := self.body(LARGEST_REQUEST)) is not None:
            self.answer(self.witness.add_checkpoint(body))

    def do_GET(self) -> None:  # noqa: N802 - as its base calls it
        found = _MONITOR.fullmatch(self.path)
        if found and not found["prefix"]:
            self.answer(self.witness.latest(found["hash"]))
        else:
            self.nothing_there()


def witness_server(witness: Witness, host: str, port: int) -> BoundedServer:
    """A server that answers for a witness at `/add-checkpoint` and `/HASH/checkpoint`.

    Args:
        witness: Who answers.
        host: Where to listen.
        port: Likewise; 0 takes a free one.

    Raises:
        RegisterError: Nobody can listen there.
    """
    return bounded_server(_WitnessHandler, host, port, witness=witness)


class OverHttp:
    """Asks a witness at an address; connections are kept for the next time.

    Args:
        address: Its prefix, `http://` or `https://`.
    """

    def __init__(self, address: str) -> None:
        import httpx2

        self._address = address.rstrip("/")
        self._client = httpx2.Client(timeout=PATIENCE, follow_redirects=False)

    def __call__(self, path: str, body: bytes | None) -> HttpAnswer:
        """See `Ask`."""
        import httpx2

        headers, patience = {}, PATIENCE
        if path == "add-entries" and body is not None:
            body, patience = gzip.compress(body, GZIP_LEVEL), PATIENCE_OF_MIRRORS
            headers = {"content-type": "application/octet-stream", "content-encoding": "gzip"}
        try:
            method = "GET" if body is None else "POST"
            found = self._client.request(
                method, f"{self._address}/{path}", content=body, headers=headers, timeout=patience
            )
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise RegisterError(
                "{address} does not answer: {why}.", address=self._address, why=not_reached(error)
            ) from error
        return HttpAnswer(found.status_code, found.content, found.headers.get("content-type", ""))

    def close(self) -> None:
        """Let connections go."""
        self._client.close()


class WitnessClient:
    """A witness as a log asks it.

    Args:
        endpoint: Its name, key and address.
        ask: How it is asked; over HTTP at its address by default.
        most: Requests with entries that a mirror is sent for one cosignature.
    """

    def __init__(
        self, endpoint: Endpoint, ask: Ask | None = None, most: int = MOST_REQUESTS
    ) -> None:
        self.endpoint, self._most = endpoint, most
        self._ask: Ask = ask or OverHttp(endpoint.address)
        self._size = 0
        self._held: int | None = None

    def cosign(
        self, note: Note, size: int, node: NodeReader, entries: Entries
    ) -> tuple[SignatureLine, ...]:
        """Ask for a cosignature; a mirror is given first what it does not hold yet.

        Args:
            note: The log's signed head.
            size: Its size.
            node: Hashes of the log, for the proofs.
            entries: Of the log.

        Returns:
            Verified lines of this witness.

        Raises:
            RegisterError: It does not answer, or refuses; or it is a mirror that has not taken
                over everything yet.
            VerificationError: `rollback`: it has cosigned a larger head of this log. `signature`,
                `form`: its answer is not what it should be.
        """
        answer = self._request(note, min(self._size, size), size, node)
        if answer.status == HTTPStatus.CONFLICT:
            known = decode_decimal(answer.body.removesuffix(b"\n"), Phrase("size at a witness"))
            if known > size:
                raise larger_head(self.endpoint.name, known, size)
            answer = self._request(note, known, size, node)
        if answer.status != HTTPStatus.OK:
            raise self._refused(answer)
        if not answer.body:  # so a mirror answers: it cosigns what it holds
            answer = self._hand_over(parse_checkpoint(note.text).origin, size, node, entries)
        lines = parse_signatures(answer.body)
        signed = verify_note(Note(note.text, lines), [self.endpoint.key], message)
        self._size = size
        kept = {(each.key.name, each.key.id) for each in signed}
        return tuple(line for line in lines if (line.name, line.id) in kept)

    def _hand_over(self, origin: str, size: int, node: NodeReader, entries: Entries) -> HttpAnswer:
        start = size if self._held is None else min(self._held, size)
        header = UploadHeader(origin, start, size)
        answer, self._held = hand_over(self._ask, header, entries, node, self._most)
        if answer.status == HTTPStatus.ACCEPTED:
            raise RegisterError(
                "Mirror {name} has taken over {n} of {size} entries so far.",
                name=self.endpoint.name,
                n=self._held,
                size=size,
            )
        if answer.status != HTTPStatus.OK:
            raise self._refused(answer)
        return answer

    def close(self) -> None:
        """Let connections go."""
        if isinstance(self._ask, OverHttp):
            self._ask.close()

    def _refused(self, answer: HttpAnswer) -> RegisterError:
        return RegisterError(
            "Witness {name} refuses with status {status}: {why}",
            name=self.endpoint.name,
            status=answer.status,
            why=answer.body[:REASON].decode("utf-8", "replace").strip(),
        )

    def _request(self, note: Note, old: int, size: int, node: NodeReader) -> HttpAnswer:
        proof = tuple(consistency_proof(old, size, node))
        return self._ask("add-checkpoint", bytes(CosignRequest(old, proof, note)))

    def latest(self, origin: str, log_keys: "list[VerifierKey]") -> "SignedCheckpoint | None":
        """The last head it has cosigned of a log, verified; nothing if there is none.

        Raises:
            RegisterError: It does not answer.
            VerificationError: `signature`, `form`: its answer is not what it should be.
        """
        answer = self._ask(f"{sha256(origin.encode()).hexdigest()}/checkpoint", None)
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status != HTTPStatus.OK:
            raise self._refused(answer)
        found = verify_checkpoint(answer.body, log_keys, [self.endpoint.key])
        if not found.cosignatures:
            verify_note(found.note, [self.endpoint.key], message)
        return found


def larger_head(name: str, known: int, size: int) -> VerificationError:
    """The refusal of a log that has fewer entries than somebody has seen signed."""
    return VerificationError(
        "{name} knows a signed head of {known} entries, and here are {size}. This is an old copy: "
        "bring back what is missing before anything is signed.",
        check="rollback",
        name=name,
        known=known,
        size=size,
    )
