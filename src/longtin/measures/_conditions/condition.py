"""Condition of a measure, of geography, means, relation or problem, as its file tells it."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from longtin._data import Bilingual, Certainty, Closed, read
from longtin._language import Language
from longtin.errors import Either, LongtinError, meant
from longtin.measures._regimes.vocabulary import DATA

Kind = Literal["geography", "means", "relation", "problem"]
Holds = Literal[
    "together",
    "each",
    "one",
    "unless_together",
    "unless_each",
    "contiguity",
    "alliance",
    "opposite",
]
"""When it holds: all states have a part in one of its features; each has in some; at least one has;
no feature has them all; none of them has in any; they have a land border by the record; they owe
each other defence by the record, or have a part in one feature; or another condition fails."""


class Feature(Closed):
    """A sea, a river, a claim, a list: something of which states have a part.

    Attributes:
        name: What it is called; nothing where it only lists pairs.
        states: Codes of those who have a part.
        against: Codes of the other side, where only states of different sides have it together.
        pairs: Codes of pairs that have it together.
        group: A list of `groups.yaml` that has a part.
        present: Codes of those whose ships and aircraft are regularly there without a coast on it.
        since: First day; always without.
        until: Last day; to this day without.
        certainty: How sure that is; the file's without.
        source: Key of `condition-sources.yaml`; the file's without.
    """

    name: Bilingual | None = None
    states: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    group: str | None = None
    present: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    certainty: Certainty | None = None
    source: str | None = None


class Condition(Closed):
    """Something that has to be so between states.

    Attributes:
        name: What is had, as it stands after "needs".
        kind: Of geography, means or relation; a problem makes measures for it come first.
        holds: When it holds.
        implied_by: Conditions of which one is enough.
        also: Conditions of which one has to hold besides.
        opposite_of: A condition that may not hold, unless it is implied.
        of: A condition whose features count, with those who are only `present` there.
        years: For so many years after its last day a feature still counts.
        certainty: Of features that say nothing else.
        source: Of features that say nothing else.
        features: What states have a part in.
    """

    name: Bilingual
    kind: Kind
    holds: Holds
    implied_by: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    opposite_of: str | None = None
    of: str | None = None
    years: Annotated[int, Field(ge=0)] = 0
    certainty: Certainty
    source: str
    features: tuple[Feature, ...] = ()


@cache
def conditions() -> Mapping[str, Condition]:
    """The conditions that measures may name, by name."""
    folder = DATA.joinpath("conditions")
    names = sorted(path.name.removesuffix(".yaml") for path in folder.iterdir())
    return MappingProxyType({
        name: read(folder / f"{name}.yaml", Condition) for name in names
    })  # fmt: skip


def condition_named(typed: str) -> str:
    """The key of a condition, however it is typed.

    Raises:
        LongtinError: There is no such condition; the nearest is named.
    """
    known = {name.casefold(): name for name in conditions()}
    known |= {
        words.casefold(): name
        for name, each in conditions().items()
        for words in (each.name.en, each.name.vi)
    }
    bare = typed.strip().casefold()
    found = known.get(bare) or known.get(bare.replace("-", "_").replace(" ", "_"))
    if found:
        return found
    near = get_close_matches(bare.replace("-", "_"), known, n=1, cutoff=0.5)
    raise LongtinError(
        "There is no condition `{asked}`.{hint} Give {known}.",
        asked=typed,
        hint=meant(known[each] for each in near),
        known=Either(conditions()),
    )


def in_words(needs: Iterable[str | tuple[str, ...]], language: Language) -> tuple[str, ...]:
    """What measures need, in words: an entry for each, alternatives joined by *or*."""
    return tuple(_either(alternatives(need), language) for need in needs)


def _either(names: tuple[str, ...], language: Language) -> str:
    words = [conditions()[name].name.of(language.code) for name in names]
    if len(words) == 1:
        return words[0]
    return language.say("{others} or {last}", others=", ".join(words[:-1]), last=words[-1])


def alternatives(need: str | tuple[str, ...]) -> tuple[str, ...]:
    """The conditions of which one is enough."""
    return (need,) if isinstance(need, str) else need
