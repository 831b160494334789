"""Value iteration: the best move at every pair of beliefs, step by step, on a grid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError
from longtin.plan.decision.foreseen import Foreseen
from longtin.plan.decision.kernels import (
    LAPSE,
    answers,
    compiled,
    earned,
    learned,
    likely,
    side_by_side,
    sweep,
    turned,
    weigh,
)
from longtin.plan.decision.modes import ANSWERED
from longtin.plan.decision.move import Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Floats, Problem, bundle

NEVER = -np.inf


@dataclass(frozen=True)
class Policy:
    """What to do, whatever is believed.

    Attributes:
        problem: What it solves.
        values: What each step and state is still worth, shape (horizon + 1, state, q, p): the
            last is the end, worth 0.
        choice: The best move, by its position, shape (horizon, state, q, p).
    """

    problem: Problem
    values: Floats
    choice: NDArray[np.int16]

    def worth(
        self,
        p: float,
        q: float,
        *,
        mode: int = 0,
        step: int = 0,
        lapses: Mapping[str, float] | None = None,
    ) -> Floats:
        """What each move is worth at a pair of beliefs, on the grid or between its points.

        A measure that can be begun once and is not remembered is worth what it brings beside the
        later steps, which do not reckon with it, less what it would bring if begun after all that
        they reckon with.

        Args:
            p: Our belief that they are trustworthy.
            q: Theirs that we are.
            mode: The public state, as `mode_of` numbers it, with what is remembered as kept.
            step: Counted from 0.
            lapses: Chance that a trustworthy state does not answer for reasons of its own, of
                moves where it is not the outlook's.

        Returns:
            One value a move, in units of the common gain; minus infinity where it cannot be made.

        Raises:
            ModelError: A belief is no probability, the step is past the horizon, or the plan
                never comes to the public state.
        """
        asked = self.problem
        if not (0.0 <= p <= 1.0 and 0.0 <= q <= 1.0 and 0 <= step < asked.horizon):
            raise ModelError(
                "Beliefs lie between 0 and 1 and steps between 0 and {last}; asked for were "
                "p = {p}, q = {q}, step {step}.",
                last=asked.horizon - 1,
                p=f"{p:g}",
                q=f"{q:g}",
                step=step,
            )
        if mode not in asked.index:
            raise ModelError("The plan never comes to the public state {state}.", state=mode)
        found, state = np.full(len(asked.moves), NEVER), asked.index[mode]
        numbers, space = asked.numbers.copy(), (1, 1, 3, 1)
        numbers[:, LAPSE] = [(lapses or {}).get(name, asked.outlook.lapse) for name in asked.ids]
        compiled(weigh)(
            found, self.values[step + 1], np.array([float(p)]), float(q), state, numbers,
            asked.feasible, asked.noise, asked.modes, asked.crisis, asked.running, asked.turnover,
            np.empty(space, dtype=np.uint32), np.empty(space), np.empty(space),
            np.empty((4, asked.grid)),
        )  # fmt: skip
        for move in np.flatnonzero(asked.feasible[:, state]):
            if not asked.planned[move, state]:
                one, lapse = asked.moves[move], float(numbers[move, LAPSE])
                found[move] += self._beside(one, (p, q, mode), step, lapse)
        return found

    def _beside(
        self, move: Move, place: tuple[float, float, int], step: int, lapse: float
    ) -> float:
        """What beginning a measure now brings later, if later steps do not reckon with it.

        That is what it brings while it runs, less what it would bring if it were begun after all
        those that are reckoned with: else it would be set against never, and they against later.
        """
        problem, (p, q, mode) = self.problem, place
        world, flow = problem.outlook, streams(move, problem)
        noise = world.noise_in(mode)
        now = runs_on(move, (p, q, lapse), world, noise, flow[step + 1])
        waits = sum(
            not mode & problem.bit(problem.moves[problem.position(name)])
            for name in problem.remembered
        )
        later = step + max(1, waits)
        if later >= problem.horizon:
            return float(now)
        for _ in range(later - step):
            p = turned(p, world.keep_them, world.win_them)
            q = turned(q, world.keep_us, world.win_us)
        answer = answers(q, move.threshold, world.sharpness, lapse)
        then = earned(p, answer, move.gain, move.loss, move.cost, move.reveals, world.cheats)
        then += runs_on(move, (p, q, lapse), world, noise, flow[later + 1])
        return float(now - world.discount ** (later - step) * max(then, 0.0))

    def best(self, p: float, q: float, *, mode: int = 0, step: int = 0) -> str:
        """The id of the best move at a pair of beliefs; of equals the first."""
        worth = self.worth(p, q, mode=mode, step=step)
        return self.problem.ids[int(np.flatnonzero(worth >= worth.max() - 1e-12)[0])]


def streams(move: Move, problem: Problem) -> Floats:
    """What a measure that runs brings from each step to the end, shape (horizon + 2, type)."""
    world, found = problem.outlook, np.zeros((problem.horizon + 2, 2))
    if not move.runs:
        return found
    good, bad, _, _ = bundle([move], world)
    stays = np.array([[1.0 - world.win_them, world.win_them],
                      [1.0 - world.keep_them, world.keep_them]])  # fmt: skip
    for step in reversed(range(problem.horizon)):
        found[step] = np.array([bad, good]) + world.discount * stays @ found[step + 1]
    return found


def runs_on(
    move: Move, seen: tuple[Any, Any, Any], world: Outlook, noise: Any, stream: Floats
) -> Any:
    """What a measure brings after the step it is begun in, if it was seen answered.

    Args:
        move: The measure.
        seen: Our trust in them, theirs in us, and how often a trustworthy one does not answer.
        world: How the world answers.
        noise: Chance that conduct is seen wrongly.
        stream: What it brings from the next step on, with either type: a row of `streams`.
    """
    p, q, lapse = seen
    answer = answers(q, move.threshold, world.sharpness, lapse)
    one, zero = (
        likely(ANSWERED, kind, answer, move.reveals, world.cheats, noise * move.clarity)
        for kind in (1, 0)
    )
    chance = p * one + (1.0 - p) * zero
    then = turned(learned(p, one, zero, world.spread_them), world.keep_them, world.win_them)
    return world.discount * chance * ((1.0 - then) * stream[0] + then * stream[1])


def solve(problem: Problem, opening: Policy | None = None) -> Policy:
    """Solve a problem by value iteration from its last step to its first.

    Args:
        problem: At most 128 moves; memory grows with horizon, public states and the grid
            squared.
        opening: What `opening` made of the same problem: it is filled up with the rest.

    Returns:
        Values and choices for every step, public state and point of the grid.
    """
    rest = np.ones((problem.horizon, len(problem.states)), dtype=bool)
    if opening is None:
        return _iterated(problem, rest)
    rest[1:] &= ~problem.public.reached(0, problem.horizon)[1:]
    return _iterated(problem, rest, opening)


def opening(problem: Problem) -> Policy:
    """As much of the solution as it takes to tell what the first move is worth.

    Args:
        problem: Which.

    Returns:
        Values of the later steps where they can be reached by a first move in the first public
        state. Only `Policy.worth` of step 0 in that state may be asked.
    """
    reached = problem.public.reached(0, problem.horizon)
    reached[0] = False
    return _iterated(problem, reached)


def _iterated(problem: Problem, wanted: NDArray[np.bool_], known: Policy | None = None) -> Policy:
    """Value iteration over some public states of each step, beside those that are known."""
    points, states = problem.grid, len(problem.states)
    if known is None:
        values = np.zeros((problem.horizon + 1, states, points, points))
        choice = np.zeros((problem.horizon, states, points, points), dtype=np.int16)
    else:
        values, choice = known.values, known.choice
    loop, tables = compiled(sweep), Foreseen(problem)
    shared = (
        problem.points, problem.numbers, problem.planned, problem.noise, problem.modes,
        problem.crisis, problem.running, problem.turnover,
    )  # fmt: skip
    for step in reversed(range(problem.horizon)):
        before, after, chosen = values[step], values[step + 1], choice[step]
        for first, block in tables.blocks():
            lines = (np.flatnonzero(wanted[step])[:, np.newaxis] * points + block).ravel()

            def work(some: NDArray[np.int64], before: Floats = before, after: Floats = after,
                     chosen: NDArray[np.int16] = chosen, first: int = first) -> None:  # fmt: skip
                loop(some, before, chosen, after, *shared, tables.kinds, first, *tables.filled,
                     np.empty((4, points)))  # fmt: skip

            side_by_side(work, lines, points)
    return Policy(problem, values, choice)


def warm() -> None:
    """Compile the loops and keep them on disk, so that nobody waits for it later."""
    solve(Problem((), horizon=1, grid=2)).worth(0.5, 0.5)
