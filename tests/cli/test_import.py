"""`longtin import`: what the ledger says, and what the record then holds."""

import json
from pathlib import Path

import pytest

from longtin._language import Language
from longtin.acts import import_files
from longtin.cli._exit import FINDINGS
from tests.cli.run import DATA, run

ICEWS = DATA / "icews_2018_sample.tab"


def ledger(*words: str | Path) -> dict[str, object]:
    """The ledger of one file as JSON."""
    found: list[dict[str, object]] = json.loads(run("import", *words, "--json").stdout)
    assert len(found) == 1
    return found[0]


def acts_since_2016(*more: str) -> list[dict[str, object]]:
    """Acts between Viet Nam and the United States from 2016 on."""
    result = run("acts", "VNM", "USA", "--from", "2016", *more, "--json")
    found: list[dict[str, object]] = json.loads(result.stdout) if result.exit_code == 0 else []
    return found


def test_an_import_with_refusals_is_done_with_findings(reports: Path, desk: Path) -> None:
    """A script has to notice that a row was refused."""
    result = run("import", reports, "--into", "my.duckdb")

    assert result.exit_code == FINDINGS
    assert result.stderr == ""
    assert "Atlantis" in result.stdout
    assert "5: Viet Nam → Atlantis" in result.stdout
    assert (desk / "my.duckdb").is_file()


def test_an_import_without_refusals_is_done(desk: Path) -> None:
    """Nothing to look at is status 0."""
    (desk / "a.csv").write_text(
        "date,source,type,target\n2016-05-23,USA,CONSULT,VNM\n", encoding="utf-8"
    )

    assert run("import", "a.csv", "--into", "my.duckdb").exit_code == 0


def test_a_ledger_adds_up(reports: Path, desk: Path) -> None:
    """Rows in are acts, refusals and duplicates; nothing is dropped in silence."""
    found = ledger(reports, "--into", "my.duckdb")

    refused = found["refused"]
    assert isinstance(refused, dict)
    assert found["received"] == 4
    assert (found["acts"], found["domestic"], found["duplicates"]) == (3, 0, 0)
    assert sum(refused.values()) == 1


def test_imported_acts_are_read_with_the_record(reports: Path, desk: Path) -> None:
    """Two acts more than without the file, and none less."""
    run("import", reports, "--into", "my.duckdb")

    found = acts_since_2016("--record", "my.duckdb")

    added = [row for row in found if row["dataset"] == "reports"]
    assert [row["kind"] for row in added] == ["CONSULT", "AGREE"]
    assert [row for row in found if row not in added] == acts_since_2016()


def test_importing_twice_is_importing_once(reports: Path, desk: Path) -> None:
    """Safe to run again."""
    run("import", reports, "--into", "my.duckdb")
    once = acts_since_2016("--record", "my.duckdb")

    again = ledger(reports, "--into", "my.duckdb")

    refused = again["refused"]
    assert isinstance(refused, dict)
    assert (again["acts"], again["duplicates"]) == (0, 3)
    assert list(refused.values()) == [1]
    assert acts_since_2016("--record", "my.duckdb") == once


def test_a_dry_run_reports_the_same_and_writes_nothing(reports: Path, desk: Path) -> None:
    """Look before you leap."""
    result = run("import", reports, "--into", "my.duckdb", "--dry-run")

    assert result.exit_code == FINDINGS
    assert "nothing was written" in result.stdout
    assert list(desk.iterdir()) == [reports]


@pytest.mark.parametrize(("language", "word"), [("en", "Why refused"), ("vi", "Lý do từ chối")])
def test_a_ledger_speaks_both_languages_on_a_narrow_terminal(
    language: str, word: str, desk: Path
) -> None:
    """Two days of an archive have refusals of every sort, commonest first."""
    result = run(
        "import", ICEWS, "--into", "my.duckdb", "--dry-run", "--lang", language, columns=80
    )

    counts = [
        int(line.split()[0])
        for line in result.stdout.partition(word)[2].splitlines()
        if line.split() and line.split()[0].isdecimal()
    ]
    assert word in result.stdout
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 3


def test_nothing_is_said_on_standard_error_where_there_is_no_terminal(desk: Path) -> None:
    """A log is no place for a bar that moves."""
    assert run("import", ICEWS, "--into", "my.duckdb").stderr == ""


def reasons_in(files: list[Path], into: Path) -> dict[str, str]:
    """Every reason for which rows of some files are refused, in English and in Vietnamese."""
    words = Language("vi")
    ledgers = import_files(files, into)
    return {str(reason): reason.said(words) for ledger in ledgers for reason, _ in ledger.refusals}


def test_every_reason_for_a_refusal_is_told_in_vietnamese(tmp_path: Path) -> None:
    """Who imports in Vietnamese was told in English why rows were left out."""
    own = tmp_path / "own.csv"
    own.write_text(
        "date,source,type,target,end,count\n"
        "04/03/2016,China,AGREE,Viet Nam,,\n,China,AGREE,Viet Nam,,\n2016,China,HUG,Viet Nam,,\n"
        "2016,China,AGRE,Viet Nam,,\n2016,China,36,Viet Nam,,\n2016,Chnia,AGREE,Viet Nam,,\n"
        "2016,Atlantis,AGREE,Viet Nam,,\n2016,China,AGREE,nga,,\n2016,,AGREE,Nga,,\n"
        "2016,China,AGREE,,,\n2016,China,,Nga,,\n2016,China,AGREE,Nga,2015,\n"
        "2016,China,AGREE,Nga,,0\n2016,China\n"
    )
    archives = sorted(Path(__file__).parents[1].glob("data/*"))

    told = reasons_in([own], tmp_path / "a.duckdb") | reasons_in(
        [file for file in archives if file.suffix in {".txt", ".CSV", ".tsv", ".tab"}],
        tmp_path / "b.duckdb",
    )

    assert len(told) > 20
    assert [reason for reason, in_vietnamese in told.items() if in_vietnamese == reason] == []


def test_a_column_of_dates_that_may_be_two_is_one_reason(tmp_path: Path) -> None:
    """Ten thousand dates were ten thousand reasons, and none said what to do."""
    reports = tmp_path / "reports.csv"
    rows = [f"0{day}/0{month}/2016,China,AGREE,Viet Nam" for day in (1, 2, 3) for month in (4, 5)]
    reports.write_text("\n".join(["date,source,type,target", *rows]) + "\n")

    shown = run("import", reports, "--into", tmp_path / "my.duckdb", columns=200)

    assert shown.exit_code == 1
    assert "6  `date` written as '00/00/0000', which may be two days" in shown.stdout


def test_a_file_with_columns_of_no_archive_is_asked_for_ours(tmp_path: Path) -> None:
    """Somebody's own table was told that it lacked the year and hostility of a dispute."""
    reports = tmp_path / "reports.csv"
    reports.write_text("ngày,bên,loại,đối tượng\n2016-03-04,Trung Quốc,CONSULT,Việt Nam\n")

    shown = run("import", reports, "--into", tmp_path / "my.duckdb")

    assert "lacks date, source, type, target (plain format)" in shown.stderr
