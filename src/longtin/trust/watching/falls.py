"""Falls of trust: by more than the doubt about parameters and sampling can account for."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from longtin.trust._arrays import Floats
from longtin.trust._estimate import Estimate
from longtin.trust._explain import DRIFT, EXCHANGE, explain
from longtin.trust._log_odds import probability
from longtin.trust.watching.alert import ACTS, GRAVITY, Alert, Doubt

BACK = 26
"""Weeks within which a fall happens."""

LEAST, SUREST = 0.15, 0.95
"""Least fall, and share of the draws that must have fallen, each from its own reading."""

LEAST_BY_HALF = 0.1
"""Least fall that halves what trust there was: a rival has little to lose."""

LEAST_BY_EXCHANGES = 0.25
"""Least fall where too few acts are named: what sources add up of both sides is the weaker sign."""

FEW = 10
"""Reports below which a fall rests on few."""

MOST_OF_IT, LISTED = 0.7, 5
"""Share of a fall that counts as most of it, and acts that are listed."""

VERY_LOW = 0.2
"""Trust below which a fall stands beside force."""


def falls(found: Estimate, steps: range) -> Iterator[Alert]:
    """The deepest fall of each pair that ends within some steps."""
    trust = probability(found.beliefs.path.after)
    for column in range(len(found.beliefs.pairs)):
        seen = found.beliefs.observed[:, column]
        best = _deepest(found, trust[:, column], seen, column, steps)
        if best is not None:
            alert = _alert(found, trust[:, column], column, *best)
            if alert is not None:
                yield alert


def _deepest(
    found: Estimate, trust: Floats, seen: np.ndarray, column: int, steps: range
) -> tuple[int, int] | None:
    """First and last step of the deepest fall that the draws bear out."""
    best, deepest = None, 0.0
    for last in steps:
        first = max(last - BACK, 0)
        if not seen[last] or not seen[first:last].any():
            continue
        top = first + int(np.argmax(np.where(seen[first:last], trust[first:last], -1.0)))
        fall = float(trust[top] - trust[last])
        least = LEAST_BY_HALF if trust[last] <= trust[top] / 2.0 else LEAST
        if fall >= max(least, deepest) and _is_sure(found, column, top, last):
            best, deepest = (top, last), fall
    return best


def _is_sure(found: Estimate, column: int, first: int, last: int) -> bool:
    drawn = found.beliefs.draws[:, column]
    return drawn.shape[1] == 0 or float((drawn[last] < drawn[first]).mean()) >= SUREST


def _alert(found: Estimate, trust: Floats, column: int, first: int, last: int) -> Alert | None:
    lines = explain(
        found.record, found.model, found.beliefs, found.held, column, first + 1, last
    ).lines  # fmt: skip
    reports = int(lines["reports"].sum() or 0)
    fall = float(trust[first] - trust[last])
    if reports < FEW and fall < LEAST_BY_EXCHANGES:
        return None
    ends = found.beliefs.ends
    after = float(trust[last])
    acts = (
        lines.filter(pl.col("origin").is_not_null(), pl.col("points") < 0)
        .sort("points", "start", "origin")
        .head(LISTED)
    )
    return Alert(
        kind="fall",
        gravity=GRAVITY["force"] if after < VERY_LOW else GRAVITY["fall"],
        truster=found.beliefs.pairs[column][0],
        trustee=found.beliefs.pairs[column][1],
        start=ends[first],
        end=ends[last],
        before=float(trust[first]),
        after=after,
        acts=acts.select(pl.col(name).cast(kind) for name, kind in ACTS.items()),
        doubts=tuple(_doubts(lines, reports, float(trust[-1]) - after, fall)),
    )


def _doubts(lines: pl.DataFrame, reports: int, regained: float, fall: float) -> Iterator[Doubt]:
    down = lines.filter(pl.col("points") < 0).group_by("what").agg(pl.col("points").sum())
    shares = dict((down.with_columns(pl.col("points") / pl.col("points").sum())).iter_rows())
    if shares.get(EXCHANGE, 0.0) > 0.5:
        yield "no acts named"
    elif reports < FEW:
        yield "few reports"
    kinds = {what: share for what, share in shares.items() if what not in (DRIFT, EXCHANGE)}
    if kinds and max(kinds.values()) > MOST_OF_IT:
        yield "one kind"
    if regained > fall / 2:
        yield "recovered"
