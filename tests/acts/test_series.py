"""Updates of the annual sources: in years a file holds whole, and for its own pairs, it counts."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin.acts import ACT, Record, import_files
from longtin.errors import ImportFileError
from tests.acts.test_import import adds_up, contents
from tests.acts.test_readers import DATA, read, refused_lines, seen

SOURCES = Path(__file__).parents[2] / "data" / "sources"
USA, CANADA, RUSSIA, TURKEY, CHINA, TAIWAN, JAPAN, INDIA, PAKISTAN, VIET_NAM = (
    *(2, 20, 365, 640, 710, 713, 740, 750, 770, 816),
)
MEANT = [name for name in ACT if name not in ("origin", "source_name", "target_name")]


class TestDisputes:
    """Read by the annual model under the name `mid`."""

    def test_new_years_go_on_where_the_shipped_ones_end(self, mine: Path) -> None:
        """Whoever reads `mid` reads both, each year once."""
        ledger = read("mid_two_new_years.csv", mine)

        assert (ledger.format, ledger.acts, ledger.silent, ledger.duplicates) == ("mid", 5, 2, 1)
        assert seen(mine, ledger.dataset) == [
            (VIET_NAM, CHINA, "MOBILIZE", "state", "state", 4),
            (RUSSIA, TURKEY, "ASSAULT", "state", "state", 4),
            (TURKEY, RUSSIA, "ASSAULT", "state", "state", 4),
            (INDIA, PAKISTAN, "ASSAULT", "state", "state", 4),
            (PAKISTAN, INDIA, "ASSAULT", "state", "state", 4),
        ]
        with Record.open(mine) as record, Record.shipped() as shipped:
            ours, theirs = (each.acts(datasets=["mid"]) for each in (record, shipped))
            assert ours.height == theirs.height + 5
            assert record.covered("mid", RUSSIA, date(2015, 6, 1), TURKEY)
            assert not record.covered("mid", CANADA, date(2016, 6, 1)), "the file names few states"
            held = record.datasets().filter(pl.col("dataset") == "mid").row(0, named=True)
        assert (held["start"], held["end"]) == (date(1816, 1, 1), date(2016, 12, 31))
        first = ours.filter(pl.col("start") >= date(2015, 1, 1)).row(0, named=True)
        assert (first["dataset"], first["origin"]) == ("mid", "mid_two_new_years:2")
        assert (first["start"], first["end"]) == (date(2015, 5, 1), date(2015, 12, 31))
        assert (first["code"], first["text"]) == ("3", "Show of force")

    def test_what_cannot_be_a_dispute_is_refused_by_line(self, mine: Path) -> None:
        """Missing is not peace."""
        ledger = read("mid_two_new_years.csv", mine)

        assert refused_lines(mine, ledger.dataset, "hostility missing") == [6]
        assert refused_lines(mine, ledger.dataset, "a code that the list of states") == [11]
        assert refused_lines(mine, ledger.dataset, "a dispute of a state with itself") == [12]

    def test_the_projects_own_dyadic_file_says_the_same(self, mine: Path) -> None:
        """Other column names, and 0 for no action."""
        ledger = read("mid_dyadic_as_published.csv", mine)

        assert (ledger.acts, ledger.silent) == (1, 1)
        assert seen(mine, "mid_dyadic_as_published") == [
            (VIET_NAM, CHINA, "MOBILIZE", "state", "state", 4)
        ]

    def test_the_shipped_source_imported_gives_the_shipped_acts(
        self, tmp_path: Path, mine: Path
    ) -> None:
        """The reader and the build must not disagree on ten thousand rows."""
        file = tmp_path / "mid.csv"
        pl.read_parquet(SOURCES / "cow_mid_directed_dyad_year.parquet").write_csv(file)

        (ledger,) = import_files([file], mine)

        assert adds_up(ledger)
        assert (ledger.acts, ledger.silent, ledger.refused) == (8556, 1678, {})
        with Record.open(mine) as record, Record.shipped() as shipped:
            ours, theirs = (
                each.acts(datasets=["mid"]).select(MEANT).sort(MEANT) for each in (record, shipped)
            )
            assert record.acts().height == shipped.acts().height
        assert ours.equals(theirs)

    def test_a_corrected_row_replaces_the_shipped_ones_of_its_pair_and_year(
        self, tmp_path: Path, mine: Path
    ) -> None:
        """A file with one dispute adds it; the disputes of others in that year are still there."""
        file = tmp_path / "corrected.csv"
        text = (DATA / "mid_two_new_years.csv").read_text("utf-8").splitlines()
        file.write_text("\n".join([text[0], text[1].replace("2015", "2014")]), "utf-8")

        import_files([file], mine)

        with Record.open(mine) as record, Record.shipped() as shipped:
            ours, theirs = (
                each.acts(start=date(2014, 1, 1), end=date(2014, 12, 31), datasets=["mid"])
                for each in (record, shipped)
            )
            pair = pl.col("source").is_in([VIET_NAM, CHINA]) & pl.col("target").is_in(
                [VIET_NAM, CHINA]
            )
            assert theirs.filter(pair).height > 1
            assert ours.filter(pair)["origin"].to_list() == ["corrected:2"]
            assert ours.filter(~pair).equals(theirs.filter(~pair))
            assert record.acts(datasets=["mid"], end=date(2013, 12, 31)).equals(
                shipped.acts(datasets=["mid"], end=date(2013, 12, 31))
            )

    def test_a_whole_year_replaces_the_shipped_one(self, tmp_path: Path, mine: Path) -> None:
        """A release corrects old years: what it no longer has is not left standing beside it."""
        rows = pl.read_parquet(SOURCES / "cow_mid_directed_dyad_year.parquet").filter(
            pl.col("year") == 2010
        )
        file = tmp_path / "release.csv"
        states = {VIET_NAM, CHINA}
        rows.filter(~(pl.col("ccode1").is_in(states) & pl.col("ccode2").is_in(states))).write_csv(
            file
        )

        import_files([file], mine)

        with Record.open(mine) as record:
            found = record.acts(start=date(2010, 1, 1), end=date(2010, 12, 31), datasets=["mid"])
            assert record.acts(
                VIET_NAM, CHINA, start="2010", end="2010", datasets=["mid"]
            ).is_empty()
        assert set(found["origin"].str.split(":").list.first()) == {"release"}

    def test_the_file_imported_last_counts(self, tmp_path: Path, mine: Path) -> None:
        """First release, second release, and back to the first."""
        whole = (DATA / "mid_two_new_years.csv").read_text("utf-8").splitlines()
        second = tmp_path / "second.csv"
        second.write_text("\n".join([whole[0], whole[1], whole[6].replace("5003", "6003")]))
        read("mid_two_new_years.csv", mine)
        first_alone = contents(mine)["acts"]

        (later,) = import_files([second], mine)

        assert (later.acts, later.duplicates, later.replaced) == (1, 1, 4)
        with Record.open(mine) as record:
            ours = record.acts(datasets=["mid"], start=date(2015, 1, 1))
            assert ours["origin"].to_list() == ["mid_two_new_years:2", "second:3"]
        back = read("mid_two_new_years.csv", mine)
        assert (back.acts, back.replaced) == (4, 1)
        assert sorted(row[:-2] for row in contents(mine)["acts"]) == sorted(
            row[:-2] for row in first_alone
        )

    def test_twice_is_once(self, mine: Path) -> None:
        """Nothing new and nothing replaced."""
        read("mid_two_new_years.csv", mine)
        before = contents(mine)

        again = read("mid_two_new_years.csv", mine)

        assert contents(mine) == before
        assert (again.dataset, again.replaced, again.silent) == ("", 0, 2)

    def test_two_releases_at_once_are_refused(self, mine: Path) -> None:
        """Which should count is not ours to say."""
        files = [DATA / "mid_two_new_years.csv", DATA / "mid_dyadic_as_published.csv"]

        with pytest.raises(ImportFileError, match=r"both are updates of mid .* one after another"):
            import_files(files, mine)

        assert not mine.exists()


class TestAlliances:
    """Ties of one kind, by what each promised."""

    def test_what_goes_on_unchanged_is_one_spell(self, mine: Path) -> None:
        """An alliance of 1949 has not begun in 2019 because the file does."""
        ledger = read("atop_directed.csv", mine)

        assert (ledger.format, ledger.ties, ledger.silent) == ("atop", 3, 1)
        assert refused_lines(mine, ledger.dataset, "an obligation that is neither") == [7]
        with Record.open(mine) as record, Record.shipped() as shipped:
            (old,) = shipped.ties("alliance", [USA, CANADA], start=date(2018, 1, 1)).filter(
                pl.col("state1") == USA
            ).rows(named=True)  # fmt: skip
            found = record.ties("alliance", [USA, CANADA], start=date(2019, 1, 1))
            promised = record.ties("alliance", [VIET_NAM, CHINA], start=date(2019, 1, 1))
            others = record.ties("alliance", [USA, JAPAN], start=date(2019, 1, 1))
            assert record.covered("atop", USA, date(2019, 6, 1), CANADA)
            assert not record.covered("atop", USA, date(2019, 6, 1), JAPAN)
        assert promised.select("state1", "detail").rows() == [(VIET_NAM, "non-aggression")]
        assert others["state2"].to_list() == [JAPAN, USA], "the file does not speak of them"
        (new,) = found.filter(pl.col("state1") == USA).rows(named=True)
        same = old["detail"] == new["detail"]
        assert new["start"] == (old["start"] if same else date(2019, 1, 1))
        assert new["end"] is None, "it held when the later of the two files stopped"

    def test_an_undirected_row_is_a_promise_each_way(self, mine: Path) -> None:
        """The project's dyad-year file has each pair once."""
        ledger = read("atop_undirected.csv", mine)

        assert (ledger.expected, ledger.split, ledger.ties) == (2, 2, 4)
        with Record.open(mine) as record:
            pairs = ([USA, CANADA], [VIET_NAM, CHINA])
            first, second = (
                record.ties("alliance", pair, start=date(2019, 1, 1)) for pair in pairs
            )
        assert first.select("state1", "state2").rows() == [(USA, CANADA), (CANADA, USA)]
        assert second.select("state1", "state2").rows() == [(CHINA, VIET_NAM), (VIET_NAM, CHINA)]

    def test_the_shipped_source_imported_gives_the_shipped_spells(
        self, tmp_path: Path, mine: Path
    ) -> None:
        """From 1990 on; pairs in which a side promised nothing are silent."""
        file = tmp_path / "atop.csv"
        years = pl.read_parquet(SOURCES / "atop_alliances.parquet")
        years.filter(pl.col("year") >= 1990, pl.col("ccode1") < 100).write_csv(file)

        (ledger,) = import_files([file], mine)

        assert adds_up(ledger)
        with Record.open(mine) as record, Record.shipped() as shipped:
            theirs = shipped.ties("alliance").filter(pl.col("value") > 0)
            ours = record.ties("alliance").filter(pl.col("value") > 0)
        kept = pl.col("state1") < 100
        assert ours.filter(kept).equals(theirs.filter(kept))


class TestVotes:
    """Read as agreement; absence is silent."""

    def test_a_new_session_is_read_with_the_old_ones(self, mine: Path) -> None:
        """One half for abstention against yes, one for the same vote."""
        ledger = read("unga_a_new_session.csv", mine)

        assert (ledger.format, ledger.votes, ledger.silent) == ("unga", 6, 1)
        assert refused_lines(mine, ledger.dataset, "not a state of the Correlates") == [9]
        assert refused_lines(mine, ledger.dataset, "a vote that is not 1, 2, 3, 8 or 9") == [10]
        assert refused_lines(mine, ledger.dataset, "a date that is not a day") == [11]
        pairs = [(VIET_NAM, CHINA), (VIET_NAM, USA)]
        with Record.open(mine) as record, Record.shipped() as shipped:
            ours, theirs = (each.votes_agreement(pairs) for each in (record, shipped))
            arms = record.votes_agreement(pairs, by="session", issue="di")
            assert record.covered("un_votes", VIET_NAM, date(2024, 12, 1))
            assert not record.covered("un_votes", JAPAN, date(2024, 12, 1))
            session = record.votes_agreement(pairs, by="session")
        new = session.filter(pl.col("period") == 79)
        assert new.select("state2", "common", "agree").rows() == [(USA, 2, 0.5), (CHINA, 2, 0.75)]
        old_and_new = ours.filter(pl.col("period") == 2024)["common"].to_list()
        assert old_and_new == [7, 7]  # Viet Nam voted on five of the first half of 2024
        assert ours.filter(pl.col("period") < 2024).equals(theirs)
        assert arms.filter(pl.col("period") == 79)["common"].to_list() == [2, 2]

    def test_the_file_of_the_library_is_one_account_from_its_first_day_to_its_last(
        self, mine: Path
    ) -> None:
        """Codes or names, X silent, an emergency session within the regular one, and who sat."""
        ledger = read("undl_2026_02_06_ga_voting.csv", mine)

        assert (ledger.format, ledger.votes, ledger.silent) == ("undl", 8, 1)
        assert refused_lines(mine, ledger.dataset, "a member that is no state") == [9]
        assert refused_lines(mine, ledger.dataset, "a vote that is not Y, N, A or X") == [10]
        with Record.open(mine) as record:
            votes = record.connection.execute(
                "SELECT resolution, session, ccode, vote, rcid FROM votes "
                "JOIN roll_calls USING (rcid) WHERE rcid >= 1000000 ORDER BY ALL"
            ).fetchall()
            others = record.connection.execute(
                "SELECT count(DISTINCT rcid) FROM votes JOIN roll_calls USING (rcid) "
                "WHERE year(date) = 2022 AND rcid < 1000000"
            ).fetchall()
        numbers = (3_959_039, 4_028_000, 650_000)
        war, arms, seats = (1_000_000 + number * 10_000 for number in numbers)
        assert votes == [
            ("A/RES/2642(XXV)", 25, RUSSIA, 1, seats + 1970),
            ("A/RES/2642(XXV)", 25, TAIWAN, 3, seats + 1970),
            ("A/RES/78/1", 78, USA, 3, arms + 2023),
            ("A/RES/78/1", 78, TURKEY, 1, arms + 2023),
            ("A/RES/78/1", 78, VIET_NAM, 1, arms + 2023),
            ("A/RES/ES-11/1", 76, USA, 1, war + 2022),
            ("A/RES/ES-11/1", 76, RUSSIA, 3, war + 2022),
            ("A/RES/ES-11/1", 76, VIET_NAM, 2, war + 2022),
        ]
        assert others[0][0] > 50, "three roll calls do not take away those of other days"

    def test_a_year_of_the_shipped_source_imported_changes_nothing(
        self, tmp_path: Path, mine: Path
    ) -> None:
        """The same votes in the user's file and ours agree alike, each counted once."""
        file = tmp_path / "UNVotes.csv"
        calls = pl.read_parquet(SOURCES / "un_roll_calls.parquet").filter(
            pl.col("date").is_between(date(2017, 1, 1), date(2017, 12, 31))
        )
        votes = pl.read_parquet(SOURCES / "un_votes.parquet").with_columns(
            pl.col("rcid").cast(pl.Int32)
        )
        votes.join(calls.select("rcid", "date", "session", "unres"), on="rcid").write_csv(file)

        (ledger,) = import_files([file], mine)

        assert adds_up(ledger)
        pairs = [(VIET_NAM, CHINA), (USA, RUSSIA), (INDIA, PAKISTAN)]
        with Record.open(mine) as record, Record.shipped() as shipped:
            ours, theirs = (each.votes_agreement(pairs) for each in (record, shipped))
        assert ours.equals(theirs)
