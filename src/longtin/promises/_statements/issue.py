"""Issues: what they amount to, which way they go, and who is worst hit, with source and date."""

from datetime import date
from functools import cache
from typing import Literal, Self

from longtin._data import Bilingual, Certainty, Closed, read
from longtin.errors import UnknownIdError
from longtin.promises._statements.vocabulary import DATA, issue_named, vocabulary

Trend = Literal["worse", "better", "level", "mixed", "unknown"]


class Indicator(Closed):
    """One figure about an issue.

    Attributes:
        what: What is counted.
        value: The figure.
        unit: What it is in.
        year: Of which year.
        trend: Which way it goes from the issue's point of view.
        trend_says: Since when, and by how much.
        source: Who publishes it.
        certainty: How sure it is here.
        read_in: Where it was held against the publisher's words.
        stated_by: Which of the five sources states it, where one does.
    """

    what: Bilingual
    value: float
    unit: Bilingual
    year: int
    trend: Trend = "unknown"
    trend_says: Bilingual | None = None
    source: Bilingual
    certainty: Certainty = "memory"
    read_in: Bilingual | None = None
    stated_by: str | None = None


class WorstHit(Closed):
    """A state or group that an issue hits hardest.

    Attributes:
        who: A state by ISO code; nothing where it is a group of no fixed members.
        group: What such a group is called.
        why: By what measure.
        source: Who says so.
    """

    who: str | None = None
    group: Bilingual | None = None
    why: Bilingual
    source: Bilingual


class Issue(Closed):
    """An issue that no state can settle alone.

    Attributes:
        indicators: Its figures.
        worst_hit: Whom it hits hardest.
        looked_at: When these were put together.
    """

    indicators: tuple[Indicator, ...]
    worst_hit: tuple[WorstHit, ...] = ()
    looked_at: date

    def known_on(self, day: date) -> Self:
        """The same as it was known on a day before these figures were put together.

        Figures of years that were over by then, without their trend, which was told later.
        """
        if self.looked_at <= day:
            return self
        old = tuple(
            each.model_copy(update={"trend": "unknown", "trend_says": None})
            for each in self.indicators
            if each.year < day.year
        )
        return self.model_copy(update={"indicators": old, "worst_hit": ()})


class _Issues(Closed):
    issues: dict[str, Issue]


@cache
def issues() -> dict[str, Issue]:
    """Every issue with figures, by its key."""
    found = read(DATA / "issues.yaml", _Issues).issues
    for key in found:
        if key not in vocabulary().issues:
            raise UnknownIdError(
                "issues.yaml: `{key}` is no issue of the vocabulary. Add it there.", key=key
            )
    return found


def issue(name: str, as_of: date | None = None) -> tuple[str, Issue]:
    """The key of an issue and its figures.

    Args:
        name: Of the issue, in either language, or its key.
        as_of: The day; figures of years that were not over by then are left out.

    Raises:
        UnknownIdError: There is no such issue, or no figures of it.
    """
    key = issue_named(name)
    if key not in issues():
        raise UnknownIdError(
            "Of `{issue}` no figures are held here. Ask `longtin commitments --issue {issue}`.",
            issue=key,
        )
    found = issues()[key]
    return key, found if as_of is None else found.known_on(as_of)
