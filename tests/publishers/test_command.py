"""`longtin update`: what is said, by which status, and that cron hears only of what happened."""

import json
from pathlib import Path

import pytest

from longtin.cli._exit import FINDINGS, USED_WRONGLY
from tests.cli.run import run
from tests.publishers.server import Answer, DataverseFile, PublisherServer
from tests.publishers.test_update import CONTENT, LATER, POLECAT, WEEK, a_later_week, two_weeks


def test_a_dry_run_says_what_would_come_and_how_much(
    server: PublisherServer, own: Path, desk: Path
) -> None:
    """Name, last day and size of each file, and the sum."""
    server.dataset(
        POLECAT,
        DataverseFile(11, WEEK, CONTENT, size=48_300_000),
        DataverseFile(12, LATER, a_later_week(), size=1_560_000_000),
    )

    shown = run("update", "polecat", "--into", "my.duckdb", "--publishers", own, "--dry-run")

    assert shown.exit_code == 0
    assert "3 January 2023" in shown.stdout
    assert "48.3 MB" in shown.stdout
    assert "1.6 GB" in shown.stdout
    assert "2 new files" in shown.stdout
    assert "nothing was written" in shown.stdout
    assert not (desk / "my.duckdb").exists()


def test_a_night_without_news_is_quiet(server: PublisherServer, own: Path, desk: Path) -> None:
    """Cron sends a mail for every word."""
    two_weeks(server)
    words = ("update", "polecat", "--into", "my.duckdb", "--publishers", own)

    first = run(*words, "--quiet")
    second = run(*words, "--quiet")
    asked = run(*words)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "imported" in first.stdout
    assert "an international body" in first.stdout
    assert (second.stdout, second.stderr) == ("", "")
    assert "0 new files" in asked.stdout


def test_a_failure_and_a_replaced_file_are_findings(
    server: PublisherServer, own: Path, desk: Path
) -> None:
    """A script has to notice, and a reader to know which file and why."""
    server.dataset(
        POLECAT,
        DataverseFile(11, WEEK, CONTENT),
        DataverseFile(12, LATER, a_later_week(), checksum="0" * 32),
    )
    words = ("update", "polecat", "--into", "my.duckdb", "--publishers", own)

    failed = run(*words)
    server.dataset(POLECAT, DataverseFile(11, WEEK, a_later_week()))
    replaced = run(*words, columns=200)

    assert failed.exit_code == FINDINGS
    assert f"\n{LATER} – what came has another checksum" in failed.stdout
    assert replaced.exit_code == FINDINGS
    assert "imported; replaced by its publisher" in replaced.stdout
    assert "stays in your record" in replaced.stdout


def test_every_file_is_a_row_of_json(server: PublisherServer, own: Path, desk: Path) -> None:
    """With what became of it and what it gave."""
    two_weeks(server)

    shown = run("update", "polecat", "--into", "my.duckdb", "--publishers", own, "--json")

    first, second = json.loads(shown.stdout)
    assert (first["file"], first["until"], first["outcome"]) == (WEEK, "2023-01-03", "imported")
    assert first["bytes"] == len(CONTENT)
    assert second["acts"] == first["acts"] > 0


def test_the_report_can_be_written_to_a_file(
    server: PublisherServer, own: Path, desk: Path
) -> None:
    """For the files of the office, also where nothing is said."""
    two_weeks(server)

    shown = run(
        "update", "polecat", "--save", desk, "--publishers", own, "--quiet", "-o", "update.csv"
    )

    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "saved" in (desk / "update.csv").read_text(encoding="utf-8-sig")


def test_it_speaks_vietnamese_to_the_last_reason(
    server: PublisherServer, own: Path, desk: Path
) -> None:
    """Tables, refusals, terms and why a line failed."""
    server.dataset(POLECAT, DataverseFile(11, WEEK, CONTENT, checksum="0" * 32))
    words = ("update", "polecat", "--into", "my.duckdb", "--publishers", own, "--lang", "vi")

    shown = run(*words, columns=200)
    votes = run("update", "un-votes", "--into", "my.duckdb", "--lang", "vi")

    assert shown.exit_code == FINDINGS
    assert "các tệp mới" in shown.stdout
    assert "03/01/2023" in shown.stdout
    assert "mã kiểm tra khác với mã" in shown.stdout
    assert votes.exit_code == USED_WRONGLY
    assert "Không được dùng chương trình" in votes.stderr
    assert "chỉ được tải tự động khi Thư viện chấp thuận" in votes.stderr


def test_a_publisher_out_of_reach_is_one_sentence(
    own: Path, server: PublisherServer, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what it had brought before is said first."""
    import time

    monkeypatch.setattr(time, "sleep", lambda _: None)
    two_weeks(server)
    del server.files["/store/12?X-Amz-Expires=60"]
    server.redirects["/api/v1/access/datafile/12"] = "/busy"
    server.answers["/busy"] = [Answer(503)] * 20

    shown = run("update", "polecat", "--into", "my.duckdb", "--publishers", own)

    assert shown.exit_code == USED_WRONGLY
    assert "imported" in shown.stdout
    assert "the publisher cannot be reached (HTTP 503)" in shown.stderr
    assert len(shown.stderr.splitlines()) == 1


def test_versions_tell_how_far_each_source_of_a_record_goes(
    server: PublisherServer, own: Path, desk: Path
) -> None:
    """A row an archive, however many its files, and to the day."""
    two_weeks(server)
    run("update", "polecat", "--into", "my.duckdb", "--publishers", own)

    shown = run("versions", "--record", "my.duckdb", columns=160)
    told = run("versions", "--record", "my.duckdb", "--lang", "vi", columns=160)
    rows = json.loads(run("versions", "--record", "my.duckdb", "--json").stdout)

    (line,) = [line for line in shown.stdout.splitlines() if line.startswith("polecat")]
    assert "2 files" in line
    assert len([row for row in rows if row["dataset"].startswith("ngecEvents")]) == 2
    (row, *_) = [row for row in rows if row["dataset"].startswith("ngecEvents")]
    assert str(int(row["start"][:4])) in line
    assert "2 tệp" in told.stdout
