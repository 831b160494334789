"""Dated reports of different density, with holes in time and in kind, become one evidence."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from longtin import trust
from longtin.acts import Record
from longtin.trust import Estimate, Model, filter_levels, probability
from longtin.trust.evidence import dated_reports, withheld_types
from longtin.trust.evidence.counting import Counting, thinned
from longtin.trust.evidence.panel import read_panel
from longtin.trust.model import events_model
from longtin.trust.model.beliefs import FIRST_YEAR, believed_by_week, last_year
from longtin.trust.model.ordered_state_filter import of_two, reading
from longtin.trust.model.parameters import shipped

Numbers = NDArray[Any]

SEAMS = (date(2014, 1, 1), date(2018, 1, 1), date(2021, 1, 1), date(2022, 10, 11))
"""Days on which a denser source begins."""

MANY = 120
"""Pairs that are looked at: those most reported on."""


@pytest.fixture(scope="module")
def often(record: Record) -> Estimate:
    """Belief of the pairs most reported on, without draws."""
    pairs = dated_reports.reported_pairs(record, date(2023, 4, 10), least=1200)
    step = max(1, len(pairs) // MANY)
    return trust.estimate_pairs(
        record, pairs[::step], by="week", until=date(2023, 4, 10), model=Model.shipped(draws=0)
    )


def ratio_on(record: Record, day: date) -> float:
    """Chance of a report of a day to be in a sample of the reference density."""
    spans = record.density.filter(pl.col("start") <= day, pl.col("end") >= day)
    return min(1.0, shipped("two_types_events").reference / float(spans["sampling"][0]))


@pytest.mark.parametrize("seam", SEAMS)
def test_the_same_conduct_at_two_densities_is_believed_alike(record: Record, seam: date) -> None:
    """Conduct goes on as it was; only the source is denser from the seam on."""
    echo, weeks, runs, often_told = shipped("two_types_events").echo, 26, 400, 30
    ratio, random = ratio_on(record, seam), np.random.default_rng(7)
    logs = events_model.log_likelihoods(shipped("two_types_events").values[None, :])
    if_not, if_so = (each[0] for each in logs)
    mix = 0.4 * np.exp(if_not) + 0.6 * np.exp(if_so)
    told = random.multinomial(often_told, mix / mix.sum(), size=(weeks, runs))
    sparse = random.binomial(told, ratio)

    def weighed(counts: Numbers, mass: Numbers) -> Numbers:
        share = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
        return np.asarray(mass * (share @ (if_so - if_not)))

    sizes = sparse.sum(axis=-1)
    by_sparse = weighed(sparse, sizes.astype(float) ** echo * (sizes > 0))
    by_dense = weighed(told, np.full(sizes.shape, thinned(often_told, ratio, echo)))
    keep, win = np.full((weeks, runs), 0.99), np.full((weeks, runs), 0.03)
    keep[0] = win[0] = 0.5
    moved = []
    for evidence in (by_sparse, by_dense):
        likely = np.stack([np.zeros_like(evidence), evidence], axis=1)
        path = reading(filter_levels(of_two(keep, win), likely).after, np.array([0.0, 1.0]))
        moved.append(path)

    spread = moved[0].std(axis=1) / np.sqrt(runs)
    assert np.all(
        np.abs(by_sparse.mean(axis=1) - by_dense.mean(axis=1))
        < 5 * (by_sparse.std(axis=1) / np.sqrt(runs) + 1e-3)
    )
    assert abs(moved[0][-1].mean() - moved[1][-1].mean()) < 6 * spread[-1] + 0.25
    assert moved[1][-1].std() <= moved[0][-1].std() + 0.05


@pytest.mark.parametrize("seam", SEAMS)
def test_belief_does_not_jump_where_a_denser_source_begins(often: Estimate, seam: date) -> None:
    """Nothing happened on that day but the source: its weeks are like others.

    After a hole of years evidence returns, and more moves at once; that is why what moved is held
    against what would have moved had the source been as sparse as before.
    """
    beliefs = often.beliefs
    assert often.held is not None
    ends = np.array(beliefs.ends, dtype="datetime64[D]")
    path = probability(beliefs.path.after)
    at = {day: int(np.searchsorted(ends, np.datetime64(day))) for day in SEAMS}
    here = path[at[seam] + 3] - path[at[seam] - 1]
    usual = [
        path[step + 3] - path[step - 1]
        for step in range(60, len(ends) - 4, 3)
        if beliefs.observed[step - 1 : step + 4].mean() > 0.95
        and all(abs(step - one) > 13 for one in at.values())
    ]

    ordinary = np.abs(np.stack(usual)).mean(axis=1)
    if often.held.dated[at[seam] - 1].mean() > 0.5:
        assert abs(here.mean()) < 0.02
        assert np.abs(here).mean() < 2.0 * ordinary.mean() + 0.002
        most = np.quantile(np.abs(np.stack(usual)), 0.9)
        assert np.quantile(np.abs(here), 0.9) < 2.0 * most + 0.01
    sparser = _as_if_sparse(often, at[seam], 13)
    moved = (path - path[at[seam] - 1])[at[seam] : at[seam] + 13].mean(axis=0)
    assert abs((moved - sparser).mean()) < 0.02


def _as_if_sparse(often: Estimate, first: int, weeks: int) -> Numbers:
    """Mean move of each pair over some weeks, had a source of the reference density told of them.

    Of every report of those weeks a coin decides whether it was told; beliefs of several such
    records are averaged.
    """
    held, model = often.held, often.model
    assert held is not None
    random, runs = np.random.default_rng(3), 6
    within = held.acts.filter(pl.col("step").is_between(first, first + weeks - 1))
    years = read_panel(often.record, held.pairs, FIRST_YEAR, last_year(often.record))
    total = np.zeros(len(held.pairs))
    for _ in range(runs):
        told = random.binomial(within["count"].to_numpy(), within["ratio"].to_numpy())
        kept = within.with_columns(told=pl.Series(told)).filter(pl.col("told") > 0)
        kept = kept.with_columns(all=pl.col("told").sum().over("step", "column", "sample"))
        share = kept["told"] / kept["all"] * kept["all"].cast(pl.Float64) ** model.events.echo
        counted = held.counted.copy()
        counted[:, first : first + weeks] = 0.0
        cells = tuple(kept[name].to_numpy() for name in ("kind_row", "step", "column"))
        np.add.at(counted, cells, share.to_numpy())
        sparse = replace(held, counted=counted, mass=counted.sum(axis=0))
        path = probability(believed_by_week(sparse, years, model).path.after)
        total += (path - path[first - 1])[first : first + weeks].mean(axis=0)
    return total / runs


def test_every_day_of_the_shipped_acts_is_in_one_sample(record: Record) -> None:
    """The two benchmarks of 2014 are one sample; no report is weighed as if it stood alone."""
    pairs = ((816, 710), (2, 365), (365, 2))
    held = dated_reports.read_weeks(record, pairs, date(2023, 4, 10), Counting(1.0, 0.03))
    samples = held.acts.group_by("dataset").agg(pl.col("sample").unique(), pl.col("ratio").unique())

    assert held.acts["ratio"].is_between(0.0, 1.0, closed="right").all()
    of_2014 = held.acts.filter(pl.col("start").dt.year() == 2014)
    assert of_2014["sample"].n_unique() == 1
    assert of_2014["dataset"].n_unique() == 2
    assert samples.height == 7


def test_holes_between_the_sources_are_not_observed(record: Record) -> None:
    """Issue 10 names them; nothing in them is quiet."""
    pairs = ((816, 2), (200, 220))
    held = dated_reports.read_weeks(record, pairs, date(2026, 11, 29), Counting(0.8, 0.03))
    dated = dict(zip(held.ends, held.dated[:, 0], strict=True))

    holes = ("2016-06-05", "2017-11-26", "2018-11-11", "2020-12-27", "2021-10-03", "2021-12-26",
             "2022-09-11", "2022-10-09", "2023-04-23", "2026-11-29")  # fmt: skip
    for hole in holes:
        assert not dated[date.fromisoformat(hole)], hole
    for seen in (
        "2015-12-27",
        "2018-01-07",
        "2018-10-28",
        "2021-08-29",
        "2022-10-16",
        "2023-04-09",
    ):
        assert dated[date.fromisoformat(seen)], seen


@pytest.mark.parametrize(("dataset", "year"), [("icews21", 2021), ("icews22", 2022)])
def test_withheld_types_are_those_that_come_back_in_july(
    record: Record, dataset: str, year: int
) -> None:
    """They are in July and August and in no earlier month of that file."""
    missing = record.withheld.filter(pl.col("dataset") == dataset).select("code", "text")
    acts = record.acts(datasets=[dataset], spheres=None)
    back = acts.join(missing, on=["code", "text"], how="semi")

    assert back.height > 50
    assert back.filter(pl.col("start") < date(year, 7, 1)).is_empty()


def test_types_that_come_back_are_no_change_of_conduct(record: Record) -> None:
    """The same conduct, seen in part until June and whole from July, is the same evidence.

    Acts of the full mix are drawn; in the first half those of withheld types are not seen.
    """
    pairs = ((816, 710), (2, 365))
    held = dated_reports.read_weeks(record, pairs, date(2022, 8, 31), Counting(0.8, 0.03))
    logs = events_model.log_likelihoods(shipped("two_types_events").values[None, :])
    if_not, if_so = (each[0] for each in logs)
    ratio = if_so - if_not
    for sight in held.partial:
        for by_type in (if_not, if_so):
            mix = np.exp(by_type)
            seen = mix * sight.shown / (mix @ sight.shown)
            scale = events_model.in_sight(if_so[None], sight.shown) - events_model.in_sight(
                if_not[None], sight.shown
            )
            in_june, in_july = float(seen @ ratio - scale[0]), float(mix @ ratio)
            naive = float(seen @ ratio)

            # As much is told by an act as the types in sight can tell, and no bias is left: the
            # expected weight is a divergence, positive for one type and negative for the other.
            assert np.sign(in_june) == np.sign(in_july)
            assert abs(in_june) <= abs(in_july) + 0.02
            assert abs(in_june - in_july) <= abs(naive - in_july) + 0.02
    assert len(held.partial) == 2


def test_usual_types_counted_before_are_those_of_the_record(record: Record) -> None:
    """What the package ships of them is what its record says."""
    told = files("longtin.trust").joinpath(withheld_types.COUNTED_BEFORE).read_text("utf-8")
    before = json.loads(told)

    assert before["record"] == record.version
    assert [tuple(row) for row in before["types"]] == withheld_types.usual_types(record).rows()


def test_shares_shown_are_shares(record: Record) -> None:
    """Each type of act keeps most of itself; yielding alone is gone in early 2022."""
    held_back = withheld_types.stretches(record)
    held = dated_reports.read_weeks(record, [(2, 365)], date(2022, 8, 31), Counting(0.8, 0.03))

    assert held_back["stretch"].to_list() == [0, 1]
    for sight in held.partial:
        assert sight.shown.shape == (len(held.kinds),)
        assert np.all((sight.shown > 0) & (sight.shown <= 1.0))
        assert np.median(sight.shown) > 0.85


@pytest.mark.parametrize(
    ("truster", "trustee", "before", "after", "source"),
    [
        # ICEWS: armed acts of Russia towards Ukraine 202 in February, 728 in March 2022.
        ("UKR", "RUS", "2021-08-31", "2022-03-31", "icews22"),
        # ICEWS05-15: July 2006, war of Israel and Hezbollah on Lebanese soil.
        ("LBN", "ISR", "2006-06-30", "2006-07-31", "icews0515"),
        # ICEWS05-15: August 2008, though it names Russia only through agencies and persons.
        ("GEO", "RUS", "2008-07-31", "2008-08-31", "icews0515"),
        # ICEWS18: expulsions after the poisoning in Salisbury, March 2018.
        ("RUS", "GBR", "2018-02-28", "2018-03-31", "icews18"),
    ],
)
def test_known_events_of_the_dated_record_are_seen(
    record: Record, truster: str, trustee: str, before: str, after: str, source: str
) -> None:
    """Trust falls, and acts of the source are named among what moved it."""
    found = trust.estimate(record, trustee, truster, until=after, model=Model.shipped(draws=0))
    then, now = (float(found.frame(day, carried=True)["trust"][0]) for day in (before, after))
    decibans = 10 * np.log10(now / (1 - now)) - 10 * np.log10(then / (1 - then))

    lines = found.explain(truster, after[:7]).lines

    assert now < then - 0.02 or decibans < -1.0
    assert lines["origin"].drop_nulls().str.starts_with(f"{source}:").any()
