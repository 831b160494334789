"""Due dates of commitments as iCalendar (RFC 5545), with a reminder before each."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from longtin._language import Language
from longtin.promises._standing.standing import Standing
from longtin.promises._statements.party import party_name

REMINDED: Final = 90
"""Days before a promise falls due on which a calendar speaks up."""


def due_dates(standings: Iterable[Standing], language: Language, remind: int = REMINDED) -> bytes:
    """What falls due, as a calendar that other software opens.

    Args:
        standings: How commitments stand; those without a day are left out.
        language: Of the words.
        remind: Days before each day on which it reminds.

    Returns:
        A file in the form of RFC 5545; the same commitments always give the same bytes.
    """
    from icalendar import Alarm, Calendar, Event

    file = Calendar()
    file.add("prodid", "-//longtin//promises//EN")
    file.add("version", "2.0")
    called = language.say("Promises that fall due")
    file.add("name", called)
    file.add("x-wr-calname", called)
    for each in standings:
        one = each.commitment
        if one.due is None:
            continue
        who = language.list([party_name(by, one.made, language.code) for by in one.by])
        title = language.say("{who}: {what}", who=who, what=one.title.of(language.code))
        event = Event()
        digest = sha256(f"{one.id}\n{one.made}".encode()).hexdigest()[:20]
        event.add("uid", f"{one.id}.{digest}@promise.longtin")
        event.add("dtstamp", datetime(one.made.year, 1, 1, tzinfo=UTC))
        event.add("dtstart", one.due.on)
        event.add("dtend", one.due.on + timedelta(days=1))
        event.add("summary", title)
        event.add("description", _described(each, language))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-remind))
        event.add_component(alarm)
        file.add_component(event)
    return bytes(file.to_ical())


def _described(each: Standing, language: Language) -> str:
    one = each.commitment
    lines = [one.says.of(language.code), one.stated.document.of(language.code)]
    if one.due is not None:
        lines.append(language.say("Due: {said}", said=one.due.said))
    if one.on_condition is not None:
        lines.append(one.on_condition.of(language.code))
    return "\n".join(lines)
