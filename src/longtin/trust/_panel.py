"""Pairs by years: what stands between two states, as arrays the annual model can work with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin.acts import Record
from longtin.trust._memory import remembered, share_wronged

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Cells = tuple[NDArray[np.int64], ...]
"""Some steps of some pairs, by their indices."""
Places = Bools | Cells
"""The same, or a mask (step, pair)."""
Pair = tuple[int, int]
"""(truster, trustee), as COW codes. Trust of the first in the second is read from what the second
did to the first."""

DISPUTES, YEARLY_COUNTS = "mid", "icews_year"
"""The two datasets of the annual model; every other dataset of acts has dates."""

TIES = (
    "defence pact",
    "other pact",
    "shared organisations",
    "vote agreement",
    "land border",
    "sea border",
    "parity",
    "major power",
    "new leader",
)
"""What stands between two states."""

WRONGED = "like-minded wronged"
"""What the trustee lately did to others, as seen by one who is like them: see `_memory`."""

TURNOVER = ("const", *TIES, WRONGED)
"""What moves the start and the turnover of the type, in the order of the parameters."""

INTEREST = ("defence pact", "other pact", "shared organisations", "vote agreement")
"""Ties that speak of common interest: the rationalist school reads trust from these alone."""

OPPORTUNITY = (
    "land border",
    "sea border",
    "major power",
    "distance",
    "power of trustee",
    "power of truster",
)
"""What makes a militarised dispute possible at all, whatever the type."""

FEWEST_COMMON_VOTES = 5
"""Fewer common roll calls in a year say nothing about agreement."""

LEVELS = 5
"""Highest hostility of a year on the MID scale: none or 1, threat 2, display 3, force 4, war 5."""


@dataclass(frozen=True)
class Panel:
    """All the annual model needs of a set of pairs.

    Attributes:
        years: The years, in order.
        pairs: (truster, trustee) of each column.
        alive: Both are states in the year. Shape (year, pair).
        born: First year of a spell of `alive`. Shape (year, pair).
        turnover: `TURNOVER` covariates of the year before (of the same year at birth; clashes
            are of the years before even then). Shape (covariate, year, pair).
        opportunity: `OPPORTUNITY` covariates, lagged likewise. Shape (covariate, year, pair).
        hostility: The trustee's highest towards the truster, 0 none to 4 war; -1 where the source
            does not cover the pair. Shape (year, pair).
        reports: The trustee's acts towards the truster by class. Shape (class, year, pair).
    """

    years: NDArray[np.int64]
    pairs: tuple[Pair, ...]
    alive: Bools
    born: Bools
    turnover: Floats
    opportunity: Floats
    hostility: NDArray[np.int64]
    reports: Floats


def panel(record: Record, pairs: Iterable[Pair], first: int, last: int) -> Panel:
    """Gather ties and acts of pairs, year by year.

    Args:
        record: Where ties and acts are.
        pairs: (truster, trustee) as COW codes.
        first: First year.
        last: Last year; nothing later is read.
    """
    grid = _Grid(record, tuple(pairs), first, last)
    alive = grid.pairwise(grid.living())
    born = alive & ~np.vstack([np.zeros((1, alive.shape[1]), bool), alive[:-1]])
    return Panel(
        years=grid.years,
        pairs=grid.pairs,
        alive=alive,
        born=born,
        turnover=np.concatenate([_lagged(grid.turnover(), born), grid.wronged(born)[None]]),
        opportunity=_lagged(grid.opportunity(), born),
        hostility=np.where(alive, grid.hostility(), -1),
        reports=grid.reports(),
    )


def _lagged(values: Floats, born: Bools) -> Floats:
    """Each year sees the year before; the year of birth sees itself."""
    earlier = np.concatenate([values[:, :1], values[:, :-1]], axis=1)
    return np.asarray(np.where(born, values, earlier))


class _Grid:
    """States and pairs as positions, and frames of spells laid out on them."""

    def __init__(self, record: Record, pairs: tuple[Pair, ...], first: int, last: int) -> None:
        self.record, self.pairs = record, pairs
        self.years = np.arange(first, last + 1)
        self.span = (date(first, 1, 1), date(last, 12, 31))
        self.states = sorted({ccode for pair in pairs for ccode in pair})
        self._place = np.full(1000, -1)
        self._place[self.states] = np.arange(len(self.states))
        self.truster = self._place[[pair[0] for pair in pairs]]
        self.trustee = self._place[[pair[1] for pair in pairs]]
        self._column = np.full((len(self.states), len(self.states)), -1)
        self._column[self.truster, self.trustee] = np.arange(len(pairs))

    def pairwise(self, of_state: Bools) -> Bools:
        """Both hold. Shape (year, state) to (year, pair)."""
        return np.asarray(of_state[:, self.truster] & of_state[:, self.trustee])

    def living(self) -> Bools:
        """Who is a state for at least part of the year. Shape (year, state)."""
        alive = np.zeros((len(self.years), len(self.states)), bool)
        for place, ccode in enumerate(self.states):
            for start, end in actors.spells(ccode):
                last = end.year if end else self.years[-1]
                alive[(self.years >= start.year) & (self.years <= last), place] = True
        return alive

    def ties(self, kind: str) -> pl.DataFrame:
        frame = self.record.ties(kind, self.states, start=self.span[0], end=self.span[1])
        return frame.with_columns(
            since=pl.col("start").dt.year().clip(int(self.years[0])) - int(self.years[0]),
            until=pl.col("end").dt.year().clip(upper_bound=int(self.years[-1]))
            - int(self.years[0]),
        )

    def of_state(self, kind: str, missing: float = 0.0) -> Floats:
        """Values of one state each. Shape (year, state)."""
        frame = self.ties(kind)
        values = np.full((len(self.years), len(self.states)), missing)
        step, row = _unrolled(frame)
        values[step, self._place[frame["state1"].to_numpy()][row]] = frame["value"].to_numpy()[row]
        return values

    def of_pair(self, frame: pl.DataFrame, values: Floats) -> Floats:
        """Values of two states each, standing in both directions. Shape (year, pair)."""
        laid = np.zeros((len(self.years), len(self.pairs)))
        one, two = (self._place[frame[side].to_numpy()] for side in ("state1", "state2"))
        step, row = _unrolled(frame)
        for left, right in ((one, two), (two, one)):
            column = self._column[left[row], right[row]]
            known = column >= 0
            laid[step[known], column[known]] = values[row[known]]
        return laid

    def turnover(self) -> Floats:
        """`TURNOVER` covariates, on fixed scales so that parameters mean the same for any pairs."""
        alliance, contiguity = self.ties("alliance"), self.ties("contiguity")
        alliance = alliance.filter(pl.col("value") > 0)  # who promised nothing in the other's pact
        defence = alliance["detail"].str.contains("defence|offence")
        organisations = self.ties("igo")
        shared = self.of_pair(organisations, np.log1p(organisations["value"].to_numpy()))
        land = contiguity["value"] == 1
        power = np.log(self.of_state("capability", missing=np.nan))
        parity = -np.abs(power[:, self.truster] - power[:, self.trustee])
        covariates: dict[str, Floats] = {
            "const": np.ones((len(self.years), len(self.pairs))),
            "defence pact": self._flag(alliance.filter(defence)),
            "other pact": self._flag(alliance.filter(~defence)),
            "shared organisations": np.where(shared > 0, shared - 3.0, 0.0),
            "vote agreement": self._votes(),
            "land border": self._flag(contiguity.filter(land)),
            "sea border": self._flag(contiguity.filter(~land)),
            "parity": np.nan_to_num(parity / 2.0 + 1.0),
            "major power": self._major(),
            "new leader": self._new_leader()[:, self.trustee],
        }
        return np.stack([covariates[name] for name in TURNOVER if name != WRONGED])

    def opportunity(self) -> Floats:
        """`OPPORTUNITY` covariates, on fixed scales."""
        contiguity, distances = self.ties("contiguity"), self.ties("distance")
        land = contiguity["value"] == 1
        kilometres = self.of_pair(distances, distances["value"].to_numpy())
        power = np.nan_to_num(np.log(self.of_state("capability", missing=0.001) / 0.001) / 2.0)
        covariates: dict[str, Floats] = {
            "land border": self._flag(contiguity.filter(land)),
            "sea border": self._flag(contiguity.filter(~land)),
            "major power": self._major(),
            "distance": np.where(
                kilometres > 0, np.log(np.maximum(kilometres, 100.0) / 5000.0), 0.0
            ),
            "power of trustee": power[:, self.trustee],
            "power of truster": power[:, self.truster],
        }
        return np.stack([covariates[name] for name in OPPORTUNITY])

    def _flag(self, frame: pl.DataFrame) -> Floats:
        return self.of_pair(frame, np.ones(frame.height))

    def _major(self) -> Floats:
        major = self.of_state("major")
        return np.asarray(np.maximum(major[:, self.truster], major[:, self.trustee]))

    def _new_leader(self) -> Floats:
        """A leader took office in the year. Shape (year, state)."""
        frame = self.ties("leader").filter(pl.col("start") >= self.span[0])
        entered = np.zeros((len(self.years), len(self.states)))
        entered[frame["since"].to_numpy(), self._place[frame["state1"].to_numpy()]] = 1.0
        return entered

    def wronged(self, born: Bools) -> Floats:
        """Share of those like the truster that the trustee lately wronged. Shape (year, pair)."""
        sides = [self._some(side) for side in (0, 1)]
        rows = [np.searchsorted(side, [p[k] for p in self.pairs]) for k, side in enumerate(sides)]
        liking, clashed = self._liking(sides[0]), self._clashed(sides[1])
        entered = self._new_leader()[:, self._place[sides[1]]] > 0
        memory = remembered(clashed, np.vstack([entered[:1] & False, entered[:-1]]))
        found = np.zeros((len(self.years), len(self.pairs)))
        for year in range(1, len(found)):
            for lag, these in ((1, ~born[year]), (0, born[year])):
                if these.any():
                    share = share_wronged(liking[year - lag], memory[year])
                    found[year, these] = share[rows[0][these], rows[1][these]]
        return found

    def _liking(self, trusters: list[int]) -> Floats:
        """How far each truster votes like every state, beyond chance. (year, truster, other)."""
        frame = self.agreement
        known = np.isin(frame["state1"].to_numpy(), trusters)
        one = np.searchsorted(trusters, frame["state1"].to_numpy()[known])
        two = np.searchsorted(self.everyone, frame["state2"].to_numpy()[known])
        laid = np.zeros((len(self.years), len(trusters), len(self.everyone)))
        alike = np.maximum(frame["beyond"].to_numpy()[known], 0.0)
        laid[frame["since"].to_numpy()[known], one, two] = alike
        return laid

    def _clashed(self, trustees: list[int]) -> Bools:
        """Each trustee threatened, showed or used force against every state. (year, …, other)."""
        acts = self.record.acts(start=self.span[0], end=self.span[1], datasets=[DISPUTES],
                                source=trustees, target=self.everyone)  # fmt: skip
        hostile = acts.filter(pl.col("code").cast(pl.Int64) > 1)
        laid = np.zeros((len(self.years), len(trustees), len(self.everyone)), bool)
        year = hostile["start"].dt.year().to_numpy() - int(self.years[0])
        source = np.searchsorted(trustees, hostile["source"].to_numpy())
        laid[year, source, np.searchsorted(self.everyone, hostile["target"].to_numpy())] = True
        return laid

    @cached_property
    def everyone(self) -> list[int]:
        """Every state that lived at the end of some year, whether asked for or not."""
        ends = (date(int(year), 12, 31) for year in self.years)
        return sorted({ccode for end in ends for ccode in actors.living(end)})

    @cached_property
    def agreement(self) -> pl.DataFrame:
        """How far each truster votes like others, `beyond` chance, by year `since` = `until`."""
        trusters = self._some(0)
        onlookers = {(one, two) for one in trusters for two in self.everyone if one != two}
        frame = self.record.votes_agreement(_few_first(self.pairs) | onlookers)
        step = pl.col("period").cast(pl.Int64) - int(self.years[0])
        beyond = (pl.col("agree") - pl.col("expected")) / (1.0 - pl.col("expected")).clip(1e-6)
        return frame.filter(
            pl.col("common") >= FEWEST_COMMON_VOTES, step.is_between(0, len(self.years) - 1)
        ).with_columns(since=step, until=step, beyond=beyond.clip(-1.0, 1.0))

    def _votes(self) -> Floats:
        frame = self.agreement.filter(
            pl.all_horizontal(pl.col("state1", "state2").is_in(self.states))
        )
        return self.of_pair(frame, frame["beyond"].to_numpy())

    def hostility(self) -> NDArray[np.int64]:
        """Highest hostility of trustee towards truster, 0 to 4; -1 not covered. (year, pair)."""
        covered = self._covered(DISPUTES)
        acts = self._acts(DISPUTES).with_columns(level=pl.col("code").cast(pl.Int64) - 1)
        highest = self._summed(acts.group_by("source", "target", "year").agg(pl.col("level").max()))
        return np.where(covered, highest.astype(np.int64), -1)

    def reports(self) -> Floats:
        """Reports of trustee towards truster by class. Shape (class, year, pair)."""
        acts = self._acts(YEARLY_COUNTS)
        by = acts.group_by("quad", "source", "target", "year").agg(pl.col("count").sum())
        return np.stack([self._summed(by.filter(pl.col("quad") == quad).drop("quad"))
                         for quad in (1, 2, 3, 4)])  # fmt: skip

    def _acts(self, dataset: str) -> pl.DataFrame:
        acts = self.record.acts(start=self.span[0], end=self.span[1], datasets=[dataset],
                                source=self._some(1), target=self._some(0))  # fmt: skip
        return acts.with_columns(year=pl.col("start").dt.year())

    def _some(self, side: int) -> list[int]:
        return sorted({pair[side] for pair in self.pairs})

    def _summed(self, frame: pl.DataFrame) -> Floats:
        """Lay out (source, target, year, value) rows. Shape (year, pair)."""
        laid = np.zeros((len(self.years), len(self.pairs)))
        source, target, year, value = (frame[:, column].to_numpy() for column in range(4))
        column = self._column[self._place[target], self._place[source]]
        known = column >= 0
        laid[year[known] - self.years[0], column[known]] = value[known]
        return laid

    def _covered(self, dataset: str) -> Bools:
        """The source covers both states for all of the year. Shape (year, pair)."""
        spells = self.record.coverage().filter(pl.col("dataset") == dataset)
        covered = np.zeros((len(self.years), len(self.states)), bool)
        for ccode, start, end in spells.select("ccode", "start", "end").iter_rows():
            which = slice(None) if ccode is None else self._place[ccode]
            if ccode is None or (ccode < 1000 and self._place[ccode] >= 0):
                covered[(self.years >= start.year) & (self.years <= end.year), which] = True
        return self.pairwise(covered)


def _unrolled(frame: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(year position, row) of every year of every spell."""
    since, until = frame["since"].to_numpy().astype(int), frame["until"].to_numpy().astype(int)
    lengths = np.maximum(until - since + 1, 0)
    row = np.repeat(np.arange(frame.height), lengths)
    into = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return since[row] + into, row


def _few_first(pairs: tuple[Pair, ...]) -> set[Pair]:
    """Each couple once, so turned that few states stand first: agreement has no direction."""
    trusters, trustees = ({pair[side] for pair in pairs} for side in (0, 1))
    if len(trusters) == len(trustees):
        return {(min(pair), max(pair)) for pair in pairs}
    turn = len(trustees) < len(trusters)
    return {(two, one) if turn else (one, two) for one, two in pairs}


def every_pair(first: int, last: int) -> tuple[Pair, ...]:
    """All ordered pairs of states that lived in the same year of a span."""
    ccodes = sorted(
        {ccode for year in range(first, last + 1) for ccode in actors.living(date(year, 12, 31))}
    )
    lives = {ccode: _years(ccode, first, last) for ccode in ccodes}
    return tuple(
        (one, two) for one in ccodes for two in ccodes if one != two and lives[one] & lives[two]
    )


def _years(ccode: int, first: int, last: int) -> frozenset[int]:
    return frozenset(
        year
        for start, end in actors.spells(ccode)
        for year in range(max(start.year, first), min(end.year if end else last, last) + 1)
    )
