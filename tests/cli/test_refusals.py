"""What is refused: one calm sentence with the value given and a remedy, and nothing done."""

import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from longtin.cli._exit import READER_LEFT, USED_WRONGLY
from longtin.cli.commands import trust
from longtin.cli.commands.brief import BriefFormat, brief
from longtin.errors import OutputError
from tests.cli.run import run

REMEDY = re.compile(
    r"did you mean|See `longtin|Give |Ask for|Name |Write |Check |Let |Make |Choose|Use |Import"
)

# command -> what its sentence has to name
WRONG = {
    "trust VTN CHN": ("VTN", "VNM (Viet Nam)"),
    "trust VNM Atlantis": ("Atlantis",),
    "explain VNM Chnia --at 2014": ("Chnia", "China"),
    "acts VTN CHN": ("VTN", "VNM"),
    "brief VNM CNH": ("CNH",),
    "actors Atlantis": ("Atlantis",),
    "actors DDR --on 2000": ("2000", "1990", "DEU"),
    "trust VNM CHN --at 1700-01": ("1700-01", "from 1946"),
    "explain VNM CHN --from 1990 --to 2014": ("1990-12-31", "2005-01-01", "--by year"),
    "trust VNM CHN --at 2030": ("2030-01-01", "--forecast 52"),
    "brief VNM CHN --as-of 1890": ("1890", "1946"),
    "explain VNM CHN --at 2030": ("2030",),
    "acts VNM CHN --from 2030": ("2030", "2026-08-20"),
    "trust VNM CHN --at 2014 --at 2015": ("--as-of", "2 times"),
    "regime calendar --year 2026 --year 2027": ("--year", "2 times"),
    "acts VNM CHN --json -o a.csv -o b.csv": ("--output", "2 times"),
    "acts VNM CHN --to 1700": ("1700", "1816"),
    "acts VNM CHN --from 2014-06 --to 2014-05": ("2014-06", "2014-05"),
    "trust VNM CHN --at 2014-13": ("2014-13",),
    "trust VNM CHN --at May": ("May", "2014-05-12"),
    "acts VNM CHN --from 1/5/2014": ("1/5/2014", "2014-05-01 or 2014-01-05"),
    "acts VNM CHN -o no/x.csv": ("no/x.csv", "folder no"),
    "trust VNM CHN -o x.doc": ("x.doc", ".csv", ".parquet"),
    "versions -o table": ("table", ".csv"),
    "explain VNM CHN --at 2014 -o .": (".",),
    "brief VNM CHN -o no/x.pdf": ("no/x.pdf", "folder no"),
    "brief VNM CHN -o x.doc": ("x.doc", ".pdf"),
    "brief VNM CHN -o brief": ("brief", ".pdf"),
    "brief VNM CHN --format doc": ("doc", "html, pdf, docx, md or json"),
    "trust VNM CHN --lang vn": ("vn", "Did you mean vi", "en or vi"),
    "trust VNM CHN --lang fr": ("fr", "en or vi"),
    "trust VNM CHN --by month": ("month", "week, year or issue"),
    "trust VNM --by issue": ("who trusts, then who is trusted",),
    "trust VNM CHN --by issue --ties": ("--ties", "--as-of"),
    "trust VNM CHN --seed x": ("x", "whole number"),
    "trust VNM CHN --seed -1": ("-1", "whole number"),
    "trust VNM CHN THA": ("3 were given", "VNM, CHN, THA"),
    "acts VNM 816": ("VNM", "816", "same state"),
    "brief VNM VNM": ("Viet Nam", "different"),
    "brief VNM": ("two states or more",),
    "brief VNM CHN China": ("CHN", "China", "Name each once"),
    "brief VNM CHN --with anex": ("anex", "annex", "briefs"),
    "trust --jso VNM CHN": ("--jso", "--json", "longtin trust --help"),
    "trust --zzz": ("--zzz", "longtin trust --help"),
    "trst VNM CHN": ("trst", "`trust`"),
    "zzz": ("zzz", "longtin --help"),
    "trust": ("STATE", "longtin trust --help"),
    "explain VNM CHN": ("--at", "--from"),
    "explain VNM CHN --at 2014 --to 2015": ("--at", "--from"),
    "explain VNM CHN --from 2014-06-01 --to 2014-05-01": ("2014-06-01", "2014-05-01"),
    "versions VNM": ("VNM", "longtin versions --help"),
    "versions --record none.duckdb": ("none.duckdb", "longtin import"),
    "trust VNM CHN --fits no": ("no/annual.json", "longtin fit --into"),
    "fit --into no": ("no/annual.json", "folder no"),
    "import none.csv --into my.duckdb": ("none.csv",),
    "import": ("FILE", "longtin import --help"),
    "import . --into my.duckdb": ("folder",),
    "trust Narnia": ("Narnia", "ISO 3166"),
    "backtest --cut-off abc": ("--cut-off", "abc", "1990"),
    "regime calendar --party VNM --year x": ("--year", "2026"),
    "regime calendar --party VNM --year 2026 -o dates.txt": ("dates.txt", ".ics"),
    "check none.yaml -o report.txt": ("report.txt", ".sarif"),
    "check none.yaml -o no/report.html": ("no/report.html", "folder no"),
    "plan VNM VNM": ("Viet Nam", "different"),
    "plan VNM PHL --must hotlin --until 2027-06-30": ("hotlin", "leaders-hotline"),
    "plan VNM PHL --summit 2026-05-01": ("--summit", "--until"),
    "plan VNM PHL --from 2026-01-05 --until 2026-12-31 --election 2030-01-01 --robust 0": (
        "--election",
        "2030-01-01",
        "2026-12-31",
    ),
    "plan VNM PHL --domain maritme": ("maritme", "`maritime`", "summit"),
}


def check_refused(command: str, stdout: str, stderr: str, status: int) -> str:
    """One sentence or a few on one line of standard error, nothing else, and status 2."""
    assert status == USED_WRONGLY, command
    assert stdout == ""
    assert stderr.startswith("longtin: ")
    assert stderr.count("\n") == 1
    assert stderr.endswith((".\n", "?\n"))
    assert "Traceback" not in stderr
    return stderr


@pytest.mark.parametrize("command", WRONG)
def test_a_refusal_names_the_value_and_the_remedy_and_changes_nothing(
    command: str, desk: Path
) -> None:
    """Whoever reads it knows what to type next."""
    result = run(*command.split())

    said = check_refused(command, result.stdout, result.stderr, result.exit_code)
    assert all(word in said for word in WRONG[command]), said
    assert REMEDY.search(said), said
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize("command", ["measures", "measure NOT-01", "game VNM CHN", "check x.yaml"])
@pytest.mark.parametrize("content", [b"hello", b"\xff\x00\x80", b"", b"a: [1"])
def test_a_file_that_is_none_of_yours_is_refused(command: str, content: bytes, desk: Path) -> None:
    """A photograph, an empty file or a half-written one ends in a sentence, not a traceback."""
    Path("x.yaml").write_bytes(content)
    option = {"game": ["--payoffs", "x.yaml"], "check": []}.get(
        command.split(maxsplit=1)[0], ["--own", "x.yaml"]
    )

    result = run(*command.split(), *option)

    said = check_refused(command, result.stdout, result.stderr, result.exit_code)
    assert said.startswith("longtin: x.yaml")
    assert "instance of" not in said


@pytest.mark.parametrize("command", ["", "regime"])
def test_no_command_at_all_prints_the_help_and_nothing_else(command: str) -> None:
    """The help is the remedy; a sentence wrapped around it would be noise."""
    result = run(*command.split())

    assert result.exit_code == USED_WRONGLY
    assert result.stderr.startswith("Usage: ")
    assert "longtin: " not in result.stderr


@pytest.mark.parametrize("command", ["trust VNM VNM", "explain VNM 816 --at 2014"])
def test_trust_in_oneself_is_refused(command: str) -> None:
    """Trust is between two."""
    result = run(*command.split())

    said = check_refused(command, result.stdout, result.stderr, result.exit_code)
    assert "two different states" in said


def not_records(desk: Path) -> dict[str, Path]:
    """Files that are no record, and a record cut in half."""
    text, cut = desk / "text.duckdb", desk / "cut.duckdb"
    text.write_text("date,source\n", encoding="utf-8")
    whole = desk / "whole.duckdb"
    (desk / "one.csv").write_text(
        "date,source,type,target\n2016-05-23,USA,CONSULT,VNM\n", encoding="utf-8"
    )
    assert run("import", desk / "one.csv", "--into", whole).exit_code == 0
    cut.write_bytes(whole.read_bytes()[:5000])
    empty = desk / "empty.duckdb"
    empty.write_bytes(b"")
    return {"text": text, "cut": cut, "empty": empty, "folder": desk}


@pytest.mark.parametrize("which", ["text", "cut", "empty", "folder"])
def test_a_record_that_is_none_is_refused(which: str, desk: Path) -> None:
    """Reading half a record would be worse than reading none."""
    file = not_records(desk)[which]

    result = run("acts", "VNM", "CHN", "--record", file)

    said = check_refused(which, result.stdout, result.stderr, result.exit_code)
    assert str(file) in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("garbage.csv", bytes(range(256)) * 40),
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(2000)),
        ("cut.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x9c" * 200),
        ("cut.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x49"),
        ("other.csv", b"name,age\nAnn,3\n"),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_is_no_table_of_acts_is_refused_and_leaves_no_record(
    name: str, content: bytes, desk: Path
) -> None:
    """All or nothing."""
    (desk / name).write_bytes(content)

    result = run("import", name, "--into", "my.duckdb")

    said = check_refused(name, result.stdout, result.stderr, result.exit_code)
    assert name in said
    assert [file.name for file in desk.iterdir()] == [name]


def test_one_bad_file_among_good_ones_stops_them_all(reports: Path, desk: Path) -> None:
    """A record with half of what was named would be believed whole."""
    result = run("import", reports, "none.csv", "--into", "my.duckdb")

    check_refused("import", result.stdout, result.stderr, result.exit_code)
    assert [file.name for file in desk.iterdir()] == [reports.name]


@pytest.mark.parametrize("command", ["trust VNM CHN --at 2014 -o x.csv", "versions -o x.json"])
def test_a_full_disk_leaves_what_was_there(
    command: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file in the place of a whole one is a loss."""
    target = desk / command.rpartition(" ")[2]
    target.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run(*command.split())

    said = check_refused(command, result.stdout, result.stderr, result.exit_code)
    assert target.name in said
    assert "No space left" in said
    assert target.read_text(encoding="utf-8") == "before"
    assert list(desk.iterdir()) == [target]


def test_a_pdf_is_not_poured_over_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would ring bells and show nothing."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(OutputError, match=r"-o brief\.pdf"):
        brief(["VNM", "CHN"], format=BriefFormat.pdf)


@pytest.mark.parametrize(
    ("stop", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, READER_LEFT)]
)
def test_being_stopped_is_no_complaint(
    stop: type[BaseException], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C and a closed pipe end a command without a word."""

    def stopped(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(trust, "emit", stopped)
    monkeypatch.setattr("longtin.cli._exit._stop_writing", lambda: None)
    result = run("trust", "VNM", "CHN", "--at", "2014-06")

    assert result.exit_code == status
    assert (result.stdout, result.stderr) == ("", "")


def test_a_fault_of_ours_is_not_dressed_up_as_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug must be seen, or it is never mended."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(trust, "emit", broken)
    result = run("trust", "VNM", "CHN", "--at", "2014-06")

    assert isinstance(result.exception, ZeroDivisionError)


def test_without_words_there_is_help_and_status_2() -> None:
    """Nothing was asked, so nothing was done."""
    result = run()

    assert result.exit_code == USED_WRONGLY
    assert result.stdout == ""
    assert "Usage: longtin" in result.stderr


# command -> what its sentence has to name, in Vietnamese
IN_VIETNAMESE = {
    "trust 'Trug Quốc' VNM --lang vi": ("Không có quốc gia “Trug Quốc”", "CHN (Trung Quốc)"),
    "trust nga VNM --lang vi": ("RUS (Nga) hoặc NGA (Nigeria)",),
    "trust RVN CHN --at 2014 --lang vi": (
        "ngày 31/12/2014",
        "từ 04/6/1954 đến 30/4/1975",
        "Sau đó là",
    ),
    "trust VNM CHN --at 2030 --lang vi": ("01/01/2030", "--forecast 52"),
    "trust VNM CHN --at 31/02/2014 --lang vi": ("không phải là ngày có thật",),
    "trust Việt Nam Trung Quốc --lang vi": ("ở đây có 4", "dấu ngoặc kép"),
    "trust VNM CHN --by month --lang vi": ("--by không thể là “month”", "week, year hoặc issue"),
    "trust VNM CHN -o x.xls --lang vi": ("x.xls", ".csv", "hoặc"),
    "trust VNM CHN --jso --lang vi": ("--jso", "có phải là `--json` không"),
    "trust --lang vi": ("Thiếu NƯỚC", "longtin trust --help"),
    "trust VNM CHN --lang vi --at": ("--at", "longtin trust --help"),
    "brief VNM --lang vi": ("từ hai nước trở lên",),
    "brief VNM CHN China --lang vi": ("là một nước",),
    "brief VNM VNM --lang vi": ("cả hai đều là Việt Nam",),
    "brief VNM CHN -o brief.odt --lang vi": ("brief.odt", ".docx"),
    "brief VNM CHN -o brief.pdf --format html --lang vi": ("brief.pdf", "html"),
    "measure hotlin --lang vi": ("Không có biện pháp `hotlin`", "có phải là"),
    "regime show helsinki --lang vi": ("Không có cơ chế `helsinki`", "`helsinki-1975`"),
    "plan VNM PHL --trust VNM=2 --lang vi": ("số từ 0 đến 1",),
    "check none.yaml --lang vi": ("Không đọc được none.yaml",),
}


@pytest.mark.parametrize("command", IN_VIETNAMESE)
def test_a_refusal_speaks_the_language_asked_for(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who works in Vietnamese was told in English what was wrong."""
    monkeypatch.chdir(tmp_path)

    result = run(*shlex.split(command))

    assert result.exit_code == USED_WRONGLY
    for words in IN_VIETNAMESE[command]:
        assert words in result.stderr


def test_slips_in_a_programme_are_told_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who drafts in Vietnamese corrects the draft in Vietnamese."""
    monkeypatch.chdir(tmp_path)
    Path("draft.yaml").write_text(
        "programme: 1\ntitle: x\naim: y\nparties: [{id: VNM}, {id: PHL}]\nphase: phòng ngừa\n"
        "start: 01/12/2026\nuntil: 31/12/2027\n"
        "steps:\n  - {id: a, mesure: fisheries-hotline, by: [VNM], start: soon, end: 2027-01-01}\n",
        encoding="utf-8",
    )

    told = run("check", "draft.yaml", "--lang", "vi").stderr

    assert "draft.yaml:5: `phase` là `phòng ngừa`: cần là prevention" in told
    assert "“01/12/2026” có thể hiểu là hai ngày" in told
    assert "`soon`: ngày được ghi theo năm-tháng-ngày" in told
    assert "không có mục `mesure`. Có phải là `measure` không?" in told
    assert "until" not in told
    assert "at least 1 item" not in told


def test_whoever_reads_the_first_lines_only_ends_every_command_alike() -> None:
    """Status 1 means that there is something to look at, and here nobody looked."""
    command = [sys.executable, "-c", "from longtin.cli import main; main()"]
    for words in (["rule", "LT301"], ["rule", "--list"], ["measures"]):
        process = subprocess.Popen(
            [*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        assert process.stderr.read() == b""
        assert process.wait() == READER_LEFT
        process.stderr.close()


def test_the_language_may_be_asked_for_before_the_command() -> None:
    """It is what somebody types who wants all of it in Vietnamese."""
    behind = run("trust", "VNM", "CHN", "--at", "2014-06", "--lang", "vi").stdout

    assert run("--lang", "vi", "trust", "VNM", "CHN", "--at", "2014-06").stdout == behind
    assert run("--lang=vi", "trust", "VNM", "CHN", "--at", "2014-06").stdout == behind
    assert "Thiếu NƯỚC" in run("--lang=vi", "trust").stderr


@pytest.mark.parametrize("command", ["serve", "register serve nowhere"])
def test_a_port_that_is_taken_is_told_before_anything_is_opened(command: str) -> None:
    """The server's own words would come in English, after "Open http://…"."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = run(*command.split(), "--port", str(port), "--lang", "vi")

    assert result.exit_code == 2
    assert f"127.0.0.1:{port}" in result.stderr
    assert "--port" in result.stderr
    assert "http://" not in result.stderr
