"""What would have to be true: each answer put back into the game makes trust just enough."""

from dataclasses import replace

import pytest
from hypothesis import example, given

from longtin.game import Payoffs, SwitchingValue, is_enough, switching_values, threshold
from tests.game.strategies import LINEAR, SHARES, payoffs

TIED = Payoffs(
    gain=1 / 3, vulnerability=1 / 3, temptation=0, cheating=2 / 3, reputation=1 / 3, dread=1
)  # v/(v + g − b + r) = 1/3
TIED_UNTEMPTED = Payoffs(
    gain=1, vulnerability=1, temptation=0.9, cheating=2, reputation=1, dread=1
)  # the same 1/3 where temptation is 0


def put_back(
    side: Payoffs, found: SwitchingValue, trust: float, stake: float
) -> tuple[float, float]:
    """Trust and its threshold, if the condition held."""
    limit = found.limit
    assert limit is not None
    match found.unknown:
        case "trust":
            return limit, threshold(side, stake)
        case "stake":
            return trust, threshold(side, limit)
        case "gain":
            dear = max(side.cheating, 2 * limit)  # what cheating pays others is not in question
            return trust, threshold(replace(side, gain=limit, cheating=dear), stake)
        case name:
            return trust, threshold(replace(side, **{name: limit}), stake)


@given(payoffs(), SHARES, SHARES)
@example(TIED, 1 / 3, 1 / 2)
def test_each_condition_makes_trust_just_enough(side: Payoffs, trust: float, stake: float) -> None:
    """An answer to "what would have to be true" that is not true of the game misleads."""
    for found in switching_values(side, trust, stake):
        if found.limit is None:
            continue

        given_trust, needed = put_back(side, found, trust, stake)

        assert given_trust == pytest.approx(needed, rel=1e-6)


@given(payoffs(), SHARES, SHARES)
@example(TIED, 1 / 3, 1 / 2)
@example(TIED_UNTEMPTED, 1 / 3, 1 / 4)
def test_where_no_condition_is_found_none_exists(side: Payoffs, trust: float, stake: float) -> None:
    """The words "impossible by this alone" close a door, so every value is tried."""
    for found in switching_values(side, trust, stake):
        if found.limit is not None or found.unknown in ("trust", "gain"):
            continue
        if found.unknown == "stake":
            tried = [threshold(side, s / 200) for s in range(1, 200)]
        elif found.unknown == "temptation":
            values = [side.gain * share / 200 for share in range(200)]
            tried = [threshold(replace(side, temptation=b), stake) for b in values]
        else:
            values = [10.0**power for power in range(-9, 7)]
            tried = [threshold(replace(side, **{found.unknown: x}), stake) for x in values]

        assert {is_enough(trust, least) for least in tried} <= {found.stays}


@given(payoffs(dread=LINEAR), SHARES, SHARES)
def test_with_linear_losses_a_smaller_stake_changes_nothing(
    side: Payoffs, trust: float, stake: float
) -> None:
    """In the linear game the stake is no lever, and the answer has to say so."""
    found = {each.unknown: each.limit for each in switching_values(side, trust, stake)}

    assert found["stake"] is None


@given(payoffs(), SHARES, SHARES)
@example(TIED, 1 / 3, 1 / 2)
def test_conditions_lie_on_the_right_side_of_today(
    side: Payoffs, trust: float, stake: float
) -> None:
    """A doubter needs more of what helps; one who stays is told how far it may slip."""
    rises = {"trust": 1, "reputation": 1, "gain": 1}
    for found in switching_values(side, trust, stake):
        if found.limit is None:
            continue
        way = (found.limit - found.now) * rises.get(found.unknown, -1)

        assert way <= 1e-9 if found.stays else way >= -1e-9


def test_at_a_tie_a_side_stays_and_each_unknown_is_at_its_limit() -> None:
    """Both choices are worth the same; whoever stays has nothing to spare in anything."""
    found = {each.unknown: each for each in switching_values(TIED, 1 / 3, 1 / 2)}

    assert all(each.stays for each in found.values())
    assert found["temptation"].limit == 0
    assert found["reputation"].limit == 1 / 3
    assert found["vulnerability"].limit == 1 / 3
    assert found["gain"].limit == 1 / 3
    assert found["trust"].limit == pytest.approx(1 / 3)
    assert found["stake"].limit is None  # with linear losses it does not matter


def test_without_any_trust_only_a_risk_of_nothing_is_taken() -> None:
    """A guarantee that covers every loss does without trust; no price on cheating does."""
    found = {each.unknown: each.limit for each in switching_values(TIED, 0, 1 / 2)}

    assert found["vulnerability"] == 0
    assert found["reputation"] is found["gain"] is found["temptation"] is found["stake"] is None
