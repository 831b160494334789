"""Graded levels: what they mean, and that all of an estimate stands on them."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st

from longtin import trust
from longtin.acts import Record, finer_kinds
from longtin.errors import ModelError
from longtin.trust import DECIBANS, Model
from longtin.trust.evidence.disputes import past_disputes
from longtin.trust.evidence.grid import Grid
from longtin.trust.model import events_model, graded_levels
from longtin.trust.model.parameters import shipped

GRADED = Model.shipped(draws=24, levels=9)
PAIRS = [(816, 710), (2, 200), (732, 731), (626, 625)]


@given(st.floats(0.01, 0.99), st.floats(-2.0, 3.0))
def test_the_long_run_is_a_distribution_whose_mean_follows(mean: float, precision: float) -> None:
    """A higher mean puts more at the top; nothing is impossible."""
    means = np.array([mean, min(mean + 0.005, 0.995)])[:, None]

    found = graded_levels.settled(means, np.array([precision]))[:, :, 0]

    np.testing.assert_allclose(found.sum(axis=0), 1.0, atol=1e-10)
    assert (found > 0.0).all()
    low, high = graded_levels.PLACES @ found
    assert low < high


def test_widening_keeps_a_distribution_and_leaves_every_level_open() -> None:
    """However sure a year was."""
    sure = np.eye(graded_levels.LEVELS)[:, :, None]

    found = graded_levels.widened(sure, axis=1)

    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert found.min() >= graded_levels.OPEN / graded_levels.LEVELS


def test_quantiles_lie_between_the_anchors() -> None:
    """Half of an even belief lies below the middle; ends are 0 and 1."""
    even = np.full((1, graded_levels.LEVELS, 1), 1.0 / graded_levels.LEVELS)
    borders = graded_levels.edges((0.25, 0.75))

    middle, low, high = (
        float(graded_levels.quantile(even, borders, share)[0, 0]) for share in (0.5, 0.05, 0.95)
    )

    assert middle == pytest.approx(0.5)
    assert (low, high) == (0.0, 1.0)


def test_memory_of_disputes_is_of_both_and_of_the_past_alone(record: Record) -> None:
    """Viet Nam and China after 1979: the same for both, from the year after."""
    grid = Grid(record, ((816, 710), (710, 816)), 1946, 1990)

    found = past_disputes(grid)

    np.testing.assert_array_equal(found[:, 0], found[:, 1])
    year = {int(each): row for row, each in enumerate(grid.years)}
    assert found[year[1980], 0] > found[year[1979], 0]
    assert found[0].max() == 0.0


def test_shipped_parameters_fit_the_vocabulary() -> None:
    """A new kind of act needs new parameters."""
    annual, events = shipped("annual"), shipped("events")

    assert annual.blocks == {name: tuple(names) for name, names in graded_levels.YEARLY.items()}
    assert events.blocks == events_model.graded_blocks(finer_kinds())
    assert annual.anchors == events.anchors
    assert events.provenance["annual"] == annual.version


def test_levels_that_nobody_fitted_are_refused() -> None:
    """With those that can be had."""
    with pytest.raises(ModelError, match="9 or 2"):
        Model.shipped(levels=5)


@pytest.mark.parametrize("by", ["week", "year"])
def test_an_estimate_explains_itself_on_graded_levels(record: Record, by: str) -> None:
    """Bands hold the point; lines add up in decibans and points; a forecast drifts on."""
    found = trust.estimate_pairs(record, PAIRS, by=by, until=date(2014, 12, 31), model=GRADED)
    low, high = found.interval()
    value = trust.probability(found.beliefs.path.after)
    assert ((low <= value) & (value <= high)).all()
    assert 0.02 < np.median((high - low)[-1]) < 0.98

    why = found.explain("VNM", "2014", "CHN")
    lines = why.lines
    assert lines["decibans"].sum() == pytest.approx(why.after - why.before, abs=1e-6)
    before, after = (
        100 * trust.probability(np.array(weight / DECIBANS)) for weight in (why.before, why.after)
    )
    assert lines["points"].sum() == pytest.approx(float(after - before), abs=1e-7)
    left = found.lasting("VNM", "CHN")
    assert np.isfinite(left["points_today"].to_numpy()).all()
    ahead = found.forecast(3).filter(pl.col("forecast"))
    assert ahead["trust"].is_between(0.0, 1.0).all()
    keep, win = trust.onward(found.beliefs, 0)
    assert 0.0 <= win < keep <= 1.0


def test_friends_stand_above_enemies_and_not_all_at_the_end(record: Record) -> None:
    """What graded levels are for."""
    found = trust.estimate_pairs(record, PAIRS, by="year", until=date(2014, 12, 31), model=GRADED)
    now = dict(zip(PAIRS, trust.probability(found.beliefs.path.after[-1]), strict=True))

    assert now[2, 200] > 0.7
    assert now[732, 731] < 0.45
    assert now[626, 625] < now[816, 710] < now[2, 200]


def test_a_school_and_a_hindcast_read_graded_levels_too(record: Record) -> None:
    """Everything that stands on belief."""
    norm = Model.shipped(draws=8, school="norm", levels=9)
    for by in ("week", "year"):
        found = trust.estimate_pairs(record, PAIRS[:1], by=by, until=date(2014, 12, 31), model=norm)
        step = found.step(date(2013, 12, 31))
        (told,) = trust.hindcast(record, norm, found.beliefs, found.held, step)
        assert told is not None
        assert 0.0 < told.low <= told.expected <= told.high < 1.0
