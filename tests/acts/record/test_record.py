"""The shipped record: nothing lost, nothing doubled, silence told from absence."""

import hashlib
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin import acts
from longtin.errors import RecordError

VIET_NAM, SOUTH_VIET_NAM, CHINA, TURKIYE, SOUTH_SUDAN, JAPAN = 816, 817, 710, 640, 626, 740


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
        "acts": record.acts(spheres=every),
        "domestic": record.domestic(),
        "refused": record.refusals(),
    }

    for row in record.datasets().filter(pl.col("role") == "acts").iter_rows(named=True):
        for part, rows in found.items():
            assert rows.filter(pl.col("dataset") == row["dataset"]).height == row[part]


def test_rows_of_the_benchmarks_are_the_files_rows(record: acts.Record) -> None:
    """Each row of the file became exactly one thing."""
    numbers = [
        pl.col("origin").str.split(":").list.last().cast(pl.Int32).alias("row"),
        "dataset",
    ]
    parts = [
        record.acts(spheres=None).select(numbers),
        record.domestic().select(numbers),
        record.refusals().select("row", "dataset"),
    ]
    dated = pl.concat(parts).filter(pl.col("dataset").is_in(["icews0515", "icews14"]))

    assert sorted(dated["row"]) == list(range(1, 183_098))


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


def test_2014_is_read_from_one_benchmark_alone(record: acts.Record) -> None:
    """The two overlap by nine tenths that year; counting both would double it."""
    year = record.acts(start=date(2014, 1, 1), end=date(2014, 12, 31), spheres=None)
    refused = record.refusals("icews0515")["reason"].value_counts()
    reasons = dict(refused.iter_rows())

    assert "icews0515" not in set(year["dataset"])
    assert reasons["the same row stands in icews14"] == 7_664
    assert reasons["superseded: 2014 is read from icews14, which is whole"] == 795


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
        ("icews0515", CHINA, date(2014, 5, 1), False, "2014 is icews14's"),
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


def test_sampling_says_how_much_denser_2014_is(record: acts.Record) -> None:
    """Belief must not jump on 1 January 2014 because the sample does."""
    shares = dict(record.datasets().select("dataset", "sampling").iter_rows())

    assert 0.004 < shares["icews0515"] < 0.008
    assert 8 < shares["icews14"] / shares["icews0515"] < 13
    assert shares["icews_year"] == 1


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
    assert (record.first, record.last) == (date(1816, 7, 1), date(2015, 12, 31))
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

    assert sum(file.stat().st_size for file in folder.iterdir()) < 6_000_000
