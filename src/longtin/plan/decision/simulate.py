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

Whole = NDArray[np.int64]

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
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


@dataclass(frozen=True)
class Projection:
    """What came of one way to go about it.

    Attributes:
        trust: Quantiles of our trust before each step and at the end, (step + 1, quantile).
        theirs: The same of their trust in us.
        mean: Mean of our trust, (step + 1,).
        level: Quantiles of the level of their conduct itself, which no way of ours changes.
        above: Share of futures in which that level ends at or above the threshold.
        reached: Share of futures with trust at or above the threshold, (step + 1,).
        if_trustworthy: Mean trust where they kept faith at least every other time at the outset,
            (step + 1,).
        if_not: The same where they did not; NaN where no future drew it.
        gain: Common gain by the end, on average.
        loss: Lost to breaches and crises by the end, on average.
        cost: Spent by the end, on average.
        worst: Gain less loss and cost in the worst twentieth of futures, on average.
        breached: Share of futures with at least one breach of theirs.
        crises: Share of futures in which a crisis begins.
        in_force: Measures in force at the end, on average.
        narrower: By what share the judgement of their conduct is narrower at the end than at the
            outset; below 0 where it has become wider.
        shifted: How far kept measures have moved the level of their conduct by the end: low, mean
            and high, nine futures in ten between; zeros where they only reveal it.
        net: Gain less loss and cost in each future, (path,).
        paths: How many futures.
    """

    trust: Floats
    theirs: Floats
    mean: Floats
    level: Floats
    above: float
    reached: Floats
    if_trustworthy: Floats
    if_not: Floats
    gain: float
    loss: float
    cost: float
    worst: float
    breached: float
    crises: float
    in_force: float
    narrower: float
    shifted: tuple[float, float, float]
    net: Floats
    paths: int

    @property
    def worth(self) -> float:
        """Gain less loss and cost, on average."""
        return self.gain - self.loss - self.cost


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
    trust, theirs, level = [now.p], [now.q], [now.level]
    at_first, sums = now.level >= 0.5, np.zeros((3, paths))
    breached, crises = np.zeros(paths, dtype=bool), np.zeros(paths, dtype=bool)
    phases, shifted = np.array([parts_of(mode)[0] for mode in problem.states]), np.zeros(paths)
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
            shifted += _changes(now, effect, shift_luck)
        sums += earned
        breached |= truth == CHEATED
        crises |= (phases[now.mode] == CRISIS) & (before != CRISIS)
        trust.append(now.p)
        theirs.append(now.q)
        level.append(now.level)
    ours, net = np.array(trust), sums[0] - sums[1] - sums[2]
    return Projection(
        trust=np.quantile(ours, QUANTILES, axis=1).T,
        theirs=np.quantile(np.array(theirs), QUANTILES, axis=1).T,
        mean=ours.mean(axis=1),
        level=np.quantile(np.array(level), QUANTILES, axis=1).T,
        above=float((now.level >= threshold).mean()),
        reached=(ours >= threshold).mean(axis=1),
        if_trustworthy=_mean(ours, at_first),
        if_not=_mean(ours, ~at_first),
        gain=float(sums[0].mean()),
        loss=float(sums[1].mean()),
        cost=float(sums[2].mean()),
        worst=float(np.sort(net)[: max(1, paths // 20)].mean()),
        breached=float(breached.mean()),
        crises=float(crises.mean()),
        in_force=float(now.kept.sum(axis=1).mean()),
        narrower=_narrower((trust[0], level[0]), (now.p, now.level)),
        shifted=_middle(shifted),
        net=net,
        paths=paths,
    )


def _middle(values: Floats) -> tuple[float, float, float]:
    """Mean of some values, between the ends of nine in ten."""
    low, high = np.quantile(values, (0.05, 0.95))
    return float(low), float(values.mean()), float(high)


def _narrower(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> float:
    """By what share less is unknown of a level, judged by trust as well as that can be done."""
    left = []
    for trust, level in (before, after):
        told = 0.0
        if trust.std() > TINY and level.std() > TINY:
            told = float(np.corrcoef(trust, level)[0, 1])
        left.append(float(level.std()) * float(np.sqrt(max(0.0, 1.0 - told**2))))
    return 1.0 - left[1] / left[0] if left[0] > TINY else 0.0


def _mean(ours: Floats, chosen: NDArray[np.bool_]) -> Floats:
    return ours[:, chosen].mean(axis=1) if chosen.any() else np.full(len(ours), np.nan)


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
    now.p = np.clip(now.p + effect.shifts(now.kept, np.zeros(now.p.size)), 0.0, 1.0)
    now.level = np.clip(before + effect.shifts(now.kept, luck), 0.0, 1.0)
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
