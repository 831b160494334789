"""Gradual: answers the n-th breach by cheating n times, and then cooperates twice to make peace."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._automaton import StateStrategy

Count = tuple[int, int, int]
"""Breaches so far, answers that are due, and gestures of peace that are due."""

GESTURES = 2


@dataclass(frozen=True, kw_only=True)
class Gradual(StateStrategy):
    """Remembers every breach. While it answers or makes peace, breaches are counted, not answered.

    Source:
        [Beaufils, Delahaye and Mathieu 1996].
    """

    name: str = message("Gradual")
    source: str = message("Beaufils, Delahaye and Mathieu 1996")

    def start(self) -> Count:
        """Nothing due."""
        return 0, 0, 0

    def chance(self, state: Count) -> float:
        """Cheats as long as an answer is due."""
        return float(not state[1])

    def after(self, state: Count, own: int, other: int) -> Count:  # noqa: ARG002 - forgets its own
        """One answer or gesture less; at rest, a breach is answered."""
        breaches, answers, gestures = state
        breaches += 1 - other
        if answers:
            return breaches, answers - 1, GESTURES if answers == 1 else 0
        if gestures > 1 or (gestures and other):
            return breaches, 0, gestures - 1
        return (breaches, 0, 0) if other else (breaches, breaches, 0)


STRATEGY = Gradual()
