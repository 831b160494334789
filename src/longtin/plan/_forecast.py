"""What may come of it: many futures drawn for a plan and for its rivals, with one belief filter.

Every future draws the other's type from today's trust, then answers, misreadings, turnovers and
crises. All ways to go about it meet the same draws, so that they differ by what was done alone.

Source:
    [Osgood 1962] for graduated and reciprocated initiatives; [Axelrod 1984] for tit for tat.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan._policy import Policy, runs_on, streams
from longtin.plan._problem import (
    ANSWERED,
    CALM,
    CHEATED,
    CRISIS,
    GRIEVANCE,
    SILENT,
    Floats,
    Problem,
    Requires,
    parts_of,
)
from longtin.plan._sweep import TINY, answers, both, earned, learned, likely, turned

Whole = NDArray[np.int64]

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
NOTHING_NEEDED: Final[Requires] = MappingProxyType({})
UNSEEN: Final = -1
"""What was seen before the first move."""


@dataclass
class Futures:
    """Where a number of drawn futures stand, each an entry of these arrays.

    Attributes:
        type: 1 trustworthy, 0 not; hidden.
        p: Our trust in them.
        q: Theirs in us.
        mode: The public state, by its position among those of the problem.
        move: The last move made.
        seen: What was last seen, `UNSEEN` before.
        at: How far along a sequence of moves they are.
        broken: How often a breach was seen.
        kept: Which measures that can be begun once have been kept and not withdrawn, (path, move).
    """

    type: Whole
    p: Floats
    q: Floats
    mode: Whole
    move: Whole
    seen: Whole
    at: Whole
    broken: Whole
    kept: NDArray[np.bool_]


Way = Callable[[int, Futures], Whole]
"""Says what to do in a step: a move for every future."""


@dataclass(frozen=True)
class Fan:
    """What came of one way to go about it.

    Attributes:
        trust: Quantiles of our trust before each step and at the end, (step + 1, quantile).
        theirs: The same of their trust in us.
        reached: Share of futures with trust at or above the threshold, (step + 1,).
        if_trustworthy: Mean trust where they were trustworthy at the outset, (step + 1,).
        if_not: The same where they were not; NaN where no future drew it.
        gain: Common gain by the end, on average.
        loss: Lost to breaches and crises by the end, on average.
        cost: Spent by the end, on average.
        worst: Gain less loss and cost in the worst twentieth of futures, on average.
        breached: Share of futures with at least one breach of theirs.
        paths: How many futures.
    """

    trust: Floats
    theirs: Floats
    reached: Floats
    if_trustworthy: Floats
    if_not: Floats
    gain: float
    loss: float
    cost: float
    worst: float
    breached: float
    paths: int

    @property
    def worth(self) -> float:
        """Gain less loss and cost, on average."""
        return self.gain - self.loss - self.cost


def forecast(
    problem: Problem,
    way: Way,
    start: tuple[float, float, int],
    *,
    threshold: float,
    paths: int = 10_000,
    seed: int = 0,
) -> Fan:
    """Draw futures of one way to go about it.

    Args:
        problem: Moves, outlook and horizon.
        way: What is done when.
        start: Today's trust in them, theirs in us, and the public state.
        threshold: Trust that is aimed at.
        paths: How many futures.
        seed: Same seed, same futures.
    """
    draws = np.random.default_rng(np.random.SeedSequence(seed)).random(
        (problem.horizon, 5, paths), dtype=np.float32
    )
    first = np.random.default_rng(np.random.SeedSequence([seed, 1])).random(paths)
    now = _outset(problem, start, first)
    trust, theirs = [now.p], [now.q]
    at_first, sums = now.type.astype(bool), np.zeros((3, paths))
    breached = np.zeros(paths, dtype=bool)
    for step in range(problem.horizon):
        now.move = way(step, now)
        truth, earned = _happens(problem, now, draws[step])
        sums += earned
        breached |= truth == CHEATED
        trust.append(now.p)
        theirs.append(now.q)
    ours, total = np.array(trust), sums[0] - sums[1] - sums[2]
    return Fan(
        trust=np.quantile(ours, QUANTILES, axis=1).T,
        theirs=np.quantile(np.array(theirs), QUANTILES, axis=1).T,
        reached=(ours >= threshold).mean(axis=1),
        if_trustworthy=_mean(ours, at_first),
        if_not=_mean(ours, ~at_first),
        gain=float(sums[0].mean()),
        loss=float(sums[1].mean()),
        cost=float(sums[2].mean()),
        worst=float(np.sort(total)[: max(1, paths // 20)].mean()),
        breached=float(breached.mean()),
        paths=paths,
    )


def _mean(ours: Floats, chosen: NDArray[np.bool_]) -> Floats:
    return ours[:, chosen].mean(axis=1) if chosen.any() else np.full(len(ours), np.nan)


def _outset(problem: Problem, start: tuple[float, float, int], first: Floats) -> Futures:
    p, q, mode = start
    paths = first.size
    return Futures(
        type=(first < p).astype(np.int64),
        p=np.full(paths, p),
        q=np.full(paths, q),
        mode=np.full(paths, problem.index[mode]),
        move=np.zeros(paths, dtype=np.int64),
        seen=np.full(paths, UNSEEN),
        at=np.zeros(paths, dtype=np.int64),
        broken=np.zeros(paths, dtype=np.int64),
        kept=np.zeros((paths, len(problem.moves)), dtype=bool),
    )


def _happens(problem: Problem, now: Futures, draws: NDArray[np.float32]) -> tuple[Whole, Floats]:
    """Let the step happen: answer, what is seen of it, beliefs, phase, turnover.

    Returns:
        What they truly did, and what was gained, lost and spent.
    """
    world, move = problem.outlook, problem.numbers[now.move]
    asks, unilateral, reveals = move[:, 5] > 0, move[:, 6] > 0, move[:, 3]
    blur = problem.noise[now.mode] * move[:, 8]
    runs, tests = _running(problem, now)
    holds = 1.0 - tests * world.cheats
    answer = np.where(asks, answers(now.q, move[:, 4], world.sharpness, move[:, 10]),
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
    p = learned(now.p, like1, like0)
    executed = unilateral | (asks & (seen != SILENT))
    shows = np.where(executed, both(move[:, 7], tests), tests)
    like1 = np.where(draws[2] >= blur, 1.0 - blur, blur)
    theirs = np.where(
        shows > 0, learned(now.q, like1, (1.0 - shows) * like1 + shows * (1.0 - like1)), now.q
    )
    crisis = draws[3] < problem.crisis[now.move, now.mode, seen]
    now.mode = problem.modes[now.move, now.mode, seen, crisis.astype(np.int64)]
    now.p = turned(p, world.keep_them, world.win_them)
    now.q = turned(theirs, world.keep_us, world.win_us)
    stays = np.where(now.type == 1, world.keep_them, world.win_them)
    now.type = (draws[4] < stays).astype(np.int64)
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
    gain, loss, cost, reveals = problem.numbers[now.move, :4].T
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


# --- ways to go about it --------------------------------------------------------------------------


def by_policy(policy: Policy, requires: Requires = NOTHING_NEEDED) -> Way:
    """The plan: at every step what the policy finds best for the beliefs of that future.

    In quiet steps in which it would wait, a measure that it does not reckon with is begun, if one
    is worth it.

    Args:
        policy: What is best at every pair of beliefs.
        requires: Measures that must have been kept before a measure.
    """
    problem = policy.problem
    beside = [at for at, one in enumerate(problem.moves) if one.once and not problem.bit(one)]
    wait, calm = problem.position("wait"), _states(problem, CALM)

    def way(step: int, now: Futures) -> Whole:
        points = problem.grid - 1
        near = (np.rint(belief * points).astype(np.int64) for belief in (now.q, now.p))
        move = policy.choice[step, now.mode, *near].astype(np.int64)
        idle, best = (move == wait) & np.isin(now.mode, calm), np.zeros(now.p.size)
        for at in beside:
            worth = _beside(problem, at, step, now)
            needed = [problem.position(name) for name in requires.get(problem.ids[at], ())
                      if name in problem.ids]  # fmt: skip
            able = idle & problem.feasible[at, now.mode] & now.kept[:, needed].all(axis=1)
            better = able & ~now.kept[:, at] & (worth > best)
            move, best = np.where(better, at, move), np.where(better, worth, best)
        return np.asarray(move)

    return way


def _beside(problem: Problem, at: int, step: int, now: Futures) -> Floats:
    """What a measure brings by itself in each future, begun now."""
    move, world = problem.moves[at], problem.outlook
    answer = answers(now.q, move.threshold, world.sharpness, world.lapse)
    worth = earned(now.p, answer, move.gain, move.loss, move.cost, move.reveals, world.cheats)
    stream, noise = streams(move, problem)[step + 1], problem.noise[now.mode]
    return np.asarray(worth + runs_on(move, (now.p, now.q, world.lapse), world, noise, stream))


def nothing(problem: Problem) -> Way:
    """Never move."""
    wait = problem.position("wait")
    return lambda step, now: np.full(now.p.size, wait)  # noqa: ARG005 -- same in every step


def tit_for_tat(problem: Problem) -> Way:
    """One middling measure; withheld for a step after every breach or silence."""
    wait, middle = problem.position("wait"), _ladder(problem)[len(_ladder(problem)) // 2]

    def way(step: int, now: Futures) -> Whole:  # noqa: ARG001 -- what was seen decides
        failed = (now.seen == CHEATED) | ((now.move == middle) & (now.seen == SILENT))
        now.kept[failed, middle] = False
        rests = failed | now.kept[:, middle] | _in_crisis(problem, now, middle)
        return np.asarray(np.where(rests, wait, middle))

    return way


def grit(problem: Problem, patience: int = 3) -> Way:
    """Announced small steps, kept up a while without an answer, raised with every answer.

    After a breach it goes back to where it was, and after `patience` silences it pauses a step.
    """
    wait, ladder = problem.position("wait"), np.array(_ladder(problem))

    def way(step: int, now: Futures) -> Whole:
        if step:
            up = (now.seen == ANSWERED) & (now.move != wait)
            back = now.seen == CHEATED
            now.at = np.clip(now.at + up - 2 * back, 0, len(ladder) - 1)
        for rung in range(len(ladder) - 1):  # what was kept already goes on by itself
            now.at += (now.at == rung) & now.kept[:, ladder[rung]]
        move = ladder[now.at]
        pause = (now.seen == SILENT) & (step % (patience + 1) == patience)
        rests = pause | _kept(now, move) | _in_crisis(problem, now, move)
        return np.asarray(np.where(rests, wait, move))

    return way


def grand_bargain(problem: Problem) -> Way:
    """The largest measure first, and nothing more after a breach."""
    wait, largest = problem.position("wait"), _ladder(problem)[-1]

    def way(step: int, now: Futures) -> Whole:  # noqa: ARG001 -- what was seen decides
        now.kept[now.seen == CHEATED, largest] = False
        rests = (now.broken > 0) | now.kept[:, largest] | _in_crisis(problem, now, largest)
        return np.asarray(np.where(rests, wait, largest))

    return way


def in_order(problem: Problem, due: Sequence[tuple[int, int]]) -> Way:
    """A programme: its moves one after the other, each not before its date, each gated.

    The next is due when the one before was answered; after a silence it is tried again, after a
    breach clarification is asked for; in a crisis what does not suit one rests. What was kept and
    runs goes on by itself, and what can be repeated is until the next is due.

    Args:
        problem: Moves, outlook and horizon.
        due: Position of each move and the step from which it may be made, in order.
    """
    wait = problem.position("wait")
    clears = next((at for at, one in enumerate(problem.moves) if one.clears), wait)
    moves = np.array([move for move, _ in due] + [wait])
    steps = np.array([step for _, step in due] + [0])

    def way(step: int, now: Futures) -> Whole:
        if step:
            done = (now.seen == ANSWERED) & (now.move == moves[now.at])
            now.at = np.minimum(now.at + done, len(due))
        before = np.where(now.at > 0, moves[now.at - 1], wait)
        ready = (steps[now.at] <= step) & (moves[now.at] != wait)
        move = np.where(ready, moves[now.at], before)
        aggrieved = np.isin(now.mode, _states(problem, GRIEVANCE))
        move = np.where(aggrieved, clears, move)
        rests = _kept(now, move) | _in_crisis(problem, now, move)
        return np.asarray(np.where(rests, wait, move))

    return way


def rivals(problem: Problem) -> Mapping[str, Way]:
    """Every way but the plan itself, by name."""
    return MappingProxyType(
        {
            "nothing": nothing(problem),
            "tit_for_tat": tit_for_tat(problem),
            "grit": grit(problem),
            "grand_bargain": grand_bargain(problem),
        }
    )


def _ladder(problem: Problem) -> list[int]:
    """Measures, the smallest stake first."""
    asking = [at for at, move in enumerate(problem.moves) if move.is_measure]
    return sorted(asking, key=lambda at: problem.moves[at].stake) or [problem.position("wait")]


def _kept(now: Futures, move: Whole) -> NDArray[np.bool_]:
    """Where a move has been kept already, of those that can be begun once."""
    return np.asarray(now.kept[np.arange(move.size), move])


def _states(problem: Problem, phase: int) -> list[int]:
    return [at for at, mode in enumerate(problem.states) if parts_of(mode)[0] == phase]


def _in_crisis(problem: Problem, now: Futures, move: Whole | int) -> NDArray[np.bool_]:
    """Where a crisis forbids a move. Stages do not: rivals ignore them."""
    suits = np.array([each.crisis for each in problem.moves])
    return np.asarray(np.isin(now.mode, _states(problem, CRISIS)) & ~suits[move])
