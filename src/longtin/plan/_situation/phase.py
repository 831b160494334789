"""Phase in which a conflict stands, where nobody says."""

from collections.abc import Collection
from datetime import date
from itertools import combinations

from longtin import acts
from longtin.measures import Phase


def phase_between(states: Collection[int], day: date) -> Phase:
    """Crisis management while a listed crisis of two of the states goes on, else prevention.

    Whether a conflict is over is for whoever plans to say.

    Args:
        states: Correlates of War codes.
        day: On which it goes on.
    """
    if any(acts.crises(*two, day, day) for two in combinations(states, 2)):
        return "crisis_management"
    return "prevention"
