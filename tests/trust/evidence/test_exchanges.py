"""Exchanges of both sides: read where no dated acts speak, once a week, and named as such."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from longtin import trust
from longtin._dates import week_ends
from longtin.acts import Record
from longtin.trust import Model
from longtin.trust.evidence import exchanges
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.evidence.panel import EXCHANGED, Panel
from longtin.trust.model import exchange_model
from longtin.trust.model.further_evidence import levels_of

PAIRS = ((750, 710), (710, 750), (816, 710), (816, 2))
ENDS = week_ends(date(2015, 1, 1), date(2026, 11, 29))


@pytest.fixture(scope="module")
def everywhere(record: Record) -> pl.DataFrame:
    """Readings as if no dated acts spoke anywhere."""
    return exchanges.readings(record, ENDS, PAIRS, np.zeros((len(ENDS), len(PAIRS)), bool))


def test_a_week_of_a_pair_has_one_reading(everywhere: pl.DataFrame) -> None:
    """All three sources count the same press."""
    assert everywhere.select("step", "column").is_unique().all()


def test_the_finer_source_stands(everywhere: pl.DataFrame) -> None:
    """India has days from 2017, Viet Nam and China weeks from 2018 and months before and after."""
    india = everywhere.filter(everywhere["column"] == 0)
    viet_nam = everywhere.filter(everywhere["column"] == 2)
    years = {name: set(own["end"].dt.year()) for (name,), own in viet_nam.group_by("dataset")}

    assert set(india.filter(india["start"] > date(2018, 1, 7))["dataset"]) == {"gdelt_india"}
    assert years["gdelt_network"] == set(range(2018, 2025))
    assert years["gdelt_east_asia"] == {2015, 2016, 2017, 2024, 2025, 2026}


def test_both_directions_hear_the_same(everywhere: pl.DataFrame) -> None:
    """The sources do not say who did what."""
    here, there = (everywhere.filter(everywhere["column"] == each) for each in (0, 1))

    assert here.drop("column").equals(there.drop("column"))


def test_nothing_is_heard_before_its_period_is_over(everywhere: pl.DataFrame) -> None:
    """A month is known when it ends, not on the day of a clash in it."""
    ends = np.array(ENDS, dtype="datetime64[D]")[everywhere["step"].to_numpy()]

    assert (everywhere["end"].to_numpy() <= ends).all()


def test_where_dated_acts_speak_exchanges_are_silent(record: Record) -> None:
    """What can be named is not also heard unnamed."""
    found = trust.estimate_pairs(
        record, PAIRS, by="week", until=date(2026, 11, 29), model=Model.shipped(draws=0)
    )
    held = found.held
    assert held is not None

    cells = held.exchanged["step"].to_numpy(), held.exchanged["column"].to_numpy()
    assert held.exchanged.height > 100
    assert not held.dated[cells].any()
    assert held.observed[cells].all()
    assert not set(held.acts["dataset"]) & set(exchanges.exchange_datasets(record))


def test_more_cooperation_never_lowers_the_higher_levels() -> None:
    """Of every dataset, at every amount of news, at any number of levels."""
    model = exchange_model.shipped()
    for name, share in model.shares.items():
        for reports in (1, 3, 7, 40, 1000):
            rows = pl.DataFrame(
                {
                    "dataset": [name] * 3,
                    "cooperation": [10.0, 50.0, 90.0],
                    "conflict": [90.0, 50.0, 10.0],
                    "reports": [reports] * 3,
                }
            )
            _, slope, spread = share.at(np.array([float(reports)]))
            if slope[0] <= 0:
                continue
            likely = model.log_likelihood(rows, levels_of(5))
            lean = likely[:, -1] - likely[:, 0]
            assert np.all(np.diff(lean) > 0)
            assert spread[0] > 0


def test_the_discount_wins_what_it_says() -> None:
    """The smallest that wins nine tenths of the most that any would."""
    model = exchange_model.shipped()
    gains = model.provenance["gain in log-likelihood of held-out acts"]
    most = max(gains.values())
    enough = [float(each) for each, gain in gains.items() if gain >= 0.9 * most]

    assert most > 0
    assert model.discount == min(enough)


def test_a_parameter_file_is_read_as_it_was_written() -> None:
    """To the sixth decimal."""
    model = exchange_model.shipped()

    again = exchange_model.load(model.dump())

    assert again.version == model.version
    assert again.provenance == model.provenance


@pytest.mark.parametrize(
    ("truster", "trustee", "before", "after"),
    [
        # Galwan, 15 June 2020: share 0.56 of `gdelt_india`, 0.80 two years before.
        ("IND", "CHN", date(2020, 4, 26), date(2020, 6, 28)),
        # Strikes of 7 to 10 May 2025: 9,801 events in `gdelt_india`, 630 in March.
        ("IND", "PAK", date(2025, 4, 13), date(2025, 5, 18)),
        # The quarrel over Taiwan from 7 November 2025: 0.76 in October, 0.44 in December in
        # `gdelt_east_asia`, whose months are heard when they end.
        ("JPN", "CHN", date(2025, 10, 31), date(2025, 12, 31)),
        # The war of September to November 2020: 0.08 in the year of `gdelt_network`, 0.45 before.
        ("ARM", "AZE", date(2020, 6, 28), date(2020, 10, 25)),
    ],
)
def test_known_crises_without_acts_are_seen_and_said_to_be_unnamed(
    record: Record, truster: str, trustee: str, before: date, after: date
) -> None:
    """They fall into the holes of the dated record, and every line says that no act is named."""
    found = trust.estimate(record, trustee, truster, until=after, model=Model.shipped(draws=0))
    then, now = (float(found.frame(day, carried=True)["trust"][0]) for day in (before, after))
    decibans = 10 * np.log10(now / (1 - now)) - 10 * np.log10(then / (1 - then))

    lines = found.explain(truster, f"{after:%Y-%m}").lines

    assert now < then - 0.02 or decibans < -1.0
    acts = lines.filter(lines["what"] != "DRIFT")
    assert set(acts["what"]) == {"EXCHANGE"}
    assert acts["who"].null_count() == acts.height
    assert acts["origin"].str.starts_with("gdelt_").all()


def test_years_without_dated_acts_hear_exchanges(record: Record) -> None:
    """The long run of a pair goes on to be its own: India and Pakistan after 2023."""
    model = Model.shipped(draws=0)
    assert model.exchanges is not None
    deaf = replace(model, exchanges=replace(model.exchanges, yearly=0.0))
    heard, unheard = (
        trust.estimate(record, "PAK", "IND", until=date(2026, 11, 29), model=each).frame(
            carried=True
        )["trust"][-1]
        for each in (model, deaf)
    )

    assert heard < 0.8 * unheard


def test_years_with_dated_acts_or_counts_hear_none(record: Record) -> None:
    """One reading a year, and only where nothing better speaks."""
    held = read_weeks(record, PAIRS, date(2026, 11, 29), Model.shipped().events.counting)
    panel = years_behind(record, held, graded=True, shift=None)
    years = panel.years[0] + panel.exchanged["place"].to_numpy()

    assert {2019, 2020, 2024, 2025} <= set(years.tolist())
    assert not {2014, 2015, 2018, 2021, 2022, 2023, 2026} & set(years.tolist())
    some = panel.of(np.array([2, 0]))
    assert some.exchanging[:, 0].tolist() == panel.exchanging[:, 2].tolist()
    assert not panel.until(2018).exchanging[-1].any()


def test_a_year_is_one_reading() -> None:
    """However many weeks it has: their mean, at the discount of a year."""
    model = exchange_model.shipped()
    row = {"place": 0, "column": 0, "dataset": "gdelt_network", "cooperation": 9.0,
           "conflict": 60.0, "reports": 7}  # fmt: skip
    once, often = (
        exchange_model.of_years(_year([row] * count), model, None, 9) for count in (1, 50)
    )

    assert once == pytest.approx(often)
    assert np.argmax(once[0, :, 0]) == 0
    assert not exchange_model.of_years(_year([row]), model, "norm", 9).any()


def _year(rows: list[dict[str, object]]) -> Panel:
    """A panel of one pair and year with readings of exchanges."""
    one = np.ones((1, 1))
    return Panel(
        years=np.array([2020]), pairs=((750, 770),), alive=one > 0, born=one > 0,
        turnover=one[None], opportunity=one[None], hostility=-one.astype(int), reports=one[None],
        past=one, shift=one[None, 0], exchanged=pl.DataFrame(rows, schema=EXCHANGED),
    )  # fmt: skip
