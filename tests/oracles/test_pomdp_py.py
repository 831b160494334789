"""Small plans against pomdp-py's exact value iteration, on the model that `.pomdp` files hold."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from longtin.plan import as_pomdp, solve
from tests.plan.test_pomdp import simple

# ruff: noqa: ARG002 -- the signatures are pomdp-py's
pomdp_py: Any = pytest.importorskip("pomdp_py", reason="installed by `make oracles`")
ValueIteration: Any = pytest.importorskip("pomdp_py.algorithms.value_iteration").ValueIteration

POINTS = 2
SAID = ("answered", "silent", "cheated")
HORIZON = 2


@dataclass(frozen=True)
class Named(pomdp_py.State, pomdp_py.Action, pomdp_py.Observation):  # type: ignore[misc]
    """A state, an action or something seen."""

    at: int


class Moves(pomdp_py.TransitionModel):  # type: ignore[misc]
    """Where an action leads."""

    def probability(self, next_state: Named, state: Named, action: Named) -> float:
        """Chance of the next state, whatever is seen."""
        return float(tables()[0][action.at, state.at, next_state.at].sum())

    def get_all_states(self) -> list[Named]:
        """Those that can be reached."""
        return [Named(one) for one in tables()[2]]


class Sees(pomdp_py.ObservationModel):  # type: ignore[misc]
    """What is seen: with each state the answer that led to it stands in the state."""

    def probability(self, observation: Named, next_state: Named, action: Named) -> float:
        """One for the answer that a state stands for."""
        return float(next_state.at % 3 == observation.at)

    def get_all_observations(self) -> list[Named]:
        """Answered, silent, cheated."""
        return [Named(one) for one in range(3)]


class Earns(pomdp_py.RewardModel):  # type: ignore[misc]
    """What an action is worth at once."""

    def sample(self, state: Named, action: Named, next_state: Named) -> float:
        """Its mean, which is all there is."""
        return float(tables()[1][action.at, state.at])


class Acts(pomdp_py.UniformPolicyModel):  # type: ignore[misc]
    """Every action at every time."""

    def __init__(self) -> None:
        super().__init__([Named(one) for one in range(3)])

    def get_all_actions(self, state: Any = None, history: Any = None) -> list[Named]:
        """The same everywhere."""
        return [Named(one) for one in range(3)]


@cache
def tables() -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
    """Transitions (action, state, next) and rewards.

    A state is one of ours times three, plus the answer that led to it.
    """
    model = as_pomdp(simple(), 0.5, 1.0, points=POINTS)
    # Their belief in us rests at 1, the last point; states of the first are never reached.
    trusting = {at: n for n, at in enumerate(range(1, len(model.states), POINTS))}
    count = 3 * len(trusting)
    moves = np.zeros((3, count, count))
    reward = np.zeros((3, count))
    for action, state, new, seen, chance in model.moves:
        if state in trusting and new in trusting:
            said = SAID.index(model.observations[seen].partition("-")[0])
            for last in range(3):
                here = trusting[state] * 3 + last
                moves[action, here, trusting[new] * 3 + said] += chance
                reward[action, here] = model.reward[action, state]
    return moves, reward, tuple(range(count))


def begins(p: float) -> dict[int, float]:
    """The first public state with either type: ours begin with it in both halves."""
    half = len(tables()[2]) // 2
    return {half: p, 0: 1 - p}


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8, 0.95])
def test_values_agree_to_a_thousandth(p: float) -> None:
    """Somebody else's solver, on the same small problem."""
    problem = simple()
    moves, _, states = tables()
    np.testing.assert_allclose(moves.sum(axis=2), 1.0)
    start = pomdp_py.Histogram({Named(s): begins(p).get(s, 0.0) for s in states})
    agent = pomdp_py.Agent(start, Acts(), Moves(), Sees(), Earns())
    solver = ValueIteration(horizon=HORIZON, discount_factor=problem.outlook.discount)

    trees = solver._build_policy_trees(1, agent)
    found = max(sum(start[s] * tree.values[s] for s in start) for tree in trees)

    ours = solve(replace(problem, horizon=HORIZON)).worth(p, 1.0).max()
    assert found == pytest.approx(ours, abs=1e-3)
