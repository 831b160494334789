"""Logistic regression by maximum likelihood, with standard errors clustered by pair."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 60
ENOUGH = 1e-10


@dataclass(frozen=True)
class LogitFit:
    """Coefficients of a logistic regression.

    Attributes:
        names: Of the columns, the constant first.
        weights: Coefficients, as log-odds.
        errors: Standard errors if pair-years were independent.
        clustered: Standard errors that let the years of a pair depend on each other.
        cases: Pair-years.
    """

    names: tuple[str, ...]
    weights: Floats
    errors: Floats
    clustered: Floats
    cases: int

    def of(self, name: str) -> tuple[float, float, float]:
        """Coefficient of a column, its standard error, and its clustered one."""
        place = self.names.index(name)
        return (
            float(self.weights[place]),
            float(self.errors[place]),
            float(self.clustered[place]),
        )


def logit(
    names: tuple[str, ...], columns: Floats, happened: Floats, clusters: NDArray[np.int64]
) -> LogitFit:
    """Fit by Newton's method.

    Args:
        names: Of the columns, without the constant.
        columns: Shape (case, column).
        happened: 0 or 1. Shape (case,).
        clusters: The pair of each case. Shape (case,).

    Raises:
        numpy.linalg.LinAlgError: A column is a combination of others, or tells outcomes apart
            without error.
    """
    inputs = np.column_stack([np.ones(len(happened)), columns])
    scale = np.maximum(np.abs(inputs).max(axis=0), 1e-12)
    standard, weights = inputs / scale, np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(standard @ weights, -30, 30)))
        curve = (standard * (chance * (1.0 - chance))[:, None]).T @ standard
        step = np.linalg.solve(curve, standard.T @ (happened - chance))
        weights += step
        if np.abs(step).max() < ENOUGH:
            break
    inverse = np.linalg.inv(curve)
    scores = standard * (happened - chance)[:, None]
    _, places = np.unique(clusters, return_inverse=True)
    summed = np.zeros((places.max() + 1, inputs.shape[1]))
    np.add.at(summed, places, scores)
    groups = len(summed)
    sandwich = inverse @ (summed.T @ summed) @ inverse * groups / max(groups - 1, 1)
    return LogitFit(
        names=("constant", *names),
        weights=weights / scale,
        errors=np.sqrt(np.diag(inverse)) / scale,
        clustered=np.sqrt(np.diag(sandwich)) / scale,
        cases=len(happened),
    )
