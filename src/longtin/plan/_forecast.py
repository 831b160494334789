"""What may come of it: many futures drawn for a plan and for its rivals, with one belief filter.

Every future draws the other's type from today's trust, then answers, misreadings, turnovers and
crises. All ways to go about it meet the same draws, so that they differ by what was done alone.

Source:
    [Osgood 1962] for graduated and reciprocated initiatives; [Axelrod 1984] for tit for tat.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan._policy import Policy
from longtin.plan._problem import (
    ANSWERED,
    CHEATED,
    CRISIS,
    SILENT,
    Floats,
    Problem,
    mode_of,
)
from longtin.plan._sweep import answers, learned, likely, turned

Whole = NDArray[np.int64]

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
UNSEEN: Final = -1
"""What was seen before the first move."""


@dataclass
class Futures:
    """Where a number of drawn futures stand, each an entry of these arrays.

    Attributes:
        type: 1 trustworthy, 0 not; hidden.
        p: Our trust in them.
        q: Theirs in us.
        mode: The public state.
        move: The last move made.
        seen: What was last seen, `UNSEEN` before.
        at: How far along a sequence of moves they are.
        broken: How often a breach was seen.
    """

    type: Whole
    p: Floats
    q: Floats
    mode: Whole
    move: Whole
    seen: Whole
    at: Whole
    broken: Whole


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
        loss: Lost to breaches by the end, on average.
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
    now = _outset(start, first)
    trust, theirs = [now.p], [now.q]
    at_first, sums = now.type.astype(bool), np.zeros((3, paths))
    breached = np.zeros(paths, dtype=bool)
    for step in range(problem.horizon):
        now.move = way(step, now)
        truth = _happens(problem, now, draws[step])
        earned = _earned(problem, now.move, truth)
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


def _outset(start: tuple[float, float, int], first: Floats) -> Futures:
    p, q, mode = start
    paths = first.size
    return Futures(
        type=(first < p).astype(np.int64),
        p=np.full(paths, p),
        q=np.full(paths, q),
        mode=np.full(paths, mode),
        move=np.zeros(paths, dtype=np.int64),
        seen=np.full(paths, UNSEEN),
        at=np.zeros(paths, dtype=np.int64),
        broken=np.zeros(paths, dtype=np.int64),
    )


def _happens(problem: Problem, now: Futures, draws: NDArray[np.float32]) -> Whole:
    """Let the step happen: answer, what is seen of it, beliefs, phase, turnover.

    Returns:
        What they truly did.
    """
    world, move = problem.outlook, problem.numbers[now.move]
    reveals, asks, unilateral, shows = move[:, 3], move[:, 5] > 0, move[:, 6] > 0, move[:, 7]
    blur = problem.noise[now.mode] * move[:, 8]
    answer = np.where(asks, answers(now.q, move[:, 4], world.sharpness, world.lapse), 0.0)
    tells = np.where(asks, reveals, 0.0)
    truth = _truth(now.type, answer, tells, world.cheats, draws[0])
    slip = (draws[1] < blur) & (truth != SILENT)
    seen = np.where(slip, ANSWERED + CHEATED - truth, truth)
    _learn(now, seen, answer, tells, (world.cheats, blur))
    executed = unilateral | (seen != SILENT)
    good = draws[2] >= blur
    like1 = np.where(good, 1.0 - blur, blur)
    like0 = (1.0 - shows) * like1 + shows * (1.0 - like1)
    theirs = np.where(executed & (shows > 0), learned(now.q, like1, like0), now.q)
    crisis = draws[3] < problem.crisis[now.move, now.mode, seen]
    now.mode = problem.modes[now.move, now.mode, seen, crisis.astype(np.int64)]
    now.p = turned(now.p, world.keep_them, world.win_them)
    now.q = turned(theirs, world.keep_us, world.win_us)
    stays = np.where(now.type == 1, world.keep_them, world.win_them)
    now.type = (draws[4] < stays).astype(np.int64)
    now.seen, now.broken = seen, now.broken + (seen == CHEATED)
    return truth


def _truth(
    kind: Whole, answer: Floats, reveals: Floats, cheats: float, draw: NDArray[np.float32]
) -> Whole:
    kept = np.where(kind == 1, answer, (1.0 - reveals) * answer)
    cheated = np.where(kind == 1, 0.0, reveals * cheats)
    return np.where(draw < kept, ANSWERED, np.where(draw < kept + cheated, CHEATED, SILENT))


def _learn(
    now: Futures, seen: Whole, answer: Floats, reveals: Floats, rest: tuple[float, Floats]
) -> None:
    cheats, blur = rest
    like1, like0 = (
        np.choose(seen, [likely(what, kind, answer, reveals, cheats, blur) for what in range(3)])
        for kind in (1, 0)
    )
    now.p = learned(now.p, like1, like0)


def _earned(problem: Problem, move: Whole, truth: Whole) -> Floats:
    gain, loss, cost = problem.numbers[move, :3].T
    asks = problem.numbers[move, 5] > 0
    return np.array(
        [
            np.where(asks & (truth == ANSWERED), gain, 0.0),
            np.where(asks & (truth == CHEATED), loss, 0.0),
            cost,
        ]
    )


# --- ways to go about it --------------------------------------------------------------------------


def by_policy(policy: Policy) -> Way:
    """The plan: at every step what the policy finds best for the beliefs of that future."""

    def way(step: int, now: Futures) -> Whole:
        points = policy.problem.grid - 1
        near = (np.rint(belief * points).astype(np.int64) for belief in (now.q, now.p))
        return np.asarray(policy.choice[step, now.mode, *near].astype(np.int64))

    return way


def nothing(problem: Problem) -> Way:
    """Never move."""
    wait = problem.position("wait")
    return lambda step, now: np.full(now.p.size, wait)  # noqa: ARG005 -- same in every step


def tit_for_tat(problem: Problem) -> Way:
    """One middling measure; withheld once after every breach or silence."""
    wait, middle = problem.position("wait"), _ladder(problem)[len(_ladder(problem)) // 2]

    def way(step: int, now: Futures) -> Whole:  # noqa: ARG001 -- what was seen decides
        failed = (now.move == middle) & ((now.seen == SILENT) | (now.seen == CHEATED))
        return np.asarray(np.where(failed | _in_crisis(problem, now, middle), wait, middle))

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
        pause = (now.seen == SILENT) & (step % (patience + 1) == patience)
        move = ladder[now.at]
        return np.asarray(np.where(pause | _in_crisis(problem, now, move), wait, move))

    return way


def grand_bargain(problem: Problem) -> Way:
    """The largest measure first, and nothing more after a breach."""
    wait, largest = problem.position("wait"), _ladder(problem)[-1]

    def way(step: int, now: Futures) -> Whole:  # noqa: ARG001 -- what was seen decides
        return np.asarray(
            np.where((now.broken > 0) | _in_crisis(problem, now, largest), wait, largest)
        )

    return way


def in_order(problem: Problem, due: Sequence[tuple[int, int]]) -> Way:
    """A programme: its moves one after the other, each not before its date, each gated.

    The next is due when the one before was answered; after a silence it is tried again; in a
    crisis what does not suit one rests. Until the next is due, the last that was kept goes on.

    Args:
        problem: Moves, outlook and horizon.
        due: Position of each move and the step from which it may be made, in order.
    """
    wait = problem.position("wait")
    moves = np.array([move for move, _ in due] + [wait])
    steps = np.array([step for _, step in due] + [0])

    def way(step: int, now: Futures) -> Whole:
        if step:
            done = (now.seen == ANSWERED) & (now.move == moves[now.at])
            now.at = np.minimum(now.at + done, len(due))
        kept = np.where(now.at > 0, moves[now.at - 1], wait)
        ready = (steps[now.at] <= step) & (moves[now.at] != wait)
        move = np.where(ready, moves[now.at], kept)
        return np.asarray(np.where(_in_crisis(problem, now, move), wait, move))

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
    """Moves that ask for an answer, the smallest stake first."""
    asking = [at for at, move in enumerate(problem.moves) if move.asks]
    return sorted(asking, key=lambda at: problem.moves[at].stake) or [problem.position("wait")]


def _in_crisis(problem: Problem, now: Futures, move: Whole | int) -> NDArray[np.bool_]:
    """Where a crisis forbids a move. Stages do not: rivals ignore them."""
    suits = np.array([each.crisis for each in problem.moves])
    return np.asarray((now.mode >= mode_of(CRISIS, False, 0)) & ~suits[move])
