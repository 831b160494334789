"""Labels of compliance: outcomes, bindingness, certainty, deadlines and days in words."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from longtin._language import Language, message
from longtin._moments import Moment
from longtin.measures._activities.determination import Outcome
from longtin.measures._regimes.obligation import Binding, Deadline
from longtin.measures._regimes.vocabulary import vocabulary

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "forbidden": message("forbidden"),
    "late": message("late"),
    "missing": message("missing"),
    "partial": message("partial"),
    "disputed": message("disputed"),
    "needs": message("cannot be told"),
    "due": message("due"),
    "not_taken_up": message("not taken up"),
    "taken_up": message("taken up"),
    "done": message("done"),
    "excused": message("excused"),
    "not_triggered": message("not triggered"),
    "not_bound": message("not bound"),
}
"""The outcomes in English, the gravest first; a language says them."""


BINDINGS: Final[Mapping[Binding, str]] = {
    "LB": message("legally binding"),
    "PB": message("politically binding"),
    "VOL": message("voluntary"),
}


CERTAINTIES: Final = {
    "verified": message("verified"),
    "memory": message("recalled, not verified"),
    "judgement": message("our judgement"),
}


UNITS: Final = {
    ("hours", "before"): message("{n} hours before {anchor}"),
    ("days", "before"): message("{n} days before {anchor}"),
    ("weeks", "before"): message("{n} weeks before {anchor}"),
    ("months", "before"): message("{n} months before {anchor}"),
    ("years", "before"): message("{n} years before {anchor}"),
    ("hours", "after"): message("{n} hours after {anchor}"),
    ("days", "after"): message("{n} days after {anchor}"),
    ("weeks", "after"): message("{n} weeks after {anchor}"),
    ("months", "after"): message("{n} months after {anchor}"),
    ("years", "after"): message("{n} years after {anchor}"),
}


def outcome(name: Outcome, language: Language) -> str:
    """An outcome in a word or two."""
    return language.say(OUTCOMES[name])


def binding(name: Binding, language: Language) -> str:
    """How something binds, in words."""
    return language.say(BINDINGS[name])


def certainty(name: str, language: Language) -> str:
    """How sure something is, in words."""
    return language.say(CERTAINTIES[name])


def rule(deadline: Deadline | None, language: Language) -> str:
    """A deadline as the text has it."""
    if deadline is None:
        return ""
    if deadline.relation == "open":
        return deadline.says.of(language.code) if deadline.says else ""
    if deadline.relation == "by_date":
        shown = day_of_year(deadline.day or "01-01", language)
        if deadline.years == 0:
            return language.say("{day} of the year", day=shown)
        return language.count(
            "{day} of the year before", "{day}, {n} years before", -deadline.years, day=shown
        )
    anchor = vocabulary().anchors[deadline.anchor or "start"].of(language.code)
    if deadline.relation == "at":
        return language.say("at once: {anchor}", anchor=anchor)
    if not deadline.amount:
        return language.say("before {anchor}", anchor=anchor)
    words = UNITS[deadline.unit or "days", deadline.relation]
    said = language.say(words, n=language.whole(deadline.amount), anchor=anchor)
    if deadline.counts_day:
        return language.say("{rule}, that day counted", rule=said)
    return said


def day_of_year(text: str, language: Language) -> str:
    """A day of any year, from `11-15`: `15 November`, `15/11`."""
    any_year = date.fromisoformat(f"2000-{text}")
    return language.date(any_year).removesuffix("2000").rstrip(" /")


def moment_words(when: Moment, language: Language) -> str:
    """A day, with its hour and offset where it has one."""
    day = language.date(when.day)
    if when.instant is None:
        return day
    hour = f"{when.instant:%H:%M}"
    zone = f"UTC{when.instant.isoformat(timespec='minutes')[16:]}"
    return language.say("{day}, {hour} ({zone})", day=day, hour=hour, zone=zone)


def figure(value: float, language: Language) -> str:
    return language.number(value, 0 if float(value).is_integer() else 2)
