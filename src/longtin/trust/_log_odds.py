"""Log-odds: belief as natural logarithm of the odds, on which evidence adds up."""

import numpy as np

from longtin.trust._arrays import Floats


def probability(log_odds: Floats) -> Floats:
    """Probability for natural log-odds, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * log_odds)))


def log_odds(chance: Floats) -> Floats:
    """Natural log-odds of probabilities strictly between 0 and 1."""
    return np.asarray(np.log(chance) - np.log1p(-chance))
