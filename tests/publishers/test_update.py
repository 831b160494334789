"""`publishers.update`: what is new is fetched, checked and imported, and nothing else."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from longtin.acts import Record
from longtin.errors import FetchError, OutputError, RecordError
from longtin.publishers import UpdateReport, update
from tests.publishers.server import Answer, DataverseFile, PublisherServer

DATA = Path(__file__).parents[1] / "data"
POLECAT, ICEWS, WEEKLY_ICEWS = (
    "doi:10.7910/DVN/AJGVIT",
    "doi:10.7910/DVN/28075",
    "doi:10.7910/DVN/QI2T9A",
)
WEEK = "ngecEvents.20230103111842.Release603.DV.txt"
LATER = "ngecEvents.20230110111842.Release604.DV.txt"
STORE, STORE_2 = "/store/11?X-Amz-Expires=60", "/store/12?X-Amz-Expires=60"
CONTENT = (DATA / "polecat_as_published.txt").read_bytes()


def a_later_week() -> bytes:
    """The same rows under numbers of their own."""
    head, *rows = CONTENT.decode().splitlines(keepends=True)
    return "".join([head, *(f"x{row}" for row in rows)]).encode()


def two_weeks(server: PublisherServer) -> None:
    """Publish two weeks of POLECAT, and what else stands in its data set."""
    server.dataset(
        POLECAT,
        DataverseFile(11, WEEK, CONTENT),
        DataverseFile(12, LATER, a_later_week()),
        DataverseFile(13, "Codebook.pdf", b"%PDF"),
    )


def states(report: UpdateReport) -> list[tuple[str, str]]:
    """How each file stood and what became of it."""
    return [(each.state, each.outcome) for each in report.files]


def problems(report: UpdateReport) -> list[str]:
    """What is said of the files that failed."""
    return [str(each.problem) for each in report.files if each.problem]


class TestAnUpdate:
    """From a list of published files to acts in a record."""

    def test_brings_what_the_publisher_has(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """The list, the way to the store, the checksum and the import in one command."""
        two_weeks(server)
        mine = tmp_path / "my.duckdb"

        report = update("polecat", mine, own=own)

        assert [each.file.name for each in report.files] == [WEEK, LATER]
        assert states(report) == [("new", "imported")] * 2
        assert report.files[0].file.last == date(2023, 1, 3)
        with Record.open(mine) as record:
            archives = record.datasets()["archive"].to_list()
        assert archives.count("polecat") == 2
        assert report.files[1].total("acts") == report.files[0].total("acts") > 0

    def test_again_fetches_the_list_and_nothing_else(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """A cron job runs every night, and most nights nothing is new."""
        two_weeks(server)
        update("polecat", tmp_path / "my.duckdb", own=own)
        server.asked.clear()

        report = update("polecat", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("held", "held")] * 2
        assert len(server.asked) == 1
        assert not report.wants_a_look

    def test_takes_only_files_that_speak_for_the_days_asked_for(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Whoever begins in April does not fetch five years."""
        two_weeks(server)

        report = update("polecat", tmp_path / "my.duckdb", since=date(2023, 1, 4), own=own)

        assert [each.file.name for each in report.files] == [LATER]
        assert STORE not in server.paths()

    def test_dry_says_what_and_how_much_and_writes_nothing(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Nothing is fetched unless asked for."""
        two_weeks(server)
        before = sorted(tmp_path.iterdir())

        report = update("polecat", tmp_path / "my.duckdb", own=own, dry_run=True)

        assert states(report) == [("new", "waiting")] * 2
        assert report.size == len(CONTENT) + len(a_later_week())
        assert len(server.asked) == 1
        assert sorted(tmp_path.iterdir()) == before

    def test_leaves_nothing_beside_the_record(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Fetched files are in the record; a disk of an office is not for copies."""
        two_weeks(server)
        folder = tmp_path / "desk"
        folder.mkdir()

        update("polecat", folder / "my.duckdb", own=own)

        assert {path.name for path in folder.iterdir()} <= {"my.duckdb", ".my.duckdb.lock"}

    def test_asks_politely(self, server: PublisherServer, own: Path, tmp_path: Path) -> None:
        """One request at a time, under our own name; Harvard refuses those of libraries."""
        two_weeks(server)

        update("polecat", save=tmp_path, own=own)

        assert server.most_at_once == 1
        assert {each.agent.partition("/")[0] for each in server.asked} == {"longtin"}

    def test_tells_how_far_it_is(self, server: PublisherServer, own: Path, tmp_path: Path) -> None:
        """Bytes first, then rows; never more than there are."""
        two_weeks(server)
        told: list[tuple[str, int, int]] = []

        report = update(
            "polecat", tmp_path / "my.duckdb", own=own, progress=lambda *each: told.append(each)
        )

        assert {what for what, _, _ in told} == {"fetch", "import"}
        assert all(0 <= done <= total for _, done, total in told)
        assert max(done for what, done, _ in told if what == "fetch") == report.size


class TestWhatIsListed:
    """Listings hold more than what we read, and change."""

    def test_a_replaced_file_is_noticed_and_brought(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """A publisher corrects a week under its old name."""
        two_weeks(server)
        update("polecat", tmp_path / "my.duckdb", own=own)
        server.dataset(POLECAT, DataverseFile(11, WEEK, a_later_week()))

        report = update("polecat", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("replaced", "imported")]
        assert report.wants_a_look
        again = update("polecat", tmp_path / "my.duckdb", own=own)
        assert states(again) == [("held", "held")]

    def test_a_yearly_zip_is_read_table_by_table(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Past years of POLECAT hold a table a month, and the weeks again."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("ngecEventsDV-2022-Nov.txt", CONTENT)
            archive.writestr("ngecEventsDV-2022-Dec.txt", a_later_week())
        server.dataset(
            POLECAT,
            DataverseFile(21, "ngecEventsDV-2022.txt.zip", packed.getvalue()),
            DataverseFile(11, WEEK, CONTENT),
        )

        report = update("polecat", tmp_path / "my.duckdb", own=own)

        year, week = report.files
        assert year.file.last == date(2022, 12, 31)
        assert len(year.ledgers) == 2
        assert week.total("acts") == 0
        assert week.total("duplicates") > 0

    def test_a_table_that_dataverse_took_in_is_fetched_as_it_was_uploaded(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Its checksum is of that form, and not of the one offered first."""
        yearly = (DATA / "icews_yearly_quoted_by_dataverse.tab").read_bytes()
        server.dataset(
            ICEWS, DataverseFile(31, "events.2014.20160121105408.tab", yearly, original=True)
        )
        server.dataset(WEEKLY_ICEWS)

        report = update("icews", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("new", "imported")]
        assert "/api/v1/access/datafile/31?format=original" in server.paths()

    def test_two_files_of_one_name_are_two_files(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """ICEWS published 9 March 2019 twice under one name."""
        day = (DATA / "icews_weekly_20180601-icews-events.tsv").read_bytes()
        server.dataset(ICEWS)
        server.dataset(
            WEEKLY_ICEWS,
            DataverseFile(41, "20190309-icews-events.tab", day),
            DataverseFile(42, "20190309-icews-events.tab", day + day.splitlines(keepends=True)[-1]),
        )

        report = update("icews", tmp_path / "my.duckdb", own=own)
        again = update("icews", tmp_path / "my.duckdb", own=own)

        assert [each.file.name for each in report.files] == [
            "20190309-icews-events.tab",
            "20190309-icews-events-2.tab",
        ]
        assert states(report) == [("new", "imported")] * 2
        assert states(again) == [("held", "held")] * 2

    def test_a_renamed_column_stops_its_file_and_no_other(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """What cannot be read is said in the reader's words, kept, and not fetched again."""
        day = (DATA / "icews_weekly_20180601-icews-events.tsv").read_bytes()
        server.dataset(ICEWS)
        server.dataset(
            WEEKLY_ICEWS,
            DataverseFile(41, "20230401-icews-events.tab", day.replace(b"Event Text", b"Deed", 1)),
            DataverseFile(42, "20230408-icews-events.tab", day),
        )
        mine = tmp_path / "my.duckdb"

        report = update("icews", mine, own=own)
        server.asked.clear()
        again = update("icews", mine, own=own)

        assert states(report) == [("new", "failed"), ("new", "imported")]
        assert "Event Text" in problems(report)[0]
        assert report.wants_a_look
        assert states(again) == [("new", "failed"), ("held", "held")]
        assert len(server.asked) == 2

    def test_a_renamed_column_of_a_known_layout_is_read_by_its_place_and_said(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """POLECAT's headers have been broken before."""
        server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT.replace(b"Event Type", b"What", 1)))

        report = update("polecat", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("new", "imported")]
        assert "read by position" in str(report.frame()["note"][0])

    def test_a_list_in_another_form_is_refused(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """A page of words in place of the list, as a firewall gives."""
        listing = f"/api/v1/datasets/:persistentId/?persistentId={POLECAT}"
        for answer in (b"<html>Verify you are human</html>", b'{"status":"OK","data":{}}'):
            server.files[listing] = answer

            with pytest.raises(FetchError, match="not the list of files that Dataverse documents"):
                update("polecat", tmp_path / "my.duckdb", own=own)

    def test_a_list_without_our_files_is_said(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """If all files were renamed, "nothing new" would be a lie."""
        server.dataset(POLECAT, DataverseFile(11, "polecat-2027.parquet", b"PAR1"))

        with pytest.raises(FetchError, match="no file of POLECAT Weekly Data by any of the names"):
            update("polecat", tmp_path / "my.duckdb", own=own)

    def test_a_data_set_that_is_gone_is_said(self, own: Path, tmp_path: Path) -> None:
        """With the address, so that somebody can look."""
        with pytest.raises(
            FetchError, match=r"AJGVIT – the publisher has nothing there \(HTTP 404\)"
        ):
            update("polecat", tmp_path / "my.duckdb", own=own)


class TestGdelt:
    """Two lists, of days and of quarters of an hour."""

    ONE = (DATA / "gdelt1_as_published.export.CSV").read_bytes()
    TWO = (DATA / "gdelt2_as_published.export.CSV").read_bytes()

    def test_days_come_by_their_checksums_and_sizes(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Years, months and days are taken, the reduced master file is not."""
        names = ("20130401.export.CSV.zip", "200601.zip", "1979.zip", "20130402.export.CSV.zip")
        files = {name: _zipped(name.removesuffix(".zip"), self.ONE) for name in names}
        files["GDELT.MASTERREDUCEDV2.1979-2013.zip"] = b"no"
        server.checksum_lists("/events/", files)

        report = update("gdelt", tmp_path / "my.duckdb", since=date(2013, 4, 1), own=own)
        listed = update("gdelt", tmp_path / "other.duckdb", own=own, dry_run=True)

        assert states(report) == [("new", "imported")] * 2
        assert report.files[1].total("duplicates") > 0
        assert [each.file.last for each in listed.files] == [
            date(1979, 12, 31),
            date(2006, 1, 31),
            date(2013, 4, 1),
            date(2013, 4, 2),
        ]

    def test_a_list_without_sizes_will_do(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """The checksums are what counts."""
        name = "20130401.export.CSV.zip"
        server.checksum_lists("/events/", {name: _zipped("20130401.export.CSV", self.ONE)})
        del server.files["/events/filesizes"]

        report = update("gdelt", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("new", "imported")]
        assert report.files[0].file.size is None

    def test_quarters_of_an_hour_come_by_the_master_list(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Mentions and graphs stand in the same list, and some of its lines are cut short."""
        quarter = _zipped("20200101000000.export.CSV", self.TWO)
        place = "http://data.gdeltproject.org/gdeltv2/20200101000000"
        server.files["/gdeltv2/20200101000000.export.CSV.zip"] = quarter
        server.files["/gdeltv2/masterfilelist.txt"] = (
            f"{len(quarter)} {_md5(quarter)} {place}.export.CSV.zip\n"
            f"9 {_md5(b'm')} {place}.mentions.CSV.zip\n9 {_md5(b'g')} {place}.gkg.csv.zip\n"
            "150383 297a16b493de7cf6\n\n"
        ).encode()

        report = update("gdelt-2", tmp_path / "my.duckdb", own=own)

        assert states(report) == [("new", "imported")]
        assert report.files[0].file.last == date(2020, 1, 1)
        assert len(server.asked) == 2


class TestRefusals:
    """What is refused before anything is fetched."""

    def test_too_much_is_asked_back(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """GDELT since 1979 is not what somebody meant who typed its name."""
        server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT, size=31_400_000_000))

        with pytest.raises(FetchError, match=r"1 files of about 31 GB are new.*--since"):
            update("polecat", tmp_path / "my.duckdb", own=own)

        assert len(server.asked) == 1

    def test_a_disk_without_room_is_told_apart(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """Before an hour of fetching, not after."""
        server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT, size=10**18))

        with pytest.raises(OutputError, match="1000000000000 MB are to come and the disk has room"):
            update("polecat", tmp_path / "my.duckdb", since=date(2020, 1, 1), own=own)

        assert len(server.asked) == 1

    def test_an_unknown_publisher_names_the_nearest(self, tmp_path: Path) -> None:
        """A slip is answered with what was meant."""
        with pytest.raises(FetchError, match=r"Did you mean `polecat`.*gdelt-2 or un-votes"):
            update("pole-cat", tmp_path / "my.duckdb")

    def test_what_may_not_be_fetched_by_programs_is_not(self, tmp_path: Path) -> None:
        """The Library's terms ask for its approval, and an office of the UN keeps them."""
        with pytest.raises(FetchError) as refusal:
            update("un-votes", tmp_path / "my.duckdb")

        assert "only with the Library's approval" in str(refusal.value)
        assert "digitallibrary.un.org/record/4060887" in str(refusal.value)
        assert "--mirror" in str(refusal.value)

    @pytest.mark.parametrize("both", [True, False])
    def test_there_is_one_place_for_what_comes(self, both: bool, tmp_path: Path) -> None:
        """A record or a folder."""
        places = {"into": tmp_path / "my.duckdb", "save": tmp_path} if both else {}

        with pytest.raises(FetchError, match="--into, or into a folder with --save"):
            update("polecat", **places)  # type: ignore[arg-type]

    def test_two_updates_of_one_record_do_not_meet(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """A slow night's job is still at work when the next begins."""
        import filelock

        two_weeks(server)
        with (
            filelock.FileLock(tmp_path / ".my.duckdb.lock"),
            pytest.raises(OutputError, match="another update is at work on it"),
        ):
            update("polecat", tmp_path / "my.duckdb", own=own)

        assert len(server.asked) == 1

    def test_a_file_that_is_no_record_is_left_alone(
        self, server: PublisherServer, own: Path, tmp_path: Path
    ) -> None:
        """`--into` a file of something else."""
        two_weeks(server)
        (tmp_path / "notes.txt").write_text("not a record")

        with pytest.raises(RecordError, match="not a DuckDB file"):
            update("polecat", tmp_path / "notes.txt", own=own)

        assert STORE not in server.paths()


def test_a_record_that_another_program_has_open_is_said_before_anything_is_fetched(
    server: PublisherServer, own: Path, tmp_path: Path
) -> None:
    """An hour of fetching is not spent on a record that cannot be written to."""
    import subprocess
    import sys

    server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT))
    mine = tmp_path / "my.duckdb"
    update("polecat", mine, own=own)
    two_weeks(server)
    server.asked.clear()
    holding = (
        "import duckdb, sys; held = duckdb.connect(sys.argv[1], read_only=True); "
        "print(1, flush=True); input()"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", holding, str(mine)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert reader.stdout is not None
        reader.stdout.readline()

        with pytest.raises(RecordError, match="cannot be written to"):
            update("polecat", mine, own=own)
    finally:
        reader.kill()
        reader.communicate()

    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_file_that_is_not_given_to_programs_fails_alone(
    status: int, server: PublisherServer, own: Path, tmp_path: Path
) -> None:
    """Terms to be accepted in a browser first; the next file comes all the same."""
    two_weeks(server)
    server.answers["/api/v1/access/datafile/11"] = [Answer(status)]

    report = update("polecat", save=tmp_path, own=own)

    assert states(report) == [("new", "failed"), ("new", "saved")]
    assert "Fetch it in a browser" in problems(report)[0]


def _zipped(member: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, content)
    return packed.getvalue()


def _md5(content: bytes) -> str:
    from tests.publishers.server import md5

    return md5(content)
