"""Statements submitted to a register that is served elsewhere: signed here, proven here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from longtin import actors, measures
from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.desk import NextPlace, signed_statement
from longtin.register.entries.bodies import as_return
from longtin.register.entries.statement import SECRETARIAT, open_entry
from longtin.register.folder import read_file
from longtin.register.notifications.statement_form import read_form
from longtin.register.submitting import EnteredStatement

if TYPE_CHECKING:
    import httpx2

PATIENCE: Final = 60.0
"""Seconds to wait for a receipt: witnesses are asked before it is given."""

ATTEMPTS: Final = 3
"""How often the same statement is handed in where no answer comes."""


def submit_to(
    address: str,
    file: Path,
    party: str,
    key: Path,
    trust: Path | None,
    *,
    token: str,
    key_password: bytes | None = None,
) -> EnteredStatement:
    """Sign a statement here, submit it to a register elsewhere, and check the receipt it gives.

    Args:
        address: Where the register is served.
        file: The form, in YAML.
        party: Who submits: a state, by any name.
        key: Its key file; it does not leave this machine.
        trust: The trust file, had from somebody relied on.
        token: Lets in.
        key_password: Of the key.

    Raises:
        LongtinError: Why it is refused, or what the receipt does not prove.
    """
    if trust is None:
        raise RegisterError(
            "A register elsewhere is checked by its trust file. Give it with --trust."
        )
    issuer = party if party == SECRETARIAT else actors.find(party).key
    signer, policy = log.read_key(key, key_password), log.parse_policy(read_file(trust))
    with _client(address, token) as client:
        place = _next(client, address, issuer, policy)
    form = read_form(file, measures.regime(place.regime))
    if form.sealed:
        raise RegisterError(
            "{file}: sealed statements are entered where the register is kept, with its folder.",
            file=file.name,
        )
    body = {**form.body(), "number": form.number or place.paper}
    try:
        return enter_at(address, issuer, body, signer, policy, token=token)
    except LongtinError as error:
        raise RegisterError("{file}: {why}", file=file.name, why=error) from error


def enter_at(
    address: str,
    issuer: str,
    body: Mapping[str, Any],
    signer: log.SigningKey,
    policy: log.TrustPolicy,
    *,
    token: str,
) -> EnteredStatement:
    """Sign a statement of any kind, submit it to a register elsewhere, and check its receipt.

    Args:
        address: Where the register is served.
        issuer: A party's code, or `secretariat`.
        body: What it says, with its `kind`.
        signer: The issuer's key.
        policy: What is believed of the register.
        token: Lets in.

    Raises:
        LongtinError: Why it is refused, or what the receipt does not prove.
    """
    log.check_installed()
    with _client(address, token) as client:
        envelope = signed_statement(_next(client, address, issuer, policy), issuer, body, signer)
        written = log.read_json(bytes(envelope))
        posted = _post(client, f"{address.rstrip('/')}/api/v1/statements", written)
    made = _answer(posted)
    return _proven(str(made.get("receipt", "")).encode(), envelope, policy)


@contextmanager
def _client(address: str, token: str) -> Iterator["httpx2.Client"]:
    """Asks a register elsewhere, as long as the block runs."""
    import httpx2

    headers = {"authorization": f"Bearer {token}"}
    try:
        with httpx2.Client(timeout=PATIENCE, follow_redirects=False, headers=headers) as client:
            yield client
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise RegisterError(
            "{address} does not answer: {why}. Whether the statement was entered is not known; "
            "`longtin register audit` shows it.",
            address=address,
            why=log.not_reached(error),
        ) from error


def _next(client: "httpx2.Client", address: str, issuer: str, policy: log.TrustPolicy) -> NextPlace:
    answer = _answer(client.get(f"{address.rstrip('/')}/api/v1/next/{issuer}"))
    return _place(answer, policy)


def _post(client: "httpx2.Client", address: str, envelope: Any) -> "httpx2.Response":
    """Hand in a statement; the same again where no answer came, which is not entered twice."""
    import httpx2

    for _ in range(ATTEMPTS - 1):
        try:
            return client.post(address, json={"envelope": envelope})
        except httpx2.TransportError:
            continue
    return client.post(address, json={"envelope": envelope})


def _answer(found: "httpx2.Response") -> dict[str, Any]:
    read = log.read_json(found.content, "answer")
    if found.status_code in {HTTPStatus.OK, HTTPStatus.CREATED} and isinstance(read, dict):
        return read
    error = read.get("error") if isinstance(read, dict) else None
    raise RegisterError("{why}", why=error["message"] if error else f"HTTP {found.status_code}")


def _place(answer: Mapping[str, Any], policy: log.TrustPolicy) -> NextPlace:
    """The place that the register names; that it is of the log one trusts is checked here."""
    known = {each.key.name for each in policy.logs}
    try:
        seen = log.Head(int(answer["seen"]["size"]), bytes.fromhex(answer["seen"]["root"]))
        place = NextPlace(
            str(answer["origin"]),
            str(answer["regime"]),
            int(answer["number"]),
            str(answer["previous"]),
            seen,
            int(answer["paper"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise log.malformed("answer", str(error)) from error
    if place.origin not in known:
        raise RegisterError(
            "There the log {given} is kept, and the trust file names {known}. Nothing was signed.",
            given=place.origin,
            known=", ".join(sorted(known)),
        )
    return place


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
