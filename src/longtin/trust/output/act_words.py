"""Words for what an explanation of belief names: types of act, what is no act, and who acted."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from longtin import actors
from longtin._language import Language, message
from longtin.errors import ActorError

ACTS: Final[Mapping[str, str]] = MappingProxyType(
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

AROUND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "OTHER_": message("towards states like the truster: {act}"),
        "OWN_": message("the truster’s own conduct: {act}"),
    }
)
"""What stands before a type of act that is not of the trustee towards the truster."""


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
    return what.replace("_", " ").lower()  # of a user's data


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
