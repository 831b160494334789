"""Soft majority: does what the other has done more often, and cooperates at a tie."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._automaton import StateStrategy


@dataclass(frozen=True, kw_only=True)
class SoftMajority(StateStrategy):
    """Judges by the whole record. Its state is by how much the other cooperated more often."""

    name: str = message("Soft majority")
    source: str = message("Axelrod 1984")

    def start(self) -> int:
        """As often as not."""
        return 0

    def chance(self, state: int) -> float:
        """Cooperates with who did so half the time."""
        return float(state >= 0)

    def after(self, state: int, own: int, other: int) -> int:  # noqa: ARG002 - forgets its own
        """One more of either."""
        return state + (1 if other else -1)


STRATEGY = SoftMajority()
