"""Dyad-week panel: dated reports of pairs of states, week by week, for the events model.

How reports count as independent stories is the matter of `counting`. Samples of different density
are made comparable there: a dataset that kept more of the archive than the reference did is weighed
as if each of its reports had been kept with probability reference/sampling, so belief does not jump
where a denser sample begins; the denser sample shows in a narrower interval.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from longtin._dates import week_ends
from longtin.acts import Record, finer_kind, finer_kinds
from longtin.errors import ModelError
from longtin.trust._arrays import NEVER, Bools, Days, Floats, Pair
from longtin.trust.evidence import exchanges, observation, withheld_types
from longtin.trust.evidence.context import Context
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.panel import EXCHANGED, Panel
from longtin.trust.evidence.withheld_types import PartialSight

LONGEST = timedelta(days=6)
"""Acts over a longer period than this have no date to speak of, and no place in a week."""

VERBAL_CONFLICT, MATERIAL_CONFLICT = 3, 4
"""Their classes among the four; the others are cooperation."""


def is_hostile(names: Sequence[str]) -> Bools:
    """Which kinds of act are material conflict. Shape (kind,)."""
    return np.array([finer_kinds()[name].quad == MATERIAL_CONFLICT for name in names])


def is_of(school: str | None, names: Sequence[str]) -> Bools:
    """Which kinds of act a school reads trust from; all for none. Shape (kind,)."""
    return np.array([school is None or finer_kinds()[name].school == school for name in names])


@dataclass(frozen=True)
class Weeks:
    """All the events model needs of a set of pairs.

    Attributes:
        ends: Last day of each step; the last may fall short of a Sunday.
        kinds: Names of the kinds of act, the rows of `counted`.
        pairs: (truster, trustee) of each column.
        alive: Both are states. Shape (step, pair).
        dated: Both are states that a source of dated acts speaks of. Shape (step, pair).
        observed: The same of any source, exchanges included. Shape (step, pair).
        heard: Day of the last evidence so far, `NEVER` before the first. Shape (step, pair).
        born: First step of a spell of `alive`.
        counted: Effective reports of trustee towards truster (kind, step, pair).
        mass: Effective reports in all (step, pair).
        stories: Independent stories seen, before thinning (step, pair).
        acts: One row a report, as in the record, with `step`, `column` (of the pair), `told` and
            `kind_row`, its kind, and `share`: the effective reports it stands for.
        exchanged: Readings of exchanges where no dated acts speak, as `exchanges.READING` has them.
        partial: Of the stretches in which types of act were withheld; `stretch` of `acts` is the
            place of theirs among them.
        context: What else speaks of the same weeks, where it is wanted.
    """

    ends: tuple[date, ...]
    kinds: tuple[str, ...]
    pairs: tuple[Pair, ...]
    alive: Bools
    dated: Bools
    observed: Bools
    heard: Days
    born: Bools
    counted: Floats
    mass: Floats
    stories: Floats
    acts: pl.DataFrame
    exchanged: pl.DataFrame
    partial: tuple[PartialSight, ...]
    context: Context | None = None

    def of(self, columns: slice) -> "Weeks":
        """Only some pairs; acts and readings of exchanges stay as they are."""
        return replace(
            self,
            pairs=self.pairs[columns],
            alive=self.alive[:, columns],
            dated=self.dated[:, columns],
            observed=self.observed[:, columns],
            heard=self.heard[:, columns],
            born=self.born[:, columns],
            counted=self.counted[:, :, columns],
            mass=self.mass[:, columns],
            stories=self.stories[:, columns],
            partial=tuple(each.of(columns) for each in self.partial),
            context=self.context and self.context.of(columns),
        )


def dated(acts: pl.DataFrame) -> pl.DataFrame:
    """Acts with a type and a date: what a week can be made of."""
    return acts.filter(
        pl.col("kind").is_not_null() & ((pl.col("end") - pl.col("start")) <= LONGEST)
    )


def read_weeks(record: Record, pairs: Iterable[Pair], until: date, counting: Counting) -> Weeks:
    """Gather the dated acts of (truster, trustee) pairs, week by week, up to a day."""
    wanted = tuple(pairs)
    names, kinds = event_datasets(record)["dataset"].to_list(), tuple(counting.kinds)
    ends = week_ends(first_day(record), until)
    placed = placed_reports(record, wanted, until, counting)
    alive = observation.alive(ends, wanted)
    dated_by_acts = alive & observation.observed(record, ends, wanted, names)
    exchanged = exchanges.readings(record, ends, wanted, dated_by_acts | ~alive)
    others = exchanges.exchange_datasets(record)
    shape = (len(ends), len(wanted))
    counted = np.zeros((len(kinds), *shape))
    step, column, kind = (placed[name].to_numpy() for name in ("step", "column", "kind_row"))
    np.add.at(counted, (kind, step, column), placed["share"].to_numpy())
    groups = placed.group_by("step", "column", "sample").agg(pl.col("stories").first())
    heard = np.zeros(shape)
    np.add.at(
        heard,
        (groups["step"].to_numpy(), groups["column"].to_numpy()),
        groups["stories"].to_numpy(),
    )
    return Weeks(
        ends=ends,
        kinds=kinds,
        pairs=wanted,
        alive=alive,
        dated=dated_by_acts,
        observed=dated_by_acts | (alive & observation.observed(record, ends, wanted, others)),
        heard=_heard((placed, exchanged), shape),
        born=alive & ~np.vstack([np.zeros((1, shape[1]), bool), alive[:-1]]),
        counted=counted,
        mass=counted.sum(axis=0),
        stories=heard,
        acts=placed,
        exchanged=exchanged,
        partial=withheld_types.partial_sights(
            record, placed, withheld_types.stretches(record), shape, kinds
        ),
    )


COUNTED = ("start", "end", "dataset", "source", "target", "kind", "mode", "code", "count")
"""Columns of reports that are only counted; who told of them, and how, is not read."""


def placed_reports(
    record: Record,
    pairs: Iterable[Pair],
    until: date,
    counting: Counting,
    columns: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Dated reports of (truster, trustee) pairs in their weeks, with the stories they stand for.

    Args:
        record: What to read.
        pairs: In the order of their columns.
        until: Last day read.
        counting: How reports count.
        columns: `COUNTED`, where reports are only counted; without it, all that is known of them.

    Returns:
        Rows as in the record, with `step`, `column` (of the pair), `told` and `kind_row`, its
        kind, `share`, the effective stories it stands for, and `stretch`, in which types were
        withheld.
    """
    wanted = tuple(pairs)
    sources, targets = sorted({p[1] for p in wanted}), sorted({p[0] for p in wanted})
    names = event_datasets(record)["dataset"].to_list()
    found = dated(
        record.acts(
            sources, targets, start=first_day(record), end=until, datasets=names, columns=columns
        )
    )
    found = _in_samples(record, found, counting.reference)
    found = withheld_types.placed(found, withheld_types.stretches(record))
    placed = _placed(found, week_ends(first_day(record), until), wanted)
    rows = {name: row for row, name in enumerate(counting.kinds)}
    told = finer_kind() if counting.apart else pl.col("kind")
    placed = placed.with_columns(told=told)
    placed = placed.with_columns(
        kind_row=pl.col("told").replace_strict(rows, return_dtype=pl.Int64)
    )
    return counting.weighed(placed)


def told_since(
    panel: Panel, held: Weeks, last: int, shift: tuple[float, ...] | None = None
) -> Panel:
    """A panel whose years after the complete counts have those of the dated reports instead.

    Only the mix of a year's reports speaks, so a sample may stand in for the archive, once it is
    known how its mix differs. Of a year in which no dated report could be seen, exchanges speak.

    Args:
        panel: Pairs by years.
        held: The same pairs by weeks.
        last: Last year of the complete counts.
        shift: Of `mix_shift`; none without it.
    """
    after = panel.years > last
    shifts = np.where(after, np.reshape(shift or (0.0,) * len(panel.shift), (-1, 1)), 0.0)
    reports = np.where(after[:, None], _by_class(panel, held), panel.reports)
    return replace(panel, reports=reports, shift=shifts, exchanged=_by_year(panel, held, last))


def _by_year(panel: Panel, held: Weeks, last: int) -> pl.DataFrame:
    """Exchanges of years after one of which no week has dated reports, in the panel's places."""
    year = np.array([end.year for end in held.ends])
    dated_years = np.stack([held.dated[year == each].any(axis=0) for each in panel.years])
    rows = held.exchanged.with_columns(
        place=pl.Series(year)[held.exchanged["step"]] - int(panel.years[0])
    ).filter(pl.col("place").is_between(last + 1 - int(panel.years[0]), len(panel.years) - 1))
    silent = ~dated_years[rows["place"].to_numpy(), rows["column"].to_numpy()]
    return rows.filter(pl.Series(silent, dtype=pl.Boolean)).select(list(EXCHANGED)).cast(EXCHANGED)


def mix_shift(panel: Panel, held: Weeks) -> tuple[float, ...]:
    """How the mix of dated reports differs from that of the complete counts, as log shares.

    Each dated report is held against the mix of the complete counts of its pair and year.

    Args:
        panel: Pairs by years, with complete counts.
        held: The same pairs by weeks.
    """
    dated, complete = _by_class(panel, held), np.nan_to_num(panel.reports)
    total = complete.sum(axis=0)
    both = (total > 0) & (dated.sum(axis=0) > 0)
    expected = complete[:, both] / total[both] * dated[:, both].sum(axis=0)
    shares = (dated[:, both].sum(axis=1) + 1.0) / (expected.sum(axis=1) + 1.0)
    return tuple(round(float(share), 4) for share in np.log(shares))


def _by_class(panel: Panel, held: Weeks) -> Floats:
    """Dated reports of the years and pairs of a panel by class (class, year, pair)."""
    year = np.array([end.year for end in held.ends])
    reports = np.zeros_like(panel.reports)
    rows = held.acts.filter(pl.col("step").is_not_null())
    step, column, quad, count = (
        rows[name].to_numpy() for name in ("step", "column", "quad", "count")
    )
    place = year[step] - panel.years[0]
    known = place < len(panel.years)
    np.add.at(reports, (quad[known] - 1, place[known], column[known]), count[known])
    return reports


def first_day(record: Record) -> date:
    """First day of the datasets that hold dated acts."""
    return _span(record)[0]


def last_day(record: Record) -> date:
    """Last day of the datasets that hold dated acts."""
    return _span(record)[1]


def event_datasets(record: Record) -> pl.DataFrame:
    """The datasets of dated acts: the shipped samples and a user's own."""
    held = record.datasets().filter(pl.col("role") == "acts")
    return held.filter(pl.col("period").is_null() | (pl.col("period") == "day"))


def reported_pairs(record: Record, until: date, least: int = 1) -> tuple[Pair, ...]:
    """(truster, trustee) of every pair with so many dated reports up to a day.

    Raises:
        ModelError: The record has none.
    """
    names = event_datasets(record)["dataset"].to_list()
    found = dated(record.acts(start=first_day(record), end=until, datasets=names))
    counts = found.group_by("target", "source").agg(pl.col("count").sum())
    known = counts.filter(pl.col("count") >= least).sort("target", "source")
    known = known.select("target", "source")
    pairs = tuple((int(target), int(source)) for target, source in known.iter_rows())
    if not pairs:
        raise ModelError(
            "The record has no dated acts with a type, so there is nothing to fit. "
            "Import event data first: `longtin import FILE --into my.duckdb`."
        )
    return pairs


def _span(record: Record) -> tuple[date, date]:
    held = event_datasets(record)
    starts, ends = held["start"].drop_nulls(), held["end"].drop_nulls()
    return min(starts.to_list()), max(ends.to_list())


def _in_samples(record: Record, acts: pl.DataFrame, reference: float) -> pl.DataFrame:
    """Acts with the `sample` each belongs to, and the chance with which it would be in a reference.

    Datasets that speak for the same days together are one sample of the archive; a user's file is
    one of its own.
    """
    spans = record.density.select("start", pl.col("datasets").alias("span"), "sampling")
    shipped = spans["span"].str.split("; ").explode().unique().to_list()
    own = event_datasets(record).select("dataset", pl.col("sampling").alias("own"))
    here = pl.col("dataset").is_in(shipped)
    sampling = pl.when(here).then("sampling").otherwise("own")
    return (
        acts.sort("start", maintain_order=True)
        .join_asof(spans, on="start", strategy="backward")
        .join(own, on="dataset", how="left", maintain_order="left")
        .with_columns(
            sample=pl.when(here).then("span").otherwise("dataset"),
            ratio=(reference / sampling).clip(upper_bound=1.0).fill_null(1.0),
        )
        .drop("span", "sampling", "own")
    )


def _placed(acts: pl.DataFrame, ends: tuple[date, ...], pairs: tuple[Pair, ...]) -> pl.DataFrame:
    """Acts of the pairs, with their weeks."""
    columns = pl.DataFrame(
        {
            "target": [truster for truster, _ in pairs],
            "source": [trustee for _, trustee in pairs],
            "column": range(len(pairs)),
        },
        schema={"target": pl.Int16, "source": pl.Int16, "column": pl.Int64},
    )
    steps = pl.DataFrame({"end_of_step": ends, "step": range(len(ends))}).sort("end_of_step")
    return (
        acts.join(columns, on=["source", "target"])
        .sort("start", maintain_order=True)
        .join_asof(steps, left_on="start", right_on="end_of_step", strategy="forward")
    )


def _heard(told: Iterable[pl.DataFrame], shape: tuple[int, int]) -> Days:
    """Day of the last evidence up to each step."""
    heard = np.full(shape, NEVER)
    columns = ("step", "column", "end")
    rows = pl.concat([each.select(columns) for each in told])
    last = rows.group_by("step", "column").agg(pl.col("end").max())
    heard[last["step"].to_numpy(), last["column"].to_numpy()] = last["end"].to_numpy()
    return np.asarray(np.maximum.accumulate(heard, axis=0))
