"""Dyad-year grid: states and pairs as positions, on which spells and acts are laid out."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin.acts import Record
from longtin.trust._arrays import Bools, Floats, Pair

Reading = TypeVar("Reading")


class Grid:
    """Pairs by years, and what channels of evidence need to lay a record out on them."""

    def __init__(self, record: Record, pairs: tuple[Pair, ...], first: int, last: int) -> None:
        self.record, self.pairs = record, pairs
        self.years = np.arange(first, last + 1)
        self.span = (date(first, 1, 1), date(last, 12, 31))
        self.states = sorted({ccode for pair in pairs for ccode in pair})
        self.place = np.full(1000, -1)
        self.place[self.states] = np.arange(len(self.states))
        self.truster = self.place[[pair[0] for pair in pairs]]
        self.trustee = self.place[[pair[1] for pair in pairs]]
        self._column = np.full((len(self.states), len(self.states)), -1)
        self._column[self.truster, self.trustee] = np.arange(len(pairs))
        self._read: dict[object, Any] = {}

    def once(self, read: Callable[["Grid"], Reading]) -> Reading:
        """What several channels read of the record, read once."""
        if read not in self._read:
            self._read[read] = read(self)
        found: Reading = self._read[read]
        return found

    @cached_property
    def trusters(self) -> list[int]:
        """Their codes, in order."""
        return sorted({truster for truster, _ in self.pairs})

    @cached_property
    def trustees(self) -> list[int]:
        """Their codes, in order."""
        return sorted({trustee for _, trustee in self.pairs})

    @cached_property
    def everyone(self) -> list[int]:
        """Every state that lived at the end of some year, whether asked for or not."""
        ends = (date(int(year), 12, 31) for year in self.years)
        return sorted({ccode for end in ends for ccode in actors.living(end)})

    @cached_property
    def alive(self) -> Bools:
        """Both are states for at least part of the year. Shape (year, pair)."""
        living = np.zeros((len(self.years), len(self.states)), bool)
        for place, ccode in enumerate(self.states):
            for start, end in actors.spells(ccode):
                last = end.year if end else self.years[-1]
                living[(self.years >= start.year) & (self.years <= last), place] = True
        return self.pairwise(living)

    @cached_property
    def born(self) -> Bools:
        """First year of a spell of `alive`. Shape (year, pair)."""
        none = np.zeros((1, len(self.pairs)), bool)
        return np.asarray(self.alive & ~np.vstack([none, self.alive[:-1]]))

    def pairwise(self, of_state: Bools) -> Bools:
        """Both hold. Shape (year, state) to (year, pair)."""
        return np.asarray(of_state[:, self.truster] & of_state[:, self.trustee])

    def ties(self, kind: str) -> pl.DataFrame:
        """Spells of a tie among the states, with first and last year as positions.

        What held when its source stopped is carried on to the last year.
        """
        frame = self.record.ties(kind, self.states, start=self.span[0], end=self.span[1])
        first, last = int(self.years[0]), int(self.years[-1])
        return frame.with_columns(
            since=pl.col("start").dt.year().clip(first) - first,
            until=pl.col("end").dt.year().fill_null(last).clip(upper_bound=last) - first,
        )

    def of_state(self, kind: str, missing: float = 0.0) -> Floats:
        """Values of a tie of one state each. Shape (year, state)."""
        frame = self.ties(kind)
        values = np.full((len(self.years), len(self.states)), missing)
        step, row = unrolled(frame)
        values[step, self.place[frame["state1"].to_numpy()][row]] = frame["value"].to_numpy()[row]
        return values

    def of_pair(self, frame: pl.DataFrame, values: Floats) -> Floats:
        """Values of two states each, standing in both directions. Shape (year, pair)."""
        laid = np.zeros((len(self.years), len(self.pairs)))
        one, two = (self.place[frame[side].to_numpy()] for side in ("state1", "state2"))
        step, row = unrolled(frame)
        for left, right in ((one, two), (two, one)):
            column = self._column[left[row], right[row]]
            known = column >= 0
            laid[step[known], column[known]] = values[row[known]]
        return laid

    def flag(self, frame: pl.DataFrame) -> Floats:
        """1 where a tie of two states holds, else 0. Shape (year, pair)."""
        return self.of_pair(frame, np.ones(frame.height))

    def acts(self, dataset: str) -> pl.DataFrame:
        """Acts of trustees towards trusters, counted by class, with their year."""
        acts = self.record.acts(
            self.trustees, self.trusters, start=self.span[0], end=self.span[1], datasets=[dataset],
            columns=("start", "source", "target", "quad", "count"),
        )  # fmt: skip
        return acts.with_columns(year=pl.col("start").dt.year())

    def of_acts(self, frame: pl.DataFrame) -> Floats:
        """Lay out (source, target, year, value) rows. Shape (year, pair)."""
        laid = np.zeros((len(self.years), len(self.pairs)))
        source, target, year, value = (frame[:, column].to_numpy() for column in range(4))
        column = self._column[self.place[target], self.place[source]]
        known = column >= 0
        laid[year[known] - self.years[0], column[known]] = value[known]
        return laid

    def covered(self, dataset: str) -> Bools:
        """A dataset covers both states for all of the year. Shape (year, pair)."""
        spells = self.record.coverage().filter(pl.col("dataset") == dataset)
        covered = np.zeros((len(self.years), len(self.states)), bool)
        for ccode, start, end in spells.select("ccode", "start", "end").iter_rows():
            which = slice(None) if ccode is None else self.place[ccode]
            if ccode is None or (ccode < 1000 and self.place[ccode] >= 0):
                covered[(self.years >= start.year) & (self.years <= end.year), which] = True
        return self.pairwise(covered)


def unrolled(frame: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(year position, row) of every year of every spell."""
    since, until = frame["since"].to_numpy().astype(int), frame["until"].to_numpy().astype(int)
    lengths = np.maximum(until - since + 1, 0)
    row = np.repeat(np.arange(frame.height), lengths)
    into = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return since[row] + into, row
