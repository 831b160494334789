"""Acts on what stands in a register: countersigned, opened, revealed, deleted, disclosed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from longtin import actors
from longtin._language import Language
from longtin.errors import Listing, RegisterError
from longtin.register import log
from longtin.register.entries.paper_entries import countersignature_body
from longtin.register.entries.party_keys import key_entries
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.entries.withheld import (
    place_of,
    reader_body,
    redaction_body,
    reveal_body,
)
from longtin.register.entry_desk import (
    EnteredStatement,
    EntryDesk,
    EntryReader,
    signed_statement,
)
from longtin.register.notifications.field_proof import write_fields
from longtin.register.remote.reaching import Reached, desk_at, reading as reading_at
from longtin.register.sealed.disclosures import Disclosure
from longtin.register.sealed.reading_keys import (
    ReaderKey,
    ReadingKey,
    new_reading_key,
    read_reading_key,
    write_reading_key,
)
from longtin.register.sealed.sealing import open_sealed


@dataclass(frozen=True)
class PartySigner:
    """Who signs what is entered.

    Attributes:
        party: A state, by any name, or `secretariat`.
        key: Its key file; the secretariat's is that of the log if none is given.
        key_password: Of the key.
        password: Of the register's keys.
    """

    party: str
    key: Path | None = None
    key_password: bytes | None = None
    password: bytes | None = None

    @property
    def name(self) -> str:
        """The party's code in registers."""
        return self.party if self.party == SECRETARIAT else str(actors.find(self.party).key)


@dataclass(frozen=True)
class OpenedEntry:
    """A sealed entry, opened by one of its readers.

    Attributes:
        statement: The entry.
        disclosures: Each field with what opens it to somebody else, empty ones left out.
    """

    statement: Statement
    disclosures: tuple[Disclosure, ...]


def make_reading_key(name: str, file: Path, *, password: bytes | None = None) -> ReaderKey:
    """Make a key that sealed entries are read with, and keep it in a file.

    Args:
        name: Its name, best an address without `https://`.
        file: Where to.
        password: Encrypts it.

    Raises:
        RegisterError: The file exists, or the name cannot name a key.
        OutputError: The file cannot be written.
    """
    log.check_installed()
    key = new_reading_key(name)
    write_reading_key(key, file, password)
    return key.reader


def enter_reading_key(
    where: Reached, signer: PartySigner, reading: Path, reading_password: bytes | None = None
) -> EnteredStatement:
    """Say with which key sealed entries are to be sealed to a party, in place of one before.

    Args:
        where: The register's folder, or where it is served.
        signer: Who.
        reading: File of its reading key.
        reading_password: Of that key.

    Raises:
        RegisterError: A key does not open, or is none of the party's.
    """
    reader = read_reading_key(reading, reading_password).reader
    return _enter(where, signer, lambda _: reader_body(reader))


def countersign(
    where: Reached, entry: int, signer: PartySigner, *, agrees: bool = True, remark: str = ""
) -> EnteredStatement:
    """Say of a paper that the secretariat entered for a party whether it is its own.

    Args:
        where: The register's folder, or where it is served.
        entry: Where the paper stands.
        signer: The party.
        agrees: Whether it is.
        remark: Why not; needed then.

    Raises:
        RegisterError: No such paper waits for the party.
    """
    return _enter(
        where,
        signer,
        lambda desk: countersignature_body(desk.past, entry, agrees=agrees, remark=remark),
    )


def redact(where: Reached, entry: int, signer: PartySigner, why: str) -> EnteredStatement:
    """Delete what a sealed entry holds; that it was entered, and when, stays provable.

    Copies that its readers have made are theirs.

    Args:
        where: The register's folder, or where it is served.
        entry: Where it stands.
        signer: Its issuer.
        why: For all to read.

    Raises:
        RegisterError: It is not sealed, another's, or deleted already.
    """
    return _enter(where, signer, lambda desk: redaction_body(desk.past, entry, why))


def reveal(
    where: Reached,
    entry: int,
    signer: PartySigner,
    reading: Path,
    *,
    fields: Sequence[str] = (),
    reading_password: bytes | None = None,
) -> EnteredStatement:
    """Let everybody read a sealed entry, or fields of it, from now on.

    Args:
        where: The register's folder, or where it is served.
        entry: Where it stands.
        signer: Its issuer, or one of its readers once its embargo is over.
        reading: File of a reading key that opens it.
        fields: Which; all without.
        reading_password: Of the reading key.

    Raises:
        LongtinError: It does not open, or must not be revealed yet.
    """
    opened = open_entry_of(where, entry, signer.party, reading, reading_password)
    chosen = chosen_fields(opened, fields)
    return _enter(where, signer, lambda desk: reveal_body(desk.past, entry, chosen))


def _enter(
    where: Reached, signer: PartySigner, body: Callable[[EntryDesk], Mapping[str, Any]]
) -> EnteredStatement:
    log.check_installed()
    password = signer.key_password if signer.key else signer.password
    with desk_at(where, signer.password) as desk:
        key = desk.signer(signer.name, signer.key, password)
        place = desk.place(signer.name)
        (entered,) = desk.enter([signed_statement(place, signer.name, body(desk), key)])
        return entered


def open_entry_of(
    where: Reached, entry: int, party: str, reading: Path, reading_password: bytes | None = None
) -> OpenedEntry:
    """Open a sealed entry as one of its readers.

    Args:
        where: The register's folder, or where it is served.
        entry: Where it stands.
        party: As whom: a state, by any name, or `secretariat`.
        reading: File of its reading key.
        reading_password: Of that key.

    Raises:
        RegisterError: It is not sealed, not to this party, or its contents are deleted.
        VerificationError: Its contents are not those that were entered.
    """
    log.check_installed()
    with reading_at(where) as there:
        return _opened(there, entry, party, read_reading_key(reading, reading_password))


def _opened(there: EntryReader, entry: int, party: str, key: ReadingKey) -> OpenedEntry:
    statement = there.statement(entry)
    if "sealed" not in statement.body:
        raise RegisterError(
            "Entry {index} is not sealed: what it says stands in the log, and is never deleted.",
            index=entry,
        )
    file, sealed = there.sealed(statement), statement.body["sealed"]
    name = party if party == SECRETARIAT else actors.find(party).key
    if file is None:
        raise RegisterError(
            "What entry {index} held is not to be had here: it was deleted, is not sealed to you, "
            "or did not come along. Its readers may have a copy; the entry proves whether it is "
            "the same.",
            index=entry,
        )
    found = open_sealed(file, sealed, place_of(statement), name, key)
    return OpenedEntry(statement, tuple(each for each in found if each.field))


def chosen_fields(opened: OpenedEntry, fields: Sequence[str]) -> tuple[Disclosure, ...]:
    """Those fields of an opened entry; all without a choice.

    Raises:
        RegisterError: It holds no such field.
    """
    held = {each.field: each for each in opened.disclosures}
    for name in (each for each in fields if each not in held):
        raise RegisterError(
            "Entry {index} seals no field `{field}`. It seals {known}.",
            index=opened.statement.index,
            field=name,
            known=Listing([f"`{each}`" for each in held]),
        )
    return tuple(held[name] for name in fields) if fields else opened.disclosures


def disclose(
    where: Reached,
    entry: int,
    party: str,
    reading: Path,
    fields: Sequence[str],
    *,
    reading_password: bytes | None = None,
) -> bytes:
    """A file that shows fields of a sealed entry to somebody outside, and proves them.

    Args:
        where: The register's folder, or where it is served.
        entry: Where it stands.
        party: Who discloses: one of its readers.
        reading: File of its reading key.
        fields: Which, such as `figures.troops`; at least one.
        reading_password: Of that key.

    Raises:
        LongtinError: It does not open, or holds no such field.
    """
    if not fields:
        raise RegisterError("Nothing is disclosed. Name a field with --field.")
    with reading_at(where) as there:
        opened = _opened(there, entry, party, read_reading_key(reading, reading_password))
        chosen = chosen_fields(opened, fields)
        used = str(opened.statement.said["key"])
        keys = key_entries(there.past.keys, used, lambda at: str(there.statement(at).said["key"]))
        return write_fields(there.receipt(entry), chosen, [there.receipt(at) for at in keys])


def opened_lines(found: OpenedEntry, language: Language) -> Iterator[str]:
    """What a sealed entry says, in sentences."""
    say, statement = language.say, found.statement
    yield say(
        "Entry {index} of {party}, admitted at {time}, holds what it commits to:",
        index=language.whole(statement.index),
        party=statement.issuer,
        time=statement.admitted,
    )
    yield from (f"  {each.field} = {each.value}" for each in found.disclosures)


def opened_data(found: OpenedEntry) -> dict[str, Any]:
    """The same as plain values; keys are a promise."""
    return {
        "index": found.statement.index,
        "issuer": found.statement.issuer,
        "admitted": found.statement.admitted,
        "fields": {each.field: each.value for each in found.disclosures},
    }
