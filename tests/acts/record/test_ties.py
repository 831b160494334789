"""Standing relations between states, and voting alike."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import record_leaders
from longtin import acts
from longtin.errors import RecordError

SOURCES = Path(__file__).parents[3] / "data" / "sources"
USA, PORTUGAL, JAPAN, VIET_NAM, SOUTH_VIET_NAM, CHINA, BRUNEI = 2, 235, 740, 816, 817, 710, 835
ATOP_ENDS = 2018
ONE_STATE = ("capability", "major", "capital", "leader", "democracy")
TWO_STATES = ("alliance", "igo", "contiguity", "distance", "troops")


@pytest.mark.parametrize("tie", [*ONE_STATE, *TWO_STATES])
def test_ties_have_the_columns_of_the_table(record: acts.Record, tie: str) -> None:
    """One schema for every kind, `state2` empty where it concerns one state."""
    found = record.ties(tie)

    assert found.schema == pl.Schema(acts.TIE)
    assert found.height > 0
    assert found.equals(found.sort("state1", "state2", "start", "detail", nulls_last=True))
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

    unmatched = found.join(mirrored, on=found.columns, how="anti", nulls_equal=True)

    assert unmatched.is_empty()


def test_every_alliance_stands_both_ways_though_promises_may_differ(record: acts.Record) -> None:
    """Both are allies; what each promised is its own. USA–Portugal differed during the war."""
    found = record.ties("alliance")
    until = pl.col("end").dt.year().fill_null(ATOP_ENDS) + 1
    years = found.select(
        "state1", "state2", pl.int_ranges(pl.col("start").dt.year(), until)
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
    leaders = acts.leaders(record, VIET_NAM)

    assert leaders["end"].null_count() == 1
    assert leaders["exit"][-1] == "Still in Office"
    assert leaders["start"].is_sorted()


@pytest.mark.parametrize(
    "tie", ["contiguity", "alliance", "igo", "distance", "capability", "democracy"]
)
def test_what_held_when_the_source_stopped_is_carried_on(record: acts.Record, tie: str) -> None:
    """Viet Nam borders China in 2026, though the list of borders was closed in 2016."""
    today = date(2026, 11, 1)
    found = record.ties(tie, [VIET_NAM, CHINA, USA, JAPAN], start=today, end=today)
    known = record.coverage().filter(pl.col("dataset") == found["dataset"][0])["end"]

    assert found.height > 0
    assert found["end"].null_count() == found.height
    assert (known < today).all(), "carried on, and the record says from when"


def test_a_state_that_ended_left_its_ties(record: acts.Record) -> None:
    """Carrying on is for what stood when the list was closed, not for the dead."""
    assert record.ties("contiguity", [SOUTH_VIET_NAM, VIET_NAM], start=date(2020, 1, 1)).is_empty()


def test_an_index_of_democracy_is_the_sources_or_none(record: acts.Record) -> None:
    """From 0 to 1 as published; of a state that V-Dem leaves out nothing, and it says so."""
    source = pl.read_parquet(SOURCES / "vdem_polyarchy.parquet")
    found = record.ties("democracy")
    year = date(2014, 6, 1)

    assert found["value"].is_between(0, 1).all()
    assert found.select(
        pl.col("state1").alias("ccode"),
        pl.col("start").dt.year().cast(pl.Int16).alias("year"),
        pl.col("value").alias("v2x_polyarchy"),
    ).equals(source)
    assert record.ties("democracy", [BRUNEI], year, year).is_empty()
    assert not record.covered("vdem", BRUNEI, year)
    assert record.covered("vdem", VIET_NAM, year)


def test_troops_are_counts_of_the_year(record: acts.Record) -> None:
    """28,500 is what is said of Korea; the source's own count of 2022 stands here."""
    source = pl.read_parquet(SOURCES / "us_troops.parquet").filter(
        (pl.col("ccode") == JAPAN) & (pl.col("year") == 2022)
    )
    found = record.ties("troops", [USA, JAPAN], date(2022, 1, 1), date(2022, 12, 31))

    assert found.select("state1", "state2", "value").rows() == [
        (USA, JAPAN, float(source["troops_ad"][0]))
    ]


def test_leaders_follow_the_codes_of_the_day(record: acts.Record) -> None:
    """Gleditsch–Ward and Correlates of War number Germany and Yemen differently."""
    germany = acts.leaders(record, 255).filter(pl.col("start") >= date(1990, 10, 1))
    bonn = acts.leaders(record, 260)

    assert germany.height > 0
    assert bonn["leader"].to_list()[0].startswith("Adenauer")
    assert acts.leaders(record, 679).height > 0


def test_leaders_of_three_lists_are_one_line(record: acts.Record) -> None:
    """One leader at a time from 2016 on, whichever list tells; nobody's tenure is told twice."""
    tenures = record.ties("leader").filter(
        pl.col("end").is_null() | (pl.col("end") > date(2016, 1, 1))
    )
    following = tenures.with_columns(pl.col("start").shift(-1).over("state1").alias("next"))

    assert set(tenures["dataset"]) == {"archigos", "plad", "reign"}
    assert following.filter(
        pl.col("next").is_not_null() & (pl.col("end").is_null() | (pl.col("end") > pl.col("next")))
    ).is_empty()
    assert tenures.filter(pl.col("end").is_null())["state1"].is_unique().all()


@pytest.mark.parametrize(
    ("ccode", "leader", "start", "end"),
    [
        (USA, "Trump", date(2017, 1, 20), date(2021, 1, 20)),
        (200, "Truss", date(2022, 9, 6), date(2022, 10, 25)),
        (255, "Scholz", date(2021, 12, 8), None),
        (41, "Ariel Henry", date(2021, 7, 20), None),
        (935, "Salwai", date(2016, 2, 11), date(2020, 4, 20)),
    ],
)
def test_leaders_after_2015_are_those_of_the_day(
    record: acts.Record, ccode: int, leader: str, start: date, end: date | None
) -> None:
    """Public record: inaugurations and votes of confidence."""
    assert (leader, start, end) in acts.leaders(record, ccode).select(
        "leader", "start", "end"
    ).rows()


def test_where_the_lists_of_leaders_disagree_is_known() -> None:
    """Join: end of 2015. Seven tenures of 160-odd, six by days; Archigos's day is kept."""
    found = record_leaders.disagreements(SOURCES)

    assert found["leader"].to_list() == [
        "Putin",
        "Deby",
        "Akila Saleh Issa",
        "Bashar al-Assad",
        "Abd Rabbuh Mansur Hadi",
        "Tamim ibn Hamad Al Thani",
        "Narendra Modi",
    ]
    assert (found["archigos_start"] - found["plad_start"]).dt.total_days().to_list() == [
        *(1, 2, 0, 1, 6, 1, 3)
    ]


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
    assert found["period"].max() == 2023, "of 2024 the record has half a year"


def test_votes_can_be_read_by_session_and_by_issue(record: acts.Record) -> None:
    """On disarmament there are fewer votes than on everything."""
    every = record.votes_agreement([(VIET_NAM, CHINA)], by="session")
    arms = record.votes_agreement([(VIET_NAM, CHINA)], by="session", issue="di")

    assert every["period"].max() == 78
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


@pytest.mark.parametrize("year", [2018, 2019])
def test_the_two_files_of_votes_meet_without_a_seam(year: int) -> None:
    """They are joined where both have the same roll calls with the same votes: no jump in 2020."""
    calls = pl.read_parquet(SOURCES / "un_roll_calls.parquet").filter(
        pl.col("date").dt.year() == year
    )
    shipped = pl.read_parquet(acts_record() / "votes.parquet").join(
        calls.select("rcid", "date"), on="rcid"
    )
    later = pl.read_parquet(SOURCES / "un_votes_cow.parquet").filter(
        pl.col("date").dt.year() == year
    )
    cast = {"yes": 1, "abstain": 2, "no": 3}
    theirs = later.with_columns(pl.col("vote").replace_strict(cast, return_dtype=pl.Int8))

    def ballots(votes: pl.DataFrame, call: str) -> list[str]:
        one = pl.concat_str("date", "ccode", "vote", separator=" ")
        told = votes.sort("ccode").group_by(call).agg(one.str.join(","))
        return sorted(told[told.columns[1]].to_list())

    assert len(ballots(shipped, "rcid")) == calls.height
    assert ballots(shipped, "rcid") == ballots(theirs, "resid")


@pytest.mark.parametrize(
    ("day", "resolution", "tally", "source"),
    [
        (date(2022, 3, 2), "A/RES/ES-11/1", (141, 35, 5), "UN press release GA/12407"),
        (date(2022, 11, 3), None, (185, 2, 2), "A/RES/77/7, UN press release GA/12465"),
    ],
)
def test_votes_that_the_press_told(
    record: acts.Record,
    day: date,
    resolution: str | None,
    tally: tuple[int, int, int],
    source: str,
) -> None:
    """Yes, abstaining, no, as the United Nations announced them."""
    query = (
        "SELECT rcid, resolution, count(*) FILTER (vote = 1), count(*) FILTER (vote = 2), "
        "count(*) FILTER (vote = 3) FROM votes JOIN roll_calls USING (rcid) "
        "WHERE date = ? GROUP BY ALL"
    )
    found = record.connection.execute(query, [day]).fetchall()

    assert (resolution, *tally) in [row[1:] for row in found], source


def test_a_year_that_the_source_half_lost_is_left_out(record: acts.Record) -> None:
    """Of Türkiye the source has 2 votes of session 78: no agreement for 2023, one for 2022."""
    found = record.votes_agreement([(640, USA)])

    assert found["period"].max() == 2022
    assert "lost or misplaced" in " ".join(record.refusals("un_votes")["reason"].unique())


def acts_record() -> Path:
    """Where the shipped record stands."""
    return Path(str(acts.__file__)).parent / "data" / "record"
