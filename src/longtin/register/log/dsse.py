"""DSSE envelopes (Dead Simple Signing Envelope 1.0.2): a statement and who signed it.

The signature covers type and bytes of the payload as they stand; nothing is written again before
it is verified. The key id in an envelope is a hint and is covered by nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase, VerificationError
from longtin.register.log.canonical_json import canonical, read_json
from longtin.register.log.keys import SigningKey, VerifierKey
from longtin.register.log.strict import decode_base64, encode_base64, malformed

_WHAT: Final = Phrase("signed statement")
_KEYS: Final = frozenset({"payload", "payloadType", "signatures"})


@dataclass(frozen=True)
class Envelope:
    """A statement with its signatures. Nothing in it is to be believed before it is verified.

    Attributes:
        payload: The bytes that are signed.
        type: Their media type.
        signatures: Key id and bare signature of each.
    """

    payload: bytes
    type: str
    signatures: tuple[tuple[str, bytes], ...]

    def __bytes__(self) -> bytes:
        """The envelope in canonical JSON."""
        return canonical(
            {
                "payload": encode_base64(self.payload).decode(),
                "payloadType": self.type,
                "signatures": [
                    {"keyid": key, "sig": encode_base64(signature).decode()}
                    for key, signature in self.signatures
                ],
            }
        )


def signed_bytes(type_: str, payload: bytes) -> bytes:
    """The pre-authentication encoding: what a signature covers."""
    kind = type_.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign_statement(payload: bytes, type_: str, *keys: SigningKey) -> Envelope:
    """Sign a statement.

    Args:
        payload: Its bytes.
        type_: Their media type.
        keys: Whose signatures it gets.
    """
    message = signed_bytes(type_, payload)
    return Envelope(
        payload, type_, tuple((key.verifier.fingerprint, key.sign(message)) for key in keys)
    )


def parse_envelope(data: bytes) -> Envelope:
    """Read an envelope strictly, verifying nothing.

    Raises:
        VerificationError: `form`: not JSON of exactly this form, or base64 of another spelling.
    """
    read = read_json(data, _WHAT)
    if not isinstance(read, dict) or set(read) != _KEYS or not _are_texts(read, "signatures"):
        raise malformed(_WHAT, Phrase("it needs exactly payload, payloadType and signatures"))
    signatures = read["signatures"]
    if not isinstance(signatures, list) or not signatures:
        raise malformed(_WHAT, Phrase("it has no signature"))
    for each in signatures:
        if not isinstance(each, dict) or set(each) != {"keyid", "sig"} or not _are_texts(each):
            raise malformed(_WHAT, Phrase("each signature needs exactly keyid and sig"))
    return Envelope(
        decode_base64(read["payload"].encode(), _WHAT),
        read["payloadType"],
        tuple((each["keyid"], decode_base64(each["sig"].encode(), _WHAT)) for each in signatures),
    )


def _are_texts(found: dict[str, object], *but: str) -> bool:
    return all(isinstance(value, str) for key, value in found.items() if key not in but)


def verify_statement(envelope: Envelope, type_: str, keys: Iterable[VerifierKey]) -> bytes:
    """Check that a known key has signed a statement, and that no signature of a known key fails.

    Args:
        envelope: The envelope.
        type_: The media type that is expected.
        keys: Those that are believed.

    Returns:
        The payload, verified.

    Raises:
        VerificationError: `form`: another type. `signature`: that of a known key does not fit, or
            no known key has signed.
    """
    if envelope.type != type_:
        raise malformed(
            _WHAT,
            Phrase("it is of type `{given}`, not `{known}`", given=envelope.type, known=type_),
        )
    message = signed_bytes(envelope.type, envelope.payload)
    known = {key.fingerprint: key for key in keys}
    signed = [
        known[name].verify(message, signature)
        for name, signature in envelope.signatures
        if name in known
    ]
    if not signed:
        raise VerificationError(
            "No known key has signed the statement. Known are {known}; if its party has changed "
            "its key, the register says so.",
            check="signature",
            known=", ".join(sorted(key.name for key in known.values())) or "–",
        )
    return envelope.payload
