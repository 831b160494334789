"""All-day entries with a reminder each, as iCalendar (RFC 5545) that other software opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class Reminder:
    """Something due by a day.

    Attributes:
        uid: Its name among all events of all calendars (RFC 5545, 3.8.4.7).
        stamp: The year whose first day it is stamped with, so that the same entry always gives the
            same bytes.
        day: When.
        title: What stands in the calendar.
        about: All of it.
    """

    uid: str
    stamp: int
    day: date
    title: str
    about: str


def as_calendar_file(entries: Iterable[Reminder], *, maker: str, name: str, remind: int) -> bytes:
    """Entries as a calendar; the same entries always give the same bytes.

    Args:
        entries: What is due.
        maker: Product identifier (RFC 5545, 3.7.3).
        name: What readers call the calendar.
        remind: Days before each entry on which it reminds; 0 for the day itself.
    """
    from icalendar import Alarm, Calendar, Event

    file = Calendar()
    file.add("prodid", maker)
    file.add("version", "2.0")
    file.add("name", name)
    file.add("x-wr-calname", name)
    for each in entries:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", datetime(each.stamp, 1, 1, tzinfo=UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.title)
        event.add("description", each.about)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.title)
        alarm.add("trigger", timedelta(days=-remind))
        event.add_component(alarm)
        file.add_component(event)
    return bytes(file.to_ical())
