"""Logistic regression by Newton's method with halving steps, for forecasts and their rivals.

Covariates are put on one scale before the weak penalty, so that their units do not matter.
"""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Bools, Floats
from longtin.trust.model.two_state_filter import probability

RIDGE = 1.0
"""Penalty on squared weights of standardised covariates: as much as one normal prior of scale 1."""

ENOUGH = 1e-8
MOST_STEPS = 50


@dataclass(frozen=True)
class LogisticRegression:
    """A fitted regression.

    Attributes:
        centre: Mean of each covariate where it was fitted.
        scale: Standard deviation there; infinite for one that did not vary, which then says
            nothing.
        weights: Intercept, then one weight a covariate.
    """

    centre: Floats
    scale: Floats
    weights: Floats

    def chance(self, covariates: Floats) -> Floats:
        """Chance for each case; covariates of shape (covariate, …)."""
        ratio = self.weights[1:] / self.scale
        shift = self.weights[0] - ratio @ self.centre
        return probability(np.tensordot(ratio, covariates, axes=1) + shift)


def fit_logit(covariates: Floats, happened: Bools) -> LogisticRegression:
    """Fit on cases.

    Args:
        covariates: Shape (covariate, case), without an intercept.
        happened: Shape (case,).
    """
    centre, spread = covariates.mean(axis=1), covariates.std(axis=1)
    scale = np.where(spread > 1e-9, spread, np.inf)
    inputs = np.vstack([np.ones(len(happened)), (covariates - centre[:, None]) / scale[:, None]])
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
                return LogisticRegression(centre, scale, weights)
            step /= 2.0
        weights, best = weights + step, loss
        if float(np.abs(step).max()) < ENOUGH:
            break
    return LogisticRegression(centre, scale, weights)


def _loss(weights: Floats, inputs: Floats, happened: Bools, penalty: Floats) -> float:
    logits = weights @ inputs
    return float(
        np.logaddexp(0.0, logits).sum()
        - logits[happened].sum()
        + 0.5 * (penalty * weights**2).sum()
    )
