"""Channels gone silent: regular contact that stopped while the sources still look on."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from longtin.trust._arrays import Bools
from longtin.trust._estimate import Estimate
from longtin.trust.evidence.dated_reports import event_datasets
from longtin.trust.watching.alert import GRAVITY, Alert, as_acts

CONTACTS = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE")
"""Types of act by which states are in touch."""

REGULAR, BEFORE = 0.6, 26
"""Share of weeks with contact that makes it regular, and weeks over which that is judged."""

SHORTEST, CHANCE = 8, 1e-4
"""Least weeks of silence, and the chance of it below which it is none, were contact to go on."""

LISTED = 3
"""Last contacts listed."""


def silences(found: Estimate, since: date, until: date) -> Iterator[Alert]:
    """Pairs in regular contact, either way, that fell silent and were at the last week seen."""
    if found.held is None:
        return
    truster = found.beliefs.pairs[0][0]
    told = _contacts(found, truster, until)
    ends = np.array(found.beliefs.ends, dtype="datetime64[D]")
    for column, (_, trustee) in enumerate(found.beliefs.pairs):
        own = told.filter((pl.col("source") == trustee) | (pl.col("target") == trustee))
        if own.is_empty():
            continue
        spoken = np.zeros(len(ends), bool)
        spoken[np.searchsorted(ends, own["start"].to_numpy())] = True
        silent = _silence(found.held.dated[:, column], spoken, int(np.sum(ends < since)))
        if silent is None:
            continue
        first, last, rate = silent
        before = own.filter(pl.col("start") <= ends[first].item()).tail(LISTED)
        yield Alert(
            kind="silence",
            gravity=GRAVITY["silence"],
            truster=truster,
            trustee=trustee,
            start=before["end"][-1],
            end=found.beliefs.ends[last],
            before=rate,
            after=None,
            acts=as_acts(before.reverse()),
            doubts=("not in the press",),
        )


def _contacts(found: Estimate, state: int, until: date) -> pl.DataFrame:
    """Acts of contact of a state with all others, both ways, in order of time."""
    names = event_datasets(found.record)["dataset"].to_list()
    both = [
        found.record.acts(*ends, end=until, datasets=names)
        for ends in ((state, None), (None, state))
    ]
    first = found.beliefs.ends[0]
    return (
        pl.concat(both)
        .filter(pl.col("kind").is_in(CONTACTS), pl.col("start") > first)
        .sort("start", "origin")
    )


def _silence(seen: Bools, spoken: Bools, since: int) -> tuple[int, int, float] | None:
    """The longest silence of a stretch without holes: its first and last step, and the rate before.

    Args:
        seen: Weeks in which dated acts could be seen.
        spoken: Weeks with contact.
        since: First week that counts.
    """
    best = None
    for last in np.flatnonzero(seen[since:]) + since:
        first = last
        while first > 0 and seen[first - 1] and not spoken[first]:
            first -= 1
        weeks = int(last - first)
        if spoken[last] or not spoken[first] or weeks < SHORTEST:
            continue
        earlier = np.flatnonzero(seen[: first + 1])[-BEFORE:]
        rate = float(spoken[earlier].mean())
        is_rare = (1.0 - rate) ** weeks < CHANCE
        longer = best is None or weeks > best[1] - best[0]
        if len(earlier) == BEFORE and rate >= REGULAR and is_rare and longer:
            best = (int(first), int(last), rate)
    return best
