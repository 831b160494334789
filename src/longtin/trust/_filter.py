"""The two-state filter, smoother and their derivatives, in closed log-odds form.

The hidden type of a trustee towards a truster is 1 (trustworthy) or 0. Belief is carried as
log-odds `l = ln p/(1-p)`. Between steps the type may turn over: `keep` is P(1 stays 1), `win` is
P(0 becomes 1). Evidence of a step is one number, the log-likelihood ratio of all its acts, so

    p' = win + (keep - win)·p          (turnover)
    l  = ln p'/(1-p') + evidence       (Bayes)

which is exact and needs no general forward-backward pass. Arrays are shaped (step, pair) and all
pairs run in lock step. Three cases need no code of their own: nothing seen is evidence 0; a pair
that does not exist has `keep = 1, win = 0`, so belief stands still; a pair is born by
`keep = win =` its starting probability, which forgets whatever came before. The first step of a
pair must be such a birth. Log-odds are natural logarithms; nothing here knows of dates or acts.

Source:
    Rabiner (1989), section III, for two states; Good (1985) on weight of evidence.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LARGEST = 500.0
"""Log-odds that no sum of evidence reaches; beyond it exponentials would overflow."""


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
    odds = np.exp(np.clip(belief, -LARGEST, LARGEST))
    return np.asarray(np.log((win + keep * odds) / ((1.0 - win) + (1.0 - keep) * odds)))


def filter_beliefs(keep: Floats, win: Floats, evidence: Floats) -> Path:
    """What could be believed at each step from the acts seen up to it.

    Args:
        keep: P(1 stays 1) into each step. Shape (step, pair).
        win: P(0 becomes 1) into each step. Shape (step, pair).
        evidence: Log-likelihood ratio of each step's acts, 0 where none was seen.
            Shape (step, pair).
    """
    before, after = np.empty_like(evidence), np.empty_like(evidence)
    loglik = np.zeros(evidence.shape[1])
    belief = np.zeros(evidence.shape[1])
    for step in range(len(evidence)):
        before[step] = turnover(belief, keep[step], win[step])
        belief = after[step] = before[step] + evidence[step]
        loglik += np.logaddexp(0.0, belief) - np.logaddexp(0.0, before[step])
    return Path(before, after, loglik)


def look_back(keep: Floats, win: Floats, evidence: Floats) -> Floats:
    """Log-likelihood ratio, at each step, of all the acts after it.

    Adding it to `Path.after` gives the smoothed log-odds: what we know now of each step.
    Shapes as in `filter_beliefs`.
    """
    ahead = np.zeros_like(evidence)
    for step in range(len(evidence) - 1, 0, -1):
        odds = np.exp(np.clip(evidence[step] + ahead[step], -LARGEST, LARGEST))
        stay, gain = keep[step], win[step]
        ahead[step - 1] = np.log((stay * odds + 1.0 - stay) / (gain * odds + 1.0 - gain))
    return ahead


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


def slopes(keep: Floats, win: Floats, evidence: Floats) -> tuple[Path, Slopes]:
    """The filter and the exact gradient of its log-likelihood.

    Fisher's identity: the gradient is the expected complete-data score under the smoother, so one
    backward pass gives it and nothing is differentiated by machine.

    Source:
        Cappé, Moulines & Rydén (2005), Inference in Hidden Markov Models, section 10.1.
    """
    path = filter_beliefs(keep, win, evidence)
    ahead = look_back(keep, win, evidence)
    earlier = probability(np.vstack([np.zeros((1, evidence.shape[1])), path.after[:-1]]))
    odds = np.exp(np.clip(evidence + ahead, -LARGEST, LARGEST))
    one_one, one_zero = earlier * keep * odds, earlier * (1.0 - keep)
    zero_one, zero_zero = (1.0 - earlier) * win * odds, (1.0 - earlier) * (1.0 - win)
    total = one_one + one_zero + zero_one + zero_zero
    was_one = (one_one + one_zero) / total
    return path, Slopes(
        keep=one_one / total - keep * was_one,
        win=zero_one / total - win * (1.0 - was_one),
        type1=probability(path.after + ahead),
    )
