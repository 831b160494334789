"""Steps of programmes in a world: carried out or broken by each side, and in force where kept.

Two states begin a step where both have kept all that it comes after. On the last of its days each
keeps or breaks it towards the other, as any act. Where both keep it, its measure is in force until
the programme ends; where one breaks it, it is not, and what comes after is not begun.
"""

from dataclasses import replace

import numpy as np

from longtin.forums.world import kernels
from longtin.forums.world.acting.joint_conduct import joint_conduct, slipping, taken_for
from longtin.forums.world.kernels import Words
from longtin.forums.world.replicate_draws import CarriedStep, Draws, WorldState
from longtin.forums.world.world import World


def due_at(world: World, until: int) -> list[int]:
    """Numbers of the programme steps whose last day lies in the step before `until`."""
    return [number for number, each in enumerate(world.undertakings) if each.due == until]


def carry_step(
    world: World, state: WorldState, draws: Draws, number: int, step: int
) -> tuple[CarriedStep, Words]:
    """One step of a programme at the end of a step of the world.

    Args:
        world: Where.
        state: Belief as it stands, and what has been kept; changed.
        draws: Of the replicate.
        number: Which of the world's programme steps.
        step: The world's step.

    Returns:
        What came of it, and the meetings as `kernels.run_steps` writes them.
    """
    wanted = world.undertakings[number]
    pairs = wanted.running.pairs
    for each in wanted.after:
        pairs = np.intersect1d(pairs, state.kept_steps[each])
    meant = np.full((2, len(pairs)), 1.0 - min(wanted.running.reveals, 0.99))
    found = joint_conduct(
        world, state, draws, step=step, once=(number, kernels.PROGRAMME), pairs=pairs,
        passing=slipping(world, meant), expected=taken_for(world, meant),
    )  # fmt: skip
    kept = pairs[found.did.all(axis=0)]
    state.kept_steps[number] = kept
    if len(kept):
        state.in_force.append(replace(wanted.running, pairs=kept))
    broken_by = tuple(sorted({int(each) for each in world.sides[:, pairs][~found.did]}))
    sizes = (len(wanted.running.pairs), len(pairs), len(kept))
    return CarriedStep(step, number, *sizes, broken_by), found.meetings
