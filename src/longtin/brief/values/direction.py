"""Direction of trust: all that is counted of one state’s trust in the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from longtin import acts, trust
from longtin._dates import year_before
from longtin.brief.values import contributions
from longtin.brief.values.contributions import (
    Contribution,
    DomainReading,
    LastingWeight,
    TurningPoint,
)
from longtin.brief.values.reading import Reading, StateName, readings, readings_on
from longtin.brief.values.trust_change import TrustChange, change
from longtin.measures import School
from longtin.trust import Hindcast

SIGNS = {"rose": 1, "fell": -1, "steady": 0}
"""The side on which acts stand that made a change."""

CRISIS_YEARS = 10  # over which crises are named where no change over the year is known

SCHOOLS: tuple[School, ...] = ("interest", "norm", "affinity")


@dataclass(frozen=True)
class SchoolReading:
    """Belief by one school's channels alone."""

    school: School
    reading: Reading


@dataclass(frozen=True)
class PublicMood:
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
class StruckRows:
    """Rows of the record that were struck, and what trust is with them.

    Attributes:
        rows: `dataset:row`.
        with_them: Trust on the same day by the whole record.
    """

    rows: tuple[str, ...]
    with_them: Reading


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
        crises: Listed crises of the two in the twelve months up to the brief's date; in the ten
            years where no change over the twelve months is known.
        struck: What the figure was before rows of the record were struck; `None` if none were.
    """

    truster: StateName
    trustee: StateName
    now: Reading
    year_before: Reading
    effective_acts: float
    floor: float
    reason: str
    change: TrustChange | None
    turn: TurningPoint | None
    moved: tuple[Contribution, ...]
    lasting: LastingWeight | None
    hindcast: Hindcast | None
    schools: tuple[SchoolReading, ...]
    domains: tuple[DomainReading, ...]
    opinion: PublicMood | None
    path: tuple[Reading, ...]
    marks: tuple[Contribution, ...]
    crises: tuple[acts.Crisis, ...] = ()
    struck: StruckRows | None = None


def directions(
    estimate: trust.Estimate,
    alone: Sequence[trust.Estimate],
    parties: dict[int, StateName],
    day: date,
    *,
    annex: bool = True,
    charts: bool = True,
) -> tuple[Direction, Direction]:
    """Both directions of a pair.

    Args:
        estimate: Of both.
        alone: The same by the evidence of each of `SCHOOLS` alone.
        parties: The two states, by code.
        day: The last that is read.
        annex: Whether what only the annex shows is counted too.
        charts: Whether acts are marked in both directions; else in the first alone.
    """
    first, second = (
        _direction(estimate, pair, parties, day, annex=annex, marked=charts or place == 0)
        for place, pair in enumerate(estimate.beliefs.pairs)
    )
    if not annex:
        return first, second
    schools = _schools(alone, day)
    known = _hindcasts(estimate, year_before(day))
    first, second = (
        replace(
            way,
            hindcast=each,
            schools=schools[pair] if way.now.status == "estimated" else (),
        )
        for way, pair, each in zip((first, second), estimate.beliefs.pairs, known, strict=True)
    )
    return first, second


def _direction(
    estimate: trust.Estimate,
    pair: trust.Pair,
    parties: dict[int, StateName],
    day: date,
    *,
    annex: bool,
    marked: bool,
) -> Direction:
    column = estimate.column(*pair)
    before = year_before(day)
    path = readings(estimate, column)
    now, then = path[-1], _reading_on(estimate, column, path, before)
    ends = (now.status, then.status)
    known = ends == ("estimated", "estimated") and then.date in estimate.beliefs.ends
    lines = contributions.of_last_year(estimate, column, before) if known else None
    moved = None if lines is None else change(estimate, column, path, then.date)
    if moved is not None and lines is not None and estimate.by == "week":
        reports = int(lines.filter(contributions.of_trustee())["reports"].sum())
        moved = replace(moved, reports=reports)
    return Direction(
        truster=parties[pair[0]],
        trustee=parties[pair[1]],
        now=now,
        year_before=then,
        effective_acts=float(estimate.beliefs.effective[-1, column]),
        floor=estimate.model.events.floor,
        reason=_reason(estimate, column, now),
        change=moved,
        turn=None
        if lines is None or moved is None
        else contributions.turn(lines, estimate.by, SIGNS[moved.move]),
        moved=()
        if lines is None
        else contributions.greatest_and_rest(contributions.by_quarter(lines, estimate.by)),
        lasting=contributions.lasting(estimate, column)
        if annex and now.trust is not None
        else None,
        hindcast=None,
        schools=(),
        domains=contributions.by_domain(lines) if annex and lines is not None else (),
        opinion=_opinion(estimate, pair, before, day) if annex else None,
        path=path,
        marks=contributions.marks(estimate, column) if marked and now.trust is not None else (),
        crises=acts.crises(*pair, _crises_since(before, day, known=moved is not None), day),
        struck=_struck(estimate, pair),
    )


def _crises_since(before: date, day: date, *, known: bool) -> date:
    """The day after the twelve months began, or ten years back where no change is known."""
    return before + timedelta(days=1) if known else year_before(day, CRISIS_YEARS)


def _struck(estimate: trust.Estimate, pair: trust.Pair) -> StruckRows | None:
    """What trust is by the whole record, where rows were struck from it."""
    rows = estimate.record.struck
    if not rows:
        return None
    return StruckRows(
        rows, readings_on(trust.with_struck_rows(estimate), estimate.beliefs.ends[-1])[pair]
    )


def _hindcasts(estimate: trust.Estimate, before: date) -> tuple[trust.Hindcast | None, ...]:
    """How belief a year before forecast the year; nothing where the estimate begins later."""
    if not estimate.beliefs.ends[0] <= before < estimate.beliefs.ends[-1]:
        return (None,) * len(estimate.beliefs.pairs)
    return trust.hindcast(
        estimate.record, estimate.model, estimate.beliefs, estimate.held, estimate.step(before)
    )


def _reading_on(
    estimate: trust.Estimate, column: int, path: tuple[Reading, ...], day: date
) -> Reading:
    """The reading of the step that held on a day; by year before the weeks begin."""
    earlier = [reading for reading in path if reading.date <= day]
    if earlier and estimate.beliefs.ends[0] <= day:
        return earlier[-1]
    if estimate.by == "week" and day < estimate.beliefs.ends[0]:
        pair = estimate.beliefs.pairs[column]
        yearly = trust.estimate_pairs(
            estimate.record, [pair], by="year", until=date(day.year - 1, 12, 31),
            model=estimate.model,
        )  # fmt: skip
        return readings(yearly, 0)[-1]
    return Reading(day, "not covered", None, None, None)


def _schools(
    estimates: Sequence[trust.Estimate], day: date
) -> dict[trust.Pair, tuple[SchoolReading, ...]]:
    """Belief of each pair by the evidence of each school alone."""
    found: dict[trust.Pair, list[SchoolReading]] = {}
    for school, alone in zip(SCHOOLS, estimates, strict=True):
        belief = trust.probability(alone.beliefs.path.after[-1])
        low, high = (end[-1] for end in alone.interval())
        for column, pair in enumerate(alone.beliefs.pairs):
            figures = (float(belief[column]), float(low[column]), float(high[column]))
            reading = SchoolReading(school, Reading(day, "estimated", *figures))
            found.setdefault(pair, []).append(reading)
    return {pair: tuple(readings) for pair, readings in found.items()}


def _opinion(
    estimate: trust.Estimate, pair: trust.Pair, before: date, day: date
) -> PublicMood | None:
    """Acts of the truster's society towards the trustee, this year and the year before."""
    if estimate.by == "year":
        return None
    now = _society(estimate, pair, before, day)
    if not now[0]:
        return None
    earlier = year_before(before)
    known = earlier >= estimate.beliefs.ends[0]
    then = _society(estimate, pair, earlier, before) if known else (None, None)
    return PublicMood(now[0], now[1], *then)


def _society(
    estimate: trust.Estimate, pair: trust.Pair, after: date, until: date
) -> tuple[int, int]:
    acts = estimate.record.acts(pair[0], pair[1], start=after, end=until, spheres=("society", None))
    acts = acts.filter(pl.col("kind").is_not_null(), pl.col("start") > after)
    hostile = acts.filter(pl.col("quad") >= 3)
    return int(acts["count"].sum()), int(hostile["count"].sum())


def _reason(estimate: trust.Estimate, column: int, now: Reading) -> str:
    if now.status in ("estimated", "not observed"):
        return ""
    if now.status == "not covered":
        return "not_a_state"
    return "thin" if estimate.beliefs.effective[-1, column] >= 0.05 else "no_acts"
