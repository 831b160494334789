"""Vocabulary of activities and regimes: kinds, marks, figures, lines and zones, by key."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal

from longtin import actors
from longtin._data import Bilingual, Certainty, Closed, read
from longtin._language import message
from longtin.errors import Listing, Phrase, meant

DATA = files("longtin.measures").joinpath("data")


class ActivityKind(Bilingual):
    """What an activity can be.

    Attributes:
        between: It happens between states, so that a regime speaks of it only when it binds two
            of them.
    """

    between: bool = False


class YearlyCount(Closed):
    """What a figure counts where all activities are known: those accepted in a calendar year.

    Attributes:
        of: Kind of activity.
        by_asking: Only those that the same state has asked for.
        with_this: The one asked about is counted too.
    """

    of: str
    by_asking: bool = False
    with_this: bool = False


class Quantity(Bilingual):
    """Something counted or measured.

    Attributes:
        unit: In what.
        counts: How a register counts it by itself; nothing where only a party can tell.
        is_length: Whether it says over how many days an activity goes on, its first and last
            among them.
    """

    unit: str
    is_length: bool = False
    counts: YearlyCount | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is a whole number of things, of which there may be none."""
        return self.unit in COUNTED


COUNTED: Final = frozenset({"people", "pieces", "units", "ships", "sorties", "visits", "flights"})
"""Units of what is counted in whole numbers; all else is measured."""


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


class Trait(Bilingual):
    """Something a state has or lacks on which a duty may hang, such as air combat units.

    Attributes:
        has: States known to have it.
        lacks: States known to lack it.
        others: What is known of all other states; nothing where nobody here knows.
        certainty: How sure the two lists are.
        source: Where they are from.
    """

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    others: Literal["has", "lacks"] | None = None
    certainty: Certainty
    source: str


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
        traits: What a state has or lacks.
        parameters: What only the user can fix.
        contents: What a message can hold.
        duties: What must be done.
        anchors: Moments deadlines are counted from.
        addressees: Who must hear.
        doers: Who must act.
    """

    kinds: dict[str, ActivityKind]
    facts: dict[str, Bilingual]
    figures: dict[str, Quantity]
    lines: dict[str, Bilingual]
    zones: dict[str, Zone]
    traits: dict[str, Trait]
    parameters: dict[str, Parameter]
    contents: dict[str, Bilingual]
    duties: dict[str, Bilingual]
    anchors: dict[str, Bilingual]
    addressees: dict[str, Bilingual]
    doers: dict[str, Bilingual]


@cache
def vocabulary() -> Vocabulary:
    """The words activities and regimes are written in."""
    return read(DATA.joinpath("vocabulary.yaml"), Vocabulary)


UNKNOWN: Final = MappingProxyType(
    {
        "zone": message("there is no zone `{word}`.{hint}"),
        "obligation": message("there is no obligation `{word}`.{hint}"),
        "group": message("there is no group `{word}`.{hint}"),
        "duty": message("there is no duty `{word}`.{hint}"),
        "kind of activity": message("there is no kind of activity `{word}`.{hint}"),
        "content": message("there is no content `{word}`.{hint}"),
        "parameter": message("there is no parameter `{word}`.{hint}"),
        "fact": message("there is no fact `{word}`.{hint}"),
        "figure": message("there is no figure `{word}`.{hint}"),
        "source": message("there is no source `{word}`.{hint}"),
        "line": message("there is no line `{word}`.{hint}"),
        "trait": message("there is no trait `{word}`.{hint}"),
    }
)
"""What is said of a word that is none of those it should be one of."""


def unknown(word: str, known: Iterable[str], what: str) -> Phrase | None:
    """Why a word cannot stand where a known one should; `None` if it is known.

    `what` is a key of `UNKNOWN`. The nearest that may stand there is named, or else all are.
    """
    held = sorted(known)
    if word in held:
        return None
    near = meant(get_close_matches(word, held, n=1, cutoff=0.5))
    hint = near or Phrase(" There are: {known}.", known=Listing(held[:40]))
    return Phrase(UNKNOWN[what], word=word, hint=hint)


def names(code: int, day: date, language: str) -> str:
    """A state's short name on a day."""
    return actors.near(code, day).name(language)


def names_said(code: int, day: date, language: str) -> str:
    """The same as it stands inside a sentence."""
    return actors.in_sentence(names(code, day, language), language)
