"""Belief as people ask for it: honest about what is known, and explained to the last act."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from longtin import actors, trust
from longtin._dates import last_day
from longtin.acts import Record, import_files
from longtin.errors import ActorError, LongtinError, ModelError, RecordError
from longtin.trust import Estimate, Model
from longtin.trust.evidence.beside import read_context
from longtin.trust.evidence.panel import Panel, read_panel

QUICK = Model.shipped(draws=20)
GRADED = Model.shipped(draws=20, levels=9)
LIVING = [ccode for ccode in actors.living(date(2012, 12, 31)) if ccode != 710]


@cache
def bare(record: Record, by: str, truster: str, trustee: str) -> Estimate:
    """One state's trust in another, without draws."""
    return trust.estimate(record, trustee, truster, by=by, model=Model.shipped(draws=0))


@settings(max_examples=12)
@given(
    st.sampled_from([("VNM", "CHN"), ("THA", "KHM"), ("JPN", "CHN"), ("USA", "IRN")]),
    st.integers(2005, 2015),
    st.integers(1, 12),
)
def test_weekly_acts_and_turnover_add_up_to_the_change(
    record: Record, pair: tuple[str, str], year: int, month: int
) -> None:
    """No part of a change is left unexplained."""
    why = bare(record, "week", *pair).explain(pair[0], f"{year}-{month:02}")

    assert why.lines["decibans"].sum() == pytest.approx(why.after - why.before, abs=1e-9)


@settings(max_examples=12)
@given(
    st.sampled_from([("IND", "PAK"), ("EGY", "ISR"), ("USA", "RUS"), ("CHN", "VNM")]),
    st.integers(1955, 2014),
)
def test_yearly_acts_and_turnover_add_up_to_the_change(
    record: Record, pair: tuple[str, str], year: int
) -> None:
    """The same holds year by year, disputes, counts and silence together."""
    why = bare(record, "year", *pair).explain(pair[0], str(year))

    assert why.lines["decibans"].sum() == pytest.approx(why.after - why.before, abs=1e-9)


def test_nothing_later_than_the_date_is_read(record: Record) -> None:
    """Belief as of a day is the same whether or not the record goes on after it."""
    day = date(2013, 6, 30)
    then = trust.estimate(record, "CHN", "JPN", until=day, model=QUICK).frame(day)

    whole = trust.estimate(record, "CHN", "JPN", model=QUICK).frame(day)

    for column in ("trust", "low", "high", "effective_acts"):
        assert then[column][0] == pytest.approx(whole[column][0], abs=1e-12)


def test_a_pair_is_the_same_alone_and_among_others(record: Record) -> None:
    """Its draws do not depend on who else is asked for."""
    day = date(2012, 12, 31)
    alone = trust.estimate(record, "CHN", "JPN", until=day, model=QUICK).frame(day)

    pairs = [(740, 710), *((ccode, 710) for ccode in LIVING[::20] if ccode != 740)]
    among = trust.estimate_pairs(record, pairs, by="week", until=day, model=QUICK).frame(day)

    row = among.filter(pl.col("truster") == "JPN")
    assert row["low"][0] == pytest.approx(alone["low"][0], abs=1e-9)
    assert row["high"][0] == pytest.approx(alone["high"][0], abs=1e-9)


def test_same_seed_same_numbers_other_seed_other_intervals(record: Record) -> None:
    """A figure can be made again."""

    def frame(seed: int) -> pl.DataFrame:
        model = Model.shipped(draws=20, seed=seed)
        return trust.estimate(record, "CHN", "VNM", model=model).frame()

    assert frame(1).equals(frame(1))
    assert frame(1)["trust"].equals(frame(2)["trust"])
    assert not frame(1)["low"].equals(frame(2)["low"])


def test_trust_lies_in_its_interval(record: Record) -> None:
    """For trust of near and far in one state, at every step."""
    pairs = [(ccode, 710) for ccode in LIVING[::8]]
    found = trust.estimate_pairs(record, pairs, by="year", until=date(2014, 12, 31), model=QUICK)
    frame = found.frame().drop_nulls("trust")

    assert frame.filter(
        (pl.col("low") > pl.col("trust")) | (pl.col("high") < pl.col("trust"))
    ).is_empty()
    assert frame["trust"].is_between(0.0, 1.0).all()


def test_before_birth_there_is_no_number(record: Record) -> None:
    """South Sudan trusts nobody before July 2011, and that is not a zero."""
    frame = trust.estimate(record, "SDN", "SSD", model=QUICK).frame()
    before = frame.filter(pl.col("date") < date(2011, 7, 9))

    assert set(before["coverage"]) == {"not covered"}
    assert before["trust"].null_count() == before.height


def test_too_little_evidence_gives_no_number(record: Record) -> None:
    """Bhutan and Paraguay: no border, no quarrel, hardly a report."""
    row = trust.estimate(record, "PRY", "BTN", by="year", until=date(2000, 12, 31), model=QUICK)

    frame = row.frame(date(2000, 12, 31))

    assert frame["coverage"].to_list() == ["too little"]
    assert frame["trust"].to_list() == [None]
    assert frame["effective_acts"][0] < QUICK.events.floor


def test_viet_nam_is_816_and_the_southern_state_817(record: Record) -> None:
    """Never merged: trust of China in 1970 is asked of two different states."""
    north, south = (
        trust.estimate(record, 710, code, by="year", until=date(1970, 12, 31), model=QUICK)
        for code in ("VNM", "RVN")
    )

    assert north.beliefs.pairs == ((816, 710),)
    assert south.beliefs.pairs == ((817, 710),)


def test_schools_add_up_to_the_whole(record: Record) -> None:
    """Interest alone hears no act; norm and affinity share all of them between them."""

    def evidence(school: str | None) -> float:
        model = Model.shipped(draws=0, school=school).without("third_parties", "mirror", "monthly")
        levels = trust.estimate(record, "CHN", "VNM", model=model).beliefs.levels
        told = np.log(levels.after) - np.log(levels.before)
        return float((told[:, -1] - told[:, 0]).sum())

    parts = [evidence(school) for school in ("interest", "norm", "affinity")]

    assert parts[0] == pytest.approx(0.0, abs=1e-9)
    assert sum(parts) == pytest.approx(evidence(None), abs=1e-6)


@pytest.mark.parametrize(("by", "day"), [("week", date(2013, 6, 30)), ("year", date(1995, 12, 31))])
def test_several_models_are_told_from_one_reading_as_from_one_each(
    record: Record, by: str, day: date
) -> None:
    """A brief shows each school beside the whole, and should not read the record for each."""
    pairs = [(816, 710), (710, 816)]
    models = [QUICK, replace(QUICK, school="norm"), replace(QUICK, school="interest", seed=4)]

    together = list(trust.estimate_under(record, pairs, by=by, until=day, models=models))

    for model, found in zip(models, together, strict=True):
        alone = trust.estimate_pairs(record, pairs, by=by, until=day, model=model)
        assert found.model == model
        assert found.frame().equals(alone.frame())


def test_one_reading_serves_all_models(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is most of the work."""
    read: list[object] = []

    def counted(*asked: object) -> Panel:
        read.append(asked)
        return read_panel(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(read_context, "read_panel", counted)

    found = trust.estimate_under(
        record, [(816, 710)], by="week", until=date(2013, 6, 30), models=[QUICK, QUICK, QUICK]
    )

    assert len(list(found)) == 3
    assert len(read) == 1


def test_belief_does_not_jump_where_the_denser_sample_begins(record: Record) -> None:
    """On 1 January 2014 nothing happened but the sample; the week's change is like any other."""
    pairs = [(816, 710), (740, 710), (710, 740), (2, 365), (2, 710), (800, 811), (220, 255)]
    model = Model.shipped(draws=0)
    found = trust.estimate_pairs(record, pairs, by="week", until=date(2014, 12, 31), model=model)
    ends = np.array(found.beliefs.ends, dtype="datetime64[D]")
    moved = np.abs(np.diff(found.beliefs.path.after, axis=0))
    spread = found.beliefs.path.after
    quarter = {
        year: np.abs(
            spread[
                (ends > np.datetime64(f"{year}-01-01")) & (ends < np.datetime64(f"{year}-04-01"))
            ]
        ).mean()
        for year in range(2006, 2015)
    }
    at = int(np.searchsorted(ends, np.datetime64("2014-01-05"))) - 1

    assert moved[at].mean() < 2 * moved.mean() + 0.1
    assert quarter[2014] < 1.5 * np.mean([quarter[year] for year in range(2006, 2014)])


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ({"trustee": "VTN"}, ActorError, "did you mean VNM"),
        ({"trustee": "CHN", "truster": "CHN"}, LongtinError, "two different states"),
        ({"trustee": "CHN", "by": "month"}, LongtinError, "by week or by year"),
        ({"trustee": "CHN", "until": date(2131, 1, 1)}, RecordError, "2131-01-01 is outside"),
        ({"trustee": "CHN", "by": "week", "until": "1960"}, RecordError, "1960-12-31 is outside"),
        ({"trustee": "CHN", "until": "1946-05"}, RecordError, "1946-05-31 is outside"),
    ],
)
def test_a_refusal_says_what_is_wrong(
    record: Record, words: dict[str, object], kind: type[LongtinError], says: str
) -> None:
    """With what was given and what to do."""
    with pytest.raises(kind, match=says):
        trust.estimate(record, **words)  # type: ignore[arg-type]


def test_a_school_that_is_none_is_refused() -> None:
    """The three are named."""
    with pytest.raises(ModelError, match="interest, norm and affinity"):
        Model.shipped(school="realist")


def test_after_the_record_belief_is_carried_on_but_for_what_was_imported(
    tmp_path: Path,
) -> None:
    """A user's acts of 2016 say nothing of other pairs, and do not turn 2016 into silence."""
    file = tmp_path / "acts.csv"
    file.write_text("date,source,type,target\n2016-03-01,Laos,CONSULT,Viet Nam\n", "utf-8")
    import_files([file], tmp_path / "my.duckdb")
    last = date(2016, 3, 1)

    with Record.open(tmp_path / "my.duckdb") as mine:
        pairs = [(816, 812), (220, 255)]
        found = trust.estimate_pairs(mine, pairs, by="week", until=last, model=QUICK)
        frame = found.frame(last)
        between = found.frame(date(2016, 1, 31))

    assert frame["coverage"].to_list() == ["covered", "not observed"]
    assert frame["last_evidence"].to_list()[0] == last
    assert frame["last_evidence"].to_list()[1] < date(2016, 1, 1)
    assert between["coverage"].to_list() == ["not observed", "not observed"]
    assert between["trust"].null_count() == 0


def test_dates_and_states_are_given_in_whatever_form_is_at_hand(record: Record) -> None:
    """A notebook holds dates as text, as dates and as the states it found."""
    china, viet_nam = actors.find("CHN"), actors.find("VNM")
    by_text = trust.estimate(record, "CHN", "VNM", until="2014-08-01", model=QUICK)
    by_date = trust.estimate(record, china, viet_nam, until=date(2014, 8, 1), model=QUICK)

    assert by_text.frame().equals(by_date.frame())
    assert by_date.frame("2014-07").equals(by_date.frame(date(2014, 7, 31)))
    assert by_date.explain("Việt Nam", date(2014, 5, 12)).lines.equals(
        by_date.explain(viet_nam, "12 May 2014").lines
    )
    with pytest.raises(LongtinError, match="is not a date"):
        trust.estimate(record, "CHN", until="soon")


@pytest.mark.parametrize(
    ("truster", "trustee", "day"),
    [("POL", "RUS", "1994-05"), ("VNM", "CHN", "1988-03-20"), ("FRA", "DEU", "2004-11-30")],
)
def test_a_day_before_the_first_dated_act_is_answered_by_the_last_complete_year(
    record: Record, truster: str, trustee: str, day: str
) -> None:
    """And by what time may have done since: no nearer to either end, and no surer."""
    found = trust.estimate(record, trustee, truster, until=day, model=GRADED)
    then, now = found.frame().tail(2).iter_rows(named=True)

    assert now["date"] == last_day(day)
    assert now["last_evidence"] == then["date"] == found.carried_from
    assert now["last_known"] == then["trust"]
    assert min(0.5, then["trust"]) <= now["trust"] <= max(0.5, then["trust"])
    assert now["low"] <= then["low"]
    assert now["high"] >= then["high"]
    assert now["effective_acts"] <= then["effective_acts"]


def test_the_whole_turnover_of_a_year_is_that_of_a_year_without_evidence(record: Record) -> None:
    """A day before its end belief stands almost where a forecast of the year's end puts it."""
    pair = [(290, 365)]
    by_day = trust.estimate_pairs(
        record, pair, by="year", until=date(1994, 12, 30), model=GRADED
    ).frame(date(1994, 12, 30))
    ahead = trust.estimate_pairs(
        record, pair, by="year", until=date(1993, 12, 31), model=GRADED
    ).forecast(1)

    assert by_day["trust"][0] == pytest.approx(ahead["trust"][1], abs=0.02)
    assert by_day["low"][0] == pytest.approx(ahead["low"][1], abs=0.02)


def test_a_day_within_a_year_is_explained_by_the_year_before_and_the_turnover(
    record: Record,
) -> None:
    """All that belief on it rests on, to the last hundredth of a point."""
    found = trust.estimate(record, "CHN", "VNM", until="1988-05", model=GRADED)
    why = found.explain("VNM", "1988-05-10")

    assert (why.since, why.until) == (date(1986, 12, 31), date(1988, 5, 31))
    assert set(why.lines["what"]) == {"DISPUTE_4", "DRIFT"}
    assert why.lines["decibans"].sum() == pytest.approx(why.after - why.before, abs=1e-9)
    assert why.lines["end"].max() == date(1988, 5, 31)


@pytest.mark.parametrize("day", ["2016-06", "2019-03-01", "2026-11-29"])
def test_any_day_after_the_first_act_is_answered(record: Record, day: str) -> None:
    """A desk officer asks in November 2026, wherever the sources have ended."""
    assert trust.reach(record, day)[0] == "week"

    row = trust.estimate(record, "CHN", "VNM", until=day, model=QUICK).frame(day).row(0, named=True)

    assert row["low"] is not None
    assert row["coverage"] in ("covered", "not observed")
    assert row["last_evidence"] <= row["date"]


def test_beyond_two_years_without_evidence_there_is_an_interval_and_no_point(
    record: Record,
) -> None:
    """What was last known stands beside it, with its day."""
    frame = trust.estimate(record, "CHN", "AUS", until=date(2029, 1, 1), model=QUICK).frame()
    unseen = frame.filter(pl.col("coverage") == "not observed")
    aged = unseen.filter(pl.col("date") - pl.col("last_evidence") > pl.duration(days=731))

    assert aged.height > 0
    assert aged["trust"].null_count() == aged.height
    assert (
        aged.select("low", "high", "last_known", "last_evidence").null_count().sum_horizontal()[0]
        == 0
    )
    fresh = unseen.filter(pl.col("date") - pl.col("last_evidence") < pl.duration(days=730))
    assert fresh["trust"].null_count() == 0


def test_unobserved_time_neither_turns_trust_nor_makes_it_surer(record: Record) -> None:
    """Viet Nam's trust in the United States went from 0.38 to 0.93 by turnover alone."""
    pairs = [(816, 710), (816, 2), (369, 365), (750, 770), (2, 200), (290, 365), (900, 710)]
    found = trust.estimate_pairs(
        record, pairs, by="week", until=date(2026, 11, 29), model=Model.shipped(draws=32)
    )
    frame = found.frame(carried=True).sort("truster", "trustee", "date")
    held = ("truster", "trustee")
    known, point = pl.col("last_known"), pl.col("trust")
    before = {name: pl.col(name).shift(1).over(held) for name in ("low", "high", "coverage")}
    unseen = frame.with_columns(
        crossed=((known - 0.5) * (point - 0.5) < 0),
        surer=((point - 0.5).abs() > (known - 0.5).abs() + 1e-9),
        narrower=(pl.col("low") > before["low"] + 1e-9) | (pl.col("high") < before["high"] - 1e-9),
    ).filter(pl.col("coverage") == "not observed")

    assert unseen.height > 1000
    for fault in ("crossed", "surer", "narrower"):
        assert not unseen[fault].any(), fault
