"""What the rules in force demand of a pair: regimes that bind both, and dates coming up."""

from collections.abc import Iterator
from datetime import date

from longtin import measures
from longtin._dates import months_from
from longtin.brief._brief import Party
from longtin.brief._coming import Bond, Due, Rules


def rules(pair: tuple[Party, Party], day: date, language: str) -> Rules | None:
    """The regimes that bind two states on a day, and what falls due in the year after it.

    Args:
        pair: The two.
        day: Regimes are those in force then, with the parties of then.
        language: `en` or `vi`.

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
    bonds = (_bond(each, day, language) for each in found)
    return Rules(
        bonds=tuple(sorted(bonds, key=lambda bond: (bond.parties, bond.since, bond.regime))),
        due=tuple(_due(pair, {each.id for each in found}, day, language)),
    )


def _bond(found: measures.Regime, day: date, language: str) -> Bond:
    duties = [each for each in found.obligations if each.holds_on(day)]
    return Bond(
        regime=found.id,
        name=found.name.of(language),
        binding=found.binding,
        since=found.force.since,
        parties=len(measures.members(found, day)),
        duties=len(duties),
        verified=sum(each.certainty == "verified" for each in duties),
    )


def _due(pair: tuple[Party, Party], regimes: set[str], day: date, language: str) -> Iterator[Due]:
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
    for entry, _ in entries:
        first.setdefault(entry.obligation.id, entry)
    shared: dict[tuple[date, str, str], list[str]] = {}
    for name, entry in first.items():
        binding = entry.regime.binding_of(entry.obligation)
        shared.setdefault((entry.day, entry.regime.id, binding), []).append(name)
    for names in shared.values():
        same = [each for each in entries if each[0].obligation.id in names]
        yield _once(same, tuple(names), pair, language)


def _once(
    same: list[tuple[measures.CalendarEntry, Party]],
    names: tuple[str, ...],
    pair: tuple[Party, Party],
    language: str,
) -> Due:
    entry = same[0][0]
    owing = {party.ccode for _, party in same}
    duties = [entry.regime.obligation(name) for name in names]
    return Due(
        day=entry.day,
        is_fixed=entry.is_fixed,
        obligations=names,
        regime=entry.regime.name.of(language),
        says=tuple(duty.says.of(language) for duty in duties),
        binding=entry.regime.binding_of(entry.obligation),
        certainty="verified" if all(d.certainty == "verified" for d in duties) else "memory",
        times=len({each.day for each, _ in same}),
        owed_by="both" if len(owing) > 1 else "here" if pair[0].ccode in owing else "there",
    )
