"""Export of due dates as iCalendar (RFC 5545), for calendar programs."""

from datetime import UTC, datetime, timedelta

from longtin._language import Language
from longtin.measures._calendar.due_dates import CalendarEntry
from longtin.measures._regimes.sources import citation
from longtin.measures._regimes.vocabulary import vocabulary
from longtin.measures._words.labels import binding, certainty


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
        event.add("summary", f"{each.regime.name.of(language.code)}: {title(each, language)}")
        event.add("description", described(each, language))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def title(entry: CalendarEntry, language: Language) -> str:
    """An entry's duty and id, short."""
    return f"{vocabulary().duties[entry.obligation.duty].of(language.code)} ({entry.obligation.id})"


def described(entry: CalendarEntry, language: Language) -> str:
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
