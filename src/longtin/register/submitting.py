"""Statements of parties in a register: a form that is checked, signed by its party and appended."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from longtin import actors, measures
from longtin._data import Closed, parse, text_of
from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.desk import (
    RegisterDesk,
    at_desk,
    entries_from,
    new_proceedings,
    secretariat_key,
    signed_statement,
)
from longtin.register.entries.bodies import as_return
from longtin.register.entries.following import read_entries
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.folder import read_folder
from longtin.register.returns import Return


class StatementForm(Closed):
    """The file that a party submits; days as text, as in a table of returns.

    Attributes:
        kind: A kind of return.
        obligation: Id of the duty.
        dated: The date it bears.
        number: The party's next running number; worked out without it.
        symbol: Its document symbol.
        about: Whose duty it speaks of.
        activity: Which activity.
        event: What the deadline counts from.
        period: When a duty of the calendar falls due.
        refers: Symbol of the paper it changes, repeats or answers.
        figures: By key of the vocabulary.
        content: What the regime asks to be told, by key of the vocabulary.
        remark: Anything else.
    """

    kind: str
    obligation: str
    dated: str
    number: int | None = None
    symbol: str = ""
    about: str = ""
    activity: str = ""
    event: str = ""
    period: str = ""
    refers: str = ""
    figures: dict[str, int | float] = Field(default_factory=dict)
    content: dict[str, str] = Field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True)
class EnteredStatement:
    """A statement that was appended.

    Attributes:
        index: Where it stands in the log.
        number: The issuer's running number.
        told: What it says as a return; nothing where it is none.
        receipt: Proof that it was logged, to be kept (C2SP tlog-proof).
        level: What the receipt reaches: `quorum`, `partial` or `log only`.
    """

    index: int
    number: int
    told: Return | None
    receipt: bytes
    level: str


def submit(
    file: Path,
    folder: Path,
    party: str,
    key: Path,
    *,
    password: bytes | None = None,
    key_password: bytes | None = None,
) -> EnteredStatement:
    """Check a statement, sign it as a party, append it, and take its receipt.

    Args:
        file: The form, in YAML.
        folder: The register's.
        party: Who submits: a state, by any name.
        key: Its key file.
        password: Of the register's keys.
        key_password: Of the party's key.

    Raises:
        LongtinError: What is wrong; then nothing is stored.
    """
    form = read_form(file)
    try:
        return enter(
            folder,
            actors.find(party).key,
            form.model_dump(exclude={"number"}),
            key,
            number=form.number,
            password=password,
            key_password=key_password,
        )
    except LongtinError as error:
        raise RegisterError("{file}: {why}", file=file.name, why=error) from error


def read_form(file: Path) -> StatementForm:
    """A statement's form from its file.

    Raises:
        DataError: It is not as it should be.
    """
    return parse(text_of(file), StatementForm, file.name)


def enter(
    folder: Path,
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
        folder: The register's.
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
    with at_desk(folder, password=password) as desk:
        signer = own_key(desk, issuer, key, key_password if key else password)
        place = desk.place(issuer)
        if number not in {None, place.number}:
            raise RegisterError(
                "`number` is {given}, and the next of {party} is {next}. Write that, or none.",
                given=number,
                party=issuer,
                next=place.number,
            )
        (entered,) = entered_by(desk, [signed_statement(place, issuer, body, signer)])
        return entered


def own_key(
    desk: RegisterDesk, issuer: str, key: Path | None, password: bytes | None
) -> log.SigningKey:
    """The key that an issuer signs its next statement with.

    Raises:
        RegisterError: It does not open, or is none of the issuer's valid keys.
    """
    if key is None and issuer == SECRETARIAT:
        return secretariat_key(desk.found, password)
    if key is None:
        raise RegisterError("{party} signs with a key of its own. Give its file.", party=issuer)
    signer = log.read_key(key, password)
    valid = {each.key.fingerprint for each in desk.past.keys.valid(issuer)}
    if signer.verifier.fingerprint not in valid:
        raise RegisterError(
            "{file} is not the key that {party} signs with here. `longtin register key list` "
            "shows which are valid.",
            file=key,
            party=issuer,
        )
    return signer


def entered_by(desk: RegisterDesk, envelopes: list[log.Envelope]) -> list[EnteredStatement]:
    """Append signed statements at a desk, and take their receipts.

    Raises:
        LongtinError: One is refused; then nothing is stored.
    """
    statements, made = desk.append(envelopes)
    regime = desk.past.regime
    return [
        EnteredStatement(
            index,
            each.number,
            as_return(each, regime) if regime else None,
            bytes(desk.opened.receipt(index)),
            made.witnessing.level,
        )
        for each, index in zip(statements, made.indexes, strict=True)
    ]


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


def read_statements(folder: Path) -> tuple[Return, ...]:
    """What parties have submitted, each signature checked; `line` is the place in the log.

    Raises:
        RegisterError: As `register_statements`.
    """
    found, past = register_statements(folder)
    return returns_of(found, past)


def returns_of(found: tuple[Statement, ...], past: Proceedings) -> tuple[Return, ...]:
    """Those of some statements that are returns."""
    regime = past.regime
    told = (as_return(each, regime) for each in found) if regime else ()
    return tuple(each for each in told if each is not None)


def register_regime(folder: Path) -> measures.Regime:
    """The regime that a register is kept under.

    Raises:
        RegisterError: Its log names none.
    """
    _, past = register_statements(folder)
    if past.regime is None:
        raise RegisterError(
            "The register has no regime and no parties. Admit one: `longtin register admit STATE "
            "VKEY --register {folder} --regime ID`.",
            folder=folder,
        )
    return past.regime
