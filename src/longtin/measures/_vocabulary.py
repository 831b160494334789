"""The words activities and regimes are written in: kinds, marks, figures, lines, zones, states."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from longtin import actors
from longtin._data import Bilingual, Certainty, Closed, read
from longtin.errors import DataError

DATA = files("longtin.measures").joinpath("data")


class Kind(Bilingual):
    """What an activity can be.

    Attributes:
        between: It happens between states, so that a regime speaks of it only when it binds two
            of them.
    """

    between: bool = False


class Figure(Bilingual):
    """Something counted or measured.

    Attributes:
        unit: In what.
    """

    unit: str


class Parameter(Bilingual):
    """A term the text leaves open, which only the user can fix.

    Attributes:
        unit: In what.
        suggestion: A value some have used; shown, never filled in.
        why: Where the suggestion is from.
    """

    unit: str
    suggestion: float | None = None
    why: Bilingual | None = None


class Zone(Bilingual):
    """An area in which a regime holds.

    Attributes:
        whole: States whose whole territory lies in it.
        outside: States none of whose territory does.
    """

    whole: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


class Vocabulary(Closed):
    """Every word there is, by its key.

    Attributes:
        kinds: What an activity can be.
        facts: Marks it can have; it has none that is not given.
        figures: What can be counted of it.
        lines: Lines it can be near.
        zones: Areas it can be in.
        parameters: What only the user can fix.
        contents: What a message can hold.
        duties: What must be done.
        anchors: Moments deadlines are counted from.
        addressees: Who must hear.
        doers: Who must act.
    """

    kinds: dict[str, Kind]
    facts: dict[str, Bilingual]
    figures: dict[str, Figure]
    lines: dict[str, Bilingual]
    zones: dict[str, Zone]
    parameters: dict[str, Parameter]
    contents: dict[str, Bilingual]
    duties: dict[str, Bilingual]
    anchors: dict[str, Bilingual]
    addressees: dict[str, Bilingual]
    doers: dict[str, Bilingual]


class Member(Closed):
    """A state in a list, and since when.

    Attributes:
        state: Its code.
        since: First day; from the beginning without.
        until: Last day.
    """

    state: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it stands on the list on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Group(Closed):
    """A dated list of states.

    Attributes:
        name: In words.
        members: Each state, and when.
        absent: Members that are no state of the state system.
        certainty: How sure it is who stands on the list.
        days: How sure the days are, when less sure than that.
        source: Where it is from.
    """

    name: Bilingual
    members: tuple[Member | str, ...]
    absent: tuple[Bilingual, ...] = ()
    certainty: Certainty
    days: Certainty | None = None
    source: str

    def dated(self) -> Iterator[Member]:
        """Members, those given by their code alone too."""
        for each in self.members:
            yield Member(state=each) if isinstance(each, str) else each


class Groups(Closed):
    """All lists of states, by name."""

    groups: dict[str, Group]


class Source(Closed):
    """Where a row was seen.

    Attributes:
        title: What.
        seen: What of it.
    """

    title: str
    seen: str = ""


class Sources(Closed):
    """All sources of the regimes, by key."""

    sources: dict[str, Source]


@cache
def vocabulary() -> Vocabulary:
    """The words activities and regimes are written in."""
    return read(DATA.joinpath("vocabulary.yaml"), Vocabulary)


class Citations(Closed):
    """Phrases in which places in texts are cited."""

    phrases: tuple[Bilingual, ...]


@cache
def _phrases() -> dict[str, str]:
    """Vietnamese by English phrase, the longest first."""
    found = read(DATA.joinpath("citations.yaml"), Citations).phrases
    return {each.en: each.vi for each in sorted(found, key=lambda each: -len(each.en))}


@cache
def citation(article: str, language: str) -> str:
    """A place in a text as it is cited in a language."""
    phrases = _phrases()
    if language == "en":
        return article
    pattern = "|".join(re.escape(phrase) for phrase in phrases)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: phrases[found[0]], article)


@cache
def groups() -> Mapping[str, Group]:
    """Lists of states that several regimes share."""
    return read(DATA.joinpath("groups.yaml"), Groups).groups


@cache
def sources() -> Mapping[str, Source]:
    """Where the rows of the regimes were seen."""
    return read(DATA.joinpath("regime-sources.yaml"), Sources).sources


def check_word(word: str, known: Iterable[str], what: str, where: str) -> None:
    """Refuse a word the vocabulary does not have.

    Raises:
        DataError: It is not there; the nearest that is, is named.
    """
    held = sorted(known)
    if word in held:
        return
    near = get_close_matches(word, held, n=1, cutoff=0.5)
    hint = f" Did you mean `{near[0]}`?" if near else f" There are: {', '.join(held[:40])}."
    raise DataError(f"{where}: there is no {what} `{word}`.{hint}")


def ccode(code: str, day: date) -> int | None:
    """The state a code stood for on a day; nothing when it stood for none then."""
    return actors.ccode_from("iso3", code, day)


def names(code: int, day: date, language: str) -> str:
    """A state's short name on a day."""
    return actors.near(code, day).name(language)


def names_said(code: int, day: date, language: str) -> str:
    """The same as it stands inside a sentence."""
    return actors.in_sentence(names(code, day, language), language)


def words(of: Mapping[str, Any], key: str, language: str) -> str:
    """A word of the vocabulary in a language."""
    found: Bilingual = of[key]
    return found.of(language)
