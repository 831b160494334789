"""Readings of an estimate, as a brief shows them."""

from dataclasses import replace
from datetime import date

import polars as pl

from longtin import trust
from longtin.brief._brief import Reading, Status

STATUS: dict[str, Status] = {
    "covered": "estimated",
    "too little": "too little",
    "not covered": "not covered",
}


def readings(estimate: trust.Estimate, column: int) -> tuple[Reading, ...]:
    """A pair's trust through time, from its first covered step on."""
    alone = replace(estimate, beliefs=estimate.beliefs.of(slice(column, column + 1)))
    found = _read(alone.frame())
    covered = [place for place, r in enumerate(found) if r.status != "not covered"]
    return tuple(found[covered[0] :] if covered else found[-1:])


def readings_on(estimate: trust.Estimate, day: date) -> dict[trust.Pair, Reading]:
    """Each pair's trust at the last step up to a day."""
    return dict(zip(estimate.beliefs.pairs, _read(estimate.frame(day)), strict=True))


def _read(frame: pl.DataFrame) -> list[Reading]:
    rows = frame.select("date", "coverage", "trust", "low", "high").iter_rows()
    return [Reading(day, STATUS[coverage], *figures) for day, coverage, *figures in rows]
