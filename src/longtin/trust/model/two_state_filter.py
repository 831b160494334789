"""Forward filter and smoother of two hidden states, with derivatives, in closed log-odds form.

The hidden type of a trustee towards a truster is 1 (trustworthy) or 0. Belief is carried as
log-odds `l = ln p/(1-p)`. Between steps the type may turn over: `keep` is P(1 stays 1), `win` is
P(0 becomes 1). Evidence of a step is one number, the log-likelihood ratio of all its acts, so

    p' = win + (keep - win)·p          (turnover)
    l  = ln p'/(1-p') + evidence       (Bayes)

which is exact and needs no general forward-backward pass. Arrays are shaped (step, pair). Three
cases need no code of their own: nothing seen is evidence 0, or NaN, which is taken for 0 before
anything is computed with it; a pair that does not exist has `keep = 1, win = 0`, so belief stands
still; a pair is born by `keep = win =` its starting probability, which forgets whatever came
before. The first step of a pair must be such a birth. Log-odds are natural logarithms; nothing
here knows of dates or acts. The formulas and the loops over them are in `kernels`.

Source:
    Rabiner (1989), section III, for two states; Good (1985) on weight of evidence.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Floats
from longtin.trust.model.kernels import LARGEST, TAME, backward, chosen, expect, forward, turned
from longtin.trust.model.parallel import cut, on_all_cores

CELLS = 120_000
"""Steps times pairs of a block: wide enough for memory to be read in long stretches."""

ROW = 512
"""Numbers NumPy gathers at most before it works on them. With more it copies the rows of a block,
which costs as much as a logarithm."""


Rates = tuple[Floats, Floats]
Loop = Callable[..., Floats]

FIT: tuple[Literal["C", "A", "W"], ...] = ("C", "A", "W")
"""What compiled loops expect of an array: whole rows, aligned, writeable."""


@dataclass(frozen=True)
class Path:
    """Belief through time, for each pair.

    Attributes:
        before: Log-odds after turnover, before the step's acts. Shape (step, pair).
        after: Log-odds after the step's acts. Shape (step, pair).
        loglik: Log-likelihood of all evidence of a pair, up to the part both types share.
            Shape (pair,).
    """

    before: Floats
    after: Floats
    loglik: Floats


def probability(log_odds: Floats) -> Floats:
    """P(trustworthy) for natural log-odds, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * log_odds)))


def log_odds(chance: Floats) -> Floats:
    """Natural log-odds of probabilities strictly between 0 and 1."""
    return np.asarray(np.log(chance) - np.log1p(-chance))


def turnover(belief: Floats, keep: Floats, win: Floats) -> Floats:
    """Log-odds after the type may have turned over once.

    Args:
        belief: Log-odds before.
        keep: P(1 stays 1), in (0, 1].
        win: P(0 becomes 1), in [0, 1).
    """
    return np.asarray(np.log(turned(_odds(belief), keep, win)))


def _odds(belief: Floats) -> Floats:
    return np.asarray(np.exp(np.clip(belief, -LARGEST, LARGEST)))


@dataclass(frozen=True)
class _Evidence:
    """Evidence of some pairs, ready for the loops.

    Attributes:
        weights: Log-likelihood ratios with gaps made harmless. Shape (step, pair).
        wild: Pairs of which some step's evidence is beyond `TAME`. Shape (pair,).
    """

    weights: Floats
    wild: NDArray[np.int64]

    def through(
        self, loop: Loop, rates: Rates, ratio: Floats, prior: Floats, columns: slice
    ) -> Floats:
        """Put the pairs through the filter.

        Args:
            loop: `forward`, compiled or not.
            rates: From `_rates`.
            ratio: To be filled with the evidence as odds, in these pairs' columns.
            prior: To be filled with the odds before each step.
            columns: Where the pairs stand in `rates`, `ratio` and `prior`.

        Returns:
            Log-likelihood of all evidence, (pair,).
        """
        self.ratios(ratio[:, columns])
        # What the loop multiplies may overflow for wild pairs, of which it is not used.
        let: Literal["ignore"] | None = "ignore" if self.wild.size else None
        with np.errstate(over=let, divide=let):
            gain = np.log(loop(*rates, ratio, prior, columns.start, columns.stop))
        # One after the other, so that a pair's sum is the same whatever stands beside it.
        loglik = np.asarray(sum(gain))
        if self.wild.size:
            before = np.log(prior[:, columns][:, self.wild])
            after = before + self.weights[:, self.wild]
            loglik[self.wild] = sum(np.logaddexp(0.0, after) - np.logaddexp(0.0, before))
        return loglik

    def ratios(self, out: Floats) -> Floats:
        """The evidence as odds, within bounds."""
        bound = np.clip(self.weights, -LARGEST, LARGEST) if self.wild.size else self.weights
        return np.asarray(np.exp(bound, out=out))


def _hear(evidence: Floats) -> _Evidence:
    # Neither is true of NaN, so one look finds gaps as well.
    if evidence.max(initial=0.0) <= TAME and evidence.min(initial=0.0) >= -TAME:
        return _Evidence(evidence, np.empty(0, np.int64))
    weights = np.where(np.isnan(evidence), 0.0, evidence)
    return _Evidence(weights, np.flatnonzero((np.abs(weights) > TAME).any(axis=0)))


def _rates(keep: Floats, win: Floats, *, compiled: bool = False) -> Rates:
    """As the loops take them: rows without gaps, or compiled one number if all pairs share it."""
    shared = compiled and keep.strides[1] == win.strides[1] == 0 < keep.size
    stay, come = (rate[:, 0] if shared else rate for rate in (keep, win))
    return np.require(stay, np.float64, FIT), np.require(come, np.float64, FIT)


@contextmanager
def _row_by_row() -> Iterator[None]:
    """Columns of wide arrays are worked on where they stand. Leaving it takes everything back."""
    with np.errstate():
        np.setbufsize(ROW)
        yield


def filter_beliefs(keep: Floats, win: Floats, evidence: Floats) -> Path:
    """What could be believed at each step from the acts seen up to it.

    Args:
        keep: P(1 stays 1) into each step. Shape (step, pair).
        win: P(0 becomes 1) into each step. Shape (step, pair).
        evidence: Log-likelihood ratio of each step's acts, 0 where none was seen.
            Shape (step, pair).
    """
    path, loop = _unfilled(evidence), chosen(forward, evidence.size)
    rates = _rates(keep, win, compiled=loop is not forward)

    def fill(columns: slice) -> None:
        with _row_by_row():
            _filter(loop, rates, evidence, path, columns, path.after)

    on_all_cores(fill, _columns(evidence, compiled=loop is not forward))
    return path


def smooth_beliefs(keep: Floats, win: Floats, evidence: Floats) -> tuple[Path, Floats]:
    """The filter, and what we know now of each step from the acts before and after it.

    Shapes as in `filter_beliefs`.

    Returns:
        The filter's path, and smoothed log-odds (step, pair).
    """
    path, smoothed = _unfilled(evidence), np.empty(evidence.shape)
    loop, back = chosen(forward, evidence.size), chosen(backward, evidence.size)
    rates = _rates(keep, win, compiled=loop is not forward)

    def fill(columns: slice) -> None:
        with _row_by_row():
            _filter(loop, rates, evidence, path, columns, smoothed)
            back(*rates, smoothed, columns.start, columns.stop)
            known = smoothed[:, columns]
            np.log(known, out=known)
            known += path.after[:, columns]

    on_all_cores(fill, _columns(evidence, compiled=loop is not forward))
    return path, smoothed


def _unfilled(evidence: Floats) -> Path:
    before, after = np.empty(evidence.shape), np.empty(evidence.shape)
    return Path(before, after, np.empty(evidence.shape[1]))


def _columns(evidence: Floats, *, compiled: bool) -> list[slice]:
    """In lock step the more pairs in a row the better; compiled loops want what fits the cache."""
    return cut(evidence.shape, CELLS) if compiled else [slice(0, evidence.shape[1])]


def _filter(
    loop: Loop, rates: Rates, evidence: Floats, path: Path, columns: slice, ratio: Floats
) -> None:
    """Fill the columns of a path, and those of `ratio` with the evidence as odds on the way."""
    heard, before = _hear(evidence[:, columns]), path.before[:, columns]
    path.loglik[columns] = heard.through(loop, rates, ratio, path.before, columns)
    np.log(before, out=before)
    np.add(before, heard.weights, out=path.after[:, columns])


def carry(path: Path, keep: Floats, win: Floats) -> Floats:
    """How much of a small change in belief survives each step's turnover, in [0, 1].

    The derivative of `turnover`: evidence of step s weighs the product of the factors of the steps
    after s today. Shape (step, pair).
    """
    earlier = np.vstack([np.zeros((1, path.after.shape[1])), path.after[:-1]])
    # p(1-p) of both beliefs as logarithms, so that certainty does not divide 0 by 0.
    gap = _log_spread(earlier) - _log_spread(path.before)
    return np.asarray((keep - win) * np.exp(gap))


def reaching(keep: Floats, win: Floats, evidence: Floats, nodes: int = 96) -> Floats:
    """The share of each step's evidence that is still in the belief of the last step.

    Belief saturates: once a crisis has settled a matter, one act more or less changes nothing, and
    the product of `carry` alone would give none of its acts a share. So all evidence is brought in
    little by little, from none to whole, and the products of `carry` are averaged on the way.
    Evidence times share then adds up to the last belief less what it would be without evidence.

    Shapes as in `filter_beliefs`; one pair's result has the shape (step, pair).

    Source:
        Aumann & Shapley (1974), Values of Non-Atomic Games; the integral by Gauss and Legendre.
    """
    places, weights = np.polynomial.legendre.leggauss(nodes)
    shares = np.empty_like(evidence)
    for pair in range(evidence.shape[1]):
        stay, gain = (np.repeat(rate[:, [pair]], nodes, axis=1) for rate in (keep, win))
        path = filter_beliefs(stay, gain, np.outer(evidence[:, pair], (places + 1.0) / 2.0))
        factor = np.vstack([carry(path, stay, gain)[1:], np.ones((1, nodes))])
        shares[:, pair] = np.cumprod(factor[::-1], axis=0)[::-1] @ (weights / 2.0)
    return shares


def _log_spread(belief: Floats) -> Floats:
    return np.asarray(-np.logaddexp(0.0, belief) - np.logaddexp(0.0, -belief))


@dataclass(frozen=True)
class Slopes:
    """Derivatives of the log-likelihood, each of shape (step, pair).

    Attributes:
        keep: With respect to logit keep.
        win: With respect to logit win. At a birth the two add up to the derivative with respect
            to the starting log-odds.
        type1: P(type 1 | all acts): the derivative with respect to the log-likelihood of a step's
            acts under type 1.
    """

    keep: Floats
    win: Floats
    type1: Floats


def slopes(keep: Floats, win: Floats, evidence: Floats) -> tuple[Floats, Slopes]:
    """The log-likelihood of each pair and its exact gradient.

    Fisher's identity: the gradient is the expected complete-data score under the smoother, so one
    backward pass gives it and nothing is differentiated by machine. All pairs are taken in one
    block: cut many into blocks beforehand.

    Returns:
        Log-likelihood (pair,), as in `Path`, and its derivatives.

    Source:
        Cappé, Moulines & Rydén (2005), Inference in Hidden Markov Models, section 10.1.
    """
    rates, (ratio, prior, coming) = _rates(keep, win), np.empty((3, *evidence.shape))
    loop, everyone = chosen(forward, evidence.size), slice(0, evidence.shape[1])
    loglik = _hear(evidence).through(loop, rates, ratio, prior, everyone)
    chosen(expect, evidence.size)(*rates, ratio, prior, coming)
    return loglik, Slopes(prior, coming, ratio)
