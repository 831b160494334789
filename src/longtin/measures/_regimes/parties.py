"""Parties to a regime: the status of a state on a day, from accession to suspension."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from longtin import actors
from longtin._data import Bilingual, Certainty
from longtin.measures._regimes.groups import ccode, groups
from longtin.measures._regimes.regime import Membership, Regime, Suspension

Absence = Literal["before", "after", "not_party", "left", "suspended"]
"""Not yet in force; no longer; never a party; no longer a party; the regime rests."""

FALLBACK = (date(2010, 1, 1), date(1985, 1, 1))
"""Days on which a code of a list is tried, when it stands for nobody on the day itself."""


@dataclass(frozen=True)
class PartyStatus:
    """How a state stands to a regime on a day.

    Attributes:
        bound: Whether it is bound.
        absence: Why not.
        why: What happened, in the file's words.
        on: Since when it has been so, or until when it was not.
    """

    bound: bool
    absence: Absence | None = None
    why: Bilingual | None = None
    on: date | None = None


@lru_cache(maxsize=16_384)
def code_of(text: str, day: date) -> int | None:
    """The state a code of a list stands for on a day, or stood for in a time near it."""
    return next((found for each in (day, *FALLBACK) if (found := ccode(text, each))), None)


def _spells(party: Membership) -> Iterator[tuple[str, date | None, date | None]]:
    if party.state is not None:
        yield party.state, party.since, party.until
    if party.group is not None:
        for member in groups()[party.group].dated():
            yield (
                member.state,
                max(filter(None, (member.since, party.since)), default=None),
                min(filter(None, (member.until, party.until)), default=None),
            )


def members(found: Regime, day: date) -> frozenset[int]:
    """Codes of all parties on a day, suspended or not."""
    return _members(found.parties, day)


@lru_cache(maxsize=4096)
def _members(parties: tuple[Membership, ...], day: date) -> frozenset[int]:
    return frozenset(
        code
        for party in parties
        for state, since, until in _spells(party)
        if (since is None or since <= day) and (until is None or day <= until)
        if (code := code_of(state, day)) is not None
    )


@lru_cache(maxsize=1024)
def members_between(parties: tuple[Membership, ...], first: date, last: date) -> frozenset[int]:
    """Codes of all who were parties on any day from one to another."""
    return frozenset(
        code
        for party in parties
        for state, since, until in _spells(party)
        if (since is None or since <= last) and (until is None or first <= until)
        if (code := code_of(state, max(filter(None, (since, first))))) is not None
    )


def party_rows(found: Regime) -> list[dict[str, Any]]:
    """Each spell in which a state was party to a regime, by first day and then by name.

    Returns:
        Rows with `state` (ISO 3166, else Correlates of War), `name_en`, `name_vi`, `since` (the
        regime's own first day where the party has none later), `until` (nothing while it lasts)
        and `certainty` (of the days, where the list says it, else of who is listed).
    """
    known, force = groups(), found.force
    rows: list[dict[str, Any]] = []
    if force.since is None:
        return rows
    for party in found.parties:
        held = known[party.group] if party.group else None
        sure = (held.days or held.certainty) if held else force.certainty
        for code, since, until in _spells(party):
            first = max(filter(None, (since, force.since)))
            last = min(filter(None, (until, force.until)), default=None)
            state = code_of(code, first)
            if state is None or (last is not None and last < first):
                continue
            named = actors.near(state, first)
            rows.append(
                {
                    "state": named.key,
                    "name_en": named.name("en"),
                    "name_vi": named.name("vi"),
                    "since": first,
                    "until": last,
                    "certainty": sure,
                }
            )
    return sorted(rows, key=lambda row: (row["since"], row["name_en"]))


def listed(group: str, day: date) -> frozenset[int]:
    """Codes of the states on one of the dated lists that regimes and plans share.

    Raises:
        KeyError: There is no such list.
    """
    codes = (code_of(each.state, day) for each in groups()[group].dated() if each.on(day))
    return frozenset(code for code in codes if code is not None)


def party_status(found: Regime, state: int, day: date) -> PartyStatus:
    """How a state stands to a regime on a day."""
    force = found.force
    if state not in members(found, day):
        return _absent(found, state, day)
    if force.since is None or day < force.since:
        return PartyStatus(bound=False, absence="before", on=force.since)
    if force.until and day > force.until:
        return PartyStatus(bound=False, absence="after", why=force.why, on=force.until)
    whole = (each for each in found.suspended if not each.obligations)
    rest = next((each for each in whole if _rests(each, state, day)), None)
    if rest is not None:
        return PartyStatus(bound=False, absence="suspended", why=rest.why, on=rest.since)
    return PartyStatus(bound=True)


def joined(found: Regime, state: int, day: date) -> tuple[date | None, Certainty]:
    """Since when a party has been one, where that is later than the regime, and how sure it is."""
    known = groups()
    spells = [
        (since, known[party.group].certainty if party.group else found.force.certainty)
        for party in found.parties
        for name, since, until in _spells(party)
        if (since is None or since <= day) and (until is None or day <= until)
        if code_of(name, day) == state
    ]
    return min(spells, key=lambda spell: spell[0] or date.min)


def rests(found: Regime, obligation: str, state: int, day: date) -> bool:
    """Whether one obligation rests for a state on a day, while the regime does not."""
    return any(
        obligation in each.obligations and _rests(each, state, day) for each in found.suspended
    )


def _absent(found: Regime, state: int, day: date) -> PartyStatus:
    spells = [
        (since, until, party.why)
        for party in found.parties
        for code, since, until in _spells(party)
        if code_of(code, day) == state
    ]
    left = [(until, why) for _, until, why in spells if until and until < day]
    if left:
        until, why = max(left, key=lambda each: each[0])
        return PartyStatus(bound=False, absence="left", why=why, on=until)
    coming = [since for since, _, _ in spells if since and since > day]
    if coming:
        return PartyStatus(bound=False, absence="before", on=min(coming))
    return PartyStatus(bound=False, absence="not_party")


def _rests(rest: Suspension, state: int, day: date) -> bool:
    if day < rest.since or (rest.until and day > rest.until):
        return False
    if rest.group is not None:
        return state in listed(rest.group, day)
    return rest.state is None or code_of(rest.state, day) == state
