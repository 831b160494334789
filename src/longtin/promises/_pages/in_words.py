"""Names of what stands in statements: statuses, amounts, parties, rungs, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from longtin._language import Language, message
from longtin.promises._standing.standing import Standing
from longtin.promises._statements.amount import Amount
from longtin.promises._statements.commitment import Due
from longtin.promises._statements.party import party_name
from longtin.promises._statements.vocabulary import vocabulary

STATUSES: Final = {
    "kept": message("kept"),
    "under_way": message("under way"),
    "short": message("day over, part done"),
    "no_delivery_reported": message("no delivery reported"),
    "not_looked_for": message("day over, not followed up here"),
    "not_due": message("not due yet"),
    "undated": message("no date named"),
    "restated": message("said again later"),
    "checked": message("checked by others"),
    "withdrawn": message("withdrawn"),
    "suspended": message("suspended"),
    "superseded": message("superseded"),
    "lapsed": message("lapsed"),
}
TIMELINESS: Final = {
    "early": message("early"),
    "on_time": message("on time"),
    "late": message("late"),
    "not_due": message("not due yet"),
    "open": message("not measurable: nothing was counted"),
    "no_date": message("the text names no date"),
}
COMPLETENESS: Final = {
    "whole": message("all of it"),
    "part": message("part of it"),
    "none_reported": message("nothing is reported"),
    "not_counted": message("something was done that was not counted"),
}
CONTEST: Final = {
    "uncontested": message("nobody is known to see it otherwise"),
    "contested": message("seen otherwise by others"),
}
GREAT: Final = (
    (1e12, message("{number} trillion")),
    (1e9, message("{number} billion")),
    (1e6, message("{number} million")),
)


def status_name(each: Standing, language: Language) -> str:
    """How a commitment stands, in words."""
    ended = each.commitment.ended
    key = ended.how if each.status == "ended" and ended is not None else each.status
    return language.say(STATUSES[key])


def number_in_words(value: float, language: Language) -> str:
    """A large number with its word, as people say it."""
    for size, words in GREAT:
        if value >= size:
            shown = value / size
            return language.say(words, number=_plain(shown, language))
    return _plain(value, language)


def _plain(value: float, language: Language) -> str:
    """A number with as many places as it needs, at most two."""
    places = 0 if abs(value - round(value)) < 1e-9 else 1 if abs(value * 10 % 1) < 1e-9 else 2
    if value >= 1000 and places == 0:
        return language.whole(round(value))
    return language.number(value, places)


def between(low: float, high: float, language: Language) -> str:
    """A range; one number where its ends are the same."""
    if low == high:
        return number_in_words(low, language)
    return language.say(
        "{low} to {high}",
        low=number_in_words(low, language),
        high=number_in_words(high, language),
    )


def amount_in_words(amount: Amount | None, language: Language) -> str:
    """How much, as it was said."""
    if amount is None:
        return ""
    if amount.value is not None:
        figure = number_in_words(amount.value, language)
    elif amount.low is not None and amount.high is not None:
        figure = between(amount.low, amount.high, language)
    elif amount.low is not None:
        figure = language.say("at least {low}", low=number_in_words(amount.low, language))
    else:
        figure = language.say("up to {high}", high=number_in_words(amount.high or 0.0, language))
    if amount.about:
        figure = language.say("some {figure}", figure=figure)
    unit = amount.counted.name.of(language.code)
    glue = "" if unit.startswith("%") else " "
    words = f"{figure}{glue}{unit}"
    if amount.of is not None:
        words = f"{words} ({amount.of.of(language.code)})"
    return language.say("{amount} a year", amount=words) if amount.a_year else words


def parties_in_words(parties: Iterable[str], day: date, language: Language) -> str:
    """Parties by name; nobody named is said so."""
    named = [party_name(each, day, language.code) for each in parties]
    return language.list(named) if named else language.say("nobody named")


def due_in_words(due: Due | None, language: Language) -> str:
    """By when; a day that stands for a year is shown as the year."""
    if due is None:
        return language.say("no date")
    if (due.on.month, due.on.day) == (12, 31):
        return str(due.on.year)
    return language.date(due.on)


def issue_name(issue: str, language: Language) -> str:
    """An issue in words."""
    return vocabulary().issues[issue].of(language.code)


def certainty_in_words(certainties: Iterable[str], language: Language) -> str:
    """How many of what is shown was held against a text, and how many are from memory."""
    held = [each == "verified" for each in certainties]
    if not held:
        return ""
    return language.say(
        "{verified} of {all} were held against a text or a report of the day; the others are from "
        "memory and say so.",
        verified=language.whole(sum(held)),
        all=language.whole(len(held)),
    )
