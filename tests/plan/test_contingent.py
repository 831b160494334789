"""The plan as a tree of answers: it follows the policy, and says why and why not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from longtin.plan.decision.modes import mode_of
from longtin.plan.decision.move import Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.solver import Policy, solve
from longtin.plan.decision.tree import (
    BeliefState,
    Decision,
    contingent,
    not_yet,
    trust_needed,
    worth_at,
)
from tests.plan.problems import JOINT, REPAIR, TALK, lasting

NEEDS = {"joint": frozenset({"talk"})}


def solved() -> Policy:
    """Talks open the way to something joint."""
    return solve(Problem((TALK, JOINT, REPAIR), Outlook(), 5))


def every(decision: Decision) -> Iterator[Decision]:
    """All decisions of a tree."""
    yield decision
    for branch in decision.branches:
        if branch.then:
            yield from every(branch.then)


def test_what_is_done_first_is_what_the_policy_finds_best() -> None:
    """The tree is for reading; it must not be another plan."""
    policy = solved()

    decision = contingent(policy, BeliefState(0.6, 0.7), NEEDS)

    assert decision.move == policy.best(0.6, 0.7) == "talk"
    assert decision.worth > 0


def test_chances_of_what_may_be_seen_add_up() -> None:
    """A branch forgotten is a surprise in the field."""
    for decision in every(contingent(solved(), BeliefState(0.6, 0.7), NEEDS)):
        assert sum(branch.chance for branch in decision.branches) == pytest.approx(1.0, abs=0.02)


def test_belief_after_the_branches_averages_to_belief_before() -> None:
    """Nobody may expect to be persuaded: what could raise trust could have lowered it."""
    decision = contingent(solved(), BeliefState(0.6, 0.7), NEEDS)

    mean = sum(branch.chance * branch.there.p for branch in decision.branches)

    assert mean == pytest.approx(0.6, abs=0.01)


def test_what_needs_something_first_comes_after_it() -> None:
    """Prerequisites hold on every branch."""
    for decision in every(contingent(solved(), BeliefState(0.9, 0.9), NEEDS)):
        if decision.move == "joint":
            assert "talk" in decision.place.done


def test_answers_raise_trust_and_breaches_lower_it() -> None:
    """The signs a reader will check first."""
    decision = contingent(solved(), BeliefState(0.6, 0.7), NEEDS)
    weight = {branch.seen: branch.decibans for branch in decision.branches}

    assert weight["answered"] > 0 > weight["cheated"]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (BeliefState(0.6, 0.7), "channel"),
        (BeliefState(0.6, 0.7, mode_of(0, True, 0)), "prerequisite"),
        (BeliefState(0.6, 0.7, mode_of(0, True, 0), done=frozenset({"talk"})), "stage"),
        (BeliefState(0.9, 0.3, mode_of(0, True, 1), done=frozenset({"talk"})), "their_trust"),
        (BeliefState(0.1, 0.9, mode_of(0, True, 1), done=frozenset({"talk"})), "our_trust"),
        (BeliefState(0.9, 0.9, mode_of(1, True, 1), done=frozenset({"talk"})), "phase"),
    ],
)
def test_what_stands_in_the_way_is_named(place: BeliefState, why: str) -> None:
    """`Not yet` without a reason teaches nothing."""
    policy = solved()

    reasons = not_yet(policy, contingent(policy, place, NEEDS), NEEDS)

    assert {one.move: one.why for one in reasons}["joint"] == why


def test_the_trust_said_to_be_needed_is_where_the_move_begins_to_pay() -> None:
    """A threshold that is off by ten points would be negotiated about for nothing."""
    policy, place = solved(), BeliefState(0.1, 0.9, mode_of(0, True, 1))

    needed = trust_needed(policy, place, "joint")

    at = policy.problem.position("joint")
    for p, pays in ((needed - 0.01, False), (needed + 0.01, True)):
        worth = policy.worth(p, place.q, mode=place.mode)
        assert (worth[at] > worth[0]) == pays


def test_a_kept_measure_is_not_begun_again() -> None:
    """`The same again`, eleven times, convinces nobody (R13, R16)."""
    for decision in every(contingent(solve(lasting(5)), BeliefState(0.95, 0.95), {}, depth=5)):
        assert decision.move not in decision.place.done


def test_of_steps_as_good_as_best_the_one_the_aim_names_is_taken() -> None:
    """Who asks for fishing and is told of aeroplanes, for a thousandth more, does not read on."""
    other = Move("other", stake=0.1, gain=0.101, once=True)
    named = replace(other, id="named", gain=0.1, named=True)
    far = replace(other, id="far", gain=0.2)
    world = Outlook(onset=0.0, breach=0.0)

    def first(*moves: Move) -> Decision:
        ids = tuple(move.id for move in moves)
        return contingent(solve(Problem(moves, world, 1, 21, ids)), BeliefState(0.9, 0.9), {}, 1)

    assert (first(other, named).move, first(other, named).rather_than) == ("named", "other")
    assert (first(far, named).move, first(far, named).rather_than) == ("far", None)
    assert first(named).rather_than is None


def test_after_a_breach_comes_clarification_and_not_the_same_step() -> None:
    """What practice asks: clear it up, then go on; and what was not cleared up is not repeated."""
    policy = solve(lasting(6))

    decision = contingent(policy, BeliefState(0.7, 0.8), {}, depth=4)

    breach = next(one for one in decision.branches if one.seen == "cheated")
    assert breach.then is not None
    assert breach.then.move == "clarify"
    answers = {one.seen: one for one in breach.then.branches}
    assert answers["answered"].there.p > breach.there.p > answers["silent"].there.p
    assert decision.move in answers["silent"].there.broken
    assert answers["answered"].there.broken == frozenset()
    after = answers["silent"].then
    assert after is not None
    assert after.move != decision.move


def test_an_offer_that_is_not_answered_is_not_repeated_for_ever() -> None:
    """Each silence makes it likelier that they have no use for this one."""
    policy = solve(lasting(12))
    chances, moves = [], []
    place = BeliefState(0.9, 0.9)
    for silences in range(4):
        told = replace(place, unanswered=("more-2",) * silences)
        moves.append(contingent(policy, told, {}, depth=1).move)
        worth = worth_at(policy, told)
        chances.append(float(worth[policy.problem.position("more-2")] - worth[0]))

    assert moves[0] == "more-2"
    assert moves[-1] != "more-2"
    assert chances == sorted(chances, reverse=True)
