"""Statements as returns: each with what later entries say of it, as one reader sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from longtin import measures
from longtin.errors import LongtinError
from longtin.register.entries.paper_entries import COUNTERSIGNATURE
from longtin.register.entries.return_bodies import return_of, row_of
from longtin.register.entries.statement import Statement
from longtin.register.entries.withheld import (
    REDACTION,
    REVEAL,
    SEALABLE,
    place_of,
    sealed_file,
)
from longtin.register.return_kinds import (
    KINDS,
    Attestation,
    Secrecy,
)
from longtin.register.returns import (
    Return,
    return_from,
)
from longtin.register.sealed.disclosures import check_disclosed, read_disclosure
from longtin.register.sealed.reading_keys import ReadingKey
from longtin.register.sealed.sealing import open_sealed


@dataclass(frozen=True)
class SealReader:
    """Who reads, where something is sealed to it.

    Attributes:
        party: A party's code.
        key: Its reading key.
        folder: Of the register, where the sealed files lie.
    """

    party: str
    key: ReadingKey
    folder: Path


@dataclass(frozen=True)
class _Later:
    """What later entries say of one."""

    attested: Attestation = ""
    revealed: Mapping[str, Any] | None = None
    is_deleted: bool = False


def returns_told(
    statements: Iterable[Statement],
    regime: measures.Regime,
    reader: SealReader | None = None,
    as_of: date | None = None,
) -> tuple[Return, ...]:
    """The returns of a register, `line` their place in the log.

    Args:
        statements: Verified, in their order.
        regime: Under which it is kept.
        reader: Opens what is sealed to it; what is sealed stays closed without.
        as_of: What was entered later is not read.

    Raises:
        VerificationError: A sealed file is not what was committed to.
    """
    known = [each for each in statements if as_of is None or each.admitted[:10] <= str(as_of)]
    by_index = {each.index: each for each in known}
    later: dict[int, _Later] = {}
    for each in known:
        if each.kind in {COUNTERSIGNATURE, REVEAL, REDACTION}:
            at = int(each.body["entry"])
            later[at] = _after(later.get(at, _Later()), each, by_index[at])
    found = [
        _told(each, regime, later.get(each.index, _Later()), reader)
        for each in known
        if each.kind in KINDS
    ]
    return tuple(_with_places(found))


def _after(before: _Later, said: Statement, of: Statement) -> _Later:
    if said.kind == COUNTERSIGNATURE:
        return replace(before, attested="countersigned" if said.body["agrees"] else "disowned")
    if said.kind == REDACTION:
        return replace(before, is_deleted=True)
    fields = check_disclosed(
        [read_disclosure(each) for each in said.body["disclosures"]],
        of.body["sealed"]["digests"],
        place_of(of),
    )
    return replace(before, revealed={**(before.revealed or {}), **fields})


def _told(
    statement: Statement, regime: measures.Regime, later: _Later, reader: SealReader | None
) -> Return:
    body = dict(statement.body)
    sealed = body.get("sealed")
    if sealed:
        fields, secrecy = _read(statement, sealed, later, reader)
        found = _with_fields(statement, fields, regime, secrecy)
    else:
        found = return_of(statement, regime)
    on_paper = bool(body.get("on_behalf"))
    until = (sealed or {}).get("until")
    return replace(
        found,
        on_paper=on_paper,
        attested=(later.attested or "awaited") if on_paper else "",
        sealed_to=tuple(sealed["readers"]) if sealed else (),
        until=date.fromisoformat(until) if until else None,
    )


def _with_fields(
    statement: Statement, fields: Mapping[str, Any], regime: measures.Regime, secrecy: Secrecy
) -> Return:
    """A sealed return with what is known of it; what no form would hold is named and left out.

    Nobody has checked what an issuer has sealed: it must not keep the rest from being read.
    """
    body, unreadable = dict(statement.body), []
    found = return_of(statement, regime)
    for name in sorted(fields):
        tried = _merged(body, name, fields[name])
        placed = tried and _placed(statement, tried, regime, secrecy)
        if tried and placed:
            body, found = tried, placed
        else:
            unreadable.append(name)
    return replace(found, secrecy=secrecy, unreadable=tuple(unreadable))


def _placed(
    statement: Statement, body: Mapping[str, Any], regime: measures.Regime, secrecy: Secrecy
) -> Return | None:
    """The return that a body is read as; nothing where none would hold it."""
    try:
        return return_from(statement.index, row_of(statement, body), regime, secrecy)
    except LongtinError:
        return None


def _read(
    statement: Statement,
    sealed: Mapping[str, Any],
    later: _Later,
    reader: SealReader | None,
) -> tuple[Mapping[str, Any], Secrecy]:
    """What is known of sealed fields, and to whom."""
    file = None
    if reader and reader.party in sealed["readers"]:
        file = sealed_file(reader.folder, sealed)
    if reader and file is not None:
        place = place_of(statement)
        opened = open_sealed(file, sealed, place, reader.party, reader.key)
        return check_disclosed([each for each in opened if each.field], sealed["digests"],
                               place), "opened"  # fmt: skip
    if later.revealed:
        return later.revealed, "revealed"
    return {}, "deleted" if later.is_deleted else "sealed"


def _merged(body: Mapping[str, Any], name: str, value: Any) -> dict[str, Any] | None:
    """A body with one field that was sealed in it; nothing where none can have been sealed there.

    What stands openly in the entry is not changed by what was sealed.
    """
    table, _, key = name.partition(".")
    known = body.get(table)
    if table not in SEALABLE:
        return None
    if isinstance(known, Mapping):
        is_number = isinstance(value, int | float)
        fits = key and key not in known and is_number == (table == "figures")
        return {**body, table: {**known, key: value}} if fits else None
    fits = not key and known == "" and isinstance(value, str)
    return {**body, table: value} if fits else None


def _with_places(found: list[Return]) -> list[Return]:
    """A sealed return without its activity is told by its entry; so are papers that change it."""
    places: dict[str, str] = {}
    told = []
    for each in found:
        name = each.activity
        if not name and each.period is None and each.secrecy in {"sealed", "deleted", "revealed"}:
            name = places.get(each.refers, f"#{each.line}")
        if each.symbol and name.startswith("#"):
            places[each.symbol] = name
        told.append(replace(each, activity=name))
    return told
