"""POMDP export: a problem in the format of `pomdp-solve` by Anthony Cassandra, as SARSOP reads it.

The other's belief in us is public and continuous; the file has it on a coarse grid of its own,
between whose points it moves by chance so that its mean is right, which is what linear
interpolation does. Everything else is as in `Problem`. Values are discounted without an end, as
those solvers expect, while a plan ends with its horizon.

The other's conduct is of two types in the file: where a plan takes it to be of graded levels (a
spread below 1), belief there moves farther than in the plan.

A state is the other's type, the public mode and a point of that grid; what is seen is the answer
with the mode and the point, since both are public.

Source:
    [Cassandra 2003], the format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from longtin.plan.decision.kernels import answers, both, earned, learned, likely, place, turned
from longtin.plan.decision.modes import SILENT
from longtin.plan.decision.problem import Floats, Problem

SAID: Final = ("answered", "silent", "cheated")
MOST_DISCOUNT: Final = 0.999
"""Solvers for an endless horizon need a discount below 1."""


@dataclass(frozen=True)
class PomdpModel:
    """A decision problem in arrays, over (type, mode, point) states.

    Attributes:
        actions: Names.
        states: Names.
        observations: Names.
        discount: Below 1.
        start: Where it starts, (state,).
        moves: Chance of the next state and what is seen, (action, state, next, observation)
            as sparse entries (action, state, next, observation, chance).
        reward: What an action is worth at once, (action, state).
    """

    actions: tuple[str, ...]
    states: tuple[str, ...]
    observations: tuple[str, ...]
    discount: float
    start: Floats
    moves: tuple[tuple[int, int, int, int, float], ...]
    reward: Floats


def as_pomdp(problem: Problem, p: float, q: float, *, mode: int = 0, points: int = 5) -> PomdpModel:
    """A problem as other solvers take it.

    Args:
        problem: Moves and outlook; the horizon is left out.
        p: Today's trust in them.
        q: Today's trust of theirs in us.
        mode: The public state.
        points: Of the grid of their trust in us, at least 2.

    Returns:
        Only modes that can be reached. A move that cannot be made in a mode is as waiting there.
    """
    grid = np.linspace(0.0, 1.0, points)
    modes = _reached(problem, problem.index[mode])
    index = {(each, at): n for n, (each, at) in enumerate(
        (each, at) for each in modes for at in range(points)
    )}  # fmt: skip
    count = len(index)
    entries: list[tuple[int, int, int, int, float]] = []
    reward = np.zeros((len(problem.moves), 2 * count))
    for action in range(len(problem.moves)):
        for (each, at), here in index.items():
            kind_of = action if problem.planned[action, each] else problem.position("wait")
            for kind in (0, 1):
                state = kind * count + here
                reward[action, state] = _worth(problem, kind_of, kind, each, float(grid[at]))
                for seen, led, then, chance in _led(problem, kind_of, kind, each, float(grid[at])):
                    for there, share in _between(then, points):
                        known = index[led, there]
                        stays = problem.outlook.keep_them if kind else problem.outlook.win_them
                        for new, turn in ((1, stays), (0, 1.0 - stays)):
                            weight = chance * share * turn
                            if weight > 0.0:
                                seen_at = seen * count + known
                                entries.append(
                                    (action, state, new * count + known, seen_at, weight)
                                )
    start = np.zeros(2 * count)
    for there, share in _between(q, points):
        start[index[problem.index[mode], there]] += (1.0 - p) * share
        start[count + index[problem.index[mode], there]] += p * share
    names = [f"m{problem.states[each]}-q{at}" for each, at in index]
    return PomdpModel(
        actions=problem.ids,
        states=tuple(
            f"{kind}-{name}" for kind in ("untrustworthy", "trustworthy") for name in names
        ),
        observations=tuple(f"{said}-{name}" for said in SAID for name in names),
        discount=min(problem.outlook.discount, MOST_DISCOUNT),
        start=start,
        moves=_summed(entries),
        reward=reward,
    )


def _summed(
    entries: list[tuple[int, int, int, int, float]],
) -> tuple[tuple[int, int, int, int, float], ...]:
    total: dict[tuple[int, int, int, int], float] = {}
    for action, state, new, seen, chance in entries:
        key = (action, state, new, seen)
        total[key] = total.get(key, 0.0) + chance
    return tuple((*key, total[key]) for key in sorted(total))


def _reached(problem: Problem, state: int) -> list[int]:
    found, waiting = {state}, [state]
    while waiting:
        here = waiting.pop()
        for action in np.flatnonzero(problem.planned[:, here]):
            for seen in range(3):
                crisis = float(problem.crisis[action, here, seen])
                for led, chance in zip(
                    problem.modes[action, here, seen].tolist(), (1.0 - crisis, crisis), strict=True
                ):
                    if chance > 0.0 and led not in found:
                        found.add(led)
                        waiting.append(led)
    return sorted(found)


def _between(belief: float, points: int) -> list[tuple[int, float]]:
    below, share = place(belief, points)
    return [(at, part) for at, part in ((below, 1.0 - share), (below + 1, share)) if part > 0.0]


def _conduct(
    problem: Problem, action: int, state: int, q: float
) -> tuple[float, float, float, float]:
    """Chance of an answer, what is revealed, chance that what runs holds, and how it tests."""
    move, world = problem.moves[action], problem.outlook
    _, _, tests, runs = problem.running[state]
    answer = float(runs)
    if move.asks:
        answer = float(answers(q, move.threshold, world.sharpness, world.lapse))
    reveals = move.reveals if move.asks else 0.0
    return answer, reveals, 1.0 - tests * world.cheats, float(tests)


def _worth(problem: Problem, action: int, kind: int, state: int, q: float) -> float:
    gain, loss, cost = problem.numbers[action, :3]
    answer, reveals, holds, _ = _conduct(problem, action, state, q)
    cheats = problem.outlook.cheats
    own = earned(float(kind), answer, gain, loss, cost, reveals, cheats, holds)
    return float(own + problem.running[state, 0 if kind else 1])


def _led(
    problem: Problem, action: int, kind: int, state: int, q: float
) -> Iterator[tuple[int, int, float, float]]:
    """What may be seen, the state and their belief after it, and how likely."""
    move, world = problem.moves[action], problem.outlook
    blur = float(problem.noise[state]) * move.clarity
    answer, reveals, holds, tests = _conduct(problem, action, state, q)
    for seen in range(3):
        chance = float(likely(seen, kind, answer, reveals, world.cheats, blur, holds))
        acted = move.unilateral or (move.asks and seen != SILENT)
        shows = both(move.shows, tests) if acted else tests
        crisis = float(problem.crisis[action, state, seen])
        for good in (1.0 - blur, blur) if shows > 0.0 else (None,):
            then = q
            if good is not None:
                other = (1.0 - shows) * good + shows * (1.0 - good)
                then = learned(q, good, other, world.spread_us)
            then = float(turned(then, world.keep_us, world.win_us))
            for phase, part in ((0, 1.0 - crisis), (1, crisis)):
                weight = chance * part * (1.0 if good is None else good)
                if weight > 0.0:
                    yield seen, int(problem.modes[action, state, seen, phase]), then, weight


def to_pomdp(model: PomdpModel) -> str:
    """A model as a `.pomdp` file.

    Transitions and observations are written apart, as the format asks: what is seen tells the new
    mode and point for sure, so `O` holds the chance of an answer given the new state, which in
    this problem depends on the old one too. The file therefore has the answer in its states.
    """
    actions, states = len(model.actions), len(model.states)
    kept: dict[tuple[int, int], dict[tuple[int, int], float]] = {}
    for action, state, new, seen, chance in model.moves:
        kept.setdefault((action, state), {})[new, seen] = chance
    pairs = sorted({pair for each in kept.values() for pair in each})
    first = [(state, -1) for state in range(states) if model.start[state] > 0.0]
    full = [*first, *pairs]
    number = {pair: at for at, pair in enumerate(full)}
    lines = [
        "# Written by Longtin. A state is type, mode, point of their trust in us, and last answer.",
        f"discount: {model.discount:.6f}",
        "values: reward",
        "states: " + " ".join(_name(model, pair) for pair in full),
        "actions: " + " ".join(model.actions),
        "observations: start " + " ".join(model.observations),
        "start: " + " ".join(f"{model.start[s]:.12g}" if seen < 0 else "0" for s, seen in full),
        "",
    ]
    for action in range(actions):
        name = model.actions[action]
        for pair in full:
            here = _name(model, pair)
            lines += [
                f"T: {name} : {here} : {_name(model, then)} {chance:.12g}"
                for then, chance in sorted(
                    kept[action, pair[0]].items(), key=lambda e: number[e[0]]
                )
            ]
            lines.append(f"R: {name} : {here} : * : * {model.reward[action, pair[0]]:.12g}")
    for pair in full:
        said = "start" if pair[1] < 0 else model.observations[pair[1]]
        lines.append(f"O: * : {_name(model, pair)} : {said} 1.0")
    return "\n".join(lines) + "\n"


def _name(model: PomdpModel, pair: tuple[int, int]) -> str:
    state, seen = pair
    said = "start" if seen < 0 else SAID[seen // (len(model.states) // 2)]
    return f"{model.states[state]}-{said}"
