"""Foresight by table: where what may be seen leads each belief, the same in every step."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan.decision.kernels import (
    RUNS,
    TESTS,
    Floats,
    Places,
    compiled,
    side_by_side,
    tabulate,
)
from longtin.plan.decision.problem import Problem

ROOM: Final = 4_000_000
"""Beliefs that are kept in tables at once, at 20 bytes each."""


class Foreseen:
    """What the loops look up, for as many beliefs `q` as there is room for.

    States in which a move is read through the same noise beside equal tests are of one kind.

    Attributes:
        kinds: Row of the tables for each move and state, shape (move, state).
        filled: Points below, shares and weights, shape (kind, q, seen, p) each.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        move, state = np.nonzero(problem.planned)
        seen = np.column_stack((
            move, problem.noise[state], problem.running[state, TESTS],
            problem.running[state, RUNS],
        ))  # fmt: skip
        _, one, kind = np.unique(seen, axis=0, return_index=True, return_inverse=True)
        self.kinds = np.zeros(problem.planned.shape, dtype=np.int64)
        self.kinds[move, state] = kind
        self._pairs = np.column_stack((move[one], state[one]))
        points = problem.grid
        self._width = max(1, min(points, ROOM // (len(one) * 3 * points)))
        shape = len(one), self._width, 3, points
        self.filled: tuple[Places, Floats, Floats] = (
            np.empty(shape, dtype=np.uint32), np.empty(shape), np.empty(shape),
        )  # fmt: skip
        self._first = -1

    def blocks(self) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Blocks of beliefs `q`, by their first; the tables hold each while it is looked at."""
        points = self._problem.grid
        for first in range(0, points, self._width):
            block = np.arange(first, min(first + self._width, points))
            if first != self._first:
                self._fill(first, self._problem.points[block])
            yield first, block

    def _fill(self, first: int, beliefs: Floats) -> None:
        problem, loop = self._problem, compiled(tabulate)

        def work(some: NDArray[np.int64]) -> None:
            loop(
                some, *self.filled, beliefs, problem.points, self._pairs, problem.numbers,
                problem.noise, problem.running, problem.turnover,
            )  # fmt: skip

        kinds = np.arange(len(self._pairs))
        side_by_side(work, kinds, beliefs.size * 3 * problem.grid)
        self._first = first
