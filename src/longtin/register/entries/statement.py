"""A statement as the log holds it: who says what, signed, and when it was let in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from longtin.errors import Phrase, RegisterError
from longtin.register import log

TYPE: Final = "application/vnd.longtin.statement+json"
"""Media type of what is signed."""

FORMAT: Final = "1"

SECRETARIAT: Final = "secretariat"
"""Issuer of what whoever keeps the register says itself; the keys of the trust file sign for it."""

_WHAT: Final = Phrase("statement")
_TEXTS: Final = ("format", "issuer", "key", "origin", "previous", "regime")
_KEYS: Final = frozenset({*_TEXTS, "body", "number", "seen"})


@dataclass(frozen=True)
class Statement:
    """One statement of an issuer. Its signature is checked by `PartyKeys`, not here.

    Attributes:
        index: Where it stands in the log.
        admitted: When it was let in, by the clock of whoever keeps the register (ISO 8601, UTC).
        said: The payload: `format`, `origin`, `regime`, `issuer`, `key`, `number`, `previous`,
            `seen` and `body`.
        envelope: The payload with its signatures.
    """

    index: int
    admitted: str
    said: Mapping[str, Any]
    envelope: log.Envelope

    @property
    def issuer(self) -> str:
        """A party's code, or `SECRETARIAT`."""
        return str(self.said["issuer"])

    @property
    def number(self) -> int:
        """The issuer's running number, from 1."""
        return int(self.said["number"])

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says; `kind` in it says what that is."""
        found: Mapping[str, Any] = self.said["body"]
        return found

    @property
    def kind(self) -> str:
        """What it is."""
        return str(self.body["kind"])

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the payload, which the issuer's next statement names."""
        return sha256(self.envelope.payload).hexdigest()


def open_entry(index: int, entry: bytes) -> Statement:
    """Read an entry of a register strictly, verifying no signature.

    Raises:
        VerificationError: `form`: it is no statement.
    """
    record = log.read_canonical(entry, Phrase("entry"))
    if not isinstance(record, dict) or set(record) != {"admitted", "envelope"}:
        raise log.malformed(_WHAT, Phrase("it needs exactly admitted and envelope"))
    envelope = log.parse_envelope(entry.partition(b',"envelope":')[2][:-1])
    return Statement(index, _moment(record["admitted"]), read_payload(envelope), envelope)


def read_payload(envelope: log.Envelope) -> Mapping[str, Any]:
    """What an envelope says, read strictly, its signatures not looked at.

    Raises:
        VerificationError: `form`: it is no statement.
    """
    if envelope.type != TYPE:
        raise log.malformed(
            _WHAT, Phrase("it is of type `{given}`, not `{known}`", given=envelope.type, known=TYPE)
        )
    said = log.read_canonical(envelope.payload, _WHAT)
    if not isinstance(said, dict) or set(said) != _KEYS:
        raise log.malformed(_WHAT, Phrase("it needs exactly {keys}", keys=", ".join(sorted(_KEYS))))
    texts = all(isinstance(said[name], str) for name in _TEXTS)
    is_counted = type(said["number"]) is int and said["number"] > 0
    body, seen = said["body"], said["seen"]
    if not (texts and is_counted and isinstance(body, dict) and isinstance(seen, dict)):
        raise log.malformed(_WHAT, Phrase("a part of it is of another kind than it has to be"))
    if said["format"] != FORMAT or not isinstance(body.get("kind"), str):
        raise log.malformed(_WHAT, Phrase("it is of another format, or of no kind"))
    return said


def _moment(text: object) -> str:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or found.isoformat() != text:
        raise log.malformed(_WHAT, Phrase("`admitted` is no moment with its time zone"))
    return found.isoformat()


def entry_of(envelope: log.Envelope, admitted: str) -> log.NewEntry:
    """An envelope as it goes into the log; the same one again is the same entry."""
    written = bytes(envelope)
    entry = b'{"admitted":%b,"envelope":%b}' % (log.canonical(admitted), written)
    return log.NewEntry(entry, sha256(written).digest())


def now_not_before(last: str) -> str:
    """The moment of admission: now, and never before that of the entry before."""
    now = datetime.now(UTC).replace(microsecond=0)
    earlier = datetime.fromisoformat(last) if last else now
    return max(now, earlier).isoformat()


def no_statement(index: int, why: object) -> RegisterError:
    """The refusal of an entry that no party has said so."""
    return RegisterError(
        "Entry {index} is no statement of a party of this register: {why}. Ask who keeps it.",
        index=index,
        why=why,
    )
