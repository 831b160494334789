"""Words of a register: standings, axes and kinds of paper; parties, days and duties as shown."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from longtin import actors
from longtin._language import Language, message
from longtin._moments import Moment
from longtin.register.status_matrix import DutyStatus, StatusMatrix

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sent": message("sent"),
        "late": message("sent late"),
        "nil": message("nil"),
        "due": message("due"),
        "undetermined": message("undetermined"),
        "in_time": message("in time"),
        "awaited": message("awaited"),
        "overdue": message("overdue"),
        "complete": message("complete"),
        "partial": message("in part"),
        "nothing_to_declare": message("nothing to declare"),
        "nothing_new": message("nothing new since"),
        "untold": message("not told"),
        "consistent": message("as observed"),
        "differs": message("differs from what was observed"),
        "unobserved": message("not observed"),
        "none": message("not contested"),
        "contested": message("contested"),
        "answered": message("contested and answered"),
        "notification": message("notification"),
        "report": message("report"),
        "unchanged": message("nothing new since"),
        "reply": message("reply"),
        "invitation": message("invitation"),
        "amendment": message("amendment"),
        "cancellation": message("cancellation"),
        "request": message("request"),
        "observation": message("observation"),
        "clarification": message("clarification"),
        "objection": message("objection"),
        "ruling": message("ruling"),
        "finding": message("finding of an inspection"),
        "withdrawal": message("withdrawal"),
        "sealed": message("sealed"),
        "undisputed": message("not contested"),
        "disputed": message("contested"),
        "withdrawn": message("withdrawn"),
        "on_paper_awaited": message("entered on paper, not countersigned"),
        "on_paper_countersigned": message("entered on paper, countersigned"),
        "on_paper_disowned": message("entered on paper, disowned by its party"),
        "opened": message("sealed; opened with your key"),
        "revealed": message("sealed, and revealed since"),
        "deleted": message("sealed; contents deleted"),
    }
)
"""What standings, places on the axes and kinds of return are called."""


def party_name(code: int, matrix: StatusMatrix, language: Language) -> str:
    """A party's short name on the day of the matrix."""
    return actors.near(code, matrix.as_of).name(language.code)


def due_shown(duty: DutyStatus, language: Language) -> str:
    """By when; `≤` where the text fixes a period and no day."""
    if duty.due is None:
        return ""
    day = moment_shown(duty.due, language)
    return day if duty.is_fixed else f"≤ {day}"


def moment_shown(moment: Moment | None, language: Language) -> str:
    """A day, with its hour and zone where they are known."""
    if moment is None:
        return ""
    day = language.date(moment.day)
    return day if moment.instant is None else f"{day} {moment.instant:%H:%M %Z}"


def duty_shown(duty: DutyStatus) -> str:
    """Id of its obligation, with the activity that brought it."""
    return f"{duty.obligation.id} ({duty.activity})" if duty.activity else duty.obligation.id


def party_key(code: int, matrix: StatusMatrix) -> str:
    """A party's code on the day of the matrix."""
    return actors.near(code, matrix.as_of).key


def iso(moment: Moment | None) -> str | None:
    """A moment in ISO 8601."""
    if moment is None:
        return None
    return (moment.instant or moment.day).isoformat()


def figure_shown(value: float, language: Language, *, signed: bool = False) -> str:
    """A figure, with hundredths only where it has any."""
    return language.number(value, 0 if float(value).is_integer() else 2, signed=signed)
