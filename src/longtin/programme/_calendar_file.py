"""iCalendar export: a programme as a calendar that other software opens."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from longtin._language import Language
from longtin.programme._programme import Programme


def as_calendar(programme: Programme, language: Language) -> bytes:
    """Steps with their preparation, reviews and events, as iCalendar.

    Args:
        programme: With its dates.
        language: To name things in.

    Returns:
        The same bytes for the same programme: the stamp is its first day.
    """
    from icalendar import Calendar, Event

    whose = _identity(programme)
    calendar = Calendar()
    calendar.add("prodid", "-//Longtin//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme.title.of(language.code))

    def put(name: str, start: date, end: date, key: str, about: str = "") -> None:
        event = Event()
        event.add("uid", f"{key}.{whose}@longtin.plan")
        event.add("dtstamp", datetime.combine(programme.start, time(), UTC))
        event.add("dtstart", start)
        event.add("dtend", end + timedelta(days=1))  # the day after, as the format counts
        event.add("summary", name)
        if about:
            event.add("description", about)
        calendar.add_component(event)

    for step in programme.steps:
        title = step.title.of(language.code) if step.title else step.id
        gate = step.gate.of(language.code) if step.gate else ""
        if step.talks:
            ready = language.say("Prepare: {step}", step=title)
            put(ready, step.talks.start, step.talks.end, f"talks.{step.id}")
        put(title, step.start, step.end, f"step.{step.id}", gate)
    for day in dict.fromkeys(programme.reviews):
        put(language.say("Review"), day, day, f"review.{day}")
    for at, held in enumerate(programme.events):
        put(held.what.of(language.code), held.on, held.on, f"event.{at}.{held.on}")
    return bytes(calendar.to_ical())


def _identity(programme: Programme) -> str:
    """What tells a programme from every other in names of entries, its dates not counted.

    The same programme with new dates changes the entries of a calendar that had the old ones;
    another one, between the same parties with another aim or between others, adds its own.
    """
    parties = sorted(party.id for party in programme.parties)
    words = (*parties, programme.title.en, programme.title.vi, programme.aim.en, programme.aim.vi)
    return sha256("\n".join(words).encode()).hexdigest()[:16]
