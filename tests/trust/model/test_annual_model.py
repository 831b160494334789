"""Disputes, yearly counts and ties become evidence and turnover."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin.acts import Record
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.panel import STANDING, Panel, read_panel, row_of
from longtin.trust.evidence.ties.alliances import DEFENCE_PACT
from longtin.trust.evidence.ties.leaders import NEW_LEADER
from longtin.trust.fitting import annual_gradient, fit_record
from longtin.trust.model import annual_model
from longtin.trust.model.ordered_state_filter import filter_levels
from longtin.trust.model.parameters import shipped, split

PAIRS = [(816, 710), (710, 816), (651, 666), (2, 365), (678, 670), (626, 625)]


@pytest.fixture(scope="module")
def panel(record: Record) -> Panel:
    """Pairs with wars, births, deaths and gaps."""
    return read_panel(record, PAIRS, 1946, 2014)


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_gradients_match_small_differences(panel: Panel, seed: int) -> None:
    """At any parameters, missing years included."""
    random = np.random.default_rng(seed)
    begin, _ = fit_record.annual_prior()
    theta = begin + random.normal(0.0, 0.3, len(begin))
    scores = annual_gradient.objective(panel, Counting(0.3))
    _, gradient = scores(theta)

    for place in random.choice(len(theta), 8, replace=False):
        push = np.zeros_like(theta)
        push[place] = 1e-5
        up, down = (scores(theta + way * push)[0] for way in (1, -1))

        np.testing.assert_allclose((up - down) / 2e-5, gradient[:, place], rtol=1e-4, atol=1e-4)


def test_years_in_which_a_pair_does_not_live_are_never_read(panel: Panel) -> None:
    """NaN where there is nothing to know changes neither the likelihood nor its gradient."""
    nothing = np.where(panel.alive, 0.0, np.nan)
    unknown = np.where(panel.reports.sum(axis=0) > 0, 0.0, np.nan)
    holed = replace(
        panel,
        turnover=panel.turnover + nothing,
        opportunity=panel.opportunity + nothing,
        reports=panel.reports + unknown,
    )
    theta = shipped("two_types_annual").values

    expected, got = (
        annual_gradient.objective(held, Counting(0.3))(theta) for held in (panel, holed)
    )

    assert np.isnan(holed.turnover).any()
    np.testing.assert_array_equal(got[0], expected[0])
    np.testing.assert_array_equal(got[1], expected[1])


def test_a_fit_weighs_conduct_as_an_estimate_does(panel: Panel) -> None:
    """The likelihood in blocks of living pairs is that of the filter over all years."""
    theta = shipped("two_types_annual").values
    run = annual_model.steps(theta[None, :], panel, Counting(0.3))

    loglik, _ = annual_gradient.objective(panel, Counting(0.3))(theta)

    filtered = filter_levels(run.turnover, run.evidence).loglik
    np.testing.assert_allclose(loglik, filtered, rtol=1e-12)


def test_a_thousand_reports_of_one_mix_say_no_other_thing_than_ten(panel: Panel) -> None:
    """Composition counts, not number: much-reported pairs do not look more hostile for it."""
    theta = shipped("two_types_annual").values[None, :]
    few = _with_reports(panel, np.array([7.0, 1.0, 1.0, 1.0]))
    many = _with_reports(panel, np.array([700.0, 100.0, 100.0, 100.0]))

    one, other = (
        annual_model.weigh(theta, held, Counting(0.2)).reports.sum(axis=0) for held in (few, many)
    )

    np.testing.assert_allclose(other, one * 100**0.2, rtol=1e-9)


def _with_reports(panel: Panel, mix: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Panel:
    return replace(panel, reports=np.broadcast_to(mix[:, None, None], panel.reports.shape).copy())


def test_police_work_at_a_border_counts_for_less(record: Record) -> None:
    """Material conflict does where there is a land border; all else, and elsewhere, it is whole."""
    held = read_panel(record, [(20, 2), (20, 365)], 2012, 2014)
    held = _with_reports(held, np.array([70.0, 5.0, 15.0, 10.0]))

    counted, mass = annual_model.stories(held, Counting(at_border=0.25))

    assert mass[-1].tolist() == pytest.approx([92.5, 100.0])
    assert counted[3, -1].tolist() == pytest.approx([2.5, 10.0])
    assert counted[2, -1].tolist() == pytest.approx([15.0, 15.0])


@given(place=st.floats(0.0, 0.9), more=st.floats(0.01, 0.1))
def test_silence_is_as_much_as_force_was_to_be_expected(
    panel: Panel, place: float, more: float
) -> None:
    """The nearer to peace the untrustworthy stand, the less their silence says."""
    held, theta = panel, shipped("annual").values[None, :]

    low, high = (annual_model.chances_taken(theta, held, at) for at in (place, place + more))

    silent = held.hostility == 0
    assert (low[silent] > high[silent]).all()
    assert high[silent].min() > 0.0
    assert (low[held.hostility > 0] == 1.0).all()
    assert (low[held.hostility < 0] == 0.0).all()


def test_silence_says_little_where_there_was_no_opportunity(record: Record) -> None:
    """Two far, weak states that never fought have shown nothing; two neighbours have."""
    theta = shipped("two_types_annual").values[None, :]
    bhutan_paraguay, france_spain = (760, 150), (220, 230)
    held = read_panel(record, [bhutan_paraguay, france_spain], 1990, 2000)
    conduct = annual_model.weigh(theta, held, Counting(0.2))
    silence = (conduct.disputes[:, 1] - conduct.disputes[:, 0])[-1, :, 0]

    assert 0.0 <= silence[0] < 0.001
    assert silence[1] > 50 * silence[0]


def test_what_a_source_does_not_cover_is_not_evidence(record: Record) -> None:
    """After the disputes' last year there is no silence, only nothing known."""
    held = read_panel(record, [(816, 710)], 2013, 2017)

    assert held.hostility[:, 0].tolist()[2:] == [-1, -1, -1]


def test_the_trustworthy_fight_less_and_cooperate_more() -> None:
    """The types mean what they are called: identified by conduct, not by voting blocs."""
    parts = split(shipped("two_types_annual").values, annual_model.BLOCKS)
    if_not = np.exp(annual_model.log_shares(parts["reports if untrustworthy"]))
    if_so = np.exp(annual_model.log_shares(parts["reports if trustworthy"]))
    untrustworthy, trustworthy = parts["dispute"]

    assert trustworthy < untrustworthy - 2.0
    assert if_so[3] < if_not[3] / 3.0
    assert if_so[0] > if_not[0]


def test_ties_stand_in_both_directions(record: Record) -> None:
    """A file that names each pair once must not lose the other way round."""
    held = read_panel(record, [(2, 740), (740, 2)], 2000, 2002)
    rows = [0, *(row_of(each) for each in STANDING if each != NEW_LEADER)]

    np.testing.assert_allclose(held.turnover[rows, :, 0], held.turnover[rows, :, 1], atol=1e-6)
    assert held.turnover[row_of(DEFENCE_PACT), -1, 0] == 1.0
