"""Relevance of measures to an aim: its words compared with the catalogue's, openly and simply."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import ceil
from types import MappingProxyType
from typing import Final

from longtin import _data
from longtin._data import Bilingual, Closed
from longtin.errors import Either, LongtinError, Phrase, meant
from longtin.measures import Catalogue, ConditionFinding, Measure, missing, problems

Found = Mapping[str, ConditionFinding]
NOTHING_KNOWN: Final[Found] = MappingProxyType({})

ENDINGS: Final = (
    "eries", "ations", "ation", "ings", "ing", "ies", "ment", "ery", "ity", "ers", "er", "ed",
    "es", "s", "e", "y",
)  # fmt: skip
LEAST_STEM: Final = 3
MOST: Final = 40
"""Measures in one plan, beside what runs already."""

AGAIN: Final = 5
"""How many times faster than the first time what was suspended is set up. A judgement."""

LESS: Final = 0.2
"""The same share, for a measure that no aim speaks for and that carries no plan. A judgement."""

CALM: Final = 0.1
"""The same, for a measure against clashes between states that have no quarrel. A judgement."""

MATCHED, PROBLEM, SAME_DOMAIN, GENERAL, NEEDED = 1.0, 0.8, 0.7, 0.4, 0.3
"""How measures rank for an aim: its own words say so; without one, it is for a problem the two
have; it is of a domain the aim names; it carries any plan; or it must come before another. What
each is worth to it is judged in `outlook.yaml`."""

SHARES: Final = MappingProxyType({
    PROBLEM: "problem_share",
    SAME_DOMAIN: "domain_share",
    GENERAL: "general_share",
    NEEDED: "needed_share",
    LESS: "other_share",
    CALM: "calm_share",
})  # fmt: skip
"""The judged value that says how much of such a measure's common gain serves the aim."""


class _Words(Closed):
    en: tuple[str, ...]
    vi: tuple[str, ...]


class _Against(Closed):
    domains: tuple[str, ...]
    needs: str
    where: str


class _Restores(Closed):
    measures: tuple[str, ...]
    where: str


class _Aims(Closed):
    common: _Words
    general: tuple[str, ...]
    against: _Against
    restores: _Restores
    words: dict[str, _Words]


@dataclass(frozen=True)
class RelevantMeasure:
    """A measure that an aim brings into a plan.

    Attributes:
        measure: The measure.
        weight: Share of its common gain that serves the aim; by rank until it is `weighed`.
        because: `matched`, `domain`, `general`, `needed`, `problem` where the two have a problem it
            is for, `suspended` where they had it, `all`, or `asked` where the user chose.
        words: The words of the aim that were found; of a problem, the conditions.
        share: The judged value its weight was taken from; none if it is 1.
    """

    measure: Measure
    weight: float
    because: str
    words: tuple[str, ...] = ()
    share: str = ""


@cache
def _aims() -> _Aims:
    return _data.read(files("longtin.plan") / "data" / "aims.yaml", _Aims)


def relevant(
    aim: Bilingual | str,
    catalogue: Catalogue,
    *,
    phase: str,
    domains: Sequence[str] = (),
    found: Found = NOTHING_KNOWN,
    running: Collection[str] = (),
    suspended: Collection[str] = (),
) -> Mapping[str, RelevantMeasure]:
    """The measures for an aim, with the reason for each.

    A measure is matched if a word of the aim stands in its name or description; its domain if the
    word names the domain. Measures that others need come along. Without any match come those for
    the problems the two have and what was suspended between them, those that carry any plan, then
    all of the phase, and each says so.

    Args:
        aim: In one language or both.
        catalogue: Where measures are.
        phase: Only measures that suit it, or a crisis.
        domains: Chosen by the user; then the aim only weighs.
        found: Which conditions hold between the two; without any, none is asked for.
        running: Ids of what the two have already, which takes nobody's place.
        suspended: Ids of what they had.

    Returns:
        By id, the most relevant first, at most 40 that do not run; none that makes no sense
        between the two.

    Raises:
        LongtinError: There is no such domain.
    """
    _check(domains)
    said = aim if isinstance(aim, Bilingual) else Bilingual(en=aim, vi=aim)
    named = {domain: hits for domain in _aims().words if (hits := _named(said, domain))}
    wanted, chosen = set(domains) or set(named), dict[str, RelevantMeasure]()
    makes_sense = [one for one in catalogue.values() if not lacking(one, catalogue, found)]
    for one in makes_sense:
        if phase not in one.phases and "crisis_management" not in one.phases:
            continue
        hits = _hits(
            said, f"{one.name.en} {one.description.en}", f"{one.name.vi} {one.description.vi}"
        )
        if hits and (not domains or one.domain in wanted):
            chosen[one.id] = RelevantMeasure(one, MATCHED, "matched", hits)
        elif one.domain in wanted:
            because = "asked" if domains else "domain"
            chosen[one.id] = RelevantMeasure(one, SAME_DOMAIN, because, named.get(one.domain, ()))
        elif one.domain in _aims().general and one.stage == 1:
            chosen[one.id] = RelevantMeasure(one, GENERAL, "general")
    if not wanted and all(one.because == "general" for one in chosen.values()):
        suits = [one for one in makes_sense if phase in one.phases]
        chosen = _of_any_field(suits, chosen, found, suspended)
    return MappingProxyType(_whole(chosen, catalogue, frozenset(running)))


def _of_any_field(
    measures: Sequence[Measure],
    general: Mapping[str, RelevantMeasure],
    found: Found,
    suspended: Collection[str],
) -> dict[str, RelevantMeasure]:
    """Without an aim: first what is for the problems of the two, then what suits any two.

    What they had and suspended is an open matter between them, as a problem is.

    Hotlines, notices and pledges come last between states that have no quarrel.
    """
    is_calm = bool(found) and not found[_aims().against.where].holds
    chosen = {}
    for one in measures:
        names = _answered(one, found) if found else ()
        if names:
            chosen[one.id] = RelevantMeasure(one, PROBLEM, "problem", names)
        elif one.id in suspended:
            chosen[one.id] = RelevantMeasure(one, PROBLEM, "suspended")
        else:
            weight = general[one.id].weight if one.id in general else LESS
            if is_calm and _is_against_clashes(one):
                weight = CALM
            chosen[one.id] = RelevantMeasure(one, weight, "all")
    return chosen


def _answered(measure: Measure, found: Found) -> tuple[str, ...]:
    """The problems of the two that a measure is for; meetings, where contact is cut back."""
    restores = _aims().restores
    cut = (restores.where,) if found[restores.where].holds else ()
    return (*problems(measure.needs, found), *(cut if measure.id in restores.measures else ()))


def _is_against_clashes(measure: Measure) -> bool:
    against = _aims().against
    return measure.domain in against.domains or against.needs in measure.needs


def lacking(measure: Measure, catalogue: Catalogue, found: Found) -> tuple[str, ...]:
    """The conditions that a measure, or what it rests on, needs and the two do not have."""
    if not found:
        return ()
    route = (measure, *catalogue.route(measure.id))
    return tuple(dict.fromkeys(name for each in route for name in missing(each.needs, found)))


def taken_up_again(one: RelevantMeasure) -> RelevantMeasure:
    """A measure that was suspended: what it takes is there, and wants a fifth of the time."""
    weeks = ceil(one.measure.weeks_to_set_up / AGAIN)
    return replace(one, measure=one.measure.model_copy(update={"weeks_to_set_up": weeks}))


def weighed(
    found: Mapping[str, RelevantMeasure], judged: Mapping[str, float]
) -> Mapping[str, RelevantMeasure]:
    """Measures with the share of their gain that serves the aim, as judged.

    Args:
        found: Ranked, or weighed before.
        judged: Values by name, those of `SHARES` among them.
    """
    named = {name: one.share or SHARES.get(one.weight, "") for name, one in found.items()}
    return MappingProxyType({
        name: replace(one, weight=judged.get(named[name], MATCHED), share=named[name])
        for name, one in found.items()
    })  # fmt: skip


def _check(domains: Sequence[str]) -> None:
    for domain in domains:
        if domain not in _aims().words:
            near = get_close_matches(domain, _aims().words, n=1, cutoff=0.5)
            raise LongtinError(
                "There is no {what} `{asked}`.{hint} Give {known}.",
                what=Phrase("domain"),
                asked=domain,
                hint=meant(near),
                known=Either(_aims().words),
            )


def _whole(
    found: Mapping[str, RelevantMeasure], catalogue: Catalogue, running: frozenset[str]
) -> dict[str, RelevantMeasure]:
    """The most relevant with everything they need, up to the most a plan holds."""
    kept: dict[str, RelevantMeasure] = {}
    ranked = sorted(
        found.values(), key=lambda one: (-one.weight, -one.measure.reveals, one.measure.id)
    )
    for one in ranked:
        route = [found.get(each.id, RelevantMeasure(each, NEEDED, "needed"))
                 for each in catalogue.route(one.measure.id)]  # fmt: skip
        group = {each.measure.id: each for each in (one, *route)}
        if len((kept | group).keys() - running) <= MOST:
            kept |= {name: each for name, each in group.items() if name not in kept}
    return kept


def _named(aim: Bilingual, domain: str) -> tuple[str, ...]:
    words = _aims().words[domain]
    return _hits(aim, " ".join(words.en), " . ".join(words.vi))


def _hits(aim: Bilingual, english: str, vietnamese: str) -> tuple[str, ...]:
    """Words of the aim found in a text, as the user wrote them."""
    stems = {_stem(word) for word in _words(english)}
    stems -= {_stem(word) for word in _aims().common.en}
    hits = [word for word in _words(aim.en) if _stem(word) in stems and len(word) >= LEAST_STEM]
    hits += [
        pair for pair in _pairs(aim.vi) if pair in set(_pairs(vietnamese)) - set(_aims().common.vi)
    ]
    return tuple(dict.fromkeys(hits))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _pairs(text: str) -> list[str]:
    """Vietnamese words are mostly two syllables; pairs do not reach over punctuation."""
    found = []
    for part in re.split(r"[^\w\s]", text.casefold()):
        syllables = part.split()
        found += [f"{one} {two}" for one, two in pairwise(syllables)]
    return found


@cache
def _stem(word: str) -> str:
    """A word without its common English endings."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            return word.removesuffix(ending)
    return word
