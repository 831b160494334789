"""What is dated: measures that may be chosen, the limits of a calendar, chosen measures."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from longtin._dates import WEEK
from longtin.measures import Measure

"""Days."""

SHORTEST: Final = 28
"""Days in which a measure is seen to be kept or not, at the least."""

REPLY_WITHIN: Final = 60
"""Days in which the other side answers what one side did alone."""


@dataclass(frozen=True)
class Candidate:
    """A measure that may be chosen.

    Attributes:
        measure: The measure.
        worth: What keeping it is worth, in units of the common gain.
        earliest: First day on which trust is expected to bear it, both ways.
        notice: Days of notice that a regime in force asks for.
    """

    measure: Measure
    worth: float
    earliest: date
    notice: int = 0

    @property
    def prepares(self) -> int:
        """Days of preparation, or of notice where that is longer."""
        return max(self.measure.weeks_to_set_up * WEEK, self.notice)

    @property
    def shows(self) -> int:
        """Days from its beginning until it is seen whether it was kept."""
        return max(self.measure.weeks_a_time * WEEK, SHORTEST)

    @property
    def alone(self) -> bool:
        """Whether one side does it, and waits for the other to answer."""
        return self.measure.reciprocity == "none_required"

    @property
    def settles(self) -> int:
        """Days from its beginning until it was seen, and answered where it is done alone."""
        return self.shows + (REPLY_WITHIN if self.alone else 0)


@dataclass(frozen=True)
class Limits:
    """What a calendar demands.

    Attributes:
        start: First day.
        until: Last day.
        budget: Most that all measures may cost together, in the catalogue's cost.
        people: Measures that can be prepared at the same time.
        begins: Measures that may begin within thirty days.
        most: Measures in all.
        least: Measures at the least.
        summits: Days on which leaders meet: something begins then or soon after.
        elections: Days around which nothing of stage 2 or 3 begins.
        closed: Days on which nothing begins: holidays of either side.
        domains: Fields of which several are filled.
        running: Measures that are kept already.
        stage: Highest stage kept so far.
        must: Measures that have to be in it.
        first: The measure before which nothing is prepared.
    """

    start: date
    until: date
    budget: float | None = None
    people: int = 4
    begins: int = 2
    most: int = 12
    least: int = 2
    summits: tuple[date, ...] = ()
    elections: tuple[date, ...] = ()
    closed: frozenset[date] = frozenset()
    domains: tuple[str, ...] = ()
    running: frozenset[str] = frozenset()
    stage: int = 0
    must: tuple[str, ...] = ()
    first: str = ""

    @property
    def days(self) -> int:
        """Days from the first to the last."""
        return (self.until - self.start).days


@dataclass(frozen=True)
class Dated:
    """A chosen measure with its days.

    Attributes:
        candidate: The measure.
        prepare: First day of its preparation.
        start: The day it begins.
        end: The day by which it is seen whether it was kept.
        after: Chosen measures that it rests on.
    """

    candidate: Candidate
    prepare: date
    start: date
    end: date
    after: tuple[str, ...]
