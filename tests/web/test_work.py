"""Work that takes long: a page of its own says how far it has come, and then what came of it."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from longtin import acts
from longtin.errors import ImportFileError
from longtin.web import Settings, application
from longtin.web.site import Site
from tests.web.conftest import opened

ROWS = "date,source,type,target\n2016-05-23,United States,CONSULT,Viet Nam\n"
HALF = (6_000, 12_000)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[TestClient]:
    """A workbench that waits for nothing, with a record of its own."""
    settings = Settings(
        record=tmp_path / "own.duckdb", hosts=("127.0.0.1", "testserver"), patience=0
    )
    with TestClient(application(settings)) as client:
        yield client


@pytest.fixture
def halfway(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Until it is set, an import stands where half of its rows are read."""
    gate, whole = Event(), acts.import_files

    def slow(*given: Any, **more: Any) -> object:
        if "progress" in more:
            more["progress"](*HALF)
            gate.wait()
        return whole(*given, **more)

    monkeypatch.setattr(acts, "import_files", slow)
    return gate


def sent(client: TestClient, code: str = "en") -> str:
    """A file is sent: where its reader is led to."""
    page = client.get(f"/data?lang={code}")
    while page.status_code == 202:
        page = client.get(f"/data?lang={code}")
    token = re.search(r'name="token" value="(\w+)"', page.text)
    assert token
    answer = client.post(
        "/data",
        data={"token": token[1], "lang": code},
        files={"file": ("reports.csv", ROWS.encode())},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    return answer.headers["location"]


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "6,000 of 12,000 are done."), ("vi", "Đã xong 6.000 trên 12.000.")],
)
def test_an_import_says_how_far_it_has_come_and_then_what_came_of_it(
    bench: TestClient, halfway: Event, code: str, said: str
) -> None:
    """Without a script too, and to nobody but who sent it."""
    where = sent(bench, code)
    page = bench.get(where, params={"lang": code})
    while "<progress" not in page.text:
        page = bench.get(where, params={"lang": code})
    stranger = TestClient(bench.app).get(where)
    halfway.set()

    assert page.status_code == 202
    assert said in page.text.replace("\xa0", " ")
    assert re.search(r'<progress max="12000" value="6000"', page.text)
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"', page.text)
    assert stranger.status_code == 404
    while (done := bench.get(where, params={"lang": code})).status_code == 202:
        time.sleep(0.05)
    assert done.status_code == 200
    assert 'id="as-read"' in done.text


def test_work_that_fails_says_why_where_it_was_told_of(
    bench: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal comes late, and still as words."""
    gate = Event()

    def fail(*_: object, **__: object) -> object:
        gate.wait()
        raise ImportFileError("{file} is empty.", file="reports.csv")

    monkeypatch.setattr(acts, "import_files", fail)
    where = sent(bench)
    gate.set()
    while (done := bench.get(where)).status_code == 202:
        time.sleep(0.05)

    assert done.status_code == 400
    assert "is empty" in done.text


@pytest.mark.slow
def test_the_bar_moves_by_itself(bench: TestClient, halfway: Event, browser: Browser) -> None:
    """A reader with a script sees it fill, and then what came of it, and presses nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(0)
    with opened(bench.app) as address:
        page.goto(f"{address}/data?lang=en")
        page.set_input_files(
            "input[type=file]",
            {"name": "reports.csv", "mimeType": "text/csv", "buffer": ROWS.encode()},
        )
        page.locator("main form[enctype] button.main").click()
        page.locator("progress[value='6000']").wait_for()
        halfway.set()
        page.locator("#as-read").wait_for()
        context.close()


def test_whoever_asks_the_record_is_counted_for_by_one_thread(tmp_path: Path) -> None:
    """What libraries keep for each thread that ever counted is kept once: memory stays flat."""
    site = Site(record_file=tmp_path / "none.duckdb")
    with ThreadPoolExecutor(8) as readers:
        found = set(readers.map(lambda key: site.reckon(key, lambda _: get_ident()), range(32)))
    site.close()

    assert len(found) == 1
