"""Monthly counts of conflict beside the yearly counts of cooperation, where dated acts are thin.

Dated acts of 2005 to 2015 leave the plain names of some states out. The complete counts do not:
conflict is counted by month, cooperation by year. A month's reading is its conflict, by class, and
a twelfth of the cooperation of the year before, which is known by then; the count of the same year
is known only when the year is over. It is heard in the week in which the month ends. Of states that
only one of the two counts covers nothing is heard.

N reports of a month count together as N**ECHO, as a year's do. The dated acts are among those
counted, so a reading counts only for what they fail to hold: with d dated acts of the pair so far,
and e as many as a sample of its density would have held of all that was counted, for 1 − d/e.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from longtin.acts import MONTHLY_COUNTS, Record
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust.evidence import observation
from longtin.trust.evidence.context import WeeklyConduct
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.yearly_reports import CLASSES, YEARLY_COUNTS

ECHO = 0.2
"""Exponent of the reports of a month."""

CONFLICT: Final = 3
"""Class from which on acts are conflict."""

MONTHS = 12


@dataclass(frozen=True)
class Months:
    """What was counted of pairs, month by month.

    Attributes:
        starts: First day of each month.
        ends: Last day of each month.
        counted: Reports by class (class, month, pair).
        covered: Whether both counts speak of the pair (month, pair).
    """

    starts: tuple[date, ...]
    ends: tuple[date, ...]
    counted: Floats
    covered: Bools


def monthly_counts(record: Record, held: Weeks, *, everywhere: bool = False) -> WeeklyConduct:
    """What the counts say in the weeks in which their months end.

    Args:
        record: What the weeks were read from.
        held: Pairs by weeks.
        everywhere: Also where dated acts are not thin, for fitting.
    """
    months = read_months(record, held.pairs, held.ends[0], held.ends[-1])
    counted = np.zeros((len(months.counted), *held.mass.shape))
    if months.ends:
        step = np.searchsorted(np.array(held.ends), np.array(months.ends, dtype="datetime64[D]"))
        mass = months.counted.sum(axis=0)
        count = np.where(mass > 0, np.maximum(mass, 1.0) ** (ECHO - 1.0), 0.0) * months.covered
        if not everywhere:
            count *= not_held(record, held, months)
        counted[:, step] = months.counted * count
    return WeeklyConduct(counted * held.dated, ())


def read_months(record: Record, pairs: Sequence[Pair], first: date, last: date) -> Months:
    """Months that begin and end in a span of days, as far as they are counted."""
    spans = record.datasets().filter(pl.col("dataset").is_in([MONTHLY_COUNTS, YEARLY_COUNTS]))
    known = {name: (start, end) for name, start, end in spans["dataset", "start", "end"].rows()}
    none = Months((), (), np.zeros((len(CLASSES), 0, len(pairs))), np.zeros((0, len(pairs)), bool))
    if len(known) < len((MONTHLY_COUNTS, YEARLY_COUNTS)):
        return none
    begin = max(first, known[MONTHLY_COUNTS][0], date(known[YEARLY_COUNTS][0].year + 1, 1, 1))
    end = min(last, known[MONTHLY_COUNTS][1])
    if begin > end:
        return none
    starts = pl.date_range(begin, end, "1mo", eager=True).dt.month_start()
    starts = starts.filter((starts >= begin) & (starts.dt.month_end() <= end))
    if starts.is_empty():
        return none
    ends = starts.dt.month_end()
    counted = _laid(record, pairs, starts)
    days = tuple(ends.to_list())
    covered = observation.alive(days, tuple(pairs))
    for name in (MONTHLY_COUNTS, YEARLY_COUNTS):
        covered &= observation.observed(record, days, tuple(pairs), [name])
    return Months(tuple(starts.to_list()), days, counted, covered)


def _laid(record: Record, pairs: Sequence[Pair], starts: pl.Series) -> Floats:
    """Reports by class, month and pair; of cooperation a twelfth of the year before."""
    sources, targets = sorted({pair[1] for pair in pairs}), sorted({pair[0] for pair in pairs})
    columns = pl.DataFrame(
        [(truster, trustee, column) for column, (truster, trustee) in enumerate(pairs)],
        schema={"target": pl.Int16, "source": pl.Int16, "column": pl.Int64},
        orient="row",
    )
    first = date(starts[0].year - 1, 1, 1)
    acts = record.acts(
        sources, targets, start=first, end=starts.dt.month_end()[-1],
        datasets=[MONTHLY_COUNTS, YEARLY_COUNTS],
        columns=("start", "dataset", "source", "target", "quad", "count"),
    ).join(columns, on=["source", "target"])  # fmt: skip
    laid = np.zeros((len(CLASSES), len(starts), len(pairs)))
    begin = starts[0].year * MONTHS + starts[0].month
    by_month = acts.filter((pl.col("dataset") == MONTHLY_COUNTS) & (pl.col("start") >= starts[0]))
    month = (by_month["start"].dt.year() * MONTHS + by_month["start"].dt.month()) - begin
    cell = by_month["quad"].to_numpy() - 1, month.to_numpy(), by_month["column"].to_numpy()
    np.add.at(laid, cell, by_month["count"].to_numpy())
    laid[CONFLICT - 1 :] *= _not_doubled(acts, starts, len(pairs))
    by_year = acts.filter((pl.col("dataset") == YEARLY_COUNTS) & (pl.col("quad") < CONFLICT))
    years = starts.dt.year().to_numpy()
    for year, rows in by_year.group_by(pl.col("start").dt.year()):
        those = np.flatnonzero(years == int(str(year[0])) + 1)
        cells = rows["quad"].to_numpy() - 1, rows["column"].to_numpy()
        laid[cells[0][:, None], those, cells[1][:, None]] = (
            rows["count"].to_numpy()[:, None] / MONTHS
        )
    return laid


def _not_doubled(acts: pl.DataFrame, starts: pl.Series, pairs: int) -> Floats:
    """What the conflict of each month counts for, (month, pair).

    A few pairs stand in the monthly counts twice: they count for as much as the year before had in
    the yearly counts.
    """
    years = starts.dt.year().to_numpy()
    factor = np.ones((len(years), pairs))
    conflict = acts.filter(pl.col("quad") >= CONFLICT)
    sums = conflict.group_by("column", pl.col("start").dt.year().alias("year")).agg(
        *(
            pl.col("count").filter(pl.col("dataset") == name).sum().alias(name)
            for name in (MONTHLY_COUNTS, YEARLY_COUNTS)
        )
    )
    twice = sums.filter(pl.col(MONTHLY_COUNTS) > pl.col(YEARLY_COUNTS))
    for column, year, monthly, yearly in twice.rows():
        factor[years == year + 1, column] = yearly / monthly
    return factor


def not_held(record: Record, held: Weeks, months: Months) -> Floats:
    """Part of all counted so far that dated acts fail to hold, in [0, 1]. Shape (month, pair)."""
    density = record.density.select("start", "sampling")
    sampling = pl.DataFrame({"start": months.starts}).sort("start").join_asof(density, on="start")
    due = months.counted.sum(axis=0) * sampling["sampling"].fill_null(0.0).to_numpy()[:, None]
    ends = np.array(months.ends, dtype="datetime64[D]")
    month = np.searchsorted(ends, held.acts["start"].to_numpy().astype("datetime64[D]"))
    told, within = np.zeros(due.shape), month < len(ends)
    np.add.at(
        told,
        (month[within], held.acts["column"].to_numpy()[within]),
        held.acts["count"].to_numpy()[within],
    )
    due, told = np.cumsum(due, axis=0), np.cumsum(told, axis=0)
    return np.where(due > 0, np.clip(1.0 - told / np.maximum(due, 1e-9), 0.0, 1.0), 1.0)


def counted_of(record: Record, held: Weeks, column: int) -> pl.DataFrame:
    """What the counts say of one pair, one row a month and class.

    Args:
        record: What the weeks were read from.
        held: Pairs by weeks, with this in their context.
        column: Of the pair.

    Returns:
        `step, kind_row, stretch, share, start, end, reports`, `who`, `text` and `origin`. Of
        cooperation, `reports` is empty: it is a share of a year's count.
    """
    months = read_months(record, held.pairs[column : column + 1], held.ends[0], held.ends[-1])
    rows = []
    if months.ends and held.context is not None and held.context.monthly is not None:
        step = np.searchsorted(np.array(held.ends), np.array(months.ends, dtype="datetime64[D]"))
        share = held.context.monthly.counted[:, step, column]
        for row, month in zip(*np.nonzero(share > 0), strict=True):
            start, end = months.starts[month], months.ends[month]
            told = months.counted[row, month, 0] if row >= CONFLICT - 1 else 0.0
            rows.append((step[month], row, float(share[row, month]), start, end, round(told)))
    schema = {
        "step": pl.Int64, "kind_row": pl.Int64, "share": pl.Float64, "start": pl.Date,
        "end": pl.Date, "reports": pl.Int64,
    }  # fmt: skip
    none = pl.lit(None, dtype=pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        stretch=pl.lit(None, dtype=pl.Int64), who=none, text=none,
        origin=pl.lit(f"{MONTHLY_COUNTS}:") + pl.col("start").dt.strftime("%Y-%m"),
    )  # fmt: skip
