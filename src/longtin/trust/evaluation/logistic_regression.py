"""Logistic regression by Newton's method with halving steps, for forecasts and their rivals.

Covariates are put on one scale before the weak penalty, so that their units do not matter.
"""

import numpy as np

from longtin.trust._arrays import Bools, Floats
from longtin.trust._log_odds import probability

RIDGE = 1.0
"""Penalty on squared weights of standardised covariates: as much as one normal prior of scale 1."""

ENOUGH = 1e-8
MOST_STEPS = 50


def learnt_chances(covariates: Floats, happened: Bools, learn: Bools) -> Floats:
    """Chances of all cases, by a regression fitted on some of them.

    Args:
        covariates: Shape (covariate, …), without an intercept.
        happened: Shape (…).
        learn: The cases it is fitted on. Shape (…).
    """
    known = covariates[:, learn]
    centre, spread = known.mean(axis=1), known.std(axis=1)
    scale = np.where(spread > 1e-9, spread, np.inf)  # one that does not vary says nothing
    standard = (known - centre[:, None]) / scale[:, None]
    weights = _fitted(np.vstack([np.ones(known.shape[1]), standard]), happened[learn])
    ratio = weights[1:] / scale
    return probability(np.tensordot(ratio, covariates, axes=1) + (weights[0] - ratio @ centre))


def _fitted(inputs: Floats, happened: Bools) -> Floats:
    """Weights of the inputs, (input, case), of which the first is the intercept."""
    penalty = np.full(len(inputs), RIDGE)
    penalty[0] = 0.0
    rate = (happened.sum() + 0.5) / (len(happened) + 1.0)
    weights = np.zeros(len(inputs))
    weights[0] = np.log(rate / (1.0 - rate))
    best = _loss(weights, inputs, happened, penalty)
    for _ in range(MOST_STEPS):
        chance = probability(weights @ inputs)
        slope = inputs @ (happened - chance) - penalty * weights
        curve = (inputs * (chance * (1.0 - chance))) @ inputs.T + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        while (loss := _loss(weights + step, inputs, happened, penalty)) > best:
            if float(np.abs(step).max()) < ENOUGH:
                return weights
            step /= 2.0
        weights, best = weights + step, loss
        if float(np.abs(step).max()) < ENOUGH:
            break
    return weights


def _loss(weights: Floats, inputs: Floats, happened: Bools, penalty: Floats) -> float:
    logits = weights @ inputs
    return float(
        np.logaddexp(0.0, logits).sum()
        - logits[happened].sum()
        + 0.5 * (penalty * weights**2).sum()
    )
