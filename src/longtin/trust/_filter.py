"""The two-state filter, smoother and their derivatives, in closed log-odds form.

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
here knows of dates or acts. The formulas and the loops over them are in `_kernels`.

Source:
    Rabiner (1989), section III, for two states; Good (1985) on weight of evidence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import local

import numpy as np

from longtin.trust._blocks import cut, on_all_cores
from longtin.trust._kernels import (
    LARGEST,
    Floats as Floats,
    backward,
    chosen,
    expect,
    forward,
    turned,
)

CELLS = 120_000
"""Steps times pairs of a block: wide enough for memory to be read in long stretches."""


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
class _Block:
    """Some pairs, ready for the loops. Arrays are of shape (step, pair).

    Attributes:
        keep: P(1 stays 1) into each step.
        win: P(0 becomes 1) into each step.
        heard: Evidence with gaps made harmless.
        ratio: The same as odds, within bounds.
        prior: For odds before each step.
        gain: For the likelihood gained by each step.
        ahead: For likelihood ratios of what comes after each step.
        beyond: Log-likelihood ratio that the bounds cut off, (pair,) or 0.
    """

    keep: Floats
    win: Floats
    heard: Floats
    ratio: Floats
    prior: Floats
    gain: Floats
    ahead: Floats
    beyond: Floats | float


ARRAYS = 6
"""How many arrays a block fills, besides what it is given."""


class _Space(local):
    """Arrays that a thread fills anew for every block: fresh memory costs as much as the sums."""

    arrays: Floats = np.empty((ARRAYS, 0, 0))

    def of(self, shape: tuple[int, ...]) -> Floats:
        """Six arrays of a shape, with anything in them."""
        if self.arrays.shape[1:] != shape:
            self.arrays = np.empty((ARRAYS, *shape))
        return self.arrays


def _block(keep: Floats, win: Floats, evidence: Floats, space: Floats) -> _Block:
    stay, come, ratio, prior, gain, ahead = space
    np.copyto(stay, keep)
    np.copyto(come, win)
    # Not true of NaN, so one look finds gaps as well.
    plain = bool(np.abs(evidence, out=gain).max(initial=0.0) <= LARGEST)
    heard = evidence if plain else np.where(np.isnan(evidence), 0.0, evidence)
    np.exp(heard if plain else np.clip(heard, -LARGEST, LARGEST), out=ratio)
    beyond = 0.0 if plain else np.maximum(heard - LARGEST, 0.0).sum(axis=0)
    return _Block(stay, come, heard, ratio, prior, gain, ahead, beyond)


def filter_beliefs(keep: Floats, win: Floats, evidence: Floats) -> Path:
    """What could be believed at each step from the acts seen up to it.

    Args:
        keep: P(1 stays 1) into each step. Shape (step, pair).
        win: P(0 becomes 1) into each step. Shape (step, pair).
        evidence: Log-likelihood ratio of each step's acts, 0 where none was seen.
            Shape (step, pair).
    """
    path, space, loop = _unfilled(evidence), _Space(), chosen(forward, evidence.size)

    def fill(columns: slice) -> None:
        part = keep[:, columns], win[:, columns], evidence[:, columns]
        _filter(_block(*part, space.of(part[2].shape)), path, columns, loop)

    on_all_cores(fill, _columns(evidence, compiled=loop is not forward))
    return path


def smooth_beliefs(keep: Floats, win: Floats, evidence: Floats) -> tuple[Path, Floats]:
    """The filter, and what we know now of each step from the acts before and after it.

    Shapes as in `filter_beliefs`.

    Returns:
        The filter's path, and smoothed log-odds (step, pair).
    """
    path, smoothed, space = _unfilled(evidence), np.empty_like(evidence), _Space()
    loop, back = chosen(forward, evidence.size), chosen(backward, evidence.size)

    def fill(columns: slice) -> None:
        part = keep[:, columns], win[:, columns], evidence[:, columns]
        block = _block(*part, space.of(part[2].shape))
        after = _filter(block, path, columns, loop)
        np.add(after, _look_back(block, back), out=smoothed[:, columns])

    on_all_cores(fill, _columns(evidence, compiled=loop is not forward))
    return path, smoothed


def look_back(keep: Floats, win: Floats, evidence: Floats) -> Floats:
    """Log-likelihood ratio, at each step, of all the acts after it.

    Adding it to `Path.after` gives the smoothed log-odds. Shapes as in `filter_beliefs`.
    """
    block = _block(keep, win, evidence, _Space().of(evidence.shape))
    return _look_back(block, chosen(backward, evidence.size))


def _unfilled(evidence: Floats) -> Path:
    return Path(np.empty_like(evidence), np.empty_like(evidence), np.empty(evidence.shape[1]))


def _columns(evidence: Floats, *, compiled: bool) -> list[slice]:
    """In lock step the more pairs in a row the better; compiled loops want what fits the cache."""
    return cut(evidence.shape, CELLS) if compiled else [slice(None)]


def _filter(block: _Block, path: Path, columns: slice, loop: Callable[..., None]) -> Floats:
    """Fill the columns of a path, and return its log-odds after each step once more."""
    loop(block.keep, block.win, block.ratio, block.prior, block.gain)
    path.loglik[columns] = _loglik(block)
    belief = np.log(block.prior, out=block.prior)
    path.before[:, columns] = belief
    belief += block.heard
    path.after[:, columns] = belief
    return belief


def _loglik(block: _Block) -> Floats:
    return np.asarray(np.log(block.gain, out=block.gain).sum(axis=0) + block.beyond)


def _look_back(block: _Block, loop: Callable[..., None]) -> Floats:
    loop(block.keep, block.win, block.ratio, block.ahead)
    return np.asarray(np.log(block.ahead, out=block.ahead))


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
    block = _block(keep, win, evidence, _Space().of(evidence.shape))
    rates, size = (block.keep, block.win, block.ratio), evidence.size
    type1 = np.empty_like(block.ratio)
    chosen(forward, size)(*rates, block.prior, block.gain)
    chosen(backward, size)(*rates, block.ahead)
    chosen(expect, size)(*rates, block.prior, block.ahead, type1)
    return _loglik(block), Slopes(block.prior, block.ahead, type1)
