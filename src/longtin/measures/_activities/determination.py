"""Determination of compliance: what an obligation comes to for an activity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from longtin._data import Certainty
from longtin._moments import Moment
from longtin.measures._activities.activity import Activity
from longtin.measures._regimes.obligation import Binding, Deadline, Obligation, Proviso
from longtin.measures._regimes.parties import PartyStatus
from longtin.measures._regimes.regime import Regime

Outcome = Literal[
    "forbidden",
    "late",
    "missing",
    "partial",
    "disputed",
    "needs",
    "due",
    "not_taken_up",
    "taken_up",
    "done",
    "excused",
    "not_triggered",
    "not_bound",
]
"""What an obligation comes to, the gravest first."""

BREACHES: Final[frozenset[Outcome]] = frozenset({"forbidden", "late", "missing", "partial"})
"""What ends a check with findings; never said of a voluntary row."""


@dataclass(frozen=True)
class Determination:
    """What one obligation comes to for an activity.

    Attributes:
        regime: Where it stands.
        obligation: The duty.
        outcome: What it comes to.
        by: Who must act, by Correlates of War code.
        done_by: Those of several who have done it already, where others have not.
        to: Who must hear; empty where the text names no states.
        due: Last moment in time; nothing where the text gives no figure.
        sent: When it was done, if it was.
        late_by: Whole days by which that was late.
        needs: What must be stated to tell: `figure:tanks`, `parameter:close_proximity_km`, ….
        lacking: What a notice did not hold: contents by their key, states by their code.
        provisos: Exceptions that applied.
        nth: How many activities of a quota are used up, this one counted.
        views: Outcome in each account, where they differ.
        why: A word for the reason: `trigger`, `zone`, `row_dates`, `before`, `left`, ….
        certainty: How sure the rows and numbers are that decided it.
        trace: Every node with values, dates and sources.
    """

    regime: Regime
    obligation: Obligation
    outcome: Outcome
    by: tuple[int, ...] = ()
    done_by: tuple[int, ...] = ()
    to: tuple[int, ...] = ()
    due: Moment | None = None
    sent: Moment | None = None
    late_by: int = 0
    needs: tuple[str, ...] = ()
    lacking: tuple[str | int, ...] = ()
    provisos: tuple[Proviso, ...] = ()
    nth: int | None = None
    views: Mapping[str, Outcome] = field(default_factory=dict)
    why: str = ""
    certainty: Certainty = "verified"
    trace: Mapping[str, Any] = field(default_factory=dict)

    @property
    def binding(self) -> Binding:
        """How the obligation binds."""
        return self.regime.binding_of(self.obligation)

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that counts: that of an exception which applied, else the obligation's."""
        excepted = (each.deadline for each in self.provisos if each.deadline)
        return next(excepted, self.obligation.deadline)

    @property
    def is_breach(self) -> bool:
        """Whether it is broken, by the activity as stated."""
        return self.outcome in BREACHES


@dataclass(frozen=True)
class Inapplicability:
    """A regime that a state of the activity has to do with, and that does not bind it.

    Attributes:
        regime: Which.
        state: Whom, by Correlates of War code.
        status: Why not.
    """

    regime: Regime
    state: int
    status: PartyStatus


@dataclass(frozen=True)
class Aggregation:
    """Obligations of a regime that parts of one activity would trigger together.

    Attributes:
        determinations: The obligations, not triggered by the activity alone.
        parts: Names of the others that were added.
        figures: What they come to together.
    """

    determinations: tuple[Determination, ...]
    parts: tuple[str, ...]
    figures: Mapping[str, float]


@dataclass(frozen=True)
class ComplianceReport:
    """An activity held against every regime that binds its states.

    Attributes:
        activity: As written.
        today: The day it was asked about.
        determinations: One for each obligation its kind can trigger, the gravest first.
        unbound: Regimes that do not bind a state with a part in it, and why.
        aggregations: Where one activity may have been split.
    """

    activity: Activity
    today: Moment
    determinations: tuple[Determination, ...]
    unbound: tuple[Inapplicability, ...]
    aggregations: tuple[Aggregation, ...]

    @property
    def breaches(self) -> tuple[Determination, ...]:
        """Those that end a check with findings."""
        return tuple(each for each in self.determinations if each.is_breach)

    def determination(self, obligation: str) -> Determination:
        """What one obligation comes to.

        Raises:
            KeyError: It was not asked.
        """
        for each in self.determinations:
            if each.obligation.id == obligation:
                return each
        raise KeyError(obligation)
