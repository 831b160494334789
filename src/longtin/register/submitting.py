"""Statements of parties in a register: a form that is checked, signed by its party and appended."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from longtin import actors, measures
from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.desk import entries_from, new_proceedings
from longtin.register.entries.following import read_entries
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.entries.withheld import SEALABLE, reader_keys
from longtin.register.entry_desk import (
    EnteredStatement,
    EntryDesk,
    NextPlace,
    regime_named,
    signed_statement,
)
from longtin.register.folder import file_hash, read_folder
from longtin.register.notifications.promised_files import promised_bodies
from longtin.register.notifications.statement_form import StatementForm, read_form
from longtin.register.notifications.told import SealReader, returns_told
from longtin.register.remote.reaching import Reached, desk_at
from longtin.register.returns import Return
from longtin.register.sealed.disclosures import SealedPlace, flattened
from longtin.register.sealed.reading_keys import read_reading_key
from longtin.register.sealed.sealing import seal


def submit(
    file: Path,
    where: Reached,
    party: str,
    key: Path | None = None,
    *,
    paper: Path | None = None,
    on_behalf: str = "",
    password: bytes | None = None,
    key_password: bytes | None = None,
) -> EnteredStatement:
    """Check a statement, sign it as a party, append it, and take its receipt.

    Args:
        file: The form, in YAML.
        where: The register's folder, or where it is served.
        party: Who submits: a state, by any name, or `secretariat`.
        key: Its key file; the secretariat's is that of the log if none is given.
        paper: A scan, for a paper that the secretariat enters; its SHA-256 goes into the log.
        on_behalf: Whose paper the secretariat enters.
        password: Of the register's keys.
        key_password: Of the party's key.

    Raises:
        LongtinError: What is wrong; then nothing is stored.
    """
    log.check_installed()
    issuer = party if party == SECRETARIAT else actors.find(party).key
    with desk_at(where, password) as desk:
        signer = desk.signer(issuer, key, key_password if key else password)
        place = desk.place(issuer)
        form = read_form(file, regime_named(place.regime, where))
        whose = actors.find(on_behalf).key if on_behalf else issuer
        body = form.body()
        body |= {"number": form.number or desk.place(whose).paper}
        body |= {"on_behalf": whose} if on_behalf else {}
        body |= {"paper": file_hash(paper)} if paper else {}
        try:
            body, sealed = _sealed(desk, place, issuer, form, body)
            envelope = signed_statement(place, issuer, body, signer)
            (entered,) = desk.enter([envelope], {0: sealed} if sealed else {})
        except LongtinError as error:
            raise RegisterError("{file}: {why}", file=file.name, why=error) from error
        return entered


def _sealed(
    desk: EntryDesk, place: NextPlace, issuer: str, form: StatementForm, body: dict[str, Any]
) -> tuple[dict[str, Any], bytes | None]:
    """A body with what its form seals taken out, and the encrypted file."""
    if form.sealed is None:
        return body, None
    hidden = {
        name: value
        for name, value in flattened({key: body[key] for key in SEALABLE}).items()
        if name in form.sealed.fields or name.partition(".")[0] in form.sealed.fields
    }
    readers = sorted({issuer, *(actors.find(each).key for each in form.sealed.to)})
    desk.check_witnessed()
    found = seal(
        hidden,
        SealedPlace(place.origin, issuer, place.number),
        reader_keys(desk.past, readers),
    )
    commitment = found.commitment | ({"until": form.sealed.until} if form.sealed.until else {})
    return {**_without(body, hidden), "sealed": commitment}, found.file


def _without(body: Mapping[str, Any], hidden: Mapping[str, Any]) -> dict[str, Any]:
    left: dict[str, Any] = {}
    for name, value in body.items():
        if isinstance(value, dict):
            left[name] = {key: each for key, each in value.items() if f"{name}.{key}" not in hidden}
        else:
            left[name] = "" if name in hidden else value
    return left


def submit_promised(
    file: Path,
    where: Reached,
    party: str,
    key: Path,
    *,
    password: bytes | None = None,
    key_password: bytes | None = None,
) -> tuple[EnteredStatement, ...]:
    """Enter the commitments and positions of a file of statements, each as an entry.

    Args:
        file: As `longtin commitments --promises` reads it.
        where: The register's folder, or where it is served.
        party: Whose they are: a state, by any name.
        key: Its key file.
        password: Of the register's keys.
        key_password: Of the party's key.

    Raises:
        LongtinError: What is wrong; then nothing is stored. At an address those before the refused
            one are.
    """
    bodies = promised_bodies(file)
    with desk_at(where, password) as desk:
        issuer = actors.find(party).key
        signer, place = desk.signer(issuer, key, key_password), desk.place(issuer)
        envelopes = []
        for body in bodies:
            envelopes.append(signed_statement(place, issuer, body, signer))
            place = place.behind(envelopes[-1])
        return tuple(desk.enter(envelopes))


def enter(
    where: Reached,
    issuer: str,
    body: Mapping[str, Any],
    key: Path | None = None,
    *,
    number: int | None = None,
    password: bytes | None = None,
    key_password: bytes | None = None,
) -> EnteredStatement:
    """Sign a statement of any kind as its issuer and append it.

    Args:
        where: The register's folder, or where it is served.
        issuer: A party's code, or `secretariat`.
        body: What it says, with its `kind`.
        key: The issuer's key file; the secretariat's is that of the log if none is given.
        number: What it should be the issuer's number, if that is known.
        password: Of the register's keys.
        key_password: Of the issuer's key.

    Raises:
        LongtinError: What is wrong; then nothing is stored.
    """
    log.check_installed()
    with desk_at(where, password) as desk:
        signer = desk.signer(issuer, key, key_password if key else password)
        place = desk.place(issuer)
        if number not in {None, place.number}:
            raise RegisterError(
                "`number` is {given}, and the next of {party} is {next}. Write that, or none.",
                given=number,
                party=issuer,
                next=place.number,
            )
        (entered,) = desk.enter([signed_statement(place, issuer, body, signer)])
        return entered


def register_statements(folder: Path) -> tuple[tuple[Statement, ...], Proceedings]:
    """Every statement of a register, each checked anew, and what they come to.

    Raises:
        RegisterError: An entry is no statement, its chain does not fit, or it is signed by a key
            that was not valid there.
    """
    log.check_installed()
    found = read_folder(folder)
    store, past = found.store(), new_proceedings(found)
    try:
        return tuple(read_entries(past, entries_from(store, 0))), past
    finally:
        store.close()


def read_statements(
    folder: Path, reader: SealReader | None = None, as_of: date | None = None
) -> tuple[Return, ...]:
    """What parties have submitted, each signature checked; `line` is the place in the log.

    Args:
        folder: The register's.
        reader: Opens what is sealed to it; what is sealed stays closed without.
        as_of: What was entered later is not read.

    Raises:
        RegisterError: As `register_statements`.
    """
    return returns_of(*register_statements(folder), reader, as_of)


def returns_of(
    found: tuple[Statement, ...],
    past: Proceedings,
    reader: SealReader | None = None,
    as_of: date | None = None,
) -> tuple[Return, ...]:
    """Those of some statements that are returns, as `read_statements` has them."""
    return returns_told(found, past.regime, reader, as_of) if past.regime else ()


def seal_reader(folder: Path, party: str, key: Path, password: bytes | None = None) -> SealReader:
    """Who reads what is sealed to a party.

    Args:
        folder: The register's.
        party: A state, by any name, or `secretariat`.
        key: Its reading key's file.
        password: Of the key.

    Raises:
        RegisterError: It does not open.
    """
    name = party if party == SECRETARIAT else actors.find(party).key
    return SealReader(name, read_reading_key(key, password), folder)


def register_regime(folder: Path) -> measures.Regime:
    """The regime that a register is kept under.

    Raises:
        RegisterError: Its log names none.
    """
    _, past = register_statements(folder)
    return regime_named(past.rules[0] if past.rules else "", folder)
