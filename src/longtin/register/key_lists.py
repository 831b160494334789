"""Whose keys are valid in a register, told in sentences and as plain values."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from longtin._language import Language
from longtin.register import log
from longtin.register.desk import new_proceedings, read_new
from longtin.register.entries.party_keys import FOUNDING, PartyKey
from longtin.register.entries.statement import SECRETARIAT
from longtin.register.folder import read_folder


def register_keys(folder: Path) -> tuple[PartyKey, ...]:
    """Every key of a register, those of the trust file first, from its log verified anew.

    Raises:
        RegisterError: An entry is no statement.
    """
    log.check_installed()
    found = read_folder(folder)
    store, past = found.store(), new_proceedings(found)
    try:
        read_new(past, store)
        return tuple(past.keys)
    finally:
        store.close()


def keys_data(found: Iterable[PartyKey]) -> list[dict[str, Any]]:
    """Keys as plain values; the names are a promise."""
    return [
        {
            "party": each.party,
            "fingerprint": each.key.fingerprint,
            "vkey": each.key.vkey,
            "entered": None if each.entered == FOUNDING else each.entered,
            "by": each.by,
            "revoked": each.revoked,
            "reason": each.reason,
        }
        for each in found
    ]


def keys_lines(found: Iterable[PartyKey], words: Language) -> Iterator[str]:
    """Keys in sentences, a line each."""
    say = words.say
    for each in found:
        party = say("Secretariat") if each.party == SECRETARIAT else each.party
        if each.entered == FOUNDING:
            since = say("of the trust file")
        elif each.by == SECRETARIAT:
            since = say("entered by the secretariat, entry {n}", n=each.entered)
        else:
            since = say("entered by the party, entry {n}", n=each.entered)
        until = (
            say("valid")
            if each.revoked is None
            else say("revoked, entry {n}: {why}", n=each.revoked, why=each.reason)
        )
        yield f"{party}  {each.key.fingerprint[:16]}  {since}; {until}"


def founding_data(regime: str, made: Mapping[str, Path | None]) -> dict[str, Any]:
    """What a register was founded with, as plain values."""
    files = {party: None if file is None else str(file) for party, file in made.items()}
    return {"regime": regime or None, "parties": files}


def founding_lines(regime: str, made: Mapping[str, Path | None], words: Language) -> Iterator[str]:
    """What a register was founded with, in sentences, and what is to be done with the keys."""
    say = words.say
    if regime:
        yield say("It is kept under {regime}.", regime=regime)
    for party, file in made.items():
        if file is None:
            yield say("{party} signs with the key it has brought.", party=party)
        else:
            yield say("A key was made for {party}: {file}", party=party, file=file)
    if any(made.values()):
        yield say(
            "Hand each key to its party and delete it here: whoever holds it signs as that party. "
            "For real use let each party make its own, and give its public line behind =."
        )
