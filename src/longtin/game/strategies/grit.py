"""Graduated reciprocation in tension-reduction (GRIT), for rounds of one stake."""

from dataclasses import dataclass

from longtin._language import message
from longtin.game._strategy import History, Strategy


@dataclass(frozen=True, kw_only=True)
class Grit(Strategy):
    """Initiatives in series, answered or not.

    It opens with a series of cooperative acts whatever the answer, answers in kind after that, and
    after a pause of the same length begins a new series.

    Attributes:
        series: Length of a series of initiatives, at least 1.

    Source:
        [Osgood 1962].
    """

    name: str = message("Graduated gestures (GRIT)")
    source: str = "Osgood 1962"
    series: int = 3

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history."""
        turn = len(history) % (2 * self.series)
        return 1.0 if turn < self.series else float(history[-1][1])


STRATEGY = Grit()
