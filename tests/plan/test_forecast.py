"""Drawn futures: they agree with the policy, and belief in them is right on average."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.plan.decision.kernels import learned
from longtin.plan.decision.modes import mode_of
from longtin.plan.decision.move import Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.simulate import Futures, forecast, levels
from longtin.plan.decision.solver import solve
from longtin.plan.decision.strategies import (
    by_policy,
    in_order,
    nothing,
    other_ways,
)
from tests.plan.problems import lasting, small

START = (0.45, 0.6, mode_of(0, False, 0))
PATHS = 40_000


def undiscounted(horizon: int = 6) -> Problem:
    """Worth in futures is a plain sum, so the policy's must be one too."""
    world = Outlook(keep_them=0.97, win_them=0.02, keep_us=0.97, win_us=0.02, discount=1.0)
    return Problem(small().moves, world, horizon)


def test_futures_are_worth_what_the_policy_promises() -> None:
    """The two come from different code: one by adding chances, one by drawing them."""
    policy = solve(undiscounted())

    fan = forecast(policy.problem, by_policy(policy), START, threshold=0.7, paths=PATHS)

    assert fan.worth == pytest.approx(policy.worth(*START[:2], mode=START[2]).max(), abs=0.01)


def test_futures_of_what_runs_are_worth_what_the_policy_promises() -> None:
    """A measure that goes on is drawn step by step there, and reckoned as a state here."""
    made = lasting(6)
    policy = solve(replace(made, outlook=replace(made.outlook, discount=1.0, harm=0.03)))

    fan = forecast(policy.problem, by_policy(policy), START, threshold=0.7, paths=PATHS)

    assert fan.worth == pytest.approx(policy.worth(*START[:2], mode=START[2]).max(), abs=0.01)


@pytest.mark.parametrize("name", ["plan", "nothing", "reciprocity", "grit", "grand_bargain"])
def test_belief_is_right_on_average_whatever_is_done(name: str) -> None:
    """A belief that drifts from the truth by itself would make every plan look good or bad."""
    problem = undiscounted()
    ways = {"plan": by_policy(solve(problem)), **other_ways(problem)}
    ends: list[float] = []

    def watched(step: int, now: object) -> np.ndarray:
        ends.append(float(now.p.mean() - now.level.mean()))  # type: ignore[attr-defined]
        return ways[name](step, now)  # type: ignore[arg-type]

    forecast(problem, watched, START, threshold=0.7, paths=PATHS)

    assert ends == pytest.approx([0.0] * len(ends), abs=0.015)


def test_nothing_does_better_than_the_plan() -> None:
    """Each rival is a policy too, so none may beat the best one by more than chance."""
    problem = undiscounted()
    ways = {"plan": by_policy(solve(problem)), **other_ways(problem)}

    worth = {
        name: forecast(problem, way, START, threshold=0.7, paths=PATHS).worth
        for name, way in ways.items()
    }

    assert max(worth, key=worth.__getitem__) == "plan"


def test_without_moves_only_turnover_moves_belief() -> None:
    """The fan without a plan is what the trust model forecasts."""
    problem = undiscounted()

    fan = forecast(problem, nothing(problem), START, threshold=0.7, paths=100)

    expected = [START[0]]
    for _ in range(problem.horizon):
        expected.append(0.02 + 0.95 * expected[-1])
    np.testing.assert_allclose(fan.trust[:, 2], expected)
    assert fan.cost == fan.gain == fan.loss == 0.0


def test_the_same_seed_draws_the_same_futures() -> None:
    """A forecast somebody cites has to come out again."""
    policy = solve(undiscounted(3))
    fans = [
        forecast(policy.problem, by_policy(policy), START, threshold=0.7, paths=500, seed=seed)
        for seed in (4, 4, 5)
    ]

    np.testing.assert_array_equal(fans[0].trust, fans[1].trust)
    assert not np.array_equal(fans[0].trust, fans[2].trust)


def test_the_trustworthy_end_up_more_trusted() -> None:
    """A plan that cannot tell them apart would be no use."""
    policy = solve(undiscounted())

    fan = forecast(policy.problem, by_policy(policy), START, threshold=0.7, paths=5_000)

    assert fan.if_trustworthy[-1] > fan.if_not[-1] + 0.1
    assert (np.diff(fan.trust, axis=1) >= 0).all()
    assert fan.worst <= fan.worth


def test_a_programme_waits_for_its_dates_and_its_answers() -> None:
    """A step is not taken before its day; until then the one before it goes on."""
    one, two = (Move(name, stake=0.1, gain=0.1, threshold=0.0) for name in ("one", "two"))
    world = Outlook(noise=0.0, onset=0.0, lapse=0.0, sharpness=1e6)
    problem = Problem((one, two), world, 6)
    made: list[int] = []
    way = in_order(problem, [(1, 1), (2, 4)])

    def watched(step: int, now: object) -> np.ndarray:
        moves = way(step, now)  # type: ignore[arg-type]
        made.append(int(moves[0]))
        return moves

    forecast(problem, watched, (1.0, 1.0, 0), threshold=0.7, paths=1)

    assert made == [0, 1, 1, 1, 2, 2]


GRADED = {"spread_them": 0.3, "spread_us": 0.3, "news": 0.4}


def test_one_kept_promise_is_no_proof() -> None:
    """E goes to E + Var/E by what is sure of one who keeps faith, and not to 1."""
    assert learned(0.4, 1.0, 0.0, 0.3) == pytest.approx(0.4 + 0.3 * 0.6)
    assert learned(0.4, 1.0, 0.0) == pytest.approx(1.0)
    assert learned(0.4, 0.0, 1.0, 0.3) == pytest.approx(0.4 - 0.3 * 0.4)


@given(st.floats(0.0, 1.0), st.floats(0.01, 1.0), st.floats(0.01, 1.0), st.floats(0.0, 1.0))
def test_belief_is_kept_on_average_however_far_a_step_shows(
    p: float, like1: float, like0: float, spread: float
) -> None:
    """What may be seen and what may not move belief by nothing together."""
    chance = like1 * p + like0 * (1 - p)

    seen = chance * learned(p, like1, like0, spread)
    unseen = (1 - chance) * learned(p, 1 - like1, 1 - like0, spread)

    assert seen + unseen == pytest.approx(p, abs=1e-9)


@pytest.mark.parametrize("spread", [0.0, 0.2, 0.9, 1.0])
def test_drawn_levels_have_the_mean_and_the_spread_asked_for(spread: float) -> None:
    """Types at a spread of 1, the mean itself at 0."""
    mean = 0.3

    drawn = levels(np.random.default_rng(1), np.full(100_000, mean), spread)

    assert drawn.mean() == pytest.approx(mean, abs=0.01)
    assert drawn.var() == pytest.approx(spread * mean * (1 - mean), abs=0.005)


@pytest.mark.parametrize("name", ["plan", "nothing"])
def test_belief_in_levels_stays_right_on_average(name: str) -> None:
    """With levels and news it is still a belief, and doing nothing leaves it somewhere else."""
    problem = undiscounted()
    problem = replace(problem, outlook=replace(problem.outlook, **GRADED))
    ways = {"plan": by_policy(solve(problem)), **other_ways(problem)}
    ends: list[float] = []

    def watched(step: int, now: Futures) -> np.ndarray:
        ends.append(float(now.p.mean() - now.level.mean()))
        return ways[name](step, now)

    fan = forecast(problem, watched, START, threshold=0.7, paths=PATHS)

    assert ends == pytest.approx([0.0] * len(ends), abs=0.015)
    assert fan.trust[-1, -1] - fan.trust[-1, 0] > 0.1


def test_where_trust_was_not_read_futures_begin_apart() -> None:
    """An interval is no figure to start from; its width is there from the first day."""
    problem = undiscounted()
    problem = replace(problem, outlook=replace(problem.outlook, spread_them=0.4))

    fan = forecast(problem, nothing(problem), START, threshold=0.7, unread=0.4, paths=PATHS)

    assert fan.trust[0, 0] < 0.1
    assert fan.trust[0, -1] > 0.85
    assert fan.mean[0] == pytest.approx(START[0], abs=0.01)
    assert fan.level[0] == pytest.approx(fan.trust[0], abs=1e-12)
