"""Dyad-year panel: what stands between pairs of states each year, for the annual model."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin.acts import DISPUTES, Record
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust._held_by_record import HeldByRecord
from longtin.trust.evidence import disputes, yearly_reports
from longtin.trust.evidence.channels import OPPORTUNITY, TURNOVER
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.grid import Grid
from longtin.trust.evidence.ties.borders import LAND_BORDER, SEA_BORDER
from longtin.trust.evidence.ties.power import MAJOR_POWER

FIRST_YEAR = 1946
"""Where the annual model starts: roll calls, and a system of states like today's."""

DATASETS = (DISPUTES, yearly_reports.YEARLY_COUNTS)
"""Datasets of acts that the annual model reads; every other has dates."""

NEAR = (LAND_BORDER, SEA_BORDER, MAJOR_POWER)
"""What makes two states near enough to clash."""

MUCH = 50
"""Reports in all years that make a pair much reported."""

CONSTANT = "const"
TURNOVER_NAMES = (CONSTANT, *(covariate.name for covariate in TURNOVER))
"""Names of the covariates of turnover, in the order of the parameters."""

OPPORTUNITY_NAMES = tuple(covariate.name for covariate in OPPORTUNITY)
"""Names of the covariates of opportunity, likewise."""


EXCHANGED = pl.Schema(
    {
        "place": pl.Int64(),
        "column": pl.Int64(),
        "dataset": pl.String(),
        "cooperation": pl.Float64(),
        "conflict": pl.Float64(),
        "reports": pl.Int64(),
    }
)
"""Columns of readings of exchanges by year."""


@dataclass(frozen=True)
class Panel:
    """All the annual model needs of a set of pairs.

    Attributes:
        years: The years, in order.
        pairs: (truster, trustee) of each column.
        alive: Both are states in the year. Shape (year, pair).
        born: First year of a spell of `alive`. Shape (year, pair).
        turnover: A constant and the covariates of `TURNOVER`, of the year before (of the same year
            at birth). Shape (covariate, year, pair).
        opportunity: The covariates of `OPPORTUNITY`, likewise. Shape (covariate, year, pair).
        hostility: The trustee's highest towards the truster, 0 none to 4 war; -1 where the source
            does not cover the pair. Shape (year, pair).
        past: Disputes of the pair in earlier years, as they are remembered. Shape (year, pair).
        reports: The trustee's acts towards the truster by class. Shape (class, year, pair).
        shift: Log share of each class in what a year's reports were taken from, over that in the
            complete counts; 0 where they are the complete counts. Shape (class, year).
        exchanged: Readings of exchanges in years without dated reports: `place` of the year and
            `column`, and what was added up in each, as in `EXCHANGED`.
    """

    years: NDArray[np.int64]
    pairs: tuple[Pair, ...]
    alive: Bools
    born: Bools
    turnover: Floats
    opportunity: Floats
    hostility: NDArray[np.int64]
    reports: Floats
    past: Floats
    shift: Floats
    exchanged: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=EXCHANGED))

    @property
    def exchanging(self) -> Bools:
        """Years in which exchanges speak. Shape (year, pair)."""
        found = np.zeros(self.alive.shape, bool)
        found[self.exchanged["place"].to_numpy(), self.exchanged["column"].to_numpy()] = True
        return found

    def of(self, columns: slice | NDArray[np.int64]) -> "Panel":
        """Only some pairs."""
        places = np.arange(len(self.pairs))[columns]
        return replace(
            self,
            pairs=tuple(self.pairs[place] for place in places),
            alive=self.alive[:, columns],
            born=self.born[:, columns],
            turnover=self.turnover[:, :, columns],
            opportunity=self.opportunity[:, :, columns],
            hostility=self.hostility[:, columns],
            reports=self.reports[:, :, columns],
            past=self.past[:, columns],
            exchanged=_renumbered(self.exchanged, places),
        )

    def until(self, year: int) -> "Panel":
        """Only the years up to one, in arrays of their own."""
        kept = slice(year - int(self.years[0]) + 1)
        return replace(
            self,
            years=self.years[kept].copy(),
            alive=self.alive[kept].copy(),
            born=self.born[kept].copy(),
            turnover=self.turnover[:, kept].copy(),
            opportunity=self.opportunity[:, kept].copy(),
            hostility=self.hostility[kept].copy(),
            reports=self.reports[:, kept].copy(),
            past=self.past[kept].copy(),
            shift=self.shift[:, kept].copy(),
            exchanged=self.exchanged.filter(pl.col("place") < kept.stop),
        )


def _renumbered(rows: pl.DataFrame, places: NDArray[np.int64]) -> pl.DataFrame:
    """Rows of some columns, under the places these then have."""
    if rows.is_empty():
        return rows
    kept = pl.DataFrame({"column": places, "now": np.arange(len(places))})
    found = rows.join(kept, on="column", maintain_order="left").drop("column")
    return found.rename({"now": "column"}).select(list(EXCHANGED))


STANDING = tuple(covariate for covariate in TURNOVER if covariate.lagged)
"""What stands between two states; the others are remembered conduct."""


def row_of(covariate: Covariate) -> int:
    """Its place among the covariates of turnover."""
    return TURNOVER_NAMES.index(covariate.name)


def _bytes_of(held: Panel) -> int:
    arrays = (each for each in vars(held).values() if isinstance(each, np.ndarray))
    return sum(each.nbytes for each in arrays) + int(held.exchanged.estimated_size())


MOST_HELD = 2_000_000
"""Bytes of the panels that are held; one of two pairs takes 33 kB."""

_HELD = HeldByRecord[tuple[tuple[Pair, ...], int], Panel](MOST_HELD, _bytes_of)
"""The longest panels of what is open, by pairs and first year."""

FEW = 100
"""Pairs of which a panel is held; larger ones are asked for once."""


def read_panel(record: Record, pairs: Iterable[Pair], first: int, last: int) -> Panel:
    """Gather ties and acts of (truster, trustee) pairs, year by year, from first to last.

    No year sees later ones, so a panel of fewer years is the beginning of a longer one.
    """
    wanted = tuple(pairs)
    if len(wanted) > FEW:
        return _gathered(record, wanted, first, last)
    held = _HELD.get(record, (wanted, first))
    if held is None or held.years[-1] < last:
        held = _HELD.keep(record, (wanted, first), _gathered(record, wanted, first, last))
    return held.until(last)


def _gathered(record: Record, pairs: tuple[Pair, ...], first: int, last: int) -> Panel:
    grid = Grid(record, pairs, first, last)
    seen = {each: each.of_years(grid) for each in dict.fromkeys((*TURNOVER, *OPPORTUNITY))}
    return Panel(
        years=grid.years,
        pairs=grid.pairs,
        alive=grid.alive,
        born=grid.born,
        turnover=np.stack([np.ones(grid.alive.shape), *(seen[each] for each in TURNOVER)]),
        opportunity=np.stack([seen[each] for each in OPPORTUNITY]),
        hostility=np.where(grid.alive, disputes.hostility(grid), -1),
        reports=yearly_reports.reports(grid),
        past=disputes.past_disputes(grid),
        shift=np.zeros((len(yearly_reports.CLASSES), len(grid.years))),
    )


def last_year(record: Record) -> int:
    """Last year that the annual datasets cover."""
    ends = record.datasets().filter(pl.col("dataset").is_in(DATASETS))["end"]
    return int(max(ends.to_list()).year)


def spoken_of(record: Record, first: int, last: int) -> tuple[Pair, ...]:
    """Pairs that could have clashed in a span, or were much reported; silence tells of no others.

    Neighbours by land or sea and pairs with a major power in any year, and those with `MUCH`
    reports in all.
    """
    held = read_panel(record, every_pair(first, last), first, last)
    return tuple(held.pairs[column] for column in np.flatnonzero(telling(held)))


def telling(held: Panel) -> Bools:
    """Which pairs of a panel those are. Shape (pair,)."""
    near = (held.turnover[[row_of(each) for each in NEAR]] > 0).any(axis=(0, 1))
    return np.asarray(near | (np.nan_to_num(held.reports).sum(axis=(0, 1)) >= MUCH))


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
