"""Calendars of duties as iCalendar (RFC 5545), with a reminder before each day."""

from collections.abc import Sequence
from typing import Final

from longtin._language import Language, sentence_case
from longtin._reminders import Reminder, as_calendar_file
from longtin.measures._calendar.entries import CalendarEntry
from longtin.measures._calendar.words import calendar_name, condition
from longtin.measures._regimes.sources import citation
from longtin.measures._regimes.vocabulary import names, vocabulary
from longtin.measures._words.labels import binding, certainty

REMINDED: Final = 14
"""Days before a duty falls due on which a calendar speaks up, unless told otherwise."""


def as_icalendar(
    entries: Sequence[CalendarEntry], language: Language, name: str = "", remind: int = REMINDED
) -> bytes:
    """Entries as a calendar that other software opens.

    Args:
        entries: What `calendar` returned.
        language: Of the words.
        name: What readers call the calendar; by its parties and year without.
        remind: Days before each entry on which it reminds; 0 for the day itself.

    Returns:
        A file in the form of RFC 5545; the same entries always give the same bytes.
    """
    return as_calendar_file(
        (
            Reminder(one.uid, one.day.year, one.day, _title(one, language), _told(one, language))
            for one in entries
        ),
        maker="-//longtin//regimes//EN",
        name=name or calendar_name(entries, language),
        remind=remind,
    )


def _title(entry: CalendarEntry, language: Language) -> str:
    """Whose duty it is, and which."""
    return language.say(
        "{party}: {duty} – {regime} ({id})",
        party=names(entry.party, entry.day, language.code),
        duty=vocabulary().duties[entry.obligation.duty].of(language.code),
        regime=entry.regime.name.of(language.code),
        id=entry.obligation.id,
    )


def _told(entry: CalendarEntry, language: Language) -> str:
    """An entry in full: what, on what it hangs, where it stands, how it binds, how sure."""
    about = (
        citation(entry.obligation.article, language.code),
        binding(entry.regime.binding_of(entry.obligation), language),
        certainty(entry.obligation.certainty, language),
    )
    open_day = language.say("By the end of the period; no day is fixed.")
    lines = (
        entry.obligation.says.of(language.code),
        sentence_case(condition(entry, language)),
        "" if entry.is_fixed else open_day,
        "; ".join(about),
    )
    return "\n".join(line for line in lines if line)
