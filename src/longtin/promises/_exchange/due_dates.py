"""Due dates of commitments as iCalendar (RFC 5545), with a reminder before each."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Final

from longtin._language import Language
from longtin._reminders import Reminder, as_calendar_file
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
    return as_calendar_file(
        (
            _reminder(each, each.commitment.due.on, language)
            for each in standings
            if each.commitment.due
        ),
        maker="-//longtin//promises//EN",
        name=language.say("Promises that fall due"),
        remind=remind,
    )


def _reminder(each: Standing, day: date, language: Language) -> Reminder:
    one = each.commitment
    who = language.list([party_name(by, one.made, language.code) for by in one.by])
    digest = sha256(f"{one.id}\n{one.made}".encode()).hexdigest()[:20]
    return Reminder(
        uid=f"{one.id}.{digest}@promise.longtin",
        stamp=one.made.year,
        day=day,
        title=language.say("{who}: {what}", who=who, what=one.title.of(language.code)),
        about=_described(each, language),
    )


def _described(each: Standing, language: Language) -> str:
    one = each.commitment
    lines = [one.says.of(language.code), one.stated.document.of(language.code)]
    if one.due is not None and language.code == "en":
        lines.append(language.say("Due: {said}", said=one.due.said))
    if one.on_condition is not None:
        lines.append(one.on_condition.of(language.code))
    return "\n".join(lines)
