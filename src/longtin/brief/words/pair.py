"""Names of a pair’s states and of their trust in each other, with its figure."""

from typing import Protocol

from longtin import actors
from longtin._language import DEGREES, Language, degree, degree_key, sentence_case
from longtin.brief.values.difference import Difference
from longtin.brief.values.reading import Reading, StateName
from longtin.page.charts import Point


def name(party: StateName, language: Language) -> str:
    """A state inside a sentence: English gives some an article."""
    return actors.in_sentence(party.name.of(language.code), language.code)


def whose(party: StateName, language: Language) -> str:
    """A state as owner; only English inflects it."""
    owner = name(party, language)
    if language.code != "en":
        return owner
    return f"{owner}’" if owner.endswith("s") else f"{owner}’s"


class Way(Protocol):
    """Anything of one state towards another: a direction of trust, a side of the game."""

    @property
    def truster(self) -> StateName:
        """Who trusts."""

    @property
    def trustee(self) -> StateName:
        """Who is trusted."""


def direction_name(direction: Way, language: Language) -> str:
    """One state's trust in the other, as a noun that can open a sentence."""
    words = language.say(
        "{truster} trust in {trustee}",
        truster=whose(direction.truster, language),
        trustee=name(direction.trustee, language),
    )
    return sentence_case(words)


def short_name(direction: Way, language: Language) -> str:
    """Who trusts whom, where it is plain that trust is meant: for the head of a column."""
    return language.say(
        "{truster} in {trustee}",
        truster=sentence_case(name(direction.truster, language)),
        trustee=name(direction.trustee, language),
    )


def interval(reading: Reading, language: Language) -> str:
    """The ends of the 90 % interval; empty when there is no figure."""
    if reading.low is None or reading.high is None:
        return ""
    return f"{language.level(reading.low)}–{language.level(reading.high)}"


def last_interval(reading: Reading, language: Language) -> str:
    """The same of what was last known; empty where the sources have not ended."""
    if reading.last_low is None or reading.last_high is None:
        return ""
    return f"{language.level(reading.last_low)}–{language.level(reading.last_high)}"


WIDE = 3
"""Degrees from which on an interval is put into words."""


def degrees_within(reading: Reading) -> int:
    """How many degrees the interval takes in; none without an interval."""
    if reading.low is None or reading.high is None:
        return 0
    low, high = (list(DEGREES).index(degree_key(end)) for end in (reading.low, reading.high))
    return high - low + 1


def interval_and_degrees(reading: Reading, language: Language) -> str:
    """The same for a headline: one that takes in several degrees names its ends in words."""
    ends = interval(reading, language)
    if reading.low is None or reading.high is None or degrees_within(reading) < WIDE:
        return ends
    return language.say(
        "{interval}, {low} to {high}",
        interval=ends,
        low=degree(reading.low, language),
        high=degree(reading.high, language),
    )


def figure(reading: Reading, language: Language) -> str:
    """Trust with its interval, or why there is none: for a table."""
    if reading.trust is None:
        return missing(reading, language)
    if reading.is_old and reading.last_known is not None and reading.heard is not None:
        return language.say(
            "{interval}; {known} ({held}) on {day}",
            interval=interval(reading, language),
            known=language.level(reading.last_known),
            held=last_interval(reading, language),
            day=language.date(reading.heard),
        )
    return f"{language.level(reading.trust)} ({interval(reading, language)})"


def change_figure(found: Difference | None, language: Language) -> str:
    """A difference with its interval, in points of trust and their signs; a dash without one."""
    if found is None:
        return "–"
    by, low, high = (language.number(x, 2, signed=True) for x in (found.by, found.low, found.high))
    return language.say("{by} ({low} to {high})", by=by, low=low, high=high)


def missing(reading: Reading, language: Language) -> str:
    """The words that stand where a figure would."""
    if reading.status == "too little":
        return language.say("too little to say")
    if reading.status == "not observed":
        return language.say("not observed")
    return language.say("not covered")


def point(reading: Reading, language: Language) -> Point:
    """Trust on a chart, or why there is none."""
    gap = "" if reading.status == "estimated" else missing(reading, language)
    return Point(reading.date, reading.trust, reading.low, reading.high, gap)
