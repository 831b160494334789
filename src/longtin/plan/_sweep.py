"""The formulas of one step of a plan and the loops over them, each written once.

Called as they stand the formulas take numbers or NumPy arrays; `compiled` makes machine code of
the loops by Numba and keeps it on disk. Formulas and loops share a file because Numba's cache
notices changes to a loop's own file only.

Beliefs are held as probabilities on an even grid and interpolated linearly; both are exact at the
grid's points. The value of a belief is convex, so that between them it can only be overstated.

Source:
    [Åström 1965], for control on beliefs; [Lovejoy 1991], for bounds by a grid.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEW = 512
"""Lines of a grid that take less time than to share them out."""

TINY = 1e-300
"""Added to a chance that is divided by."""


def answers(q: Any, threshold: Any, sharpness: Any, lapse: Any) -> Any:
    """Chance that a trustworthy state takes part when its trust in us is `q`."""
    return (1.0 - lapse) / (1.0 + np.exp(-sharpness * (q - threshold)))


def likely(seen: int, kind: int, answer: Any, reveals: Any, cheats: Any, noise: Any) -> Any:
    """Chance that something is seen of a state of a type that was asked for an answer.

    Args:
        seen: 0 answered and kept, 1 no answer, 2 cheated.
        kind: 1 trustworthy, 0 not.
        answer: Chance that a trustworthy state takes part.
        reveals: Chance that an untrustworthy one does not pass for it.
        cheats: Share of those that then cheat rather than not answer.
        noise: Chance that keeping and cheating are taken for each other.
    """
    mimics = 1.0 if kind == 1 else 1.0 - reveals
    kept = mimics * answer
    cheated = (1.0 - mimics) * cheats
    if seen == 0:
        return (1.0 - noise) * kept + noise * cheated
    if seen == 2:
        return (1.0 - noise) * cheated + noise * kept
    return 1.0 - kept - cheated


def learned(p: Any, like1: Any, like0: Any) -> Any:
    """Belief after something that has these chances under either type."""
    return like1 * p / (like1 * p + like0 * (1.0 - p) + TINY)


def turned(p: Any, keep: Any, win: Any) -> Any:
    """Belief after the type may have turned over."""
    return win + (keep - win) * p


def earned(p: Any, answer: Any, gain: Any, loss: Any, cost: Any, reveals: Any, cheats: Any) -> Any:
    """What a move that asks for an answer is worth in the step itself, on average."""
    kept = p * answer + (1.0 - p) * (1.0 - reveals) * answer
    return kept * gain - (1.0 - p) * reveals * cheats * loss - cost


def place(belief: float, points: int) -> tuple[int, float]:
    """Grid point below a belief, and how far it is on the way to the next."""
    scaled = belief * (points - 1)
    below = min(int(scaled), points - 2)
    return below, scaled - below


def mix(row: Floats, values: Floats, mode: int, q: float, weight: float) -> None:
    """Add to a row over `p` the values of a mode at a belief `q`, times a weight."""
    below, share = place(q, values.shape[1])
    low, high = weight * (1.0 - share), weight * share
    for at in range(values.shape[2]):
        row[at] += low * values[mode, below, at] + high * values[mode, below + 1, at]


def follow(
    row: Floats, values: Floats, q: float, executed: bool, shows: float, blur: float,
    led: NDArray[np.int64], crisis: float, world: Floats,
) -> None:  # fmt: skip
    """The value over `p` of what comes after something was seen: our conduct, then the phase."""
    row[:] = 0.0
    for good in range(2):
        chance = blur if good == 0 else 1.0 - blur
        if not executed:
            chance = float(good)
        if chance <= 0.0:
            continue
        then = q
        if executed and shows > 0.0:
            other = (1.0 - shows) * chance + shows * (1.0 - chance)
            then = learned(q, chance, other)
        then = turned(then, world[2], world[3])
        if crisis < 1.0:
            mix(row, values, led[0], then, chance * (1.0 - crisis))
        if crisis > 0.0:
            mix(row, values, led[1], then, chance * crisis)


def appraise(
    worth: Floats, rows: Floats, values: Floats, at: Floats, q: float, move: Floats,
    noise: float, led: NDArray[np.int64], crisis: Floats, world: Floats,
) -> None:  # fmt: skip
    """What a move is worth, now and later, at one `q` and many `p`.

    Args:
        worth: Filled, one for each `p`.
        rows: Space, shape (3, grid).
        values: Of the next step, shape (mode, q, p).
        at: The beliefs `p`.
        q: Their belief in us.
        move: A row of `Problem.numbers`.
        noise: Of the mode.
        led: Modes after each thing seen, shape (seen, 2).
        crisis: Chance of crisis after each thing seen, shape (seen,).
        world: `Problem.turnover`.
    """
    gain, loss, cost, reveals, threshold = move[0], move[1], move[2], move[3], move[4]
    asks, unilateral, shows = move[5] > 0.0, move[6] > 0.0, move[7]
    blur, points = noise * move[8], values.shape[2]
    cheats, discount = world[4], world[6]
    if not asks:
        follow(rows[1], values, q, unilateral, shows, blur, led[1], crisis[1], world)
        for each in range(at.size):
            below, share = place(turned(at[each], world[0], world[1]), points)
            later = rows[1, below] + share * (rows[1, below + 1] - rows[1, below])
            worth[each] = discount * later - cost
        return
    answer = answers(q, threshold, world[5], world[7])
    for seen in range(3):
        executed = unilateral or seen != 1
        follow(rows[seen], values, q, executed, shows, blur, led[seen], crisis[seen], world)
    for each in range(at.size):
        p = at[each]
        worth[each] = earned(p, answer, gain, loss, cost, reveals, cheats)
    for seen in range(3):
        like1 = likely(seen, 1, answer, reveals, cheats, blur)
        like0 = likely(seen, 0, answer, reveals, cheats, blur)
        for each in range(at.size):
            p = at[each]
            total = like1 * p + like0 * (1.0 - p)
            below, share = place(turned(learned(p, like1, like0), world[0], world[1]), points)
            later = rows[seen, below] + share * (rows[seen, below + 1] - rows[seen, below])
            worth[each] += discount * total * later


def sweep(
    lines: NDArray[np.int64], before: Floats, choice: NDArray[np.int16], values: Floats,
    points: Floats, moves: Floats, feasible: NDArray[np.bool_], noise: Floats,
    led: NDArray[np.int64], crisis: Floats, world: Floats,
) -> None:  # fmt: skip
    """One step of value iteration for some lines of the grid, each one mode and one `q`.

    Args:
        lines: Mode times grid points plus q, of each line.
        before: Filled with the best value, shape (mode, q, p).
        choice: Filled with the best move; of equals the first.
        values: Of the step after.
        points: The grid.
        moves: `Problem.numbers`; the arrays after it are those of `Problem` too.
        feasible: Shape (move, mode).
        noise: Shape (mode,).
        led: Shape (move, mode, seen, 2).
        crisis: Shape (move, mode, seen).
        world: Shape (8,).
    """
    worth, rows = np.empty(points.size), np.empty((3, points.size))
    for line in lines:
        mode, row = line // points.size, line % points.size
        best, chosen = before[mode, row], choice[mode, row]
        best[:] = -np.inf
        for move in range(moves.shape[0]):
            if not feasible[move, mode]:
                continue
            appraise(
                worth, rows, values, points, points[row], moves[move], noise[mode],
                led[move, mode], crisis[move, mode], world,
            )  # fmt: skip
            for each in range(points.size):
                if worth[each] > best[each] + 1e-12:
                    best[each] = worth[each]
                    chosen[each] = move


FORMULAS = (answers, likely, learned, turned, earned, place, mix, follow, appraise)


@cache
def compiled(loop: Callable[..., None]) -> Callable[..., None]:
    """Machine code of `sweep` or `appraise`, from the cache on disk where it was made before.

    It lets go of the interpreter while it runs, so that lines of the grid run side by side.
    """
    import numba

    _prepare()
    made: Callable[..., None] = numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    return made


@cache
def _prepare() -> None:
    from numba.extending import register_jitable

    for formula in FORMULAS:
        register_jitable(formula)


def side_by_side(work: Callable[[NDArray[np.int64]], None], lines: NDArray[np.int64]) -> None:
    """Do some lines on each core; few are done at once."""
    cores = os.cpu_count() or 1
    if lines.size < FEW or cores == 1:
        work(lines)
        return
    with ThreadPoolExecutor(cores) as threads:
        list(threads.map(work, np.array_split(lines, cores * 2)))
