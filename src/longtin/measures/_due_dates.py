"""Due dates of a party's year, whatever anyone does, and their export as iCalendar (RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from longtin import actors
from longtin._dates import period
from longtin._language import Language
from longtin.errors import DataError
from longtin.measures._regimes.load import regimes
from longtin.measures._regimes.obligation import Obligation, Recurrence
from longtin.measures._regimes.parties import party_status
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.sources import citation
from longtin.measures._regimes.vocabulary import vocabulary
from longtin.measures._words.labels import binding, certainty

PERIODS = {"month": 12, "half": 2, "year": 1, "years": 1}


@dataclass(frozen=True)
class CalendarEntry:
    """Something due by a day.

    Attributes:
        day: The fixed day, or the last of the period in which it is to be done.
        is_fixed: Whether the text fixes the day.
        regime: Where it stands.
        obligation: What it is.
        party: Who owes it, by Correlates of War code.
    """

    day: date
    is_fixed: bool
    regime: Regime
    obligation: Obligation
    party: int

    @property
    def uid(self) -> str:
        """Its name in calendars; the same however often it is exported."""
        return f"{self.obligation.id}-{self.day:%Y%m%d}-{self.party}@longtin".lower()


def calendar(party: str, year: int) -> tuple[CalendarEntry, ...]:
    """What the calendar asks of a party in a year.

    Args:
        party: A state, by any of its names.
        year: The year.

    Returns:
        In order of their days; those without a fixed day stand on the last of their period.

    Raises:
        ActorError: There is no such state then.
        DataError: The year is out of reach.
    """
    if not 1945 <= year <= 2100:
        raise DataError("{year} is out of reach. Give a year from 1945 to 2100.", year=year)
    code = actors.find(party, date(year, 12, 31)).ccode
    found = [
        CalendarEntry(day, is_fixed, regime, obligation, code)
        for regime in regimes().values()
        for obligation in regime.obligations
        if obligation.every
        for day, is_fixed in _days(obligation.every, year, regime)
        if obligation.holds_on(day) and party_status(regime, code, day).bound
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.regime.id, each.obligation.id)))


def _days(every: Recurrence, year: int, regime: Regime) -> Iterator[tuple[date, bool]]:
    first = every.first or regime.force.since.year
    if year < first:
        return
    for day in every.days:
        yield period(f"{year}-{day}").start, True
    if every.per == "years" and (year - first + 1) % every.step:
        return
    if every.per is not None:
        parts = PERIODS[every.per]
        for part in range(1, parts + 1):
            yield period(f"{year}-{part * 12 // parts}").end, False


def as_icalendar(entries: tuple[CalendarEntry, ...], language: Language) -> bytes:
    """Entries as a calendar that other software opens.

    Args:
        entries: What `calendar` returned.
        language: Of the words.

    Returns:
        A file in the form of RFC 5545; the same entries always give the same bytes.
    """
    from icalendar import Calendar, Event

    file = Calendar()
    file.add("prodid", "-//longtin//regimes//EN")
    file.add("version", "2.0")
    for each in entries:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", datetime(each.day.year, 1, 1, tzinfo=UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        duty = vocabulary().duties[each.obligation.duty].of(language.code)
        regime = each.regime.name.of(language.code)
        event.add("summary", f"{regime}: {duty} ({each.obligation.id})")
        event.add("description", _described(each, language))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def _described(entry: CalendarEntry, language: Language) -> str:
    """An entry in full: what, where it stands, how it binds, how sure."""
    says = entry.obligation.says.of(language.code)
    about = "; ".join(
        (
            citation(entry.obligation.article, language.code),
            binding(entry.regime.binding_of(entry.obligation), language),
            certainty(entry.obligation.certainty, language),
        )
    )
    if entry.is_fixed:
        return f"{says}\n{about}"
    when = language.say("By the end of the period; no day is fixed.")
    return f"{says}\n{when}\n{about}"
