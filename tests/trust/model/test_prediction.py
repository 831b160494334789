"""A forecast is what the filter itself would say, were nothing more seen."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from longtin import actors, trust
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.trust import Estimate, Model, probability
from longtin.trust.model.prediction import forecast

QUICK = Model.shipped(draws=20)


def estimated(record: Record, by: str, until: date) -> Estimate:
    """Trust of India in Pakistan."""
    return trust.estimate(record, "PAK", "IND", by=by, until=until, model=QUICK)


@pytest.mark.parametrize(
    ("by", "until", "later"),
    [
        ("week", date(2012, 9, 16), date(2012, 9, 30)),
        ("year", date(2008, 12, 31), date(2010, 12, 31)),
    ],
)
def test_one_step_ahead_is_the_filter_before_it_sees_the_step(
    record: Record, by: str, until: date, later: date
) -> None:
    """The whole run, which saw what came later, turned over by the same rates."""
    whole = estimated(record, by, later).beliefs
    step = whole.ends.index(until) + 1
    then = estimated(record, by, until).beliefs

    ahead = forecast(record, QUICK, then, by, 1, bounded=False)

    assert ahead.ends[-1] == whole.ends[step]
    assert ahead.path.after[-1, 0] == pytest.approx(whole.path.before[step, 0], abs=1e-9)


@pytest.mark.parametrize("by", ["week", "year"])
def test_a_longer_forecast_begins_as_a_shorter_one(record: Record, by: str) -> None:
    """Each step rests on the one before; intervals hold the figure throughout."""
    found = estimated(record, by, date(2010, 12, 31))
    short, long = found.forecast(3), found.forecast(8)

    assert long.head(4).equals(short)
    assert long.filter(
        (pl.col("low") > pl.col("trust")) | (pl.col("high") < pl.col("trust"))
    ).is_empty()


def test_it_drifts_to_where_the_pair_settles(record: Record) -> None:
    """Evidence of a bad year is forgotten, more slowly at the end than at the start."""
    then = estimated(record, "week", date(2012, 9, 30)).beliefs
    path = probability(forecast(record, QUICK, then, "week", 600, bounded=False).path.after[:, 0])
    moved = np.abs(np.diff(path))

    assert moved[-1] < moved[0] / 10
    assert len(np.unique(np.sign(np.diff(path)[:50]))) == 1


def test_a_forecast_from_unobserved_time_goes_on_with_what_was_last_known(record: Record) -> None:
    """Its interval is no narrower than that of the day it starts from."""
    found = trust.estimate(record, "CHN", "AUS", until=date(2024, 6, 30), model=QUICK)

    ahead = found.forecast(6, carried=True)

    assert set(ahead["coverage"]) == {"not observed"}
    assert ahead["last_known"].n_unique() == ahead["last_evidence"].n_unique() == 1
    assert ahead["low"].is_sorted(descending=True)
    assert ahead["high"].is_sorted()


@pytest.mark.parametrize("by", ["week", "year"])
def test_nothing_seen_neither_turns_trust_nor_narrows_its_interval(record: Record, by: str) -> None:
    """Viet Nam's trust in the United States went from 0.38 to 0.93 by turnover alone."""
    pairs = [(816, 2), (816, 710), (750, 770), (200, 2), (365, 2)]
    found = trust.estimate_pairs(record, pairs, by=by, until=date(2014, 12, 31), model=QUICK)

    for _, path in found.forecast(30).group_by("truster", "trustee"):
        trusts, low, high = (
            path.sort("date")[name].to_numpy() for name in ("trust", "low", "high")
        )
        assert len(set(np.sign(trusts - 0.5))) == 1
        assert np.all(np.diff(np.abs(trusts - 0.5)) <= 1e-9)
        assert np.all(np.diff(low) <= 1e-9)
        assert np.all(np.diff(high) >= -1e-9)


def test_its_rows_say_that_they_are_forecasts(record: Record) -> None:
    """The first row is the last estimate; the others are the Sundays after it."""
    found = estimated(record, "week", date(2014, 8, 1))

    frame = found.forecast(2)

    assert frame["forecast"].to_list() == [False, True, True]
    assert frame["date"].to_list() == [date(2014, 8, 1), date(2014, 8, 10), date(2014, 8, 17)]
    assert frame.drop("forecast").head(1).equals(found.frame(date(2014, 8, 1)))
    assert frame["smoothed"].null_count() == 2


def test_where_nothing_is_known_nothing_is_forecast(record: Record) -> None:
    """South Sudan before its birth."""
    found = trust.estimate_pairs(
        record, [(626, 625)], by="week", until=date(2010, 1, 3), model=QUICK
    )

    frame = found.forecast(3)

    assert frame["trust"].null_count() == 4
    assert set(frame["coverage"]) == {"not covered"}


def test_it_looks_at_least_one_step_ahead(record: Record) -> None:
    """Nothing ahead is no forecast."""
    with pytest.raises(LongtinError, match="at least one step ahead, not for 0"):
        estimated(record, "year", date(2000, 12, 31)).forecast(0)


def test_one_row_a_month_and_one_a_year_are_keys(record: Record) -> None:
    """Dyad-months and dyad-years, as other data sets have them, are the last week of each."""
    until, model = date(2007, 3, 31), Model.shipped(draws=0)
    pairs = [(ccode, 710) for ccode in actors.living(until)[::15] if ccode != 710]
    found = trust.estimate_pairs(record, pairs, by="week", until=until, model=model)
    whole = found.frame()

    for every, key, months in (("month", "month_id", 27), ("year", "year", 3)):
        frame = found.frame(every=every)
        keys = frame.select("ccode1", "ccode2", key)
        assert keys.is_unique().all()
        assert frame[key].n_unique() == months
        assert frame.join(whole, on=frame.columns, nulls_equal=True).height == frame.height
        last = whole.group_by("ccode1", "ccode2", key).agg(pl.col("date").max())
        assert frame.join(last, on=["ccode1", "ccode2", key, "date"]).height == frame.height


def test_rows_are_kept_for_a_month_or_a_year(record: Record) -> None:
    """Anything else is refused, in words."""
    with pytest.raises(LongtinError, match="every 'quarter'"):
        estimated(record, "week", date(2005, 6, 5)).frame(every="quarter")
