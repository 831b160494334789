"""Forward filter and smoother of any number of ordered hidden states.

Two types are what is fitted and shown; `two_state_filter` has their closed form. With more, say
hostile, wary and friendly, belief is a distribution, and each step a product with a table of
turnover. This is the plain form, one step at a time in NumPy over all pairs: slow beside the closed
form, and what it is held against.

Source:
    Rabiner (1989), section III.
"""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Floats


@dataclass(frozen=True)
class TypeBeliefs:
    """Belief over types through time.

    Attributes:
        filtered: P(type | acts up to the step). Shape (step, pair, type).
        smoothed: P(type | all acts). Shape (step, pair, type).
        loglik: Log-likelihood of all acts of a pair. Shape (pair,).
    """

    filtered: Floats
    smoothed: Floats
    loglik: Floats

    def level(self) -> Floats:
        """Expected place among the ordered types, from 0 (least trustworthy) to 1 (most).

        With two types this is trust itself. Shape (step, pair).
        """
        return np.asarray(self.filtered @ np.linspace(0.0, 1.0, self.filtered.shape[2]))


def filter_types(start: Floats, turnover: Floats, likelihood: Floats) -> TypeBeliefs:
    """Filter and smooth belief over K ordered types.

    Args:
        start: P(type) before any act. Shape (pair, type), rows summing to 1.
        turnover: P(next type | type) into each step; the first is not read. A pair that does not
            live has the identity; one born later has its start in every row.
            Shape (step, pair, type, next type), rows summing to 1.
        likelihood: Log-likelihood of each step's acts under each type; 0 or NaN where nothing was
            seen. Shape (step, pair, type).
    """
    heard = np.nan_to_num(likelihood)
    most = heard.max(axis=2, keepdims=True)
    weight = np.exp(heard - most)
    filtered, gain = np.empty_like(weight), np.empty(weight.shape[:2])
    belief = start
    for step, seen in enumerate(weight):
        prior = np.einsum("pi,pij->pj", belief, turnover[step]) if step else start
        joint = prior * seen
        gain[step] = joint.sum(axis=1)
        belief = filtered[step] = joint / gain[step][:, None]
    return TypeBeliefs(
        filtered=filtered,
        smoothed=_smoothed(filtered, turnover, weight),
        loglik=np.asarray(np.log(gain).sum(axis=0) + most.sum(axis=(0, 2))),
    )


def _smoothed(filtered: Floats, turnover: Floats, weight: Floats) -> Floats:
    ahead = np.ones(filtered.shape[1:])
    smoothed = np.empty_like(filtered)
    for step in reversed(range(len(filtered))):
        joint = filtered[step] * ahead
        smoothed[step] = joint / joint.sum(axis=1, keepdims=True)
        if step:
            ahead = np.einsum("pij,pj->pi", turnover[step], weight[step] * ahead)
            ahead /= ahead.max(axis=1, keepdims=True)
    return smoothed
