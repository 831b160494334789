"""What a world takes from the record: belief, contact, turnover of leaders and kinds of act."""

import hashlib
import io
import itertools
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta

import numpy as np
import polars as pl

from longtin import _kept_files, acts, trust
from longtin._dates import DAYS_A_YEAR
from longtin.acts import Record
from longtin.errors import RecordError
from longtin.forums.world.kernels import Floats
from longtin.forums.world.world import ActMix

FEW = 20
"""States up to which belief is read by week; of more, by year, which takes a tenth of the time."""

BLOCK = 1024
"""Pairs whose belief is estimated at once."""

LEADERS_YEARS = 30
"""Years over which changes of leaders are counted."""

Told = Callable[[int, int], None]


def belief(record: Record, ccodes: Sequence[int], day: date, told: Told | None = None) -> Floats:
    """Trust of all pairs on a day, as the product estimates it, (truster, trustee).

    By week where there are few states, else by year. What has once been estimated is kept on disk.

    Args:
        record: Where acts and ties are.
        ccodes: Of the states.
        day: Nothing later is read.
        told: Called with how many pairs are done, and how many there are.
    """
    step, last = trust.reach(record, day, None if len(ccodes) <= FEW else "year")
    model = trust.Model.shipped(draws=0)
    mark = (record.version, tuple(ccodes), step, last, sorted(model.files().items()))
    name = f"world-belief-{hashlib.sha256(repr(mark).encode()).hexdigest()[:32]}.npy"
    for folder in _kept_files.folders():
        with suppress(OSError, ValueError):
            return np.asarray(np.load(folder / name, allow_pickle=False), np.float64)
    pairs = [(i, j) for i in range(len(ccodes)) for j in range(len(ccodes)) if i != j]
    found = np.full((len(ccodes),) * 2, np.nan)
    for done in range(0, len(pairs), BLOCK):
        some = pairs[done : done + BLOCK]
        wanted = [(ccodes[i], ccodes[j]) for i, j in some]
        estimate = trust.estimate_pairs(record, wanted, by=step, until=last, model=model)
        levels = trust.probability(estimate.beliefs.path.after[-1])
        for (i, j), level in zip(some, levels, strict=True):
            found[i, j] = level
        if told:
            told(min(done + BLOCK, len(pairs)), len(pairs))
    buffer = io.BytesIO()
    np.save(buffer, found)
    _kept_files.keep(name, buffer.getvalue())
    return found


def _dated(record: Record, before: date, years: int) -> tuple[pl.DataFrame, float]:
    """Dated acts between states of the last years that have any, and how many days these cover."""
    spans = record.density.filter(pl.col("start") < before)
    if spans.is_empty():
        raise RecordError(
            "The record has no dated acts before {day}, by which to tell how often states meet and "
            "how they act. Let the world begin later, or give it `contact.chance`.",
            day=before,
        )
    last = min(before - timedelta(days=1), max(spans["end"].to_list()))
    first = max(last - timedelta(days=round(DAYS_A_YEAR * years)), min(spans["start"].to_list()))
    covered = sum(
        max((min(last, end) - max(first, start)).days + 1, 0)
        for start, end in spans.select("start", "end").iter_rows()
    )
    found = record.acts(start=first, end=last)
    return found.filter(pl.col("kind").is_not_null(), pl.col("start") == pl.col("end")), covered


def contact(
    record: Record, ccodes: Sequence[int], before: date, years: int, days_a_step: float
) -> Floats:
    """Chance that two states meet in a step, by how often the record has acts between them.

    Acts are taken to come by chance at an even rate: a pair with a mean of `m` in a step meets with
    chance `1 − exp(−m)`.

    Args:
        record: Where acts are.
        ccodes: Of the states.
        before: Nothing from this day on is read.
        years: Over how many years.
        days_a_step: Length of a step.

    Returns:
        Shape (state, state).
    """
    found, covered = _dated(record, before, years)
    place = {ccode: at for at, ccode in enumerate(ccodes)}
    rate = np.zeros((len(ccodes),) * 2)
    counts = found.group_by("source", "target").agg(pl.col("count").sum())
    for source, target, count in counts.iter_rows():
        if source in place and target in place:
            rate[place[source], place[target]] += count / max(covered, 1)
    both = rate + rate.T
    return np.asarray(-np.expm1(-both * days_a_step))


def act_mix(record: Record, before: date, years: int) -> ActMix:
    """How often each kind of act was seen among cooperative acts, and among acts of conflict."""
    found, _ = _dated(record, before, years)
    counts = dict(found.group_by("kind").agg(pl.col("count").sum()).iter_rows())
    kinds = [each for each in acts.kinds().values() if counts.get(each.kind)]
    total = {
        warm: sum(counts[each.kind] for each in kinds if (each.quad <= 2) is warm)
        for warm in (True, False)
    }

    def shares(warm: bool) -> tuple[float, ...]:
        return tuple(
            counts[each.kind] / total[warm] if (each.quad <= 2) is warm else 0.0 for each in kinds
        )

    return ActMix(
        tuple(each.kind for each in kinds), tuple(each.quad for each in kinds), shares(True),
        shares(False),
    )  # fmt: skip


def turnover(record: Record, ccodes: Sequence[int], before: date) -> Floats:
    """Changes of leaders a year, by state, over the last thirty years that the record knows of.

    Half a change is added, so that no state is sure to keep its leader.
    """
    rates = []
    known = record.coverage().filter(pl.col("dataset").str.contains("leader|archigos"))
    until = min([before, *known["end"].drop_nulls().to_list()])
    first = until - timedelta(days=round(DAYS_A_YEAR * LEADERS_YEARS))
    for ccode in ccodes:
        held = acts.leaders(record, ccode)["start"].to_list()
        since = max([first, *itertools.islice(held, 1)])
        changes = sum(since < day < until for day in held)
        rates.append((changes + 0.5) / max((until - since).days / DAYS_A_YEAR, 1.0))
    return np.array(rates)
