"""Catalogue of measures by id, searched and filtered, with what of it the user sees otherwise."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, get_args

from longtin._data import Bilingual
from longtin._language import Language
from longtin.errors import Either, MeasureError, Phrase, Term, meant
from longtin.measures._catalogue.measure import (
    Contribution,
    Domain,
    Form,
    Issue,
    Measure,
    Phase,
    School,
    Through,
)
from longtin.measures._words.names import named

DOMAINS: Final[tuple[str, ...]] = get_args(Domain)
CHOICES: Final[Mapping[str, tuple[str | int, ...]]] = MappingProxyType(
    {
        "domain": DOMAINS,
        "stage": (1, 2, 3),
        "phase": get_args(Phase),
        "form": get_args(Form),
        "school": get_args(School),
        "issue": get_args(Issue),
        "through": get_args(Through),
        "contribution": get_args(Contribution),
    }
)
"""What each filter of `Catalogue.select` may be asked for."""


@dataclass(frozen=True)
class Override:
    """A judged value that the user sees otherwise.

    Attributes:
        measure: Id of the measure.
        value: Which of its values.
        before: As shipped.
        after: As the user has it.
        reason: Why, in the user's words.
        source: What it rests on, in the user's words.
    """

    measure: str
    value: str
    before: Any
    after: Any
    reason: str
    source: str | None


class Catalogue(Mapping[str, Measure]):
    """Measures by id, domain by domain; a code is understood wherever an id is.

    Attributes:
        sources: What judgements and precedents rest on, by key, in words.
        changes: What the user sees otherwise.
        added: Ids of measures that are the user's own.
    """

    def __init__(
        self,
        measures: Iterable[Measure],
        sources: Mapping[str, Bilingual],
        changes: Iterable[Override] = (),
        added: Iterable[str] = (),
    ) -> None:
        """Take measures that have been checked together; `catalogue` does so."""
        ranked = sorted(measures, key=lambda each: (DOMAINS.index(each.domain), each.code))
        self._by_id = {each.id: each for each in ranked}
        self._by_code = {each.code.casefold(): each for each in ranked}
        self.sources = MappingProxyType(dict(sources))
        self.changes = tuple(changes)
        self.added = frozenset(added)

    def __getitem__(self, name: str) -> Measure:
        """The measure of an id or a code.

        Raises:
            MeasureError: There is none; the nearest are named.
        """
        typed = name.strip().casefold()
        found = self._by_id.get(typed) or self._by_code.get(typed)
        if found is None:
            raise _unknown(name, self)
        return found

    def __contains__(self, name: object) -> bool:
        typed = str(name).strip().casefold()
        return typed in self._by_id or typed in self._by_code

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, typed: str) -> Measure:
        """The measure a person means: by id, code or name, or by words only it has.

        Raises:
            MeasureError: Nothing answers to it, or several do; the nearest are named.
        """
        if typed in self:
            return self[typed]
        word = plain(typed).strip()
        for each in self.values():
            if word in {plain(each.name.en), plain(each.name.vi)}:
                return each
        having = self.select(text=typed) if word else ()
        return having[0] if len(having) == 1 else self[typed]

    def unlocks(self, name: str) -> tuple[Measure, ...]:
        """The measures that ask for this one directly."""
        wanted = self[name].id
        return tuple(each for each in self.values() if wanted in each.requires)

    def route(self, name: str) -> tuple[Measure, ...]:
        """Everything that comes before a measure, in an order in which it can be done.

        Returns:
            Its prerequisites and theirs, each once and after its own; not the measure itself.
        """
        found: dict[str, Measure] = {}

        def visit(measure: Measure) -> None:
            for required in measure.requires:
                if required not in found:
                    visit(self[required])
                    found[required] = self[required]

        visit(self[name])
        return tuple(found.values())

    def select(  # noqa: PLR0913 — each is one thing to ask for
        self,
        *,
        domain: str | None = None,
        stage: int | None = None,
        phase: str | None = None,
        form: str | None = None,
        school: str | None = None,
        issue: str | None = None,
        through: str | None = None,
        contribution: str | None = None,
        reveals_at_least: float = 0,
        stake_at_most: float = 1,
        text: str | None = None,
    ) -> tuple[Measure, ...]:
        """The measures that are all that is asked.

        Args:
            domain: Of this field, by its key or its name in either language; so are the others.
            stage: Of this stage, 1 to 3.
            phase: That suit this phase of a conflict.
            form: That may be done so: unilateral, bilateral, multilateral, triangular,
                public_private or non_governmental.
            school: That mostly feed this reading of trust.
            issue: That meet this threat: climate, epidemics, water, food, crime, cyber,
                maritime or migration.
            through: That grew on this way: governments, regional_forum, border_areas, track_two.
            contribution: To which a side may bring this: money, know_how, people, land,
                experience.
            reveals_at_least: A chance; see `Measure.reveals`.
            stake_at_most: See `Measure.stake`.
            text: Whose id, code, name or description has these words side by side in either
                language, with or without marks; where none has, those that have each of them.

        Raises:
            MeasureError: There is no such domain, stage, phase, form, school, issue, way or
                contribution.
        """
        asked = {
            "domain": domain, "phase": phase, "form": form, "school": school,
            "issue": issue, "through": through, "contribution": contribution,
        }  # fmt: skip
        keys = {what: _key_of(what, each) for what, each in asked.items() if each is not None}
        if stage is not None and stage not in CHOICES["stage"]:
            raise _no_such("stage", stage)
        found = tuple(
            each
            for each in self.values()
            if all(key in _held(each, what) for what, key in keys.items())
            and (stage is None or stage == each.stage)
            and each.reveals >= reveals_at_least
            and each.stake <= stake_at_most
        )
        return found if text is None else _with_words(found, _words(text))


def _held(measure: Measure, what: str) -> tuple[str, ...]:
    """What a measure has of what may be asked for."""
    lists = {"form": "forms", "phase": "phases", "issue": "issues", "contribution": "contributes"}
    value = getattr(measure, lists.get(what, what))
    return (value,) if isinstance(value, str) else value


def plain(text: str) -> str:
    """Text without marks or capitals, for comparing what people type."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _with_words(measures: Sequence[Measure], words: Sequence[str]) -> tuple[Measure, ...]:
    texts = [f" {_searched(each)}" for each in measures]
    phrase = f" {' '.join(words)}"
    if any(phrase in text for text in texts):
        return tuple(each for each, text in zip(measures, texts, strict=True) if phrase in text)
    return tuple(
        each
        for each, text in zip(measures, texts, strict=True)
        if all(f" {word}" in text for word in words)
    )


def _searched(measure: Measure) -> str:
    words = (measure.name.en, measure.name.vi, measure.description.en, measure.description.vi)
    return " ".join(
        _words(" ".join((measure.id, measure.id.replace("-", " "), measure.code, *words)))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", plain(text))


_KINDS = {
    "domain": Phrase("domain"),
    "stage": Phrase("stage"),
    "phase": Phrase("phase"),
    "form": Phrase("form"),
    "school": Phrase("school"),
    "issue": Phrase("issue"),
    "through": Phrase("way"),
    "contribution": Phrase("contribution"),
}


def _key_of(what: str, asked: str) -> str:
    """The key of a field, a phase, a form or a school that is named in any way."""
    typed = plain(asked.strip())
    for key in map(str, CHOICES[what]):
        names = (named(what, key, Language(code)) for code in ("en", "vi"))
        if typed in {key, *map(plain, names)}:
            return key
    raise _no_such(what, asked)


def _no_such(what: str, asked: str | int) -> MeasureError:
    known = [str(each) for each in CHOICES[what]]
    return MeasureError(
        "There is no {what} `{asked}`.{hint} Give {known}.",
        what=_KINDS[what],
        asked=asked,
        hint=meant(get_close_matches(str(asked).casefold(), known, n=1, cutoff=0.5)),
        known=Either(Term(str(key), _told(what, key)) for key in CHOICES[what]),
    )


def _told(what: str, key: str | int) -> str:
    """A choice with its name in Vietnamese, which a key in English does not tell."""
    return str(key) if what == "stage" else f"{key} ({named(what, key, Language('vi'))})"


def _unknown(name: str, catalogue: Catalogue) -> MeasureError:
    known: dict[str, str] = {}
    for each in catalogue.values():
        spelt = (each.id, each.code, each.id.replace("-", " "), each.name.en, each.name.vi)
        known |= {plain(word): each.id for word in spelt}
    typed = plain(name)
    near = [known[word] for word in get_close_matches(typed, known, n=4, cutoff=0.6)]
    held = [each.id for each in catalogue.select(text=name)] if len(typed) > 2 else []
    told = list(dict.fromkeys([*near, *held]))[:3]
    if not told:
        return MeasureError("No measure `{name}`. `longtin measures` lists them.", name=name)
    return MeasureError(
        "No measure `{name}`; did you mean {near}? `longtin measures` lists them.",
        name=name,
        near=Either(f"`{each}`" for each in told),
    )
