"""How well a level is known: what one kept promise can show, and how likely it is below a line."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust import Estimate, Model

DAY = date(2014, 6, 29)
PAIRS = [(816, 710), (2, 200)]


@pytest.fixture(scope="module", params=[9, 2])
def found(request: pytest.FixtureRequest, record: Record) -> Estimate:
    """Belief of two pairs, by nine levels and by two types."""
    model = Model.shipped(draws=24, levels=request.param)
    return trust.estimate_pairs(record, PAIRS, by="week", until=DAY, model=model)


def test_one_kept_promise_takes_trust_as_far_as_the_spread_says(found: Estimate) -> None:
    """By Bayes' rule on the levels: E goes to E + Var/E, which is 1 only for types."""
    beliefs = found.beliefs
    for column in range(len(PAIRS)):
        held = beliefs.drawn[-1, :, column].mean(axis=1, dtype=np.float64)
        mean = float(held @ beliefs.scale)
        kept = held * beliefs.scale

        after = float(kept @ beliefs.scale / kept.sum())

        spread = trust.spread(beliefs, column)
        assert after == pytest.approx(mean + spread * (1.0 - mean), abs=1e-9)
        assert (spread == pytest.approx(1.0)) == (len(beliefs.scale) == 2)


def test_the_chance_below_a_line_grows_with_it_and_fits_the_interval(found: Estimate) -> None:
    """A twentieth lies below the lower end of the 90 % interval, nineteen below the upper."""
    lines = np.linspace(0.0, 1.001, 12)
    for column in range(len(PAIRS)):
        chances = [trust.below(found.beliefs, column, line) for line in lines]

        assert chances == sorted(chances)
        assert chances[0] == 0.0
        assert chances[-1] == pytest.approx(1.0)
        if len(found.beliefs.scale) > 2:
            low, high = (float(end[-1, column]) for end in found.interval())
            assert low <= 1e-6 or trust.below(found.beliefs, column, low) == pytest.approx(
                0.05, abs=1e-6
            )
            assert high >= 1.0 - 1e-6 or trust.below(found.beliefs, column, high) == pytest.approx(
                0.95, abs=1e-6
            )


def test_levels_are_drawn_as_belief_has_them(found: Estimate) -> None:
    """Their mean is that of belief, and as many as it says lie below a line."""
    held = found.beliefs.drawn[-1, :, 0].mean(axis=1, dtype=np.float64)

    drawn = trust.levels_of(found.beliefs, 0, 4_000, seed=1)

    assert (drawn < 0.43).mean() == pytest.approx(trust.below(found.beliefs, 0, 0.43), abs=0.01)
    assert drawn.mean() == pytest.approx(float(held @ found.beliefs.scale), abs=0.05)


def test_alliance_and_a_long_peace_lift_old_allies_and_nobody_else(record: Record) -> None:
    """A second figure; Britain is an old ally of the United States, China none of Viet Nam."""
    model = Model.shipped(draws=0)
    for by in ("week", "year"):
        own, tied = (
            trust.probability(
                trust.estimate_pairs(
                    record, PAIRS, by=by, until=date(2014, 12, 31), model=each
                ).beliefs.path.after[-1]
            )
            for each in (model, model.with_ties())
        )
        assert tied[0] == pytest.approx(own[0], abs=1e-12)
        assert tied[1] > own[1] + 0.003


def test_two_types_have_no_scale_to_be_lifted_on() -> None:
    """Rather than a figure that means something else."""
    with pytest.raises(ModelError, match="nine levels"):
        Model.shipped(levels=2).with_ties()


def test_ends_of_intervals_hardly_depend_on_the_seed(record: Record) -> None:
    """Two decimals are told, so they have to hold."""
    model = Model.shipped(draws=256)
    ends = np.array(
        [
            [end[-1] for end in trust.estimate_pairs(
                record, PAIRS, by="week", until=DAY, model=replace(model, seed=seed)
            ).interval()]
            for seed in range(3)
        ]
    )  # fmt: skip

    assert np.ptp(ends, axis=0).max() < 0.03
