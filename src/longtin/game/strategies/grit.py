"""Graduated reciprocation in tension-reduction (GRIT), for rounds of one stake."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._automaton import StateStrategy


@dataclass(frozen=True, kw_only=True)
class Grit(StateStrategy):
    """Initiatives in series, answered or not.

    It opens with a series of cooperative acts whatever the answer, answers in kind after that, and
    after a pause of the same length begins a new series. Its state is where it stands in that, and
    what the other did last.

    Attributes:
        series: Length of a series of initiatives, at least 1.

    Source:
        [Osgood 1962].
    """

    name: str = message("Graduated gestures (GRIT)")
    source: str = message("Osgood 1962")
    series: int = 3

    def start(self) -> tuple[int, int]:
        """At the first of a series."""
        return 0, 1

    def chance(self, state: tuple[int, int]) -> float:
        """Cooperates in a series, and answers in kind between two."""
        turn, last = state
        return 1.0 if turn < self.series else float(last)

    def after(self, state: tuple[int, int], own: int, other: int) -> tuple[int, int]:  # noqa: ARG002
        """One turn on."""
        return (state[0] + 1) % (2 * self.series), other


STRATEGY = Grit()
