"""Uncertain numbers: the assumptions of a comparison by name, and draws of them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from longtin.forums._issue.judged_number import JudgedNumber
from longtin.forums._setting.setting import Floats


@dataclass(frozen=True)
class UncertainNumber:
    """A number that may be otherwise.

    Attributes:
        name: As the issue file has it, such as `publicness` or `values.USA`.
        number: The value and its range.
        is_given: Whether the file gives it rather than is silent.
    """

    name: str
    number: JudgedNumber
    is_given: bool

    def at(self, share: Floats) -> Floats:
        """Values at shares of the triangular distribution between its ends with its peak."""
        low, peak, high = self.number.least, self.number.at, self.number.most
        if high <= low:
            return np.full(np.shape(share), peak)
        turn = (peak - low) / (high - low)
        below = low + np.sqrt(share * (high - low) * (peak - low))
        above = high - np.sqrt((1.0 - share) * (high - low) * (high - peak))
        found: Floats = np.where(share < turn, below, above)
        return found


def drawn(assumptions: Iterable[UncertainNumber], draws: int, seed: int) -> dict[str, Floats]:
    """Values of every assumption, (draws,) each: stratified, and independent of each other.

    The first draw is every value as it is given. An assumption is drawn by its own name and the
    seed, so that adding another leaves it as it was.
    """
    found: dict[str, Floats] = {}
    for each in assumptions:
        chance = np.random.default_rng([seed, *each.name.encode()])
        strata = (chance.permutation(draws) + chance.random(draws)) / draws
        values = each.at(strata)
        values[0] = each.number.at
        found[each.name] = values
    return found
