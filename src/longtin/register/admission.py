"""Who may say something in a register: rules and keys entered, rotated, revoked by statements."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from longtin import actors, measures
from longtin.errors import ActorError, RegisterError, meant
from longtin.register import log
from longtin.register.desk import RegisterDesk, at_desk, secretariat_key
from longtin.register.entries.bodies import rules_body
from longtin.register.entries.party_keys import ENTER, REVOKE, party_code
from longtin.register.entries.statement import SECRETARIAT
from longtin.register.entry_desk import EnteredStatement, signed_statement
from longtin.register.folder import read_folder
from longtin.register.remote.reaching import Reached, desk_at

KEYS: Final = "keys"
"""Folder of the parties' keys that were made with a register, each to be handed to its party."""


def admit_party(
    folder: Path, party: str, vkey: str, regime: str = "", *, password: bytes | None = None
) -> str:
    """Enter with which key a party signs; entered by the secretariat, as its first key.

    Args:
        folder: The register's.
        party: A state, by any name, or `secretariat`.
        vkey: The public line that `longtin register key new` prints.
        regime: Under which the register is kept; needed the first time.
        password: Of the register's keys.

    Returns:
        The party's code in the register.

    Raises:
        RegisterError: The party has a valid key, or the regime is another or missing.
    """
    key = log.parse_vkey(vkey.strip())
    with at_desk(folder, password=password) as desk:
        known = _regime(desk, regime)
        name = party if party == SECRETARIAT else state_of(party, known)
        _admit(desk, known, {name: key.vkey}, password)
    return name


def _admit(
    desk: RegisterDesk, regime: measures.Regime, keys: Mapping[str, str], password: bytes | None
) -> None:
    """Enter the rules, if there are none yet, and the first key of each party, at once."""
    signer, envelopes = secretariat_key(desk.found, password), []
    bodies = [rules_body(regime)] if desk.past.rules is None else []
    bodies += [
        {"kind": ENTER, "party": name, "key": vkey}
        for name, vkey in keys.items()
        if vkey not in {each.key.vkey for each in desk.past.keys.valid(name)}
    ]
    place = desk.place(SECRETARIAT, regime.id)
    for body in bodies:
        envelopes.append(signed_statement(place, SECRETARIAT, body, signer))
        place = place.behind(envelopes[-1])
    if envelopes:
        desk.append(envelopes)


def founding_parties(regime: str, parties: Sequence[str]) -> dict[str, str]:
    """The parties that a register is to be made with, by code, and their public lines.

    Args:
        regime: Its id.
        parties: States by any name, each with its public line behind `=` or without.

    Returns:
        By code, the public line; an empty one where a key is to be made.

    Raises:
        RegisterError: One is no party to the regime, or is named twice; the nearest is named.
        DataError: There is no such regime; the nearest is named.
        VerificationError: `form`: a line is no key.
    """
    known = measures.regime(regime)
    found: dict[str, str] = {}
    for name, _, vkey in (each.partition("=") for each in parties):
        party = state_of(name, known)
        if party in found:
            raise RegisterError("{party} is named twice. Name each party once.", party=party)
        found[party] = log.parse_vkey(vkey).vkey if vkey else ""
    return found


def found_register(
    folder: Path, regime: str, parties: Mapping[str, str], *, password: bytes | None = None
) -> dict[str, Path | None]:
    """Put a register that was made under a regime, and enter its parties' keys.

    It may be called again where it was cut short; nothing that is there is entered anew.

    Args:
        folder: The register's.
        regime: Its id.
        parties: As `founding_parties` gives them; for those without a line a key is made within
            the folder, to be handed over.
        password: Of the register's keys; encrypts the keys that are made as well.

    Returns:
        By code of each party, the key file that was made for it; nothing where it brought its own.

    Raises:
        RegisterError: The register is under another regime, or a party has another key.
    """
    made: dict[str, Path | None] = {}
    lines: dict[str, str] = {}
    for name, vkey in parties.items():
        made[name], lines[name] = (None, vkey) if vkey else _made_key(folder, name, password)
    with at_desk(folder, password=password) as desk:
        _admit(desk, _regime(desk, regime), lines, password)
    return made


def _made_key(folder: Path, party: str, password: bytes | None) -> tuple[Path, str]:
    file = folder / KEYS / f"{party}.key"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if not file.is_file():
        origin = read_folder(folder).origin
        log.write_key(log.new_key(f"{party.lower()}.{origin}"), file, password)
    return file, log.read_key(file, password).verifier.vkey


def _regime(desk: RegisterDesk, asked: str) -> measures.Regime:
    """The regime of a register, or the one it is put under now."""
    known = desk.past.regime
    if known is None and not asked:
        raise RegisterError("The register has no regime yet. Give --regime the first time.")
    if known is not None and asked and known.id != asked:
        raise RegisterError(
            "The register is kept under {known}, not under {given}. Leave --regime out, or make "
            "another register.",
            known=known.id,
            given=asked,
        )
    return known or measures.regime(asked)


def state_of(name: str, regime: measures.Regime) -> str:
    """The code of a party to a regime today.

    Raises:
        RegisterError: It is none; the nearest among the parties is named.
    """
    today = datetime.now(UTC).date()
    try:
        return party_code(name, regime, today.isoformat())
    except RegisterError as error:
        states = {each.ccode: each for each in actors.on(today)}
        own = [states[code] for code in measures.members(regime, today) if code in states]
        words = {word: each.key for each in own for word in (each.key, each.name_en, each.name_vi)}
        near = get_close_matches(name, words, 1, cutoff=0.5)
        is_state = not isinstance(error.__cause__, ActorError)
        raise RegisterError(
            "{party} is no party to {regime}.{hint} `longtin regime show {regime} --parties` lists "
            "them.",
            party=name,
            regime=regime.id,
            hint="" if is_state else meant(words[each] for each in near),
        ) from error


def rotate_key(
    where: Reached,
    party: str,
    key: Path,
    new: Path,
    *,
    password: bytes | None = None,
    key_password: bytes | None = None,
) -> EnteredStatement:
    """Enter a party's next key, signed by one it has and by the new one.

    The old one stays valid until it is revoked.

    Args:
        where: The register's folder, or where it is served.
        party: A state, by any name.
        key: File of a valid key.
        new: File of the new key.
        password: Of the register's keys.
        key_password: Of both keys.

    Raises:
        RegisterError: The old key is not valid, or the new one was entered before.
    """
    with desk_at(where, password) as desk:
        name = party if party == SECRETARIAT else actors.find(party).key
        old, coming = desk.signer(name, key, key_password), log.read_key(new, key_password)
        body = {"kind": ENTER, "party": name, "key": coming.verifier.vkey}
        (made,) = desk.enter([signed_statement(desk.place(name), name, body, old, coming)])
        return made


def revoke_key(
    where: Reached,
    party: str,
    fingerprint: str,
    reason: str,
    *,
    key: Path | None = None,
    password: bytes | None = None,
    key_password: bytes | None = None,
) -> EnteredStatement:
    """Revoke a key: what it signs from here on does not count; what it signed before stays.

    Args:
        where: The register's folder, or where it is served.
        party: Whose key.
        fingerprint: Of the key, or its beginning.
        reason: Why, for all to read.
        key: File of a valid key of the party, which may be the revoked one; by the secretariat
            without it.
        password: Of the register's keys.
        key_password: Of the party's key.

    Raises:
        RegisterError: The party has no such valid key.
    """
    with desk_at(where, password) as desk:
        name = party if party == SECRETARIAT else actors.find(party).key
        issuer = SECRETARIAT if key is None else name
        valid = [each.key.fingerprint for each in desk.past.keys.valid(name)]
        meant_keys = [each for each in valid if each.startswith(fingerprint.lower())]
        given = meant_keys[0] if len(meant_keys) == 1 and fingerprint else fingerprint
        signer = desk.signer(issuer, key, key_password if key else password)
        body = {"kind": REVOKE, "party": name, "key": given, "reason": reason}
        (made,) = desk.enter([signed_statement(desk.place(issuer), issuer, body, signer)])
        return made
