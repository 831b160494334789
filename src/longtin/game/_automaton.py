"""Strategies with states: what a rule of conduct keeps in mind, and all that it can come to.

Where a rule answers by a state that each round moves on, its play against any other such rule is a
chain of states. `Automaton` lists those within reach in so many turns, so that loops can follow it
without asking the rule again.
"""

import abc
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin.game._payoffs import Floats
from longtin.game._strategy import History, Strategy

ROUNDS = tuple((own, other) for own in (0, 1) for other in (0, 1))
"""What a round can look like to a side, `dd dc cd cc`: own conduct, and the other's as seen."""


@dataclass(frozen=True)
class Automaton:
    """A strategy as states and steps; it begins in state 0.

    Attributes:
        chance: Of cooperating in each state, (state).
        after: The next state, (state, own conduct, other's conduct as seen); 1 cooperates.
        width: How many states it can be in before each turn, (turn).
    """

    chance: Floats
    after: NDArray[np.int32]
    width: NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class StateStrategy(Strategy):
    """A strategy that answers by a state it keeps."""

    @abc.abstractmethod
    def start(self) -> Hashable:
        """The state before the first round."""

    @abc.abstractmethod
    def chance(self, state: Any) -> float:
        """The chance of cooperating in a state."""

    @abc.abstractmethod
    def after(self, state: Any, own: int, other: int) -> Hashable:
        """The state after a round: own conduct, and the other's as seen; 1 cooperates."""

    def __call__(self, history: History) -> float:
        """The chance of cooperating after a history."""
        state = self.start()
        for own, other in history:
            state = self.after(state, int(own), int(other))
        return self.chance(state)


def automaton(strategy: Strategy, turns: int) -> Automaton | None:
    """A strategy's states within reach in some turns.

    Args:
        strategy: Any.
        turns: Of a match.

    Returns:
        `None` where the strategy answers by the whole history and keeps no state.
    """
    from longtin.game._strategy import MemoryOneStrategy

    if isinstance(strategy, MemoryOneStrategy):
        after = np.arange(1, 5, dtype=np.int32).reshape(1, 2, 2).repeat(5, axis=0)
        width = np.array([1] + [4] * (turns - 1))
        return Automaton(np.array([strategy.first, *strategy.table.ravel()]), after, width)
    return _reached(strategy, turns) if isinstance(strategy, StateStrategy) else None


@lru_cache(maxsize=256)
def _reached(strategy: StateStrategy, turns: int) -> Automaton:
    """Every state within reach, in the order in which it is first met."""
    known: dict[Hashable, int] = {strategy.start(): 0}
    edge, after = list(known), []
    for _ in range(turns - 1):
        met: list[Hashable] = []
        for state in edge:
            row = []
            for own, other in ROUNDS:
                to = strategy.after(state, own, other)
                if to not in known:
                    known[to] = len(known)
                    met.append(to)
                row.append(known[to])
            after.append(row)
        edge = met
        if not edge:
            break
    after += [[0] * 4 for _ in edge]  # met in the last turn, from which no further step is taken
    chances = np.array([strategy.chance(state) for state in known])
    steps = np.array(after, np.int32).reshape(-1, 2, 2)
    return Automaton(chances, steps, _width(steps, turns))


def _width(after: NDArray[np.int32], turns: int) -> NDArray[np.int64]:
    """How many states are within reach in exactly so many turns."""
    here, width = np.zeros(1, np.int64), []
    for _ in range(turns):
        width.append(here.size)
        here = np.unique(after[here])
    return np.array(width)
