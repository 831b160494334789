"""Witnesses over HTTP: one served on this machine, and those a log asks."""

import re
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register.log.cosignature import message, verify_checkpoint
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

Ask = Callable[[str, bytes | None], HttpAnswer]
"""Sends a body to a path below a witness's address, or gets it where there is no body."""

_MONITOR: Final = re.compile(r"(?P<prefix>.*)/(?P<hash>[0-9a-f]{64})/checkpoint")


class _Handler(BaseHTTPRequestHandler):
    """Reads requests of bounded size, and waits for none of them forever."""

    witness: Witness
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server_version = "longtin"
    sys_version = ""

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            return self._answer(HttpAnswer(HTTPStatus.NOT_FOUND, b"No such path.\n"), keep=False)
        if not re.fullmatch(r"[0-9]{1,7}", length) or int(length) > LARGEST_REQUEST:
            return self._answer(
                HttpAnswer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"Too large, or of no length.\n"),
                keep=False,
            )
        return self._answer(self.witness.add_checkpoint(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        found = _MONITOR.fullmatch(self.path)
        self._answer(
            self.witness.latest(found["hash"])
            if found and not found["prefix"]
            else HttpAnswer(HTTPStatus.NOT_FOUND, b"No such path.\n")
        )

    def _answer(self, answer: HttpAnswer, *, keep: bool = True) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if not keep:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_words: object) -> None:
        """Say nothing: who asked is nobody's affair."""


def witness_server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """A server that answers for a witness at `/add-checkpoint` and `/HASH/checkpoint`.

    Args:
        witness: Who answers.
        host: Where to listen.
        port: Likewise; 0 takes a free one.

    Raises:
        RegisterError: Nobody can listen there.
    """
    try:
        server = ThreadingHTTPServer(
            (host, port), type("Answers", (_Handler,), {"witness": witness})
        )
    except (OSError, OverflowError) as error:
        raise RegisterError(
            "Nothing can listen at {host}:{port}: {why}. Give another port.",
            host=host,
            port=port,
            why=error,
        ) from error
    server.daemon_threads = True
    return server


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

        try:
            method = "GET" if body is None else "POST"
            found = self._client.request(method, f"{self._address}/{path}", content=body)
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
    """

    def __init__(self, endpoint: Endpoint, ask: Ask | None = None) -> None:
        self.endpoint = endpoint
        self._ask: Ask = ask or OverHttp(endpoint.address)
        self._size = 0

    def cosign(self, note: Note, size: int, node: NodeReader) -> tuple[SignatureLine, ...]:
        """Ask for a cosignature.

        Args:
            note: The log's signed head.
            size: Its size.
            node: Hashes of the log, for the proof.

        Returns:
            Verified lines of this witness.

        Raises:
            RegisterError: It does not answer, or refuses.
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
        lines = parse_signatures(answer.body)
        signed = verify_note(Note(note.text, lines), [self.endpoint.key], message)
        self._size = size
        kept = {(each.key.name, each.key.id) for each in signed}
        return tuple(line for line in lines if (line.name, line.id) in kept)

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
