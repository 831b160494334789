"""Panel of pairs of states by year: disputes, belief and what both depend on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin.acts import DISPUTES, Record

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Pair = tuple[int, int]

FIRST_YEAR = 1946
"""First year of belief by year, and of the panel."""

LAST_YEAR = 2022
"""Last year of the panel: of belief by year on the shipped record."""

LAND = 1.0
"""Contiguity by land; 2 to 5 are over water, up to 400 miles."""

HISTORY = 10
"""Years of disputes that make up a pair's history."""


@dataclass(frozen=True)
class DyadPanel:
    """Unordered pairs of states by year.

    Attributes:
        years: The years, in order.
        pairs: (one, two) of each row, one < two.
        alive: Both are states at the end of the year. Shape (pair, year), as all that follow.
        relevant: They border on each other by land or over at most 400 miles of water, or one is
            a major power: pairs that could clash.
        land: They share a land border.
        near: They are contiguous by land or water.
        major: One is a major power.
        allied: One has promised the other defence.
        pact: One has promised the other not to attack.
        parity: The weaker's share of power over the stronger's, 0 to 1; NaN unknown.
        onset: A dispute between them began in the year; NaN where the list does not cover it.
        ongoing: A dispute between them went on in the year; likewise.
        peace: Years since the last with a dispute, or since the pair could clash; from 0 in 1946.
        trust: Belief, 0 to 1, each in the other at the end of the year: (direction, pair, year),
            `one` in `two` first; NaN where it is not told.
        broken: The other threatened, showed or used force against them in the year: (direction,
            pair, year), `two` against `one` first; NaN where the list does not cover it.
        democracy: How democratic the less democratic of the two is, from the user's own copy; NaN
            everywhere without one.
        disputes: Which list of disputes it is.
    """

    years: NDArray[np.int64]
    pairs: tuple[Pair, ...]
    alive: Bools
    relevant: Bools
    land: Bools
    near: Bools
    major: Bools
    allied: Bools
    pact: Bools
    parity: Floats
    onset: Floats
    ongoing: Floats
    peace: Floats
    trust: Floats
    broken: Floats
    democracy: Floats
    disputes: str

    @cached_property
    def row(self) -> dict[Pair, int]:
        """The row of each pair."""
        return {pair: place for place, pair in enumerate(self.pairs)}

    @cached_property
    def belief(self) -> Floats:
        """Trust of a pair: the mean of both directions. Shape (pair, year)."""
        return np.asarray(self.trust.mean(axis=0))

    @cached_property
    def past(self) -> Floats:
        """Disputes begun in the `HISTORY` years before each. Shape (pair, year)."""
        begun = np.nan_to_num(self.onset)
        total = np.cumsum(np.pad(begun, ((0, 0), (1, 0))), axis=1)
        first = np.maximum(np.arange(len(self.years)) - HISTORY, 0)
        return np.asarray(total[:, :-1] - total[:, first])

    @cached_property
    def others(self) -> dict[str, Floats]:
        """What happened between the two states and third ones, by name of the outcome.

        `incidents`: disputes begun per relevant pair of either with a third state; `trust`: belief
        averaged over these. Shape (pair, year) each.
        """
        return {
            "incidents": self._beside(np.where(self.relevant, self.onset, np.nan)),
            "trust": self._beside(np.where(self.relevant, self.belief, np.nan)),
        }

    def _beside(self, values: Floats) -> Floats:
        """Mean over the relevant pairs of either state but the pair itself."""
        states = sorted({state for pair in self.pairs for state in pair})
        place = {state: row for row, state in enumerate(states)}
        sides = np.array([[place[one], place[two]] for one, two in self.pairs]).T
        known, filled = np.isfinite(values), np.nan_to_num(values)
        total, count = (np.zeros((len(states), len(self.years))) for _ in range(2))
        for side in sides:
            np.add.at(total, side, filled)
            np.add.at(count, side, known)
        summed = total[sides[0]] + total[sides[1]] - 2 * filled
        number = count[sides[0]] + count[sides[1]] - 2 * known
        return np.where(number > 0, summed / np.maximum(number, 1), np.nan)

    def at(self, year: int) -> int:
        """The column of a year, which may lie outside."""
        return year - int(self.years[0])

    def with_democracy(self, rows: pl.DataFrame) -> "DyadPanel":
        """The same with how democratic states are: `ccode, year, v2x_polyarchy`."""
        held: dict[int, Floats] = {}
        for ccode, year, value in rows.select("ccode", "year", "v2x_polyarchy").iter_rows():
            if value is not None and FIRST_YEAR <= year <= LAST_YEAR:
                line = held.setdefault(ccode, np.full(len(self.years), np.nan))
                line[self.at(year)] = value
        return replace(self, democracy=np.minimum(*_Grid(self.pairs).sides(held, np.nan)))


def pairs_of(record: Record, also: Iterable[Pair] = ()) -> tuple[Pair, ...]:
    """Pairs that could clash in some year of the panel, and others asked for."""
    frame = _spans(record.ties("contiguity"))
    near = {(one, two) for one, two in frame.select("one", "two").iter_rows()}
    lives = _lives()
    majors = set(_years_of_majors(record)["ccode"].to_list())
    great = {_ordered(one, two) for one in majors for two in lives if one != two}
    wanted = near | great | {_ordered(*pair) for pair in also}
    return tuple(
        sorted(
            (one, two)
            for one, two in wanted
            if one in lives and two in lives and (lives[one] & lives[two]).any()
        )
    )


def _ordered(one: int, two: int) -> Pair:
    return (one, two) if one < two else (two, one)


def _lives() -> dict[int, Bools]:
    """Years of the panel at whose end each state is a member of the system."""
    found: dict[int, Bools] = {}
    for place, year in enumerate(range(FIRST_YEAR, LAST_YEAR + 1)):
        for ccode in actors.living(date(year, 12, 31)):
            found.setdefault(ccode, np.zeros(LAST_YEAR - FIRST_YEAR + 1, bool))[place] = True
    return found


def _spans(ties: pl.DataFrame) -> pl.DataFrame:
    """Ties of two states as unordered pairs with first and last year."""
    one, two = pl.min_horizontal("state1", "state2"), pl.max_horizontal("state1", "state2")
    return ties.select(
        one=one, two=two, value="value", detail="detail", first=pl.col("start").dt.year(),
        last=pl.col("end").dt.year().fill_null(LAST_YEAR),
    ).filter(pl.col("last") >= FIRST_YEAR, pl.col("first") <= LAST_YEAR)  # fmt: skip


def _years_of_majors(record: Record) -> pl.DataFrame:
    return record.ties("major").select(
        ccode="state1",
        first=pl.col("start").dt.year(),
        last=pl.col("end").dt.year().fill_null(LAST_YEAR),
    ).filter(pl.col("last") >= FIRST_YEAR)  # fmt: skip


@dataclass(frozen=True)
class _Grid:
    """Rows of pairs and columns of years, to lay spans and values out on."""

    pairs: tuple[Pair, ...]

    @cached_property
    def row(self) -> dict[Pair, int]:
        return {pair: place for place, pair in enumerate(self.pairs)}

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.pairs), LAST_YEAR - FIRST_YEAR + 1

    def spans(self, rows: pl.DataFrame) -> Bools:
        """Years within any of the spans `one, two, first, last`."""
        laid = np.zeros(self.shape, bool)
        for one, two, first, last in rows.select("one", "two", "first", "last").iter_rows():
            place = self.row.get((one, two))
            if place is not None:
                laid[place, max(first - FIRST_YEAR, 0) : max(last - FIRST_YEAR + 1, 0)] = True
        return laid

    def sides(self, values: dict[int, Floats], fill: float) -> tuple[Floats, Floats]:
        """Values of each state by year for both sides of each pair."""
        none = np.full(self.shape[1], fill)
        one, two = (
            np.array([values.get(pair[side], none) for pair in self.pairs]) for side in (0, 1)
        )
        return one, two


def read_panel(
    record: Record, pairs: Iterable[Pair], trust: pl.DataFrame, disputes: pl.DataFrame | None = None
) -> DyadPanel:
    """Gather what the record holds on pairs, year by year.

    Args:
        record: Where ties and disputes are.
        pairs: Unordered pairs, as of `pairs_of`.
        trust: Belief by year: `truster, trustee, year, trust` (0 to 1).
        disputes: Another list of disputes, `ccode1, ccode2, year` with `gmlmidonset` and
            `gmlmidongoing`, in place of that of the record.
    """
    grid = _Grid(tuple(pairs))
    lives = {state: held.astype(float) for state, held in _lives().items()}
    alive_one, alive_two = grid.sides(lives, 0.0)
    alive = (alive_one * alive_two) > 0
    contiguity = _spans(record.ties("contiguity"))
    land, near = grid.spans(contiguity.filter(value=LAND)), grid.spans(contiguity)
    major = np.maximum(*grid.sides(_majors(record), 0.0)) > 0
    pacts = _spans(record.ties("alliance").filter(pl.col("value") > 0))
    power = grid.sides(_power(record), np.nan)
    begun = _of_record(record) if disputes is None else _of_copy(disputes)
    onset, ongoing, last = _laid(grid, begun, alive)
    onset[~alive], ongoing[~alive] = np.nan, np.nan
    relevant = alive & (near | major)
    with np.errstate(invalid="ignore", divide="ignore"):
        parity = np.minimum(*power) / np.maximum(*power)
    return DyadPanel(
        years=np.arange(FIRST_YEAR, LAST_YEAR + 1),
        pairs=grid.pairs,
        alive=alive,
        relevant=relevant,
        land=land,
        near=near,
        major=major,
        allied=grid.spans(pacts.filter(pl.col("detail").str.contains("defence"))),
        pact=grid.spans(pacts.filter(pl.col("detail").str.contains("non-aggression"))),
        parity=parity,
        onset=onset,
        ongoing=ongoing,
        peace=_peace(relevant, np.nan_to_num(ongoing)),
        trust=_trust(grid, trust),
        broken=_broken(grid, record, last),
        democracy=np.full(grid.shape, np.nan),
        disputes=DISPUTES if disputes is None else "gml",
    )


def _majors(record: Record) -> dict[int, Floats]:
    years = np.arange(FIRST_YEAR, LAST_YEAR + 1)
    found: dict[int, Floats] = {}
    for ccode, first, last in _years_of_majors(record).iter_rows():
        held = ((years >= first) & (years <= last)).astype(float)
        found[ccode] = np.maximum(found.get(ccode, 0.0), held)
    return found


def _power(record: Record) -> dict[int, Floats]:
    """Share of the world's capabilities of each state by year, NaN where unknown."""
    rows = record.ties("capability").with_columns(year=pl.col("start").dt.year())
    rows = rows.filter(pl.col("year").is_between(FIRST_YEAR, LAST_YEAR))
    found: dict[int, Floats] = {}
    for ccode, year, share in rows.select("state1", "year", "value").iter_rows():
        held = found.setdefault(ccode, np.full(LAST_YEAR - FIRST_YEAR + 1, np.nan))
        held[year - FIRST_YEAR] = share
    return found


def _of_record(record: Record) -> pl.DataFrame:
    """Disputes of the record: `one, two, year, begun`, a row a pair and year with one.

    The record keeps the month of a dispute's first year, and no number of the dispute: one in a
    year that follows another began in it where its month is later than January.
    """
    rows = record.acts(datasets=[DISPUTES]).group_by(
        one=pl.min_horizontal("source", "target").cast(pl.Int64),
        two=pl.max_horizontal("source", "target").cast(pl.Int64),
        year=pl.col("start").dt.year().cast(pl.Int64),
    ).agg(later=(pl.col("start").dt.month() > 1).any())  # fmt: skip
    before = rows.select("one", "two", year=pl.col("year") + 1, went_on=pl.lit(value=True))
    return rows.join(before, on=["one", "two", "year"], how="left").select(
        "one", "two", "year", begun=pl.col("later") | pl.col("went_on").is_null()
    )


def _of_copy(rows: pl.DataFrame) -> pl.DataFrame:
    """The same of a copy in the columns of its publisher."""
    return (
        rows.with_columns(
            one=pl.min_horizontal("ccode1", "ccode2").cast(pl.Int64),
            two=pl.max_horizontal("ccode1", "ccode2").cast(pl.Int64),
            year=pl.col("year").cast(pl.Int64),
        )
        .filter((pl.col("gmlmidonset") > 0) | (pl.col("gmlmidongoing") > 0))
        .group_by("one", "two", "year")
        .agg(begun=pl.col("gmlmidonset").max() > 0)
    )


def _laid(grid: _Grid, begun: pl.DataFrame, alive: Bools) -> tuple[Floats, Floats, int]:
    """Onset and ongoing, NaN after the list's last year, which comes third."""
    onset, ongoing = np.zeros(grid.shape), np.zeros(grid.shape)
    last = int(begun.select(pl.col("year").max()).item())
    for one, two, year, began in begun.select("one", "two", "year", "begun").iter_rows():
        place = grid.row.get((one, two))
        if place is not None and year >= FIRST_YEAR and alive[place, year - FIRST_YEAR]:
            ongoing[place, year - FIRST_YEAR] = 1.0
            onset[place, year - FIRST_YEAR] = float(began)
    onset[:, last - FIRST_YEAR + 1 :] = np.nan
    ongoing[:, last - FIRST_YEAR + 1 :] = np.nan
    return onset, ongoing, last


def _peace(relevant: Bools, ongoing: Floats) -> Floats:
    """Years of peace before each year, since the pair could clash."""
    held, now = np.zeros(relevant.shape), np.zeros(len(relevant))
    for year in range(relevant.shape[1]):
        held[:, year] = np.where(relevant[:, year], now, 0.0)
        calm = np.where(ongoing[:, year] > 0, 0.0, now + 1.0)
        now = np.where(relevant[:, year], calm, 0.0)
    return held


def _trust(grid: _Grid, rows: pl.DataFrame) -> Floats:
    held = np.full((2, *grid.shape), np.nan)
    kept = rows.filter(pl.col("year").is_between(FIRST_YEAR, LAST_YEAR))
    for one, two, year, value in kept.select("truster", "trustee", "year", "trust").iter_rows():
        direction = int(one > two)
        place = grid.row.get(_ordered(one, two))
        if place is not None:
            held[direction, place, year - FIRST_YEAR] = value
    return held


def _broken(grid: _Grid, record: Record, last: int) -> Floats:
    """Whether the other threatened, showed or used force, by direction."""
    held = np.zeros((2, *grid.shape))
    rows = record.acts(datasets=[DISPUTES]).select("source", "target", pl.col("start").dt.year())
    for source, target, year in rows.unique().iter_rows():
        place = grid.row.get(_ordered(source, target))
        if place is not None and FIRST_YEAR <= year <= LAST_YEAR:
            held[int(source < target), place, year - FIRST_YEAR] = 1.0
    held[:, :, last - FIRST_YEAR + 1 :] = np.nan
    return held
