"""Third parties: what trustees did to those like a truster.

The effective reports of each week of what a trustee did to every other state are added up, each for
as much as that state is like the truster. The press tells one story of all of them, so M of them
count together as their root:

    M̃ = M · max(1, Σ M)^(ECHO − 1)
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import Floats, Pair
from longtin.trust._held_by_record import HeldByRecord, alone
from longtin.trust.evidence import withheld_types
from longtin.trust.evidence.beside.likeness import everyone, likeness
from longtin.trust.evidence.context import WeeklyConduct
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import COUNTED, Weeks, placed_reports
from longtin.trust.evidence.withheld_types import PartialSight

ECHO = 0.5
"""Exponent of what was done to several in one week."""

MOST_HELD = 6_000_000
"""Bytes of the answers that are held: an explanation asks for two pairs, many times, each of which
takes up to one and a half million."""

_HELD = HeldByRecord[object, pl.DataFrame](MOST_HELD, lambda held: int(held.estimated_size()))
"""What explanations of a pair have asked of what is open."""

FEW = 2
"""Trustees of one pair, both ways."""


def third_parties(record: Record, held: Weeks, counting: Counting) -> WeeklyConduct:
    """What the trustees of weeks did to those like their trusters, in the same weeks and columns.

    Args:
        record: What the weeks were read from.
        held: Pairs by weeks.
        counting: How reports count, as the weeks were read with.
    """
    years = sorted({end.year for end in held.ends})
    others, trusters = everyone(years), sorted({truster for truster, _ in held.pairs})
    alike = likeness(record, trusters, others, years)
    steps = np.array([end.year for end in held.ends]) - years[0]
    counted = np.zeros(held.counted.shape)
    stretches = withheld_types.stretches(record).height
    unseen = np.zeros((stretches, *held.mass.shape))
    columns: dict[int, list[int]] = {trustee: [] for _, trustee in held.pairs}
    for column, (_, trustee) in enumerate(held.pairs):
        columns[trustee].append(column)
    told = pl.concat(
        _told(record, few, others, held.ends[-1], counting) for few in _apart(sorted(columns))
    )
    for (trustee,), rows in told.group_by("source"):
        own = columns[int(str(trustee))]
        row = np.searchsorted(trusters, [held.pairs[column][0] for column in own])
        step, kind, stretch = (rows[name].to_numpy() for name in ("step", "kind_row", "stretch"))
        other = np.searchsorted(others, rows["target"].to_numpy())
        weight = alike[steps[step], :, other][:, row] * rows["share"].to_numpy()[:, None]
        _add(counted, (kind, step), own, weight)
        out_of_sight = stretch >= 0
        _add(unseen, (stretch[out_of_sight], step[out_of_sight]), own, weight[out_of_sight])
    together = np.maximum(counted.sum(axis=0), 1.0) ** (ECHO - 1.0)
    counted *= together * held.dated
    unseen *= together * held.dated
    shown = withheld_types.shown(record, held.kinds) if unseen.any() else []
    return WeeklyConduct(
        counted,
        tuple(PartialSight(each, {None: mass}) for each, mass in zip(shown, unseen, strict=False)),
    )


def told_to_others(
    record: Record, pair: Pair, ends: Sequence[date], counting: Counting
) -> pl.DataFrame:
    """What a trustee did to those like a truster, one row a step, kind and state it was done to.

    Args:
        record: What to read.
        pair: (truster, trustee).
        ends: Last day of each step.
        counting: How reports count.

    Returns:
        `step, kind_row, stretch`, `share` of M̃, `start, end, reports`, and `who`, `text` and
        `origin` of one report.
    """
    asked = (pair, ends[0], ends[-1], counting)
    held = _HELD.get(record, asked)
    if held is None:
        held = _HELD.keep(record, asked, alone(_told_to_others(record, pair, ends, counting)))
    return held.clone()


def _told_to_others(
    record: Record, pair: Pair, ends: Sequence[date], counting: Counting
) -> pl.DataFrame:
    truster, trustee = pair
    years = sorted({end.year for end in ends})
    others = everyone(years)
    alike = likeness(record, [truster], others, years)[:, 0]
    placed = _placed(record, [trustee], others, ends[-1], counting)
    year = np.array([end.year for end in ends])[placed["step"].to_numpy()] - years[0]
    place = np.searchsorted(others, placed["target"].to_numpy())
    weighed = placed.with_columns(share=pl.col("share") * pl.Series(alike[year, place]))
    weighed = weighed.filter(pl.col("share") > 0)
    together = pl.col("share").sum().over("step").clip(1.0) ** (ECHO - 1.0)
    return (
        weighed.with_columns(share=pl.col("share") * together)
        .group_by("step", "kind_row", "target", "stretch", maintain_order=True)
        .agg(
            pl.col("share").sum(),
            pl.col("start").min(),
            pl.col("end").max(),
            pl.col("count").sum().alias("reports"),
            (pl.col("source_name") + " → " + pl.col("target_name")).first().alias("who"),
            pl.col("text", "origin").first(),
        )
    )


def _apart(trustees: list[int]) -> list[list[int]]:
    """Few are asked for one by one, as an explanation asks again; many at once."""
    return [[each] for each in trustees] if len(trustees) <= FEW else [trustees]


def _told(
    record: Record,
    trustees: Sequence[int],
    others: Sequence[int],
    until: date,
    counting: Counting,
) -> pl.DataFrame:
    """Effective reports of trustees towards every state, by step and kind."""
    return (
        _placed(record, trustees, others, until, counting, COUNTED)
        .group_by("source", "target", "step", "kind_row", "stretch")
        .agg(pl.col("share").sum())
        .with_columns(pl.col("stretch").fill_null(-1))
        .sort("source", "step", "kind_row", "target", "stretch")
    )


def _placed(
    record: Record,
    trustees: Sequence[int],
    others: Sequence[int],
    until: date,
    counting: Counting,
    columns: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Reports of what trustees did to every state, in their weeks."""
    pairs = tuple((other, trustee) for trustee in trustees for other in others if other != trustee)
    return placed_reports(record, pairs, until, counting, columns)


def _add(
    laid: Floats,
    cell: tuple[NDArray[np.int64], NDArray[np.int64]],
    columns: list[int],
    what: Floats,
) -> None:
    """Add rows (row, column) to cells (place, step) of columns."""
    if not len(what):
        return
    code = cell[0] * laid.shape[1] + cell[1]
    order = np.argsort(code, kind="stable")
    code = code[order]
    first = np.flatnonzero(np.diff(code, prepend=-1))
    sums = np.add.reduceat(what[order], first, axis=0)
    place, step = np.divmod(code[first], laid.shape[1])
    laid[place[:, None], step[:, None], np.array(columns)] += sums
