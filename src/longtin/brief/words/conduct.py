"""Names of acts, their actors, days and weights, in words."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from longtin import actors
from longtin._language import MINUS, NO_BREAK, Language, message
from longtin.brief.values.contributions import Contribution
from longtin.errors import ActorError

Words = Mapping[str, str]

ACTS: Final[Words] = MappingProxyType(
    {
        "AGREE": message("agreements to cooperate"),
        "CONSULT": message("visits or talks"),
        "VISIT": message("visits"),
        "TALK": message("negotiations and telephone calls"),
        "MEETING": message("announced meetings"),
        "CRISIS_TALK": message("crisis talk: talks after coercion"),
        "SUPPORT": message("diplomatic support"),
        "COOPERATE": message("practical cooperation"),
        "AID": message("aid"),
        "CONCEDE": message("concessions"),
        "YIELD": message("concessions"),
        "RETREAT": message("easing of force or pressure"),
        "STATEMENT": message("public statements"),
        "REQUEST": message("requests"),
        "ACCUSE": message("accusations"),
        "REJECT": message("refusals"),
        "THREATEN": message("threats"),
        "PROTEST": message("protests"),
        "SANCTION": message("sanctions or reduced relations"),
        "MOBILIZE": message("shows of force"),
        "COERCE": message("coercion or arrests"),
        "ASSAULT": message("armed force or assault"),
        "DISPUTE_2": message("a militarised dispute: threat to use force"),
        "DISPUTE_3": message("a militarised dispute: display of force"),
        "DISPUTE_4": message("a militarised dispute: use of force"),
        "DISPUTE_5": message("war"),
        "NO_DISPUTE": message("no militarised dispute in the year"),
        "YEARLY_COUNTS": message("the year’s coded reports as a whole"),
        "YEARLY_1": message("the year’s verbal cooperation"),
        "YEARLY_2": message("the year’s material cooperation"),
        "YEARLY_3": message("the year’s verbal conflict"),
        "YEARLY_4": message("the year’s material conflict"),
        "MONTHLY_1": message("verbal cooperation, a twelfth of the year before"),
        "MONTHLY_2": message("material cooperation, a twelfth of the year before"),
        "MONTHLY_3": message("the month’s verbal conflict"),
        "MONTHLY_4": message("the month’s material conflict"),
        "EXCHANGE": message("exchanges of both sides, no acts to name"),
        "THIRD_PARTIES": message("what it did to states like the truster"),
        "MIRROR": message("the truster’s own conduct, which is none of the other’s"),
        "DRIFT": message("older evidence losing weight with time"),
        "OTHER": message("all smaller acts together"),
    }
)

AROUND: Final[Words] = MappingProxyType(
    {
        "OTHER_": message("towards states like the truster: {act}"),
        "OWN_": message("the truster’s own conduct: {act}"),
    }
)
"""What stands before a type of act that is not of the trustee towards the truster."""

NOT_AN_ACT: Final = frozenset(
    {"DRIFT", "OTHER", "NO_DISPUTE", "YEARLY_COUNTS", "THIRD_PARTIES", "MIRROR", "EXCHANGE"}
)
"""Lines that name no conduct of their own, and so are not listed in a sentence."""

ALL_YEAR: Final = frozenset({"DRIFT", "OTHER"})
"""Lines that gather a whole year."""


def plain(key: str) -> str:
    """A key without words of its own, such as one from a user's data, made readable."""
    return key.replace("_", " ").lower()


def act_name(line: Contribution, language: Language) -> str:
    """What was done, in plain words."""
    return act_words(line.what, language)


def act_words(what: str, language: Language) -> str:
    """Plain words for a type of act, a line of an explanation or a class of yearly counts.

    Args:
        what: A PLOVER type, or a key of `trust.Explanation.lines`.
        language: Of the words.
    """
    if what in ACTS:
        return language.say(ACTS[what])
    for around, words in AROUND.items():
        if what.startswith(around):
            return language.say(words, act=act_words(what.removeprefix(around), language))
    return plain(what)


def who(line: Contribution, language: Language) -> str:
    """The most frequent source and target; the others are in the data."""
    named = tuple(dict.fromkeys(actors_of(each, line.end, language) for each in line.who))
    if len(named) > 1:
        return language.say("{who} and others", who=named[0])
    return "".join(named)


def actors_of(told: str, day: date, language: Language) -> str:
    """Who did something to whom, states named in the language; other actors as their source does.

    Args:
        told: `source → target`, as the record names them.
        day: Of the act.
        language: Of the names.
    """
    return " → ".join(_named(each, day, language) for each in told.split(" → "))


def _named(actor: str, day: date, language: Language) -> str:
    """A state, or an actor with its state in brackets: `Foreign Affairs (China)`."""
    if language.code == "en":
        return actor
    body, bracket, state = actor.partition(" (")
    name = _state_name(state.removesuffix(")") if bracket else actor, day.year, language.code)
    told = actors.actor_in(body, language.code)
    if not name:
        return actors.actor_in(actor, language.code)
    return f"{told} ({name})" if bracket else name


@cache
def _state_name(text: str, year: int, code: str) -> str:
    """A state's name in a language; empty if nobody is called so."""
    try:
        return actors.find(text, date(year, 12, 31)).name(code)
    except ActorError:
        return ""


def rows(line: Contribution) -> str:
    """Rows of the record, each dataset named once: `icews14:12, 15; mid:3`."""
    found: dict[str, list[str]] = {}
    for origin in line.origins:
        dataset, _, row = origin.rpartition(":")
        found.setdefault(dataset, []).append(row)
    return "; ".join(f"{dataset}:{', '.join(rows)}" for dataset, rows in found.items())


def when(line: Contribution, language: Language) -> str:
    """The days of a line."""
    if line.what in ALL_YEAR:
        return language.say("All year")
    return language.span(line.start, line.end)


def points(share: float, language: Language) -> str:
    """A share in a change of trust with its sign, in points, for a table that names the unit."""
    return language.number(share, 1, signed=True)


def moved(share: float, language: Language) -> str:
    """The same inside a sentence: whole points, and their name."""
    whole = round(share)
    size = language.count("{n} point", "{n} points", abs(whole))
    sign = MINUS if whole < 0 else "+"
    return f"{sign}{size}".replace(" ", NO_BREAK)


def method(version: str) -> str:
    """A method's version for a foot: the fingerprints of its parts without their names."""
    return "+".join(part.rpartition("-")[2] for part in version.split("+"))


def reports(count: int, hostile: int, language: Language) -> str:
    """A number of coded reports, and how many of them were of conflict."""
    if not count:
        return language.say("no coded report")
    said = language.count("one coded report", "{n} coded reports", count)
    if not hostile:
        return language.say("{reports}, none hostile", reports=said)
    return language.say(
        "{reports}, {hostile} hostile", reports=said, hostile=language.whole(hostile)
    )
