"""Names of acts, their actors, days and weights, in words."""

from collections.abc import Mapping
from typing import Final

from longtin._language import MINUS, NO_BREAK, Language
from longtin.brief.values.contributions import Contribution
from longtin.trust import act_words, actors_of

Words = Mapping[str, str]

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


def who(line: Contribution, language: Language) -> str:
    """The most frequent source and target; the others are in the data."""
    named = tuple(dict.fromkeys(actors_of(each, line.end, language) for each in line.who))
    if len(named) > 1:
        return language.say("{who} and others", who=named[0])
    return "".join(named)


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
