"""Minimal conditions: what would have to be true for the other side to take part in more.

For each larger measure of the plan that they would not take part in today: the trust they would
need, the stake their trust would bear, the loss a guarantee would have to cover, the price that
reputation and rules would have to put on cheating; and how many kept steps of the plan would
earn that trust.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from longtin import game
from longtin.plan.decision.move import Requires
from longtin.plan.decision.solver import Policy
from longtin.plan.decision.tree import BeliefState, if_kept

MOST: Final = 3


@dataclass(frozen=True)
class MinimalCondition:
    """What would have to be true for them to take part in a measure.

    Attributes:
        move: The measure.
        stake: Its stake.
        trust: Theirs in us today.
        trust_needed: The least at which they take part.
        stake_borne: The largest stake today's trust bears.
        vulnerability: Theirs as assumed.
        vulnerability_needed: The most at which they take part today: what a guarantee must leave.
        reputation: The price of cheating as assumed.
        reputation_needed: The least at which they take part today.
        steps: Kept steps of the plan, one a step, until their trust is there; `None` if the plan
            is not long enough.
    """

    move: str
    stake: float
    trust: float
    trust_needed: float
    stake_borne: float
    vulnerability: float
    vulnerability_needed: float
    reputation: float
    reputation_needed: float
    steps: int | None

    @property
    def holds(self) -> bool:
        """Whether they would take part today."""
        return game.is_enough(self.trust, self.trust_needed)


def conditions(
    policy: Policy,
    place: BeliefState,
    requires: Requires,
    payoffs: tuple[game.Payoffs, game.Payoffs],
) -> tuple[MinimalCondition, ...]:
    """For the measures with the largest stakes: what would have to be true.

    Args:
        policy: The plan.
        place: Where it starts.
        requires: What must come before what.
        payoffs: Ours and theirs.

    Returns:
        The measures that ask most, the smallest stake first.
    """
    asking = sorted(
        (one for one in policy.problem.moves if one.is_measure), key=lambda one: one.stake
    )
    path = tuple(if_kept(policy, place, requires))
    return tuple(condition(policy, path, one.id, payoffs[1]) for one in asking[-MOST:])


def condition(
    policy: Policy, path: Sequence[BeliefState], move: str, theirs: game.Payoffs
) -> MinimalCondition:
    """What would have to be true for them to take part in one measure.

    Args:
        policy: The plan.
        path: Where it stands at each step, if everything is kept.
        move: The measure.
        theirs: Their payoffs.
    """
    one = policy.problem.moves[policy.problem.position(move)]
    trust, stake = path[0].q, one.stake
    edge = theirs.edge()
    odds = trust / (1.0 - trust) if trust < 1.0 else np.inf
    growth = stake ** (theirs.dread - 1.0)
    return MinimalCondition(
        move=move,
        stake=stake,
        trust=trust,
        trust_needed=min(1.0, game.threshold(theirs, stake)),
        stake_borne=game.supported_stake(theirs, trust),
        vulnerability=theirs.vulnerability,
        vulnerability_needed=float(odds * edge / growth) if growth else float("inf"),
        reputation=theirs.reputation,
        reputation_needed=float(
            max(0.0, theirs.vulnerability * growth / odds - theirs.gain + theirs.temptation)
        ) if odds else float("inf"),
        steps=_steps(path, game.threshold(theirs, stake)),
    )  # fmt: skip


def _steps(path: Sequence[BeliefState], needed: float) -> int | None:
    """Steps of the plan until their trust is high enough."""
    return next((count for count, now in enumerate(path) if game.is_enough(now.q, needed)), None)
