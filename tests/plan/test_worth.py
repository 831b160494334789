"""What a plan is worth: belief is a martingale, readings agree where they must, errors are told."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin import effects, measures
from longtin._dates import DAYS_A_YEAR
from longtin.plan._both_readings import keeping_effect
from longtin.plan._situation.relevance import RelevantMeasure
from longtin.plan.decision.compare import Outcome, PlanWorth, compared
from longtin.plan.decision.draws import dice, mean_and_error, normal, twins, uniform
from longtin.plan.decision.keeping import KeepingEffect
from longtin.plan.decision.modes import mode_of
from longtin.plan.decision.move import Move
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.projection import Projection
from longtin.plan.decision.simulate import Futures, Strategy, forecast
from longtin.plan.decision.solver import solve
from longtin.plan.decision.strategies import (
    by_policy,
    full_cooperation,
    in_order,
    nothing,
    other_ways,
    prepared,
)
from longtin.plan.decision.tree import BeliefState, _after, _seen
from tests.drawn import few
from tests.plan.problems import lasting, small

START = (0.45, 0.6, mode_of(0, False, 0))
PATHS = 4_000
chances = st.floats(0.01, 0.99)


def still(made: Problem, **world: float) -> Problem:
    """The same where types never turn over."""
    outlook = replace(
        made.outlook, keep_them=1.0, win_them=0.0, keep_us=1.0, win_us=0.0, discount=1.0, **world
    )
    return replace(made, outlook=outlook)


def same_effect(problem: Problem, shift: float = 0.0, deviation: float = 0.0) -> KeepingEffect:
    """The same effect of every move on conduct, none on crises."""
    ones = np.ones(len(problem.moves))
    return KeepingEffect(ones * shift, ones * deviation, ones * 0.0, ones * 0.0)


def drawn(problem: Problem, ways: Mapping[str, Strategy], **given: object) -> dict[str, Projection]:
    """What comes of each way."""
    return {
        name: forecast(problem, way, START, threshold=0.7, paths=PATHS, **given)  # type: ignore[arg-type]
        for name, way in ways.items()
    }


def futures_of(
    problem: Problem, place: BeliefState, moves: tuple[int, ...], chance: float = 1.0
) -> list[tuple[float, float]]:
    """Every future of some moves, whatever they see: chance and our trust at its end."""
    if not moves:
        return [(chance, place.p)]
    move, found = problem.moves[moves[0]], []
    for seen, (one, zero, _) in enumerate(_seen(problem, move, place)):
        likely = place.p * one + (1.0 - place.p) * zero
        if likely > 0.0:
            there = replace(_after(problem, move, place, seen, (one, zero)), mode=place.mode)
            found += futures_of(problem, there, moves[1:], chance * likely)
    return found


@few(30)
@given(chances, chances, chances, chances, st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_where_measures_only_reveal_no_way_moves_mean_trust(
    p: float, q: float, spread: float, noise: float, moves: list[int]
) -> None:
    """Belief is a martingale, exactly: to choose by mean trust at the end is to choose by luck."""
    problem = still(small(), spread_them=spread, noise=noise / 2.0)

    ends = futures_of(problem, BeliefState(p, q, mode_of(0, True, 2)), tuple(moves))

    assert sum(chance for chance, _ in ends) == pytest.approx(1.0, abs=1e-12)
    assert sum(chance * trust for chance, trust in ends) == pytest.approx(p, abs=1e-12)


@few(30)
@given(chances, st.floats(-0.1, 0.4), chances, st.integers(1, 2))
def test_a_kept_step_never_lowers_trust_beside_the_same_day_without_it(
    p: float, above: float, spread: float, move: int
) -> None:
    """Wherever they would answer one time in ten; of those who never do, kept is misread."""
    problem = small()
    problem = replace(problem, outlook=replace(problem.outlook, spread_them=spread))
    made, world = problem.moves[move], problem.outlook
    place = BeliefState(p, made.threshold + above, mode_of(0, True, 2))

    one, zero, _ = _seen(problem, made, place)[0]
    kept = _after(problem, made, place, 0, (one, zero))

    alone = world.win_them + (world.keep_them - world.win_them) * p
    assert kept.p >= alone - 1e-12


def test_mean_trust_ends_alike_in_drawn_futures_too() -> None:
    """What the table says of all ways is so of the futures it is drawn from."""
    problem = still(small(6))
    ways = {"plan": by_policy(solve(problem)), **other_ways(problem)}

    ends = [one.mean[-1] for one in drawn(problem, ways).values()]

    assert ends == pytest.approx([START[0]] * len(ends), abs=0.02)


def test_where_the_effect_is_nil_both_readings_are_equal() -> None:
    """To the last future: they differ by the effect alone."""
    problem = lasting(6)
    ways = {"plan": by_policy(solve(problem)), **other_ways(problem)}

    plain, changed = drawn(problem, ways), drawn(problem, ways, effect=same_effect(problem))

    for name, one in plain.items():
        np.testing.assert_array_equal(one.net, changed[name].net)
        np.testing.assert_array_equal(one.trust, changed[name].trust)


@few(8)
@given(st.floats(-0.1, 0.1), st.floats(0.0, 0.05))
def test_a_larger_effect_is_worth_no_less(shift: float, more: float) -> None:
    """Of the same programme with the same luck: better conduct keeps more promises."""
    problem = lasting(6)
    way = in_order(problem, [(1, 0), (2, 2)])

    less, greater = (
        forecast(problem, way, START, threshold=0.7, paths=PATHS, effect=same_effect(problem, size))
        for size in (shift, shift + more)
    )

    assert (greater.level >= less.level - 1e-12).all()
    assert greater.shifted[1] >= less.shifted[1] - 1e-12
    assert greater.worth >= less.worth - mean_and_error(greater.net - less.net)[1]


def test_a_band_around_nil_moves_no_mean() -> None:
    """Not knowing the effect is no effect, near the ends of the scale too."""
    problem = still(lasting(6), spread_them=0.3)
    ones = np.ones(len(problem.moves))
    wide = KeepingEffect(ones * 0.0, ones * 0.05, ones * 0.0, ones * 0.5)
    kept = np.ones((PATHS, len(problem.moves)), dtype=bool)
    luck = normal(dice(3), PATHS)

    moved = wide.moved(np.full(PATHS, 0.97), kept, luck)

    assert moved.mean() == pytest.approx(0.97, abs=1e-9)
    assert moved.max() <= 1.0
    assert wide.ratios(kept, luck).mean() == pytest.approx(1.0, abs=0.05)
    np.testing.assert_array_equal(wide.ratios(~kept, luck), 1.0)


@given(st.integers(1, 200))
def test_every_future_has_a_twin_with_the_opposite_luck(paths: int) -> None:
    """Two twins add up to one, and levels are the same values dealt anew."""
    half = (paths + 1) // 2
    rolled = uniform(dice(1), (2,), paths)
    levels = dice(2).random(half)

    dealt, source = twins(levels, paths)

    both = rolled[:, : paths - half] + rolled[:, half:]
    np.testing.assert_allclose(both, 1.0, atol=1e-6)
    np.testing.assert_array_equal(dealt, levels[source])
    if paths % 2 == 0:
        np.testing.assert_array_equal(np.sort(dealt[half:]), np.sort(levels))


def test_the_error_that_is_told_is_the_error_there_is() -> None:
    """Over fifty seeds the difference lies as far apart as one seed says of itself."""
    problem = lasting(6)
    ways = {"plan": by_policy(solve(problem)), "nothing": nothing(problem)}
    found = []
    for seed in range(50):
        fans = drawn(problem, ways, seed=seed)
        found.append(mean_and_error(fans["plan"].net - fans["nothing"].net))
    means, errors = np.array(found).T

    inside = (np.abs(means - means.mean()) <= errors).mean()

    assert 0.84 <= inside <= 1.0
    assert np.median(errors) == pytest.approx(2.0 * means.std(), rel=0.5)


def test_paired_and_mirrored_draws_tell_differences_better() -> None:
    """With the luck of each way its own the same number of futures would tell half as much."""
    problem = lasting(6)
    ways = {"plan": by_policy(solve(problem)), "grit": other_ways(problem)["grit"]}
    fans = drawn(problem, ways)
    other = forecast(problem, ways["grit"], START, threshold=0.7, paths=PATHS, seed=9)

    paired = mean_and_error(fans["plan"].net - fans["grit"].net)[1]
    apart = np.hypot(*(1.96 * one.net.std() / PATHS**0.5 for one in (fans["plan"], other)))

    assert paired < 0.7 * apart


def test_few_futures_recommend_nothing() -> None:
    """An error that cannot be told is no error of nothing."""
    assert mean_and_error(np.ones(10))[1] == float("inf")


def outcome(over: float, error: float) -> Outcome:
    """Worth so much more than nothing, give or take an error."""
    return Outcome(over, 0.0, 1.0, over, error, *[0.0] * 9)


@given(st.floats(-1.0, 1.0), st.floats(0.0, 0.5), st.floats(-1.0, 1.0), st.booleans())
def test_a_plan_inside_the_error_of_the_draws_is_never_recommended(
    over: float, error: float, change: float, begins: bool
) -> None:
    """Nor one that begins with waiting, nor for one reading what only the other says."""
    worth = PlanWorth({"plan": outcome(over, error)}, {"plan": outcome(change, error)}, 1.0, begins)

    if worth.verdict == "plan":
        assert begins
        assert over > error
    elif worth.verdict == "only_if_change":
        assert over <= error < change
    else:
        assert not begins or (over <= error and change <= error)


def test_the_recommendation_does_not_hang_on_the_seed() -> None:
    """Another draw of futures is no reason for another policy."""
    problem = lasting(6)
    ways = {"plan": by_policy(solve(problem)), **other_ways(problem)}
    full = full_cooperation(problem)
    found = set()
    for seed in range(10):
        fans = drawn(problem, ways, seed=seed)
        worth = compared({"reveal": fans, "change": fans}, full, begins=True)
        found.add((worth.verdict, max(worth.reveal, key=lambda way: worth.reveal[way].value)))

    assert found == {("plan", "plan")}


def test_steps_that_bring_nothing_lose_to_waiting() -> None:
    """What costs and gains nothing is never better than doing nothing."""
    made = lasting(6)
    empty = tuple(replace(one, gain=0.0) for one in made.moves)
    problem = replace(made, moves=empty)
    ways = {"plan": in_order(problem, [(1, 0)]), "nothing": nothing(problem)}
    fans = drawn(problem, ways)

    worth = compared({"reveal": fans, "change": fans}, full_cooperation(problem), begins=True)

    assert worth.verdict == "wait"


@pytest.mark.parametrize("made", [small(6), lasting(6)], ids=["steps", "running"])
def test_nothing_brings_more_than_full_cooperation(made: Problem) -> None:
    """A share above one would be no share."""
    problem = replace(made, outlook=replace(made.outlook, discount=1.0))

    found = drawn(problem, {"plan": by_policy(solve(problem))})["plan"]

    assert found.net.max() <= full_cooperation(problem) + 1e-9
    assert 0.0 < found.worth < full_cooperation(problem)


def test_nothing_begins_before_it_is_prepared() -> None:
    """A measure that takes months to set up brings nothing in the first."""
    problem = lasting(6)
    ready = {one.id: 3 for one in problem.moves if one.is_measure}
    ways = {
        "plan": by_policy(solve(problem), ready=ready),
        **{name: prepared(problem, way, ready) for name, way in other_ways(problem).items()},
    }
    measures = [at for at, one in enumerate(problem.moves) if one.is_measure]
    begun: dict[int, bool] = {}

    for way in ways.values():

        def watched(step: int, now: Futures, way: Strategy = way) -> np.ndarray:
            moves = way(step, now)
            begun[step] = begun.get(step, False) or bool(np.isin(moves, measures).any())
            return moves

        forecast(problem, watched, START, threshold=0.7, paths=200)

    assert [begun[step] for step in range(4)] == [False, False, False, True]


def test_the_second_reading_takes_its_size_from_the_record() -> None:
    """A fifth a year of what moved in five, with its band; nothing for what is no measure."""
    held = measures.catalogue()["defence-hotline"]
    problem = Problem((Move("defence-hotline"), Move("talk")), horizon=1)
    found = effects.estimated(held)

    size = keeping_effect(
        problem, {"defence-hotline": RelevantMeasure(held, 1.0, "matched")}, DAYS_A_YEAR
    )

    assert size.shift == pytest.approx([0.0, found.trust.mean / 5.0, 0.0])
    assert size.shift_deviation == pytest.approx([0.0, found.trust.deviation / 5.0, 0.0])
    assert size.incidents == pytest.approx([0.0, found.incidents.mean, 0.0])
    assert size.incidents_deviation == pytest.approx([0.0, found.incidents.deviation, 0.0])
