"""Strict reading: base64, decimals and lines in the one spelling that a specification allows.

Two spellings of one value are two byte strings with one meaning; who compares bytes and who
compares meanings then disagree about what was signed. Whatever is read here, written again, gives
the same bytes.
"""

import base64
import re
from typing import Final

from longtin.errors import Phrase, VerificationError

HASH_SIZE: Final = 32
"""Bytes of a SHA-256 hash."""

MOST: Final = 2**63 - 1
"""The largest size, index or time: what a signed number of 64 bits holds."""

CHECKS: Final = (
    "form",
    "origin",
    "signature",
    "quorum",
    "inclusion",
    "consistency",
    "tile",
    "entry",
    "missing",
    "rollback",
    "fork",
    "issuer",
)
"""What can fail in a verification: bytes not in their form, another log, a signature, too few
witnesses, an entry not in the log, a log that does not extend an older one, a hash or an entry
that was not signed, something not served, fewer entries than were signed, two histories, a
key that is not proven to be its party's."""

_DECIMAL: Final = re.compile(rb"0|[1-9][0-9]{0,18}")
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]*={0,2}")


def malformed(what: Phrase | str, why: Phrase | str) -> VerificationError:
    """The refusal of bytes that are not in the form they claim.

    Args:
        what: What they claim to be.
        why: What is wrong with them.
    """
    return VerificationError(
        "{what}: {why}. Get the file or answer again from whoever issued it; as it is, it proves "
        "nothing.",
        check="form",
        what=what,
        why=why,
    )


def shown(data: bytes, most: int = 40) -> str:
    """The beginning of some bytes, as a sentence may hold it."""
    text = data[:most].decode("utf-8", "backslashreplace")
    return ascii(text)[1:-1] + ("…" if len(data) > most else "")


def decode_base64(text: bytes, what: Phrase | str, size: int | None = None) -> bytes:
    """Bytes from base64 (RFC 4648, section 4) in its one canonical spelling.

    Args:
        text: ASCII, with padding and nothing else.
        what: What it is, for the refusal.
        size: How many bytes it has to give, if that is known.

    Raises:
        VerificationError: `form`: another alphabet, blanks, missing padding, bits that are not
            zero behind the last byte, or another size.
    """
    if len(text) % 4 or not _BASE64.fullmatch(text):
        raise malformed(what, Phrase("`{text}` is not base64", text=shown(text)))
    found = base64.b64decode(text)
    if base64.b64encode(found) != text:
        raise malformed(what, Phrase("`{text}` is not canonical base64", text=shown(text)))
    if size is not None and len(found) != size:
        raise malformed(
            what, Phrase("{n} bytes stand where {size} belong", n=len(found), size=size)
        )
    return found


def encode_base64(data: bytes) -> bytes:
    """Base64 (RFC 4648, section 4), with padding, as ASCII."""
    return base64.b64encode(data)


def decode_decimal(text: bytes, what: Phrase | str) -> int:
    """A number from 0 to `MOST` in ASCII digits without leading zeros.

    Raises:
        VerificationError: `form`: anything else.
    """
    if not _DECIMAL.fullmatch(text) or int(text) > MOST:
        raise malformed(
            what,
            Phrase(
                "`{text}` is no number from 0 to 2^63 − 1 without zeros before it", text=shown(text)
            ),
        )
    return int(text)
