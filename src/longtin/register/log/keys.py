"""Keys: who signs and who is believed (C2SP signed-note: verifier keys; RFC 8032; FIPS 204).

A signature of Ed25519 counts only if two libraries accept it: OpenSSL's takes keys of low order,
with which one signature fits many messages, so that a party could later deny its words; libsodium
refuses them, and any key outside the subgroup of prime order.
"""

import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from longtin._files import read_some, write_whole
from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register.log.strict import decode_base64, encode_base64, malformed, shown

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
    from cryptography.hazmat.primitives.serialization import KeySerializationEncryption

    PrivateKey = Ed25519PrivateKey | MLDSA44PrivateKey

ED25519: Final = 0x01
"""Signs the text of a note."""

COSIGNATURE: Final = 0x04
"""Ed25519, signs a checkpoint with a time: a witness, a mirror."""

ML_DSA: Final = 0x06
"""ML-DSA-44, signs a checkpoint with a time and the signer's name."""

PUBLIC_SIZES: Final = {ED25519: 32, COSIGNATURE: 32, ML_DSA: 1312}
"""Bytes of a public key, by the type of signature."""

SIGNATURE_SIZES: Final = {ED25519: 64, COSIGNATURE: 64, ML_DSA: 2420}
"""Bytes of a bare signature, by its type."""

LARGEST: Final = 65_536
"""Bytes of a key's file; more are not read."""

_NAME: Final = re.compile(r"[^\s+\x00-\x20\x7f]+")
_FILE: Final = re.compile(
    rb"longtin key: (?P<name>\S+) (?P<kind>01|04|06)\n(?P<pem>-----BEGIN .*)", re.DOTALL
)


def check_name(name: str) -> str:
    """A name of a key, as notes allow it: not empty, without blanks and `+`.

    Raises:
        RegisterError: It is none.
    """
    if not _NAME.fullmatch(name):
        raise RegisterError(
            "`{name}` cannot name a key. Give a name without blanks and `+`, best an address "
            "without `https://` such as register.example/vd11.",
            name=name,
        )
    return name


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """The four bytes that stand for a key in notes; a hint, not a protection."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


@dataclass(frozen=True, repr=False)
class VerifierKey:
    """A public key with its name and the type of signature it checks.

    Attributes:
        name: As in signature lines.
        kind: `ED25519`, `COSIGNATURE` or `ML_DSA`.
        public: 32 bytes of Ed25519, 1,312 of ML-DSA-44.
    """

    name: str
    kind: int
    public: bytes

    @cached_property
    def id(self) -> bytes:
        """Its key id, four bytes."""
        return key_id(self.name, self.kind, self.public)

    @property
    def vkey(self) -> str:
        """Its one line of text: name, id in hexadecimal, type and key in base64."""
        material = encode_base64(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{material}"

    def __repr__(self) -> str:
        return f"VerifierKey({self.name!r}, id={self.id.hex()})"

    @property
    def fingerprint(self) -> str:
        """SHA-256 over type and key, in hexadecimal: what to read out when keys are exchanged."""
        return sha256(bytes([self.kind]) + self.public).hexdigest()

    def verify(self, message: bytes, signature: bytes) -> bytes:
        """Check a bare signature.

        Returns:
            The message, verified.

        Raises:
            VerificationError: `signature`.
        """
        if len(signature) != SIGNATURE_SIZES[self.kind] or not self._accepts(message, signature):
            raise VerificationError(
                "The signature of {name} does not fit. Either the text was changed after it was "
                "signed or somebody else signed it; get it again from {name}.",
                check="signature",
                name=self.name,
            )
        return message

    def _accepts(self, message: bytes, signature: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature

        try:
            if self.kind == ML_DSA:
                from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

                MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
                return True
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return _strictly_accepts(self.public, message, signature)


def _strictly_accepts(public: bytes, message: bytes, signature: bytes) -> bool:
    from nacl import bindings
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    if not bindings.crypto_core_ed25519_is_valid_point(public):
        return False
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def parse_vkey(text: str) -> VerifierKey:
    """Read a verifier key: `name+id+key`.

    Raises:
        VerificationError: `form`: not three parts, an id that is not the key's, an unknown type,
            or a key that is not of its type.
    """
    what = Phrase("key `{text}`", text=shown(text.encode(), 60))
    parts = text.split("+", 2)
    if len(parts) != 3 or not _NAME.fullmatch(parts[0]):
        raise malformed(what, Phrase("a key is written NAME+ID+KEY, with an id of 8 digits"))
    name, given, material = parts
    raw = decode_base64(material.encode(), what)
    kind, public = raw[:1].hex(), raw[1:]
    if not raw or raw[0] not in PUBLIC_SIZES:
        raise malformed(what, Phrase("type {kind} is none of 01, 04 and 06", kind=kind or "–"))
    found = VerifierKey(name, raw[0], public)
    if len(public) != PUBLIC_SIZES[found.kind]:
        size = PUBLIC_SIZES[found.kind]
        raise malformed(
            what, Phrase("{n} bytes stand where {size} belong", n=len(public), size=size)
        )
    if given != found.id.hex():
        raise malformed(what, Phrase("the id of this name and key is {id}", id=found.id.hex()))
    return found


@dataclass(frozen=True, repr=False)
class SigningKey:
    """A private key with its name and the type of its signatures. Never shown, never logged.

    Attributes:
        name: As in signature lines.
        kind: `ED25519`, `COSIGNATURE` or `ML_DSA`.
    """

    name: str
    kind: int
    _private: "PrivateKey"

    @cached_property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.kind, self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The bare signature of a message."""
        return self._private.sign(message)

    def pem(self, encryption: "KeySerializationEncryption") -> bytes:
        """The private key in PKCS #8, as PEM."""
        from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat

        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r}, id={self.verifier.id.hex()})"


def new_key(name: str, kind: int = ED25519, seed: bytes | None = None) -> SigningKey:
    """Make a key.

    Args:
        name: Its name, best an address without `https://`.
        kind: `ED25519`, `COSIGNATURE` or `ML_DSA`.
        seed: 32 bytes that determine it; random by default. For tests only.

    Raises:
        RegisterError: The name cannot name a key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

    grain = secrets.token_bytes(32) if seed is None else seed
    if kind == ML_DSA:
        return SigningKey(check_name(name), kind, MLDSA44PrivateKey.from_seed_bytes(grain))
    return SigningKey(check_name(name), kind, Ed25519PrivateKey.from_private_bytes(grain))


def key_file(key: SigningKey, password: bytes | None = None) -> bytes:
    """The text of a key file: one line with name and type, then PKCS #8 in PEM.

    Args:
        key: The key.
        password: Encrypts it; without one, whoever reads the file can sign.
    """
    from cryptography.hazmat.primitives import serialization

    secret = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    return f"longtin key: {key.name} {key.kind:02x}\n".encode() + key.pem(secret)


def write_key(key: SigningKey, file: Path, password: bytes | None = None) -> None:
    """Write a key file, as `write_secret`.

    Raises:
        RegisterError: The file exists.
        OutputError: It cannot be written.
    """
    write_secret(file, key_file(key, password))


def write_secret(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read; an existing one is never overwritten.

    Raises:
        RegisterError: The file exists.
        OutputError: It cannot be written.
    """
    if file.exists():
        raise RegisterError(
            "{file} exists. A key is never overwritten; give another name.", file=file
        )
    write_whole(file, b"")
    file.chmod(0o600)
    file.write_bytes(content)


def read_key(file: Path, password: bytes | None = None) -> SigningKey:
    """Read a key file.

    Raises:
        RegisterError: There is no such file, it is no key file, or the password does not open it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        found = _FILE.fullmatch(read_some(file, LARGEST))
    except OSError as error:
        raise RegisterError("{file} cannot be read: {why}.", file=file, why=error) from error
    if not found:
        raise RegisterError(
            "{file} is no key file. Give one that `longtin register key new` made.", file=file
        )
    try:
        private = load_pem_private_key(found["pem"], password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RegisterError(
            "{file} does not open: the password is missing or another one, or the file is damaged.",
            file=file,
        ) from error
    name, kind = found["name"].decode(), int(found["kind"], 16)
    return SigningKey(check_name(name), kind, private)  # type: ignore[arg-type]  # by its type
