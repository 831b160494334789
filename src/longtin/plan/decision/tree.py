"""Policy tree, or contingent plan: do this; if they answer, that; if not, this; and why.

The policy knows what is best at every pair of beliefs; here it is followed from today's along
what may be seen. Along the way every measure kept is remembered, so that what needs it comes after
it; every offer that was not answered, so that it is not repeated for ever: a government may have
no use for this measure at all, and each silence makes that likelier; and every breach until it is
cleared up, so that what was broken is not simply done again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan, log10
from typing import Final, Literal

import numpy as np

from longtin import game
from longtin.plan.decision.kernels import answers, both, learned, likely, turned
from longtin.plan.decision.modes import (
    ANSWERED,
    CALM,
    CHEATED,
    CRISIS,
    SILENT,
    parts_of,
)
from longtin.plan.decision.move import Move, Requires
from longtin.plan.decision.problem import NEAR, Floats, Problem
from longtin.plan.decision.solver import Policy

SEEN: Final = ("answered", "silent", "cheated")
LEAST_CHANCE: Final = 0.01
"""Branches less likely than this are left out."""

ObstacleKind = Literal[
    "prerequisite",
    "channel",
    "stage",
    "phase",
    "will",
    "their_trust",
    "our_trust",
    "costs",
    "later",
    "time",
    "heat",
    "blocked",
    "evidence",
]
"""Why not that yet: something else first; no channel; too high a stage; the wrong time; more than
a side is willing to give; they trust us too little; we trust them too little; it costs more than
it brings however far we trust; it would do, and another does better now; or the plan has too few
days to set it up, with what it needs first, and to see it kept; too much is at stake for the heat
of a crisis; what it rests on does not suit the phase; or evidence on them is too thin for it."""


@dataclass(frozen=True)
class BeliefState:
    """Where a plan stands.

    Attributes:
        p: Our trust in them.
        q: Theirs in us.
        mode: The public state.
        step: Counted from 0.
        done: Measures kept so far.
        unanswered: Measures that were offered and not answered, once for each time.
        broken: Measures seen broken, until that is cleared up: nobody takes them up again so soon.
    """

    p: float
    q: float
    mode: int = 0
    step: int = 0
    done: frozenset[str] = frozenset()
    unanswered: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Branch:
    """What may be seen, and what then.

    Attributes:
        move: Id of the move it follows.
        seen: `answered`, `silent` or `cheated`.
        chance: How likely, as things are believed before.
        decibans: Weight of evidence for their trustworthiness.
        alone: Our trust on the same day without the move: what it did is told beside that, since
            time moves trust too.
        there: Where the plan stands afterwards.
        then: The next decision; `None` where the plan ends or is not followed further.
    """

    move: str
    seen: str
    chance: float
    decibans: float
    alone: float
    there: BeliefState
    then: "Decision | None"


@dataclass(frozen=True)
class Decision:
    """What to do at one place of the plan.

    Attributes:
        move: Id of the move; `wait` and `repair` are moves too.
        again: Whether it is offered again after it was not answered.
        rather_than: A move that would do as well, for which the aim has no word.
        place: Where it is decided.
        worth: What it is worth above waiting, now and later.
        telling: What its answer would tell about a trustworthy state, in decibans on average.
        risk: What it exposes to a breach, on average: chance times loss.
        most_telling: Whether nothing else that could be begun tells more for what it risks.
        branches: What may be seen, the likeliest first.
    """

    move: str
    again: bool
    rather_than: str | None
    place: BeliefState
    worth: float
    telling: float
    risk: float
    most_telling: bool
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Obstacle:
    """Why a measure is not the next one.

    Attributes:
        move: The measure.
        why: What stands in its way.
        have: Where things stand: a belief, a stage, or what it is worth.
        need: Where they would have to stand.
        first: Measures that must come before it.
    """

    move: str
    why: ObstacleKind
    have: float
    need: float
    first: tuple[str, ...] = ()


def contingent(policy: Policy, place: BeliefState, requires: Requires, depth: int = 4) -> Decision:
    """Follow a policy from a place along everything that may be seen.

    Args:
        policy: What is best at every pair of beliefs.
        place: Where it starts.
        requires: What must come before what.
        depth: Decisions in a row.
    """
    worth = worth_at(policy, place)
    chosen, best = _pick(policy.problem, worth, place, requires)
    move = policy.problem.moves[chosen]
    wait = worth[policy.problem.position("wait")]
    telling, risk = _telling(policy.problem, move, place)
    return Decision(
        move=move.id,
        again=move.id in place.unanswered,
        rather_than=policy.problem.ids[best] if best != chosen else None,
        place=place,
        worth=float(worth[chosen] - wait),
        telling=telling,
        risk=risk,
        most_telling=all(
            telling * other[1] >= risk * other[0]
            for at, each in enumerate(policy.problem.moves)
            if each.is_measure and _ready(worth[at], each, place, requires)
            for other in [_telling(policy.problem, each, place)]
        ),
        branches=_branches(policy, move, place, requires, depth),
    )


def worth_at(policy: Policy, place: BeliefState) -> Floats:
    """What each move is worth at a place, with what its silences say."""
    lapses = {
        name: _lapse(policy.problem, policy.problem.moves[policy.problem.position(name)], place)
        for name in set(place.unanswered)
    }
    return policy.worth(place.p, place.q, mode=place.mode, step=place.step, lapses=lapses)


def _lapse(problem: Problem, move: Move, place: BeliefState) -> float:
    """Chance that a trustworthy state does not answer for reasons of its own.

    A share of them has no use for a measure at all; each silence about it makes that likelier.
    """
    world, silences = problem.outlook, place.unanswered.count(move.id)
    unused = world.lapse * world.unused
    willing = float(answers(place.q, move.threshold, world.sharpness, 0.0))
    now = (1.0 - world.lapse) / (1.0 - unused) * willing if unused < 1.0 else 0.0
    silent = (1.0 - unused) * (1.0 - now) ** silences
    wanted = silent / (silent + unused) if silent + unused > 0.0 else 1.0
    return 1.0 - wanted * (1.0 - world.lapse) / (1.0 - unused) if unused < 1.0 else 1.0


def _telling(problem: Problem, move: Move, place: BeliefState) -> tuple[float, float]:
    """What a move would tell of a trustworthy state, and what it exposes, both on average."""
    seen = _seen(problem, move, place)
    risk = (1.0 - place.p) * move.reveals * problem.outlook.cheats * move.loss
    return sum(one * weight for one, _, weight in seen), risk


def _ready(value: float, move: Move, place: BeliefState, requires: Requires) -> bool:
    fresh = move.id not in place.broken and not (move.once and move.id in place.done)
    return bool(np.isfinite(value)) and fresh and requires.get(move.id, frozenset()) <= place.done


def _pick(
    problem: Problem, worth: Floats, place: BeliefState, requires: Requires
) -> tuple[int, int]:
    """What is done, and what is best: of measures as good as best, one that the aim names."""
    ready = np.array([
        _ready(value, move, place, requires)
        for move, value in zip(problem.moves, worth, strict=True)
    ])  # fmt: skip
    worth = np.where(ready, worth, -np.inf)
    best = int(np.flatnonzero(worth >= worth.max() - 1e-12)[0])
    if not problem.moves[best].is_measure or problem.moves[best].named:
        return best, best
    named = np.where([move.named for move in problem.moves], worth, -np.inf)
    chosen = int(np.argmax(named))
    return (chosen if named[chosen] >= worth[best] - NEAR else best), best


def _seen(problem: Problem, move: Move, place: BeliefState) -> list[tuple[float, float, float]]:
    """Chances of each thing seen under both types, and its weight in decibans."""
    world = problem.outlook
    _, _, tests, runs = problem.running[problem.index[place.mode]]
    answer = float(runs)
    if move.asks:
        lapse = _lapse(problem, move, place)
        answer = float(answers(place.q, move.threshold, world.sharpness, lapse))
    reveals = move.reveals if move.asks else 0.0
    blur = world.noise_in(place.mode) * move.clarity
    found = []
    for seen in range(3):
        one, zero = (
            float(likely(seen, kind, answer, reveals, world.cheats, blur,
                         1.0 - tests * world.cheats))
            for kind in (1, 0)
        )  # fmt: skip
        weight = 10.0 * log10(one / zero) if one > 0.0 and zero > 0.0 else 0.0
        found.append((one, zero, weight))
    return found


def _branches(
    policy: Policy, move: Move, place: BeliefState, requires: Requires, depth: int
) -> tuple[Branch, ...]:
    found, last = [], place.step + 1 >= policy.problem.horizon or depth <= 1
    world = policy.problem.outlook
    alone = float(turned(place.p, world.keep_them, world.win_them))
    for seen, (one, zero, weight) in enumerate(_seen(policy.problem, move, place)):
        chance = place.p * one + (1.0 - place.p) * zero
        if chance < LEAST_CHANCE:
            continue
        there = _after(policy.problem, move, place, seen, (one, zero))
        then = None if last else contingent(policy, there, requires, depth - 1)
        found.append(Branch(move.id, SEEN[seen], chance, weight, alone, there, then))
    return tuple(sorted(found, key=lambda branch: -branch.chance))


def _after(
    problem: Problem, move: Move, place: BeliefState, seen: int, like: tuple[float, float]
) -> BeliefState:
    """Where things stand after something was seen, if they saw us rightly; the likelier phase."""
    world, at, state = problem.outlook, problem.position(move.id), problem.index[place.mode]
    q, tests = place.q, float(problem.running[state, 2])
    executed = move.unilateral or (move.asks and seen != SILENT)
    shows = both(move.shows, tests) if executed else tests
    if shows > 0.0:
        blur = world.noise_in(place.mode) * move.clarity
        other = (1.0 - shows) * (1.0 - blur) + shows * blur
        q = float(learned(q, 1.0 - blur, other, world.spread_us))
    crisis = problem.crisis[at, state, seen] >= 0.5
    kept = seen == ANSWERED and move.is_measure
    silent = seen == SILENT and move.is_measure
    broken = place.broken if not (move.clears and seen == ANSWERED) else frozenset()
    return BeliefState(
        p=float(
            turned(learned(place.p, *like, world.spread_them), world.keep_them, world.win_them)
        ),
        q=float(turned(q, world.keep_us, world.win_us)),
        mode=problem.states[problem.modes[at, state, seen, int(crisis)]],
        step=place.step + 1,
        done=place.done | {move.id} if kept else place.done,
        unanswered=(*place.unanswered, move.id) if silent else place.unanswered,
        broken=broken | {move.id} if seen == CHEATED and move.is_measure else broken,
    )


def if_kept(policy: Policy, place: BeliefState, requires: Requires) -> Iterator[BeliefState]:
    """Where the plan stands at each step until its end, if everything is answered and kept."""
    while True:
        yield place
        if place.step + 1 >= policy.problem.horizon:
            return
        decision = contingent(policy, place, requires, depth=1)
        branch = {each.seen: each for each in decision.branches}
        place = (branch.get("answered") or decision.branches[0]).there


def not_yet(
    policy: Policy,
    decision: Decision,
    requires: Requires,
    *,
    will: tuple[float, float] = (1.0, 1.0),
    beyond: tuple[Move, ...] = (),
) -> tuple[Obstacle, ...]:
    """Why not the others: for each measure what stands in its way first.

    Args:
        policy: What is best at every pair of beliefs.
        decision: What is done instead.
        requires: What must come before what.
        will: How much each side is willing to give, ours and theirs.
        beyond: Measures left out of the plan since they cost more than that.

    Returns:
        Measures by stake, the smallest first.
    """
    place = decision.place
    worth = worth_at(policy, place)
    wait = float(worth[policy.problem.position("wait")])
    found = [
        _obstacle(policy, place, move, (float(value), wait, decision.worth), requires)
        for move, value in zip(policy.problem.moves, worth, strict=True)
        if move.is_measure and move.id != decision.move and move.id not in place.done
    ]
    found += [Obstacle(move.id, "will", min(will), move.cost) for move in beyond]
    stakes = {move.id: move.stake for move in (*policy.problem.moves, *beyond)}
    return tuple(sorted(found, key=lambda one: (stakes[one.move], one.move)))


def _obstacle(
    policy: Policy,
    place: BeliefState,
    move: Move,
    worth: tuple[float, float, float],
    requires: Requires,
) -> Obstacle:
    phase, channel, stage = parts_of(place.mode)
    missing = tuple(sorted(requires.get(move.id, frozenset()) - place.done))
    if not {CALM: move.calm, CRISIS: move.crisis}.get(phase, move.grievance):
        return Obstacle(move.id, "phase", float(phase), float(not phase))
    if move.needs_channel and not channel:
        return Obstacle(move.id, "channel", 0.0, 1.0)
    if missing:
        return Obstacle(move.id, "prerequisite", 0.0, 0.0, missing)
    if move.stage > stage + 1:
        return Obstacle(move.id, "stage", float(stage), float(move.stage - 1))
    if not game.is_enough(place.q, move.threshold):
        return Obstacle(move.id, "their_trust", place.q, move.threshold)
    value, wait, best = worth
    if value < wait:
        needed = trust_needed(policy, place, move.id)
        if isnan(needed):
            return Obstacle(move.id, "costs", value - wait, 0.0)
        return Obstacle(move.id, "our_trust", place.p, needed)
    return Obstacle(move.id, "later", value - wait, best)


def trust_needed(policy: Policy, place: BeliefState, move: str) -> float:
    """The least trust in them at which a move is worth more than waiting; NaN if none is.

    Args:
        policy: What is best at every pair of beliefs.
        place: Everything but our trust.
        move: Id of the move.
    """
    at, wait = policy.problem.position(move), policy.problem.position("wait")

    def gains(p: float) -> bool:
        worth = policy.worth(p, place.q, mode=place.mode, step=place.step)
        return bool(worth[at] > worth[wait])

    if not gains(1.0):
        return float("nan")
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2.0
        low, high = (low, middle) if gains(middle) else (middle, high)
    return high
