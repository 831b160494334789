"""Reports become evidence: composition, echo and samples of different density."""

import itertools
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin.acts import Record, kinds
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.counting import Counting, thinned
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.fitting import events_gradient, fit_record
from longtin.trust.model import events_model


@given(st.integers(1, 12), st.floats(0.05, 0.95), st.floats(0.2, 1.0))
def test_thinning_is_the_mean_over_every_sparser_sample(
    reports: int, ratio: float, echo: float
) -> None:
    """The closed form equals listing which reports a sparser sample would have kept."""
    expected = 0.0
    for kept in itertools.product((0, 1), repeat=reports):
        chance = np.prod([ratio if one else 1.0 - ratio for one in kept])
        expected += float(chance) * float(sum(kept)) ** echo if any(kept) else 0.0

    assert thinned(reports, ratio, echo) == pytest.approx(expected, rel=1e-9)


@given(st.integers(1, 500), st.floats(0.01, 1.0))
def test_without_echo_thinning_keeps_the_share(reports: int, ratio: float) -> None:
    """With independent reports a tenth of the density is a tenth of the evidence."""
    assert thinned(reports, ratio, 1.0) == pytest.approx(reports * ratio, rel=1e-9)


@given(st.integers(2, 300), st.floats(0.1, 0.95))
def test_one_story_told_often_does_not_count_often(reports: int, echo: float) -> None:
    """Repetition counts, but less and less."""
    once, many = thinned(1, 1.0, echo), thinned(reports, 1.0, echo)

    assert once == pytest.approx(1.0)
    assert 1.0 < many < reports


def test_2014_weighs_no_more_than_other_years(record: Record) -> None:
    """The two samples of 2014 are together twice as dense; evidence in them must not be."""
    pairs = dated_reports.reported_pairs(record, date(2015, 12, 31))
    counting = Counting(fit_record.EVENTS_ECHO, fit_record.reference_sampling(record))
    held = read_weeks(record, pairs, date(2015, 12, 31), counting)
    years = np.array([end.year for end in held.ends])
    mass = {year: held.mass[years == year].sum() for year in range(2005, 2016)}
    reports = {
        year: held.acts.filter(held.acts["start"].dt.year() == year)["count"].sum()
        for year in range(2005, 2016)
    }
    others = [year for year in mass if year != 2014]

    assert reports[2014] > 1.8 * np.mean([reports[year] for year in others])
    assert 0.6 < mass[2014] / np.mean([mass[year] for year in others]) < 1.4


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_gradients_match_small_differences(record: Record, seed: int) -> None:
    """At any parameters and any annual belief, births and empty weeks included."""
    pairs = [(816, 710), (732, 731), (625, 626)]
    held = read_weeks(record, pairs, date(2012, 12, 31), Counting(0.8, 0.006))
    random = np.random.default_rng(seed)
    rest = random.normal(0.0, 3.0, held.mass.shape)
    begin, _ = fit_record.events_prior(held)
    theta = begin + random.normal(0.0, 0.3, len(begin))
    scores = events_gradient.objective(held, rest)
    _, gradient = scores(theta)

    for place in random.choice(len(theta), 6, replace=False):
        push = np.zeros_like(theta)
        push[place] = 1e-5
        up, down = (scores(theta + way * push)[0] for way in (1, -1))

        np.testing.assert_allclose((up - down) / 2e-5, gradient[:, place], rtol=1e-4, atol=1e-4)


def test_every_kind_of_act_has_a_weight() -> None:
    """A new kind in the vocabulary needs new parameters; the shipped ones must fit."""
    from longtin.trust.model.parameters import shipped

    fitted = shipped("two_types_events").blocks

    assert fitted == {block: tuple(names) for block, names in events_model.blocks().items()}
    assert fitted["contrast"] == tuple(kinds())
