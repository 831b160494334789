"""Technologies of supply against closed forms and against slow, obvious search."""

import numpy as np
import pytest
from hypothesis import given

from longtin.forums import CooperationGame, Setting
from longtin.forums.coalitions.coalition_game import switched
from tests.drawn import few
from tests.forums.drawn_settings import aggregations, alike, seeds, setting, sizes


def net(game: CooperationGame, efforts: np.ndarray) -> np.ndarray:
    """What each has if all do as they do, each alone."""
    s = game.setting
    together = np.full((s.size, s.size), s.publicness)
    np.fill_diagonal(together, 1.0)
    return s.values * game.supply.shared(efforts, together) - game.supply.cost(efforts)


@few(25)
@given(seeds, sizes)
def test_alone_nobody_would_do_more_or_less(seed: int, size: int) -> None:
    """National action is a Nash equilibrium: any other effort of one state brings it less."""
    game = CooperationGame(setting(seed, size))
    efforts = game.supply.alone()
    now = net(game, efforts)

    for state in range(size):
        for effort in np.linspace(0.0, 1.0, 41):
            other = efforts.copy()
            other[state] = effort
            assert net(game, other)[state] <= now[state] + 1e-9


@few(25)
@given(seeds, sizes)
def test_what_all_would_do_together_is_best_for_all(seed: int, size: int) -> None:
    """The Samuelson optimum: no other common marginal cost brings more, and alone brings less."""
    means = np.random.default_rng(seed).dirichlet(np.ones(size))
    given = {"publicness": 1.0, "benefit_cost": 1.2, "costs": np.ones(size), "means": means}
    game = CooperationGame(setting(seed, size, values=means, **given))
    everybody = np.ones((1, size), dtype=bool)

    def total(level: float) -> float:
        efforts = game.supply.efforts(everybody, np.array([level]))[0]
        return float(net(game, efforts).sum())

    best = total(game.supply.top())

    assert all(total(level) <= best + 1e-9 for level in np.linspace(0.0, 2.0, 81))
    assert game.alone.sum() <= best + 1e-9
    assert (
        game.supply.alone() @ game.setting.means
        <= game.supply.top() * (game.setting.means / game.setting.costs).sum() + 1e-9
    )


def test_weakest_link_does_what_the_least_keen_likes() -> None:
    """Alone, all go as far as the least keen and no further; what is more would be wasted."""
    values = np.array([0.5, 0.3, 0.2])
    game = CooperationGame(
        Setting(
            means=np.full(3, 1 / 3), values=values, costs=np.ones(3), belief=np.ones((3, 3)),
            aggregation="weakest_link", benefit_cost=2.0, curvature=0.5,
        )
    )  # fmt: skip
    burden = 0.5 / 3
    liked = values * 1.5 / (2 * (burden + 0.5 * values))

    np.testing.assert_allclose(game.supply.alone(), liked.min())


def test_best_shot_is_made_by_whoever_gains_most_by_it() -> None:
    """One state makes it, the others ride free (Hirshleifer)."""
    game = CooperationGame(
        Setting(
            means=np.full(4, 0.25), values=np.array([0.6, 0.2, 0.1, 0.1]), costs=np.ones(4),
            belief=np.ones((4, 4)), aggregation="best_shot", needed=0.2, benefit_cost=3.0,
        )
    )  # fmt: skip

    assert (game.supply.alone() > 0.0).tolist() == [True, False, False, False]


def test_with_linear_gains_three_of_ten_act_together() -> None:
    """Quadratic costs, gains in proportion, pure public good: n* = 3 whatever they are worth."""
    for worth in (0.2, 1.0, 1.8):
        game = CooperationGame(alike(10, curvature=0.0, publicness=1.0, benefit_cost=worth))
        groups = np.tri(10, 10, dtype=bool)
        stays = np.array(
            [
                (game.payoffs(row[None])[0] - game.switched(row[None])[0])[0] >= -1e-12
                for row in groups
            ]
        )

        assert stays[1:].tolist() == [True, True] + [False] * 7


@few(25)
@given(seeds, sizes, aggregations)
def test_what_one_change_of_mind_brings_is_reckoned_as_if_all_were(
    seed: int, size: int, aggregation: str
) -> None:
    """The short way by sums equals asking for every coalition with one state changed."""
    game = CooperationGame(setting(seed, size, aggregation=aggregation))

    class Plain:
        """The same game without the short way."""

        size = game.size

        def payoffs(self, members: np.ndarray) -> np.ndarray:
            return game.payoffs(members)

    groups = np.random.default_rng(seed).random((6, size)) < 0.5

    np.testing.assert_allclose(game.switched(groups), switched(Plain(), groups), atol=1e-12)


@pytest.mark.parametrize("aggregation", ["sum", "club"])
def test_a_penalty_turns_a_tiny_club_into_a_large_one(aggregation: str) -> None:
    """Nordhaus's direction: without a penalty few stay, with a small one nearly all."""
    sizes_found = []
    for penalty in (0.0, 0.4):
        game = CooperationGame(
            alike(10, aggregation=aggregation, publicness=1.0, benefit_cost=1.0, penalty=penalty)
        )
        groups = np.tri(10, 10, dtype=bool)
        change = game.switched(groups) - game.payoffs(groups)
        stays = [max(row[group]) <= 1e-12 for row, group in zip(change, groups, strict=True)]
        sizes_found.append(max(n + 1 for n, stay in enumerate(stays) if stay))

    assert sizes_found[0] <= 4
    assert sizes_found[1] == 10
