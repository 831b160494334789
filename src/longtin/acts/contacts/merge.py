"""Merging of reports: one contact told by several is one contact, and keeps their origins."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from longtin._dates import DAYS_A_YEAR
from longtin.acts.contacts.contact import APART, ONE_WAY, RETOLD, Contact, Mode, Participant
from longtin.acts.contacts.reversed_visits import turned

LONGEST = timedelta(days=6)
"""How long reports alone may draw a contact out; 98 of 100 listed journeys are over in a week."""

FEWER = 5
"""How many times fewer reports a visit must have to be taken for the memory of another."""


def merged(reports: Iterable[Contact]) -> tuple[Contact, ...]:
    """Contacts, each once, in order of time.

    Two reports are of one contact if their days are no more than one apart, they agree on the mode
    and on who came to whom, and nobody they name differs: of a visit only who came is compared,
    since a guest meets several hosts. A meeting reported without a mode of its own while another
    contact goes on, with a person of it or with nobody named, is part of it.

    News announces a visit and looks back on it: visits of one named guest within `RETOLD` of each
    other are one, on the days that a list has or that most reports tell of. So is one that few
    tell of on the same days of a later year, which remember it.
    """
    told: list[Contact] = []
    ordered = sorted(turned(reports), key=_order)
    for report in ordered:
        if report.mode is not Mode.meeting:
            _add(told, report, _is_same)
    told = _without_echoes(told)
    modes = len(told)
    for report in ordered:
        if report.mode is Mode.meeting and not _put(told, modes, report, _is_part):
            _add(told, report, _is_same)
    return tuple(sorted(told, key=lambda one: (one.start, one.end, one.mode)))


def _without_echoes(told: list[Contact]) -> list[Contact]:
    """Contacts, without visits that tell again of one that more reports tell of."""
    kept: list[Contact] = []
    for each in sorted(told, key=lambda one: (not one.listed, -len(one.origins), one.start)):
        place = next((at for at, one in enumerate(kept) if _is_echo(one, each)), None)
        if place is None:
            kept.append(each)
            continue
        known = kept[place]
        kept[place] = replace(
            known,
            origins=(*known.origins, *each.origins),
            retold=tuple(sorted((*known.retold, each.start))),
        )
    return kept


def _is_echo(known: Contact, told: Contact) -> bool:
    if told.listed or told.mode not in ONE_WAY or known.mode not in ONE_WAY:
        return False
    if known.visitor is None or known.visitor != told.visitor:
        return False
    guest, again = (
        next(side.known_by for side in one.sides if side.ccode == known.visitor)
        for one in (known, told)
    )
    near = told.start <= known.end + RETOLD and told.end >= known.start - RETOLD
    return bool(guest) and guest == again and (near or _remembers(known, told))


def _remembers(known: Contact, told: Contact) -> bool:
    """Whether few tell, on the days of the year of a visit that many told of, that it was made."""
    years = told.start.year - known.start.year
    if years < 1 or len(told.origins) * FEWER > len(known.origins):
        return False
    later = timedelta(days=round(DAYS_A_YEAR * years))
    return known.start + later - APART <= told.start <= known.end + later + APART


def _order(report: Contact) -> tuple[object, ...]:
    """Lists of journeys first, then by day, and of a day who names most."""
    named = sum(bool(side.known_by) for side in report.sides)
    return (not report.listed, report.start, -named, report.origins)


def _add(told: list[Contact], report: Contact, fits: Callable[[Contact, Contact], bool]) -> None:
    if not _put(told, len(told), report, fits):
        told.append(report)


def _put(
    told: list[Contact], most: int, report: Contact, fits: Callable[[Contact, Contact], bool]
) -> bool:
    """Join a report to the latest of the first contacts that it fits; whether there was one."""
    for place in range(most - 1, -1, -1):
        if fits(told[place], report):
            told[place] = _joined(told[place], report)
            return True
    return False


def _is_near(known: Contact, report: Contact) -> bool:
    if report.start > known.end + APART or report.end < known.start - APART:
        return False
    return known.listed or report.end - known.start <= LONGEST


def _is_same(known: Contact, report: Contact) -> bool:
    coming = known.mode in ONE_WAY and report.mode in ONE_WAY
    if not coming and known.mode is not report.mode:
        return False
    if known.visitor != report.visitor or not _is_near(known, report):
        return False
    if known.listed and report.listed:
        return False
    return all(
        _agree(one, two)
        for one, two in zip(known.sides, report.sides, strict=True)
        if not coming or report.visitor in (None, one.ccode)
    )


def _agree(one: Participant, two: Participant) -> bool:
    """Nobody they name differs."""
    return not one.known_by or not two.known_by or one.known_by == two.known_by


def _is_part(known: Contact, report: Contact) -> bool:
    """Of a contact with a visitor only who came is compared, and must be told by the visit."""
    if not _is_near(known, report):
        return False
    pairs = list(zip(known.sides, report.sides, strict=True))
    if known.visitor is None:
        return all(_agree(one, two) for one, two in pairs)
    return all(
        not two.known_by or one.known_by == two.known_by
        for one, two in pairs
        if one.ccode == known.visitor
    )


def _joined(known: Contact, report: Contact) -> Contact:
    """What both tell: the higher of each side, and all origins; a list's days and mode stand."""
    one, two = (
        _for_side(mine, theirs, known.visitor)
        for mine, theirs in zip(known.sides, report.sides, strict=True)
    )
    days = (
        (known.start, known.end)
        if known.listed
        else (min(known.start, report.start), max(known.end, report.end))
    )
    return replace(
        known,
        start=days[0],
        end=days[1],
        sides=(one, two),
        origins=tuple(dict.fromkeys((*known.origins, *report.origins))),
    )


def _for_side(known: Participant, told: Participant, visitor: int | None) -> Participant:
    """Who stands for a side: of the guests who was named first, of the others the highest."""
    if known.ccode == visitor and known.known_by:
        return known if known.who else replace(known, who=told.who)
    return min((known, told), key=_standing)


def _standing(side: Participant) -> tuple[int, bool]:
    return (side.rank.value, not side.known_by)
