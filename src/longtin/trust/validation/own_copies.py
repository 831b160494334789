"""Checks by data that may not be passed on with the package: a user's own copies of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from longtin import actors
from longtin.acts import validation_data
from longtin.errors import LongtinError
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust.validation.outside import (
    BELIEVED,
    FEWEST,
    LEVELS_AT,
    Check,
    Outside,
    correlated,
    correlation,
    ranked,
)

ENDINGS = (".parquet", ".csv")

FEWEST_RESPONDENTS = 10
"""Publics asked about a state for it to be ranked by itself."""


def opinion(outside: Outside) -> Iterator[Check]:
    """The share of a public with a favourable view, from belief at the end of the year before."""
    rows = own_copy(outside.data, "opinion")
    if rows is None:
        return
    kept = rows.drop_nulls(["ccode1", "ccode2", "favorable"]).filter(
        pl.col("ccode1") != pl.col("ccode2")
    )
    cases = [
        (outside.column[a, b], year - 1, value, b)
        for a, b, year, value in kept.select("ccode1", "ccode2", "year", "favorable").iter_rows()
        if (a, b) in outside.column and outside.readings.has(year - 1)
    ]
    if len(cases) < FEWEST:
        return
    at = {year: outside.readings.at(year) for year in {case[1] for case in cases}}
    values = {n: np.array([at[y][n][c] for c, y, _, _ in cases]) for n in outside.readings.values}
    favourable = np.array([value for _, _, value, _ in cases], dtype=np.float64)
    target = np.array([whom for *_, whom in cases])
    span = f"{min(at) + 1}–{max(at) + 1}"
    found, count = correlated(values, favourable)
    if found:
        yield Check("opinion", outside.by, "all", span, "correlation", found, count, 0, "opinion")
        within = _within(values, favourable, target)
        if within:
            yield Check("opinion", outside.by, "by trustee", span, "correlation", within, count, 0,
                        "opinion")  # fmt: skip


def _within(values: Mapping[str, Floats], other: Floats, group: Floats) -> dict[str, float]:
    """Mean of the correlations within groups, by their size."""
    known = np.isfinite(other) & np.all([np.isfinite(v) for v in values.values()], axis=0)
    groups = [np.flatnonzero(known & (group == each)) for each in np.unique(group)]
    groups = [each for each in groups if len(each) >= FEWEST_RESPONDENTS]
    sizes = [len(each) for each in groups]
    if not groups:
        return {}
    return {
        name: float(np.average([correlation(v[g], other[g]) for g in groups], weights=sizes))
        for name, v in values.items()
    }


def sanctions(outside: Outside) -> Iterator[Check]:
    """Whom a state later put under sanctions, among all whom it could have."""
    rows, year = own_copy(outside.data, "sanctions"), BELIEVED[outside.by]
    if rows is None or not outside.readings.has(year):
        return
    later = rows.filter(pl.col("begin") > year)
    columns = ("sanctioning_state", "sanctioned_state", "begin")
    cases = {
        (sender, target)
        for senders, targets, begin in later.select(columns).iter_rows()
        for sender in states_in(senders, int(begin))
        for target in states_in(targets, int(begin))
    }
    among = _of_those_who_did(outside, cases)
    found, count, yes = ranked(outside.readings.at(year), outside.marked(cases, both=False), among)
    if found:
        span = f"{year + 1}–{int(max(later['begin']))}"
        yield Check("sanctions", outside.by, "of those who imposed any", span, "auc", found, count,
                    yes, "sanctions")  # fmt: skip


def arms(outside: Outside) -> Iterator[Check]:
    """Whom a state later delivered arms to, among all whom it could have."""
    rows, year = own_copy(outside.data, "arms"), BELIEVED[outside.by]
    if rows is None or not outside.readings.has(year):
        return
    later = rows.filter(pl.col("year") > year, pl.col("tiv") > 0)
    names = later.select("supplier", "recipient").unique().iter_rows()
    cases = {
        (one, two)
        for supplier, recipient in names
        for one in states_in(supplier, year + 1)
        for two in states_in(recipient, year + 1)
    }
    found, count, yes = ranked(
        outside.readings.at(year), outside.marked(cases, both=False),
        _of_those_who_did(outside, cases), falls=False,
    )  # fmt: skip
    if found:
        span = f"{year + 1}–{int(max(later['year']))}"
        yield Check("arms", outside.by, "of those who delivered any", span, "auc", found, count,
                    yes, "arms")  # fmt: skip


def _of_those_who_did(outside: Outside, cases: set[Pair]) -> Bools:
    doers = {one for one, _ in cases}
    return np.array([truster in doers for truster, _ in outside.readings.pairs])


def states_in(names: str | None, year: int) -> list[int]:
    """Codes of the states in a field of names; blocs and what is no state are left out."""
    day = date(year, 12, 31)
    whole = _state(names or "", day)
    if whole is not None:
        return [whole]
    codes = [_state(name, day) for name in (names or "").split(", ")]
    return [code for code in codes if code is not None]


def _state(name: str, day: date) -> int | None:
    try:
        return actors.find(name, day).ccode
    except LongtinError:
        return None


def influence(outside: Outside) -> Iterator[Check]:
    """How much two states have to do with each other, which is not trust: it should not matter."""
    rows = own_copy(outside.data, "influence")
    if rows is None:
        return
    kept = rows.drop_nulls(["ccode1", "ccode2", "bandwidth"])
    year = LEVELS_AT[0]
    if not outside.readings.has(year):
        return
    found = np.full(len(outside.readings.pairs), np.nan)
    for one, two, value in (
        kept.filter(year=year).select("ccode1", "ccode2", "bandwidth").iter_rows()
    ):
        if (place := outside.column.get((one, two))) is not None:
            found[place] = value
    values, count = correlated(outside.readings.at(year), found)
    if values:
        yield Check("influence", outside.by, "all", f"{year}", "correlation", values, count, 0,
                    "influence")  # fmt: skip


def has(data: Path | None, name: str) -> bool:
    """Whether the user's folder has a copy."""
    return data is not None and any((data / f"{name}{each}").is_file() for each in ENDINGS)


def own_copy(data: Path | None, name: str) -> pl.DataFrame | None:
    """The user's copy; `None` if there is none."""
    return validation_data(name, data) if has(data, name) else None
