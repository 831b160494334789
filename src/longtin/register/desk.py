"""The desk of a register: one at a time, with what was said so far in hand, to append the next."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from longtin._files import write_whole
from longtin.errors import RegisterError, VerificationError
from longtin.register import log
from longtin.register.entries.bodies import as_return
from longtin.register.entries.clean_texts import check_texts
from longtin.register.entries.following import check_next, keep_next, read_entries
from longtin.register.entries.numbers import missing_numbers, next_number
from longtin.register.entries.paper_entries import party_of
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import (
    SECRETARIAT,
    Statement,
    entry_of,
    now_not_before,
    open_entry,
    read_payload,
)
from longtin.register.entries.withheld import REDACTION, drop_files, keep_file, sealed_file
from longtin.register.entry_desk import NO_FILES, EnteredStatement, EntryDesk, NextPlace
from longtin.register.folder import KEY, RegisterFolder, open_register, read_folder
from longtin.register.told_values import check_whole

INDEX: Final = "index.json"
"""What was said so far, made of the log; whoever throws it away only waits longer once."""

READ_AT_ONCE: Final = 1024
"""Entries that are read from a store together."""


class RegisterDesk(EntryDesk):
    """A register that is open for appending, with its proceedings up to its last entry.

    Args:
        found: Where its parts are.
        opened: Its log.
        past: What was said so far.
    """

    def __init__(self, found: RegisterFolder, opened: log.Log, past: Proceedings) -> None:
        self.found, self.opened, self._past = found, opened, past

    @property
    def past(self) -> Proceedings:
        """See `EntryReader`."""
        return self._past

    def statement(self, index: int) -> Statement:
        """See `EntryReader`."""
        return entry_at(self.opened.store, self.past.size, index)

    def sealed(self, statement: Statement) -> bytes | None:
        """See `EntryReader`."""
        return sealed_file(self.found.folder, statement.body["sealed"])

    def receipt(self, index: int) -> log.LogProof:
        """See `EntryReader`."""
        return self.opened.receipt(index)

    def check_witnessed(self) -> None:
        """See `EntryDesk`; this machine is believed."""

    def signer(self, issuer: str, key: Path | None, password: bytes | None) -> log.SigningKey:
        """See `EntryDesk`."""
        if key is None and issuer == SECRETARIAT:
            return secretariat_key(self.found, password)
        signer = log.read_key(needed_key(issuer, key), password)
        valid = {each.key.fingerprint for each in self.past.keys.valid(issuer)}
        if signer.verifier.fingerprint not in valid:
            raise RegisterError(
                "{file} is not the key that {party} signs with here. `longtin register key list` "
                "shows which are valid.",
                file=key,
                party=issuer,
            )
        return signer

    def enter(
        self, envelopes: Sequence[log.Envelope], sealed: Mapping[int, bytes] = NO_FILES
    ) -> list[EnteredStatement]:
        """Append signed statements, all of them or none; see `EntryDesk`."""
        statements, made = self.append(envelopes, sealed)
        regime = self.past.regime
        return [
            EnteredStatement(
                index,
                each.number,
                as_return(each, regime) if regime else None,
                bytes(self.opened.receipt(index)),
                made.witnessing.level,
                missing_numbers(self.past, party_of(each)),
            )
            for each, index in zip(statements, made.indexes, strict=True)
        ]

    def place(self, issuer: str, regime: str = "") -> NextPlace:
        """Where the next statement of an issuer stands; `regime` is for the first of all."""
        number, previous = self.past.tip(issuer)
        rules = self.past.rules
        known = rules[0] if rules and not regime else regime
        head, paper = self.opened.store.head(), next_number(self.past, issuer)
        return NextPlace(self.found.origin, known, number + 1, previous, head, paper)

    def admit(
        self, envelope: log.Envelope, sealed: bytes | None = None
    ) -> tuple[Statement, log.NewEntry]:
        """Check a signed statement as the next entry and take it over; it is not appended yet.

        Args:
            envelope: The statement.
            sealed: The encrypted file of a sealed return.

        Raises:
            LongtinError: It is refused, and nothing is taken over.
        """
        said = read_payload(envelope)
        admitted = now_not_before(self.past.admitted)
        statement = Statement(self.past.size, admitted, said, envelope)
        check_next(self.past, statement)
        check_texts(dict(statement.body))
        check_whole(statement.body.get("figures", {}))
        entry = entry_of(envelope, admitted)
        if len(entry.entry) > log.LARGEST_ENTRY:
            raise RegisterError(
                "The statement has {n} bytes, and an entry holds {most}. Say it in two.",
                n=len(entry.entry),
                most=log.LARGEST_ENTRY,
            )
        keep_file(self.found.folder, statement, sealed)
        keep_next(self.past, statement)
        return statement, entry

    def append(
        self, envelopes: Sequence[log.Envelope], sealed: Mapping[int, bytes] = NO_FILES
    ) -> tuple[list[Statement], log.Appended]:
        """Check statements one after the other, and append all of them or none.

        Args:
            envelopes: The statements.
            sealed: The encrypted files of those that are sealed, by their place among these.

        Raises:
            LongtinError: One is refused, and nothing is stored; the desk is not to be used again.
        """
        admitted = [self.admit(each, sealed.get(at)) for at, each in enumerate(envelopes)]
        made = self.opened.append([entry for _, entry in admitted])
        if any(statement.kind == REDACTION for statement, _ in admitted):
            drop_files(self.found.folder, self.past)
        return [statement for statement, _ in admitted], made


@contextmanager
def at_desk(folder: Path, *, password: bytes | None = None) -> Iterator[RegisterDesk]:
    """A register's desk, nobody else being at it.

    Raises:
        RegisterError: It does not open, or holds an entry that is no statement.
    """
    log.check_installed()
    found = read_folder(folder)
    with alone(folder):
        opened = open_register(folder, password=password)
        try:
            opened.publish_rest()
            desk = RegisterDesk(found, opened, proceedings(found, opened.store))
            yield desk
            write_index(found, desk.past, opened.store)
        finally:
            opened.close()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One at a time, so that two never get the same number; let go when a process dies."""
    from filelock import FileLock

    with FileLock(folder / "submit.lock"):
        yield


def proceedings(found: RegisterFolder, store: log.Store) -> Proceedings:
    """What a register has said so far: from its index, and what is new since read and verified.

    Raises:
        RegisterError: An entry is no statement.
    """
    past = _indexed(found, store) or new_proceedings(found)
    read_new(past, store)
    return past


def new_proceedings(found: RegisterFolder) -> Proceedings:
    """Those of a register of which nothing was read yet."""
    return Proceedings(found.origin, [each.key for each in found.trust.logs])


def read_new(past: Proceedings, store: log.Store) -> list[Statement]:
    """Take over the entries of a store that were not read yet.

    Raises:
        RegisterError: One is no statement.
    """
    return list(read_entries(past, entries_from(store, past.size)))


def entries_from(store: log.Store, start: int) -> Iterator[bytes]:
    """The entries of a store, some at a time."""
    size = store.head().size
    for at in range(start, size, READ_AT_ONCE):
        yield from store.entries(at, min(size, at + READ_AT_ONCE))


def _indexed(found: RegisterFolder, store: log.Store) -> Proceedings | None:
    """The proceedings of the index, if the log begins with what it was made of."""
    try:
        text = (found.folder / INDEX).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    read = Proceedings.from_index(text, found.origin)
    if read is None:
        return None
    past, root = read
    try:
        return past if past.size and store.root(past.size) == root else None
    except VerificationError:
        return None


def write_index(found: RegisterFolder, past: Proceedings, store: log.Store) -> None:
    """Keep the proceedings beside the store.

    Raises:
        OutputError: The file cannot be written.
    """
    write_whole(found.folder / INDEX, past.written(store.root(past.size)).encode())


def secretariat_key(found: RegisterFolder, password: bytes | None = None) -> log.SigningKey:
    """The key that signs for the secretariat: the log's.

    Raises:
        RegisterError: It does not open.
    """
    return log.read_key(found.folder / KEY, password)


def needed_key(issuer: str, key: Path | None) -> Path:
    """The file of a party's key.

    Raises:
        RegisterError: None was given.
    """
    if key is None:
        raise RegisterError("{party} signs with a key of its own. Give its file.", party=issuer)
    return key


def entry_at(store: log.Store, size: int, index: int) -> Statement:
    """An entry of a store of which so many were read and checked.

    Raises:
        RegisterError: There is none.
    """
    if not 0 <= index < size:
        raise no_entry(index)
    return open_entry(index, store.entries(index, index + 1)[0])


def no_entry(index: int) -> RegisterError:
    """The refusal where an index is none of an entry."""
    return RegisterError("There is no entry {index}.", index=index)
