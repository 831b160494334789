"""What a desk offers, whether the register is in a folder here or served elsewhere."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from longtin import measures
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import FORMAT, TYPE, Statement
from longtin.register.returns import Return

NO_FILES: Final[Mapping[int, bytes]] = MappingProxyType({})


@dataclass(frozen=True)
class NextPlace:
    """What an issuer's next statement has to say of where it stands.

    Attributes:
        origin: The log.
        regime: Under which the register is kept.
        number: The issuer's running number.
        previous: SHA-256 of its statement before; empty for the first.
        seen: Size and root of the log as the issuer has seen it.
        paper: The next of the issuer's own running numbers of papers; 0 where it is not known.
    """

    origin: str
    regime: str
    number: int
    previous: str
    seen: log.Head
    paper: int = 0

    def behind(self, envelope: log.Envelope) -> "NextPlace":
        """The place of the statement behind one that stands here."""
        previous = sha256(envelope.payload).hexdigest()
        return replace(self, number=self.number + 1, previous=previous)


def signed_statement(
    place: NextPlace, issuer: str, body: Mapping[str, Any], *keys: log.SigningKey
) -> log.Envelope:
    """A statement, signed by its issuer.

    Args:
        place: Where it stands.
        issuer: A party's code, or `secretariat`.
        body: What it says.
        keys: The issuer's key; behind it the new one, where one is rotated.
    """
    said: dict[str, Any] = {
        "body": dict(body),
        "format": FORMAT,
        "issuer": issuer,
        "key": keys[0].verifier.fingerprint,
        "number": place.number,
        "origin": place.origin,
        "previous": place.previous,
        "regime": place.regime,
        "seen": {"root": place.seen.root.hex(), "size": place.seen.size},
    }
    return log.sign_statement(log.canonical(said), TYPE, *keys)


@dataclass(frozen=True)
class EnteredStatement:
    """A statement that was appended.

    Attributes:
        index: Where it stands in the log.
        number: The issuer's running number.
        told: What it says as a return; nothing where it is none.
        receipt: Proof that it was logged, to be kept (C2SP tlog-proof).
        level: What the receipt reaches: `quorum`, `partial` or `log only`.
        missing: Numbers of its party that stand in no entry yet.
    """

    index: int
    number: int
    told: Return | None
    receipt: bytes
    level: str
    missing: tuple[int, ...] = ()


class EntryReader(ABC):
    """Reads the entries of a register, each of them verified."""

    @property
    @abstractmethod
    def past(self) -> Proceedings:
        """What was said so far, every entry read and its signature checked."""

    @abstractmethod
    def statement(self, index: int) -> Statement:
        """An entry.

        Raises:
            RegisterError: There is none.
        """

    @abstractmethod
    def sealed(self, statement: Statement) -> bytes | None:
        """The encrypted file of a sealed return; nothing where it is not kept."""

    @abstractmethod
    def receipt(self, index: int) -> log.LogProof:
        """The receipt of an entry, checked."""


class EntryDesk(EntryReader):
    """Reads a register, and has signed statements entered there."""

    @abstractmethod
    def check_witnessed(self) -> None:
        """Refuse what too few have cosigned, where another machine says it.

        Raises:
            VerificationError: `quorum`.
        """

    @abstractmethod
    def place(self, issuer: str) -> NextPlace:
        """Where the next statement of an issuer stands."""

    @abstractmethod
    def signer(self, issuer: str, key: Path | None, password: bytes | None) -> log.SigningKey:
        """The key that an issuer signs with.

        Args:
            issuer: A party's code, or `secretariat`.
            key: Its file; the secretariat's is that of the log without one.
            password: Of the key.

        Raises:
            RegisterError: It does not open, is missing, or is none that counts here.
        """

    @abstractmethod
    def enter(
        self, envelopes: Sequence[log.Envelope], sealed: Mapping[int, bytes] = NO_FILES
    ) -> list[EnteredStatement]:
        """Have signed statements entered, and take their receipts.

        Args:
            envelopes: The statements.
            sealed: The encrypted files of those that are sealed, by their place among these.

        Raises:
            LongtinError: One is refused.
        """


def regime_named(name: str, where: object) -> measures.Regime:
    """The regime that a register is kept under.

    Args:
        name: Its id; empty where none was entered.
        where: The register's folder or address, to be named.

    Raises:
        RegisterError: None was entered.
    """
    if not name:
        raise RegisterError(
            "The register has no regime and no parties. Admit one: `longtin register admit STATE "
            "VKEY --register {folder} --regime ID`.",
            folder=where,
        )
    return measures.regime(name)
