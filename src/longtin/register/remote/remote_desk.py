"""A desk for a register elsewhere: nothing that its server says is believed without its proof."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from longtin import measures
from longtin._files import write_whole
from longtin.errors import OutputError, RegisterError
from longtin.register import log
from longtin.register.desk import needed_key, no_entry
from longtin.register.entries.bodies import as_return
from longtin.register.entries.following import read_entries
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import Statement, open_entry
from longtin.register.entry_desk import NO_FILES, EnteredStatement, EntryDesk, NextPlace
from longtin.register.folder import default_pins
from longtin.register.remote.asking import AskedRegister, RegisterAddress, asking


class RemoteDesk(EntryDesk):
    """A register elsewhere.

    What it has said is read from its tiles, each held against its signed head, and each statement
    against the keys valid at its place. What was read is kept on this machine: the next time only
    what is new is read, and a register that shows less than before, or another history, is refused.

    Args:
        asked: The register.
        fetch: Gets what its log serves.
        policy: What is believed of it.
    """

    def __init__(self, asked: AskedRegister, fetch: log.Fetch, policy: log.TrustPolicy) -> None:
        self._asked, self._fetch, self._policy = asked, fetch, policy

    @cached_property
    def _head(self) -> log.Witnessing:
        return log.read_head(self._fetch, self._policy, quorum=False)

    @cached_property
    def _tiles(self) -> log.VerifiedTiles:
        return log.VerifiedTiles(self._fetch, self._head.signed.checkpoint)

    @cached_property
    def past(self) -> Proceedings:
        """See `EntryReader`.

        Raises:
            VerificationError: By its `check`, what is wrong with what is served.
            RegisterError: An entry is no statement of a party.
        """
        head = self._tiles.checkpoint
        founding = [each.key for each in self._policy.logs if each.key.name == head.origin]
        file = _seen_file(head.origin, founding)
        past = _seen(file, self._tiles) or Proceedings(head.origin, founding)
        for _ in read_entries(past, self._entries(past.size)):
            pass
        with suppress(OSError, OutputError):  # then all of it is read again
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, past.written(head.root).encode())
        return past

    def check_witnessed(self) -> None:
        """See `EntryDesk`."""
        log.read_head(lambda _: bytes(self._head.signed.note), self._policy)

    def _entries(self, start: int) -> Iterator[bytes]:
        size, width = self._tiles.checkpoint.size, log.WIDTH
        for index in range(start // width, -(-size // width)):
            yield from self._tiles.entries(index)[max(0, start - index * width) :]

    def statement(self, index: int) -> Statement:
        """See `EntryReader`."""
        if not 0 <= index < self.past.size:
            raise no_entry(index)
        return open_entry(index, self._tiles.entries(index // log.WIDTH)[index % log.WIDTH])

    def sealed(self, statement: Statement) -> bytes | None:
        """See `EntryReader`."""
        return self._asked.sealed(statement.index)

    def receipt(self, index: int) -> log.LogProof:
        """See `EntryReader`."""
        return log.receipt_from(self._fetch, self._policy, index, quorum=False)

    def place(self, issuer: str) -> NextPlace:
        """See `EntryDesk`."""
        return self._asked.place(issuer)

    def signer(self, issuer: str, key: Path | None, password: bytes | None) -> log.SigningKey:
        """See `EntryDesk`."""
        return log.read_key(needed_key(issuer, key), password)

    def enter(
        self, envelopes: Sequence[log.Envelope], sealed: Mapping[int, bytes] = NO_FILES
    ) -> list[EnteredStatement]:
        """Hand in signed statements one after the other, and check each receipt; see `EntryDesk`.

        Those before one that is refused stay entered.
        """
        return [
            _proven(self._asked.submit(each, sealed.get(at)), each, self._policy)
            for at, each in enumerate(envelopes)
        ]


def _seen_file(origin: str, founding: Sequence[log.VerifierKey]) -> Path:
    """The file that keeps what was read of a register: beside the pins, one a register."""
    known = "\n".join([origin, *sorted(each.fingerprint for each in founding)])
    return default_pins().parent / "seen" / f"{sha256(known.encode()).hexdigest()[:32]}.json"


def _seen(file: Path, tiles: log.VerifiedTiles) -> Proceedings | None:
    """What was read of a register before.

    Raises:
        VerificationError: `rollback`, `fork` or `consistency`: it shows less than before, or
            another history.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    origin = tiles.checkpoint.origin
    read = Proceedings.from_index(text, origin)
    if read is None:
        return None
    past, root = read
    log.check_extends(tiles, log.Checkpoint(origin, past.size, root))
    return past


def _proven(receipt: bytes, envelope: log.Envelope, policy: log.TrustPolicy) -> EnteredStatement:
    """What the receipt proves: that the log holds exactly what was signed here."""
    read = log.parse_proof(receipt)
    proven = log.verify_proof(read.extra or b"", read, policy, quorum=False)
    statement = open_entry(proven.index, proven.entry)
    if bytes(statement.envelope) != bytes(envelope):
        raise RegisterError(
            "The receipt is of another statement than the one that was signed here. Keep both, and "
            "tell the other parties."
        )
    told = as_return(statement, measures.regime(str(statement.said["regime"])))
    return EnteredStatement(proven.index, statement.number, told, receipt, proven.witnessing.level)


@contextmanager
def at_remote_desk(address: RegisterAddress) -> Iterator[RemoteDesk]:
    """The desk of a register elsewhere.

    Raises:
        RegisterError: It does not answer.
    """
    log.check_installed()
    policy = address.policy
    with asking(address, policy) as asked, log.from_address(address.url, token=address.token) as it:
        yield RemoteDesk(asked, it, policy)
