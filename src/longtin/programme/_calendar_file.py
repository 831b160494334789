"""iCalendar export: a programme as a calendar that other software opens."""

from datetime import UTC, date, datetime, time, timedelta

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

    calendar = Calendar()
    calendar.add("prodid", "-//Longtin//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme.title.of(language.code))

    def put(name: str, start: date, end: date, key: str, about: str = "") -> None:
        event = Event()
        event.add("uid", f"{key}@longtin.plan")
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
            put(ready, step.talks.start, step.talks.end, f"{step.id}-talks")
        put(title, step.start, step.end, step.id, gate)
    for day in programme.reviews:
        put(language.say("Review"), day, day, f"review-{day}")
    for at, held in enumerate(programme.events):
        put(held.what.of(language.code), held.on, held.on, f"event-{at}-{held.on}")
    return bytes(calendar.to_ical())
