"""Keys that sealed entries are read with: HPKE (RFC 9180), ML-KEM-768 together with X25519.

Both have to be broken before what is sealed today can be read, also by whoever keeps it until
there are quantum computers.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from longtin._files import read_some
from longtin.errors import Phrase, RegisterError
from longtin.register import log
from longtin.register.log.keys import LARGEST

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import hpke
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import KeySerializationEncryption

SUITE: Final = "MLKEM768-X25519, HKDF-SHA256, AES-256-GCM"
"""What keys are encapsulated with; named in every sealed file."""

_ML_KEM, _X25519 = 1184, 32
_KIND: Final = b"longtin reading key 1\n"
_NAME: Final = re.compile(r"[^\s+\x00-\x20\x7f]+")
_FILE: Final = re.compile(
    rb"longtin reading key: (?P<name>\S+)\n"
    rb"(?P<one>-----BEGIN .*?-----END [A-Z ]+-----\n)(?P<two>-----BEGIN .*)",
    re.DOTALL,
)


def _suite() -> "hpke.Suite":
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True, repr=False)
class ReaderKey:
    """The public half of a reading key.

    Attributes:
        name: Whose it is said to be.
        public: 1,184 bytes of ML-KEM-768 and 32 of X25519.
    """

    name: str
    public: bytes

    @property
    def line(self) -> str:
        """Its one line of text: name, id in hexadecimal, key in base64."""
        return f"{self.name}+{self.fingerprint[:8]}+{log.encode_base64(self.public).decode()}"

    @property
    def fingerprint(self) -> str:
        """SHA-256 over kind and key, in hexadecimal: what to read out when keys are exchanged."""
        return sha256(_KIND + self.public).hexdigest()

    def encrypt(self, secret: bytes, info: bytes) -> bytes:
        """A secret that only the holder of the private half reads, and only under this `info`."""
        from cryptography.hazmat.primitives import hpke
        from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

        key = hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.public[:_ML_KEM]),
            X25519PublicKey.from_public_bytes(self.public[_ML_KEM:]),
        )
        return _suite().encrypt(secret, key, info=info)

    def __repr__(self) -> str:
        return f"ReaderKey({self.name!r}, {self.fingerprint[:8]})"


def parse_reader(text: str) -> ReaderKey:
    """Read the line of a reading key.

    Raises:
        VerificationError: `form`: it is none, its id is not the key's, or nothing can be sealed to
            it.
    """
    parts = text.strip().split("+", 2)
    what = Phrase("reading key")
    if len(parts) != 3 or not _NAME.fullmatch(parts[0]):
        raise log.malformed(what, Phrase("a key is written NAME+ID+KEY, with an id of 8 digits"))
    found = ReaderKey(parts[0], log.decode_base64(parts[2].encode(), what, _ML_KEM + _X25519))
    if parts[1] != found.fingerprint[:8]:
        raise log.malformed(
            what, Phrase("the id of this name and key is {id}", id=found.fingerprint[:8])
        )
    try:
        found.encrypt(b"", b"")
    except ValueError as error:
        raise log.malformed(what, Phrase("nothing can be sealed to it")) from error
    return found


@dataclass(frozen=True, repr=False)
class ReadingKey:
    """A private reading key. Never shown, never logged.

    Attributes:
        name: Whose it is said to be.
    """

    name: str
    _ml_kem: "MLKEM768PrivateKey"
    _x25519: "X25519PrivateKey"

    @cached_property
    def reader(self) -> ReaderKey:
        """The public half."""
        return ReaderKey(
            self.name,
            self._ml_kem.public_key().public_bytes_raw()
            + self._x25519.public_key().public_bytes_raw(),
        )

    def pem(self, encryption: "KeySerializationEncryption") -> bytes:
        """Both private halves in PKCS #8, as PEM."""
        from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat

        return b"".join(
            each.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
            for each in (self._ml_kem, self._x25519)
        )

    def decrypt(self, sealed: bytes, info: bytes) -> bytes:
        """What was sealed to this key under this `info`.

        Raises:
            VerificationError: `signature`: it was sealed to another key, or changed.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives import hpke

        from longtin.errors import VerificationError

        key = hpke.MLKEM768X25519PrivateKey(self._ml_kem, self._x25519)
        try:
            return _suite().decrypt(sealed, key, info=info)
        except (InvalidTag, ValueError) as error:
            raise VerificationError(
                "The key {name} does not open this. It was sealed to another key, or was changed; "
                "ask its issuer.",
                check="signature",
                name=self.name,
            ) from error

    def __repr__(self) -> str:
        return f"ReadingKey({self.name!r}, {self.reader.fingerprint[:8]})"


def new_reading_key(name: str) -> ReadingKey:
    """Make a key.

    Raises:
        RegisterError: The name cannot name a key.
    """
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    if not _NAME.fullmatch(name):
        raise RegisterError(
            "`{name}` cannot name a key. Give a name without blanks and `+`, best an address "
            "without `https://` such as register.example/vd11.",
            name=name,
        )
    return ReadingKey(name, MLKEM768PrivateKey.generate(), X25519PrivateKey.generate())


def write_reading_key(key: ReadingKey, file: Path, password: bytes | None = None) -> None:
    """Write a key file, as `log.write_secret`.

    Raises:
        RegisterError: The file exists.
        OutputError: It cannot be written.
    """
    from cryptography.hazmat.primitives import serialization as form

    secret = form.BestAvailableEncryption(password) if password else form.NoEncryption()
    log.write_secret(file, f"longtin reading key: {key.name}\n".encode() + key.pem(secret))


def read_reading_key(file: Path, password: bytes | None = None) -> ReadingKey:
    """Read a key file.

    Raises:
        RegisterError: There is no such file, it is no reading key, or the password does not open
            it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        found = _FILE.fullmatch(read_some(file, LARGEST))
    except OSError as error:
        raise RegisterError("{file} cannot be read: {why}.", file=file, why=error) from error
    if not found:
        raise RegisterError(
            "{file} is no reading key. Give one that `longtin register key new NAME --for reading` "
            "made.",
            file=file,
        )
    try:
        one, two = (load_pem_private_key(found[part], password) for part in ("one", "two"))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RegisterError(
            "{file} does not open: the password is missing or another one, or the file is damaged.",
            file=file,
        ) from error
    if not isinstance(one, MLKEM768PrivateKey) or not isinstance(two, X25519PrivateKey):
        raise RegisterError("{file} is damaged. Bring it back from a copy.", file=file)
    return ReadingKey(found["name"].decode(), one, two)
