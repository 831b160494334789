"""Recovery: parameters of conduct by maximum likelihood, from nothing but what states did.

What a side does after a meeting follows from its own conduct and from what it took the other's
for, which only it knows; it may not be trustworthy, which nobody knows. Both are summed over. With
rules that remember one round the likelihood of a side needs no more than how often it did what
after which outcome.

With leaders, shocks, measures and forums, who is trustworthy and how changes on the way: those are
not reckoned with here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from longtin import game
from longtin.errors import ModelError
from longtin.forums.world.kernels import Floats

NAMES = ("slip", "misperception", "mimicry", "trustworthy")
"""What is estimated, each a chance; noise below one half."""

MOST = np.array([0.5, 0.5, 1.0, 1.0])

STEP = 1e-3
"""Of the second differences by which standard errors are reckoned."""


@dataclass(frozen=True)
class ConductFit:
    """Parameters of conduct under a rule, as acts tell them.

    Attributes:
        rule: Id of the rule.
        values: Estimates by name: slip, misperception, mimicry, share of trustworthy states.
        errors: Standard errors by name; not a number where the acts do not tell.
        loglik: Log-likelihood.
    """

    rule: str
    values: Mapping[str, float]
    errors: Mapping[str, float]
    loglik: float


def fit_conduct(acts: pl.DataFrame, rule: str) -> ConductFit:
    """Estimate how states of one rule act, from the acts of one history.

    Args:
        acts: In the columns of the record, those of two states in the order in which they were
            done, as `longtin simulate` writes them.
        rule: Id of a rule that remembers one round.

    Raises:
        ModelError: No such rule, or there are no acts of two sides.
    """
    known = game.memory_one()
    if rule not in known:
        raise ModelError(
            "Conduct is estimated under a rule that remembers one round, and `{rule}` is none. "
            "Give one of {known}.",
            rule=rule,
            known=", ".join(known),
        )
    counts = outcome_counts(acts)
    return _fitted(counts, rule, known[rule])


def fit_rules(acts: pl.DataFrame) -> tuple[ConductFit, ...]:
    """`fit_conduct` under every rule that remembers one round, the likeliest first."""
    counts = outcome_counts(acts)
    found = [_fitted(counts, name, each) for name, each in game.memory_one().items()]
    return tuple(sorted(found, key=lambda each: -each.loglik))


def outcome_counts(acts: pl.DataFrame) -> Floats:
    """How often each side cooperated and did not, by the outcome before, (side, 5, 2).

    The outcomes are none, both cooperated, only oneself, only the other, neither.

    Raises:
        ModelError: There are no acts of two sides.
    """
    warm = (pl.col("quad") <= 2).cast(pl.Int8)
    number = pl.int_range(pl.len()).over("source", "target")
    told = acts.select("source", "target", warm.alias("own"), number.alias("at"))
    other = told.rename({"source": "target", "target": "source", "own": "theirs"})
    both = told.join(other, on=["source", "target", "at"]).sort("source", "target", "at")
    if both.is_empty():
        raise ModelError(
            "Conduct is estimated from what two sides did to each other, and there are no such "
            "acts. Give the acts of one history of a world."
        )
    before = 1 + 2 * (1 - pl.col("own")) + (1 - pl.col("theirs"))
    rows = both.with_columns(
        outcome=before.shift(1).over("source", "target").fill_null(0),
        side=pl.struct("source", "target").rank("dense") - 1,
    )
    counts = np.zeros((rows["side"].n_unique(), 5, 2))
    np.add.at(counts, (rows["side"].to_numpy(), rows["outcome"].to_numpy(),
                       1 - rows["own"].to_numpy()), 1.0)  # fmt: skip
    return counts


def chances_of(strategy: game.MemoryOneStrategy, slip: float, misperception: float) -> Floats:
    """Chance that a trustworthy side cooperates after each outcome as it was, (5,)."""
    first, after = strategy.first, strategy.after
    cc, cd, dc, dd = after
    clear, blur = 1.0 - misperception, misperception
    meant = np.array(
        [first, clear * cc + blur * cd, clear * cd + blur * cc, clear * dc + blur * dd,
         clear * dd + blur * dc]
    )  # fmt: skip
    return np.asarray((1.0 - 2.0 * slip) * meant + slip)


def log_likelihood(counts: Floats, strategy: game.MemoryOneStrategy, values: Floats) -> float:
    """Of all sides; `values` in the order of `NAMES`."""
    slip, misperception, mimicry, trustworthy = values
    worthy = np.clip(chances_of(strategy, slip, misperception), 1e-12, 1 - 1e-12)
    passing = (1.0 - 2.0 * slip) * mimicry + slip
    of_worthy = (counts @ np.array([1.0, 0.0])) @ np.log(worthy) + (
        counts @ np.array([0.0, 1.0])
    ) @ np.log1p(-worthy)
    kept, broken = counts.sum(axis=1).T
    of_other = kept * np.log(passing) + broken * np.log1p(-passing)
    return float(
        np.logaddexp(np.log(trustworthy) + of_worthy, np.log1p(-trustworthy) + of_other).sum()
    )


def _fitted(counts: Floats, rule: str, strategy: game.MemoryOneStrategy) -> ConductFit:
    from scipy.optimize import minimize

    def worth(free: Floats) -> float:
        return -log_likelihood(counts, strategy, MOST / (1.0 + np.exp(-free)))

    starts = [np.log(np.array(each)) for each in
              ((0.1, 0.1, 1.0, 2.0), (0.3, 0.05, 0.3, 1.0), (0.05, 0.3, 2.0, 0.5))]  # fmt: skip
    bounds = [(-9.0, 9.0)] * len(NAMES)
    found = min((minimize(worth, each, method="L-BFGS-B", bounds=bounds) for each in starts),
                key=lambda each: float(each.fun))  # fmt: skip
    values = MOST / (1.0 + np.exp(-found.x))
    slopes = values * (1.0 - values / MOST)
    return ConductFit(
        rule,
        dict(zip(NAMES, map(float, values), strict=True)),
        dict(zip(NAMES, map(float, _errors(worth, found.x) * slopes), strict=True)),
        -float(found.fun),
    )


def _errors(worth: Any, at: Floats) -> Floats:
    """Standard errors of what is free, by second differences of the log-likelihood."""
    size = len(at)
    bent, unit = np.empty((size, size)), np.eye(size) * STEP
    for i in range(size):
        for j in range(size):
            ends = [worth(at + a * unit[i] + b * unit[j]) for a in (1, -1) for b in (1, -1)]
            bent[i, j] = (ends[0] - ends[1] - ends[2] + ends[3]) / (4 * STEP**2)
    variances = np.diag(np.linalg.pinv(bent))
    return np.asarray(np.sqrt(np.where(variances > 0, variances, np.nan)))
