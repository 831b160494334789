"""A plan for two states: the first steps and why, what then, what may come of it, how sure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

import numpy as np

from longtin import game
from longtin._data import Bilingual
from longtin._dates import DAYS_A_MONTH, WEEK
from longtin.errors import LongtinError
from longtin.measures import Catalogue
from longtin.plan._aim import Relevant, relevant, weighed
from longtin.plan._backwards import Condition, conditions
from longtin.plan._candidate import Candidate
from longtin.plan._contingent import Decision, NotYet, Place, contingent, not_yet
from longtin.plan._forecast import Fan, by_policy, forecast, rivals
from longtin.plan._moves import Moves, as_moves
from longtin.plan._outlook import Supposed, supposed
from longtin.plan._policy import Policy, solve
from longtin.plan._problem import CALM, CRISIS, Move, Outlook, Problem, mode_of
from longtin.plan._robust import COARSE, Robustness, Uncertainty, robustness
from longtin.plan._situation import Situation
from longtin.programme import TO_TRANSLATE, Programme

MOST_STEPS: Final = 12
DEPTH: Final = 4

FINE: Final = 51
"""Points of each belief's grid, one for every two per cent."""

RECKONED: Final = 5
"""Measures that later steps reckon with."""

OPEN: Final = mode_of(CALM, True, 2)
"""Quiet times with everything open, in which trust alone decides what can be begun."""

NO_AIM: Final = Bilingual(en="mutual trust", vi="lòng tin lẫn nhau")
VIETNAMESE: Final = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
"""Letters by which Vietnamese is told from English."""

PAYOFFS: Final = ("vulnerability", "temptation", "reputation", "dread")
"""Payoffs that are varied when a plan is tried, each from half to twice its value or so."""


@dataclass(frozen=True)
class Wishes:
    """What is wanted of a plan, and within what limits.

    Attributes:
        aim: What it is for.
        until: Last day.
        start: First day; the situation's or the programme's without it.
        domains: Only measures of these.
        will: How much each side is willing to give, ours and theirs, from 0 to 1.
        samples: Sets of assumptions tried; 0 for none.
        paths: Futures drawn for each way to go about it.
        depth: Decisions in a row of the contingent plan.
        seed: Same seed, same plan.
    """

    aim: Bilingual = NO_AIM
    start: date | None = None
    until: date | None = None
    domains: tuple[str, ...] = ()
    will: tuple[float, float] = (1.0, 1.0)
    samples: int = 24
    paths: int = 10_000
    depth: int = DEPTH
    seed: int = 0


@dataclass(frozen=True)
class Plan:
    """What to do, why, and what may come of it.

    Attributes:
        situation: Where the two states stand.
        wishes: What was wanted.
        measures: Measures the aim brings in, each with the reason.
        moves: The same as moves.
        policy: What is best at every pair of beliefs.
        days: Length of a step of the plan.
        first: The first decision, with everything that may follow.
        not_yet: Why not the others.
        threshold: Trust in them at which the largest measure of the plan is worth its risk.
        fans: What came of the plan and of its rivals, by name: `plan`, `nothing`,
            `tit_for_tat`, `grit`, `grand_bargain`.
        robustness: How the first step stands up to other assumptions; `None` if not asked.
        catalogue: What could be agreed.
        conditions: What would have to be true for them to take part in more.
        programme: Its measures with their dates, where it has been `dated`.
    """

    situation: Situation
    wishes: Wishes
    measures: Mapping[str, Relevant]
    moves: Moves
    policy: Policy
    days: float
    first: Decision
    not_yet: tuple[NotYet, ...]
    threshold: float
    fans: Mapping[str, Fan]
    robustness: Robustness | None
    catalogue: Catalogue
    conditions: tuple[Condition, ...] = field(default=())
    programme: Programme | None = None

    @property
    def main_path(self) -> tuple[Decision, ...]:
        """Decision after decision, if they always answer."""
        found, now = [], self.first
        while True:
            found.append(now)
            then = next((b.then for b in now.branches if b.seen == "answered"), None)
            if then is None and len(now.branches) == 1:
                then = now.branches[0].then
            if then is None:
                return tuple(found)
            now = then


def in_both(words: str | None, language: str = "en") -> Bilingual:
    """Words of the user in both languages; mutual trust without any.

    In the language they are not written in they are marked as waiting to be translated.

    Args:
        words: In one language.
        language: The language asked in; words with Vietnamese letters are Vietnamese anyway.
    """
    if not words:
        return NO_AIM
    if language == "vi" or VIETNAMESE.search(words):
        return Bilingual(en=f"{TO_TRANSLATE.en} {words}", vi=words)
    return Bilingual(en=words, vi=f"{TO_TRANSLATE.vi} {words}")


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
    assumed: Supposed | None = None,
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
    asked, values = wishes or Wishes(), assumed or supposed()
    both = payoffs or (game.assumptions().both,) * 2
    steps, days = _window(situation, asked)
    brought, late = _chosen(situation, catalogue, asked, steps * days)
    chosen = weighed(brought, values.values)
    moves = as_moves(
        chosen, both, values, phase=situation.phase, will=asked.will, running=situation.channels,
        days=days,
    )  # fmt: skip
    _check_will(moves)
    place, world = _place(situation, catalogue), values.outlook(**_turnover(situation, days))
    policy = _solved(_problem(moves, world, steps, place), place, moves)
    first = contingent(policy, place, moves.requires, asked.depth)
    threshold = _threshold(moves, both[0])
    found = None
    if asked.samples:
        reckoned = policy.problem.remembered
        found = _tried(situation, asked, (chosen, both, values), (first.move, reckoned), place)
    return Plan(
        situation=situation,
        wishes=asked,
        measures=chosen,
        moves=moves,
        policy=policy,
        days=days,
        first=first,
        not_yet=(
            *not_yet(policy, first, moves.requires, will=asked.will, beyond=moves.beyond),
            *sorted(late, key=lambda one: (one.need, one.move)),
        ),
        threshold=threshold,
        fans=_fans(policy, place, moves, threshold, asked),
        robustness=found,
        catalogue=catalogue,
        conditions=conditions(policy, place, moves, both),
    )


def _check_will(moves: Moves) -> None:
    if not any(move.is_measure for move in moves.moves):
        raise LongtinError(
            "No measure is left to plan with: every one costs more than a side is willing to "
            "give. Raise --will, or name other domains."
        )


def _problem(moves: Moves, world: Outlook, steps: int, place: Place) -> Problem:
    return Problem(moves.moves, world, steps, FINE, remembered(moves), (place.mode, OPEN))


def remembered(moves: Moves) -> tuple[str, ...]:
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


def _solved(problem: Problem, place: Place, moves: Moves) -> Policy:
    """Solved again if the best first step was not reckoned with: it takes its neighbour's place."""
    policy = solve(problem)
    first = contingent(policy, place, moves.requires, 1).move
    move = problem.moves[problem.position(first)]
    if not move.once or first in problem.remembered:
        return policy
    stakes = [problem.moves[problem.position(name)].stake for name in problem.remembered]
    nearest = min(range(len(stakes)), key=lambda at: abs(stakes[at] - move.stake))
    kept = [first if at == nearest else name for at, name in enumerate(problem.remembered)]
    return solve(replace(problem, remembered=tuple(kept)))


def _chosen(
    situation: Situation, catalogue: Catalogue, asked: Wishes, days: float
) -> tuple[Mapping[str, Relevant], tuple[NotYet, ...]]:
    """What the aim brings in and the window has time for, and what it has no time for."""
    brought = relevant(
        asked.aim,
        catalogue,
        phase=situation.phase,
        domains=asked.domains,
        common=situation.common,
    )
    takes = _takes(brought, situation.channels)
    new = {name: one for name, one in brought.items() if name not in situation.channels}
    if not new:
        raise LongtinError(
            "Everything the aim brings in runs already between the two. Name other domains with "
            "--domain, or with --channel what runs in truth."
        )
    kept = {name: one for name, one in new.items() if takes[name] <= days}
    if not kept:
        raise LongtinError(
            "No measure can be set up and seen to be kept in {n} days. Give a later end.",
            n=f"{days:.0f}",
        )
    late = (NotYet(name, "time", days, takes[name]) for name in new if name not in kept)
    return MappingProxyType(kept), tuple(late)


def _takes(found: Mapping[str, Relevant], running: tuple[str, ...]) -> Mapping[str, int]:
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


def _turnover(situation: Situation, days: float) -> dict[str, float]:
    keep_them, win_them = situation.ours.over(days)
    keep_us, win_us = situation.theirs.over(days)
    return {"keep_them": keep_them, "win_them": win_them, "keep_us": keep_us, "win_us": win_us}


def _place(situation: Situation, catalogue: Catalogue) -> Place:
    phase = CRISIS if situation.phase == "crisis_management" else CALM
    running = frozenset(catalogue[name].id for name in situation.channels)
    is_open = any(catalogue[name].is_channel for name in running)
    mode = mode_of(phase, is_open, reached(situation))
    return Place(situation.ours.trust, situation.theirs.trust, mode, 0, running)


def reached(situation: Situation) -> int:
    """The stage taken as reached: what runs opens the second, a step of the plan the third."""
    return max(situation.stage, int(bool(situation.channels)))


def _threshold(moves: Moves, ours: game.Payoffs) -> float:
    largest = max((move.stake for move in moves.moves if move.is_measure), default=0.0)
    return min(1.0, game.threshold(ours, largest))


def _fans(
    policy: Policy, place: Place, moves: Moves, threshold: float, asked: Wishes
) -> Mapping[str, Fan]:
    ways = {"plan": by_policy(policy, moves.requires), **rivals(policy.problem)}
    start = (place.p, place.q, place.mode)
    return MappingProxyType(
        {
            name: forecast(policy.problem, way, start, threshold=threshold, paths=asked.paths,
                           seed=asked.seed)
            for name, way in ways.items()
        }
    )  # fmt: skip


# --- trying it under other assumptions ------------------------------------------------------------


def uncertainties(
    situation: Situation, values: Supposed, ours: game.Payoffs
) -> tuple[Uncertainty, ...]:
    """What is varied: trust both ways within its interval, payoffs, and what is assumed."""
    found = [
        Uncertainty("our_trust", situation.ours.low, situation.ours.high),
        Uncertainty("their_trust", situation.theirs.low, situation.theirs.high),
        Uncertainty("vulnerability", ours.vulnerability / 2.0, ours.vulnerability * 2.0),
        Uncertainty("temptation", ours.temptation / 2.0, min(ours.gain * 0.9, ours.temptation * 2)),
        Uncertainty("reputation", ours.reputation / 2.0, ours.reputation * 2.0),
        Uncertainty("dread", 1.0, ours.dread + 0.5),
        Uncertainty("reveals", 0.5, 1.5),
        Uncertainty("turnover", 0.5, 2.0),
    ]
    found += [Uncertainty(name, *one.range) for name, one in values.reasons.items()]
    return tuple(found)


def _tried(
    situation: Situation,
    asked: Wishes,
    basis: tuple[Mapping[str, Relevant], tuple[game.Payoffs, game.Payoffs], Supposed],
    asked_of: tuple[str, tuple[str, ...]],
    place: Place,
) -> Robustness:
    chosen, both, values = basis
    move, reckoned = asked_of
    steps, days = _window(situation, asked)

    def build(
        sample: Mapping[str, float],
    ) -> tuple[Problem, tuple[float, float, int], frozenset[str]]:
        changed = {name: sample[name] for name in PAYOFFS}
        varied = replace(both[0], **changed), replace(both[1], **changed)
        given = values.having(**{name: sample[name] for name in values.values if name in sample})
        made = as_moves(weighed(chosen, given.values), varied, given, phase=situation.phase,
                        will=asked.will, running=situation.channels, days=days)  # fmt: skip
        told = tuple(
            replace(one, reveals=1.0 - (1.0 - one.reveals) ** sample["reveals"],
                    shows=1.0 - (1.0 - one.shows) ** sample["reveals"],
                    tests=1.0 - (1.0 - one.tests) ** sample["reveals"])
            for one in made.moves
        )  # fmt: skip
        turning = _turnover(situation, days * sample["turnover"])
        problem = Problem(told, given.outlook(**turning), steps, COARSE,
                          reckoned, (place.mode,))  # fmt: skip
        ready = frozenset(
            one.id for one in problem.moves if made.requires.get(one.id, frozenset()) <= place.done
        )
        return problem, (sample["our_trust"], sample["their_trust"], place.mode), ready

    return robustness(
        build, uncertainties(situation, values, both[0]), move, samples=asked.samples,
        seed=asked.seed,
    )  # fmt: skip
