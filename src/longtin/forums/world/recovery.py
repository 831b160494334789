"""Recovery: parameters of conduct by maximum likelihood, from nothing but what states did.

What a side does after a meeting follows from its own conduct and from what it took the other's
for, which only it knows; it may not be trustworthy, which nobody knows. Both are summed over. With
rules that remember one round the likelihood of a side needs no more than how often it did what
after which outcome.

With new leaders, who is trustworthy changes on the way: a hidden Markov chain, summed over step by
step. What acts cannot tell is not estimated: of turnover and the chance of a new course only their
product shows; shocks that are not known turn up as slips; sessions of forums and steps of
programmes stand unmarked among other acts, and what followed them is read as an answer.

Source:
    [Rabiner 1989], for the forward sums.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import game
from longtin.errors import ModelError
from longtin.forums.world.kernels import Floats
from longtin.forums.world.world_file import StepLength

NAMES = ("slip", "misperception", "mimicry", "trustworthy")
"""What is estimated, each a chance; noise below one half."""

OF_LEADERS = ("course_a_step", "new_trustworthy")
"""What is estimated besides with new leaders: the chance a step that a state's course towards
another is drawn anew, and that the new one is trustworthy."""

MOST = np.array([0.5, 0.5, 1.0, 1.0, 0.5, 1.0])

STEP = 1e-3
"""Of the second differences by which standard errors are reckoned."""


@dataclass(frozen=True)
class ConductFit:
    """Parameters of conduct under a rule, as acts tell them.

    Attributes:
        rule: Id of the rule.
        values: Estimates by name: slip, misperception, mimicry, share of trustworthy states; with
            leaders `course_a_step` and `new_trustworthy` too.
        errors: Standard errors by name; not a number where the acts do not tell.
        loglik: Log-likelihood.
    """

    rule: str
    values: Mapping[str, float]
    errors: Mapping[str, float]
    loglik: float


def fit_conduct(acts: pl.DataFrame, rule: str, *, leaders: StepLength | None = None) -> ConductFit:
    """Estimate how states of one rule act, from the acts of one history.

    Args:
        acts: In the columns of the record, those of two states in the order in which they were
            done, as `longtin simulate` writes them.
        rule: Id of a rule that remembers one round.
        leaders: Length of the world's step, where new leaders set new courses; without it nobody's
            course changes. Sides are taken to change by themselves, so that standard errors leave
            out that one leader changes several at once.

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
    if leaders is not None:
        return _fitted_to(_Courses.of(acts, leaders).loglik, rule, known[rule], OF_LEADERS)
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
    rows = _by_side(acts)
    counts = np.zeros((rows["side"].n_unique(), 5, 2))
    np.add.at(counts, (rows["side"].to_numpy(), rows["outcome"].to_numpy(),
                       1 - rows["own"].to_numpy()), 1.0)  # fmt: skip
    return counts


def _by_side(acts: pl.DataFrame) -> pl.DataFrame:
    """Acts side by side: `side, at, own, outcome` (the one before), `start`."""
    warm = (pl.col("quad") <= 2).cast(pl.Int8)
    number = pl.int_range(pl.len()).over("source", "target")
    told = acts.select("source", "target", "start", warm.alias("own"), number.alias("at"))
    other = told.drop("start").rename({"source": "target", "target": "source", "own": "theirs"})
    both = told.join(other, on=["source", "target", "at"]).sort("source", "target", "at")
    if both.is_empty():
        raise ModelError(
            "Conduct is estimated from what two sides did to each other, and there are no such "
            "acts. Give the acts of one history of a world."
        )
    before = 1 + 2 * (1 - pl.col("own")) + (1 - pl.col("theirs"))
    return both.with_columns(
        outcome=before.shift(1).over("source", "target").fill_null(0),
        side=pl.struct("source", "target").rank("dense") - 1,
    )


@dataclass(frozen=True)
class _Courses:
    """Acts in order, one row a side, ended where a side has no more.

    Attributes:
        own: Whether it cooperates, (side, act).
        outcome: The one before, (side, act).
        steps: Of the world since the act before, (side, act).
        there: Whether there is such an act, (side, act).
    """

    own: Floats
    outcome: NDArray[np.int64]
    steps: Floats
    there: NDArray[np.bool_]

    @classmethod
    def of(cls, acts: pl.DataFrame, step: StepLength) -> "_Courses":
        day = pl.col("start")
        number = {
            "week": (day - pl.col("start").min()).dt.total_days() // 7,
            "month": 12 * day.dt.year() + day.dt.month(),
            "year": day.dt.year(),
        }[step]
        rows = _by_side(acts).with_columns(number=number)
        rows = rows.with_columns(gap=pl.col("number").diff().over("side").fill_null(0))
        shape = (rows["side"].n_unique(), int(rows["at"].max() or 0) + 1)  # type: ignore[arg-type]
        where = rows["side"].to_numpy(), rows["at"].to_numpy()
        own, steps, outcome = np.zeros(shape), np.zeros(shape), np.zeros(shape, np.int64)
        there = np.zeros(shape, bool)
        own[where], steps[where] = rows["own"].to_numpy(), rows["gap"].to_numpy()
        outcome[where], there[where] = rows["outcome"].to_numpy(), True
        return cls(own, outcome, steps, there)

    def loglik(self, strategy: game.MemoryOneStrategy, values: Floats) -> float:
        """Log-likelihood of all sides; `values` in the order of `NAMES` and `OF_LEADERS`."""
        slip, misperception, mimicry, trustworthy, course, anew = values
        worthy = chances_of(strategy, slip, misperception)[self.outcome]
        passing = (1.0 - 2.0 * slip) * mimicry + slip
        like = np.where(self.own > 0, worthy, 1.0 - worthy)
        unlike = np.where(self.own > 0, passing, 1.0 - passing)
        stays = (1.0 - course) ** self.steps
        held, total = np.full(len(self.own), trustworthy), 0.0
        for at in range(self.own.shape[1]):
            held = stays[:, at] * held + (1.0 - stays[:, at]) * anew
            both = held * like[:, at], (1.0 - held) * unlike[:, at]
            there, whole = self.there[:, at], np.maximum(both[0] + both[1], 1e-300)
            total += float(np.log(whole)[there].sum())
            held = np.where(there, both[0] / whole, held)
        return total


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
    return _fitted_to(partial(log_likelihood, counts), rule, strategy, ())


def _fitted_to(
    loglik: Callable[[game.MemoryOneStrategy, Floats], float],
    rule: str,
    strategy: game.MemoryOneStrategy,
    more: tuple[str, ...],
) -> ConductFit:
    from scipy.optimize import minimize

    names = (*NAMES, *more)
    most = MOST[: len(names)]

    def worth(free: Floats) -> float:
        return -loglik(strategy, most / (1.0 + np.exp(-free)))

    also = (0.1, 1.0)[: len(more)]
    starts = [np.log(np.array((*each, *also))) for each in
              ((0.1, 0.1, 1.0, 2.0), (0.3, 0.05, 0.3, 1.0), (0.05, 0.3, 2.0, 0.5))]  # fmt: skip
    bounds = [(-9.0, 9.0)] * len(names)
    found = min((minimize(worth, each, method="L-BFGS-B", bounds=bounds) for each in starts),
                key=lambda each: float(each.fun))  # fmt: skip
    values = most / (1.0 + np.exp(-found.x))
    slopes = values * (1.0 - values / most)
    return ConductFit(
        rule,
        dict(zip(names, map(float, values), strict=True)),
        dict(zip(names, map(float, _errors(worth, found.x) * slopes), strict=True)),
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
