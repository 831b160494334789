"""Observation of pairs: which steps a source can speak of, by what the record says it covers.

Silence of a source means something only where it is looking. A step that no source speaks of is not
observed, which is never the same as quiet.
"""

from collections.abc import Collection, Iterable
from datetime import date

import numpy as np
import polars as pl

from longtin import actors
from longtin.acts import Record
from longtin.trust._arrays import Bools, Days, Pair

Span = tuple[Days, Days]
"""First and last day of each step."""


def observed(
    record: Record, ends: tuple[date, ...], pairs: tuple[Pair, ...], datasets: Collection[str]
) -> Bools:
    """Which pairs one of the datasets covers on a day of each step. Shape (step, pair)."""
    days = _days(ends)
    found = np.zeros((len(ends), len(pairs)), bool)
    spans = record.coverage().filter(pl.col("dataset").is_in(list(datasets)))
    for (_,), rows in spans.group_by("dataset"):
        by_pair = rows.filter(pl.col("partner").is_not_null())
        found |= _by_pair(days, by_pair, pairs)
        by_state = rows.filter(pl.col("partner").is_null())
        if not by_state.is_empty():
            ccodes = {ccode for pair in pairs for ccode in pair}
            known = {ccode: _spanned(days, by_state, ccode) for ccode in ccodes}
            found |= np.stack([known[one] & known[two] for one, two in pairs], axis=1)
    return found


def alive(ends: tuple[date, ...], pairs: tuple[Pair, ...]) -> Bools:
    """Which pairs are two states at the end of each step. Shape (step, pair)."""
    days = np.array(ends, dtype="datetime64[D]")
    ccodes = {ccode for pair in pairs for ccode in pair}
    living = {ccode: _within((days, days), actors.spells(ccode)) for ccode in ccodes}
    return np.stack([living[one] & living[two] for one, two in pairs], axis=1)


def _by_pair(days: Span, rows: pl.DataFrame, pairs: tuple[Pair, ...]) -> Bools:
    """Spans of pairs hold either way round."""
    spans: dict[frozenset[int], list[tuple[date, date]]] = {}
    for one, two, start, end in rows.select("ccode", "partner", "start", "end").iter_rows():
        spans.setdefault(frozenset((one, two)), []).append((start, end))
    found = np.zeros((len(days[0]), len(pairs)), bool)
    for column, pair in enumerate(pairs):
        if frozenset(pair) in spans:
            found[:, column] = _within(days, spans[frozenset(pair)])
    return found


def _spanned(days: Span, rows: pl.DataFrame, ccode: int) -> Bools:
    own = rows.filter(pl.col("ccode").is_null() | (pl.col("ccode") == ccode))
    return _within(days, own.select("start", "end").iter_rows())


def _days(ends: tuple[date, ...]) -> Span:
    """First and last day of each step; the first step begins within a week of its end."""
    last = np.array(ends, dtype="datetime64[D]")
    first = np.concatenate([last[:1] - np.timedelta64(6, "D"), last[:-1] + np.timedelta64(1, "D")])
    return first, last


def _within(days: Span, spans: Iterable[tuple[date, date | None]]) -> Bools:
    """Which steps share a day with any of the spans, ends included; without an end it is open."""
    first, last = days
    within = np.zeros(len(last), bool)
    for start, end in spans:
        within |= (last >= np.datetime64(start)) & (first <= np.datetime64(end or date.max))
    return within
