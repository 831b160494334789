"""Cosignatures (C2SP tlog-cosignature): what a witness or a mirror says of a checkpoint, and when.

An Ed25519 cosignature covers time and text, and not the cosigner's name: one such key must serve
one cosigner only. One of ML-DSA-44 covers name, time, origin, size and root, and not the extension
lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase, VerificationError
from longtin.register.log.checkpoint import Checkpoint, parse_checkpoint
from longtin.register.log.keys import (
    COSIGNATURE,
    ED25519,
    ML_DSA,
    SIGNATURE_SIZES,
    SigningKey,
    VerifierKey,
)
from longtin.register.log.note import Note, SignatureLine, parse_note, verify_note
from longtin.register.log.strict import MOST, malformed

_TIME_SIZE: Final = 8


@dataclass(frozen=True)
class Cosignature:
    """A verified statement of a cosigner.

    Attributes:
        key: Whose.
        time: When it was made, in seconds since 1970 UTC, by the cosigner's clock.
    """

    key: VerifierKey
    time: int


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint that its log has signed, verified.

    Attributes:
        checkpoint: Size and root, from one signature.
        note: The note it came in, with lines of unknown keys too.
        log_keys: The log's keys that have signed.
        cosignatures: Of known cosigners, each once.
    """

    checkpoint: Checkpoint
    note: Note
    log_keys: tuple[VerifierKey, ...]
    cosignatures: tuple[Cosignature, ...]


def message(key: VerifierKey, text: bytes, signature: bytes) -> tuple[bytes, bytes]:
    """What a key of its type signs in a checkpoint, and the bare signature.

    Raises:
        VerificationError: `form`: the line does not hold what its type has to.
    """
    if key.kind == ED25519:
        return text, signature
    if len(signature) != _TIME_SIZE + SIGNATURE_SIZES[key.kind]:
        raise malformed(
            Phrase("cosignature of {name}", name=key.name),
            Phrase(
                "{n} bytes stand where {size} belong",
                n=len(signature),
                size=_TIME_SIZE + SIGNATURE_SIZES[key.kind],
            ),
        )
    time = int.from_bytes(signature[:_TIME_SIZE], "big")
    if time > MOST:
        raise malformed(
            Phrase("cosignature of {name}", name=key.name), Phrase("its time is out of range")
        )
    return cosigned_message(key, parse_checkpoint(text), time), signature[_TIME_SIZE:]


def cosigned_message(key: VerifierKey, checkpoint: Checkpoint, time: int) -> bytes:
    """The bytes that a cosigner signs.

    Args:
        key: Of the cosigner, of type `COSIGNATURE` or `ML_DSA`.
        checkpoint: What is cosigned.
        time: When, in seconds since 1970 UTC.
    """
    if key.kind == COSIGNATURE:
        return b"cosignature/v1\ntime %d\n" % time + checkpoint.text
    return subtree_message(key.name, checkpoint.origin, time, 0, checkpoint.size, checkpoint.root)


def subtree_message(
    name: str, origin: str, time: int, start: int, end: int, hashed: bytes
) -> bytes:
    """The structure that ML-DSA-44 cosigners sign, of a whole tree or a part of it."""
    return b"".join(
        [
            b"subtree/v1\n\x00",
            _short(name.encode()),
            time.to_bytes(8, "big"),
            _short(origin.encode()),
            start.to_bytes(8, "big"),
            end.to_bytes(8, "big"),
            hashed,
        ]
    )


def _short(text: bytes) -> bytes:
    if not 0 < len(text) < 256:
        raise malformed(Phrase("cosignature"), Phrase("a name has 1 to 255 bytes there"))
    return bytes([len(text)]) + text


def sign_checkpoint(checkpoint: Checkpoint, keys: Iterable[SigningKey], time: int) -> Note:
    """A log's signatures of its own head.

    Args:
        checkpoint: The head.
        keys: The log's, of type `ED25519` or `ML_DSA`; their name is the origin.
        time: For those of type `ML_DSA`, in seconds since 1970 UTC.
    """
    lines = tuple(signature_line(checkpoint, key, time) for key in keys)
    return parse_note(bytes(Note(checkpoint.text, lines)))


def signature_line(checkpoint: Checkpoint, key: SigningKey, time: int) -> SignatureLine:
    """One signature of a checkpoint: bare of type `ED25519`, else with its time before it.

    Args:
        checkpoint: What is signed.
        key: Of any type.
        time: In seconds since 1970 UTC.
    """
    if key.kind == ED25519:
        return SignatureLine(key.name, key.verifier.id, key.sign(checkpoint.text))
    signed = key.sign(cosigned_message(key.verifier, checkpoint, time))
    return SignatureLine(key.name, key.verifier.id, time.to_bytes(_TIME_SIZE, "big") + signed)


def verify_checkpoint(
    data: bytes | Note, log_keys: Iterable[VerifierKey], cosigners: Iterable[VerifierKey] = ()
) -> SignedCheckpoint:
    """Check a checkpoint that has to be signed by its log.

    Args:
        data: The note.
        log_keys: Keys of logs; one signs for the origin that bears its name.
        cosigners: Keys of witnesses and mirrors, of type `COSIGNATURE` or `ML_DSA`.

    Returns:
        The checkpoint, and who signed it.

    Raises:
        VerificationError: `form`, `signature`, or `origin`: no key of this log is known.
    """
    note = data if isinstance(data, Note) else parse_note(data)
    claimed = parse_checkpoint(note.text)
    own = [key for key in log_keys if key.name == claimed.origin]
    if not own:
        raise VerificationError(
            "No key of the log `{origin}` is known. Check that this is the register you mean, and "
            "add its key to the trust file only if you had it from somebody you rely on.",
            check="origin",
            origin=claimed.origin,
        )
    others = [key for key in cosigners if key.kind in {COSIGNATURE, ML_DSA}]
    signed = verify_note(note, [*own, *others], message)
    by_log = tuple(each.key for each in signed if each.key in own)
    if not by_log:
        verify_note(note, own, message)
    cosigned = tuple(
        Cosignature(each.key, int.from_bytes(each.signature[:_TIME_SIZE], "big"))
        for each in signed
        if each.key in others
    )
    return SignedCheckpoint(claimed, note, by_log, cosigned)
