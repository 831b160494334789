"""Mirrors: a folder or a server in the house stands in for a publisher nobody there can reach."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from longtin.acts import Record
from longtin.errors import FetchError
from longtin.publishers import update
from tests.publishers.server import DataverseFile, PublisherServer, md5
from tests.publishers.test_update import (
    CONTENT,
    DATA,
    LATER,
    POLECAT,
    WEEK,
    a_later_week,
    problems,
    states,
    two_weeks,
)

VOTES = "undl_2026_02_06_ga_voting.csv"


@pytest.fixture
def stick(server: PublisherServer, own: Path, tmp_path: Path) -> Path:
    """What a colleague with internet has fetched into a folder."""
    folder = tmp_path / "stick"
    folder.mkdir()
    two_weeks(server)
    report = update("polecat", save=folder, own=own)
    assert states(report) == [("new", "saved")] * 2
    server.asked.clear()
    return folder


def acts_in(record: Path) -> int:
    """How many acts of POLECAT a record has."""
    with Record.open(record) as held:
        return held.acts(spheres=None).filter(archive="polecat").height


def test_a_saved_folder_is_a_mirror(
    stick: Path, server: PublisherServer, own: Path, tmp_path: Path
) -> None:
    """From one office's line to another's record, with the checksums on the way."""
    update("polecat", tmp_path / "direct.duckdb", own=own)
    server.asked.clear()

    report = update("polecat", tmp_path / "my.duckdb", mirror=stick)
    again = update("polecat", tmp_path / "my.duckdb", mirror=stick)

    assert states(report) == [("new", "imported")] * 2
    assert states(again) == [("held", "held")] * 2
    assert server.asked == []
    assert acts_in(tmp_path / "my.duckdb") == acts_in(tmp_path / "direct.duckdb") > 0
    assert (stick / WEEK).read_bytes() == CONTENT


def test_its_list_is_one_that_md5sum_checks(stick: Path) -> None:
    """`md5sum -c md5sums` in the folder, by whoever carries it."""
    names = [(WEEK, CONTENT), (LATER, a_later_week())]

    lines = (stick / "md5sums").read_text().splitlines()

    assert lines == sorted(
        (f"{md5(content)}  {name}" for name, content in names), key=lambda it: it[32:]
    )
    assert (stick / "filesizes").read_text().splitlines()[0] == f"{len(CONTENT)} {WEEK}"


def test_a_folder_is_filled_on(stick: Path, server: PublisherServer, own: Path) -> None:
    """Next month only next month's files come."""
    newest = "ngecEvents.20230117111842.Release605.DV.txt"
    server.dataset(
        POLECAT,
        DataverseFile(11, WEEK, CONTENT),
        DataverseFile(12, LATER, a_later_week()),
        DataverseFile(14, newest, CONTENT),
    )

    report = update("polecat", save=stick, own=own)

    assert states(report) == [("held", "held"), ("held", "held"), ("new", "saved")]
    assert len(server.asked) == 3


def test_a_web_server_over_the_folder_is_a_mirror_too(
    stick: Path, server: PublisherServer, tmp_path: Path
) -> None:
    """An intranet needs no more than to serve the files."""
    for path in stick.iterdir():
        server.files[f"/intranet/polecat/{path.name}"] = path.read_bytes()

    report = update("polecat", tmp_path / "my.duckdb", mirror=f"{server.url}/intranet/polecat")

    assert states(report) == [("new", "imported")] * 2
    assert all(path.startswith("/intranet/") for path in server.paths())


def test_a_folder_filled_by_hand_needs_no_list(tmp_path: Path) -> None:
    """Fetched in a browser; other files beside them are left alone."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / WEEK).write_bytes(CONTENT)
    (folder / "minutes.docx").write_bytes(b"PK")

    report = update("polecat", tmp_path / "my.duckdb", mirror=folder)

    assert [each.file.name for each in report.files] == [WEEK]
    assert states(report) == [("new", "imported")]


def test_votes_that_a_person_has_fetched_are_brought_in(tmp_path: Path) -> None:
    """Of several accounts of everything the latest counts."""
    folder = tmp_path / "library"
    folder.mkdir()
    for day in ("2025_7_23", "2026_02_06"):
        shutil.copy(DATA / VOTES, folder / f"{day}_ga_voting.csv")

    report = update("un-votes", tmp_path / "my.duckdb", mirror=folder)

    assert [each.file.name for each in report.files] == ["2026_02_06_ga_voting.csv"]
    assert report.files[0].file.last == date(2026, 2, 6)
    assert report.files[0].total("votes") == 8


def test_a_spoilt_copy_is_refused(stick: Path, tmp_path: Path) -> None:
    """A stick is a line too."""
    (stick / WEEK).write_bytes(CONTENT[:-200])

    report = update("polecat", tmp_path / "my.duckdb", mirror=stick)

    assert states(report) == [("new", "failed"), ("new", "imported")]
    assert "its checksum is not the one listed beside it" in problems(report)[0]


def test_a_file_that_was_not_copied_is_missed(stick: Path, tmp_path: Path) -> None:
    """A list that names it says that it should be there."""
    (stick / LATER).unlink()

    report = update("polecat", tmp_path / "my.duckdb", mirror=stick)

    assert states(report) == [("new", "imported"), ("new", "failed")]
    assert "names it, and it is not there" in problems(report)[0]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A slip in its name is not an empty mirror."""
    with pytest.raises(FetchError, match="there is no such folder"):
        update("polecat", tmp_path / "my.duckdb", mirror=tmp_path / "no")


def test_a_server_without_a_list_is_refused(server: PublisherServer, tmp_path: Path) -> None:
    """A mirror on the web is known by its `md5sums`."""
    server.files["/x/md5sums"] = b"<html>Index of /x</html>"

    with pytest.raises(FetchError, match="not a list of checksums"):
        update("polecat", tmp_path / "my.duckdb", mirror=f"{server.url}/x")
