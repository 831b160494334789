"""Strategies: what they do, and how pairs of them fare in the long run."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.game import (
    BeliefThreshold,
    Grit,
    History,
    MemoryOneStrategy,
    Response,
    Strategy,
    long_run,
    long_run_worth,
    memory_one,
    payoff_table,
    play,
    roster,
)
from tests.oracles.gambit_answers import BOLD

SHARES = st.floats(0.01, 0.99)


@st.composite
def any_memory_one(draw: st.DrawFn) -> MemoryOneStrategy:
    """Any strategy that remembers one round and is never sure."""
    cc, cd, dc, dd, first = (draw(SHARES) for _ in range(5))
    return MemoryOneStrategy(
        name="any", source="drawn", first=first, after=Response(cc, cd, dc, dd)
    )


@given(any_memory_one(), any_memory_one())
def test_the_long_run_stays_as_it_is(one: MemoryOneStrategy, two: MemoryOneStrategy) -> None:
    """Shares of outcomes that the next round would change are not those of the long run."""
    shares = long_run(one, two)

    after = np.zeros((2, 2))
    for a in (0, 1):
        for b in (0, 1):
            p, q = one.table[a, b], two.table[b, a]
            after += shares[a, b] * np.array(
                [[(1 - p) * (1 - q), (1 - p) * q], [p * (1 - q), p * q]]
            )
    np.testing.assert_allclose(after, shares, atol=1e-9)
    assert shares.sum() == pytest.approx(1)


@given(any_memory_one())
def test_nobody_gets_the_better_of_tit_for_tat(other: MemoryOneStrategy) -> None:
    """It is cheated in the long run just as often as it cheats: a theorem of Press and Dyson."""
    shares = long_run(memory_one()["tit-for-tat"], other)

    assert shares[1, 0] == pytest.approx(shares[0, 1], abs=1e-9)


@pytest.mark.parametrize("noise", [0.01, 0.05, 0.2])
def test_under_noise_tit_for_tat_forgets_how_to_cooperate(noise: float) -> None:
    """A slip echoes for ever, so that all outcomes come equally often; Pavlov mends it."""
    echo, pavlov = memory_one()["tit-for-tat"], memory_one()["win-stay-lose-shift"]

    np.testing.assert_allclose(long_run(echo, echo, noise), 0.25)
    assert long_run(pavlov, pavlov, noise)[1, 1] > 0.25 + (0.2 - noise)


@pytest.mark.parametrize(
    ("one", "two", "end"),
    [
        ("tit-for-tat", "tit-for-tat", (1, 1)),
        ("tit-for-tat", "always-cheat", (0, 0)),
        ("always-cooperate", "always-cheat", (1, 0)),
        ("grim", "suspicious-tit-for-tat", (0, 0)),
        ("win-stay-lose-shift", "win-stay-lose-shift", (1, 1)),
    ],
)
def test_without_noise_pairs_end_where_their_first_moves_lead(
    one: str, two: str, end: tuple[int, int]
) -> None:
    """The textbook's pairs."""
    assert long_run(memory_one()[one], memory_one()[two])[end] == pytest.approx(1)


@pytest.mark.parametrize("one", ["generous-tit-for-tat", "win-stay-lose-shift", "grim"])
@pytest.mark.parametrize("two", ["tit-for-tat", "win-stay-lose-shift", "always-cheat"])
def test_the_long_run_is_what_many_rounds_come_to(one: str, two: str) -> None:
    """The chain against brute play."""
    did = play(memory_one()[one], memory_one()[two], 5_000, noise=0.1, rng=7)

    shares = long_run(memory_one()[one], memory_one()[two], 0.1)

    counted = np.array([[((did == (a, b)).all(axis=1)).mean() for b in (0, 1)] for a in (0, 1)])
    np.testing.assert_allclose(counted, shares, atol=0.03)
    expected = (counted * payoff_table(BOLD, [0.5])[0, 1]).sum()
    worth = long_run_worth(BOLD, 0.5, memory_one()[one], memory_one()[two], noise=0.1)
    assert worth == pytest.approx(expected, abs=0.08)


def test_grit_begins_again_where_tit_for_tat_gives_up() -> None:
    """Initiatives come in series, answered or not; that is how it ends a feud."""
    did = play(Grit(series=3), memory_one()["suspicious-tit-for-tat"], 12, rng=0)
    feud = play(Grit(series=3), memory_one()["always-cheat"], 12, rng=0)

    assert did[1:].all()
    assert feud[:, 0].tolist() == [1, 1, 1, 0, 0, 0] * 2


def test_belief_turns_away_from_a_cheat_and_stays_with_a_friend() -> None:
    """The threshold at work: trust is used up by cheating, act by act."""
    wary = BeliefThreshold(trust=0.6, threshold=0.5)

    assert play(wary, memory_one()["always-cooperate"], 9, rng=0)[:, 0].all()
    assert play(wary, memory_one()["always-cheat"], 9, rng=0)[:, 0].tolist() == [1] + [0] * 8


def test_noise_of_a_half_is_refused() -> None:
    """Then nobody does what he means, and no rule is a rule."""
    with pytest.raises(ModelError, match=r"noise is 0\.5"):
        long_run(memory_one()["grim"], memory_one()["grim"], 0.5)


def test_a_tie_is_trust_enough_for_a_strategy_too() -> None:
    """Belief just at the threshold keeps faith, as everywhere else; a third is no binary number."""
    third = BeliefThreshold(trust=1 - 2 / 3, threshold=1 / 3)

    assert third(()) == 1


@pytest.mark.parametrize("one", roster().values(), ids=roster())
def test_a_strategy_known_by_name_answers_every_history(one: Strategy) -> None:
    """Whatever a tournament puts it through, it gives a chance, and gives the same again."""
    histories: list[History] = [
        tuple((turn % 2, turn // 2 % 2) for turn in range(length)) for length in range(8)
    ]

    chances = [one(history) for history in histories]

    assert all(0 <= chance <= 1 for chance in chances)
    assert chances == [one(history) for history in histories]


def test_strategies_are_found_by_being_there() -> None:
    """A file in the folder is all that a new one takes, whether it remembers one round or more."""
    assert {"tit-for-tat", "grit", "belief-threshold"} <= set(roster())
    assert isinstance(roster()["grit"], Grit)
    assert set(memory_one()) < set(roster())


def test_a_chance_that_is_none_is_refused() -> None:
    """A strategy that cooperates twice as often as always is a slip."""
    with pytest.raises(ModelError, match="chance of cooperating is 2"):
        MemoryOneStrategy(
            name="any", source="drawn", first=0.5, after=Response(cc=2, cd=0, dc=1, dd=0)
        )
