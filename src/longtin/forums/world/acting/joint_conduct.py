"""Joint conduct: what states that act together do to each other once, and what they learn of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.forums.world import kernels
from longtin.forums.world.kernels import Floats, Words
from longtin.forums.world.replicate_draws import Draws, WorldState
from longtin.forums.world.world import World


@dataclass(frozen=True)
class JointConduct:
    """What some pairs did.

    Attributes:
        did: Whether each side did its part, (2, pair).
        meetings: The same as `kernels.run_steps` writes it.
    """

    did: NDArray[np.bool_]
    meetings: Words


def joint_conduct(
    world: World,
    state: WorldState,
    draws: Draws,
    *,
    step: int,
    once: tuple[int, int],
    pairs: Words,
    passing: Floats,
    expected: Floats,
) -> JointConduct:
    """Let both sides of some pairs do their part or not, and learn from it.

    A trustworthy side means to do it, and slips now and then.

    Args:
        world: Where.
        state: Belief as it stands; changed, and what is added up with it.
        draws: Of the replicate.
        step: The step.
        once: Number of the occasion, which no other of its purpose has, and the purpose.
        pairs: Which pairs, (pair,).
        passing: Chance that a side which is not trustworthy does its part, (2, pair).
        expected: Chance with which observers expect to see it of such a side, (2, pair).
    """
    number, purpose = once
    drawn = draws.pairs(number, purpose, world.names[:, pairs])
    slip, blur = world.numbers[kernels.SLIP], world.numbers[kernels.MISPERCEPTION]
    likely = np.where(state.types[:, pairs] == 1, 1.0 - slip, passing)
    chance = np.stack(drawn[:2])
    did = chance < likely
    edge = np.where(did, likely * (1 - blur), likely + (1 - likely) * (1 - blur))
    seen = did == (chance < edge)
    kept = world.numbers[kernels.KEPT]
    for side in (0, 1):
        other = expected[1 - side]
        ratio = np.where(seen[1 - side], other / kept, (1 - other) / (1 - kept))
        state.belief[side, pairs] = kernels.learned(state.belief[side, pairs], 1.0, ratio)
    state.count(pairs, did)
    sums = state.sums[step]
    sums[kernels.MEETINGS] += len(pairs)
    sums[kernels.COOPERATIVE] += did.sum()
    sums[kernels.MUTUAL] += did.all(axis=0).sum()
    sums[kernels.HOSTILE] += (~did).all(axis=0).sum()
    first, second = (np.floor(each * 2 ** int(kernels.KIND_BITS)) for each in drawn[2:])
    found = packed(step, pairs, did, first.astype(np.uint64), second.astype(np.uint64))
    return JointConduct(did, found)


def taken_for(world: World, passing: Floats) -> Floats:
    """Chance with which observers expect to see a part done by a side that means to so often.

    They reckon with as much that goes wrong as in the conduct of a trustworthy state, so that what
    any state would do tells nothing.
    """
    kept = world.numbers[kernels.KEPT]
    return np.asarray(kept * passing + (1.0 - kept) * (1.0 - passing))


def slipping(world: World, meant: Floats) -> Floats:
    """Chance of doing what is meant with some chance, slips reckoned in."""
    slip = world.numbers[kernels.SLIP]
    return np.asarray((1.0 - 2.0 * slip) * meant + slip)


def packed(step: int, pairs: Words, did: NDArray[np.bool_], first: Words, second: Words) -> Words:
    """Meetings as `kernels.run_steps` writes them."""
    one, two = did.astype(np.uint64)
    head = np.uint64(step) << kernels.STEP_AT
    deeds = (one << kernels.ONE_AT) | (two << kernels.TWO_AT)
    kinds = (first << kernels.KIND_BITS) | second
    return np.asarray(head | (pairs << kernels.PAIR_AT) | deeds | kinds)
