"""Outside checks: belief beside rivalries, crises, wars, votes, later conduct and opinion.

None of the data is used in any fit; ties of the annual model do hold agreement in votes, so the
check by ideal points is less outside than the others. Measures are the area under the curve (AUC),
the chance that of two pairs the right one stands higher, and Spearman's rank correlation (ρ).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from longtin.acts import Record, validation_data
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust.evaluation.rivals import listed_rivalries
from longtin.trust.evaluation.scores import auc
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.yearly_reports import YEARLY_COUNTS
from longtin.trust.validation.readings import COOPERATIVE, OWN, Readings, near

BELIEVED = {"year": 2010, "week": 2014}
"""The end of which year belief is taken from, for what came after it."""

LEVELS_AT = (2014, 2022)
"""Ends of years at which levels are looked at."""

FEWEST = 10
"""Reports of a pair in a later year, for its share to count."""

FEWEST_DATED = 50
"""Dated reports of a later span, likewise: it is a sample."""

SPANS = ((2018, 2018), (2021, 2023))
"""Later years with dated acts."""

HIGH, MIDDLE = 0.95, (0.2, 0.8)
"""Beyond the first, belief is saturated; between the others it can tell pairs apart."""


@dataclass(frozen=True)
class Check:
    """One comparison of belief with something else.

    Attributes:
        name: Key of what it is, with `where` of which pairs and `span` of what years.
        by: `week` or `year`.
        measure: `auc`, `correlation`, `correlation_by_target` or `share`.
        values: By reader; the higher the better unless `most` says otherwise.
        cases: Pairs, couples or pair-years.
        positive: Of them, how many happened; 0 where there is nothing to happen.
        source: Name of the validation data, or of the record.
    """

    name: str
    by: str
    where: str
    span: str
    measure: str
    values: Mapping[str, float]
    cases: int
    positive: int
    source: str


@dataclass(frozen=True)
class Outside:
    """What checks are made from.

    Attributes:
        record: The record.
        readings: What each reader says.
        data: The user's folder with copies of what may not be passed on, if there is one.
    """

    record: Record
    readings: Readings
    data: Path | None
    column: dict[Pair, int] = field(init=False)

    def __post_init__(self) -> None:
        places = {pair: place for place, pair in enumerate(self.readings.pairs)}
        object.__setattr__(self, "column", places)

    @property
    def by(self) -> str:
        """`week` or `year`."""
        return self.readings.by

    def marked(self, pairs: Iterable[Pair], *, both: bool = True) -> Bools:
        """Which columns are among some pairs, in either direction if `both`."""
        found = np.zeros(len(self.readings.pairs), bool)
        for one, two in pairs:
            for pair in ((one, two), (two, one)) if both else ((one, two),):
                if (place := self.column.get(pair)) is not None:
                    found[place] = True
        return found

    def couples(self, values: Mapping[str, Floats]) -> tuple[dict[str, Floats], Bools]:
        """Means of both directions, at the place of the first, and where both are known."""
        place = np.arange(len(self.readings.pairs))
        back = np.array([self.column.get((two, one), -1) for one, two in self.readings.pairs])
        first = np.array([one < two for one, two in self.readings.pairs]) & (back >= 0)
        means = {name: 0.5 * (value[place] + value[back]) for name, value in values.items()}
        return means, first


def ranked(
    values: Mapping[str, Floats], happened: Bools, among: Bools, *, falls: bool = True
) -> tuple[dict[str, float], int, int]:
    """AUC by reader, cases, and how many happened; there trust should be lower if `falls`."""
    kept = among & np.all([np.isfinite(each) for each in values.values()], axis=0)
    yes, all_of = int(happened[kept].sum()), int(kept.sum())
    if not 0 < yes < all_of:
        return {}, all_of, yes
    sign = -1.0 if falls else 1.0
    return {n: auc(happened[kept], sign * each[kept]) for n, each in values.items()}, all_of, yes


def correlation(one: Floats, two: Floats) -> float:
    """Spearman's rank correlation, ties at their mean rank."""
    from scipy.stats import rankdata

    return float(np.corrcoef(rankdata(one), rankdata(two))[0, 1])


def correlated(values: Mapping[str, Floats], other: Floats) -> tuple[dict[str, float], int]:
    """Rank correlation by reader, and cases."""
    kept = np.isfinite(other) & np.all([np.isfinite(each) for each in values.values()], axis=0)
    if kept.sum() < FEWEST:
        return {}, int(kept.sum())
    return {n: correlation(each[kept], other[kept]) for n, each in values.items()}, int(kept.sum())


def rivalries(outside: Outside) -> Iterator[Check]:
    """Strategic rivals stand lower."""
    year = LEVELS_AT[0]
    if not outside.readings.has(year):
        return
    held = [p for p, spans in listed_rivalries().items() if any(a <= year <= b for a, b in spans)]
    happened, values = outside.marked(held), outside.readings.at(year)
    among = {"all": np.ones_like(happened), "near": near(outside.record, outside.readings.pairs,
                                                         year)}  # fmt: skip
    for where, which in among.items():
        found, cases, yes = ranked(values, happened, which)
        if found:
            yield Check("rivalries", outside.by, where, f"{year}", "auc", found, cases, yes,
                        "rivalries")  # fmt: skip


def _later(outside: Outside, name: str, source: str, fought: Callable[[int], Iterable[Pair]],
           last: int) -> Iterator[Check]:  # fmt: skip
    """Couples that something later happened to stood lower."""
    year = BELIEVED[outside.by]
    if not outside.readings.has(year):
        return
    values, first = outside.couples(outside.readings.at(year))
    among = first & near(outside.record, outside.readings.pairs, year)
    happened, span = outside.marked(fought(year)), f"{year + 1}–{last}"
    found, cases, yes = ranked(values, happened, among)
    if found:
        yield Check(name, outside.by, "near", span, "auc", found, cases, yes, source)
    if outside.readings.chances:
        chances, _ = outside.couples(outside.readings.at(year, chances=True))
        found, cases, yes = ranked(chances, happened, among, falls=False)
        if found:
            yield Check(name, outside.by, "near, by the chance of a dispute", span, "auc", found,
                        cases, yes, source)  # fmt: skip


def crises(outside: Outside) -> Iterator[Check]:
    """Couples with a later international crisis."""
    rows = validation_data("crises", outside.data)

    def after(year: int) -> list[Pair]:
        later = rows.filter(pl.col("start").dt.year() > year)
        return [(int(a), int(b)) for a, b in later.select("state1", "state2").iter_rows()]

    last = max(day.year for day in rows["start"])
    yield from _later(outside, "crises", "crises", after, last)


def conflicts(outside: Outside) -> Iterator[Check]:
    """Couples whose troops later fought each other."""
    rows = validation_data("conflicts", outside.data).filter("between_states")

    def after(year: int) -> list[Pair]:
        later = rows.filter(pl.col("year") > year)
        return [(int(a), int(b)) for a, b in later.select("state1", "state2").iter_rows()]

    yield from _later(outside, "conflicts", "conflicts", after, int(max(rows["year"])))


def votes(outside: Outside) -> Iterator[Check]:
    """States that stand near each other in the General Assembly trust more."""
    rows = validation_data("ideal_points", outside.data).drop_nulls("position")
    for year in LEVELS_AT:
        if not outside.readings.has(year):
            continue
        place = dict(rows.filter(year=year).select("ccode", "position").iter_rows())
        apart = np.array(
            [abs(place.get(a, np.nan) - place.get(b, np.nan)) for a, b in outside.readings.pairs]
        )
        found, cases = correlated(outside.readings.at(year), -apart)
        if found:
            yield Check("ideal_points", outside.by, "all", f"{year}", "correlation", found, cases,
                        0, "ideal_points")  # fmt: skip


def next_year(outside: Outside) -> Iterator[Check]:
    """The share of cooperation in the complete counts of the year after."""
    years = [day.year for day in outside.readings.days]
    parts: list[tuple[dict[str, Floats], Floats]] = []
    rows = outside.record.acts(datasets=[YEARLY_COUNTS]).with_columns(
        year=pl.col("start").dt.year()
    )
    for year in years:
        of_year = rows.filter(year=year + 1)
        if of_year.height and year >= 2008:
            parts.append((outside.readings.at(year), shares(outside, of_year, FEWEST)))
    if not parts:
        return
    values = {n: np.concatenate([each[n] for each, _ in parts]) for n in parts[0][0]}
    found, cases = correlated(values, np.concatenate([share for _, share in parts]))
    if found:
        span = f"{max(2009, years[0] + 1)}–{max(y + 1 for y in years if y + 1 <= 2014)}"
        yield Check("next_year", outside.by, "all", span, "correlation", found, cases, 0,
                    YEARLY_COUNTS)  # fmt: skip


def later_years(outside: Outside) -> Iterator[Check]:
    """The share of cooperation in later years with dated acts, from belief at the end of 2014."""
    year = LEVELS_AT[0]
    if not outside.readings.has(year):
        return
    names = dated_reports.event_datasets(outside.record)["dataset"].to_list()
    for first, last in SPANS:
        rows = dated_reports.dated(
            outside.record.acts(start=date(first, 1, 1), end=date(last, 12, 31), datasets=names)
        )
        found, cases = correlated(outside.readings.at(year), shares(outside, rows, FEWEST_DATED))
        if found:
            span = f"{first}" if first == last else f"{first}–{last}"
            yield Check("later_years", outside.by, "all", span, "correlation", found, cases, 0,
                        "dated acts")  # fmt: skip


def shares(outside: Outside, rows: pl.DataFrame, fewest: int) -> Floats:
    """Share of cooperation among each pair's reports, where there are enough."""
    count = pl.col("count").sum()
    friendly = pl.col("count").filter(pl.col("quad") <= COOPERATIVE).sum()
    told = rows.group_by("source", "target").agg(count.alias("n"), friendly.alias("friendly"))
    found = np.full(len(outside.readings.pairs), np.nan)
    for source, target, n, good in told.filter(pl.col("n") >= fewest).iter_rows():
        if (place := outside.column.get((target, source))) is not None:
            found[place] = good / n
    return found


def saturation(readings: Readings) -> Iterator[Check]:
    """How much of belief stands near the top, and how much where pairs can be told apart."""
    for year in LEVELS_AT:
        if not readings.has(year):
            continue
        values = {name: each[np.isfinite(each)] for name, each in readings.at(year).items()}
        low, high = MIDDLE
        shares = {
            "above": {n: float((v > HIGH).mean()) for n, v in values.items()},
            "between": {n: float(((v > low) & (v < high)).mean()) for n, v in values.items()},
        }
        for where, found in shares.items():
            yield Check(f"share_{where}", readings.by, "all", f"{year}", "share", found,
                        len(values[OWN]), 0, "record")  # fmt: skip
