"""Maximum a posteriori by quasi-Newton, with exact gradients: how parameters are fitted.

Both models hand over the log-likelihood and its gradient pair by pair, so the covariance can be
made robust to what ties the acts of one pair of states together, in both directions: the sandwich
of the inverse Hessian and the scores summed by couple.

Source:
    Fahrmeir & Tutz (2001) for the posterior mode; White (1982), Liang & Zeger (1986) for the
    clustered sandwich.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Floats, Pair

Scores = Callable[[Floats], tuple[Floats, Floats]]
"""Parameters (parameter,) to log-likelihood (pair,) and gradient (pair, parameter)."""
Progress = Callable[[int, float], None]
"""Told after each iteration: its number and the log-posterior."""

HESSIAN_STEP = 1e-4

EVALUATIONS = 250
"""About how often a fit asks for scores."""

CELLS = 30_000
"""Steps times pairs of a block of a fit: its many arrays stay in the cache of one core."""


@dataclass(frozen=True)
class Prior:
    """Independent normal priors.

    Attributes:
        mean: Shape (parameter,).
        spread: Standard deviations, shape (parameter,).
    """

    mean: Floats
    spread: Floats


@dataclass(frozen=True)
class PosteriorMode:
    """A posterior mode.

    Attributes:
        values: The mode, shape (parameter,).
        covariance: Clustered sandwich, shape (parameter, parameter); zero where not wanted.
        loglik: Log-likelihood at the mode.
        iterations: Of the optimiser.
        converged: Whether the optimiser stopped by itself.
    """

    values: Floats
    covariance: Floats
    loglik: float
    iterations: int
    converged: bool


def climb(
    scores: Scores,
    begin: Floats,
    prior: Prior,
    pairs: Sequence[Pair],
    *,
    most: int = 400,
    intervals: bool = True,
    progress: Progress | None = None,
) -> PosteriorMode:
    """Find the posterior mode and its robust covariance.

    Args:
        scores: Log-likelihood and gradient by pair.
        begin: Where to start, shape (parameter,).
        prior: On all parameters.
        pairs: (truster, trustee) of each pair, for clustering by couple.
        most: Iterations at most.
        intervals: Whether the covariance is wanted; it takes about as long as the mode.
        progress: Called after each iteration.
    """
    from scipy.optimize import minimize

    count = 0

    def downhill(theta: Floats) -> tuple[float, Floats]:
        loglik, gradient = scores(theta)
        away = (theta - prior.mean) / prior.spread
        return -(loglik.sum() - 0.5 * (away**2).sum()), -(
            gradient.sum(axis=0) - away / prior.spread
        )

    def tell(intermediate_result: object) -> None:
        nonlocal count
        count += 1
        if progress:
            progress(count, -float(getattr(intermediate_result, "fun", np.nan)))

    found = minimize(
        downhill, begin, jac=True, method="L-BFGS-B", callback=tell,
        options={"maxiter": most, "maxcor": 30, "ftol": 1e-8, "gtol": 1e-2},
    )  # fmt: skip
    loglik, gradient = scores(found.x)
    nothing = np.zeros((len(begin), len(begin)))
    return PosteriorMode(
        values=np.asarray(found.x),
        covariance=_sandwich(downhill, found.x, gradient, pairs) if intervals else nothing,
        loglik=float(loglik.sum()),
        iterations=int(found.nit),
        converged=bool(found.success),
    )


def _sandwich(
    downhill: Callable[[Floats], tuple[float, Floats]],
    mode: Floats,
    gradient: Floats,
    pairs: Sequence[Pair],
) -> Floats:
    bread = np.linalg.inv(_hessian(downhill, mode))
    couples = {couple: row for row, couple in enumerate(sorted({_couple(pair) for pair in pairs}))}
    summed = np.zeros((len(couples), gradient.shape[1]))
    np.add.at(summed, [couples[_couple(pair)] for pair in pairs], gradient)
    sandwich = bread @ (summed.T @ summed) @ bread
    # Where the prior alone holds a parameter the scores are silent; never claim more than it does.
    short = np.maximum(np.diag(bread) - np.diag(sandwich), 0.0)
    return _positive(sandwich + np.diag(short))


def _positive(matrix: Floats) -> Floats:
    """The nearest matrix with no negative eigenvalue, lifted just enough to have a square root."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2.0)
    lifted = np.maximum(values, 1e-7 * values[-1])
    return np.asarray((vectors * lifted) @ vectors.T)


def _couple(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _hessian(downhill: Callable[[Floats], tuple[float, Floats]], mode: Floats) -> Floats:
    """Central differences of the exact gradient."""
    rows = []
    for place in range(len(mode)):
        shift = np.zeros_like(mode)
        shift[place] = HESSIAN_STEP
        up, down = downhill(mode + shift)[1], downhill(mode - shift)[1]
        rows.append((up - down) / (2 * HESSIAN_STEP))
    hessian = np.array(rows)
    return np.asarray((hessian + hessian.T) / 2)
