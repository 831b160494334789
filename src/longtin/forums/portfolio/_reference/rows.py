"""Rows of a portfolio's tables, as files hold them, shipped ones and a user's own."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from longtin._data import Bilingual, Certainty, Closed

DAY: Final = len("2018-11-01")

YearMonthOrDay = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


def begins(since: str) -> date:
    """The day from which something counts: the first of a year or month given without one."""
    return date.fromisoformat(f"{since}-01-01"[:DAY])


class Partnership(Closed):
    """A level of partnership declared by two parties, from a day.

    Attributes:
        between: The two: states by ISO code, or organisations.
        tier: A level.
        since: Day, month or year.
        until: Last day, where it was ended without a successor.
        issues: The fields it is limited to; all without.
        title: What the parties call it, where that differs from the level.
        certainty: How sure it is.
        source: A key of the sources.
        note: What a reader should know.
    """

    between: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]
    tier: str
    since: YearMonthOrDay
    until: date | None = None
    issues: tuple[str, ...] = ()
    title: Bilingual | None = None
    certainty: Certainty
    source: str
    note: Bilingual | None = None


class IssueStrength(Closed):
    """How strong a state is on some issues, and what it can bring.

    Attributes:
        state: ISO code.
        issues: Which.
        level: How strong.
        brings: Kinds of contribution.
        why: What it rests on.
        certainty: How sure it is.
        source: A key of the sources.
    """

    state: str
    issues: Annotated[tuple[str, ...], Field(min_length=1)]
    level: str
    brings: tuple[str, ...] = ()
    why: Bilingual
    certainty: Certainty
    source: str


class PartTaken(Closed):
    """Something a state did on an issue: joined, proposed, hosted or led.

    Attributes:
        state: ISO code.
        issue: Which.
        level: The part.
        forum: A venue, where it was in one.
        day: Day, month or year; `on` in the file.
        what: In words.
        certainty: How sure it is.
        source: A key of the sources.
    """

    state: str
    issue: str
    level: str
    forum: str | None = None
    day: Annotated[YearMonthOrDay, Field(alias="on")]
    what: Bilingual
    certainty: Certainty
    source: str


class CooperationBody(Closed):
    """A body in which states meet on issues.

    Attributes:
        id: Its name here.
        name: What it is called.
        group: A dated list of the library of regimes that belongs.
        members: States that belong, where there is no such list.
        scope: How wide it is.
        decides: How it decides.
        jobs: What it can do.
        issues: On which issues.
    """

    id: str
    name: Bilingual
    group: str | None = None
    members: tuple[str, ...] = ()
    scope: str
    decides: str
    jobs: Annotated[tuple[str, ...], Field(min_length=1)]
    issues: Annotated[tuple[str, ...], Field(min_length=1)]


class Dependence(Closed):
    """A published share of what a state has from, or sells to, another.

    Attributes:
        state: Who depends.
        partner: On whom; `on` in the file.
        kind: For what.
        share: From 0 to 1.
        year: Last year of the figure.
        certainty: How sure it is.
        source: A key of the sources.
    """

    state: str
    partner: Annotated[str, Field(alias="on")]
    kind: str
    share: Annotated[float, Field(ge=0, le=1)]
    year: int
    certainty: Certainty
    source: str


class LeadOffice(Closed):
    """Which office of a state leads on an issue.

    Attributes:
        state: ISO code.
        issue: Which.
        office: What it is called.
        experts: Officials in bodies abroad, where somebody counted them.
    """

    state: str
    issue: str
    office: Bilingual
    experts: Annotated[int, Field(ge=0)] | None = None


class PortfolioFile(Closed):
    """One file of rows; each list may be left out.

    Attributes:
        certainty: Of venues, which carry none.
        sources: By key, where rows are from.
        partnerships: Levels of partnership.
        strengths: Who is strong on what.
        parts: The part states have taken.
        venues: Bodies.
        dependences: Shares of trade, arms and aid.
        offices: Who leads at home.
    """

    certainty: Certainty = "memory"
    sources: dict[str, Bilingual] = Field(default_factory=dict)
    partnerships: tuple[Partnership, ...] = ()
    strengths: tuple[IssueStrength, ...] = ()
    parts: tuple[PartTaken, ...] = ()
    venues: tuple[CooperationBody, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    offices: tuple[LeadOffice, ...] = ()
