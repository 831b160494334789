"""Sources of regimes, and the citation of a place in a text in either language."""

import re
from collections.abc import Mapping
from functools import cache

from longtin._data import Bilingual, Closed, read
from longtin.measures._regimes.vocabulary import DATA


class RegimeSource(Closed):
    """Where a row was seen.

    Attributes:
        title: What.
        seen: What of it.
    """

    title: str
    seen: str = ""


class RegimeSources(Closed):
    """All sources of the regimes, by key."""

    sources: dict[str, RegimeSource]


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
def sources() -> Mapping[str, RegimeSource]:
    """Where the rows of the regimes were seen."""
    return read(DATA.joinpath("regime-sources.yaml"), RegimeSources).sources
