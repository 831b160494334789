"""What a brief says: frozen values, filled by `compose`, shown by the templates.

Templates do no arithmetic and look nothing up: every figure they print is a field here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from longtin import game
from longtin.brief._coming import Advice, Rules
from longtin.measures import School
from longtin.trust import Hindcast

Status = Literal["estimated", "too little", "not covered"]
"""The three answers: a figure, too little to give one, nothing known."""

Move = Literal["rose", "fell", "steady"]
"""What a change of belief amounts to."""

Cell = Literal["win-win", "fragile", "collapse"]
"""Where a pair stands in the 2×2 of belief: both trust, one doubts, both doubt."""


@dataclass(frozen=True)
class Party:
    """A state as the brief names it.

    Attributes:
        ccode: Correlates of War code.
        key: ISO 3166 alpha-3 on the brief's date, or the COW abbreviation.
        name: Short name in the brief's language.
    """

    ccode: int
    key: str
    name: str


@dataclass(frozen=True)
class Reading:
    """Trust on one date, or why there is none.

    Attributes:
        date: The last day whose acts are counted.
        status: `too little` where independent evidence is below the floor.
        trust: Probability in [0, 1]; `None` unless estimated.
        low: Lower end of the 90 % interval.
        high: Upper end of the 90 % interval.
    """

    date: date
    status: Status
    trust: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Line:
    """One reason belief moved: the acts of one kind in one step, or drift.

    Attributes:
        start: First day.
        end: Last day.
        what: A key for the words: a PLOVER type (`ASSAULT`), `DRIFT`, or `OTHER` for all acts too
            small to list.
        decibans: Weight of evidence, 10·log10 of the likelihood ratio; positive raises trust.
        reports: Coded reports in the record.
        who: "source → target" as the record names them, most frequent first, at most three.
        text: The commonest wording of the source's event type, e.g. "Use conventional military
            force".
        origins: Rows of the record, `dataset:row`, at most five.
    """

    start: date
    end: date
    what: str
    decibans: float
    reports: int
    who: tuple[str, ...]
    text: str
    origins: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """The stretch of at most eight weeks within the year that moved belief most.

    Attributes:
        decibans: What the acts of the stretch weighed together.
        lines: Its greatest lines, greatest first.
    """

    start: date
    end: date
    decibans: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Lasting:
    """What the acts of the whole record still weigh in belief today.

    Attributes:
        decibans: Belief now less what it would be had no act ever been seen.
        lines: The heaviest of today, greatest first, and all others as `OTHER`; `decibans` of each
            is what is left of its weight. They add up to `decibans`.
    """

    decibans: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Peer:
    """A state beside which the pair is seen.

    Attributes:
        party: The state that is trusted, or that trusts.
        now: Trust on the brief's date.
        before: Trust ten years before.
        is_pair: Whether this is the brief's own pair.
    """

    party: Party
    now: Reading
    before: Reading
    is_pair: bool


@dataclass(frozen=True)
class Compared:
    """The first direction beside others, highest trust first and unknown ones last.

    Attributes:
        before: The day ten years before the brief's.
        by_year: Whether figures of that day are by the annual model and others are not.
        ours: Trust of the first state in the second, and in its own other neighbours.
        theirs: Trust in the second state of the first, and of its other neighbours.
    """

    before: date
    by_year: bool
    ours: tuple[Peer, ...]
    theirs: tuple[Peer, ...]


@dataclass(frozen=True)
class Change:
    """Belief now against a year before.

    Attributes:
        decibans: Change in log-odds, ten times base ten.
        move: What it amounts to; `steady` where neither direction is at least likely.
        chance: Probability that belief really moved in that direction, in [0, 1].
        phrase: Key of the ICD 203 band for `chance` (`almost_certain`, `very_likely`, …).
        between: The highest and lowest readings within the year, in order of date, where trust
            swung clearly beyond both its ends; else empty.
        reports_before: Coded reports behind the reading of a year before that came within the
            twelve months up to it; `None` where they are not covered.
    """

    decibans: float
    move: Move
    chance: float
    phrase: str
    between: tuple[Reading, ...] = ()
    reports_before: int | None = None


@dataclass(frozen=True)
class SchoolReading:
    """Belief by one school's channels alone."""

    school: School
    reading: Reading


@dataclass(frozen=True)
class DomainReading:
    """What acts of one domain (PLOVER context) weighed over the year."""

    domain: str
    decibans: float
    reports: int


@dataclass(frozen=True)
class Opinion:
    """Acts by a society, not its state, towards the other: an indicator, not evidence.

    Attributes:
        reports: Coded reports in the year.
        hostile: How many of them were verbal or material conflict.
        reports_before: The same a year earlier; `None` where not covered.
        hostile_before: Likewise.
    """

    reports: int
    hostile: int
    reports_before: int | None
    hostile_before: int | None


@dataclass(frozen=True)
class Direction:
    """One state's trust in the other.

    Attributes:
        effective_acts: Independent acts behind the belief, each discounted by the turnovers since.
        floor: Below this many the answer is `too little`.
        reason: Key of the reason when the status is not `estimated`, else empty
            (`no_acts`, `thin`, `not_a_state`, `before_record`, `after_record`).
        moved: Lines that sum, with drift and `OTHER`, to `change.decibans`; greatest first.
        lasting: What acts still weigh today; `None` without a figure.
        hindcast: How belief a year before did; `None` where it had no figure or nothing followed.
        path: Trust through time, for the chart, from its first covered step to the brief's date.
        marks: The acts worth marking on the chart, at most five, in date order.
    """

    truster: Party
    trustee: Party
    now: Reading
    year_before: Reading
    effective_acts: float
    floor: float
    reason: str
    change: Change | None
    turn: Turn | None
    moved: tuple[Line, ...]
    lasting: Lasting | None
    hindcast: Hindcast | None
    schools: tuple[SchoolReading, ...]
    domains: tuple[DomainReading, ...]
    opinion: Opinion | None
    path: tuple[Reading, ...]
    marks: tuple[Line, ...]


@dataclass(frozen=True)
class Need:
    """What an act of cooperation takes of one side.

    Attributes:
        stake: Of the act, in (0, 1].
        threshold: The least trust at which it is worth it; `None` where no trust is enough.
        chance: That trust is at least that, from the draws behind its interval; `None` without.
    """

    stake: float
    threshold: float | None
    chance: float | None


@dataclass(frozen=True)
class Side:
    """Whether one state's trust in the other is enough.

    Attributes:
        payoffs: What acts of cooperation are assumed to be worth to it.
        supported: The largest stake that its trust supports, in [0, 1]; `None` without a figure.
        supported_low: The same at the lower end of the 90 % interval.
        supported_high: At the upper end.
        need: At the standing's own stake.
        needs: At several stakes, smallest first.
        conditions: What would have to be true for it to stay in at the standing's own stake, one
            unknown at a time; empty without a figure.
    """

    truster: Party
    trustee: Party
    now: Reading
    payoffs: game.Payoffs
    supported: float | None
    supported_low: float | None
    supported_high: float | None
    need: Need
    needs: tuple[Need, ...]
    conditions: tuple[game.SwitchingValue, ...]


@dataclass(frozen=True)
class Standing:
    """Where a pair stands in the 2×2: whether each side's trust is enough for an act.

    Attributes:
        as_of: Nothing later than this day has been read.
        stake: Of the act.
        cell: `None` if either side is unknown.
        chances: How likely each field is, from the draws behind both intervals; empty without.
        steps: Readings of both sides at the end of each year, and last of all now; empty unless
            both are known now.
        reason: Why this stake, if nobody asked for another; else empty.
    """

    as_of: date
    stake: float
    cell: game.Cell | None
    chances: dict[game.Cell, float]
    sides: tuple[Side, Side]
    steps: tuple[tuple[Reading, Reading], ...]
    reason: str
    method_version: str
    record_version: str


@dataclass(frozen=True)
class Cover:
    """What one source covers for this pair.

    Attributes:
        dataset: Its id.
        title: Its name and version.
        start: First day it covers for the pair; `None` where it never does.
        end: Last day it covers.
        rows: Acts or ties of the pair it gives up to the brief's date.
        on_date: Whether it covers the pair on the brief's date.
    """

    dataset: str
    title: str
    start: date | None
    end: date | None
    rows: int
    on_date: bool


@dataclass(frozen=True)
class Score:
    """How well the model forecast where it was tried, beside a named rival on the same cases.

    Attributes:
        model: `annual` or `events`.
        target: Key of what was forecast.
        measure: `auc`, `average_precision`, `brier` or `log_loss`.
        value: The model's.
        rival: Key of the best rival.
        rival_value: The rival's.
        cases: Number of cases scored.
        cut_off: Last date the parameters saw.
    """

    model: str
    target: str
    measure: str
    value: float
    rival: str
    rival_value: float
    cases: int
    cut_off: date


@dataclass(frozen=True)
class Brief:
    """Everything a brief says.

    Attributes:
        as_of: Nothing later than this day has been read.
        cell: Where the pair stands in the 2×2 of belief; `None` if either is unknown.
        compared: The pair beside its neighbours and ten years before; `None` if nothing is known.
        advice: What to do next; `None` without a figure for both.
        rules: What binds both; `None` if no regime on file does.
        doubter: Whose trust is not enough when the cell is `fragile`.
        standing: What the 2×2 is drawn at: the stake, what it takes of both, and how sure it is.
        method_version: Of the parameters and code behind the numbers.
        record_version: Of the record.
        citations: Full references of every source used, in alphabetical order.
    """

    language: str
    as_of: date
    here: Party
    there: Party
    cell: Cell | None
    cell_year_before: Cell | None
    doubter: Party | None
    standing: Standing
    directions: tuple[Direction, Direction]
    compared: Compared | None
    advice: Advice | None
    rules: Rules | None
    coverage: tuple[Cover, ...]
    scores: tuple[Score, ...]
    citations: tuple[str, ...]
    method_version: str
    record_version: str
