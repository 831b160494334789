"""Event study: what is planted is found, what is not is not, and placebos behave like chance."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin import effects
from tests.drawn import few
from tests.effects.simulated import simulated

SEEDS = st.integers(0, 10_000)


@few(8)
@given(seed=SEEDS)
def test_a_planted_effect_is_found_at_its_size(seed: int) -> None:
    """A tool that cannot find what is there says nothing by finding nothing."""
    world = simulated(seed, lift=0.15)

    found = effects.studies(world.panel, world.exposure)["trust"]

    assert found.value - 1.645 * found.error > 0
    assert abs(found.value - 0.15) < 3 * found.error
    assert found.placebo_pairs <= 0.01


@few(8)
@given(seed=SEEDS)
def test_a_planted_nil_is_not_found(seed: int) -> None:
    """Nor does it find what is not there: 3 errors are passed once in 370 times."""
    world = simulated(seed)

    found = effects.studies(world.panel, world.exposure)

    for name in ("trust", "incidents"):
        assert abs(found[name].value) < 3.5 * found[name].error
        assert found[name].placebo_pairs > 0.001


def test_bands_hold_the_planted_size_nine_times_in_ten() -> None:
    """A band that is too narrow is a claim that nobody can keep."""
    held = 0
    for seed in range(40):
        world = simulated(seed, lift=0.15, pairs=60)
        found = effects.studies(world.panel, world.exposure)["trust"]
        held += abs(found.value - 0.15) <= 1.645 * found.error

    assert 31 <= held <= 40


def test_fewer_disputes_are_found_as_a_ratio_below_one() -> None:
    """Disputes are rare, so many events are needed before fewer of them show."""
    world = simulated(4, pairs=300, treated=80, disputes=0.2)

    found = effects.studies(world.panel, world.exposure)["incidents"]

    assert found.value + 1.645 * found.error < 0


@pytest.mark.slow
def test_placebo_p_values_are_roughly_uniform() -> None:
    """Without an effect one in ten stands out from nine in ten placebos, and no more."""
    values = [
        effects.studies(world.panel, world.exposure, seed=seed)["trust"].placebo_pairs
        for seed in range(80)
        for world in [simulated(seed, pairs=60, treated=4)]
    ]

    ordered = np.sort(values)
    furthest = np.abs(ordered - (np.arange(len(ordered)) + 0.5) / len(ordered)).max()
    assert furthest < 1.63 / np.sqrt(len(ordered))  # Kolmogorov–Smirnov, one in a hundred


def test_results_reproduce_from_the_seed() -> None:
    """Whoever repeats an analysis gets its figures."""
    world = simulated(2)

    once, again = (effects.studies(world.panel, world.exposure, seed=7) for _ in range(2))
    other = effects.studies(world.panel, world.exposure, seed=8)

    for name in effects.OUTCOMES:
        assert once[name].placebo_pairs == again[name].placebo_pairs or not once[name].effects
        np.testing.assert_equal(once[name].value, again[name].value)
    assert once["trust"].value == other["trust"].value  # only p-values are drawn


def test_what_changed_for_everyone_is_no_effect() -> None:
    """A world that calms down is not what one pair's treaty did."""
    world = simulated(3)
    rising = np.linspace(0, 0.2, len(world.panel.years))
    panel = replace(world.panel, trust=world.panel.trust + rising)

    found = effects.studies(panel, world.exposure)["trust"]

    plain = effects.studies(world.panel, world.exposure)["trust"]
    assert found.value == pytest.approx(plain.value, abs=0.02)


def test_an_event_too_near_the_end_is_left_out() -> None:
    """Three years must be known after it, or there is nothing to compare."""
    world = simulated(5, treated=1)
    late = replace(world.exposure.events[0], year=int(world.panel.years[-1]) - 2)

    found = effects.studies(world.panel, replace(world.exposure, events=(late,)))

    assert not found["trust"].effects
    assert np.isnan(found["trust"].value)
