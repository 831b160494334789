"""Rules in force between a pair: regimes that bind both, and what falls due in a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from longtin import measures
from longtin._data import Bilingual
from longtin._dates import months_from
from longtin.brief.values.reading import StateName
from longtin.measures import Binding


@dataclass(frozen=True)
class BindingRegime:
    """A regime that both states are bound by on the brief's date.

    Attributes:
        regime: Its id.
        name: Its short title.
        binding: `LB`, `PB` or `VOL`: in law, politically, or not at all.
        since: First day it was in force.
        parties: States bound by it that day.
        duties: Obligations of it in force that day.
        verified: How many of them were seen in a source.
    """

    regime: str
    name: Bilingual
    binding: Binding
    since: date
    parties: int
    duties: int
    verified: int


@dataclass(frozen=True)
class ObligationDeadline:
    """What the calendar asks of one of the two or both, first within the year on one day.

    Attributes:
        day: The day, or the last of the period in which it is to be done.
        is_fixed: Whether the text fixes the day.
        obligations: Ids of the obligations; those of one regime and day stand together.
        regime: Short title of the regime.
        says: What is to be done, an obligation each.
        binding: `LB`, `PB` or `VOL`.
        certainty: `verified` if all of them are.
        times: How often it falls due within the year.
        owed_by: Which of the two.
        only_if: What a party must have to owe it, where nobody here knows whether one of them does.
    """

    day: date
    is_fixed: bool
    obligations: tuple[str, ...]
    regime: Bilingual
    says: tuple[Bilingual, ...]
    binding: Binding
    certainty: str
    times: int
    owed_by: Literal["both", "here", "there"]
    only_if: str | None = None


@dataclass(frozen=True)
class BindingRules:
    """The regimes that bind both states, and what falls due in the year after the brief's date.

    Attributes:
        bonds: Those with the fewest parties first.
        due: Of those regimes, in date order.
    """

    bonds: tuple[BindingRegime, ...]
    due: tuple[ObligationDeadline, ...]


def rules(pair: tuple[StateName, StateName], day: date) -> BindingRules | None:
    """The regimes that bind two states on a day, and what falls due in the year after it.

    Args:
        pair: The two.
        day: Regimes are those in force then, with the parties of then.

    Returns:
        `None` if no regime on file binds both.
    """
    found = [
        each
        for each in measures.regimes().values()
        if all(measures.party_status(each, party.ccode, day).bound for party in pair)
    ]
    if not found:
        return None
    bonds = (_bond(each, day) for each in found)
    return BindingRules(
        bonds=tuple(sorted(bonds, key=lambda bond: (bond.parties, bond.since, bond.regime))),
        due=tuple(_due(pair, {each.id for each in found}, day)),
    )


def _bond(found: measures.Regime, day: date) -> BindingRegime:
    duties = [each for each in found.obligations if each.holds_on(day)]
    return BindingRegime(
        regime=found.id,
        name=found.name,
        binding=found.binding,
        since=found.force.first,
        parties=len(measures.members(found, day)),
        duties=len(duties),
        verified=sum(each.certainty == "verified" for each in duties),
    )


def _due(
    pair: tuple[StateName, StateName], regimes: set[str], day: date
) -> Iterator[ObligationDeadline]:
    """What falls due, each obligation once, those of one regime and day together."""
    last = months_from(day, 12, "down")
    entries = [
        (entry, party)
        for party in pair
        for year in range(day.year, last.year + 1)
        for entry in measures.calendar(party.key, year)
        if entry.regime.id in regimes and day < entry.day <= last
    ]
    entries.sort(key=lambda each: (each[0].day, each[0].regime.id, each[0].obligation.id))
    first: dict[str, measures.CalendarEntry] = {}
    hanging = {each.obligation.id: None for each, _ in entries} | {
        each.obligation.id: each.only_if for each, _ in entries if each.only_if
    }
    for entry, _ in entries:
        first.setdefault(entry.obligation.id, entry)
    shared: dict[tuple[date, str, str, str | None], list[str]] = {}
    for name, entry in first.items():
        binding = entry.regime.binding_of(entry.obligation)
        key = (entry.day, entry.regime.id, binding, hanging[name])
        shared.setdefault(key, []).append(name)
    for names in shared.values():
        same = [each for each in entries if each[0].obligation.id in names]
        yield _once(same, tuple(names), pair)


def _once(
    same: list[tuple[measures.CalendarEntry, StateName]],
    names: tuple[str, ...],
    pair: tuple[StateName, StateName],
) -> ObligationDeadline:
    entry = same[0][0]
    owing = {party.ccode for _, party in same}
    duties = [entry.regime.obligation(name) for name in names]
    return ObligationDeadline(
        day=entry.day,
        is_fixed=entry.is_fixed,
        obligations=names,
        regime=entry.regime.name,
        says=tuple(duty.says for duty in duties),
        binding=entry.regime.binding_of(entry.obligation),
        certainty="verified" if all(d.certainty == "verified" for d in duties) else "memory",
        times=len({each.day for each, _ in same}),
        only_if=next((each.only_if for each, _ in same if each.only_if), None),
        owed_by="both" if len(owing) > 1 else "here" if pair[0].ccode in owing else "there",
    )
