"""Monte Carlo simulation: many futures drawn for a plan and its rivals, with one belief filter.

Every future draws the level of the other's conduct from today's belief: how often it keeps faith. A
level has the mean of trust and its spread, as a Beta distribution has them; at a spread of 1 it is
a type, always or never. Then come conduct at that level, answers, misreadings, news of ordinary
dealings, turnovers and crises. All ways to go about it meet the same draws, so that they differ by
what was done alone. Kept measures reveal conduct; whether they also change it is a second reading,
with an effect to be given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan.decision.draws import dice, normal, twins, uniform
from longtin.plan.decision.keeping import KeepingEffect
from longtin.plan.decision.kernels import (
    ASKS,
    CLARITY,
    COST,
    GAIN,
    LAPSE,
    LOSS,
    REVEALS,
    SHOWS,
    THRESHOLD,
    TINY,
    UNILATERAL,
    answers,
    both,
    learned,
    likely,
    turned,
)
from longtin.plan.decision.modes import ANSWERED, CALM, CHEATED, CRISIS, SILENT, parts_of
from longtin.plan.decision.problem import Floats, Problem
from longtin.plan.decision.projection import Followed, Projection

Whole = NDArray[np.int64]

UNSEEN: Final = -1
"""What was seen before the first move."""


@dataclass
class Futures:
    """Where a number of drawn futures stand, each an entry of these arrays.

    Attributes:
        level: How often they keep faith, in [0, 1]; hidden.
        type: 1 where they do in this step, 0 where not; hidden.
        p: Our trust in them.
        q: Theirs in us.
        mode: The public state, by its position among those of the problem.
        move: The last move made.
        seen: What was last seen, `UNSEEN` before.
        at: How far along a sequence of moves they are.
        broken: How often a breach was seen.
        kept: Which measures that can be begun once have been kept and not withdrawn, (path, move).
    """

    level: Floats
    type: Whole
    p: Floats
    q: Floats
    mode: Whole
    move: Whole
    seen: Whole
    at: Whole
    broken: Whole
    kept: NDArray[np.bool_]


Strategy = Callable[[int, Futures], Whole]
"""Says what to do in a step: a move for every future."""


def forecast(
    problem: Problem,
    way: Strategy,
    start: tuple[float, float, int],
    *,
    threshold: float,
    unread: float = 0.0,
    effect: KeepingEffect | None = None,
    paths: int = 10_000,
    seed: int = 0,
) -> Projection:
    """Draw futures of one way to go about it.

    Args:
        problem: Moves, outlook and horizon.
        way: What is done when.
        start: Today's trust in them, theirs in us, and the public state.
        threshold: Trust that is aimed at.
        unread: Spread of today's trust itself, where it was not read today: futures begin from
            what it may be, and know it. For pictures of trust, not for what a plan is worth.
        effect: What keeping measures does to conduct itself; nothing without it.
        paths: How many futures.
        seed: Same seed, same futures.
    """
    draws = uniform(dice(seed), (problem.horizon, 5), paths)
    more = uniform(dice(seed, 2), (problem.horizon, 3), paths)
    now = _outset(problem, start, unread, paths, dice(seed, 1))
    anew = _renewed(problem, paths, dice(seed, 3))
    shift_luck, crisis_luck = normal(dice(seed, 4), paths), normal(dice(seed, 5), paths)
    path = Followed.begun(now.p, now.q, now.level)
    phases = np.array([parts_of(mode)[0] for mode in problem.states])
    for step in range(problem.horizon):
        now.move, before = way(step, now), phases[now.mode]
        now.type = (more[step, 0] < now.level).astype(np.int64)
        ratios = None
        if effect is not None:
            ratios = np.where(before == CALM, effect.ratios(now.kept, crisis_luck), 1.0)
        truth, earned = _happens(problem, now, draws[step], ratios)
        now.p = _heard(problem, now, more[step, 1:])
        _turns(problem, now, draws[step, 4], anew[step])
        if effect is not None:
            path.shifted += _changes(now, effect, shift_luck)
        path.earned += earned
        path.breached |= truth == CHEATED
        path.crises |= (phases[now.mode] == CRISIS) & (before != CRISIS)
        path.follow(now.p, now.q, now.level)
    return path.summed(threshold, now.kept)


def _outset(
    problem: Problem,
    start: tuple[float, float, int],
    unread: float,
    paths: int,
    chance: np.random.Generator,
) -> Futures:
    p, q, mode = start
    half, left = (paths + 1) // 2, problem.outlook.spread_them
    ours = levels(chance, np.full(half, p), unread)
    if 0.0 < unread < 1.0:  # what is not told by where trust stands, of the whole spread
        left = max(0.0, (left - unread) / (1.0 - unread))
    level, source = twins(levels(chance, ours, left), paths)
    return Futures(
        level=level,
        type=np.zeros(paths, dtype=np.int64),
        p=ours[source],
        q=np.full(paths, q),
        mode=np.full(paths, problem.index[mode]),
        move=np.zeros(paths, dtype=np.int64),
        seen=np.full(paths, UNSEEN),
        at=np.zeros(paths, dtype=np.int64),
        broken=np.zeros(paths, dtype=np.int64),
        kept=np.zeros((paths, len(problem.moves)), dtype=bool),
    )


def levels(chance: np.random.Generator, mean: Floats, spread: float) -> Floats:
    """Levels of conduct with these means and a spread: Beta, or types where the spread is 1.

    Args:
        chance: Where chance comes from.
        mean: In [0, 1], one for each.
        spread: `Var / (mean (1 − mean))`, in [0, 1]; at 0 the means themselves.
    """
    if spread <= 0.0:
        return mean.copy()
    if spread >= 1.0:
        return (chance.random(mean.size) < mean).astype(np.float64)
    weight = 1.0 / spread - 1.0
    least = 1e-9
    inside = np.clip(mean, least, 1.0 - least)
    return np.asarray(chance.beta(weight * inside, weight * (1.0 - inside)))


def _renewed(problem: Problem, paths: int, chance: np.random.Generator) -> Floats:
    """Levels that a turnover draws anew in each step, (step, path)."""
    world, half = problem.outlook, (paths + 1) // 2
    changes = 1.0 - world.keep_them + world.win_them
    settled = world.win_them / changes if changes > 0.0 else 0.5
    return np.stack([
        twins(levels(chance, np.full(half, settled), world.spread_them), paths)[0]
        for _ in range(problem.horizon)
    ])  # fmt: skip


def _turns(problem: Problem, now: Futures, draw: NDArray[np.float32], anew: Floats) -> None:
    """Levels of the next step: the same, or drawn anew; and our trust with them."""
    world = problem.outlook
    now.p = turned(now.p, world.keep_them, world.win_them)
    now.level = np.where(draw < world.keep_them - world.win_them, now.level, anew)


def _changes(now: Futures, effect: KeepingEffect, luck: Floats) -> Floats:
    """What measures in force do to conduct; our trust knows of it what is known on average.

    Returns:
        How far that moved the level in each future.
    """
    before = now.level
    now.p, now.level = effect.moved(now.p, now.kept), effect.moved(before, now.kept, luck)
    return now.level - before


def _heard(problem: Problem, now: Futures, draws: NDArray[np.float32]) -> Floats:
    """Our trust after the ordinary dealings of a step, which tell conduct too."""
    world = problem.outlook
    if world.news <= 0.0:
        return now.p
    right = (1.0 + world.news) / 2.0
    kept = draws[0] < now.level
    good = kept == (draws[1] < right)
    like1, like0 = np.where(good, right, 1.0 - right), np.where(good, 1.0 - right, right)
    return np.asarray(learned(now.p, like1, like0, world.spread_them))


def _happens(
    problem: Problem, now: Futures, draws: NDArray[np.float32], ratios: Floats | None
) -> tuple[Whole, Floats]:
    """Let the step happen: answer, what is seen of it, beliefs, phase.

    Args:
        problem: Moves, outlook and horizon.
        now: Where futures stand; changed.
        draws: Of this step.
        ratios: By what a crisis becomes likelier in each future; as it is without them.

    Returns:
        What they truly did, and what was gained, lost and spent.
    """
    world, move = problem.outlook, problem.numbers[now.move]
    asks, unilateral, reveals = move[:, ASKS] > 0, move[:, UNILATERAL] > 0, move[:, REVEALS]
    blur = problem.noise[now.mode] * move[:, CLARITY]
    runs, tests = _running(problem, now)
    holds = 1.0 - tests * world.cheats
    answer = np.where(asks, answers(now.q, move[:, THRESHOLD], world.sharpness,
                                    move[:, LAPSE]),
                      runs.any(axis=1))  # fmt: skip
    like = (answer, reveals, world.cheats, 0.0, holds)
    truth = _truth(now.type, like, draws[0])
    earned = _earned(problem, now, truth, runs, like)
    slip = (draws[1] < blur) & (truth != SILENT)
    seen = np.where(slip, ANSWERED + CHEATED - truth, truth)
    like1, like0 = (
        np.choose(seen, [
            likely(what, kind, answer, reveals, world.cheats, blur, holds) for what in range(3)
        ])
        for kind in (1, 0)
    )  # fmt: skip
    now.p = learned(now.p, like1, like0, world.spread_them)
    executed = unilateral | (asks & (seen != SILENT))
    shows = np.where(executed, both(move[:, SHOWS], tests), tests)
    like1 = np.where(draws[2] >= blur, 1.0 - blur, blur)
    theirs = np.where(
        shows > 0,
        learned(now.q, like1, (1.0 - shows) * like1 + shows * (1.0 - like1), world.spread_us),
        now.q,
    )
    likely_crisis = problem.crisis[now.move, now.mode, seen]
    crisis = draws[3] < (likely_crisis if ratios is None else likely_crisis * ratios)
    now.mode = problem.modes[now.move, now.mode, seen, crisis.astype(np.int64)]
    now.q = turned(theirs, world.keep_us, world.win_us)
    now.seen, now.broken = seen, now.broken + (seen == CHEATED)
    begun = np.array([one.once for one in problem.moves])[now.move] & (seen == ANSWERED)
    now.kept[np.flatnonzero(begun), now.move[begun]] = True
    return truth, earned


def _running(problem: Problem, now: Futures) -> tuple[NDArray[np.bool_], Floats]:
    """Which measures run in each future, and the chance that the untrustworthy break off."""
    runs = now.kept & np.array([one.runs for one in problem.moves])
    passes = np.log1p(-np.array([min(one.tests, 1.0 - 1e-12) for one in problem.moves]))
    return runs, 1.0 - np.exp(runs @ passes)


def _truth(kind: Whole, like: tuple[Any, ...], draw: NDArray[np.float32]) -> Whole:
    chance = [
        np.where(kind == 1, likely(what, 1, *like), likely(what, 0, *like))
        for what in (ANSWERED, CHEATED)
    ]
    return np.where(draw < chance[0], ANSWERED, np.where(draw < sum(chance), CHEATED, SILENT))


def _earned(
    problem: Problem,
    now: Futures,
    truth: Whole,
    runs: NDArray[np.bool_],
    like: tuple[Any, ...],
) -> Floats:
    """Gained, lost and spent: the move as it went, what runs as it goes on average."""
    gain, loss, cost, reveals = problem.numbers[now.move][:, [GAIN, LOSS, COST, REVEALS]].T
    cheats, moves, good = problem.outlook.cheats, problem.moves, now.type == 1
    broken = likely(CHEATED, 0, *like)
    share = reveals * cheats / np.maximum(broken, TINY)  # of breaches, those of the move itself
    per = np.array([
        [one.gain for one in moves],
        [(1.0 - one.tests) * one.gain for one in moves],
        [one.tests * cheats * one.loss for one in moves],
        [one.upkeep for one in moves],
    ]) @ runs.T  # fmt: skip
    return np.array(
        [
            np.where(truth == ANSWERED, gain, 0.0) + np.where(good, per[0], per[1]),
            np.where(truth == CHEATED, loss * share, 0.0)
            + np.where(good, 0.0, per[2])
            + problem.harmed[now.mode],
            cost + per[3],
        ]
    )
