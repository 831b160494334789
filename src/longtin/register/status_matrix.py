"""The matrix of a register as values: duties on four axes, alerts, differences of figures."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from longtin._moments import Moment
from longtin.measures import Obligation, Regime
from longtin.page import in_notebook
from longtin.register.returns import Return

Standing = Literal["sent", "late", "nil", "due", "undetermined"]
Timeliness = Literal["in_time", "late", "awaited", "overdue", "undetermined"]
Completeness = Literal["complete", "partial", "nothing_to_declare", "nothing_new", "untold"]
Consistency = Literal["consistent", "differs", "unobserved"]
Contest = Literal["none", "contested", "answered"]
AlertKind = Literal["due_soon", "overdue", "sequence_gap", "notified_observed"]


@dataclass(frozen=True)
class FigureDifference:
    """A figure as it was notified and as it was observed.

    Attributes:
        figure: Key of the vocabulary, in its unit.
        notified: By the party, amendments counted.
        observed: By the other.
        observer: Correlates of War code.
        source: The observation.
    """

    figure: str
    notified: float
    observed: float
    observer: int
    source: Return

    @property
    def difference(self) -> float:
        """Observed less notified."""
        return self.observed - self.notified


@dataclass(frozen=True)
class DutyStatus:
    """One duty of one party that fell due once, and what came.

    Attributes:
        party: Correlates of War code.
        obligation: The duty.
        standing: In one word: what stands in the matrix.
        due: By when; nothing where the text gives no figure or the hour is not known.
        is_fixed: Whether the text fixes the day rather than a period.
        activity: What brought it; empty for the calendar.
        only_if: On what it hangs, where nobody here knows: a trait of the vocabulary.
        timeliness: First axis.
        days_late: Whole days, where late or overdue.
        completeness: Second axis.
        lacking: What the text asks for and the paper is not said to hold.
        consistency: Third axis: words against what others observed.
        differences: Each figure that was notified and observed.
        contest: Fourth axis.
        original: The paper that does the duty, if any came.
        papers: All papers about it, in the order they came.
        cancelled: Symbol of the paper that cancelled it, if one did.
    """

    party: int
    obligation: Obligation
    standing: Standing
    due: Moment | None
    is_fixed: bool = True
    activity: str = ""
    only_if: str | None = None
    timeliness: Timeliness = "undetermined"
    days_late: int = 0
    completeness: Completeness = "untold"
    lacking: tuple[str, ...] = ()
    consistency: Consistency = "unobserved"
    differences: tuple[FigureDifference, ...] = ()
    contest: Contest = "none"
    original: Return | None = None
    papers: tuple[Return, ...] = ()
    cancelled: str = ""


@dataclass(frozen=True)
class StatusAlert:
    """Something to look at.

    Attributes:
        kind: What.
        party: Correlates of War code.
        duty: Which duty it is about; none for a gap in numbers.
        days: Until due, or since.
        numbers: Those missing from a sequence: first and last of each stretch.
        difference: A figure notified and observed otherwise.
    """

    kind: AlertKind
    party: int
    duty: DutyStatus | None = None
    days: int = 0
    numbers: tuple[tuple[int, int], ...] = ()
    difference: FigureDifference | None = None


@in_notebook(
    "longtin.register.status_page:status_document",
    lambda it: f"Who owes what of {it.regime.id} on {it.as_of}",
)
@dataclass(frozen=True)
class StatusMatrix:
    """Party by duty under a regime, as it was known on a day.

    Attributes:
        regime: Under which.
        as_of: On which day.
        since: First day on which a duty of the matrix fell due.
        until: Last day.
        duties: Each duty of each party, by due day.
        alerts: In order of kind.
        returns: Papers known on the day.
        later: Papers of the table that came after the day, not counted.
        outside: Papers about duties that fall due outside the matrix.
    """

    regime: Regime
    as_of: date
    since: date
    until: date
    duties: tuple[DutyStatus, ...]
    alerts: tuple[StatusAlert, ...]
    returns: tuple[Return, ...]
    later: int = 0
    outside: int = 0
