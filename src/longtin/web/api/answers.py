"""Answers of the API: what each address gives, as classes that programs and people read alike.

What a command writes from a class of its own is described by that class; what it writes as rows is
described here.
"""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is a field
from typing import Literal

from longtin import actors
from longtin._data import Bilingual

Coverage = Literal["covered", "too little", "not covered", "not observed"]
FoundKind = Literal["state", "page", "measure", "regime", "commitment", "rule", "guide"]


@dataclass(frozen=True)
class Refused:
    """Why nothing was answered.

    Attributes:
        status: Of HTTP.
        message: What was given, what is accepted and what to do, in words.
        language: Of the words.
    """

    status: int
    message: str
    language: Literal["en", "vi"]


@dataclass(frozen=True)
class Refusal:
    """The one shape of every refusal.

    Attributes:
        error: What went wrong.
    """

    error: Refused


@dataclass(frozen=True)
class StatesAnswer:
    """States of the system on a day.

    Attributes:
        states: In the order of their codes.
    """

    states: tuple[actors.State, ...]


@dataclass(frozen=True)
class FoundEntry:
    """Something that answers to words.

    Attributes:
        kind: What it is.
        key: Its id or code.
        name_en: Its name in English.
        name_vi: Its name in Vietnamese.
        page: Address of its page.
    """

    kind: FoundKind
    key: str
    name_en: str
    name_vi: str
    page: str


@dataclass(frozen=True)
class FoundAnswer:
    """Whatever answers to words, with or without marks.

    Attributes:
        found: Each kind together, the best of each first.
    """

    found: tuple[FoundEntry, ...]


@dataclass(frozen=True)
class TrustRow:
    """Trust of one state in another at the end of a step.

    Attributes:
        truster: Key of who trusts, on the date.
        trustee: Key of who is trusted.
        ccode1: Correlates of War code of who trusts.
        ccode2: The same of who is trusted.
        gwcode1: Gleditsch and Ward code of who trusts.
        gwcode2: The same of who is trusted.
        date: Last day of the step.
        year: Of the date.
        month_id: Of the date; January 1980 is 1.
        trust: From 0, an enemy in arms, to 1, an ally of long standing.
        low: Low end of the 90 % interval.
        high: High end.
        smoothed: What all acts up to the last step say of that date.
        effective_acts: Independent acts behind the figure.
        coverage: Whether any source speaks of the pair then.
        last_evidence: Day of the last evidence so far.
        last_known: Trust when the sources ended, where they have.
        method_version: Of the parameters behind the figure.
    """

    truster: str
    trustee: str
    ccode1: int
    ccode2: int
    gwcode1: int | None
    gwcode2: int | None
    date: Day
    year: int
    month_id: int
    trust: float | None
    low: float | None
    high: float | None
    smoothed: float | None
    effective_acts: float | None
    coverage: Coverage
    last_evidence: Day | None
    last_known: float | None
    method_version: str


@dataclass(frozen=True)
class TrustAnswer:
    """Trust both ways.

    Attributes:
        unstable: Keys of rows that are not promised yet.
        rows: A row a step, each direction.
    """

    unstable: tuple[str, ...]
    rows: tuple[TrustRow, ...]


@dataclass(frozen=True)
class ChangedValue:
    """A value that a catalogue of one's own gives otherwise than the shipped one.

    Attributes:
        before: As shipped.
        reason: Why it is changed.
        source: Where that is said.
    """

    before: str | float | int | tuple[str, ...] | None
    reason: str | None
    source: str | None


@dataclass(frozen=True)
class MeasureLinks:
    """What follows of a measure from the others.

    Attributes:
        decibans: What it reveals, kept.
        unlocks: Ids of those that need it first.
        route: Ids of those it needs first, in order.
        changed: By key, what a catalogue of one's own says otherwise.
        added: Whether it is one's own.
        in_regimes: By id of the regime, the obligations it is found in.
    """

    decibans: float
    unlocks: tuple[str, ...]
    route: tuple[str, ...]
    changed: dict[str, ChangedValue]
    added: bool
    in_regimes: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class ProblemEntry:
    """A problem that forums are compared for.

    Attributes:
        id: Of the scenario.
        title: In a few words.
        on: Day as of which the record is read.
    """

    id: str
    title: Bilingual
    on: Day


@dataclass(frozen=True)
class ProblemsAnswer:
    """Problems that forums are compared for.

    Attributes:
        problems: The shipped scenarios.
    """

    problems: tuple[ProblemEntry, ...]


@dataclass(frozen=True)
class AssumedNumber:
    """A judged number behind a comparison.

    Attributes:
        name: In the file of the problem.
        at: As it is taken.
        low: The least it may be.
        high: The most.
        given: Whether the file gives it; else it is the house's own.
    """

    name: str
    at: float
    low: float
    high: float
    given: bool


@dataclass(frozen=True)
class SourceVersion:
    """A source of the record.

    Attributes:
        dataset: Its id.
        title: What it is called.
        version: As its makers number it.
        licence: Under which it may be used.
        start: First day it speaks of.
        end: Last day.
        sha256: Checksum of what was read.
    """

    dataset: str
    title: str
    version: str | None
    licence: str | None
    start: Day | None
    end: Day | None
    sha256: str | None


@dataclass(frozen=True)
class VersionsAnswer:
    """Sources of the record.

    Attributes:
        record: Twelve digits that change with anything in it.
        sources: Each with version, licence, span and checksum.
    """

    record: str
    sources: tuple[SourceVersion, ...]
