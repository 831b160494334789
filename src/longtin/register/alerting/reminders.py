"""Deadlines of a matrix as iCalendar (RFC 5545), with a reminder before each."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from longtin import measures
from longtin._language import Language, sentence_case
from longtin._reminders import Reminder, as_calendar_file
from longtin.register.status_matrix import DutyStatus, StatusMatrix
from longtin.register.status_words import WORDS, moment_shown, party_name

REMINDED: Final = 14
"""Days before a deadline on which a calendar speaks up, unless told otherwise."""


def deadline_calendar(matrix: StatusMatrix, language: Language, remind: int = REMINDED) -> bytes:
    """What is still owed, as a calendar that other software opens.

    The name of an entry (UID) stays the same when the calendar is written again, on whatever day
    and in whatever language, also when an activity is moved: who imports it again sees the entry
    move. What has been done no longer stands in it.

    Args:
        matrix: What `status` returned.
        language: Of the words.
        remind: Days before each deadline on which it reminds; 0 for the day itself.
    """
    return as_calendar_file(
        _reminders(matrix, language),
        maker="-//longtin//register//EN",
        name=language.say(
            "Owed under {regime}", regime=matrix.regime.name.of(language.code)
        ),
        remind=remind,
    )  # fmt: skip


def _reminders(matrix: StatusMatrix, language: Language) -> Iterator[Reminder]:
    for each in matrix.duties:
        if each.due is not None and each.original is None:
            day = each.due.day
            title, about = _title(each, matrix, language), _about(each, matrix, language)
            yield Reminder(_uid(each, matrix), day.year, day, title, about)


def _uid(duty: DutyStatus, matrix: StatusMatrix) -> str:
    """Its name among all events of all calendars (RFC 5545, 3.8.4.7)."""
    regime = matrix.regime
    whole = (regime.id, str(regime.force.signed), regime.name.en, duty.activity)
    digest = sha256("\n".join(whole).encode()).hexdigest()[:20]
    day = f".{duty.due.day:%Y%m%d}" if duty.due and not duty.activity else ""
    return f"{duty.obligation.id}.{duty.party}{day}.{digest}@register.longtin".lower()


def _title(duty: DutyStatus, matrix: StatusMatrix, language: Language) -> str:
    what = measures.vocabulary().duties[duty.obligation.duty].of(language.code)
    return language.say(
        "{party}, {id}: {what}",
        party=party_name(duty.party, matrix, language),
        id=duty.obligation.id,
        what=f"{what} – {duty.activity}" if duty.activity else what,
    )


def _about(duty: DutyStatus, matrix: StatusMatrix, language: Language) -> str:
    """A deadline in full: what, by when, on what it hangs, where it stands, how sure."""
    obligation, regime = duty.obligation, matrix.regime
    open_day = language.say("The text fixes no day: by the end of the period.")
    lines = (
        obligation.says.of(language.code),
        "" if duty.is_fixed else open_day,
        moment_shown(duty.due, language) if duty.due and duty.due.instant else "",
        sentence_case(measures.only_if(duty.only_if, language)) if duty.only_if else "",
        language.say(
            "As of {day}: {standing}.",
            day=language.date(matrix.as_of), standing=language.say(WORDS[duty.standing]),
        ),
        "; ".join(
            (
                measures.citation(obligation.article, language.code),
                regime.name.of(language.code),
                measures.binding(regime.binding_of(obligation), language),
                measures.certainty(obligation.certainty, language),
            )
        ),
    )  # fmt: skip
    return "\n".join(line for line in lines if line)
