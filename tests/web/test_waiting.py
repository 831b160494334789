"""What takes long does not hold a reader up: something useful at once, the rest by itself."""

import re
import time
from collections.abc import Callable, Hashable, Iterator
from threading import Event

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from longtin.acts import Record
from longtin.web import Settings, application
from longtin.web.app import PAIR, WARMED
from longtin.web.found import routes
from longtin.web.serving.under_way import MOST, UnderWay
from longtin.web.site import Site
from longtin.web.waiting import LOOKS
from tests.web.conftest import opened


@pytest.fixture(scope="module")
def hasty() -> Iterator[TestClient]:
    """A workbench that waits for nothing."""
    with TestClient(application(Settings(hosts=("127.0.0.1", "testserver"), patience=0))) as client:
        yield client


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Until it is set, whatever is reckoned from the record goes on being reckoned."""
    gate, reckon = Event(), Site.reckon

    def slow(site: Site, key: Hashable, make: Callable[[Record], object]) -> object:
        gate.wait()
        return reckon(site, key, make)

    monkeypatch.setattr(Site, "reckon", slow)
    return gate


def settled(client: TestClient, path: str, **query: str) -> str:
    """The page, asked for until it is there."""
    while (answer := client.get(path, params=query)).status_code == 202:
        time.sleep(0.05)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(("code", "said"), [("en", "Who decides"), ("vi", "Ai quyết định")])
def test_a_pair_shows_who_decides_until_trust_is_counted(
    hasty: TestClient, held: Event, code: str, said: str
) -> None:
    """A first view within a second is useful, says that it waits, and reloads without a script."""
    path, query = "/dyad/IND/PAK/ties", {"lang": code, "at": "2014-08-01"}
    first = hasty.get(path, params=query)
    held.set()

    assert first.status_code == 202
    assert said in first.text
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"', first.text)
    assert "data-refresh" in first.text
    assert "data-refresh" not in settled(hasty, path, **query)


def test_a_script_that_looks_leaves_the_page_to_whoever_loads_it(
    hasty: TestClient, held: Event
) -> None:
    """Of a page that is not kept, a look took the answer, and loading it began from nothing."""
    query, looks = {"here": "IND", "there": "PAK", "from": "2026-12-01", "running": "none",
                    "ours": "0.5", "theirs": "0.5", "lang": "en"}, {LOOKS: "1"}  # fmt: skip
    first = hasty.get("/programme/plan", params=query, headers=looks)
    held.set()
    while hasty.get("/programme/plan", params=query, headers=looks).status_code == 202:
        time.sleep(0.05)

    assert first.status_code == 202
    assert hasty.get("/programme/plan", params=query).status_code == 200


def test_a_page_without_a_first_view_says_that_it_waits(hasty: TestClient, held: Event) -> None:
    """Whatever takes long is answered; nobody looks at an empty window."""
    query = {"lang": "en", "here": "IND", "there": "PAK", "at": "1960"}
    first = hasty.get("/brief", params=query)
    held.set()

    assert first.status_code == 202
    assert "One moment" in first.text
    assert "Trust between India and Pakistan" in settled(hasty, "/brief", **query)


def test_what_is_looked_at_before_anybody_asks_is_there_to_be_looked_at() -> None:
    """A view that got another address would be loaded by its first reader again."""
    assert {PAIR + view for view in WARMED} <= {route.path for route in routes()}


def test_a_wrong_name_is_refused_at_once(hasty: TestClient) -> None:
    """A refusal is no work."""
    assert hasty.get("/dyad/VTN/CHN", params={"lang": "en"}).status_code == 404


def test_a_file_is_waited_for(hasty: TestClient) -> None:
    """A download is the file, never a page that says to wait."""
    answer = hasty.get("/regimes/calendar/file", params={"party": "VNM", "year": "2027"})

    assert answer.status_code == 200
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_what_many_ask_is_made_once_and_no_more_is_begun_than_can_be() -> None:
    """A crowd, or a malicious reader, is told to ask again rather than piled up."""
    held, under_way, asked = Event(), UnderWay[int](), []

    def make() -> int:
        asked.append(1)
        held.wait()
        return 1

    first = under_way.begin("one", make)
    assert under_way.begin("one", make) is first
    others = [under_way.begin(number, held.wait) for number in range(MOST)]
    assert others.count(None) == 1
    held.set()
    assert first is not None
    assert first.result() == 1
    assert len(asked) == 1
    under_way.fetched("one", first)
    again = under_way.begin("one", make)
    assert again is not first
    under_way.close()


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False])
def test_what_waits_is_replaced_by_itself(
    hasty: TestClient, browser: Browser, script: bool
) -> None:
    """With a script or without one, nobody has to press anything; and its own scripts run then."""
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(0)
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text))
    with opened(hasty.app) as address:
        page.goto(f"{address}/dyad/IND/CHN?lang=en&at=200{int(script)}-12-31&from=1990")
        chart = page.locator("main:not(:has([data-refresh])) svg.chart[data-from]")
        chart.wait_for()

        assert page.locator("nav.tabs [aria-current]").inner_text() == "Through time"
        chart.dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
        assert chart.locator(".brush").count() == int(script)
    assert complaints == []
    context.close()
