"""Words of a portfolio's tables: levels of partnership, parts, jobs of bodies, links of issues."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from longtin._data import Bilingual, Closed, read

DATA: Final = files("longtin.forums.portfolio").joinpath("data")


class PartnershipTier(Closed):
    """A level of partnership.

    Attributes:
        rank: From 1; higher is closer.
        name: What it is called.
        says: What it means.
    """

    rank: int
    name: Bilingual
    says: Bilingual


class StrengthLevel(Closed):
    """How strong a state is on an issue.

    Attributes:
        value: From 0 to 1.
        band: How far that may be off on either side.
        name: In words.
    """

    value: float
    band: float
    name: Bilingual


class IssueLink(Closed):
    """What an issue is read from.

    Attributes:
        field: Of belief by issue.
        votes: Tag of roll calls in the General Assembly; none where no tag fits.
        measures: Measures whose arrangements count as cooperation on it.
        contends: Conditions between two states under which they contend on it as well.
        is_umbrella: Whether it only sums up others, and is left out unless asked for.
    """

    field: str
    votes: str | None = None
    measures: tuple[str, ...]
    contends: tuple[str, ...] = ()
    is_umbrella: bool = False


class PortfolioVocabulary(Closed):
    """Closed lists of the tables.

    Attributes:
        tiers: Levels of partnership.
        organisations: Partners that are no state.
        complete_for: States whose partnerships are all listed, as far as known.
        strengths: Levels of strength on an issue.
        brings: What a partner can bring.
        parts: Levels of the part taken; `rank` orders them.
        jobs: What a body can do.
        decides: How a body decides.
        scopes: How wide a body is.
        dependences: What a state hangs on another for.
        links: By issue, what it is read from.
    """

    tiers: dict[str, PartnershipTier]
    organisations: dict[str, Bilingual]
    complete_for: tuple[str, ...]
    strengths: dict[str, StrengthLevel]
    brings: dict[str, Bilingual]
    parts: dict[str, PartnershipTier]
    jobs: dict[str, Bilingual]
    decides: dict[str, Bilingual]
    scopes: dict[str, Bilingual]
    dependences: dict[str, Bilingual]
    links: dict[str, IssueLink]


@cache
def portfolio_words() -> PortfolioVocabulary:
    """The closed lists."""
    return read(DATA / "vocabulary.yaml", PortfolioVocabulary)


def link(issue: str) -> IssueLink:
    """What an issue of the vocabulary of promises is read from."""
    links: Mapping[str, IssueLink] = portfolio_words().links
    return links[issue]


def default_issues() -> list[str]:
    """Issues of a portfolio where none are named."""
    return [key for key, each in portfolio_words().links.items() if not each.is_umbrella]
