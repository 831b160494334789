"""Kernels: the formulas of one step of a plan and the compiled loops, each written once.

Called as they stand the formulas take numbers or NumPy arrays; `compiled` makes machine code of
the loops by Numba and keeps it on disk. Formulas and loops share a file because only a change to a
loop's own file is noticed.

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

from longtin._machine_code import Loop

Floats = NDArray[np.float64]
Places = NDArray[np.uint32]

FEW = 60_000
"""Points of a grid that take less time than to share them out."""

ONE, TINY = np.uint32(1), 1e-300
"""Added to a point of the grid, which without a sign is not counted from the end; and to a chance
that is divided by."""

GAIN, LOSS, COST, REVEALS, THRESHOLD, ASKS, UNILATERAL, SHOWS, CLARITY, LAPSE = range(10)
"""Columns of `Problem.numbers`: what a move is to the loops."""

KEEP_THEM, WIN_THEM, KEEP_US, WIN_US, CHEATS, SHARPNESS, DISCOUNT, SPREAD_THEM, SPREAD_US = range(9)
"""Columns of `Problem.turnover`: what the world is to the loops."""

MOVE_COLUMNS, WORLD_COLUMNS = 10, 9

WITH_TRUSTWORTHY, WITH_OTHER, TESTS, RUNS = range(4)
"""Columns of `Problem.running`: worth of what runs with either type, its test, whether any runs."""


def answers(q: Any, threshold: Any, sharpness: Any, lapse: Any) -> Any:
    """Chance that a trustworthy state takes part when its trust in us is `q`."""
    return (1.0 - lapse) / (1.0 + np.exp(-sharpness * (q - threshold)))


def likely(
    seen: int, kind: int, answer: Any, reveals: Any, cheats: Any, noise: Any, holds: Any = 1.0
) -> Any:
    """Chance that something is seen of a state of a type in a step.

    Args:
        seen: 0 answered and kept, 1 no answer, 2 cheated, on this or on what runs.
        kind: 1 trustworthy, 0 not.
        answer: Chance that a trustworthy state takes part; 1 where nothing is asked but that it
            goes on with what runs.
        reveals: Chance that an untrustworthy one does not pass for it.
        cheats: Share of those that then cheat rather than not answer.
        noise: Chance that keeping and cheating are taken for each other.
        holds: Chance that an untrustworthy state breaks nothing of what runs.
    """
    mimics = 1.0 if kind == 1 else 1.0 - reveals
    keeps = 1.0 if kind == 1 else holds
    kept = mimics * answer * keeps
    cheated = 1.0 - (1.0 - (1.0 - mimics) * cheats) * keeps
    if seen == 0:
        return (1.0 - noise) * kept + noise * cheated
    if seen == 2:
        return (1.0 - noise) * cheated + noise * kept
    return 1.0 - kept - cheated


def learned(p: Any, like1: Any, like0: Any, spread: Any = 1.0) -> Any:
    """Belief after something that has these chances from who keeps faith and who does not.

    It goes only so much of the way as one step of conduct tells the level: see `Outlook`.
    """
    return p + spread * (like1 * p / (like1 * p + like0 * (1.0 - p) + TINY) - p)


def turned(p: Any, keep: Any, win: Any) -> Any:
    """Belief after the type may have turned over."""
    return win + (keep - win) * p


def earned(
    p: Any, answer: Any, gain: Any, loss: Any, cost: Any, reveals: Any, cheats: Any,
    holds: Any = 1.0,
) -> Any:  # fmt: skip
    """What a move that asks for an answer is worth in the step itself, on average."""
    kept = p * answer + (1.0 - p) * (1.0 - reveals) * answer * holds
    return kept * gain - (1.0 - p) * reveals * cheats * loss - cost


def both(one: Any, other: Any) -> Any:
    """Chance of one or the other of two things that are independent."""
    return 1.0 - (1.0 - one) * (1.0 - other)


def place(belief: float, points: int) -> tuple[int, float]:
    """Grid point below a belief, and how far it is on the way to the next."""
    scaled = belief * (points - 1)
    below = min(int(scaled), points - 2)
    return below, scaled - below


def mix(rows: Floats, seen: int, values: Floats, state: int, q: float, weight: float) -> None:
    """Add to a row over `p` the values of a state at a belief `q`, times a weight."""
    below, share = place(q, values.shape[1])
    low, high = weight * (1.0 - share), weight * share
    for at in range(values.shape[2]):
        rows[seen, at] += low * values[state, below, at] + high * values[state, below + 1, at]


def follow(
    rows: Floats, seen: int, values: Floats, q: float, shows: float, blur: float,
    calm: int, crisis: int, chance_of_crisis: float, world: Floats,
) -> None:  # fmt: skip
    """The value over `p` of what comes after something was seen: our conduct, then the phase."""
    for at in range(values.shape[2]):
        rows[seen, at] = 0.0
    for good in range(2):
        chance = blur if good == 0 else 1.0 - blur
        if shows <= 0.0:
            chance = float(good)
        if chance <= 0.0:
            continue
        then = q
        if shows > 0.0:
            other = (1.0 - shows) * chance + shows * (1.0 - chance)
            then = learned(q, chance, other, world[SPREAD_US])
        then = turned(then, world[KEEP_US], world[WIN_US])
        if chance_of_crisis < 1.0:
            mix(rows, seen, values, calm, then, chance * (1.0 - chance_of_crisis))
        if chance_of_crisis > 0.0:
            mix(rows, seen, values, crisis, then, chance * chance_of_crisis)


def answered(
    q: float, move: int, state: int, moves: Floats, running: Floats, world: Floats
) -> float:
    """Chance that a trustworthy state answers a move, or goes on with what runs."""
    if moves[move, ASKS] > 0.0:
        return float(answers(q, moves[move, THRESHOLD], world[SHARPNESS], moves[move, LAPSE]))
    return 1.0 if running[state, RUNS] > 0.0 else 0.0


def foresee(
    kind: int, line: int, below: Places, share: Floats, weight: Floats, at: Floats, q: float,
    move: int, state: int, moves: Floats, noise: Floats, running: Floats, world: Floats,
    points: int,
) -> None:  # fmt: skip
    """Where what may be seen after a move leads each belief, and how much that counts.

    Args:
        kind: Row of the tables.
        line: Line of that row.
        below: Filled with the point of the grid below the belief then, shape (kind, q, 3, p).
        share: Filled with how far the belief then is on the way to the next point, likewise.
        weight: Filled with the chance of it being seen, discounted by a step, likewise.
        at: The beliefs `p`.
        q: Their belief in us.
        move: Which.
        state: Where it is made.
        moves: `Problem.numbers`; the arrays after it are those of `Problem` too.
        noise: Shape (state,).
        running: Shape (state, 4).
        world: `Problem.turnover`.
        points: Of the grid.
    """
    reveals, cheats = moves[move, REVEALS], world[CHEATS]
    blur, holds = noise[state] * moves[move, CLARITY], 1.0 - running[state, TESTS] * cheats
    answer = answered(q, move, state, moves, running, world)
    for seen in range(3):
        like1 = likely(seen, 1, answer, reveals, cheats, blur, holds)
        like0 = likely(seen, 0, answer, reveals, cheats, blur, holds)
        for each in range(at.size):
            p = at[each]
            here, then = place(
                turned(
                    learned(p, like1, like0, world[SPREAD_THEM]),
                    world[KEEP_THEM],
                    world[WIN_THEM],
                ),
                points,
            )
            below[kind, line, seen, each], share[kind, line, seen, each] = here, then
            weight[kind, line, seen, each] = world[DISCOUNT] * (like1 * p + like0 * (1.0 - p))


def appraise(
    worth: Floats, rows: Floats, values: Floats, at: Floats, q: float, move: int, state: int,
    moves: Floats, noise: Floats, led: NDArray[np.int64], crisis: Floats, running: Floats,
    world: Floats, kind: int, line: int, below: Places, share: Floats, weight: Floats,
) -> None:  # fmt: skip
    """What a move is worth, now and later, at one `q` and many `p`.

    Arrays are given whole, with the places to look at: taking a part of one costs more here than
    what is reckoned with it.

    Args:
        worth: Filled, one for each `p`.
        rows: Space, shape (3, grid).
        values: Of the next step, shape (state, q, p).
        at: The beliefs `p`.
        q: Their belief in us.
        move: Which.
        state: Where it is made.
        moves: `Problem.numbers`; the arrays after it are those of `Problem` too.
        noise: Shape (state,).
        led: Shape (move, state, seen, 2).
        crisis: Shape (move, state, seen).
        running: Shape (state, 4).
        world: Shape (9,).
        kind: Row of the tables.
        line: Line of that row.
        below: Of `foresee`; so are the two after it.
        share: Likewise.
        weight: Likewise.
    """
    asks, unilateral = moves[move, ASKS] > 0.0, moves[move, UNILATERAL] > 0.0
    tests, blur = running[state, TESTS], noise[state] * moves[move, CLARITY]
    for seen in range(3):
        shows = tests
        if unilateral or (asks and seen != 1):
            shows = both(moves[move, SHOWS], tests)
        follow(
            rows, seen, values, q, shows, blur, led[move, state, seen, 0],
            led[move, state, seen, 1], crisis[move, state, seen], world,
        )  # fmt: skip
    answer = answered(q, move, state, moves, running, world)
    gain, loss, cost = moves[move, GAIN], moves[move, LOSS], moves[move, COST]
    reveals, cheats, holds = moves[move, REVEALS], world[CHEATS], 1.0 - tests * world[CHEATS]
    good, bad = running[state, WITH_TRUSTWORTHY], running[state, WITH_OTHER]
    for each in range(at.size):
        p = at[each]
        worth[each] = (
            p * good + (1.0 - p) * bad + earned(p, answer, gain, loss, cost, reveals, cheats, holds)
        )
    for seen in range(3):
        for each in range(at.size):
            here = below[kind, line, seen, each]
            low = rows[seen, here]
            worth[each] += weight[kind, line, seen, each] * (
                low + share[kind, line, seen, each] * (rows[seen, here + ONE] - low)
            )


def tabulate(
    kinds: NDArray[np.int64], below: Places, share: Floats, weight: Floats, beliefs: Floats,
    points: Floats, pairs: NDArray[np.int64], moves: Floats, noise: Floats, running: Floats,
    world: Floats,
) -> None:  # fmt: skip
    """`foresee` for every kind of move and state, at some beliefs `q`.

    Args:
        kinds: Which to fill in.
        below: Filled, shape (kind, q, 3, p); so are the two after it.
        share: Likewise.
        weight: Likewise.
        beliefs: The beliefs `q`.
        points: The grid.
        pairs: A move and a state of each kind, shape (kind, 2).
        moves: `Problem.numbers`; the arrays after it are those of `Problem` too.
        noise: Shape (state,).
        running: Shape (state, 4).
        world: Shape (9,).
    """
    for kind in kinds:
        for line in range(beliefs.size):
            foresee(
                kind, line, below, share, weight, points, beliefs[line], pairs[kind, 0],
                pairs[kind, 1], moves, noise, running, world, points.size,
            )  # fmt: skip


def sweep(
    lines: NDArray[np.int64], before: Floats, choice: NDArray[np.int16], values: Floats,
    points: Floats, moves: Floats, feasible: NDArray[np.bool_], noise: Floats,
    led: NDArray[np.int64], crisis: Floats, running: Floats, world: Floats,
    kinds: NDArray[np.int64], first: int, below: Places, share: Floats, weight: Floats,
    space: Floats,
) -> None:  # fmt: skip
    """One step of value iteration for some lines of the grid, each one public state and one `q`.

    Args:
        lines: State times grid points plus q, of each line.
        before: Filled with the best value, shape (state, q, p).
        choice: Filled with the best move; of equals the first.
        values: Of the step after.
        points: The grid.
        moves: `Problem.numbers`; the arrays after it are those of `Problem` too.
        feasible: Shape (move, state).
        noise: Shape (state,).
        led: Shape (move, state, seen, 2).
        crisis: Shape (move, state, seen).
        running: Shape (state, 4).
        world: Shape (9,).
        kinds: Row of the tables for each move and state, shape (move, state).
        first: The `q` that the tables begin with.
        below: Of `tabulate`; so are the two after it.
        share: Likewise.
        weight: Likewise.
        space: To be written over, shape (4, p).
    """
    worth, rows = space[3], space[:3]
    for line in lines:
        state, row = line // points.size, line % points.size
        for each in range(points.size):
            before[state, row, each] = -np.inf
        for move in range(moves.shape[0]):
            if not feasible[move, state]:
                continue
            appraise(
                worth, rows, values, points, points[row], move, state, moves, noise, led, crisis,
                running, world, kinds[move, state], row - first, below, share, weight,
            )  # fmt: skip
            for each in range(points.size):
                if worth[each] > before[state, row, each] + 1e-12:
                    before[state, row, each] = worth[each]
                    choice[state, row, each] = move


def weigh(
    found: Floats, values: Floats, at: Floats, q: float, state: int, moves: Floats,
    feasible: NDArray[np.bool_], noise: Floats, led: NDArray[np.int64], crisis: Floats,
    running: Floats, world: Floats, below: Places, share: Floats, weight: Floats, space: Floats,
) -> None:  # fmt: skip
    """What each move is worth at one pair of beliefs.

    Args:
        found: Filled where a move can be made, shape (move,).
        values: Of the next step, shape (state, q, p).
        at: The belief `p`, shape (1,).
        q: Their belief in us.
        state: Where it is made.
        moves: `Problem.numbers`; the arrays after it are those of `Problem` too.
        feasible: Shape (move, state).
        noise: Shape (state,).
        led: Shape (move, state, seen, 2).
        crisis: Shape (move, state, seen).
        running: Shape (state, 4).
        world: Shape (9,).
        below: Space, shape (1, 1, 3, 1); so are the two after it.
        share: Likewise.
        weight: Likewise.
        space: The same, shape (4, p).
    """
    worth, rows = space[3], space[:3]
    for move in range(moves.shape[0]):
        if feasible[move, state]:
            foresee(
                0, 0, below, share, weight, at, q, move, state, moves, noise, running, world,
                values.shape[2],
            )  # fmt: skip
            appraise(
                worth, rows, values, at, q, move, state, moves, noise, led, crisis, running, world,
                0, 0, below, share, weight,
            )  # fmt: skip
            found[move] = worth[0]


FORMULAS = (
    answers, likely, learned, turned, earned, both, place, mix, follow, answered, foresee, appraise,
)  # fmt: skip


@cache
def compiled(loop: Callable[..., None]) -> Loop:
    """Machine code of a loop, from the disk where it was made before.

    It lets go of the interpreter while it runs, so that lines of the grid run side by side.
    """
    return Loop(loop, _prepare)


@cache
def _prepare() -> None:
    from numba.extending import register_jitable

    for formula in FORMULAS:
        register_jitable(formula)


def side_by_side(
    work: Callable[[NDArray[np.int64]], None], lines: NDArray[np.int64], points: int
) -> None:
    """Do some lines of so many points on each core; few are done at once."""
    cores = os.cpu_count() or 1
    if lines.size * points < FEW or cores == 1:
        work(lines)
        return
    with ThreadPoolExecutor(cores) as threads:
        list(threads.map(work, np.array_split(lines, cores * 2)))
