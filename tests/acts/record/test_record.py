"""The shipped record: nothing lost, nothing doubled, silence told from absence."""

import hashlib
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin import acts
from longtin.errors import RecordError
from record_acts import TRIPLES, triples

SOURCES = Path(__file__).parents[3] / "data" / "sources"
_ROW = pl.col("origin").str.split(":").list.last().cast(pl.Int32).alias("row")
VIET_NAM, SOUTH_VIET_NAM, CHINA, TURKIYE, SOUTH_SUDAN, JAPAN = 816, 817, 710, 640, 626, 740
SERBIA, INDIA, RUSSIA, GEORGIA, PAKISTAN = 345, 750, 365, 372, 770


def test_every_source_row_is_accounted_for(record: acts.Record) -> None:
    """Rows in = acts + domestic + refusals + rows that say nothing was done."""
    of_acts = record.datasets().filter(pl.col("role") == "acts")

    for row in of_acts.iter_rows(named=True):
        became = row["acts"] + row["domestic"] + row["refused"] + row["silent"]
        assert became == row["rows"], row["dataset"]


def test_the_ledger_counts_what_is_there(record: acts.Record) -> None:
    """A ledger that only agrees with itself would prove nothing."""
    every = (None, None)
    found = {
        "acts": record.acts(spheres=every, columns=("dataset",)),
        "domestic": record.domestic(),
        "refused": record.refusals(),
    }

    for row in record.datasets().filter(pl.col("role") == "acts").iter_rows(named=True):
        for part, rows in found.items():
            assert rows.filter(pl.col("dataset") == row["dataset"]).height == row[part]


def test_rows_of_the_benchmarks_are_the_files_rows(record: acts.Record) -> None:
    """Each row of a file became exactly one thing: an act, a domestic act or a refusal."""
    parts = [
        record.acts(spheres=None, columns=("dataset", "origin")).select("dataset", _ROW),
        record.domestic().select("dataset", _ROW),
        record.refusals().select("dataset", "row"),
    ]
    became = pl.concat(parts)

    for dataset, (file, benchmark) in TRIPLES.items():
        rows = triples(SOURCES, file, benchmark)["row"]
        assert became.filter(pl.col("dataset") == dataset)["row"].sort().equals(rows), dataset


def test_acts_are_between_two_states_and_domestic_ones_within_one(record: acts.Record) -> None:
    """Trust is directed between states; what a state does at home is something else."""
    between, within = record.acts(spheres=None), record.domestic()

    acts.check_acts(between)
    acts.check_acts(within)
    assert (between["source"] != between["target"]).all()
    assert (within["source"] == within["target"]).all()
    assert set(between["source_sphere"]) | set(between["target_sphere"]) == {
        *("state", "society", "public")
    }


def test_a_row_that_two_benchmarks_have_is_told_once(record: acts.Record) -> None:
    """Nine tenths of one benchmark's 2014 are in the other; counting both would double it."""
    refused = record.refusals("icews14")["reason"].value_counts()
    year = record.acts(start=date(2014, 1, 1), end=date(2014, 12, 31), spheres=None)
    dated = year.filter(pl.col("dataset").is_in(["icews0515", "icews14"]))

    assert dict(refused.iter_rows())["the same row stands in icews0515"] == 38_338
    assert set(dated["dataset"]) == {"icews0515", "icews14"}
    assert not dated.select("start", "source_name", "text", "target_name").is_duplicated().any()


def test_a_year_is_not_known_before_it_is_over(record: acts.Record) -> None:
    """A brief as of August must not read the count of the whole year."""
    known = record.acts(VIET_NAM, CHINA, end=date(2014, 8, 1), datasets=["icews_year"])

    assert known["end"].max() == date(2013, 12, 31)


def test_an_ongoing_dispute_starts_with_its_month_and_then_with_the_year(
    record: acts.Record,
) -> None:
    """The Sino-Vietnamese dispute of 1978–79 began in April 1978."""
    war = record.acts(CHINA, VIET_NAM, datasets=["mid"], end=date(1979, 12, 31)).filter(
        pl.col("start") >= date(1978, 1, 1)
    )

    assert war["start"].to_list() == [date(1978, 4, 1), date(1979, 1, 1)]
    assert war["end"].to_list() == [date(1978, 12, 31), date(1979, 12, 31)]
    assert war["code"].to_list() == ["5", "5"]
    assert set(war["kind"]) == {"ASSAULT"}


def test_each_sides_own_hostility_counts(record: acts.Record) -> None:
    """In dispute 4702 of 2014 China seized, Viet Nam showed force."""
    seized = record.acts(CHINA, VIET_NAM, datasets=["mid"], start=date(2014, 1, 1))
    shown = record.acts(VIET_NAM, CHINA, datasets=["mid"], start=date(2014, 1, 1))

    assert (seized["text"][0], seized["code"][0]) == ("Seizure", "4")
    assert (shown["text"][0], shown["code"][0]) == ("Show of force", "3")


def test_viet_nam_is_816_and_its_southern_state_817(record: acts.Record) -> None:
    """Mapping today's Viet Nam to the southern state of 1954–75 is a known mistake elsewhere."""
    today = record.acts(VIET_NAM, start=date(1976, 1, 1))
    southern = record.acts(SOUTH_VIET_NAM)

    assert today.height > 1000
    assert not southern.is_empty()
    assert southern.filter(pl.col("end") > date(1975, 12, 31)).is_empty()


@pytest.mark.parametrize(
    ("dataset", "ccode", "day", "covered", "why"),
    [
        ("atop", VIET_NAM, date(2018, 12, 31), True, "the last day ATOP covers"),
        ("atop", VIET_NAM, date(2019, 1, 1), False, "ATOP ends with 2018"),
        ("un_votes", VIET_NAM, date(2024, 6, 4), True, "the last day of votes"),
        ("un_votes", VIET_NAM, date(2024, 6, 5), False, "votes end with 4 June 2024"),
        ("un_votes", VIET_NAM, date(1976, 6, 1), False, "not yet a member of the UN"),
        ("mid", SOUTH_SUDAN, date(2010, 1, 1), False, "not yet a state"),
        ("mid", SOUTH_SUDAN, date(2012, 1, 1), True, "a state since July 2011"),
        ("icews_year", CHINA, date(2010, 1, 1), True, "one of the 152"),
        ("icews_year", TURKIYE, date(2010, 1, 1), False, "not one of the 152"),
        ("icews_year", CHINA, date(2015, 1, 1), False, "counts end with 2014"),
        ("icews0515", CHINA, date(2014, 5, 1), True, "the benchmark goes on through 2014"),
        ("icews0515", CHINA, date(2008, 9, 25), False, "8 rows, where other days have 118"),
        ("icews18", CHINA, date(2018, 10, 31), True, "the last day of the benchmark"),
        ("icews18", CHINA, date(2018, 11, 1), False, "nothing till 2021"),
        ("icews21", CHINA, date(2021, 1, 20), False, "6 rows, where other days have 1,491"),
        ("icews22", CHINA, date(2022, 9, 15), False, "between two benchmarks"),
        ("icews_month", TURKIYE, date(2010, 1, 1), True, "one of the 148"),
        ("icews_month", VIET_NAM, date(2010, 1, 1), False, "not one of the 148"),
        ("gdelt_network", VIET_NAM, date(2020, 1, 1), True, "it has no holes"),
        ("gdelt_network", SERBIA, date(2020, 1, 1), False, "Serbia never occurs in it"),
        ("gdelt_network", CHINA, date(2024, 2, 24), False, "it ends the day before"),
        ("gdelt_east_asia", CHINA, date(2026, 1, 15), False, "January 2026 is missing"),
        ("gdelt_india", INDIA, date(2025, 6, 20), False, "GDELT published no file"),
        ("icews0515", CHINA, date(2015, 5, 1), True, "the benchmark goes to 2015"),
        ("cow_contiguity", CHINA, date(2017, 1, 1), False, "contiguity ends with 2016"),
    ],
)
def test_not_covered_is_told_from_nothing_happened(
    record: acts.Record, dataset: str, ccode: int, day: date, covered: bool, why: str
) -> None:
    """Years after a dataset ends, and states it leaves out, come out as zero elsewhere."""
    assert record.covered(dataset, ccode, day) is covered, why


def test_the_yearly_counts_cover_152_states(record: acts.Record) -> None:
    """Absence of a state from the counts is not a count of zero."""
    listed = record.coverage().filter(pl.col("dataset") == "icews_year")

    assert listed["ccode"].n_unique() == 152
    assert listed["ccode"].null_count() == 0


def test_density_says_how_much_more_a_later_benchmark_holds(record: acts.Record) -> None:
    """Belief must not jump where a denser source begins.

    The study of the dense record found, among organs of states alone, 36 acts a day to 2013 and
    then 1.9, 11, 10, 12, 11 and 12 times as many.
    """
    spans = record.density
    shares = dict(record.datasets().select("dataset", "sampling").iter_rows())
    times = (spans["sampling"] / spans["sampling"][0]).to_list()

    assert 0.025 < spans["sampling"][0] < 0.035
    assert spans["datasets"].to_list()[:3] == ["icews0515", "icews0515; icews14", "icews0515"]
    assert times == pytest.approx([1, 1.9, 1, 11, 10, 12, 11, 12], rel=0.2)
    assert (shares["icews0515"], shares["icews_year"]) == (spans["sampling"][0], 1)
    assert (spans["start"].to_list()[1:] > spans["end"].to_list()[:-1]) is True


def test_types_held_back_are_none_before_july_and_some_after(record: acts.Record) -> None:
    """Their arrival in July must not read as a change; so they are listed, with their days."""
    withheld = record.withheld

    assert dict(withheld.group_by("dataset").len().sort("dataset").iter_rows()) == {
        "icews21": 123,
        "icews22": 155,
    }
    assert {"Mediate", "Declare truce, ceasefire"} <= set(withheld["text"])
    for dataset, rows in withheld.group_by("dataset"):
        start, end = rows["start"][0], rows["end"][0]
        found = record.acts(datasets=dataset, spheres=None).filter(
            pl.col("text").is_in(rows["text"].to_list())
        )
        assert not found.is_empty()
        assert found.filter(pl.col("start").is_between(start, end)).is_empty()


def test_coverage_of_a_pair_is_of_both(record: acts.Record) -> None:
    """One of eleven pairs of East Asia is not any two of its states."""
    both = record.coverage((CHINA, VIET_NAM))

    assert both.drop("ccode", "partner").equals(
        record.coverage((VIET_NAM, CHINA)).drop("ccode", "partner")
    )
    assert "gdelt_east_asia" in set(both["dataset"])
    assert not record.covered("gdelt_east_asia", JAPAN, date(2020, 1, 1), VIET_NAM)
    assert record.covered("gdelt_east_asia", JAPAN, date(2020, 1, 1), CHINA)
    assert "icews_month" not in set(both["dataset"])
    months = record.coverage((RUSSIA, GEORGIA)).filter(pl.col("dataset") == "icews_month")
    assert months.drop("ccode", "partner").rows() == [
        ("icews_month", date(2001, 1, 1), date(2013, 12, 31), [3, 4])
    ]


def test_completeness_says_where_dated_acts_are_next_to_nothing(record: acts.Record) -> None:
    """The sample names Viet Nam and China; of Russia and Georgia it has nine rows in 2008."""
    thin = acts.completeness(record, RUSSIA, GEORGIA).filter(
        pl.col("source") == RUSSIA, pl.col("year") == 2008
    )
    thick = acts.completeness(record, VIET_NAM, CHINA).filter(pl.col("year") == 2014)

    assert thin["dated"].to_list() == [9]
    assert thin["share"][0] < 0.002
    assert 0.9 < thin["conflict_share"][0] < 1
    assert (thick["share"] > 0.1).all()
    assert thick["monthly_conflict"].null_count() == 2, "not covered is not zero"


def test_doubled_months_are_told_by_the_years_counts(record: acts.Record) -> None:
    """Pakistan and Bangladesh stand twice in the monthly copy."""
    pair = acts.completeness(record, PAKISTAN, 771).filter(pl.col("year") < 2014)

    assert int(pair["monthly_conflict"].sum()) > 1.8 * int(pair["complete_conflict"].sum())


def test_refusals_name_their_row_and_reason(record: acts.Record) -> None:
    """What does not resolve is listed, not dropped in silence."""
    refused = record.refusals()

    assert (refused["row"] >= 1).all()
    assert refused["reason"].null_count() == 0
    assert refused.filter(pl.col("dataset") == "icews14")["source_name"].null_count() == 0


def test_unknown_names_are_answered_with_the_nearest(record: acts.Record) -> None:
    """A slip should cost a second, not an evening."""
    with pytest.raises(RecordError, match=r"No dataset 'icews15' in the record\. Did you mean"):
        record.acts(datasets=["icews15"])
    with pytest.raises(
        RecordError, match=r"No tie 'aliance' in the record\. Did you mean 'alliance"
    ):
        record.ties("aliance")
    with pytest.raises(RecordError, match="No sphere 'army' in the record"):
        record.acts(spheres=("army", None))
    with pytest.raises(RecordError, match="No dataset 'atopp'"):
        record.covered("atopp", VIET_NAM, date(2010, 1, 1))


def test_limits_are_kept(record: acts.Record) -> None:
    """Several states, a span and spheres at once."""
    found = record.acts(
        [VIET_NAM, JAPAN],
        CHINA,
        start=date(2012, 1, 1),
        end=date(2012, 12, 31),
        datasets=["icews0515"],
        spheres=("society", None),
    )

    assert found.height > 0
    assert set(found["source"]) <= {VIET_NAM, JAPAN}
    assert set(found["target"]) == {CHINA}
    assert set(found["source_sphere"]) == {"society"}
    assert found["start"].dt.year().unique().to_list() == [2012]
    assert record.acts([], CHINA).is_empty()


def test_the_record_says_when_it_starts_ends_and_what_it_is(record: acts.Record) -> None:
    """Every number carries the version of the record behind it."""
    assert (record.first, record.last) == (date(1816, 7, 1), date(2023, 4, 10))
    assert len(record.version) == 12
    with acts.Record.shipped() as again:
        assert again.version == record.version


def test_every_source_has_a_version_a_licence_a_checksum_and_a_reference(
    record: acts.Record,
) -> None:
    """Cite the source wherever a figure from it is shown."""
    versions = record.versions()

    assert versions.null_count().sum_horizontal()[0] == 0
    assert set(versions["sha256"].str.len_chars()) == {64}
    cited = {dataset for citation in record.cite() for dataset in citation.datasets}
    assert cited == set(versions["dataset"])
    assert [one.key for one in record.cite(["atop"])] == ["Leeds2002"]
    assert all(one.bibtex.startswith("@") and one.bibtex.endswith("}") for one in record.cite())


def test_checksums_of_the_record_are_its_files() -> None:
    """A record edited by hand is not the record its version names."""
    folder = Path(acts.__file__).parent / "data" / "record"
    lines = (folder / "version.txt").read_text().splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ") for line in lines)}

    assert listed == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.glob("*.parquet")
    }


def test_the_record_stays_small() -> None:
    """It ships inside the package."""
    folder = Path(acts.__file__).parent / "data" / "record"

    assert sum(file.stat().st_size for file in folder.iterdir()) < 40_000_000
