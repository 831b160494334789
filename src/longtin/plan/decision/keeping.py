"""What keeping measures does to conduct itself, beside what it reveals of it.

A kept step reveals the other's conduct: belief is then a martingale, and no plan raises its mean.
Whether it also *changes* conduct is another question, and an empirical one: by how much the level
of conduct moved, and how much rarer incidents were, where a measure was kept, against like pairs
without it. Every drawn future has its own answer, from the band of the estimate. What several
measures do together no record tells: those in force count by their mean and are not added up.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class KeepingEffect:
    """What a step with a measure in force does to conduct, one entry for each move.

    Attributes:
        shift: Mean shift of the level of their conduct in a step, in [−1, 1].
        shift_deviation: Standard deviation of that shift, at least 0.
        incidents: Mean of the logarithm of the ratio by which crises become likelier.
        incidents_deviation: Its standard deviation, at least 0.
    """

    shift: Floats
    shift_deviation: Floats
    incidents: Floats
    incidents_deviation: Floats

    def moved(self, level: Floats, kept: NDArray[np.bool_], luck: Floats | None = None) -> Floats:
        """Levels of conduct after a step, in [0, 1].

        Luck moves a level no further than it lies from the nearer end of the scale, so that good
        and bad luck move it by as much: an effect that is nil on average moves no mean.

        Args:
            level: The levels before.
            kept: Which measures are in force, shape (path, move).
            luck: How many deviations from the mean each future has; none without it.
        """
        then = np.clip(level + _mean_of(kept, self.shift), 0.0, 1.0)
        if luck is None:
            return np.asarray(then)
        room = np.minimum(then, 1.0 - then)
        return np.asarray(then + np.clip(luck * _mean_of(kept, self.shift_deviation), -room, room))

    def ratios(self, kept: NDArray[np.bool_], luck: Floats) -> Floats:
        """By what crises become likelier in each future; 1 where no measure is in force.

        Their mean is that of the estimate: a wide band makes crises no likelier by itself.
        """
        deviation = _mean_of(kept, self.incidents_deviation)
        log = _mean_of(kept, self.incidents) + luck * deviation - deviation**2 / 2.0
        return np.asarray(np.exp(log))


def _mean_of(kept: NDArray[np.bool_], values: Floats) -> Floats:
    """Mean of a value over the measures in force in each future; 0 where there is none."""
    return np.asarray(kept @ values / np.maximum(kept.sum(axis=1), 1))
