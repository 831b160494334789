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

from dataclasses import dataclass

import numpy as np

from longtin.trust._blocks import columns, on_all_cores
from longtin.trust._kernels import (
    LARGEST,
    Floats as Floats,
    backward,
    chosen,
    expect,
    forward,
    turned,
)


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


def _heard(evidence: Floats) -> Floats:
    """Evidence with gaps made harmless."""
    return np.where(np.isnan(evidence), 0.0, evidence)


def filter_beliefs(keep: Floats, win: Floats, evidence: Floats) -> Path:
    """What could be believed at each step from the acts seen up to it.

    Args:
        keep: P(1 stays 1) into each step. Shape (step, pair).
        win: P(0 becomes 1) into each step. Shape (step, pair).
        evidence: Log-likelihood ratio of each step's acts, 0 where none was seen.
            Shape (step, pair).
    """
    path = Path(np.empty_like(evidence), np.empty_like(evidence), np.empty(evidence.shape[1]))
    loop = chosen(forward, evidence.size)

    def fill(block: slice) -> None:
        heard = _heard(evidence[:, block])
        prior, gain = np.empty_like(heard), np.empty_like(heard)
        loop(_cut(keep, block), _cut(win, block), _odds(heard), prior, gain)
        path.loglik[block] = _loglik(gain, heard)
        np.log(prior, out=prior)
        path.before[:, block] = prior
        np.add(prior, heard, out=path.after[:, block])

    on_all_cores(fill, _blocks(evidence, compiled=loop is not forward))
    return path


def _blocks(evidence: Floats, *, compiled: bool) -> list[slice]:
    """In lock step the more pairs in a row the better; compiled loops want what fits the cache."""
    return columns(*evidence.shape) if compiled else [slice(None)]


def _cut(rates: Floats, block: slice) -> Floats:
    return np.ascontiguousarray(rates[:, block])


def _loglik(gain: Floats, heard: Floats) -> Floats:
    """Sum over steps of the logarithms of gains, with what `LARGEST` cut from the evidence."""
    cut = np.maximum(heard - LARGEST, 0.0).sum(axis=0) if heard.max() > LARGEST else 0.0
    return np.asarray(np.log(gain).sum(axis=0) + cut)


def look_back(keep: Floats, win: Floats, evidence: Floats) -> Floats:
    """Log-likelihood ratio, at each step, of all the acts after it.

    Adding it to `Path.after` gives the smoothed log-odds: what we know now of each step.
    Shapes as in `filter_beliefs`.
    """
    found = np.empty_like(evidence)
    loop = chosen(backward, evidence.size)

    def fill(block: slice) -> None:
        ratio = _odds(_heard(evidence[:, block]))
        ahead = np.empty_like(ratio)
        loop(_cut(keep, block), _cut(win, block), ratio, ahead)
        np.log(ahead, out=found[:, block])

    on_all_cores(fill, _blocks(evidence, compiled=loop is not backward))
    return found


def carry(path: Path, keep: Floats, win: Floats) -> Floats:
    """How much of a small change in belief survives each step's turnover, in [0, 1].

    The derivative of `turnover`: evidence of step s weighs the product of the factors of the steps
    after s today. Shape (step, pair).
    """
    earlier = np.vstack([np.zeros((1, path.after.shape[1])), path.after[:-1]])
    # p(1-p) of both beliefs as logarithms, so that certainty does not divide 0 by 0.
    gap = _log_spread(earlier) - _log_spread(path.before)
    return np.asarray((keep - win) * np.exp(gap))


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
    heard = _heard(evidence)
    ratio = _odds(heard)
    prior, gain, ahead, type1 = (np.empty_like(ratio) for _ in range(4))
    chosen(forward, ratio.size)(keep, win, ratio, prior, gain)
    chosen(backward, ratio.size)(keep, win, ratio, ahead)
    chosen(expect, ratio.size)(keep, win, ratio, prior, ahead, type1)
    return _loglik(gain, heard), Slopes(prior, ahead, type1)
