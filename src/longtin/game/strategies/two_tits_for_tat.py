"""Two tits for tat (2TFT): answers each breach by cheating twice."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._automaton import StateStrategy


@dataclass(frozen=True, kw_only=True)
class TwoTitsForTat(StateStrategy):
    """Harder than it is treated. Its state counts the answers that are still due."""

    name: str = message("Two tits for tat")
    source: str = message("Axelrod 1980")

    def start(self) -> int:
        """None due."""
        return 0

    def chance(self, state: int) -> float:
        """Cheats as long as an answer is due."""
        return float(not state)

    def after(self, state: int, own: int, other: int) -> int:  # noqa: ARG002 - forgets its own
        """Two due from a breach on."""
        return max(state - 1, 0) if other else 2


STRATEGY = TwoTitsForTat()
