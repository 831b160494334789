"""Proposal: from a situation, a catalogue and wishes to a plan – the front function."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

import numpy as np

from longtin import game
from longtin._dates import DAYS_A_MONTH, WEEK
from longtin.errors import LongtinError
from longtin.measures import HIGH_STAKE, Catalogue
from longtin.plan._both_readings import drawn, keeping_effect
from longtin.plan._plan import FirstStep, Plan, Wishes
from longtin.plan._situation.assumptions import AssumptionSet, assumptions
from longtin.plan._situation.moves import MoveSet, as_moves
from longtin.plan._situation.possibility import phased
from longtin.plan._situation.relevance import (
    RelevantMeasure,
    relevant,
    taken_up_again,
    weighed,
)
from longtin.plan._situation.situation import Situation
from longtin.plan._uncertainties import tried
from longtin.plan.decision.compare import PlanWorth, compared
from longtin.plan.decision.minimal_conditions import conditions
from longtin.plan.decision.modes import CALM, CRISIS, OPEN, mode_of
from longtin.plan.decision.move import WAIT, Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.projection import Projection
from longtin.plan.decision.simulate import Strategy, forecast
from longtin.plan.decision.solver import Policy, opening, solve
from longtin.plan.decision.strategies import (
    Ready,
    by_policy,
    full_cooperation,
    other_ways,
    prepared,
)
from longtin.plan.decision.tree import BeliefState, Decision, Obstacle, contingent, not_yet
from longtin.plan.schedule.candidates import Candidate

MOST_STEPS: Final = 12
FINE: Final = 51
"""Points of each belief's grid, one for every two per cent."""

PLACES: Final = 21
"""Places of an interval at which the first step is sought."""

RECKONED: Final = 5
"""Measures that later steps reckon with."""


def steps_of(start: date, until: date) -> tuple[int, float]:
    """How many steps a window is cut into, and how many days each has.

    A month each, or longer ones where that would be more than twelve.

    Raises:
        LongtinError: The window ends before a month has passed.
    """
    days = (until - start).days
    if days < DAYS_A_MONTH:
        raise LongtinError(
            "From {start} to {until} is less than a month, too short for a plan. Give a later end.",
            start=start,
            until=until,
        )
    steps = min(MOST_STEPS, int(days // DAYS_A_MONTH))
    return steps, days / steps


def propose(
    situation: Situation,
    catalogue: Catalogue,
    wishes: Wishes | None = None,
    *,
    payoffs: tuple[game.Payoffs, game.Payoffs] | None = None,
    assumed: AssumptionSet | None = None,
) -> Plan:
    """Propose a plan.

    Args:
        situation: Where the two states stand.
        catalogue: What can be agreed.
        wishes: What is wanted; a year of mutual trust without it.
        payoffs: Ours and theirs; the shipped judgements without them.
        assumed: Of the world; the shipped judgements without it.

    Returns:
        The plan; the same for the same input.

    Raises:
        LongtinError: The window is too short, or nothing is left to plan with.
    """
    asked, values = wishes or Wishes(), assumed or assumptions()
    both = payoffs or (game.assumptions().both,) * 2
    steps, days = _window(situation, asked)
    brought, late = _chosen(situation, catalogue, asked, steps * days)
    chosen = weighed(brought, values.values)
    moves = as_moves(chosen, both, values, phase=situation.phase, will=asked.will,
                     running=situation.channels, days=days)  # fmt: skip
    _check_will(moves)
    place = where_they_stand(situation, catalogue)
    world = values.outlook(**situation.turnover(days))
    policy = _solved(_problem(moves, world, steps, place), place, moves)
    first = contingent(policy, place, moves.requires, asked.depth)
    threshold, ready = threshold_of(moves, both[0]), _ready(chosen, days)
    ways = _ways(policy, moves, ready, rivals=asked.rivals)
    effect = keeping_effect(policy.problem, chosen, days)
    futures = drawn(policy.problem, ways, place, asked, threshold=threshold, effect=effect)
    fans = _fans(policy, ways, place, (threshold, situation.ours.unread), asked)
    obstacles = not_yet(policy, first, moves.requires, will=asked.will, beyond=moves.beyond)
    return Plan(
        situation=situation,
        wishes=asked,
        measures=chosen,
        moves=moves,
        policy=policy,
        days=days,
        first=first,
        not_yet=(*phased(obstacles, situation, catalogue), *late),
        threshold=threshold,
        fans=MappingProxyType({**futures["reveal"], **fans}),
        drawn=futures,
        worth=_worth(futures, policy.problem, ready, first),
        robustness=tried(situation, asked, (chosen, both, values), first, policy.problem, days),
        catalogue=catalogue,
        conditions=conditions(policy, place, moves.requires, both),
        elsewhere=_elsewhere(policy, place, moves, situation) if situation.ours.is_wide else (),
    )


def _elsewhere(
    policy: Policy, place: BeliefState, moves: MoveSet, situation: Situation
) -> tuple[FirstStep, ...]:
    """What would be done first wherever in its interval our trust is."""
    found: list[FirstStep] = []
    for trust in np.linspace(situation.ours.low, situation.ours.high, PLACES):
        there = replace(place, p=float(trust))
        move = contingent(policy, there, moves.requires, 1).move
        if found and found[-1].move == move:
            found[-1] = replace(found[-1], high=float(trust))
        else:
            found.append(FirstStep(move, float(trust), float(trust)))
    return tuple(found)


def _check_will(moves: MoveSet) -> None:
    if not any(move.is_measure for move in moves.moves):
        raise LongtinError(
            "No measure is left to plan with: every one costs more than a side is willing to "
            "give. Raise --will, or name other domains."
        )


def _problem(moves: MoveSet, world: Outlook, steps: int, place: BeliefState) -> Problem:
    return Problem(moves.moves, world, steps, FINE, remembered(moves), (place.mode, OPEN))


def remembered(moves: MoveSet) -> tuple[str, ...]:
    """The measures that later steps reckon with.

    From small stakes to large the best of each rank, and one that opens a channel. Each of them
    doubles the public states, so they are few.
    """
    asking = [move for move in moves.moves if move.is_measure]
    groups = np.array_split(np.arange(len(asking)), min(RECKONED, len(asking)))
    best = [max((asking[at] for at in group), key=_lasting) for group in groups]
    if not any(move.opens_channel for move in best):
        openers = [move for move in asking if move.opens_channel]
        best[:1] = [max(openers, key=_lasting)] if openers else best[:1]
    return tuple(move.id for move in best)


def _lasting(move: Move) -> float:
    """What keeping it brings in the long run."""
    return (move.gain - move.upkeep) * (MOST_STEPS if move.runs else 1) - move.cost


def _solved(problem: Problem, place: BeliefState, moves: MoveSet) -> Policy:
    """Solved again if the best first step was not reckoned with: it takes its neighbour's place."""
    begun = opening(problem)
    first = contingent(begun, place, moves.requires, 1).move
    move = problem.moves[problem.position(first)]
    if not move.once or first in problem.remembered:
        return solve(problem, begun)
    stakes = [problem.moves[problem.position(name)].stake for name in problem.remembered]
    nearest = min(range(len(stakes)), key=lambda at: abs(stakes[at] - move.stake))
    kept = [first if at == nearest else name for at, name in enumerate(problem.remembered)]
    return solve(replace(problem, remembered=tuple(kept)))


def _chosen(
    situation: Situation, catalogue: Catalogue, asked: Wishes, days: float
) -> tuple[Mapping[str, RelevantMeasure], tuple[Obstacle, ...]]:
    """What the aim brings in and the window has time for, and what it has no time for."""
    brought = relevant(
        asked.aim,
        catalogue,
        phase=situation.phase,
        domains=asked.domains,
        found=situation.found,
        running=situation.channels,
        suspended=(lapsed := {one.id for one in situation.lapsed}),
    )
    brought = {
        name: taken_up_again(one) if name in lapsed else one for name, one in brought.items()
    }
    takes = _takes(brought, situation.channels)
    new = {name: one for name, one in brought.items() if name not in situation.channels}
    if not new:
        raise LongtinError(
            "Everything the aim brings in runs already between the two. Name other domains with "
            "--domain, or with --channel what runs in truth."
        )
    thin = _too_much(new, situation)
    kept = {name: one for name, one in new.items() if takes[name] <= days and name not in thin} or {
        name: one for name, one in new.items() if takes[name] <= days
    }
    if not kept:
        raise LongtinError(
            "No measure can be set up and seen to be kept in {n} days. Give a later end.",
            n=f"{days:.0f}",
        )
    late = [Obstacle(name, "time", days, takes[name]) for name in new if takes[name] > days]
    risky = [Obstacle(name, "evidence", 0.0, 0.0) for name in thin if takes[name] <= days]
    left_out = sorted(late, key=lambda one: (one.need, one.move))
    return MappingProxyType(kept), (*left_out, *(one for one in risky if one.move not in kept))


def _too_much(found: Mapping[str, RelevantMeasure], situation: Situation) -> tuple[str, ...]:
    """Measures of a high stake that no word asks for, where evidence gives no figure of trust."""
    if not situation.ours.is_wide:
        return ()
    return tuple(
        name
        for name, one in found.items()
        if one.measure.stake >= HIGH_STAKE and one.because not in {"matched", "asked"}
    )


def _takes(found: Mapping[str, RelevantMeasure], running: tuple[str, ...]) -> Mapping[str, int]:
    """Days in which each can be set up and seen kept, after all it requires."""

    def ends(name: str) -> int:
        one = Candidate(found[name].measure, 0.0, date.min)
        needed = [each for each in one.measure.requires if each in found and each not in running]
        return max([one.prepares, *map(ends, needed)]) + one.settles

    return {name: ends(name) + WEEK for name in found}


def _window(situation: Situation, asked: Wishes) -> tuple[int, float]:
    start = asked.start or situation.as_of
    if start is None or asked.until is None:
        return MOST_STEPS, DAYS_A_MONTH
    return steps_of(start, asked.until)


def where_they_stand(situation: Situation, catalogue: Catalogue) -> BeliefState:
    """Where a plan begins: beliefs of both, the public state, and what runs."""
    phase = CRISIS if situation.phase == "crisis_management" else CALM
    running = frozenset(catalogue[name].id for name in situation.channels)
    is_open = any(catalogue[name].is_channel for name in running)
    mode = mode_of(phase, is_open, situation.stage_reached)
    return BeliefState(situation.ours.trust, situation.theirs.trust, mode, 0, running)


def threshold_of(moves: MoveSet, ours: game.Payoffs) -> float:
    """Trust at which the largest of some measures is worth its risk."""
    largest = max((move.stake for move in moves.moves if move.is_measure), default=0.0)
    return min(1.0, game.threshold(ours, largest))


def _ready(chosen: Mapping[str, RelevantMeasure], days: float) -> Ready:
    """The step in which each measure can be begun, prepared from the first day on."""
    return {
        name: int(Candidate(one.measure, 0.0, date.min).prepares / days)
        for name, one in chosen.items()
    }


def _worth(
    futures: Mapping[str, Mapping[str, Projection]], problem: Problem, ready: Ready, first: Decision
) -> PlanWorth:
    return compared(futures, full_cooperation(problem, ready), begins=first.move != WAIT.id)


def _ways(policy: Policy, moves: MoveSet, ready: Ready, *, rivals: bool) -> dict[str, Strategy]:
    """The plan and its rivals; none of them begins what is not prepared."""
    problem = policy.problem
    others = {
        name: prepared(problem, way, ready)
        for name, way in other_ways(problem).items()
        if rivals or name == "nothing"
    }
    return {"plan": by_policy(policy, moves.requires, ready), **others}


def _fans(
    policy: Policy,
    ways: Mapping[str, Strategy],
    place: BeliefState,
    aimed: tuple[float, float],
    asked: Wishes,
) -> dict[str, Projection]:
    """Trust with the plan and without, where futures begin from all that today's trust may be.

    Nothing where it was read today; `aimed` is the trust that is aimed at, and that spread.
    """
    threshold, unread = aimed
    start = (place.p, place.q, place.mode)
    return {
        name: forecast(policy.problem, ways[name], start, threshold=threshold, unread=unread,
                       paths=asked.paths, seed=asked.seed)
        for name in ("plan", "nothing")
        if unread > 0.0
    }  # fmt: skip
