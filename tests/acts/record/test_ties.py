"""Standing relations between states, and voting alike."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from longtin import acts
from longtin.errors import RecordError

SOURCES = Path(__file__).parents[3] / "data" / "sources"
USA, PORTUGAL, JAPAN, VIET_NAM, SOUTH_VIET_NAM, CHINA = 2, 235, 740, 816, 817, 710
ONE_STATE = ("capability", "major", "capital", "leader")
TWO_STATES = ("alliance", "igo", "contiguity", "distance")


@pytest.mark.parametrize("tie", [*ONE_STATE, *TWO_STATES])
def test_ties_have_the_columns_of_the_table(record: acts.Record, tie: str) -> None:
    """One schema for every kind, `state2` empty where it concerns one state."""
    found = record.ties(tie)

    assert found.schema == pl.Schema(acts.TIE)
    assert found.height > 0
    assert set(found["tie"]) == {tie}
    assert found["state2"].null_count() == (found.height if tie in ONE_STATE else 0)
    assert found.filter(pl.col("end") < pl.col("start")).is_empty()


@pytest.mark.parametrize("tie", ["igo", "contiguity", "distance"])
def test_ties_without_direction_are_the_same_both_ways(record: acts.Record, tie: str) -> None:
    """Elsewhere a "directed" file held each pair once: USA–Japan was there, Japan–USA not."""
    found = record.ties(tie).select("state1", "state2", "start", "end", "value")
    mirrored = found.select(
        pl.col("state2").alias("state1"), pl.col("state1").alias("state2"), "start", "end", "value"
    )

    assert found.join(mirrored, on=found.columns, how="anti").is_empty()


def test_every_alliance_stands_both_ways_though_promises_may_differ(record: acts.Record) -> None:
    """Both are allies; what each promised is its own. USA–Portugal differed during the war."""
    found = record.ties("alliance")
    years = found.select(
        "state1", "state2", pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1)
    ).explode("start")
    mirrored = years.select(
        pl.col("state2").alias("state1"), pl.col("state1").alias("state2"), "start"
    )
    portugal = record.ties("alliance", [USA, PORTUGAL], date(1944, 1, 1), date(1944, 12, 31))

    assert years.height == 273_296
    assert years.join(mirrored, on=years.columns, how="anti").is_empty()
    assert record.ties("alliance", [USA, JAPAN], date(1990, 1, 1)).height >= 2
    assert portugal["detail"].n_unique() == 2


def test_memberships_are_the_sources_counts(record: acts.Record) -> None:
    """Viet Nam and China shared organisations in 2014 as the source says."""
    source = pl.read_parquet(SOURCES / "cow_igo_dyads.parquet").filter(
        (pl.col("ccode1") == CHINA) & (pl.col("ccode2") == VIET_NAM) & (pl.col("year") == 2014)
    )
    found = record.ties("igo", [CHINA, VIET_NAM], date(2014, 1, 1), date(2014, 12, 31))

    assert found["value"].to_list() == [source["dyadigos"][0]] * 2
    assert record.ties("igo").height == 2 * 855_168


def test_distance_is_about_right(record: acts.Record) -> None:
    """Hanoi to Beijing is some 2,340 km."""
    found = record.ties("distance", [VIET_NAM, CHINA], date(2000, 1, 1), date(2000, 1, 1))

    assert found["value"].to_list() == pytest.approx([2340, 2340], rel=0.01)


def test_a_leader_in_office_when_the_source_stops_has_no_end(record: acts.Record) -> None:
    """The end of a dataset is not the end of a tenure."""
    leaders = record.leaders(VIET_NAM)

    assert leaders["end"].null_count() == 1
    assert leaders["exit"][-1] == "Still in Office"
    assert leaders["start"].is_sorted()


def test_leaders_follow_the_codes_of_the_day(record: acts.Record) -> None:
    """Gleditsch–Ward and Correlates of War number Germany and Yemen differently."""
    germany = record.leaders(255).filter(pl.col("start") >= date(1990, 10, 1))
    bonn = record.leaders(260)

    assert germany.height > 0
    assert bonn["leader"].to_list()[0].startswith("Adenauer")
    assert record.leaders(679).height > 0


def test_ties_keep_within_the_span_and_states_asked_for(record: acts.Record) -> None:
    """A tie counts on a day it held."""
    found = record.ties("contiguity", [VIET_NAM, CHINA, 812], date(1980, 1, 1), date(1980, 12, 31))

    assert set(found["state1"]) == {VIET_NAM, CHINA, 812}
    assert set(found["detail"]) == {"land border"}


@pytest.fixture(scope="module")
def agreement(record: acts.Record) -> pl.DataFrame:
    """Every pair and year."""
    return record.votes_agreement()


def votes_by_hand(one: int, other: int, year: int) -> tuple[int, float]:
    """Oracle: walk the roll calls of a year one by one."""
    iso2 = {VIET_NAM: "VN", CHINA: "CN", JAPAN: "JP", USA: "US"}
    calls = pl.read_parquet(SOURCES / "un_roll_calls.parquet")
    days = dict(calls.select("rcid", "date").iter_rows())
    cast: dict[int, dict[str, str]] = {}
    votes = pl.read_parquet(SOURCES / "un_votes.parquet").with_columns(
        pl.col("country_code", "vote").cast(pl.String)
    )
    wanted = votes.filter(pl.col("country_code").is_in([iso2[one], iso2[other]]))
    for call, country, vote in wanted.select("rcid", "country_code", "vote").iter_rows():
        if days[call].year == year:
            cast.setdefault(call, {})[country] = vote
    scores = []
    for ballot in cast.values():
        if len(ballot) == 2:
            mine, theirs = ballot.values()
            scores.append(1.0 if mine == theirs else 0.5 if "abstain" in (mine, theirs) else 0.0)
    return len(scores), float(np.mean(scores))


@pytest.mark.parametrize(
    ("one", "other", "year"), [(VIET_NAM, CHINA, 1985), (VIET_NAM, USA, 2003), (JAPAN, USA, 2019)]
)
def test_voting_alike_is_what_counting_by_hand_gives(
    record: acts.Record, one: int, other: int, year: int
) -> None:
    """Agreement comes from matrices; the oracle from ballots."""
    found = record.votes_agreement([(one, other), (other, one)]).filter(pl.col("period") == year)
    common, agree = votes_by_hand(one, other, year)

    assert found["common"].to_list() == [common, common]
    assert found["agree"].to_list() == pytest.approx([agree, agree])


def test_voting_alike_is_a_share_and_has_no_direction(agreement: pl.DataFrame) -> None:
    """Every pair, every year: within [0, 1], the same both ways, and only where both voted."""
    found = agreement
    turned = found.rename({"state1": "state2", "state2": "state1"})
    both = found.join(turned, on=["state1", "state2", "period"], suffix="_turned")

    assert both.height == found.height
    for column in ("agree", "expected"):
        assert found[column].is_between(0, 1).all()
        assert ((both[column] - both[f"{column}_turned"]).abs() < 1e-6).all()
    assert (found["common"] > 0).all()
    assert (both["common"] == both["common_turned"]).all()
    assert found["period"].max() == 2019


def test_votes_can_be_read_by_session_and_by_issue(record: acts.Record) -> None:
    """On disarmament there are fewer votes than on everything."""
    every = record.votes_agreement([(VIET_NAM, CHINA)], by="session")
    arms = record.votes_agreement([(VIET_NAM, CHINA)], by="session", issue="di")

    assert every["period"].max() == 74
    assert 0 < arms["common"].sum() < every["common"].sum()
    with pytest.raises(RecordError, match="No issue 'arms' in the record"):
        record.votes_agreement(issue="arms")
    with pytest.raises(RecordError, match="No period 'month' in the record"):
        record.votes_agreement(by="month")


def test_the_southern_state_never_voted_and_china_begins_in_1971(agreement: pl.DataFrame) -> None:
    """Seats change hands; the code follows the state that sat."""
    found = agreement

    assert SOUTH_VIET_NAM not in set(found["state1"])
    assert found.filter(pl.col("state1") == CHINA)["period"].min() == 1971
    assert found.filter(pl.col("state1") == 713)["period"].max() == 1971
