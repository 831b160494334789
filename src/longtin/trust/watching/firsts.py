"""First acts after calm: force, sanctions and threats where there had been none for two years.

Coders name bystanders of a war as its parties, and allies who send troops as if against their host.
So a first act counts where it was told on more than one day, the pair's other conduct of those
weeks is not all friendly, and it is more than a sliver of what the watched state met with.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from longtin.trust._estimate import Estimate
from longtin.trust.watching.alert import GRAVITY, Alert, AlertKind, Doubt, as_acts

CALM, AROUND = timedelta(weeks=104), timedelta(weeks=4)
"""Time without such an act before the first, and time around it in which others speak for it."""


@dataclass(frozen=True)
class _Rule:
    """Which acts are of a kind, and what must stand beside the first.

    Attributes:
        kinds: PLOVER types.
        hostile: Least share of conflict among the pair's other acts of those weeks.
        others: Least number of other acts of conflict.
    """

    kinds: tuple[str, ...]
    hostile: float
    others: int


RULES: dict[AlertKind, _Rule] = {
    "force": _Rule(("ASSAULT", "MOBILIZE"), 0.25, 2),
    "sanction": _Rule(("SANCTION",), 0.1, 1),
    "threat": _Rule(("THREATEN",), 0.1, 1),
}

LEAST_DAYS, LEAST_SHARE, LISTED = 2, 0.05, 5
"""Days on which it was told; share of all such acts the state met with; acts listed."""

WHOLE, MOSTLY = 104, 0.75
"""Weeks of the calm, and the share of them that the record should have seen."""

CONFLICT = 3
"""The first of the two classes of conflict."""


def firsts(found: Estimate, since: date, until: date) -> Iterator[Alert]:
    """First acts of each kind by each state since a day."""
    if found.held is None:
        return
    acts = found.held.acts.sort("start", "origin")
    acts = acts.filter(pl.col("start") <= until)
    for name, rule in RULES.items():
        those = acts.filter(pl.col("kind").is_in(rule.kinds))
        fresh = those.filter(pl.col("start") >= since)
        for column in fresh["column"].unique().sort().to_list():
            own = acts.filter(pl.col("column") == column)
            alert = _first(found, name, own, those, since)
            if alert is not None:
                yield alert


def _first(
    found: Estimate, name: AlertKind, own: pl.DataFrame, those: pl.DataFrame, since: date
) -> Alert | None:
    rule, column = RULES[name], own["column"][0]
    of_kind = own.filter(pl.col("kind").is_in(rule.kinds))
    gap = pl.col("start") - pl.col("start").shift(1)
    first = of_kind.filter(gap.is_null() | (gap > CALM)).filter(pl.col("start") >= since)
    if first.is_empty():
        return None
    day = first["start"][0]
    near = own.filter(pl.col("start").is_between(day - AROUND, day + AROUND))
    told = near.filter(pl.col("kind").is_in(rule.kinds))
    beside = near.filter(~pl.col("kind").is_in(rule.kinds))
    hostile = int(beside.filter(pl.col("quad") >= CONFLICT)["count"].sum())
    share = hostile / max(int(beside["count"].sum()), 1)
    met = those.filter(pl.col("start").is_between(day - AROUND, day + AROUND))
    of_all = int(told["count"].sum()) / max(int(met["count"].sum()), 1)
    if (
        told["start"].n_unique() < LEAST_DAYS
        or hostile < rule.others
        or share < rule.hostile
        or of_all < LEAST_SHARE
    ):
        return None
    truster, trustee = found.beliefs.pairs[column]
    return Alert(
        kind=name,
        gravity=GRAVITY[name],
        truster=truster,
        trustee=trustee,
        start=day,
        end=told["start"][-1],
        before=None,
        after=None,
        acts=as_acts(told.head(LISTED)),
        doubts=tuple(_doubts(found, column, day, told, (share, met["column"].n_unique()))),
    )


def _doubts(
    found: Estimate, column: int, day: date, told: pl.DataFrame, around: tuple[float, int]
) -> Iterator[Doubt]:
    share, states = around
    if int(told["count"].sum()) < 4:
        yield "few reports"
    assert found.held is not None  # noqa: S101 -- asked before
    last = found.step_of(day)
    seen = found.held.dated[max(last - WHOLE, 0) : last, column]
    if seen.sum() < MOSTLY * WHOLE:
        yield "holes before"
    if states > 5:
        yield "others too"
    if share < 0.5:
        yield "otherwise friendly"
