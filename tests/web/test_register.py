"""Pages of a register: everything to read without scripts, receipts verified in the browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page
from starlette.testclient import TestClient

from longtin import register
from longtin._dates import today
from longtin.web import Settings, application
from tests.register.log.world import seeded
from tests.register.season import season_register
from tests.web.conftest import opened
from tests.web.hands import out_of_reach
from tests.web.test_browser import AXE, MOST_BYTES, TRANSFERRED, VIOLATIONS, keep_picture, visit

PAGES = {
    "register": "/register",
    "register-entries": "/register/entries",
    "register-entry": "/register/entries/3",
    "register-deeds": "/register/deeds",
    "register-log": "/register/log",
    "register-verify": "/register/verify?entry=3",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a season in it."""
    return season_register(tmp_path_factory.mktemp("season"), today())


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[TestClient]:
    """The workbench with that register."""
    settings = Settings(register=folder, hosts=("127.0.0.1", "testserver"), patience=600)
    with TestClient(application(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def place(desk: TestClient) -> Iterator[str]:
    """The same, open to a browser."""
    with opened(desk.app) as address:
        yield address


def test_what_a_register_says_is_there_to_read_without_scripts(
    desk: TestClient, folder: Path
) -> None:
    """Alerts, the difference with the reply beside it, an entry with its life, its receipt."""
    due, deeds = desk.get("/register?lang=en").text, desk.get("/register/deeds?lang=en").text
    entry, log = desk.get("/register/entries/3?lang=vi").text, desk.get("/register/log").text
    receipt = desk.get("/register/entries/3/receipt.tlog-proof").content
    proven = register.verify_data(receipt, (folder / "trust.policy").read_bytes()).proven
    every = desk.get("/register?parties=all&lang=en").text

    assert "troops declared 12,700, 300 under the 13,000 of VD-VI-1 and VD-VIII-2" in due
    assert 'href="/register/entries/3"' in due
    assert "Austria" not in due
    assert "Austria" in every
    assert "+1,500" in deeds
    assert "objection of Poland, POL/33: counts civilians and guests twice" in deeds
    assert "13,000 (VD-VI-1, VD-VIII-2)" in deeds
    assert due.count(">VD-IV-2<") == 2, "a column of the matrix, and what it asks"
    assert "Quy tắc, theo mã băm" in desk.get("/register/entries/0?lang=vi").text
    assert 'href="/register/entries/4"' in entry
    assert "Diễn biến" in entry
    assert "register.example/vd11\n6\n" in log
    assert proven is not None
    assert proven.index == 3
    assert desk.get("/register/entries/99").status_code == 400
    assert desk.get("/register/entries/x").status_code == 400
    for ending, start in (("ics", b"BEGIN:VCALENDAR"), ("xlsx", b"PK"), ("docx", b"PK")):
        assert desk.get(f"/register/file?format={ending}").content.startswith(start)
    assert desk.get("/register/head.docx").content.startswith(b"PK")


def test_without_a_register_the_pages_say_how_to_open_one(workbench: TestClient) -> None:
    """And show an example, said to be one."""
    shown = workbench.get("/register?lang=en").text

    assert "longtin serve --register FOLDER" in shown
    assert "An example, invented" in shown
    assert "longtin serve" in workbench.get("/register/entries?lang=en").text
    assert workbench.get("/register/entries/0").status_code == 400


def test_without_scripts_the_workbench_verifies_and_says_so(desk: TestClient, folder: Path) -> None:
    """What it proved, or which check failed, in the reader's language."""
    page = desk.get("/register/verify?lang=vi").text
    token = re.search(r'name="token" value="(\w+)"', page)
    assert token
    receipt = desk.get("/register/entries/3/receipt.tlog-proof").content
    trust = (folder / "trust.policy").read_bytes()
    other = b"log %b\nquorum none\n" % seeded("register.example/vd11").verifier.vkey.encode()
    told = [
        desk.post(
            "/register/verify?lang=vi", data={"token": token[1]},
            files={"receipt": ("r", receipt), "trust": ("t", whom)},
        ).text
        for whom in (trust, other)
    ]  # fmt: skip

    assert "Mục 3 nằm trong sổ ghi" in told[0]
    assert "Do bàn làm việc này kiểm tra" in told[0]
    assert "bước kiểm tra “signature” không đạt" in told[1]


def verify(page: Page, trust: bytes, receipt: bytes | None = None) -> str:
    """Give the page two files, and read its answer."""
    for name, content in (("trust", trust), ("receipt", receipt)):
        if content is not None:
            given = FilePayload(name=name, mimeType="text/plain", buffer=content)
            page.set_input_files(f"input[name={name}]", given)
    page.evaluate("delete document.querySelector('section.told').dataset.done")
    page.click("form.wide button.main")
    page.locator("section.told[data-done]").wait_for()
    return page.locator("section.told").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize(("code", "width", "scheme"), [("en", 1280, "light"), ("vi", 390, "dark")])
def test_pages_of_a_register_are_open_to_all_and_receipts_are_verified_there(
    browser: Browser, place: str, folder: Path, code: str, width: int, scheme: str
) -> None:
    """As every page of the workbench: small, quiet, accessible; the failed check is named."""
    trust, found = (folder / "trust.policy").read_bytes(), {}
    with visit(browser, width, scheme) as (page, noise):
        for name, path in PAGES.items():
            page.goto(f"{place}{path}{'&' if '?' in path else '?'}lang={code}")
            keep_picture(page, f"{name}-{code}-{width}")
            wrong = list(noise)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append("is too wide")
            if (size := page.evaluate(TRANSFERRED)) > MOST_BYTES:
                wrong.append(f"is {size} bytes")
            page.evaluate(AXE + "; true")
            wrong += page.evaluate(VIOLATIONS)
            if code == "en":
                wrong += out_of_reach(page)
            if wrong:
                found[name] = wrong
        receipt = register.receipt(str(folder), folder / "trust.policy", 3, quorum=False)
        good = verify(page, trust)
        keep_picture(page, f"register-proven-{code}-{width}")
        forged = bytes(receipt).replace(b"index 3\n", b"index 2\n")
        bad = verify(page, trust, forged)
        keep_picture(page, f"register-refused-{code}-{width}")
        page.evaluate(AXE + "; true")
        wrong = page.evaluate(VIOLATIONS)

    assert found == {}, json.dumps(found, indent=1)
    assert wrong == []
    assert ("Entry 3 stands in the log" if code == "en" else "Mục 3 nằm trong sổ ghi") in good
    assert ("It is signed by POL with key" if code == "en" else "Mục này do POL ký") in good
    assert "POL/14" in good
    assert "“inclusion”" in bad
    means = {"en": "The entry is not in the log", "vi": "Mục này không nằm trong sổ ghi"}
    assert means[code] in bad
    assert noise == []
