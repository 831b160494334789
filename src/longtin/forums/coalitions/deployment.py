"""A level that one coalition sets for all, such as cooling the climate: who rules, who bears it.

Each state has a level it likes best; what it has falls with the square of the distance from it.
The level set is the mean of what the members of the ruling coalition like best. Without rule the
coalition that likes most rules, for anybody can go further alone; with a threshold of power the
most powerful one does, if it has that much, and nobody if none has.

Source:
    [Heyen and Lehtomaa 2021]; [Weitzman 2015], for the free driver.
"""

from dataclasses import dataclass

import numpy as np

from longtin.forums.coalitions.coalition_game import Floats
from longtin.forums.coalitions.parallel_agreements import Labels


@dataclass(frozen=True)
class Deployment:
    """What each state would like, and who rules.

    Attributes:
        liked: Level that each state likes best, (N,).
        damage: Weight of the square of the distance from it, above 0, (N,).
        power: Share of power, sum 1, (N,).
        least_power: Power that the ruling coalition must have; where not given anybody may act.
    """

    liked: Floats
    damage: Floats
    power: Floats
    least_power: float | None = None

    def levels(self, labels: Labels) -> Floats:
        """The level that is set under each structure, (M,)."""
        alike = labels[:, :, np.newaxis] == labels[:, np.newaxis, :]
        alike &= (labels > 0)[:, :, np.newaxis]
        alike |= np.eye(labels.shape[1], dtype=bool)
        weights = self.damage * self.power
        mean, power = alike @ (self.liked * weights) / (alike @ weights), alike @ self.power
        if self.least_power is None:
            most: Floats = mean.max(axis=1)
            return most
        rows, ruling = np.arange(len(labels)), power.argmax(axis=1)
        enough = power[rows, ruling] >= self.least_power
        found: Floats = np.where(enough, mean[rows, ruling], 0.0)
        return found

    def payoffs(self, labels: Labels) -> Floats:
        """What each state has more than if nothing were set, (M, N)."""
        level = self.levels(labels)[:, np.newaxis]
        found: Floats = self.damage * (self.liked**2 - (self.liked - level) ** 2)
        return found
