"""Several agreements side by side: which of them last, and what they bring together.

A structure says for each state which agreement it is in, 0 for none. It lasts if nobody gains by
leaving, by joining another agreement, or by moving from one to another, the others staying where
they are.

Source:
    [Hagen and Eisenack 2019], for agreements side by side and the two games.
"""

from dataclasses import dataclass
from itertools import product
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Bools, Floats, slack

Labels = NDArray[np.int64]
"""Structures, (C, N): for each state the number of its agreement, 0 for none."""

MOST_STRUCTURES = 2_000_000
"""Structures that are looked at."""


class StructureGame(Protocol):
    """A game that says what each state has under several agreements."""

    @property
    def size(self) -> int:
        """Number of states N."""

    def payoffs(self, labels: Labels) -> Floats:
        """Payoffs of all states, (C, N), under each of C structures (C, N)."""

    def abatement(self, labels: Labels) -> Floats:
        """What all do together under each structure, (C,)."""


def _sums(labels: Labels, amounts: Floats) -> Floats:
    """For each state the sum of amounts over its agreement, over itself where it is in none."""
    alike = (labels[:, :, np.newaxis] == labels[:, np.newaxis, :]) & (labels > 0)[:, :, np.newaxis]
    alike |= np.eye(labels.shape[1], dtype=bool)
    found: Floats = alike @ amounts
    return found


@dataclass(frozen=True)
class SteadyBenefits:
    """Every unit of abatement is worth the same, and each further one costs more.

    Attributes:
        value: Worth of a unit of abatement to each state, at least 0, (N,).
        cost: Slope of each state's marginal cost, above 0, (N,).
    """

    value: Floats
    cost: Floats

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.value)

    def abatement(self, labels: Labels) -> Floats:
        """What all do together, (C,)."""
        found: Floats = (_sums(labels, self.value) / self.cost).sum(axis=1)
        return found

    def payoffs(self, labels: Labels) -> Floats:
        """Payoffs of all states, (C, N)."""
        own = _sums(labels, self.value) / self.cost
        found: Floats = self.value * own.sum(axis=1, keepdims=True) - self.cost * own**2 / 2.0
        return found


@dataclass(frozen=True)
class FallingBenefits:
    """Every further unit of abatement is worth less, and each costs the same.

    An agreement goes on until a further unit is worth less to its members together than it costs;
    so the one that wants most does it all, its members in equal parts, and the others nothing.
    Benefit of state i: `value` · (ceiling·Q - Q²/2).

    Attributes:
        value: Weight of each state's benefit, above 0, (N,).
        cost: Cost of a unit, above 0.
        ceiling: Abatement beyond which more brings nothing, above 0.
    """

    value: Floats
    cost: float
    ceiling: float

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.value)

    def abatement(self, labels: Labels) -> Floats:
        """What all do together, (C,)."""
        found: Floats = self._wanted(labels).max(axis=1)
        return found

    def payoffs(self, labels: Labels) -> Floats:
        """Payoffs of all states, (C, N)."""
        wanted = self._wanted(labels)
        total = wanted.max(axis=1, keepdims=True)
        does = wanted >= total * (1.0 - 1e-12)
        share = np.where(does & (total > 0.0), total / does.sum(axis=1, keepdims=True), 0.0)
        found: Floats = self.value * (self.ceiling * total - total**2 / 2.0) - self.cost * share
        return found

    def _wanted(self, labels: Labels) -> Floats:
        """Abatement at which each state's agreement stops, were it alone, (C, N)."""
        found: Floats = np.maximum(self.ceiling - self.cost / _sums(labels, self.value), 0.0)
        return found


def structures(size: int, most: int) -> Labels:
    """Every way to put states into at most so many agreements of two or more, each once.

    Args:
        size: Number of states N.
        most: Agreements at most.

    Returns:
        Structures (C, N), agreements numbered in the order of their first member.
    """
    if (most + 1) ** size > MOST_STRUCTURES:
        raise ModelError(
            "{size} states in up to {most} agreements are more than {limit} structures. Ask for "
            "fewer states or agreements.",
            size=size,
            most=most,
            limit=MOST_STRUCTURES,
        )
    rows = np.array(list(product(range(most + 1), repeat=size)), dtype=np.int64)
    kept = np.ones(len(rows), dtype=bool)
    first = np.full(len(rows), -1)
    for label in range(1, most + 1):
        there = rows == label
        count, place = there.sum(axis=1), np.where(there.any(axis=1), there.argmax(axis=1), size)
        kept &= (count != 1) & ((place > first) | (place == size))
        first = np.maximum(first, place)
    return rows[kept]


def lasting(game: StructureGame, labels: Labels, most: int) -> Bools:
    """Which structures last, booleans (C,).

    Args:
        game: The game.
        labels: Structures (C, N).
        most: Agreements at most; where there are fewer, one more can be begun by a newcomer only
            with somebody already in one, so that moves of one state open none.
    """
    now = game.payoffs(labels)
    loose = slack(now)
    stays = np.ones(len(labels), dtype=bool)
    for state in range(game.size):
        for label in range(most + 1):
            moved = labels.copy()
            moved[:, state] = label
            there = (labels == label).any(axis=1) | (label == 0)
            gain = game.payoffs(moved)[:, state] - now[:, state]
            stays &= ~there | (gain <= loose)
    return stays
