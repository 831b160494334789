"""Thresholds mean what they say: at them both choices are worth the same."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from longtin.errors import ModelError
from longtin.game import (
    Payoffs,
    assumptions,
    cell,
    is_enough,
    payoff_table,
    supported_stake,
    threshold,
)
from tests.game.strategies import LINEAR, SHARES, payoffs

USUAL = Payoffs(
    gain=1, vulnerability=3, temptation=0.25, cheating=2, reputation=0.25, dread=2
)  # 3·0.25/(3·0.25 + 1) = 3/7 at a quarter of the stake, 3/4 at all of it


def expected(table: np.ndarray, kind: int, own: int, chance: float) -> float:
    """Oracle: an outcome's worth times its chance, summed by hand."""
    return float(chance * table[0, kind, own, 1] + (1 - chance) * table[0, kind, own, 0])


@given(payoffs(), SHARES)
def test_at_the_threshold_both_choices_are_worth_the_same(side: Payoffs, stake: float) -> None:
    """That is what a threshold is, for either type."""
    table = payoff_table(side, [stake])
    for kind, is_trustworthy in enumerate((False, True)):
        least = threshold(side, stake, trustworthy=is_trustworthy)
        if least > 1:  # no trust is enough
            continue

        both = [expected(table, kind, own, least) for own in (0, 1)]

        assert both[0] == pytest.approx(both[1], abs=1e-9)


@given(payoffs(), SHARES, SHARES)
def test_cooperating_is_worth_it_above_the_threshold_and_only_there(
    side: Payoffs, stake: float, trust: float
) -> None:
    """A government reads the threshold as the line between staying in and keeping out."""
    table = payoff_table(side, [stake])
    for kind, is_trustworthy in enumerate((False, True)):
        least = threshold(side, stake, trustworthy=is_trustworthy)
        assume(abs(trust - least) > 1e-6)

        ahead = expected(table, kind, 1, trust) - expected(table, kind, 0, trust)

        assert (ahead > 0) == (trust > least)
        gained = side.edge(trustworthy=is_trustworthy) * stake
        assert trust * gained - (1 - trust) * side.loss(stake) == pytest.approx(ahead)


@given(payoffs(dread=LINEAR), SHARES, SHARES)
def test_with_linear_losses_the_stake_does_not_matter(
    side: Payoffs, one: float, two: float
) -> None:
    """In the linear game every stake needs the same trust, v/(v + g − b + r)."""
    v, edge = side.vulnerability, side.gain - side.temptation + side.reputation

    assert threshold(side, one) == pytest.approx(threshold(side, two))
    assert threshold(side, one) == pytest.approx(v / (v + edge))


@given(payoffs())
def test_at_full_stake_dread_does_not_matter(side: Payoffs) -> None:
    """Dread says how losses grow up to the full stake, not what everything lost would cost."""
    assert threshold(side, 1) == pytest.approx(threshold(replace(side, dread=1), 1))


@given(payoffs(), SHARES, SHARES)
def test_a_larger_stake_never_needs_less_trust(side: Payoffs, one: float, two: float) -> None:
    """Otherwise small steps would be the dangerous ones."""
    small, large = sorted((one, two))

    assert threshold(side, small) <= threshold(side, large) + 1e-12


@given(payoffs(), SHARES, st.floats(0.01, 2))
def test_each_lever_moves_the_threshold_the_way_its_name_says(
    side: Payoffs, stake: float, more: float
) -> None:
    """Reputation and overlap lower it; vulnerability and temptation raise it."""
    now = threshold(side, stake)
    tempted = replace(side, temptation=side.temptation + (side.gain - side.temptation) / 2)

    assert threshold(replace(side, reputation=side.reputation + more), stake) < now
    assert threshold(replace(side, vulnerability=side.vulnerability + more), stake) > now
    assert threshold(tempted, stake) > now
    shared = replace(side, gain=side.gain + more, cheating=side.cheating + more)
    assert threshold(shared, stake) < now


@given(payoffs(), SHARES)
def test_an_untrustworthy_government_cooperates_only_when_cheating_is_made_dear(
    side: Payoffs, stake: float
) -> None:
    """Rules with teeth can do without trust in motives; without them no trust is enough."""
    lenient, strict = replace(side, reputation=0), replace(side, reputation=side.cheating)

    assert threshold(lenient, stake, trustworthy=False) == inf
    assert threshold(strict, stake, trustworthy=False) < 1


@given(payoffs(dread=st.floats(1.1, 3)), SHARES)
def test_trust_supports_a_stake_just_when_it_reaches_its_threshold(
    side: Payoffs, trust: float
) -> None:
    """The largest stake and the least trust are two readings of one line."""
    stake = supported_stake(side, trust)

    if stake < 1:
        assert threshold(side, stake) == pytest.approx(trust, rel=1e-6)
    else:
        assert is_enough(trust, threshold(side, 1))


@given(payoffs(dread=LINEAR), SHARES)
def test_with_linear_losses_trust_supports_all_or_nothing(side: Payoffs, trust: float) -> None:
    """Where the stake does not matter, no stake is small enough to be safe."""
    assert supported_stake(side, trust) == float(is_enough(trust, threshold(side, 1)))


def test_limits() -> None:
    """Nothing to lose needs no trust; nothing at stake needs none; certainty supports all."""
    assert threshold(replace(USUAL, vulnerability=0), 1) == 0
    assert threshold(USUAL, 0) == 0
    assert supported_stake(USUAL, 1) == 1
    assert supported_stake(USUAL, 0) == 0
    assert threshold(USUAL, 0.25) == pytest.approx(3 / 7)
    assert threshold(USUAL, 1) == pytest.approx(3 / 4)


@given(payoffs(), SHARES)
def test_trust_at_the_threshold_is_enough(side: Payoffs, stake: float) -> None:
    """The least trust that is enough is enough, whatever the last digit says."""
    least = threshold(side, stake)

    assert is_enough(least, least)
    assert is_enough(least * (1 - 1e-12), least)
    assert not is_enough(least * (1 - 1e-6), least)
    assert cell(least, least, least, least) == "win-win"
    assert supported_stake(side, least) >= stake * (1 - 1e-6) or side.dread < 1 + 1e-3


@pytest.mark.parametrize(
    ("trust", "where"),
    [
        ((0.5, 0.6), "win-win"),
        ((0.49, 0.6), "first doubts"),
        ((0.5, 0.59), "second doubts"),
        ((0.49, 0.59), "collapse"),
    ],
)
def test_the_cell_says_who_doubts(trust: tuple[float, float], where: str) -> None:
    """Who doubts is who has to be reassured; trust just at the threshold is enough."""
    assert cell(*trust, 0.5, 0.6) == where


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("gain", 0, "above 0"),
        ("vulnerability", -1, "0 or more"),
        ("temptation", 1, "below the gain, 1"),
        ("cheating", 1, "above the gain, 1"),
        ("dread", 0.5, "1 or more"),
        ("reputation", inf, "finite"),
    ],
)
def test_payoffs_of_another_game_are_refused(name: str, value: float, accepted: str) -> None:
    """A type is defined by its order of payoffs; another order is another game."""
    with pytest.raises(ModelError, match=f"`{name}` is .*{accepted}"):
        replace(USUAL, **{name: value})


def test_shipped_numbers_are_said_to_be_judgement() -> None:
    """Nobody has measured these; the reader is to know that."""
    shipped = assumptions()

    assert {reason.certainty for reason in shipped.reasons.values()} == {"judgement"}
    assert 0 < threshold(shipped.both, shipped.reference_stake) < 1
