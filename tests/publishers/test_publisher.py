"""The list of publishers: names of files as they have been seen, and lists of one's own."""

import re
from datetime import date
from pathlib import Path

import pytest

from longtin.acts import formats
from longtin.errors import DataError
from longtin.publishers import publisher_named, publishers

NAMES = [
    ("polecat", "ngecEvents.20230103111842.Release603.DV.txt", date(2023, 1, 3)),
    ("polecat", "ngecEventsDV-2022.txt.zip", date(2022, 12, 31)),
    ("polecat", "ngecEvents.DV.2024.txt", date(2024, 12, 31)),
    ("icews", "events.1995.20150313082510.tab.zip", date(1995, 12, 31)),
    ("icews", "events.2014.20160121105408.tab", date(2014, 12, 31)),
    ("icews", "Events.2017.20201006.tab.zip", date(2017, 12, 31)),
    ("icews", "20200927-icews-events.zip", date(2020, 9, 27)),
    ("icews", "20190309-icews-events-part1.tab", date(2019, 3, 9)),
    ("icews", "20190503-thru-20190519-icews-events.tab", date(2019, 5, 19)),
    ("icews", "202201-icews-events.tab", date(2022, 1, 31)),
    ("gdelt", "1979.zip", date(1979, 12, 31)),
    ("gdelt", "201302.zip", date(2013, 2, 28)),
    ("gdelt", "20240229.export.CSV.zip", date(2024, 2, 29)),
    ("gdelt-2", "20150218230000.export.CSV.zip", date(2015, 2, 18)),
    ("un-votes", "2025_7_23_ga_voting.csv", date(2025, 7, 23)),
    ("un-votes", "2025_03_31_ga_voting_corr1.csv", date(2025, 3, 31)),
    ("un-votes", "2024_09_12_ga_resolutions_voting.csv", date(2024, 9, 12)),
]
OTHERS = [
    ("polecat", "POLECAT Codebook.pdf"),
    ("icews", "icews.actors.20181119.tab"),
    ("gdelt", "GDELT.MASTERREDUCEDV2.1979-2013.zip"),
    ("gdelt", "md5sums"),
    ("gdelt-2", "20150218230000.mentions.CSV.zip"),
    ("gdelt-2", "20150218230000.gkg.csv.zip"),
    ("un-votes", "2026_02_06_sc_voting.csv"),
    ("un-votes", "2026_02_06_ga_voting_md.md"),
    ("polecat", "../ngecEvents.20230103111842.Release603.DV.txt"),
]


@pytest.mark.parametrize(("publisher", "name", "last"), NAMES)
def test_a_name_that_has_been_published_is_taken_by_its_last_day(
    publisher: str, name: str, last: date
) -> None:
    """Names as programs and archives of others list them, each seen there."""
    found = publisher_named(publisher)

    assert found.takes(name)
    assert found.last_day(name) == last


@pytest.mark.parametrize(("publisher", "name"), OTHERS)
def test_what_stands_beside_them_is_left(publisher: str, name: str) -> None:
    """Codebooks, dictionaries, graphs, the other body, and ways out of a folder."""
    assert not publisher_named(publisher).takes(name)


def test_a_name_with_a_day_that_is_none_has_no_day() -> None:
    """It is fetched, and its reader judges its rows."""
    assert publisher_named("gdelt").last_day("20240231.export.CSV.zip") is None


def test_every_publisher_has_a_reader_and_terms_in_both_languages() -> None:
    """A file that nobody reads is not worth its fetching."""
    for publisher in publishers().values():
        assert publisher.format in formats()
        assert publisher.terms.en
        assert publisher.terms.vi
        assert publisher.source


def test_what_is_to_be_cited_is_what_the_reader_says() -> None:
    """`longtin cite` speaks for both."""
    said = {name: each.citation for name, each in publishers().items()}

    assert said == {name: formats()[each.format].citation for name, each in publishers().items()}


def test_help_names_every_publisher() -> None:
    """Whoever types `--help` finds what there is."""
    from tests.cli.run import shown

    words = set(re.findall(r"[a-z0-9-]+", shown("update --help")))

    assert set(publishers()) <= words


def test_a_list_of_ones_own_lies_over_ours(tmp_path: Path) -> None:
    """An address that moved is set right before the next release."""
    own = tmp_path / "own.yaml"
    own.write_text(
        "gdelt:\n  title: GDELT\n  page: https://example.org\n  protocol: md5sums\n"
        "  address: https://example.org/events/\n  files: ['\\d{8}\\.zip']\n  format: gdelt\n"
        "  terms: {en: free, vi: tự do}\n  source: ours\n  certainty: verified\n",
        encoding="utf-8",
    )

    assert publisher_named("GDELT", own).address == "https://example.org/events/"
    assert publisher_named("polecat", own) == publisher_named("polecat")


@pytest.mark.parametrize(
    ("slip", "said"),
    [("  protocol: ftp\n", "protocol"), ("  files: ['(']\n", "regular expression")],
)
def test_a_slip_in_it_is_told_with_its_line(slip: str, said: str, tmp_path: Path) -> None:
    """As in every other file of the user's."""
    own = tmp_path / "own.yaml"
    own.write_text(f"gdelt:\n  title: x\n{slip}", encoding="utf-8")

    with pytest.raises(DataError, match=said):
        publishers(own)
