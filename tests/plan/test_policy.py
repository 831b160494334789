"""What to do at every pair of beliefs: right against slow oracles, and as theory says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin import trust
from longtin.errors import ModelError
from longtin.plan.decision import foreseen
from longtin.plan.decision.kernels import learned, likely, turned
from longtin.plan.decision.modes import (
    CRISIS,
    GRIEVANCE,
    KEPT,
    mode_of,
)
from longtin.plan.decision.move import Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.solver import opening, solve
from longtin.trust.model.ordered_state_filter import of_two
from tests.plan.problems import JOINT, lasting, one_belief, small, two_moves
from tests.plan.slow_tree import value

CHANCES = st.floats(0.01, 0.99)


@pytest.mark.parametrize("mode", [mode_of(0, False, 0), mode_of(0, True, 1), mode_of(1, True, 1)])
@pytest.mark.parametrize(("p", "q"), [(0.13, 0.8), (0.5, 0.55), (0.715, 0.256), (0.9, 0.9)])
def test_values_are_those_of_every_future_written_down(p: float, q: float, mode: int) -> None:
    """The grid is an approximation; it has to be one nobody could notice."""
    asked = small()

    found = solve(asked).worth(p, q, mode=mode).max()

    assert found == pytest.approx(value(asked, p, q, mode, asked.horizon), abs=1e-3)


@pytest.mark.parametrize("mode", [mode_of(0, False, 0), mode_of(0, True, 1) + KEPT])
@pytest.mark.parametrize(("p", "q"), [(0.13, 0.8), (0.5, 0.55), (0.9, 0.9)])
def test_what_runs_and_what_is_done_once_are_worth_what_every_future_says(
    p: float, q: float, mode: int
) -> None:
    """A measure that goes on brings, costs and tests in every step; a one-off does so once."""
    asked = lasting()

    found = solve(asked).worth(p, q, mode=mode).max()

    assert found == pytest.approx(value(asked, p, q, mode, asked.horizon), abs=1e-3)


@pytest.mark.parametrize(("p", "q"), [(0.377, 0.555), (0.715, 0.8)])
def test_a_finer_grid_comes_closer_to_the_truth(p: float, q: float) -> None:
    """An error that does not shrink with the grid would be a mistake, not an approximation."""
    truth = value(two_moves(), p, q, 0, 4)

    coarse, fine = (
        abs(solve(two_moves(grid=grid)).worth(p, q).max() - truth) for grid in (26, 101)
    )

    assert fine < 1e-3
    assert fine < coarse


@pytest.mark.parametrize(
    ("kappa", "first"),
    [
        (2.0, {0.1: "0.10", 0.4: "0.35", 0.6: "0.55", 0.8: "1.00", 0.9: "1.00"}),
        (8.0, {0.1: "0.05", 0.4: "0.15", 0.6: "0.35", 0.8: "1.00", 0.9: "1.00"}),
    ],
)
def test_the_first_stake_rises_with_trust(kappa: float, first: dict[float, str]) -> None:
    """Small steps first: nobody wrote it into the planner, it comes out of it."""
    policy = solve(one_belief(kappa))

    assert {p: policy.best(p, 1.0) for p in first} == first


def test_the_more_a_small_stake_reveals_the_smaller_the_first_step() -> None:
    """Where a cheat shows himself at once there is no reason to risk more."""
    soft, hard = (solve(one_belief(kappa)) for kappa in (2.0, 8.0))

    for p in np.linspace(0.1, 0.95, 18):
        assert float(hard.best(p, 1.0)) <= float(soft.best(p, 1.0))


def test_a_first_step_too_small_to_reveal_anything_is_worth_nothing() -> None:
    """The case against small steps: any cheat keeps them too, so keeping them proves nothing."""
    symbolic = Move("symbolic", stake=0.02, cost=0.005, reveals=0.0)
    telling = Move("telling", stake=0.2, gain=0.2, loss=0.6, cost=0.005, reveals=0.6)
    great = Move("great", stake=1.0, gain=1.0, loss=3.0, cost=0.005, reveals=0.95)
    world = Outlook(onset=0.0, breach=0.0, sharpness=1e6, lapse=0.0, cheats=1.0)

    only_symbols = solve(Problem((symbolic, great), world, 6))
    with_telling = solve(Problem((symbolic, telling, great), world, 6))

    assert only_symbols.best(0.3, 1.0) == "wait"
    assert with_telling.best(0.3, 1.0) == "telling"
    for p in np.linspace(0.0, 1.0, 21):
        assert with_telling.best(p, 1.0) != "symbolic"


def test_their_doubt_of_us_comes_first_when_it_is_what_holds_them_back() -> None:
    """A plan for us alone would ask for what they are not yet ready to give."""
    kind_word = Move("kind-word", cost=0.02, shows=0.6, unilateral=True, asks=False)
    bargain = Move("bargain", stake=0.6, gain=0.6, loss=1.8, threshold=0.6, reveals=0.7)
    policy = solve(Problem((kind_word, bargain), Outlook(onset=0.0, breach=0.0), 6))

    assert policy.best(0.9, 0.3) == "kind-word"
    assert policy.best(0.9, 0.9) == "bargain"


def test_in_a_crisis_only_what_suits_a_crisis_is_advised() -> None:
    """Timing (R18): the heat of a conflict is no time for joint projects."""
    policy = solve(small())

    assert policy.best(0.9, 0.9, mode=mode_of(CRISIS, True, 1)) in {"wait", "repair"}
    assert policy.worth(0.9, 0.9, mode=mode_of(CRISIS, True, 1))[2] == -np.inf


def test_a_stage_and_a_channel_have_to_be_reached_first() -> None:
    """Channels come first (R19), and step by step (R16)."""
    policy, joint = solve(small()), small().position("joint")

    assert policy.worth(0.9, 0.9, mode=mode_of(0, False, 1))[joint] == -np.inf
    assert policy.worth(0.9, 0.9, mode=mode_of(0, True, 0))[joint] == -np.inf
    assert np.isfinite(policy.worth(0.9, 0.9, mode=mode_of(0, True, 1))[joint])


def test_a_breach_is_cleared_up_before_anything_else() -> None:
    """Verification and clarification come before retaliation, and before the next step (R21)."""
    policy = solve(small(horizon=8))
    aggrieved = mode_of(GRIEVANCE, True, 1)
    worth = policy.worth(0.6, 0.7, mode=aggrieved)

    able = {policy.problem.ids[at] for at in np.flatnonzero(np.isfinite(worth))}

    assert able == {"wait", "clarify"}
    assert policy.best(0.6, 0.7, mode=aggrieved) == "clarify"


@pytest.mark.parametrize(("runs", "times"), [(False, 1), (True, 6)])
def test_a_one_off_brings_its_worth_once_and_what_runs_in_every_step(
    runs: bool, times: int
) -> None:
    """A pledge counted anew each month would outweigh the hotline that works every day."""
    one = Move("one", stake=0.2, gain=0.2, cost=0.01, once=True, runs=runs)
    sure = Outlook(noise=0.0, lapse=0.0, sharpness=1e6, onset=0.0, breach=0.0, discount=1.0)

    policy = solve(Problem((one,), sure, 6, remembered=("one",)))

    assert policy.worth(1.0, 1.0).max() == pytest.approx(times * 0.2 - 0.01)
    assert policy.best(1.0, 1.0, mode=KEPT) == "wait"


@pytest.mark.parametrize(("p", "q"), [(0.3, 0.6), (0.5, 0.5), (0.7, 0.8), (0.95, 0.95)])
@pytest.mark.parametrize("horizon", [4, 8])
def test_what_is_not_reckoned_with_is_ranked_as_if_it_were(
    p: float, q: float, horizon: int
) -> None:
    """Only a few measures can be remembered; the others must not look better for it, or worse."""
    made = lasting(horizon, grid=51)
    known = solve(made).worth(p, q)
    at = made.position("more-2")

    beside = solve(replace(made, remembered=("more-1", "talk", "joint"))).worth(p, q)

    assert beside[at] - beside[0] == pytest.approx(known[at] - known[0], abs=0.06)


@settings(max_examples=25)
@given(p=CHANCES, q=CHANCES)
def test_more_to_choose_from_is_never_worse(p: float, q: float) -> None:
    """A planner that loses by being offered more would not be choosing."""
    few, more = (solve(replace(small(grid=21), moves=moves))
                 for moves in (small().moves[:2], small().moves))  # fmt: skip

    assert more.worth(p, q).max() >= few.worth(p, q).max() - 1e-9


def test_more_trust_is_never_worth_less() -> None:
    """With types that cannot change, knowing the other to be better can only help."""
    values = solve(small()).values[0]

    assert (np.diff(values, axis=2) >= -1e-9).all()


def test_the_same_question_has_the_same_answer() -> None:
    """Cores share the work; the figures must not depend on who did which part."""
    one, other = solve(small()), solve(small())

    np.testing.assert_array_equal(one.values, other.values)
    np.testing.assert_array_equal(one.choice, other.choice)


@pytest.mark.parametrize("asked", [small(grid=21), lasting()], ids=["small", "lasting"])
def test_what_a_first_step_is_worth_takes_no_more_than_what_can_come_of_it(asked: Problem) -> None:
    """The same figures to the last digit for a part of the work; and the rest can be added."""
    start = mode_of(0, True, 1)
    asked = replace(asked, starts=(start,))
    whole, begun = solve(asked), opening(asked)

    for p, q in ((0.13, 0.8), (0.5, 0.55), (0.9, 0.9)):
        np.testing.assert_array_equal(begun.worth(p, q, mode=start), whole.worth(p, q, mode=start))
    assert (begun.values[1:-1] == 0.0).all(axis=(2, 3)).any()
    filled = solve(asked, begun)
    np.testing.assert_array_equal(filled.values, whole.values)
    np.testing.assert_array_equal(filled.choice, whole.choice)


def test_tables_that_have_no_room_are_made_anew_for_each_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A large problem takes longer, not more memory, and has the same answer."""
    asked = lasting()
    whole = solve(asked)
    monkeypatch.setattr(foreseen, "ROOM", 5000)

    in_parts = solve(replace(asked))

    np.testing.assert_array_equal(in_parts.values, whole.values)
    np.testing.assert_array_equal(in_parts.choice, whole.choice)


@given(p=CHANCES, keep=CHANCES, win=CHANCES, reveals=CHANCES, noise=st.floats(0.0, 0.4))
def test_belief_moves_as_in_the_trust_model(
    p: float, keep: float, win: float, reveals: float, noise: float
) -> None:
    """One belief everywhere: what a plan expects is what the filter will say when it happens."""
    chances = [likely(0, kind, 0.8, reveals, 0.5, noise) for kind in (1, 0)]

    planned = turned(learned(p, *chances), keep, win)

    weight = np.log(chances[0] / chances[1])
    after = np.array([np.log(p / (1 - p)) + weight])
    chance = trust.probability(after)
    turnover = of_two(np.array([[keep]]), np.array([[win]]))
    filtered = turnover.into(0, np.array([1.0 - chance, chance]))
    assert planned == pytest.approx(filtered[1, 0], abs=1e-9)


@given(reveals=CHANCES, answer=CHANCES, cheats=CHANCES, noise=st.floats(0.0, 0.5))
@pytest.mark.parametrize("kind", [0, 1])
def test_something_is_always_seen(
    kind: int, reveals: float, answer: float, cheats: float, noise: float
) -> None:
    """Chances of everything that can be seen add up to one."""
    total = sum(likely(seen, kind, answer, reveals, cheats, noise) for seen in range(3))

    assert total == pytest.approx(1.0)


def test_wrong_figures_are_refused_with_a_remedy() -> None:
    """A stake of 12 would be planned with in silence."""
    with pytest.raises(ModelError, match=r"`stake` of x is 12\. Give a number from 0 to 1"):
        Move("x", stake=12.0)
    with pytest.raises(ModelError, match="`noise` is 2"):
        Outlook(noise=2.0)
    with pytest.raises(ModelError, match="joint is given twice"):
        Problem((JOINT, JOINT))
    with pytest.raises(ModelError, match="No move `jint`"):
        small().position("jint")
    with pytest.raises(ModelError, match="Beliefs lie between 0 and 1"):
        solve(small(grid=3)).worth(1.2, 0.5)
