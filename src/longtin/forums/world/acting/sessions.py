"""Sessions of forums in a world: who acts together, by its way of deciding, and what that shows.

A forum with an issue decides as `forums.carry_out` does; `issue_sessions` plays it. One without
acts by trust alone: whoever acts together meets every other member once more in that step; what
each then does follows from whether it is trustworthy, as at any meeting, and is an act like others.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from longtin.forums.world import kernels
from longtin.forums.world.acting.issue_sessions import issue_session
from longtin.forums.world.acting.joint_conduct import joint_conduct
from longtin.forums.world.kernels import Floats, Words
from longtin.forums.world.replicate_draws import Draws, Session, WorldState
from longtin.forums.world.world import StandingForum, World

Places = NDArray[np.int64]


def meet_forum(
    world: World, state: WorldState, draws: Draws, number: int, step: int
) -> tuple[Session, Words]:
    """One session at the end of a step.

    Args:
        world: Where it meets.
        state: Belief as it stands; changed by what members see of each other.
        draws: Of the replicate.
        number: Place of the forum.
        step: The step.

    Returns:
        Who acted, and the meetings as `kernels.run_steps` writes them.
    """
    forum = world.forums[number]
    if forum.issue is not None:
        return issue_session(world, state, draws, number, step)
    trust = world.matrix(state.belief)[np.ix_(forum.states, forum.states)]
    members = np.zeros(len(forum.states), bool)
    pairs = np.zeros((2, 0), np.int64)
    if forum.way == "bilateral":
        both = np.triu((trust >= forum.threshold) & (forum.threshold <= trust.T), 1)
        pairs = np.array(np.nonzero(both))
        members[pairs.ravel()] = True
    else:
        members = acting(forum, trust, state.core.get(number))
        if forum.way == "growing":
            state.core[number] = np.flatnonzero(members)
        inside = np.flatnonzero(members)
        one, two = np.triu_indices(len(inside), 1)
        pairs = np.stack([inside[one], inside[two]])
    places = forum.states[pairs]
    between, shape = world.between[places[0], places[1]], (2, pairs.shape[1])
    found = joint_conduct(
        world, state, draws, step=step, once=(step + number * world.steps, kernels.SESSION),
        pairs=between, passing=np.full(shape, world.mimicry),
        expected=np.full(shape, world.cheated),
    )  # fmt: skip
    kept = float(found.did.mean()) if found.did.size else float("nan")
    acted = bool(pairs.shape[1])
    who = forum.states[members]
    return Session(step, number, who, acted, acted, kept, float("nan")), found.meetings


def acting(forum: StandingForum, trust: Floats, before: Places | None) -> NDArray[np.bool_]:
    """Who acts together.

    - `universal`: all, where every one trusts the others enough on average; nobody, where one does
      not.
    - `majority`: all, where enough of them do.
    - `willing`: who is left when, one after the other, the one goes that the others trust least or
      that trusts them least, until every one trusts the others enough on average and is trusted so.
    - `conditional`: the largest set in which every one trusts enough of the other members, each by
      itself: so many that with it they are `core`.
    - `growing`: who was in before and is still willing, and outsiders whom members trust enough on
      average and who trust them; at first the largest set of `core` with most trust.
    - `national`: nobody.

    Args:
        forum: With its threshold, quota and core.
        trust: (truster, trustee), of its states.
        before: Members before, where it grows.
    """
    everyone = np.ones(len(trust), bool)
    match forum.way:
        case "universal":
            return everyone & bool((_mean(trust, everyone) >= forum.threshold).all())
        case "majority":
            in_favour = (_mean(trust, everyone) >= forum.threshold).mean()
            return everyone & bool(in_favour >= forum.quota)
        case "willing":
            found = _willing(trust, everyone, forum.threshold)
        case "conditional":
            willing = trust >= forum.threshold
            found = _settled(
                everyone, lambda inside: (willing & inside).sum(axis=1) >= forum.core - 1
            )
        case "growing":
            found = _grown(forum, trust, before)
        case _:
            return ~everyone
    return found if found.sum() >= forum.core else ~everyone


def _mean(trust: Floats, inside: NDArray[np.bool_]) -> Floats:
    """Each one's mean trust in the members, itself left out; 0 where there is none."""
    counted = np.where(np.isnan(trust) | ~inside, 0.0, trust)
    others = inside.sum() - inside
    return np.asarray(counted.sum(axis=1) / np.maximum(others, 1))


def _willing(trust: Floats, inside: NDArray[np.bool_], threshold: float) -> NDArray[np.bool_]:
    """Let the least trusting or trusted go, one at a time, until all trust and are trusted."""
    inside = inside.copy()
    while inside.any():
        least = np.minimum(_mean(trust, inside), _mean(trust.T, inside))
        weakest = int(np.argmin(np.where(inside, least, np.inf)))
        if least[weakest] >= threshold:
            break
        inside[weakest] = False
    return inside


def _settled(
    inside: NDArray[np.bool_], stays: Callable[[NDArray[np.bool_]], NDArray[np.bool_]]
) -> NDArray[np.bool_]:
    """Let those leave who do not want to stay, all at once, until nobody does."""
    while True:
        left = inside & stays(inside)
        if (left == inside).all():
            return left
        inside = left


def _grown(forum: StandingForum, trust: Floats, before: Places | None) -> NDArray[np.bool_]:
    """The members after a session of a coalition that grows."""
    inside = np.zeros(len(trust), bool)
    if before is None or len(before) < forum.core:
        mutual = np.where(np.isnan(trust), 0.0, np.minimum(trust, trust.T))
        first = np.unravel_index(int(np.argmax(mutual)), mutual.shape)
        inside[list(first)] = True
        while inside.sum() < forum.core and not inside.all():
            inside[int(np.argmax(np.where(inside, -1.0, mutual[:, inside].min(axis=1))))] = True
    else:
        inside[before] = True
    inside = _willing(trust, inside, forum.threshold)
    if not inside.any():
        return inside
    welcome = np.nan_to_num(trust)[inside].mean(axis=0) >= forum.threshold
    joining: NDArray[np.bool_] = welcome & (_mean(trust, inside) >= forum.threshold)
    return inside | joining
