"""Strategies: the plan and its rivals as rules of what to do in each step of a drawn future.

Source:
    [Osgood 1962] for graduated and reciprocated initiatives; [Axelrod 1984] for tit for tat.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan.decision.kernels import answers, earned
from longtin.plan.decision.modes import ANSWERED, CALM, CHEATED, CRISIS, GRIEVANCE, SILENT, parts_of
from longtin.plan.decision.move import Move, Requires
from longtin.plan.decision.problem import Floats, Problem
from longtin.plan.decision.simulate import Futures, Strategy, Whole
from longtin.plan.decision.solver import Policy, runs_on, streams

NOTHING_NEEDED: Final[Requires] = MappingProxyType({})

Ready = Mapping[str, int]
"""The step from which a measure is prepared, by its id."""

AT_ONCE: Final[Ready] = MappingProxyType({})

LEAST: Final = 1e-9
"""Of what full cooperation brings, where no measure brings more than it costs."""


def by_policy(
    policy: Policy, requires: Requires = NOTHING_NEEDED, ready: Ready = AT_ONCE
) -> Strategy:
    """The plan: at every step what the policy finds best for the beliefs of that future.

    Where that cannot be begun yet, and in quiet steps in which it would wait, another measure that
    can be is begun, if one is worth it by itself.

    Args:
        policy: What is best at every pair of beliefs.
        requires: Measures that must have been kept before a measure.
        ready: Step from which a measure is prepared.
    """
    problem = policy.problem
    wait, calm = problem.position("wait"), _states(problem, CALM)
    needs = [
        [problem.position(name) for name in requires.get(one.id, ()) if name in problem.ids]
        for one in problem.moves
    ]
    measures = [at for at, one in enumerate(problem.moves) if one.once]

    def way(step: int, now: Futures) -> Whole:
        points = problem.grid - 1
        near = (np.rint(belief * points).astype(np.int64) for belief in (now.q, now.p))
        move = policy.choice[step, now.mode, *near].astype(np.int64)
        quiet, fits = np.isin(now.mode, calm), np.ones((len(problem.moves), now.p.size), dtype=bool)
        for at in measures:
            begun = ready.get(problem.ids[at], 0) <= step
            fits[at] = begun & ~now.kept[:, at] & now.kept[:, needs[at]].all(axis=1)
        move = np.where(fits[move, np.arange(move.size)], move, wait)
        idle, best = (move == wait) & quiet, np.zeros(now.p.size)
        for at in measures:
            able = idle & fits[at] & problem.feasible[at, now.mode]
            if able.any():
                worth = _beside(problem, at, step, now)
                better = able & (worth > best)
                move, best = np.where(better, at, move), np.where(better, worth, best)
        return np.asarray(move)

    return way


def prepared(problem: Problem, way: Strategy, ready: Ready) -> Strategy:
    """A way that waits for a measure to be prepared before it begins it.

    Args:
        problem: Moves, outlook and horizon.
        way: What is done when.
        ready: Step from which a measure is prepared.
    """
    wait = problem.position("wait")
    from_step = np.array([ready.get(name, 0) for name in problem.ids])

    def waits(step: int, now: Futures) -> Whole:
        move = way(step, now)
        return np.asarray(np.where(from_step[move] <= step, move, wait))

    return waits


def full_cooperation(problem: Problem, ready: Ready = AT_ONCE) -> float:
    """What the measures of a plan would bring if each that is begun were answered and kept.

    One is begun in each step, as soon as it is prepared, in the better of two orders: by what it
    still brings, or by what is lost while it waits. Nothing is misread and no crisis comes.

    Args:
        problem: Moves, outlook and horizon.
        ready: Step from which a measure is prepared.

    Returns:
        Of the common gain at full stake; above 0.
    """
    measures = [one for one in problem.moves if one.is_measure]

    def brings(one: Move, step: int) -> float:
        later = (one.gain - one.upkeep) * (problem.horizon - 1 - step) if one.runs else 0.0
        return one.gain - one.cost + later

    def lost(one: Move, step: int) -> float:
        return brings(one, step) - brings(one, step + 1)

    found = []
    for rank in (brings, lost):
        total, left = 0.0, list(measures)
        for step in range(problem.horizon):
            can_be = [one for one in left
                      if ready.get(one.id, 0) <= step and brings(one, step) > 0.0]  # fmt: skip
            if can_be:
                ranked = [(rank(one, step), brings(one, step)) for one in can_be]
                best = can_be[ranked.index(max(ranked))]
                total += brings(best, step)
                left = [one for one in left if one is not best or not one.once]
        found.append(total)
    return max(*found, LEAST)


def _beside(problem: Problem, at: int, step: int, now: Futures) -> Floats:
    """What a measure brings by itself in each future, begun now."""
    move, world = problem.moves[at], problem.outlook
    answer = answers(now.q, move.threshold, world.sharpness, world.lapse)
    worth = earned(now.p, answer, move.gain, move.loss, move.cost, move.reveals, world.cheats)
    stream, noise = streams(move, problem)[step + 1], problem.noise[now.mode]
    return np.asarray(worth + runs_on(move, (now.p, now.q, world.lapse), world, noise, stream))


def nothing(problem: Problem) -> Strategy:
    """Never move."""
    wait = problem.position("wait")
    return lambda step, now: np.full(now.p.size, wait)  # noqa: ARG005 -- same in every step


def reciprocity(problem: Problem) -> Strategy:
    """One middling measure; withheld for a step after every breach or silence."""
    wait, middle = problem.position("wait"), _ladder(problem)[len(_ladder(problem)) // 2]

    def way(step: int, now: Futures) -> Whole:  # noqa: ARG001 -- what was seen decides
        failed = (now.seen == CHEATED) | ((now.move == middle) & (now.seen == SILENT))
        now.kept[failed, middle] = False
        rests = failed | now.kept[:, middle] | _in_crisis(problem, now, middle)
        return np.asarray(np.where(rests, wait, middle))

    return way


def grit(problem: Problem, patience: int = 3) -> Strategy:
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


def grand_bargain(problem: Problem) -> Strategy:
    """The largest measure first, and nothing more after a breach."""
    wait, largest = problem.position("wait"), _ladder(problem)[-1]

    def way(step: int, now: Futures) -> Whole:  # noqa: ARG001 -- what was seen decides
        now.kept[now.seen == CHEATED, largest] = False
        rests = (now.broken > 0) | now.kept[:, largest] | _in_crisis(problem, now, largest)
        return np.asarray(np.where(rests, wait, largest))

    return way


def in_order(problem: Problem, due: Sequence[tuple[int, int]]) -> Strategy:
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


def other_ways(problem: Problem) -> Mapping[str, Strategy]:
    """Every way but the plan itself, by name."""
    return MappingProxyType(
        {
            "nothing": nothing(problem),
            "reciprocity": reciprocity(problem),
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
