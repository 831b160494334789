"""Statements of parties in a register: a form that is checked, signed by its party and appended."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from longtin import actors, measures
from longtin._data import Closed, parse, text_of
from longtin._files import write_whole
from longtin.errors import LongtinError, Phrase, RegisterError
from longtin.register import log
from longtin.register.folder import open_register, read_file, read_folder
from longtin.register.returns import COLUMNS, Return, at_odds, return_from

PARTIES: Final = "parties.json"
"""What says under which regime a register is kept, and which key each party signs with."""

TYPE: Final = "application/vnd.longtin.statement+json"
FORMED: Final = ("notification", "report", "invitation")
"""Kinds that have to hold all that the obligation asks for."""


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
        number: The party's running number.
        told: What it says.
        receipt: Proof that it was logged, to be kept (C2SP tlog-proof).
        level: What the receipt reaches: `quorum`, `partial` or `log only`.
    """

    index: int
    number: int
    told: Return
    receipt: bytes
    level: str


def admit_party(folder: Path, party: str, vkey: str, regime: str = "") -> str:
    """Say with which key a party signs; a key that is there is not replaced.

    Args:
        folder: The register's.
        party: A state, by any name.
        vkey: The public line that `longtin register key new` prints.
        regime: Under which the register is kept; needed the first time.

    Returns:
        The party's code in the register.

    Raises:
        RegisterError: It has another key, or the regime is another or missing.
    """
    log.check_installed()
    read_folder(folder)
    none: dict[str, Any] = {"keys": {}, "regime": regime}
    known = _parties(folder) if (folder / PARTIES).is_file() else none
    if not known["regime"] or (regime and known["regime"] != regime):
        raise RegisterError(
            "The register needs one regime, and has `{known}`. Give --regime the first time, and "
            "the same or none afterwards.",
            known=known["regime"] or "–",
        )
    found = measures.regime(known["regime"])
    state = actors.find(party)
    if state.ccode not in measures.members(found, datetime.now(UTC).date()):
        raise RegisterError(
            "{party} is no party to {regime}. `longtin regime show {regime} --parties` lists them.",
            party=state.key,
            regime=found.id,
        )
    key = log.parse_vkey(vkey.strip())
    if known["keys"].setdefault(state.key, key.vkey) != key.vkey:
        raise RegisterError(
            "{party} signs with another key already: {key}. Keys are not replaced.",
            party=state.key,
            key=known["keys"][state.key],
        )
    write_whole(folder / PARTIES, log.canonical(known) + b"\n")
    return state.key


def _parties(folder: Path) -> dict[str, Any]:
    if not (folder / PARTIES).is_file():
        raise RegisterError(
            "{folder} has no parties. Admit one: `longtin register admit STATE VKEY --register "
            "{folder} --regime ID`.",
            folder=folder,
        )
    found: dict[str, Any] = log.read_canonical(
        read_file(folder / PARTIES).removesuffix(b"\n"), PARTIES
    )
    return found


def register_regime(folder: Path) -> measures.Regime:
    """The regime that a register is kept under."""
    return measures.regime(_parties(folder)["regime"])


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
    log.check_installed()
    form = parse(text_of(file), StatementForm, file.name)
    known = _parties(folder)
    regime = measures.regime(known["regime"])
    state = actors.find(party)
    signer = log.read_key(key, key_password)
    if known["keys"].get(state.key) != signer.verifier.vkey:
        raise RegisterError(
            "{file} is not the key that {party} signs with here. Give the one it was "
            "admitted with.",
            file=key,
            party=state.key,
        )
    _check_form(form, regime, file.name)
    with _alone(folder):
        opened = open_register(folder, password=password)
        try:
            return _append(opened, form, (state.key, signer), known, regime, file.name)
        finally:
            opened.close()


def _check_form(form: StatementForm, regime: measures.Regime, where: str) -> None:
    """Refuse a form that lacks what the obligation asks to be told."""
    duty = next((each for each in regime.obligations if each.id == form.obligation), None)
    if duty is None or form.kind not in FORMED:
        return
    lacking = [key for key in duty.content if not form.content.get(key, "").strip()]
    if lacking:
        raise RegisterError(
            "{file}: {id} asks for {lacking}. Write them under `content`.",
            file=where,
            id=duty.id,
            lacking=", ".join(f"`{key}`" for key in lacking),
        )


def _append(
    opened: log.Log,
    form: StatementForm,
    party: tuple[str, log.SigningKey],
    known: Mapping[str, Any],
    regime: measures.Regime,
    where: str,
) -> EnteredStatement:
    name, signer = party
    held = list(_statements(opened.store, known, opened.store.origin))
    own = [each for each in held if each[1]["issuer"] == name]
    number = 1 + max((each[1]["number"] for each in own), default=0)
    if form.number not in {None, number}:
        raise RegisterError(
            "{file}: `number` is {given}, and the next of {party} is {next}. Write that, or none.",
            file=where, given=form.number, party=name, next=number,
        )  # fmt: skip
    head = opened.store.head()
    statement: dict[str, Any] = {
        "body": form.model_dump(exclude={"number"}),
        "format": "1",
        "issuer": name,
        "key": signer.verifier.fingerprint,
        "number": number,
        "origin": opened.store.origin,
        "previous": sha256(own[-1][2]).hexdigest() if own else "",
        "regime": regime.id,
        "seen": {"root": head.root.hex(), "size": head.size},
    }
    for at, each, _, _ in held:
        if form.symbol and each["body"]["symbol"] == form.symbol:
            raise RegisterError(
                "{file}: the symbol {symbol} is that of entry {index} already. Give each paper its "
                "own.",
                file=where,
                symbol=form.symbol,
                index=at,
            )
    payload = log.canonical(statement)
    admitted = datetime.now(UTC).replace(microsecond=0).isoformat()
    index = head.size
    try:
        told = _told(index, statement, admitted, regime)
        earlier = [_told(at, each, when, regime) for at, each, _, when in held]
        slip = next((why for line, why in at_odds([*earlier, told]) if line == index), None)
    except LongtinError as error:
        raise RegisterError("{file}: {why}", file=where, why=error) from error
    if slip:
        raise RegisterError("{file}: {why}", file=where, why=slip)
    envelope = bytes(log.sign_statement(payload, TYPE, signer))
    record = {"admitted": admitted, "envelope": log.read_json(envelope)}
    made = opened.append([log.NewEntry(log.canonical(record), sha256(envelope).digest())])
    proof = bytes(opened.receipt(made.indexes[0]))
    return EnteredStatement(made.indexes[0], number, told, proof, made.witnessing.level)


def read_statements(folder: Path) -> tuple[Return, ...]:
    """What parties have submitted, each signature checked; `line` is the place in the log.

    Raises:
        RegisterError: An entry is no statement, or its chain or signature does not fit.
    """
    log.check_installed()
    known = _parties(folder)
    regime = measures.regime(known["regime"])
    store = read_folder(folder).store()
    try:
        return tuple(
            _told(index, statement, admitted, regime)
            for index, statement, _, admitted in _statements(store, known, store.origin)
        )
    finally:
        store.close()


def _statements(
    store: log.Store, known: Mapping[str, Any], origin: str
) -> Iterator[tuple[int, dict[str, Any], bytes, str]]:
    """Index, statement, signed bytes and admission of each entry; each party's chain is whole."""
    keys = {party: log.parse_vkey(vkey) for party, vkey in known["keys"].items()}
    last: dict[str, tuple[int, str]] = {}
    for index, entry in enumerate(store.entries(0, store.head().size)):
        try:
            record = log.read_canonical(entry, "entry")
            envelope = log.parse_envelope(log.canonical(record["envelope"]))
            payload = log.verify_statement(envelope, TYPE, keys.values())
            statement = log.read_canonical(payload, "statement")
            issuer = statement["issuer"]
            log.verify_statement(envelope, TYPE, [keys[issuer]])
            number, previous = last.get(issuer, (0, ""))
            follows = (statement["number"], statement["previous"]) == (number + 1, previous)
            if not follows or (statement["origin"], statement["regime"]) != (
                origin,
                known["regime"],
            ):
                raise log.malformed(
                    "statement", Phrase("it does not follow the one before of its party")
                )
            last[issuer] = (statement["number"], sha256(payload).hexdigest())
            yield index, statement, payload, record["admitted"]
        except (RegisterError, KeyError, TypeError) as error:
            raise RegisterError(
                "Entry {index} is no statement of a party of this register: {why}. Ask who keeps "
                "it.",
                index=index, why=error,
            ) from error  # fmt: skip


def _told(
    index: int, statement: Mapping[str, Any], admitted: str, regime: measures.Regime
) -> Return:
    """A statement as a return: received and entered when it was admitted."""
    body = statement["body"]
    row = {name: str(body.get(name, "")) for name in COLUMNS}
    row |= {
        "party": statement["issuer"],
        "number": str(statement["number"]),
        "figures": "; ".join(f"{key}={value:.15g}" for key, value in body["figures"].items()),
        "content": "; ".join(body["content"]),
        "received": admitted,
        "entered": admitted,
    }
    return return_from(index, row, regime)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One submission at a time, so that two never get the same number."""
    import fcntl

    with (folder / "submit.lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
