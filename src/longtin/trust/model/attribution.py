"""Attribution: exact shares of what was seen in a change of trust, after Aumann and Shapley.

All evidence is brought in little by little, by a share λ from none to whole, and each term has what
it adds on the way. With f the belief over levels at λ, τ what a level is read as and T = Σ f τ, a
term of the log-likelihood q(level) moves trust by

    dT = Cov_f(τ, q) dλ             d log-odds = (Σ f τ q / T − Σ f (1 − τ) q / (1 − T)) dλ

so the shares of all terms add up to the whole change, in points and in log-odds alike. With two
levels a term's log-odds are its log-likelihood ratio, as they have to be.

Source:
    Aumann & Shapley (1974), Values of Non-Atomic Games; the integral by Gauss and Legendre.
"""

from dataclasses import dataclass, replace

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.model.ordered_state_filter import Turnover, filter_levels, smooth_levels

FEWEST, MOST = 24, 1000
"""Places at which the way is measured: enough for evidence of a few natural units, and for any."""

DIGITS = 13.0
"""Natural logarithm of the error left, halved and turned round."""

GRADUAL = 96
"""Places for evidence of many steps, which no single step dominates."""


@dataclass(frozen=True)
class Shares:
    """What one unit of log-likelihood of each level adds to a change, (step, level) each.

    A term's share is the sum of its log-likelihoods over the levels, each times this.

    Attributes:
        points: In trust, which runs from 0 to 1.
        log_odds: In natural log-odds of trust.
    """

    points: Floats
    log_odds: Floats


def of_steps(before: Floats, evidence: Floats, scale: Floats) -> Shares:
    """Shares of each step's evidence in the change that step makes.

    Args:
        before: Belief before the evidence. Shape (step, level).
        evidence: Log-likelihood of all that was seen. Shape (step, level).
        scale: What each level is read as, in [0, 1]. Shape (level,).
    """
    places, weights = np.polynomial.legendre.leggauss(_places(evidence))
    along = (places[:, None, None] + 1.0) / 2.0 * (evidence - evidence.max(1, keepdims=True))
    belief = before * np.exp(along)
    belief /= belief.sum(axis=2, keepdims=True)
    gap, trust, doubt = _gap(belief * scale, belief * (1.0 - scale))
    return Shares(
        points=np.einsum("n,nsl->sl", weights / 2.0, gap * trust * doubt),
        log_odds=np.einsum("n,nsl->sl", weights / 2.0, gap),
    )


def _places(evidence: Floats) -> int:
    """Enough for the steepest step: the way bends within π over the evidence from end to end."""
    steepest = float(np.ptp(evidence, axis=1).max(initial=0.0))
    if steepest == 0.0:
        return FEWEST
    return int(np.clip(DIGITS / np.arcsinh(2.0 * np.pi / steepest), FEWEST, MOST))


def _gap(trusted: Floats, doubted: Floats) -> tuple[Floats, Floats, Floats]:
    """Where the weight of trust is, less where that of doubt is, and both sums."""
    trust, doubt = trusted.sum(axis=-1, keepdims=True), doubted.sum(axis=-1, keepdims=True)
    return trusted / trust - doubted / doubt, trust, doubt


def of_all(turnover: Turnover, evidence: Floats, scale: Floats) -> Shares:
    """Shares of each step's evidence in the last belief, against one that had seen nothing.

    Belief saturates: once a crisis has settled a matter, one act more or less changes nothing, and
    yet each had its part.

    Args:
        turnover: Of one pair.
        evidence: Log-likelihood of all that was seen. Shape (step, level).
        scale: What each level is read as, in [0, 1]. Shape (level,).
    """
    places, weights = np.polynomial.legendre.leggauss(GRADUAL)
    along = evidence[:, :, None] * (places + 1.0) / 2.0
    run = replace(
        turnover,
        long_run=np.repeat(turnover.long_run, GRADUAL, axis=2),
        drift=np.repeat(turnover.drift, GRADUAL, axis=1),
        breaks=np.repeat(turnover.breaks, GRADUAL, axis=1),
    )
    # Seeing at the end that it would return cooperation, or not, parts the two sides of the odds.
    with np.errstate(divide="ignore"):
        ends = np.log(scale), np.log1p(-scale)
    sides = []
    for end in ends:
        seen = along.copy()
        seen[-1] += end[:, None]
        sides.append(smooth_levels(run, seen)[1])
    last = filter_levels(run, along).after[-1]
    trust, doubt = scale @ last, (1.0 - scale) @ last
    gap = sides[0] - sides[1]
    return Shares(points=gap @ (weights / 2.0 * trust * doubt), log_odds=gap @ (weights / 2.0))
