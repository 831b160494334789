"""Sessions of a forum that decides on an issue: what it agrees on, what falls due, what is kept.

At each session the institution is carried out anew, on what its states believe of each other by
then. What it agrees on falls due when the talks and the preparation of `ForumOutcome.stages` have
passed since the first session of the agreement, and at every session from then on: each member
keeps or breaks its word towards each other one. A session without agreement ends it.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from longtin.forums._setting.setting import Bools, Floats, Setting
from longtin.forums.comparison.measured import LEAST
from longtin.forums.institutions.bilateral import web_payoffs
from longtin.forums.institutions.carry_out import carry_out
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import ForumOutcome
from longtin.forums.world import kernels
from longtin.forums.world.acting.joint_conduct import joint_conduct, slipping, taken_for
from longtin.forums.world.kernels import Words
from longtin.forums.world.replicate_draws import Draws, Session, StandingAgreement, WorldState
from longtin.forums.world.world import ForumIssue, StandingForum, World

Places = NDArray[np.int64]


def drawn_setting(world: World, draws: Draws, number: int, issue: ForumIssue) -> Setting:
    """The setting of a forum's issue in one history: every number with a range drawn once.

    Its belief is that of the issue file, and replaced at every session.
    """
    from statistics import NormalDist

    numbers = issue.situation.uncertain_numbers
    of_numbers = np.stack([np.full(len(numbers), number), np.arange(len(numbers))])
    states = np.array(world.streams, np.uint64)[world.forums[number].states]
    of_states = np.stack([states, np.full(len(states), number, np.uint64)])
    shares = draws.pairs(0, kernels.ISSUE, of_numbers.astype(np.uint64))[0]
    views = draws.pairs(1, kernels.ISSUE, of_states)[0]
    middle = 0.5 * kernels.UNIT
    normal = np.array([NormalDist().inv_cdf(float(each) + middle) for each in views])
    share_of = {each.name: float(at) for each, at in zip(numbers, shares, strict=True)}
    return issue.situation.setting_at(share_of, normal)


def issue_session(
    world: World, state: WorldState, draws: Draws, number: int, step: int
) -> tuple[Session, Words]:
    """One session at the end of a step; as `sessions.meet_forum`."""
    forum = world.forums[number]
    game = CooperationGame(replace(state.settings[number], belief=_belief(world, state, forum)))
    outcome = carry_out(game, forum.way, _start(forum, state.agreements.get(number)))
    bound = _bound(world, state, number, step, outcome)
    due = np.triu(outcome.deals & np.logical_and.outer(bound, bound), 1)
    one, two = (np.asarray(each, np.int64) for each in np.nonzero(due))
    temptation = np.where(bound, outcome.temptation, 0.0)
    meant = 1.0 - (1.0 - game.enforced(outcome.members)) * temptation
    places = forum.states[np.stack([one, two])]
    pairs = world.between[places[0], places[1]]
    turned = world.sides[0, pairs] != places[0]
    passing = np.where(turned, meant[[two, one]], meant[[one, two]])
    found = joint_conduct(
        world, state, draws, step=step, once=(step + number * world.steps, kernels.SESSION),
        pairs=pairs, passing=slipping(world, passing), expected=taken_for(world, passing),
    )  # fmt: skip
    share = _kept(np.where(turned, found.did[::-1], found.did), one, two, game.size)
    gain = float(_gains(game, outcome, bound, share).sum()) / max(game.best, LEAST)
    acted = bool(len(pairs))
    kept = float(found.did.mean()) if acted else float("nan")
    who = forum.states[outcome.members]
    return Session(step, number, who, outcome.is_agreed, acted, kept, gain), found.meetings


def _belief(world: World, state: WorldState, forum: StandingForum) -> Floats:
    found = world.matrix(state.belief)[np.ix_(forum.states, forum.states)]
    np.fill_diagonal(found, 1.0)
    return found


def _start(forum: StandingForum, held: StandingAgreement | None) -> Bools | None:
    """Where a coalition begins: as it was; a growing one from its core."""
    if forum.way == "willing" and held is not None:
        return held.members
    return forum.issue.start if forum.issue is not None else None


def _bound(world: World, state: WorldState, number: int, step: int, outcome: ForumOutcome) -> Bools:
    """Members whose word falls due by now."""
    if not outcome.is_agreed:
        state.agreements.pop(number, None)
        return np.zeros_like(outcome.members)
    held = state.agreements.get(number)
    since = step if held is None else held.since
    state.agreements[number] = StandingAgreement(since, outcome.members)
    passed = (step - since) * world.years_a_step + 1e-9
    due = [stage.members for stage in outcome.stages[1:] if stage.years <= passed]
    return due[-1] & outcome.members if due else np.zeros_like(outcome.members)


def _kept(did: Bools, one: Places, two: Places, size: int) -> Floats:
    """Share of those it has promised something towards whom each keeps its word, (N,)."""
    owed, done = np.zeros(size), np.zeros(size)
    for side, whose in enumerate((one, two)):
        np.add.at(owed, whose, 1.0)
        np.add.at(done, whose, did[side])
    return done / np.maximum(owed, 1.0)


def _gains(game: CooperationGame, outcome: ForumOutcome, bound: Bools, share: Floats) -> Floats:
    """What each has in a year, (N,), if those bound keep such shares of their word."""
    if not bound.any():
        return game.alone
    alone = game.supply.alone()
    promised = np.where(bound, outcome.promised, alone)
    if outcome.forum == "bilateral":
        return web_payoffs(game, outcome.deals, alone + (promised - alone) * share)
    return game.delivered_as(bound, promised, share)[0]
