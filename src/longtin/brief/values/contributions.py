"""Contributions to belief (weights of evidence): acts of one kind in one step joined to one."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from longtin import trust

LISTED, TURN_LINES, MARKS, LASTING = 4, 4, 5, 3

AROUND = ("OTHER_", "OWN_", "MONTHLY_", "THIRD_PARTIES", "MIRROR")
"""How kinds of line begin that are no dated act of the trustee towards the truster."""

LONGEST_TURN = 8
"""Weeks in the longest stretch that counts as one turn."""

MARK_WEEKS = 4
"""Weeks in a stretch that is marked on the chart."""

NEAR_DAYS = 3
"""Days within which another report of the same kind, either way, corroborates one."""

LEAST_SHOWN = 0.05
"""Points below which a share is shown as nothing, and stands with the others."""

LEAST_REPORTS = 3
"""Coded reports of an act below which its stretch is not marked: one or two may be one story that
was miscoded."""

APART = 182
"""Days between two marks on the chart, at least."""


@dataclass(frozen=True)
class Contribution:
    """One reason belief moved: the acts of one kind in one step, or drift.

    Attributes:
        start: First day.
        end: Last day.
        what: A key for the words: a PLOVER type (`ASSAULT`), `DRIFT`, or `OTHER` for all acts too
            small to list.
        points: Share in the change of trust, in hundredths of its scale; positive raises trust.
        decibans: Weight of evidence, 10·log10 of the likelihood ratio.
        reports: Coded reports in the record.
        who: "source → target" as the record names them, most frequent first, at most three.
        text: The commonest wording of the source's event type, e.g. "Use conventional military
            force".
        origins: Rows of the record, `dataset:row`, at most five.
        lone: Whether it rests on single reports only, near which none of the kind is recorded,
            neither of the trustee nor of the truster.
    """

    start: date
    end: date
    what: str
    points: float
    decibans: float
    reports: int
    who: tuple[str, ...]
    text: str
    origins: tuple[str, ...]
    lone: bool = False


@dataclass(frozen=True)
class TurningPoint:
    """The stretch of at most eight weeks within the year that moved belief most.

    Attributes:
        points: By how much the acts of the stretch moved trust together, in hundredths.
        decibans: What they weighed together.
        lines: Its greatest lines on the side of `points`, those of more than one report first.
    """

    start: date
    end: date
    points: float
    decibans: float
    lines: tuple[Contribution, ...]


@dataclass(frozen=True)
class LastingWeight:
    """What the acts of the whole record still weigh in belief today.

    Attributes:
        points: Trust now less what it would be had no act ever been seen, in hundredths.
        decibans: The same of its log-odds.
        lines: The heaviest of today, greatest first, and all others as `OTHER`; `points` and
            `decibans` of each are what is left of it. They add up to those above.
    """

    points: float
    decibans: float
    lines: tuple[Contribution, ...]


@dataclass(frozen=True)
class DomainReading:
    """What acts of one domain (PLOVER context) weighed over the year, in points and decibans."""

    domain: str
    points: float
    decibans: float
    reports: int


def of_last_year(estimate: trust.Estimate, column: int, before: date) -> pl.DataFrame:
    """Lines of the last year, those of one kind in one step joined to one line."""
    lines = _lines(estimate, column, estimate.step(before) + 1)
    return _joined(lines, "1y" if estimate.by == "year" else "1w")


def by_quarter(lines: pl.DataFrame, by: str) -> pl.DataFrame:
    """The same, those of one kind in one quarter joined: what a crisis weighed stands together.

    What is no act of the trustee towards the truster stands together for the whole year.
    """
    if by == "year" or lines.is_empty():
        return lines
    beside = pl.col("what").is_in(["THIRD_PARTIES", "MIRROR"])
    quarter = pl.col("end").dt.truncate("1q")
    whole = lines.with_columns(step=pl.when(beside).then(lines["end"].min()).otherwise(quarter))
    return whole.group_by("step", "what", maintain_order=True).agg(
        pl.col("start").min(), pl.col("end").max(), pl.col("points", "decibans", "reports").sum(),
        pl.col("lone").all(),
        pl.col("who").explode().drop_nulls().unique(maintain_order=True).head(3),
        pl.col("text").sort_by("reports", descending=True).first(),
        pl.col("origin").explode().drop_nulls().head(5),
    )  # fmt: skip


def _joined(lines: pl.DataFrame, stretch: str) -> pl.DataFrame:
    """Lines of one kind in one stretch of time joined to one."""
    step = pl.col("end").dt.truncate(stretch)
    what = pl.when(pl.col("what").str.starts_with("YEARLY_")).then(pl.lit("YEARLY_COUNTS"))
    return (
        lines.with_columns(step=step, what=what.otherwise(gathered()))
        .group_by("step", "what", maintain_order=True)
        .agg(
            pl.col("start").min(),
            pl.col("end").max(),
            pl.col("points", "decibans").sum(),
            pl.col("reports").sum(),
            pl.col("lone").all(),
            pl.col("who").drop_nulls().value_counts(sort=True).struct.field("who").head(3),
            pl.col("text").drop_nulls().value_counts(sort=True).struct.field("text").first(),
            pl.col("domain"),
            pl.col("points").alias("points_each"),
            pl.col("decibans").alias("each"),
            pl.col("reports").alias("reports_each"),
            pl.col("origin").drop_nulls().head(5),
        )
    )


def lasting(estimate: trust.Estimate, column: int) -> LastingWeight | None:
    """The acts of the whole record that weigh most in belief today."""
    acts = trust.lasting(
        estimate.record, estimate.model, estimate.beliefs, estimate.held, column
    ).with_columns(pl.col("today").alias("decibans"), pl.col("points_today").alias("points"))
    acts = acts.with_columns(lone=_lone(acts))
    if acts.is_empty():
        return None
    joined = _joined(acts, "1y" if estimate.by == "year" else "1q")
    top = _greatest(joined, LASTING)
    rest = joined.join(top, on=["step", "what"], how="anti")
    lines = [_line(row) for row in top.with_columns(pl.col("origin").list.head(3)).to_dicts()]
    others = [] if rest.is_empty() else [_together(rest, "OTHER")]
    points, decibans = (float(joined[unit].sum()) for unit in ("points", "decibans"))
    return LastingWeight(points, decibans, (*lines, *others))


def _lines(
    estimate: trust.Estimate, column: int, first: int, *, others: bool = True
) -> pl.DataFrame:
    last = len(estimate.beliefs.ends) - 1
    lines = trust.explain(
        estimate.record, estimate.model, estimate.beliefs, estimate.held, column, first, last,
        others=others,
    ).lines  # fmt: skip
    return lines.with_columns(lone=_lone(lines))


def _lone(lines: pl.DataFrame) -> pl.Series:
    """Which lines are one report near which none of its kind is recorded, either way."""
    kind = pl.col("what").str.replace("^OWN_", "")
    dated = lines.select(
        "start", "reports", kind=kind, own=pl.col("origin").is_not_null()
        & (pl.col("start") == pl.col("end")) & ~pl.col("what").str.starts_with("OTHER_"),
    ).with_row_index("place")  # fmt: skip
    of_days = dated.filter("own").sort("start")
    if of_days.is_empty():
        return pl.Series([False] * lines.height)
    near = of_days.group_by("kind", "start").agg(pl.col("reports").sum()).sort("start")
    around = (
        near.rolling("start", period=f"{2 * NEAR_DAYS + 1}d", offset=f"-{NEAR_DAYS + 1}d",
                     group_by="kind")
        .agg(pl.col("reports").sum().alias("around"))
    )  # fmt: skip
    told = of_days.join(around, on=["kind", "start"], how="left")
    lone = told.filter(pl.col("around") <= 1)["place"].to_list()
    return pl.Series(lines.height * [False]).scatter(lone, True)


def _line(row: dict[str, object]) -> Contribution:
    return Contribution(
        start=day_of(row["start"]),
        end=day_of(row["end"]),
        what=str(row["what"]),
        points=float(str(row["points"])),
        decibans=float(str(row["decibans"])),
        reports=int(str(row["reports"])),
        who=_texts(row["who"]),
        text=str(row["text"] or ""),
        origins=_texts(row["origin"]),
        lone=bool(row.get("lone")),
    )


def day_of(value: object) -> date:
    """A day out of a cell whose type a frame does not tell."""
    return value if isinstance(value, date) else date.min


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, list) else ()


def gathered() -> pl.Expr:
    """Kinds of line, those that are no act of the trustee towards the truster as one each."""
    what = pl.col("what")
    return (
        pl.when(what.str.starts_with("OTHER_"))
        .then(pl.lit("THIRD_PARTIES"))
        .when(what.str.starts_with("OWN_"))
        .then(pl.lit("MIRROR"))
        .otherwise(what)
    )


def of_trustee() -> pl.Expr:
    """Lines of dated acts of the trustee towards the truster, and of nobody else."""
    what = pl.col("what")
    return ~pl.any_horizontal(what.str.starts_with(each) for each in AROUND)


def _acts(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.filter(pl.col("what") != "DRIFT")


def _greatest(lines: pl.DataFrame, count: int) -> pl.DataFrame:
    """The greatest lines that are shown as more than nothing, a single report never the first."""
    shown = lines.filter(pl.col("points").abs() >= LEAST_SHOWN)
    top = shown.sort(pl.col("points").abs(), descending=True, maintain_order=True).head(count)
    return top.sort("lone", maintain_order=True) if "lone" in top.columns else top


def greatest_and_rest(lines: pl.DataFrame) -> tuple[Contribution, ...]:
    """The greatest lines, all smaller ones as one, and drift: together the whole change."""
    acts = _acts(lines)
    top = _greatest(acts, LISTED)
    rest = acts.join(top, on=["step", "what"], how="anti")
    drift = lines.filter(pl.col("what") == "DRIFT")
    gathered = [
        _together(part, what)
        for part, what in ((rest, "OTHER"), (drift, "DRIFT"))
        if not part.is_empty() and abs(float(part["points"].sum())) >= LEAST_SHOWN
    ]
    return (*(_line(row) for row in top.iter_rows(named=True)), *gathered)


def _together(lines: pl.DataFrame, what: str) -> Contribution:
    return Contribution(
        start=day_of(lines["start"].min()),
        end=day_of(lines["end"].max()),
        what=what,
        points=float(lines["points"].sum()),
        decibans=float(lines["decibans"].sum()),
        reports=int(lines.filter(of_trustee())["reports"].sum()),
        who=(),
        text="",
        origins=(),
    )


def turn(lines: pl.DataFrame, by: str, sign: int = 0) -> TurningPoint | None:
    """The stretch of weeks whose acts weighed most.

    Args:
        lines: Of the year.
        by: The step of the estimate; there is no stretch within a year.
        sign: 1 for the stretch that raised trust most, -1 for the one that lowered it most, 0 for
            the one that moved it most, one way or the other.
    """
    acts = _acts(lines)
    weeks = acts.group_by("step", maintain_order=True).agg(pl.col("points").sum()).sort("step")
    if by == "year" or weeks.is_empty():
        return None
    days, sums = weeks["step"].to_list(), weeks["points"].to_list()
    stretches = [
        (_towards(sum(sums[first : last + 1]), sign), -(last - first), first, last)
        for first in range(len(days))
        for last in range(first, len(days))
        if (days[last] - days[first]).days < 7 * LONGEST_TURN
    ]
    most, _, first, last = max(stretches)
    if sign and most <= 0:
        return None
    within = acts.filter(pl.col("step").is_between(days[first], days[last]))
    net = float(within["points"].sum())
    same = within.filter(pl.col("points") * net > 0)
    return TurningPoint(
        start=day_of(within["start"].min()),
        end=day_of(within["end"].max()),
        points=net,
        decibans=float(within["decibans"].sum()),
        lines=tuple(_line(row) for row in _greatest(same, TURN_LINES).iter_rows(named=True)),
    )


def _towards(points: float, sign: int) -> float:
    """How far points go the way that is asked for."""
    return sign * points if sign else abs(points)


def by_domain(lines: pl.DataFrame) -> tuple[DomainReading, ...]:
    """What the acts of each domain weighed, the heaviest first."""
    each = (
        _acts(lines).filter(of_trustee()).explode("domain", "points_each", "each", "reports_each")
    )
    by = (
        each.with_columns(pl.col("domain").fill_null("none"))
        .group_by("domain")
        .agg(pl.col("points_each", "each", "reports_each").sum())
        .filter(pl.col("reports_each") > 0, pl.col("points_each").abs() >= LEAST_SHOWN)
        .sort(pl.col("points_each").abs(), descending=True)
    )
    return tuple(DomainReading(*row) for row in by.iter_rows())


def marks(estimate: trust.Estimate, column: int) -> tuple[Contribution, ...]:
    """The heaviest stretches of the whole path, at least half a year apart, in order of date.

    A stretch is chosen by what all its acts weigh together, one way or the other, and shown by the
    kind of act that weighed most in it, of which there are at least three reports.
    """
    lines = _lines(estimate, column, 0, others=False)
    named = ~pl.col("what").is_in(["DRIFT", "NO_DISPUTE"])
    acts = lines.filter(of_trustee(), named, ~pl.col("lone"))
    if estimate.by == "year":
        acts = acts.filter(pl.col("what").str.starts_with("DISPUTE"))
    acts = acts.with_columns(step=pl.col("end").dt.truncate("1w")).sort("step")
    sums = acts.group_by("step", maintain_order=True).agg(pl.col("points").sum())
    stretches = sums.rolling("step", period=f"{MARK_WEEKS}w").agg(pl.col("points").sum())
    heaviest = stretches.sort(pl.col("points").abs(), "step", descending=[True, False])
    chosen: list[Contribution] = []
    for last in heaviest["step"]:
        line = _heaviest_kind(acts, last)
        told = estimate.by == "year" or not 0 < line.reports < LEAST_REPORTS
        if told and all(abs((line.end - other.end).days) > APART for other in chosen):
            chosen.append(line)
        if len(chosen) == MARKS:
            break
    return tuple(sorted(chosen, key=lambda line: line.end))


def _heaviest_kind(acts: pl.DataFrame, last: date) -> Contribution:
    """The kind of act that weighed most in the stretch of weeks up to one."""
    within = acts.filter(pl.col("step").is_between(last - timedelta(weeks=MARK_WEEKS - 1), last))
    kinds = within.group_by("what").agg(
        pl.col("start").min(), pl.col("end").max(), pl.col("points", "decibans").sum(),
        pl.col("reports").sum(), pl.col("who").drop_nulls().head(3), pl.col("text").first(),
        pl.col("origin").head(5),
    )  # fmt: skip
    by_weight = kinds.sort(pl.col("points").abs(), "what", descending=[True, False])
    return _line(by_weight.row(0, named=True))
