"""Contents sealed to named readers: encrypted beside the log, committed to within it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register import log
from longtin.register.sealed.disclosures import (
    Disclosure,
    SealedPlace,
    check_disclosed,
    disclosures_of,
    read_disclosure,
)
from longtin.register.sealed.reading_keys import SUITE, ReaderKey, ReadingKey

FORMAT: Final = "1"
"""Of a sealed file; each version ever used has a test that reads it."""

LARGEST: Final = 1 << 20
"""Bytes of a sealed file."""

BLOCK: Final = 1024
"""Contents are filled up to a multiple of so many bytes, so that their length tells little."""

_NONCE: Final = 12
_WHAT: Final = Phrase("sealed file")


@dataclass(frozen=True)
class SealedContents:
    """Contents that were sealed.

    Attributes:
        commitment: What stands in the statement for them: `content`, `digests`, `file`, `readers`.
        file: The encrypted file, kept beside the log under the SHA-256 of its bytes.
        disclosures: All of them, as their issuer may keep them.
    """

    commitment: dict[str, Any]
    file: bytes
    disclosures: tuple[Disclosure, ...]


def seal(
    fields: Mapping[str, str | int | float],
    place: SealedPlace,
    readers: Mapping[str, ReaderKey],
) -> SealedContents:
    """Seal fields to named readers.

    Args:
        fields: Values by name, `figures.troops` within a table.
        place: The statement they belong to.
        readers: Keys by party.

    Raises:
        RegisterError: There is nothing to seal, nobody to seal it to, or too much of it.
    """
    if not fields or not readers:
        raise RegisterError(
            "There is nothing to seal, or nobody to read it. Name readers, and leave fields to "
            "seal."
        )
    disclosures = disclosures_of(fields)
    written = log.canonical([each.parts for each in disclosures])
    content = written + b"\n" * (-len(written) % BLOCK)
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(_NONCE)
    told = sha256(content).hexdigest()
    keys = {
        party: log.encode_base64(reader.encrypt(key, _info(place, party, told))).decode()
        for party, reader in readers.items()
    }
    cipher = _cipher(key).encrypt(nonce, content, _info(place, "", told))
    file = log.canonical(
        {
            "contents": log.encode_base64(nonce + cipher).decode(),
            "format": FORMAT,
            "keys": keys,
            "suite": SUITE,
        }
    )
    if len(file) > LARGEST:
        raise RegisterError(
            "What is to be sealed has {n} bytes, and {most} are allowed. Shorten it.",
            n=len(file),
            most=LARGEST,
        )
    commitment = {
        "content": told,
        "digests": sorted(each.digest(place) for each in disclosures),
        "file": sha256(file).hexdigest(),
        "readers": sorted(readers),
    }
    return SealedContents(commitment, file, disclosures)


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _info(place: SealedPlace, reader: str, content: str) -> bytes:
    """What a key is bound to: it opens this statement's contents, for this reader, and no other."""
    return log.canonical(
        {
            "content": content,
            "format": "longtin-sealed/1",
            "issuer": place.issuer,
            "number": place.number,
            "origin": place.origin,
            "reader": reader,
        }
    )


def check_commitment(sealed: object) -> dict[str, Any]:
    """The commitment of a statement, strictly read.

    Raises:
        VerificationError: `form`.
    """
    what = Phrase("sealed contents")
    if not isinstance(sealed, dict) or set(sealed) - {"until"} != {
        "content",
        "digests",
        "file",
        "readers",
    }:
        raise log.malformed(what, Phrase("they need content, digests, file and readers"))
    digests, readers = sealed["digests"], sealed["readers"]
    for each in (sealed["content"], sealed["file"], *_texts(digests, what)):
        if not isinstance(each, str) or len(each) != 64 or set(each) - set("0123456789abcdef"):
            raise log.malformed(what, Phrase("a digest has 64 hexadecimal digits"))
    for listed in (digests, _texts(readers, what)):
        if not listed or sorted(set(listed)) != listed:
            raise log.malformed(what, Phrase("digests and readers stand in order, each once"))
    return sealed


def _texts(found: object, what: Phrase) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise log.malformed(what, Phrase("digests and readers are lists of texts"))
    return found


def open_sealed(
    file: bytes, sealed: Mapping[str, Any], place: SealedPlace, reader: str, key: ReadingKey
) -> tuple[Disclosure, ...]:
    """Open sealed contents as one of their readers, and hold them against the log.

    Every reader sees the same contents or this raises: the statement names their hash.

    Args:
        file: The encrypted file.
        sealed: The commitment that stands in the statement.
        place: The statement.
        reader: As which party.
        key: Its reading key.

    Returns:
        All fields, with what opens each of them to somebody else.

    Raises:
        VerificationError: `entry`: the file is another, or its contents are not those committed
            to. `signature`: the key does not open it. `form`.
    """
    if sha256(file).hexdigest() != sealed["file"]:
        raise VerificationError(
            "The sealed file is not the one that was entered. Ask another reader, or its issuer, "
            "for theirs.",
            check="entry",
        )
    read = log.read_canonical(file, _WHAT)
    if not isinstance(read, dict) or set(read) != {"contents", "format", "keys", "suite"}:
        raise log.malformed(_WHAT, Phrase("it needs exactly contents, format, keys and suite"))
    if (read["format"], read["suite"]) != (FORMAT, SUITE):
        raise RegisterError(
            "The sealed file has format {given}, and {known} is read here. Open it with the "
            "version of Longtin that wrote it.",
            given=f"{read['format']}, {read['suite']}",
            known=f"{FORMAT}, {SUITE}",
        )
    if reader not in read["keys"]:
        raise RegisterError(
            "This was not sealed to {party}. Its readers are {readers}; ask one of them.",
            party=reader,
            readers=", ".join(sealed["readers"]),
        )
    told = sealed["content"]
    secret = key.decrypt(
        log.decode_base64(read["keys"][reader].encode(), _WHAT), _info(place, reader, told)
    )
    content = _decrypted(log.decode_base64(read["contents"].encode(), _WHAT), secret,
                         _info(place, "", told))  # fmt: skip
    if sha256(content).hexdigest() != told:
        raise _other_contents()
    return _checked(content, sealed, place)


def _decrypted(contents: bytes, secret: bytes, bound: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        opened: bytes = _cipher(secret).decrypt(contents[:_NONCE], contents[_NONCE:], bound)
    except (InvalidTag, ValueError) as error:
        raise _other_contents() from error
    return opened


def _other_contents() -> VerificationError:
    return VerificationError(
        "The sealed contents are not those that the entry commits to. Keep the file: it shows that "
        "its issuer sealed something else than it signed.",
        check="entry",
    )


def _checked(
    content: bytes, sealed: Mapping[str, Any], place: SealedPlace
) -> tuple[Disclosure, ...]:
    """The disclosures, if they are exactly those committed to, each field once."""
    read = log.read_canonical(content.rstrip(b"\n"), _WHAT)
    if not isinstance(read, list):
        raise log.malformed(_WHAT, Phrase("contents are a list"))
    found = tuple(read_disclosure(each) for each in read)
    if sorted(each.digest(place) for each in found) != sealed["digests"]:
        raise _other_contents()
    check_disclosed([each for each in found if each.field], sealed["digests"], place)
    return found
