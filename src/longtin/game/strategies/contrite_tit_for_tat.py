"""Contrite tit for tat (CTFT): answers a breach, but not the answer to a breach of its own."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._automaton import StateStrategy

Standing = tuple[bool, bool]
"""Whether oneself and the other are in good standing."""


@dataclass(frozen=True, kw_only=True)
class ContriteTitForTat(StateStrategy):
    """Cheats only while it is in good standing and the other is not.

    Who cheats loses his standing, unless he had it and the other had not; who cooperates has it
    again. So a breach that was a slip is made good, and its answer is borne.

    Source:
        [Sugden 1986], [Boyd 1989]; under noise, [Wu & Axelrod 1995].
    """

    name: str = message("Contrite tit for tat")
    source: str = message("Sugden 1986; Boyd 1989; Wu & Axelrod 1995")

    def start(self) -> Standing:
        """Both in good standing."""
        return True, True

    def chance(self, state: Standing) -> float:
        """Cheats only who has been wronged."""
        return float(state != (True, False))

    def after(self, state: Standing, own: int, other: int) -> Standing:
        """By what was done, and whether it was deserved."""
        return bool(own) or state == (True, False), bool(other) or state == (False, True)


STRATEGY = ContriteTitForTat()
