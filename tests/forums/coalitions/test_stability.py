"""Stability of coalitions: who leaves, who joins, against the slow and obvious way."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.errors import ModelError
from longtin.forums.coalitions import (
    CoalitionGame,
    PublicGood,
    Symmetric,
    Tabulated,
    enumerated,
    gains,
    mask_of,
    members_of,
    search,
    settle,
    stability,
    stable_coalitions,
)
from tests.drawn import few
from tests.forums.coalitions.drawn_games import (
    KINDS,
    changed,
    drawn,
    drawn_games,
    every_coalition,
    joined_by_hand,
    of,
    stays_by_hand,
    surplus_by_hand,
)

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=SEEDS, size=st.integers(1, 8))
@few(25)
def test_a_change_of_mind_is_worth_what_the_other_coalition_gives(
    kind: str, size: int, seed: int
) -> None:
    """The closed forms by sums are a short cut, not another game."""
    game = drawn(kind, size, seed)
    members = np.random.default_rng(seed).random((1, size)) < 0.5

    payoffs, change = gains(game, members)

    for state in range(size):
        then = of(game, changed(members[0], state))[state]
        assert change[0, state] == pytest.approx(then - payoffs[0, state], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=SEEDS, size=st.integers(1, 6))
@few(8)
def test_enumeration_says_what_looking_by_hand_says(kind: str, size: int, seed: int) -> None:
    """Halves of a table are compared; by hand every member and outsider is asked."""
    game = drawn(kind, size, seed)

    seen, asking = enumerated(game), enumerated(game, entry="consent")

    for mask, members in enumerate(every_coalition(game)):
        assert seen.internal[mask] == stays_by_hand(game, members)
        assert seen.external[mask] == (not joined_by_hand(game, members))
        assert asking.external[mask] == (not joined_by_hand(game, members, consent=True))
        assert seen.total[mask] == pytest.approx(of(game, members).sum())


@pytest.mark.parametrize("kind", KINDS)
@given(seed=SEEDS, size=st.integers(2, 6))
@few(8)
def test_with_transfers_all_stay_where_the_sum_suffices(kind: str, size: int, seed: int) -> None:
    """Sharing moves what is there; it makes nothing."""
    game = drawn(kind, size, seed)

    seen = enumerated(game, transfers=True)

    for mask, members in enumerate(every_coalition(game)):
        found = stability(game, members, transfers=True)
        suffices = surplus_by_hand(game, members) >= -1e-9
        joins = any(
            surplus_by_hand(game, changed(members, state)) > 1e-9
            for state in np.flatnonzero(~members).tolist()
        )
        assert seen.internal[mask] == found.is_internal == suffices
        assert seen.external[mask] == found.is_external == (not joins)
        assert found.transfers.sum() == pytest.approx(
            0, abs=1e-9 * (1 + np.abs(found.payoffs).sum())
        )
        if suffices:
            kept = [
                found.payoffs[i] >= of(game, changed(members, i))[i] - 1e-9
                for i in np.flatnonzero(members).tolist()
            ]
            assert all(kept)


def compared(games: Iterator[CoalitionGame], starts: int) -> list[tuple[float, float]]:
    """Greatest totals by enumeration and by search where they differ; what is found is stable."""
    wrong = []
    for number, game in enumerate(games):
        every = stable_coalitions(game)
        found = stable_coalitions(game, exact=False, seed=number, starts=starts)
        there = {mask_of(each.members) for each in every.found}
        assert all(mask_of(each.members) in there for each in found.found)
        best, reached = (each.best.total if each.best else np.nan for each in (every, found))
        if not np.isclose(best, reached, rtol=1e-12, equal_nan=True):
            wrong.append((best, reached))
    return wrong


def test_following_and_shaking_find_what_enumeration_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred games of all kinds, each searched as if it had two hundred states.

    Without looking at all small coalitions, which of so few states would be all there are.
    """
    monkeypatch.setattr(search, "SMALL", 0)

    assert compared(drawn_games(500, most=9), starts=48) == []


def test_small_coalitions_that_nothing_leads_to_are_found() -> None:
    """Eighteen states, entry by consent: four act, and no three of them would."""
    game = drawn("penalised", 18, 13)

    found = stable_coalitions(game, entry="consent", exact=False, seed=13)
    every = stable_coalitions(game, entry="consent")

    assert found.best is not None
    assert every.best is not None
    assert found.best.total == pytest.approx(every.best.total, rel=1e-12)
    assert found.looked_at < every.looked_at / 4


def test_many_states_are_searched_and_what_is_found_is_stable() -> None:
    """195 states have more coalitions than there are atoms; nothing unstable is passed off."""
    game = drawn("public good", 195, 1)

    found = stable_coalitions(game)

    assert not found.exact
    assert found.best is not None
    assert all(each.is_stable for each in found.found)
    assert [each.total for each in found.found] == sorted(
        (each.total for each in found.found), reverse=True
    )


def test_a_search_of_one_seed_finds_one_thing() -> None:
    """A result that cannot be repeated cannot be checked."""
    game = drawn("penalised", 40, 3)

    one, two = (stable_coalitions(game, seed=5) for _ in range(2))

    assert [mask_of(x.members) for x in one.found] == [mask_of(x.members) for x in two.found]


@given(seed=SEEDS, size=st.integers(2, 8), data=st.data())
@few(20)
def test_names_of_states_do_not_matter(seed: int, size: int, data: st.DataObject) -> None:
    """Who is called first has no advantage."""
    table = np.random.default_rng(seed).normal(size=(1 << size, size))
    order = np.array(data.draw(st.permutations(range(size))))
    members = members_of(np.arange(1 << size), size)
    renamed = np.empty_like(table)
    renamed[(members @ (1 << order))] = table[:, np.argsort(order)]

    seen, then = enumerated(Tabulated(table)), enumerated(Tabulated(renamed))

    moved = {mask_of(members_of(mask, size)[0][np.argsort(order)]) for mask in seen.stable}
    assert set(map(int, then.stable)) == moved


def test_settling_ends_where_nobody_moves() -> None:
    """From everybody together the free riders leave, one at a time, greatest gain first."""
    game = PublicGood(np.array([4.0, 3.0, 2.0, 1.0, 1.0, 1.0]), np.ones(6))
    seen: list[int] = []

    found = settle(game, np.ones(6, dtype=bool), told=lambda row: seen.append(int(row.sum())))

    assert found.is_stable
    assert seen[0] == 5
    assert mask_of(found.members) in set(map(int, enumerated(game).stable))


def test_circles_are_left_unsettled_and_said() -> None:
    """A wants to be where B is, and B to be where A is not: nothing is stable or called so."""
    chase = Tabulated(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]]))

    assert not settle(chase, np.zeros(2, dtype=bool)).is_stable
    assert stable_coalitions(chase).found == ()
    assert stable_coalitions(chase, exact=False).best is None


def test_idle_coalitions_are_told_from_acting_ones() -> None:
    """Linear game, 4 of 10 must act together to gain: 1 to 3 are stable because they do nothing."""
    worth, cost, size = 0.25, 1.0, 10
    counts = np.arange(size + 1)
    acts = counts * worth >= cost
    game = Symmetric(
        inside=np.where(acts, counts * worth - cost, 0.0),
        outside=np.where(acts, counts * worth, 0.0),
    )

    seen, found = enumerated(game), stable_coalitions(game)

    stable = np.zeros(1 << size, dtype=bool)
    stable[seen.stable] = True
    assert set(np.flatnonzero(seen.by_breadth(stable))) >= {1, 2, 4}
    assert found.smallest_acting is not None
    assert found.smallest_acting.breadth == 4


@pytest.mark.parametrize("size", [0, 21])
def test_too_many_states_to_enumerate_are_refused(size: int) -> None:
    """A million million rows would fill the memory before anybody is told."""
    game = PublicGood(np.ones(size), np.ones(size))

    with pytest.raises(ModelError, match=rf"All coalitions of {size} states"):
        enumerated(game)


def test_a_table_that_is_no_game_is_refused() -> None:
    """Three rows for two states."""
    with pytest.raises(ModelError, match="3 rows and 2 columns is no game"):
        Tabulated(np.zeros((3, 2)))
