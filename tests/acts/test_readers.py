"""Each archive's own format, read from hand-made rows: what each line becomes, and why not."""

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin import acts
from longtin.acts import Ledger, Record, import_files
from tests.acts.test_import import adds_up, met_again

DATA = Path(__file__).parents[1] / "data"
USA, FRANCE, GERMANY, TURKEY, CHINA, KOREA, JAPAN, VIET_NAM = 2, 220, 255, 640, 710, 732, 740, 816

POLECAT_REASONS = {
    "an international body": 1,
    "no recipient": 1,
    "dated more than a month from its story": 1,
    "an armed group, whose acts are not its state's": 1,
    "a country code of no member of the state system on that day": 1,
    "an event type that PLOVER does not list": 1,
}
GDELT_REASONS = {
    "an armed group, whose acts are not its state's": 1,
    "no country of Actor1": 1,
    "dated more than a month before it was entered": 1,
    "a country code of no member of the state system on that day": 1,
    "an event code that CAMEO does not list": 1,
}
Seen = tuple[int, int, str | None, str, str, int]


def read(name: str, mine: Path) -> Ledger:
    """Import one of our hand-made files."""
    (ledger,) = import_files([DATA / name], mine)
    assert adds_up(ledger)
    return ledger


def seen(mine: Path, dataset: str) -> list[Seen]:
    """Its acts in the order of its lines, and that they are acts."""
    with Record.open(mine) as record:
        ours = acts.check_acts(record.acts(datasets=[dataset], spheres=None))
    line = pl.col("origin").str.split(":").list.last().cast(pl.Int32)
    columns = ("source", "target", "kind", "source_sphere", "target_sphere", "quad")
    return ours.sort(line, "source").select(columns).rows()


def refused_lines(mine: Path, dataset: str, reason: str) -> list[int]:
    """Lines refused for a reason that begins so."""
    with Record.open(mine) as record:
        rows = record.refusals(dataset).filter(pl.col("reason").str.starts_with(reason))
    return rows["row"].to_list()


class TestPolecat:
    """Forty columns, of which some files lack the names and some lines have too many."""

    @pytest.mark.parametrize(
        ("file", "note"),
        [
            ("polecat_as_published", ""),
            ("polecat_header_with_extra_tabs", ""),
            ("polecat_header_missing", "no header: columns read by position"),
            ("polecat_header_broken", "a broken header of 7 names: columns read by position"),
        ],
    )
    def test_every_header_gives_the_same_acts(self, file: str, note: str, mine: Path) -> None:
        """The week's file is as good as its rows; the ledger says how it was read."""
        ledger = read(f"{file}.txt", mine)

        assert (ledger.format, ledger.expected, ledger.split) == ("polecat", 12, 1)
        assert (ledger.acts, ledger.domestic, ledger.duplicates) == (5, 1, 1)
        assert ledger.refused == POLECAT_REASONS
        assert ledger.note.startswith(note)
        assert bool(ledger.note) == bool(note)
        assert seen(mine, ledger.dataset) == [
            (VIET_NAM, CHINA, "CONSULT", "state", "state", 1),
            (VIET_NAM, CHINA, "ACCUSE", "society", "state", 3),
            (USA, KOREA, "SUPPORT", "state", "state", 1),
            (JAPAN, KOREA, "SUPPORT", "state", "state", 1),
            (USA, KOREA, "AGREE", "state", "state", 1),
        ]

    def test_a_header_again_in_the_middle_is_one_refusal(self, mine: Path) -> None:
        """Weeks glued together into a year."""
        ledger = read("polecat_header_doubled.txt", mine)

        assert ledger.refused == POLECAT_REASONS | {"the header again": 1}
        assert refused_lines(mine, ledger.dataset, "the header again") == [8]

    def test_stray_tabs_are_put_right_only_where_there_is_one_way(self, mine: Path) -> None:
        """A tab in a name or in a list has one place; one in the date has not."""
        ledger = read("polecat_stray_tabs_and_a_cut_line.txt", mine)

        assert ledger.note == "2 lines with a stray separator put right"
        assert refused_lines(mine, ledger.dataset, "41 fields where the header has 40") == [4]
        assert refused_lines(mine, ledger.dataset, "20 fields where the header has 40") == [6]
        with Record.open(mine) as record:
            ours = record.acts(datasets=[ledger.dataset], spheres=None)
        assert ours["source_name"].to_list() == ["Foreign Minister", "Protesters", "Government"]

    def test_a_line_of_two_states_is_a_row_for_each_with_its_own_name(self, mine: Path) -> None:
        """What two did to a third, each did; the line is one line still."""
        ledger = read("polecat_as_published.txt", mine)

        with Record.open(mine) as record:
            both = record.acts(datasets=[ledger.dataset], target=KOREA, end=date(2023, 1, 4))
        assert both["source_name"].to_list()[:2] == ["Joe Biden", "Fumio Kishida"]
        assert both["origin"].unique().to_list() != both["origin"].to_list()

    def test_a_handful_of_rows_covers_the_pairs_it_names(self, mine: Path) -> None:
        """A week's whole file names more than fifty states a day; this one is an extract."""
        ledger = read("polecat_as_published.txt", mine)

        with Record.open(mine) as record:
            spans = record.coverage().filter(pl.col("dataset") == ledger.dataset)
            found = record.acts(datasets=[ledger.dataset], spheres=None)
            source, target, day = found.select("source", "target", "start").row(0)
            assert record.covered(ledger.dataset, source, day, target)
            assert not record.covered(ledger.dataset, GERMANY, date(2013, 1, 5))
        assert spans["partner"].null_count() == 0
        assert min(spans["start"].to_list()) >= min(found["start"].to_list())

    def test_a_year_adds_only_what_its_weeks_lacked(self, tmp_path: Path, mine: Path) -> None:
        """The yearly zip of monthly tables holds the weeks again."""
        week = (DATA / "polecat_as_published.txt").read_text("utf-8")
        more = week.splitlines()[1].replace("a1_CONSULT", "z9_CONSULT")
        year = tmp_path / "ngecEventsDV-2023.txt.zip"
        with zipfile.ZipFile(year, "w") as archive:
            archive.writestr("ngecEventsDV-2023-Jan.txt", week)
            archive.writestr("ngecEventsDV-2023-Feb.txt", f"{week.splitlines()[0]}\n{more}\n")
        read("polecat_as_published.txt", mine)

        january, february = import_files([year], mine)

        assert (january.dataset, met_again(january)) == ("", january.received)
        assert (february.acts, february.received) == (1, 1)


class TestGdelt:
    """Columns without names, in three widths."""

    @pytest.mark.parametrize(
        ("file", "width"),
        [
            ("gdelt2_as_published.export.CSV", 61),
            ("gdelt1_as_published.export.CSV", 58),
            ("gdelt1_before_april_2013.csv", 57),
            ("gdelt2_with_a_header.tsv", None),
        ],
    )
    def test_every_version_gives_the_same_acts(
        self, file: str, width: int | None, mine: Path
    ) -> None:
        """The width tells the version; forty articles on one visit are one visit."""
        ledger = read(file, mine)

        assert (ledger.format, ledger.expected) == ("gdelt", 10)
        assert (ledger.acts, ledger.domestic, ledger.duplicates) == (3, 1, 1)
        assert ledger.refused == GDELT_REASONS
        assert (f"as published in {width} columns" in ledger.note) == (width is not None)
        assert seen(mine, ledger.dataset) == [
            (VIET_NAM, CHINA, "CONSULT", "state", "state", 1),
            (CHINA, VIET_NAM, "REQUEST", "state", "state", 1),
            (TURKEY, GERMANY, "ACCUSE", "society", "state", 3),
        ]
        with Record.open(mine) as record:
            ours = record.acts(datasets=[ledger.dataset])
            assert ours["count"].to_list() == [1] * ours.height
            assert {each.key for each in record.cite([ledger.dataset])} == {"Leetaru2013"}

    def test_versions_of_one_event_count_once(self, mine: Path) -> None:
        """An event's number is the same in every file."""
        read("gdelt2_as_published.export.CSV", mine)

        again = read("gdelt1_as_published.export.CSV", mine)

        assert (again.acts, met_again(again)) == (0, 10)
        assert again.refused == GDELT_REASONS

    def test_a_first_line_cut_short_is_a_row_and_not_a_header(self, mine: Path) -> None:
        """A file without names must not lose its first event in silence."""
        ledger = read("gdelt2_a_cut_line_and_a_stray_tab.export.CSV", mine)

        assert ledger.expected == 10
        assert refused_lines(
            mine, ledger.dataset, "40 fields where the published layout has 61"
        ) == [1]
        assert refused_lines(
            mine, ledger.dataset, "62 fields where the published layout has 61"
        ) == [2]


class TestIcews:
    """The archive has come in years and in weeks, and quoted where Dataverse rewrote it."""

    def test_a_year_that_holds_a_week_again_adds_only_the_rest(self, mine: Path) -> None:
        """Event numbers are the same in both; text and numbers may be quoted."""
        week = read("icews_weekly_20180601-icews-events.tsv", mine)

        year = read("icews_yearly_quoted_by_dataverse.tab", mine)

        assert (week.format, week.received, week.duplicates) == ("icews", 3, 0)
        assert (year.format, year.received, year.duplicates) == ("icews", 7, 3)
        with Record.open(mine) as record:
            both = record.acts(datasets=[week.dataset, year.dataset], spheres=None)
        assert both.height == week.acts + year.acts

    def test_the_year_first_makes_the_week_superfluous(self, mine: Path) -> None:
        """Whatever the order, an event counts once."""
        read("icews_yearly_quoted_by_dataverse.tab", mine)

        week = read("icews_weekly_20180601-icews-events.tsv", mine)

        assert (week.dataset, week.duplicates) == ("", 3)
