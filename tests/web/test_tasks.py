"""Main tasks that change something: a programme kept, a file brought in, what was seen marked."""

import errno
import gzip
import re
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from starlette.testclient import TestClient

from longtin import acts, lint, programme
from longtin._dates import today
from longtin.web import Settings, application
from longtin.web.visit import plain_name, with_plain_days

ROWS = (
    "date,source,type,target\n"
    "2016-05-23,United States,CONSULT,Viet Nam\n"
    "2016-10-30,Viet Nam,CONSULT,Atlantis\n"
)


@pytest.fixture
def token(workbench: TestClient) -> str:
    """Of this reader's visit."""
    found = re.search(r'name="token" value="(\w+)"', workbench.get("/data?lang=en").text)
    assert found
    return found[1]


def test_a_file_is_told_of_before_anything_is_stored(
    workbench: TestClient, case: Path, token: str
) -> None:
    """First every row with its fate, and only then, when asked, a record."""
    sent = {"file": ("reports.csv", ROWS.encode())}
    looked = workbench.post("/data", data={"token": token, "lang": "en"}, files=sent)

    assert looked.status_code == 200
    assert "nothing was stored" in looked.text
    assert "Atlantis" in looked.text
    assert 'id="as-read"' in looked.text
    assert "United States" in looked.text
    assert not (case / "own.duckdb").exists()

    kept = re.search(r'name="kept" value="(\w{64})"', looked.text)
    assert kept
    stored = workbench.post("/data", data={"token": token, "do": "store", "kept": kept[1]})

    assert "Stored." in stored.text
    assert (case / "own.duckdb").exists()
    assert "reports" in workbench.get("/data?lang=en").text


def test_two_readers_look_at_a_file_each(workbench: TestClient, token: str) -> None:
    """What one looks at does not take away what the other has yet to store."""
    keys = []
    for number in range(2):
        sent = {"file": ("reports.csv", ROWS.replace("23", f"2{number}").encode())}
        looked = workbench.post("/data", data={"token": token, "lang": "en"}, files=sent)
        keys += re.findall(r'name="kept" value="(\w{64})"', looked.text)
    stored = workbench.post("/data", data={"token": token, "lang": "en", "kept": keys[0]})

    assert len(set(keys)) == 2
    assert "Looked at: reports.csv" in stored.text


@pytest.mark.parametrize(
    ("sent", "called"),
    [
        ("ế" * 100 + ".csv", "ế" * 62 + ".csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\reports.csv", "reports.csv"),
        ("a\x00b\x1b[31m.csv", "ab[31m.csv"),
        ("..", "file"),
        ("\x00", "file"),
    ],
)
def test_a_file_is_called_what_a_file_can_be_called(sent: str, called: str) -> None:
    """As its sender calls it, where that is a name on every disk."""
    assert plain_name(sent) == called


def test_a_full_disk_is_told_of(
    workbench: TestClient, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is nobody's fault, and what to do about it is known."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(acts, "import_files", full)
    sent = {"file": ("reports.csv", ROWS.encode())}
    answer = workbench.post("/data?lang=vi", data={"token": token}, files=sent)

    assert answer.status_code == 507
    assert "Ổ đĩa" in answer.text


def test_an_update_is_a_plan_until_it_is_asked_for(
    workbench: TestClient, token: str, tmp_path: Path
) -> None:
    """What is new is shown; nothing is fetched without a second click."""
    (tmp_path / "20160523.export.CSV.zip").write_bytes(b"not looked at")
    asked = {"token": token, "publisher": "gdelt", "mirror": f"{tmp_path}", "lang": "en"}
    before = workbench.get("/data?lang=en").text

    plan = workbench.post("/data/update", data=asked)

    assert plan.status_code == 200
    assert "20160523.export.CSV.zip" in plan.text
    assert "nothing was fetched" in plan.text
    assert 'value="fetch"' in plan.text
    assert workbench.get("/data?lang=en").text == before
    fetched = workbench.post("/data/update", data={**asked, "do": "fetch"})
    assert fetched.status_code == 200
    assert "failed" in fetched.text


def test_a_file_that_is_none_is_refused_in_words(workbench: TestClient, token: str) -> None:
    """Malformed is no fault of ours, and nothing is lost."""
    sent = {"file": ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00")}
    answer = workbench.post("/data", data={"token": token}, files=sent)

    assert answer.status_code == 400
    assert workbench.post("/data", data={"token": token}).status_code == 400


def bomb() -> bytes:
    """A small archive that unpacks to a great deal."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as packed:
        packed.writestr("rows.csv", bytes(40_000_000))
    return into.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("../../" + "a" * 300 + ".csv", ROWS.encode(), 200),
        ("empty.csv", b"", 400),
        ("broken.zip", b"PK\x03\x04broken", 400),
        ("bomb.zip", bomb(), 413),
        ("bomb.csv.gz", gzip.compress(bytes(40_000_000), mtime=0), 413),
        ("many.csv.gz", gzip.compress(bytes(9_000_000), mtime=0) * 2, 413),
        ("cut.csv.gz", gzip.compress(ROWS.encode(), mtime=0)[:-9], 400),
        ("long.csv", b"date,source,type,target\n" + b"a" * 500_000, 200),
    ],
    ids=("path", "empty", "broken", "bomb", "bomb-gz", "many-gz", "cut", "long"),
)
def test_a_hostile_file_is_told_of_and_nothing_is_kept(
    tmp_path: Path, name: str, content: bytes, status: int
) -> None:
    """By its own name, without the folder it was looked at in."""
    settings = Settings(
        record=tmp_path / "own.duckdb",
        hosts=("testserver",),
        patience=600,
        largest_upload=2_000_000,
    )
    with TestClient(application(settings), raise_server_exceptions=False) as client:
        found = re.search(r'name="token" value="(\w+)"', client.get("/data?lang=en").text)
        assert found
        sent = {"file": (name, content)}
        answer = client.post("/data", data={"token": found[1], "lang": "en"}, files=sent)

    assert answer.status_code == status
    assert gettempdir() not in answer.text
    assert list(tmp_path.iterdir()) == []


def test_two_tabs_cannot_write_over_each_other(workbench: TestClient, token: str) -> None:
    """The second is told, and what the first kept stands."""
    first, second = programme.example("example"), "programme: 1\n"
    sent = {"token": token, "name": "sea", "version": "", "do": "keep"}

    kept = workbench.post("/programme/draft", data={**sent, "text": first}, follow_redirects=False)
    again = workbench.post("/programme/draft", data={**sent, "text": second})

    assert kept.status_code == 303
    assert again.status_code == 400
    assert "another tab" in again.text
    assert "sea" in workbench.get("/programme?lang=en").text
    opened = workbench.get("/programme/draft?name=sea&lang=en").text
    version = re.search(r'name="version" value="(\w{16})"', opened)
    assert version
    changed = first.replace("programme: 1", "programme: 1  # mine")
    sent |= {"version": version[1], "text": changed}
    assert workbench.post("/programme/draft", data=sent, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("name", ["../escape", "A", "", "x" * 80])
def test_a_programme_is_kept_nowhere_else(workbench: TestClient, token: str, name: str) -> None:
    """A name is no path."""
    sent = {"token": token, "name": name, "version": "", "do": "keep", "text": "programme: 1"}

    assert workbench.post("/programme/draft", data=sent).status_code == 400


def test_a_draft_is_judged_while_it_is_typed(workbench: TestClient, token: str) -> None:
    """The part of the page that a script asks for, with the line and the rule of each finding."""
    text = next(
        text
        for text in programme.examples().values()
        if lint.lint(programme.parse(text, "draft"), today=today()).findings
    )
    answer = workbench.post("/programme/check", data={"token": token, "text": text})
    broken = workbench.post("/programme/check", data={"token": token, "text": "programme: ["})

    assert "/programme/rules/LT" in answer.text
    assert "<html" not in answer.text
    assert broken.status_code == 200
    assert "cannot be read yet" in broken.text


@pytest.mark.parametrize(
    ("ending", "start"), [("yaml", b"# "), ("ics", b"BEGIN:VCALENDAR"), ("docx", b"PK")]
)
def test_a_draft_can_be_taken_along(
    workbench: TestClient, token: str, ending: str, start: bytes
) -> None:
    """Nothing is held back by a page."""
    sent = {"token": token, "do": ending, "text": programme.example("example")}
    answer = workbench.post("/programme/draft", data=sent)

    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert f".{ending}" in answer.headers["content-disposition"]
    if ending == "docx":
        pictures = [name for name in ZipFile(BytesIO(answer.content)).namelist() if "media" in name]
        assert len(pictures) == 2, "its calendar, and the fan of what may come of it"


def test_what_was_seen_is_remembered(workbench: TestClient, token: str) -> None:
    """“Since you last looked” needs to know when that was."""
    sent = {"token": token, "state": "VNM"}
    answer = workbench.post("/changes", data=sent, follow_redirects=False)

    assert answer.headers["location"] == "/changes?state=VNM"
    looked = answer.headers["set-cookie"].partition("longtin_looked=")[2].partition(";")[0]
    begun = workbench.get("/?lang=vi", headers={"cookie": f"longtin_looked={looked}"}).text
    assert "Việt Nam: những thay đổi từ" in begun
    assert 'href="/changes?state=VNM"' in begun
    odd = workbench.get("/?lang=vi", headers={"cookie": "longtin_looked=2026-01-01.<b>"}).text
    assert "<b>" not in odd


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [("vi", "01/08/2014", "2014-08-01"), ("en", "1 August 2014", "2014-08-01"),
     ("vi", "8/2014", "8/2014"), ("en", "01/08/2014", "01/08/2014"), ("vi", "hôm qua", "hôm qua")],
)  # fmt: skip
def test_a_day_in_an_address_means_the_same_to_everyone(code: str, typed: str, kept: str) -> None:
    """A link made by a Vietnamese reader opens on an English page; what may be two days stays."""
    assert with_plain_days({"at": typed, "q": typed}, code) == {"at": kept, "q": typed}


def test_every_page_with_figures_says_of_which_method_and_record(workbench: TestClient) -> None:
    """Also those that are no brief; and controls show days as their reader writes them."""
    page = workbench.get("/dyad/VNM/CHN/ties?at=2014-08-01&lang=vi").text
    compared = workbench.get("/dyad/VNM/CHN/compare?at=2014-08-01&lang=vi").text

    assert re.search(r"<footer>\s*<p>Longtin · phương pháp [0-9a-f+]+ · dữ liệu [0-9a-f]+", page)
    assert re.search(r'name="at"[^>]*value="01/8/2014"', compared)
    assert "<td>atop</td>" not in page
    assert "hiệp ước liên minh (ATOP)" in page
