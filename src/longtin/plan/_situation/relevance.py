"""Relevance of measures to an aim: its words compared with the catalogue's, openly and simply."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from longtin import _data
from longtin._data import Bilingual, Closed
from longtin.errors import Either, LongtinError, Phrase, meant
from longtin.measures import Catalogue, Measure

ENDINGS: Final = (
    "eries", "ations", "ation", "ings", "ing", "ies", "ment", "ery", "ity", "ers", "er", "ed",
    "es", "s", "e", "y",
)  # fmt: skip
LEAST_STEM: Final = 3
MOST: Final = 40
"""Measures in one plan."""

LESS: Final = 0.2
"""The same share, for a measure that no aim speaks for and that carries no plan. A judgement."""

MATCHED, SAME_DOMAIN, GENERAL, NEEDED = 1.0, 0.7, 0.4, 0.3
"""How measures rank for an aim: its own words say so; it is of a domain the aim names; it carries
any plan; or it must come before another. What each is worth to it is judged in `outlook.yaml`."""

SHARES: Final = MappingProxyType({
    SAME_DOMAIN: "domain_share",
    GENERAL: "general_share",
    NEEDED: "needed_share",
    LESS: "other_share",
})  # fmt: skip
"""The judged value that says how much of such a measure's common gain serves the aim."""


class _Words(Closed):
    en: tuple[str, ...]
    vi: tuple[str, ...]


class _Aims(Closed):
    common: _Words
    general: tuple[str, ...]
    special: dict[str, str | None]
    words: dict[str, _Words]


@dataclass(frozen=True)
class RelevantMeasure:
    """A measure that an aim brings into a plan.

    Attributes:
        measure: The measure.
        weight: Share of its common gain that serves the aim; by rank until it is `weighed`.
        because: `matched`, `domain`, `general`, `needed`, or `asked` where the user chose.
        words: The words of the aim that were found.
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
    common: Collection[str] = (),
) -> Mapping[str, RelevantMeasure]:
    """The measures for an aim, with the reason for each.

    A measure is matched if a word of the aim stands in its name or description; its domain if the
    word names the domain. Measures that others need come along. Without any match the measures
    that carry any plan are taken, then those of the phase but for fields that need a border, a sea
    or weapons the two have not in common, and each says so.

    Args:
        aim: In one language or both.
        catalogue: Where measures are.
        phase: Only measures that suit it, or a crisis.
        domains: Chosen by the user; then the aim only weighs.
        common: What the two states have in common: `land_border`, `sea`, `nuclear_arms`.

    Returns:
        By id, the most relevant first, at most 40.

    Raises:
        LongtinError: There is no such domain.
    """
    _check(domains)
    said = aim if isinstance(aim, Bilingual) else Bilingual(en=aim, vi=aim)
    named = {domain: hits for domain in _aims().words if (hits := _named(said, domain))}
    wanted, found = set(domains) or set(named), dict[str, RelevantMeasure]()
    for one in catalogue.values():
        if phase not in one.phases and "crisis_management" not in one.phases:
            continue
        hits = _hits(
            said, f"{one.name.en} {one.description.en}", f"{one.name.vi} {one.description.vi}"
        )
        if hits and (not domains or one.domain in wanted):
            found[one.id] = RelevantMeasure(one, MATCHED, "matched", hits)
        elif one.domain in wanted:
            because = "asked" if domains else "domain"
            found[one.id] = RelevantMeasure(one, SAME_DOMAIN, because, named.get(one.domain, ()))
        elif one.domain in _aims().general and one.stage == 1:
            found[one.id] = RelevantMeasure(one, GENERAL, "general")
    if not wanted and all(one.because == "general" for one in found.values()):
        weights = {one.measure.id: one.weight for one in found.values()}
        found = {
            one.id: RelevantMeasure(one, weights.get(one.id, LESS), "all")
            for one in catalogue.values()
            if phase in one.phases and not _is_special(one, catalogue, common)
        }
    return MappingProxyType(_whole(found, catalogue))


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


def _is_special(measure: Measure, catalogue: Catalogue, common: Collection[str]) -> bool:
    """Whether it, or what it needs, is of a field that has no part in a plan of these two."""
    special, route = _aims().special, (measure, *catalogue.route(measure.id))
    return any(each.domain in special and special[each.domain] not in common for each in route)


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
    found: Mapping[str, RelevantMeasure], catalogue: Catalogue
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
        if len(kept | group) <= MOST:
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
