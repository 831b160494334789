"""Bayesian trigger: cooperates as long as belief in the other is at or above a threshold."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._payoffs import is_enough
from longtin.game._strategy import History, Strategy


@dataclass(frozen=True, kw_only=True)
class BeliefThreshold(Strategy):
    """Trust as a strategy: Bayes' rule on what is seen, and a line that belief has to reach.

    Attributes:
        trust: Belief before the first round, in [0, 1].
        threshold: The least that is enough.
        kept: Chance that a trustworthy other is seen to cooperate, above `cheated`.
        cheated: Chance that an untrustworthy one is.
    """

    name: str = message("Cooperate while trust is enough")
    source: str = "Kydd 2005, act by act"
    trust: float = 0.5
    threshold: float = 0.5
    kept: float = 0.95
    cheated: float = 0.5

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history, 0 or 1."""
        kept, cheated = self.trust, 1 - self.trust
        for _, other in history:
            kept *= self.kept if other else 1 - self.kept
            cheated *= self.cheated if other else 1 - self.cheated
            total = kept + cheated
            kept, cheated = kept / total, cheated / total
        return float(is_enough(kept, self.threshold))


STRATEGY = BeliefThreshold()
