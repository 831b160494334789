"""Signed notes (C2SP signed-note 1.0.0): text with signature lines of one or more keys."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase, VerificationError
from longtin.register.log.keys import SigningKey, VerifierKey, check_name
from longtin.register.log.strict import decode_base64, encode_base64, malformed, shown

LARGEST: Final = 1_000_000
"""Bytes of a note; more are not read."""

MOST_SIGNATURES: Final = 100
"""Signature lines of a note; more are not read. The specification asks for at least 16."""

_CONTROL: Final = re.compile(rb"[\x00-\x09\x0b-\x1f]")
_LINE: Final = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[^\s]+)")
_WHAT: Final = Phrase("signed note")


@dataclass(frozen=True)
class SignatureLine:
    """One signature of a note, not yet verified.

    Attributes:
        name: Of the key that is said to have signed.
        id: Its key id, four bytes.
        signature: What follows; what it holds depends on the type of the key.
    """

    name: str
    id: bytes
    signature: bytes

    def __bytes__(self) -> bytes:
        """The line, with its newline."""
        packed = encode_base64(self.id + self.signature)
        return f"— {self.name} ".encode() + packed + b"\n"


@dataclass(frozen=True)
class Note:
    """A note that is well formed. Nothing in it is to be believed before it is verified.

    Attributes:
        text: What is signed, with its last newline.
        signatures: The signature lines, in order.
    """

    text: bytes
    signatures: tuple[SignatureLine, ...]

    def __bytes__(self) -> bytes:
        """The note as it is sent."""
        return self.text + b"\n" + b"".join(map(bytes, self.signatures))


@dataclass(frozen=True)
class SignedBy:
    """A signature that was verified.

    Attributes:
        key: Whose it is.
        signature: What the line holds behind the key id.
    """

    key: VerifierKey
    signature: bytes


Message = Callable[[VerifierKey, bytes, bytes], tuple[bytes, bytes]]
"""From key, text and what a line holds: the message that the key signed, and the bare signature."""


def parse_note(data: bytes) -> Note:
    """Read a note, verifying nothing.

    Raises:
        VerificationError: `form`.
    """
    if len(data) > LARGEST:
        raise malformed(_WHAT, Phrase("it has more than {n} bytes", n=LARGEST))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise malformed(_WHAT, Phrase("it is not UTF-8")) from error
    if _CONTROL.search(data):
        raise malformed(_WHAT, Phrase("it holds control characters"))
    text, found, lines = data.rpartition(b"\n\n")
    if not found or not text or not lines.endswith(b"\n"):
        raise malformed(_WHAT, Phrase("it has no signature lines behind a blank line"))
    return Note(text + b"\n", parse_signatures(lines))


def parse_signatures(lines: bytes) -> tuple[SignatureLine, ...]:
    """Read signature lines, as a witness answers with them.

    Raises:
        VerificationError: `form`: one is malformed, there is none, or too many.
    """
    if not lines.endswith(b"\n"):
        raise malformed(_WHAT, Phrase("it has no signature lines behind a blank line"))
    single = lines[:-1].split(b"\n")
    if len(single) > MOST_SIGNATURES:
        raise malformed(_WHAT, Phrase("it has more than {n} signatures", n=MOST_SIGNATURES))
    return tuple(map(_signature, single))


def _signature(line: bytes) -> SignatureLine:
    found = _LINE.fullmatch(line.decode("utf-8", "replace"))
    if not found:
        raise malformed(_WHAT, Phrase("`{text}` is no signature line", text=shown(line)))
    raw = decode_base64(found["signature"].encode(), _WHAT)
    if len(raw) <= 4:
        raise malformed(_WHAT, Phrase("`{text}` is no signature line", text=shown(line)))
    return SignatureLine(found["name"], raw[:4], raw[4:])


def plain_message(_key: VerifierKey, text: bytes, signature: bytes) -> tuple[bytes, bytes]:
    """What a key signs in a note that is no checkpoint: its text."""
    return text, signature


def verify_note(
    note: Note, keys: Iterable[VerifierKey], message: Message = plain_message
) -> tuple[SignedBy, ...]:
    """Check the signatures of known keys; those of others are passed over.

    Args:
        note: The note.
        keys: Those that are known.
        message: What a key of a type signs.

    Returns:
        Who signed, each key once; at least one.

    Raises:
        VerificationError: `signature`: that of a known key does not fit, or no known key signed.
    """
    known = {(key.name, key.id): key for key in keys}
    found: dict[VerifierKey, SignedBy] = {}
    for line in note.signatures:
        key = known.get((line.name, line.id))
        if key is not None:
            key.verify(*message(key, note.text, line.signature))
            found.setdefault(key, SignedBy(key, line.signature))
    if not found:
        raise VerificationError(
            "No known key has signed: the note bears {given}, and the known keys are {known}. Take "
            "the trust file of this register, or get the note again.",
            check="signature",
            given=", ".join(line.name for line in note.signatures),
            known=", ".join(sorted({name for name, _ in known})) or "–",
        )
    return tuple(found.values())


def sign_note(text: bytes, *keys: SigningKey) -> Note:
    """Sign a text.

    Args:
        text: UTF-8 without control characters but newlines, ending in one.
        keys: Of type `ED25519`; at least one.

    Raises:
        VerificationError: `form`: no note can hold the text.
    """
    lines = (SignatureLine(check_name(key.name), key.verifier.id, key.sign(text)) for key in keys)
    return parse_note(bytes(Note(text, tuple(lines))))
