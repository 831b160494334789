"""The seven institutions: what theory says of each, and what holds of all."""

import numpy as np
import pytest
from hypothesis import given

from longtin.errors import ModelError
from longtin.forums import FORUMS, CooperationGame, carry_out, keeping, measured
from longtin.forums.institutions.conditional import offers, pivotal
from longtin.forums.institutions.growing import terms
from tests.drawn import few
from tests.forums.drawn_settings import aggregations, alike, seeds, setting, sizes


def test_states_that_are_alike_and_gain_much_agree_all() -> None:
    """Where nobody's interest differs, a universal consensus goes nearly all the way."""
    game = CooperationGame(alike(8, publicness=1.0, benefit_cost=4.0))

    found = carry_out(game, "universal")

    assert found.members.all()
    assert measured(game, found).gain > 0.7 > measured(game, carry_out(game, "national")).gain


@pytest.mark.parametrize(("transfers", "is_agreed"), [(False, False), (True, True)])
def test_one_that_loses_stops_a_consensus_unless_it_is_paid(
    transfers: bool, is_agreed: bool
) -> None:
    """A veto is a veto; side payments buy it."""
    values = np.array([0.3, 0.3, 0.3, 0.2, -0.1])

    found = carry_out(alike(5, values=values, transfers=transfers), "universal")

    assert found.is_agreed is is_agreed


@pytest.mark.parametrize("seed", [3, 7, 29, 30, 58])
def test_whom_the_good_harms_is_no_member_of_the_willing(seed: int) -> None:
    """It would sit in to have less asked of all, and did so for these seeds while it was asked."""
    size = 6 + seed % 5
    values = np.random.default_rng(seed).dirichlet(np.ones(size))
    values[-1] *= -0.4
    sure = {"publicness": 1.0, "belief": np.ones((size, size)), "aggregation": "sum"}
    game = CooperationGame(setting(seed, size, values=values, **sure))

    for start in (None, np.ones(size, dtype=bool)):
        assert not carry_out(game, "willing", start=start).members[-1]


def test_a_state_that_is_harmed_may_be_paid_to_join_the_willing() -> None:
    """Kuwait, Montreal: means are won by compensation, whatever their owner thinks of the aim."""
    values = np.array([0.6, 0.4, -0.02])
    found = carry_out(alike(3, values=values, transfers=True, benefit_cost=4.0), "willing")

    assert found.members.all()


def test_a_majority_goes_on_without_the_loser_and_not_against_a_veto() -> None:
    """The quota decides; whoever holds a veto decides too."""
    values = np.array([0.3, 0.3, 0.3, 0.2, -0.1])
    loser = np.arange(5) == 4

    outvoted = carry_out(alike(5, values=values), "majority")
    vetoed = carry_out(alike(5, values=values, veto=loser), "majority")

    assert outvoted.is_agreed
    assert outvoted.promised[4] < outvoted.promised[0]
    assert not vetoed.is_agreed


@few(30)
@given(seeds, sizes, aggregations)
def test_what_grew_is_no_shallower_than_what_was_founded(
    seed: int, size: int, aggregation: str
) -> None:
    """Downs, Rocke and Barsoom: of the same breadth, the core's terms are never the lower ones."""
    game = CooperationGame(setting(seed, size, aggregation=aggregation))
    chance = np.random.default_rng(seed)
    members = chance.random(size) < 0.7
    members[:2] = True
    core = np.arange(size) < 2

    assert terms(game, core, members) >= terms(game, members, members) - 1e-12


@few(30)
@given(seeds, sizes, aggregations)
def test_whom_nothing_distinguishes_but_order_has_the_same(
    seed: int, size: int, aggregation: str
) -> None:
    """Relabelling states relabels what each has under every forum."""
    one = setting(seed, size, aggregation=aggregation)
    order = np.random.default_rng(seed).permutation(size)
    two = one.only(order)

    for forum in FORUMS:
        first, second = carry_out(one, forum), carry_out(two, forum)
        np.testing.assert_allclose(first.gains[order], second.gains, atol=1e-9)
        assert (first.members[order] == second.members).all()


@few(30)
@given(seeds, sizes, aggregations)
def test_measures_stay_within_what_they_are_shares_of(
    seed: int, size: int, aggregation: str
) -> None:
    """No forum brings more than all together at once; shares are shares."""
    game = CooperationGame(setting(seed, size, aggregation=aggregation))

    for forum in FORUMS:
        outcome = carry_out(game, forum)
        found = measured(game, outcome)
        assert found.gain <= 1.0 + 1e-6
        for share in (found.breadth, found.weight, found.kept, found.accountability):
            assert -1e-9 <= share <= 1.0 + 1e-9
        assert (outcome.kept <= 1.0 + 1e-9).all()
        assert outcome.is_agreed == outcome.members.any()


def test_two_that_gain_by_each_other_promise_the_most_they_can() -> None:
    """The greatest consistent set of a mutual pair is not nothing."""
    game = CooperationGame(alike(2, aggregation="club", publicness=0.0, asks=0.3))

    assert (offers(game) > 0.5).all()
    np.testing.assert_allclose(pivotal(game), 1.0)


def test_without_the_one_that_matters_offers_fall() -> None:
    """A promise that hangs on the largest state unravels with it, not with the smallest."""
    means = np.array([0.7, 0.2, 0.1])
    game = CooperationGame(alike(3, means=means, values=means, aggregation="club"))

    hold = pivotal(game)

    assert hold[0] > hold[2]


def test_promises_are_kept_by_trust_and_temptation() -> None:
    """Untempted all keep; wholly tempted only whom a breach would cost; between, trust decides."""
    trust = np.array([0.2, 0.5, 0.8, 0.95])

    np.testing.assert_allclose(keeping(trust, np.zeros(4), np.full(4, 0.3)), 1.0)
    np.testing.assert_allclose(keeping(trust, np.ones(4), np.full(4, 0.3)), 0.3)
    assert (np.diff(keeping(trust, np.full(4, 0.8), np.full(4, 0.3))) > 0.0).all()
    np.testing.assert_allclose(keeping(np.array([0.5]), np.array([0.4]), np.zeros(1)), 0.6)


def test_the_chance_of_keeping_has_trust_as_its_mean() -> None:
    """Over temptations of every size, a state keeps the share of promises that it is trusted by."""
    steps = (np.arange(20_000) + 0.5) / 20_000

    for trust in (0.2, 0.5, 0.8, 0.95):
        kept = keeping(np.array([trust]), steps, np.zeros(1)).mean()
        assert kept == pytest.approx(trust, abs=1e-3)


def test_an_unknown_forum_is_refused() -> None:
    """The seven are named."""
    with pytest.raises(ModelError, match=r"no forum `senate`.*universal"):
        carry_out(alike(3), "senate")  # type: ignore[arg-type]
