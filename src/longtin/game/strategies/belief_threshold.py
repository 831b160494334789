"""Bayesian trigger: cooperates as long as belief in the other is at or above a threshold."""

from dataclasses import dataclass
from math import exp, log

from longtin._language import message
from longtin.game._automaton import StateStrategy
from longtin.game._payoffs import is_enough

SURE = 1e-300
"""What a chance of nothing is taken to be, so that its logarithm is a number."""

Seen = tuple[int, int]
"""How often the other was seen to cooperate, and to cheat."""


@dataclass(frozen=True, kw_only=True)
class BeliefThreshold(StateStrategy):
    """Trust as a strategy: Bayes' rule on what is seen, and a line that belief has to reach.

    Attributes:
        trust: Belief before the first round, in [0, 1].
        threshold: The least that is enough.
        kept: Chance that a trustworthy other is seen to cooperate, above `cheated`.
        cheated: Chance that an untrustworthy one is.
    """

    name: str = message("Cooperate while trust is enough")
    source: str = message("Kydd 2005, act by act")
    trust: float = 0.5
    threshold: float = 0.5
    kept: float = 0.95
    cheated: float = 0.5

    def start(self) -> Seen:
        """Nothing seen."""
        return 0, 0

    def chance(self, state: Seen) -> float:
        """0 or 1: whether trust is enough."""
        return float(is_enough(self.belief(*state), self.threshold))

    def after(self, state: Seen, own: int, other: int) -> Seen:  # noqa: ARG002 - judges the other
        """One more seen."""
        return state[0] + other, state[1] + 1 - other

    def belief(self, cooperated: int, defected: int) -> float:
        """Trust in one who was seen so often to cooperate and to cheat, in [0, 1]."""
        if self.trust in {0, 1}:
            return float(self.trust)
        odds = (
            log(self.trust / (1 - self.trust))
            + cooperated * _log_ratio(self.kept, self.cheated)
            + defected * _log_ratio(1 - self.kept, 1 - self.cheated)
        )
        return 1 / (1 + exp(-odds)) if odds > 0 else exp(odds) / (1 + exp(odds))


def _log_ratio(above: float, below: float) -> float:
    return log(max(above, SURE)) - log(max(below, SURE))


STRATEGY = BeliefThreshold()
