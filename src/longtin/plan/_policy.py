"""The best move at every pair of beliefs, step by step: exact value iteration on a grid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError
from longtin.plan._problem import MODES, Floats, Problem
from longtin.plan._sweep import appraise, compiled, side_by_side, sweep

NEVER = -np.inf


@dataclass(frozen=True)
class Policy:
    """What to do, whatever is believed.

    Attributes:
        problem: What it solves.
        values: What each step and state is still worth, shape (horizon + 1, mode, q, p): the last
            is the end, worth 0.
        choice: The best move, by its position, shape (horizon, mode, q, p).
    """

    problem: Problem
    values: Floats
    choice: NDArray[np.int16]

    def worth(self, p: float, q: float, *, mode: int = 0, step: int = 0) -> Floats:
        """What each move is worth at a pair of beliefs, on the grid or between its points.

        Args:
            p: Our belief that they are trustworthy.
            q: Theirs that we are.
            mode: The public state, as `mode_of` numbers it.
            step: Counted from 0.

        Returns:
            One value a move, in units of the common gain; minus infinity where it cannot be made.

        Raises:
            ModelError: A belief is no probability, or the step is past the horizon.
        """
        if not (0.0 <= p <= 1.0 and 0.0 <= q <= 1.0 and 0 <= step < self.problem.horizon):
            raise ModelError(
                f"Beliefs lie between 0 and 1 and steps between 0 and {self.problem.horizon - 1}; "
                f"asked for were p = {p:g}, q = {q:g}, step {step}."
            )
        asked, found = self.problem, np.full(len(self.problem.moves), NEVER)
        rows, at, value = np.empty((3, asked.grid)), np.array([float(p)]), np.empty(1)
        loop = compiled(appraise)
        for move in np.flatnonzero(asked.feasible[:, mode]):
            loop(
                value, rows, self.values[step + 1], at, float(q), asked.numbers[move],
                float(asked.noise[mode]), asked.modes[move, mode], asked.crisis[move, mode],
                asked.turnover,
            )  # fmt: skip
            found[move] = value[0]
        return found

    def best(self, p: float, q: float, *, mode: int = 0, step: int = 0) -> str:
        """The id of the best move at a pair of beliefs; of equals the first."""
        worth = self.worth(p, q, mode=mode, step=step)
        return self.problem.ids[int(np.flatnonzero(worth >= worth.max() - 1e-12)[0])]


def solve(problem: Problem) -> Policy:
    """Solve a problem by value iteration from its last step to its first.

    Args:
        problem: At most 128 moves; memory grows with horizon times the grid squared.

    Returns:
        Values and choices for every step, public state and point of the grid.
    """
    points = problem.grid
    values = np.zeros((problem.horizon + 1, MODES, points, points))
    choice = np.zeros((problem.horizon, MODES, points, points), dtype=np.int16)
    loop, lines = compiled(sweep), np.arange(MODES * points)
    shared = (
        problem.points, problem.numbers, problem.feasible, problem.noise, problem.modes,
        problem.crisis, problem.turnover,
    )  # fmt: skip
    for step in reversed(range(problem.horizon)):
        before, after, chosen = values[step], values[step + 1], choice[step]

        def work(some: NDArray[np.int64], before: Floats = before, after: Floats = after,
                 chosen: NDArray[np.int16] = chosen) -> None:  # fmt: skip
            loop(some, before, chosen, after, *shared)

        side_by_side(work, lines)
    return Policy(problem, values, choice)


def warm() -> None:
    """Compile the loops and keep them on disk, so that nobody waits for it later."""
    solve(Problem((), horizon=1, grid=2)).worth(0.5, 0.5)
