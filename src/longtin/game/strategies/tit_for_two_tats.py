"""Tit for two tats (TF2T): cheats only after it was cheated twice in a row."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._automaton import StateStrategy

MOST = 2
"""Breaches in a row that are answered."""


@dataclass(frozen=True, kw_only=True)
class TitForTwoTats(StateStrategy):
    """Patience of one breach. Its state counts breaches in a row, up to two."""

    name: str = message("Tit for two tats")
    source: str = message("Axelrod 1980")

    def start(self) -> int:
        """None yet."""
        return 0

    def chance(self, state: int) -> float:
        """Cheats after two."""
        return float(state < MOST)

    def after(self, state: int, own: int, other: int) -> int:  # noqa: ARG002 - forgets its own
        """One more, or none."""
        return 0 if other else min(state + 1, MOST)


STRATEGY = TitForTwoTats()
