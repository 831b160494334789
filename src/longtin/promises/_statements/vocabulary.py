"""Vocabulary of statements: issues, rungs, units, scales and organisations, as data."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import Field

from longtin._data import Bilingual, Closed, read
from longtin.errors import Listing, Phrase, UnknownIdError, meant

DATA: Final[Any] = files("longtin.promises") / "data"

Quantity = Literal["money", "count", "share", "other"]


class Unit(Closed):
    """What an amount is counted in.

    Attributes:
        name: In words, as they stand after a number.
        kind: Money is never added to another currency, and shares are never added at all.
        code: ISO 4217 for money.
    """

    name: Bilingual
    kind: Quantity
    code: str | None = None


class Rung(Closed):
    """How far a promise of something that can be counted has gone.

    Attributes:
        name: In words.
        says: What has happened when it is reached.
        iati: Codes of the IATI transaction type, by direction.
    """

    name: Bilingual
    says: Bilingual
    iati: Mapping[str, int]


class Strength(Closed):
    """A step of the scale on which positions stand.

    Attributes:
        name: In words.
        says: By what it is known, and why it stands where it does.
        rank: From 1, the weakest.
    """

    name: Bilingual
    says: Bilingual
    rank: int


class Organisation(Bilingual):
    """A party that is no state.

    Attributes:
        members: Its member states by ISO code, where what it promises is theirs to keep.
        codes: What tables of others call it.
    """

    members: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class Entry(Closed):
    """How a statement stands to earlier ones.

    Attributes:
        name: In words.
        crs: Nature of submission of the OECD Creditor Reporting System; none where it has none.
    """

    name: Bilingual
    crs: int | None = None


class About(Closed):
    """What "some" and "about" leave open.

    Attributes:
        share: Of the figure, up or down.
        says: Why so much.
    """

    share: float = Field(ge=0, le=0.5)
    says: Bilingual


class StatementVocabulary(Closed):
    """The words that statements are made of.

    Attributes:
        issues: What statements are about.
        rungs: Pledged, committed, allocated, paid: the first promises least.
        units: What amounts are counted in.
        strengths: From noting an issue to leading on it.
        follows: What may follow on a position.
        organisations: Parties that are neither states nor lists of states.
        entries: How a row changes earlier ones, with the code of OECD CRS.
        about: What a figure leaves open that is told as "some".
        binding: Words by which a position takes something upon itself, as their beginnings.
    """

    issues: dict[str, Bilingual]
    rungs: dict[str, Rung]
    units: dict[str, Unit]
    strengths: dict[str, Strength]
    follows: dict[str, Bilingual]
    organisations: dict[str, Organisation]
    entries: dict[str, Entry]
    about: About
    binding: tuple[str, ...]


@cache
def vocabulary() -> StatementVocabulary:
    """The words that statements are made of."""
    return read(DATA / "vocabulary.yaml", StatementVocabulary)


KINDS_OF_WORD: Final = {
    "unit": Phrase("unit"),
    "issue": Phrase("issue"),
    "rung": Phrase("rung"),
    "entry": Phrase("kind of entry"),
    "strength": Phrase("strength"),
    "kind": Phrase("kind of follow-up"),
}


def unknown(kind: str, value: str, known: Iterable[str]) -> Phrase:
    """What is said of a word that the vocabulary does not have."""
    near = get_close_matches(value, list(known), n=1, cutoff=0.5)
    return Phrase(
        "no {kind} of the vocabulary.{hint} Take one of: {known}.",
        kind=KINDS_OF_WORD[kind],
        hint=meant(near),
        known=", ".join(known),
    )


def check_words(asked: Iterable[tuple[str, Collection[str], str]]) -> None:
    """Refuse words that the vocabulary does not have.

    Args:
        asked: A word, those there are, and which kind of word it is.

    Raises:
        ValueError: One is not there; the nearest is named.
    """
    for value, known, kind in asked:
        if value not in known:
            raise ValueError(unknown(kind, value, known))


def issue_named(text: str) -> str:
    """The key of an issue, by its key or its name in either language.

    Raises:
        UnknownIdError: There is no such issue; the nearest is named.
    """
    known: dict[str, str] = {}
    for key, name in vocabulary().issues.items():
        known |= dict.fromkeys((key.casefold(), name.en.casefold(), name.vi.casefold()), key)
    bare = text.strip().casefold()
    if bare in known:
        return known[bare]
    raise UnknownIdError(
        "There is no issue `{issue}`.{hint} There are: {known}.",
        issue=text,
        hint=meant(get_close_matches(bare, known, n=1, cutoff=0.5)),
        known=Listing(vocabulary().issues),
    )


def issue_names() -> Mapping[str, Bilingual]:
    """What each issue is called, by its key, in the order of the vocabulary."""
    return MappingProxyType(vocabulary().issues)
