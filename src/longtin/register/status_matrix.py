"""The matrix of a register as values: duties on four axes, alerts, differences of figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from longtin._data import Bilingual
from longtin._dates import Period
from longtin._moments import Moment
from longtin.errors import LongtinError, Phrase
from longtin.measures import Obligation, Regime
from longtin.page import in_notebook
from longtin.register.notifications.contested import ContestedFinding
from longtin.register.returns import Return

Standing = Literal["sent", "late", "nil", "due", "sealed", "undetermined"]
Timeliness = Literal["in_time", "late", "awaited", "overdue", "undetermined"]
Completeness = Literal[
    "complete", "partial", "nothing_to_declare", "nothing_new", "sealed", "untold"
]
Consistency = Literal["consistent", "differs", "unobserved"]
Contest = Literal["none", "contested", "answered"]
AlertKind = Literal[
    "fork",
    "stale_head",
    "lost_witness",
    "overdue",
    "due_soon",
    "notified_observed",
    "near_threshold",
    "quota",
    "sequence_gap",
    "uncountersigned",
    "embargo_over",
]
"""What an alert says, the gravest first."""

ALERT_KINDS: Final[tuple[str, ...]] = get_args(AlertKind)


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
        findings: What others saw or found about it, each with the replies to it.
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
    findings: tuple[ContestedFinding, ...] = ()


@dataclass(frozen=True)
class ThresholdMargin:
    """A figure declared a little under what would have triggered a duty or a limit.

    Attributes:
        activity: Of which.
        figure: Key of the vocabulary.
        value: As declared.
        limit: Of the regime.
        obligations: Whose limit it is, by id.
        observed: What another observed, if anybody did.
        observer: Correlates of War code.
    """

    activity: str
    figure: str
    value: float
    limit: float
    obligations: tuple[str, ...]
    observed: float | None = None
    observer: int | None = None


@dataclass(frozen=True)
class QuotaUse:
    """How much of a quota is used.

    Attributes:
        row: Obligation or exception, by id.
        says: What it says.
        used: So many are entered.
        most: So many it allows.
        window: Counted over which days.
        activities: Their names, in the order of their days.
        asking: Whose quota with the party it is, by Correlates of War code; of all without.
        at_once: Whether activities count that are held at the same time: `window` is when.
        unended: Those of them that do not say how long they go on; counted on their first day.
    """

    row: str
    says: Bilingual
    used: int
    most: int
    window: Period
    activities: tuple[str, ...]
    asking: int | None = None
    at_once: bool = False
    unended: tuple[str, ...] = ()


@dataclass(frozen=True)
class LogFinding:
    """What is amiss with the log of a register.

    Attributes:
        told: In words, by its catalogue.
        check: The check that failed, one of `log.CHECKS`; empty where none did.
        witness: Whom it is about, by the name in the trust file; empty for the log itself.
        size: Entries of the head that is meant.
        time: In seconds since 1970, when that head was last cosigned; nothing where nobody did.
    """

    told: Phrase | LongtinError
    check: str = ""
    witness: str = ""
    size: int = 0
    time: int | None = None


@dataclass(frozen=True)
class StatusAlert:
    """Something to look at.

    Attributes:
        kind: What.
        party: Correlates of War code; nobody's where it is about the log.
        duty: Which duty it is about; none for what is about no duty alone.
        days: Until due, or since.
        numbers: Those missing from a sequence: first and last of each stretch.
        difference: A figure notified and observed otherwise.
        crossed: Limits between the two figures, each with the obligations whose it is.
        margin: A figure a little under a threshold.
        quota: A quota of which nothing is left.
        log: What is amiss with the log.
        paper: One that waits for its party's countersignature, or could be revealed.
    """

    kind: AlertKind
    party: int | None = None
    duty: DutyStatus | None = None
    days: int = 0
    numbers: tuple[tuple[int, int], ...] = ()
    difference: FigureDifference | None = None
    crossed: Mapping[float, tuple[str, ...]] = field(default_factory=dict)
    margin: ThresholdMargin | None = None
    quota: QuotaUse | None = None
    log: LogFinding | None = None
    paper: Return | None = None


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
        alerts: The gravest kind first.
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
