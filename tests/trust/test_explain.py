"""What is left of old evidence adds up, fades with turnover, and is not lost where it saturates."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from longtin import trust
from longtin.acts import Record
from longtin.trust import DECIBANS, Model
from longtin.trust._arrays import Floats
from longtin.trust.model import attribution
from longtin.trust.model.ordered_state_filter import filter_levels, of_two, reading

BARE = Model.shipped(draws=0)
RATE = st.floats(0.02, 0.98)
EVIDENCE = st.lists(st.floats(-4.0, 4.0), min_size=2, max_size=30)


def left_of(stay: Floats, gain: Floats, evidence: Floats) -> Floats:
    """What is left of each step's evidence for type 1, (step,)."""
    levels = np.stack([0.0 * evidence, evidence], axis=1)
    shares = attribution.of_all(of_two(stay, gain), levels[..., 0], np.array([0.0, 1.0]))
    return np.asarray(shares.log_odds[:, 1] * evidence[:, 0])


def last_belief(stay: Floats, gain: Floats, evidence: Floats) -> float:
    """Log-odds at the last step."""
    levels = np.stack([0.0 * evidence, evidence], axis=1)
    after = filter_levels(of_two(stay, gain), levels).after
    return float(reading(after, np.array([0.0, 1.0]))[-1, 0])


@settings(max_examples=60)
@given(RATE, RATE, EVIDENCE)
def test_what_is_left_adds_up_to_the_difference_evidence_makes(
    keep: float, win: float, evidence: list[float]
) -> None:
    """Whatever the rates: belief with all evidence less belief with none."""
    seen = np.array(evidence)[:, None]
    stay, gain = np.full_like(seen, keep), np.full_like(seen, win)
    stay[0] = gain[0] = 0.4
    after, none = (last_belief(stay, gain, each) for each in (seen, 0.0 * seen))

    left = left_of(stay, gain, seen).sum()

    assert left == pytest.approx(after - none, abs=1e-4)


def test_the_last_step_is_left_whole_and_older_ones_are_not() -> None:
    """Each turnover takes its part."""
    ones = np.ones((12, 1))
    stay, gain = 0.95 * ones, 0.05 * ones
    stay[0] = gain[0] = 0.5

    share = left_of(stay, gain, 0.3 * ones) / 0.3

    assert share[-1] == pytest.approx(1.0)
    assert (np.diff(share) > 0).all()


def test_a_settled_crisis_is_not_forgotten() -> None:
    """Twenty equal blows: one less changes little, all change much, and each has its part."""
    ones = np.ones((24, 1))
    stay, gain = 0.97 * ones, 0.03 * ones
    stay[0] = gain[0] = 0.9
    blows = np.where(np.arange(24)[:, None] < 20, -2.0, 0.0)

    left = left_of(stay, gain, blows)

    assert left.sum() < -2.0
    assert (left[:20] <= 0.0).all()
    assert left[19] < -0.3


@pytest.mark.parametrize("by", ["week", "year"])
def test_points_add_up_to_the_change_of_trust(record: Record, by: str) -> None:
    """For people who do not think in decibans."""
    found = trust.estimate(record, "CHN", "VNM", by=by, until=date(2014, 12, 31), model=BARE)

    why = found.explain("VNM", "2014")

    before, after = (
        100 * trust.probability(np.array(x / DECIBANS)) for x in (why.before, why.after)
    )
    assert why.lines["points"].sum() == pytest.approx(float(after - before), abs=1e-7)
    acts = found.lasting("VNM")
    run = found.beliefs
    none, now = (
        float(run.scale @ after[-1, :, 0])
        for after in (filter_levels(run.turnover, 0.0 * run.known).after, run.levels.after)
    )
    assert acts["points_today"].sum() == pytest.approx(100 * (now - none), abs=1e-4)


def test_an_estimate_tells_what_its_acts_are_still_worth(record: Record) -> None:
    """Acts as in the record, weights that add up to what they changed."""
    found = trust.estimate(record, "CHN", "VNM", until=date(2014, 8, 1), model=BARE)

    acts = found.lasting("VNM")

    run = found.beliefs
    none = reading(filter_levels(run.turnover, 0.0 * run.known).after, run.scale)[-1, 0]
    whole = float(run.path.after[-1, 0] - none) * DECIBANS
    assert acts["today"].sum() == pytest.approx(whole, abs=0.05)
    assert acts["today"].abs().sum() < acts["decibans"].abs().sum()
    around = [pl.col("what").str.starts_with(each) for each in ("OTHER_", "OWN_", "MONTHLY_")]
    acts = acts.filter(~pl.any_horizontal(around))
    assert set(acts["origin"]) <= set(record.acts(710, 816)["origin"])


@pytest.mark.parametrize("by", ["week", "year"])
def test_a_hindcast_rests_on_what_was_known_then(record: Record, by: str) -> None:
    """The forecast is the same when the record ends with the step; the outcome is the record's."""
    model = Model.shipped(draws=20)
    pairs, until = [(816, 710)], date(2012, 12, 31)
    found = trust.estimate_pairs(record, pairs, by=by, until=until, model=model)
    step = found.step(date(2011, 12, 31))

    (known,) = trust.hindcast(record, model, found.beliefs, found.held, step)

    assert known is not None
    assert known.low <= known.expected <= known.high
    acts = record.acts(710, 816, start=date(2012, 1, 1), end=until)
    if by == "year":
        disputes = acts.filter(pl.col("dataset") == "mid", pl.col("code").cast(pl.Int64) > 1)
        assert (known.target, known.cases) == ("dispute", 1)
        assert known.happened == int(disputes.height > 0)
    else:
        dated = acts.filter(pl.col("kind").is_not_null(), pl.col("start") == pl.col("end"))
        assert (known.target, known.cases) == ("share", dated["count"].sum())
        assert 0 < known.happened < known.cases


def test_more_trust_means_less_conflict_expected(record: Record) -> None:
    """New Zealand of Australia against India of Pakistan."""
    model = Model.shipped(draws=8)
    found = trust.estimate_pairs(
        record, [(920, 900), (750, 770)], by="year", until=date(2010, 12, 31), model=model
    )

    friends, rivals = trust.hindcast(
        record, model, found.beliefs, None, len(found.beliefs.ends) - 2
    )

    assert friends is not None
    assert rivals is not None
    assert friends.expected < rivals.expected
