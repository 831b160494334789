"""The reassurance game: answers that answer themselves, and what theory says of them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin.errors import ModelError
from longtin.game import Payoffs, Reassurance, Selection, Solution, separating, solve, threshold
from longtin.game._payoffs import Floats, payoff_table
from longtin.game._round import (
    Bools,
    Round,
    chance,
    from_cooperation,
    from_toss,
)
from tests.game.strategies import payoffs
from tests.oracles.gambit_answers import BOLD, MILD, Case, kept

SHARP = 2000.0
"""A precision at which slips no longer matter to what is compared."""

Follow = Callable[[Round, float], tuple[Floats, Bools]]


def opening(
    game: Reassurance, precision: float, one: float, two: float, follow: Follow, nodes: int = 41
) -> Floats:
    """Chances of cooperating in the first round, (side, type), at one pair of beliefs alone."""
    ahead = np.zeros((nodes, nodes, 2, 2))
    if len(game.stakes) > 1:
        selection: Selection = "principal" if follow is from_toss else "cooperative"
        rest = replace(game, stakes=game.stakes[1:])
        value = solve(rest, precision, nodes=nodes, selection=selection).value[0]
        ahead = np.moveaxis(value, (0, 1), (2, 3))
    sides = (game.first, game.second)
    tables = np.concatenate([payoff_table(side, game.stakes[0]) for side in sides])
    here = Round(tables, np.array([[one, two]]), ahead, game.noise)

    odds, found = follow(here, precision)

    assert found.all()
    return np.asarray(chance(odds)[0])


def at(solution: Solution, one: float, two: float) -> tuple[int, int]:
    """The node of a pair of beliefs."""
    last = len(solution.beliefs) - 1
    return round(one * last), round(two * last)


@pytest.mark.parametrize(("case", "answer"), kept(), ids=str)
def test_quantal_responses_are_those_gambit_gave(case: Case, answer: list[list[float]]) -> None:
    """An independent solver, on the tree that Longtin writes; `make oracles` asks it anew."""
    one, two = (share / 100 for share in case.beliefs)

    found = opening(case.game, case.precision, one, two, from_toss)

    np.testing.assert_allclose(found, answer, atol=2e-4)


def worth_by_hand(
    game: Reassurance, solution: Solution, one: float, two: float, side: int, kind: int, own: int
) -> float:
    """Oracle for a last round: every type and conduct of the other, one by one."""
    i, j = at(solution, one, two)
    table = payoff_table((game.first, game.second)[side], game.stakes[-1])
    belief = (two, one)[side]
    total = 0.0
    for other_kind, share in ((0, 1 - belief), (1, belief)):
        cooperates = float(solution.cooperate[-1, 1 - side, other_kind, i, j])
        total += share * cooperates * float(table[0, kind, own, 1])
        total += share * (1 - cooperates) * float(table[0, kind, own, 0])
    return total


@settings(max_examples=20)
@given(payoffs(), payoffs(), st.floats(0.05, 1), st.floats(0.5, 20), st.integers(0, 10),
       st.integers(0, 10))  # fmt: skip
def test_each_choice_is_the_logit_of_what_it_is_worth(
    first: Payoffs, second: Payoffs, stake: float, precision: float, a: int, b: int
) -> None:
    """That is what a quantal response is; checked by adding up every case."""
    game = Reassurance(first=first, second=second, stakes=((stake,),))

    found = solve(game, precision, nodes=11)

    for side in (0, 1):
        for kind in (0, 1):
            ahead = worth_by_hand(game, found, a / 10, b / 10, side, kind, 1)
            ahead -= worth_by_hand(game, found, a / 10, b / 10, side, kind, 0)
            expected = 1 / (1 + np.exp(-np.clip(precision * ahead, -600, 600)))
            if found.is_found[0, a, b]:
                assert found.cooperate[0, side, kind, a, b] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("stake", [0.1, 0.25, 0.5, 1.0])
def test_one_sharp_round_turns_at_the_threshold(stake: float) -> None:
    """With precise answers the last round is the one-act game, and its threshold the border."""
    game = Reassurance(first=BOLD, second=BOLD, stakes=((stake,),))

    found = solve(game, SHARP, nodes=21)

    trusts = np.diagonal(found.cooperate[0, 0, 1])
    least = threshold(BOLD, stake)
    assert (trusts[found.beliefs > least + 0.05] > 0.99).all()
    assert (trusts[found.beliefs < least - 0.05] < 0.01).all()
    assert (found.cooperate[0, :, 0] < 0.01).all()


@pytest.mark.parametrize(("payoff", "trust"), [(BOLD, 0.3), (BOLD, 0.5), (MILD, 0.3), (MILD, 0.5)])
def test_kydds_window_comes_out_of_the_solver(payoff: Payoffs, trust: float) -> None:
    """A first step separates when it is large enough and small enough, and not otherwise."""
    window = separating(payoff, trust)
    middle = 0.5 * (window.low + window.high)
    assert window.is_open
    for step in (0.85 * window.low, middle, 1.15 * window.high):
        if step > 1:
            continue
        game = Reassurance(first=payoff, second=payoff, stakes=((step,), (1.0,)))

        untrustworthy, trustworthy = opening(game, SHARP, trust, trust, from_cooperation)[0]

        assert (trustworthy > 0.95 and untrustworthy < 0.05) == (step == middle)


def test_below_the_window_some_who_take_the_step_are_cheats() -> None:
    """A step too small to unmask a cheat shows less than it seems to."""
    step = 0.85 * separating(BOLD, 0.5).low
    game = Reassurance(first=BOLD, second=BOLD, stakes=((step,), (1.0,)))

    untrustworthy, trustworthy = opening(game, SHARP, 0.5, 0.5, from_cooperation)[0]

    assert trustworthy > untrustworthy > 0.02


def test_where_all_are_trusted_a_small_first_step_shows_nothing() -> None:
    """Both types take it: the cheat waits for the larger one."""
    game = Reassurance(first=BOLD, second=BOLD, stakes=((0.3,), (1.0,)))

    assert (opening(game, SHARP, 0.9, 0.9, from_cooperation) > 0.99).all()


def test_noise_takes_from_what_a_first_step_shows() -> None:
    """Conduct seen wrongly one time in three says little, and reassurance dies of it."""
    clear = Reassurance(first=BOLD, second=BOLD, stakes=((0.7,), (1.0,)))
    blurred = replace(clear, noise=0.3)

    sharp, dull = (opening(each, SHARP, 0.5, 0.5, from_cooperation) for each in (clear, blurred))

    assert sharp[0, 1] > 0.99
    assert dull[0, 1] < 0.01


def test_a_mediator_who_may_choose_does_no_worse() -> None:
    """More stakes to choose from cannot hurt trustworthy governments, round by round."""
    one = Reassurance(first=BOLD, second=BOLD, stakes=((1.0,),))
    many = replace(one, stakes=((0.25, 0.5, 1.0),))

    few, more = (solve(each, 50.0).value[0, :, 1].sum(axis=0) for each in (one, many))

    assert (more >= few - 1e-9).all()


def test_chosen_stakes_rise_with_trust() -> None:
    """What little trust supports is a small step; small first comes out, it is not put in."""
    steps = (0.1, 0.25, 0.5, 0.75, 1.0)
    game = Reassurance(first=BOLD, second=BOLD, stakes=(steps,))

    chosen = np.diagonal(solve(game, SHARP).stake[0])

    trusting = chosen[np.linspace(0, 1, len(chosen)) > threshold(BOLD, steps[0]) + 0.12]
    assert (np.diff(trusting) >= 0).all()
    assert trusting[0] < trusting[-1] == 1.0


@pytest.mark.slow
def test_nearly_every_node_is_solved() -> None:
    """What was not found is said, and is little."""
    game = Reassurance(first=BOLD, second=MILD, stakes=((0.4,), (1.0,)))

    for selection in ("cooperative", "principal"):
        found = solve(game, 20.0, nodes=21, selection=selection)

        assert found.found > 0.99


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"stakes": ()}, "at least one round"),
        ({"stakes": ((),)}, "at least one stake"),
        ({"stakes": ((2.0,),)}, "The stake is 2"),
        ({"noise": 0.5}, "noise is 0.5"),
    ],
)
def test_a_game_that_cannot_be_is_refused(change: dict[str, object], told: str) -> None:
    """Before it is solved."""
    game = Reassurance(first=BOLD, second=BOLD, stakes=((1.0,),))

    with pytest.raises(ModelError, match=told):
        replace(game, **change)  # type: ignore[arg-type]


def test_a_precision_of_nothing_is_refused() -> None:
    """At 0 every choice is a toss, and nothing is solved."""
    with pytest.raises(ModelError, match="above 0"):
        solve(Reassurance(first=BOLD, second=BOLD, stakes=((1.0,),)), 0)


def test_beliefs_move_only_as_far_as_one_round_can_show() -> None:
    """Where conduct is a matter of degree, one round kept is worth less than to types."""
    types = Reassurance(first=MILD, second=MILD, stakes=((0.1,), (1.0,)))
    graded = replace(types, spread=(0.3, 0.3))

    known, shown = (solve(each, 50.0, nodes=21).value[0, 0, 1, 10, 10] for each in (types, graded))

    assert shown < known
    with pytest.raises(ModelError, match="spread"):
        replace(types, spread=(0.3, 1.2))
