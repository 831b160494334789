"""What every answer carries and every request must bring, on every page there is."""

import re
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient
from starlette.types import Message

from longtin._language import LANGUAGES
from longtin.web import Settings, application, tokens
from longtin.web.found import menu, routes
from longtin.web.serving.guard import POLICY, SentBody

FIXED = sorted(
    route.path
    for route in routes()
    if "{" not in route.path
    and "GET" in route.methods
    and not re.search(r"/file$|\.\w+$", route.path)  # files, and asked for with something
)
POSTED = sorted({route.path for route in routes() if "POST" in route.methods})


@pytest.mark.parametrize("path", FIXED)
@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_page_answers_in_the_language_asked_for_under_the_policy(
    workbench: TestClient, path: str, code: str
) -> None:
    """Nothing inline, nothing from elsewhere, nothing left untranslated."""
    answer = workbench.get(path, params={"lang": code})

    assert answer.status_code in (200, 202)  # some say first that they reckon
    assert answer.headers["content-security-policy"] == POLICY
    assert f'<html lang="{code}"' in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\bstyle=|<style", answer.text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", answer.text)
    assert "unsafe" not in POLICY


def test_the_policy_holds_for_refusals_too(workbench: TestClient) -> None:
    """An error page is a page."""
    answer = workbench.get("/no/such/page")

    assert answer.status_code == 404
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("path", FIXED)
def test_every_form_that_sends_carries_the_readers_token(workbench: TestClient, path: str) -> None:
    """A form without one would be refused by its own site."""
    page = workbench.get(path).text
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", page, flags=re.DOTALL)

    assert all(re.search(r'name="token" value="[0-9a-f]{64}"', form) for form in forms)


@pytest.mark.parametrize("path", POSTED)
def test_what_is_sent_without_the_token_is_refused(workbench: TestClient, path: str) -> None:
    """Another site's page cannot make the reader's browser send anything."""
    address = re.sub(r"\{\w+\}", "x", path)

    for data in ({}, {"token": "0" * 64}):
        assert workbench.post(address, data=data).status_code == 403


def test_a_strangers_name_is_refused(workbench: TestClient) -> None:
    """A page elsewhere may have had its own name point at this machine."""
    answer = workbench.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 421
    assert "--allow-host" in answer.text


def test_a_name_that_was_allowed_is_answered(tmp_path: Path) -> None:
    """Behind a proxy the workbench has that name."""
    with TestClient(application(Settings(hosts=("desk.example",)))) as client:
        assert client.get("/", headers={"host": "desk.example:8443"}).status_code == 200


def test_a_page_is_the_readers_own_token_not_the_last_readers(workbench: TestClient) -> None:
    """Pages are kept ready for all; tokens are not."""
    tokens = set()
    for _ in range(2):
        workbench.cookies.clear()
        tokens |= set(re.findall(r'name="token" value="(\w+)"', workbench.get("/data").text))

    assert len(tokens) == 2


def test_too_much_is_refused_before_it_is_kept() -> None:
    """In words, with what to do instead."""
    with TestClient(application(Settings(hosts=("testserver",), largest_upload=1000))) as client:
        client.get("/data")
        answer = client.post("/data", data={"text": "x" * 2000, "lang": "en"})

    assert answer.status_code == 413
    assert "longtin import" in answer.text


PARTS = (
    'name="file"; filename="acts.csv"\n\nday,source,target,kind\n2020-01-02,USA,FRA,consult',
    'name="format"\n\nplain',
    'name="do"\n\nstore',
)
SENT = "".join(f"--B\nContent-Disposition: form-data; {part}\n" for part in PARTS) + "--B--"
"""A file to be stored, as a browser sends it."""


@pytest.mark.parametrize("code", ["en", "vi"])
@pytest.mark.parametrize("end", ["USA,FRA", "consult", "consult\n--B\n", "plain", "store", "--B-"])
def test_what_breaks_off_is_refused_whole(
    workbench: TestClient, case: Path, end: str, code: str
) -> None:
    """Half a file is no file, and half a form does not say what is to be done with it."""
    page = workbench.get(f"/data?lang={code}").text
    (token,) = set(re.findall(r'name="token" value="(\w+)"', page))
    before = sorted(case.rglob("*"))

    answer = workbench.post(
        f"/data?lang={code}",
        content=SENT[: SENT.index(end) + len(end)].replace("\n", "\r\n"),
        headers={"content-type": "multipart/form-data; boundary=B", tokens.HEADER: token},
    )

    assert answer.status_code == 400
    assert {"en": "broke off", "vi": "đứt giữa chừng"}[code] in answer.text
    assert "acts.csv" not in answer.text
    assert sorted(case.rglob("*")) == before


def test_what_is_whole_is_read(workbench: TestClient) -> None:
    """The same with its last boundary, whatever stands after that."""
    page = workbench.get("/data?lang=en").text
    (token,) = set(re.findall(r'name="token" value="(\w+)"', page))

    answer = workbench.post(
        "/data?lang=en",
        content=f"{SENT}\nafter".replace("store", "look").replace("\n", "\r\n"),
        headers={"content-type": "multipart/form-data; boundary=B", tokens.HEADER: token},
    )

    assert answer.status_code == 200
    assert "acts.csv" in answer.text


def test_a_head_of_a_page_is_that_of_the_page(workbench: TestClient) -> None:
    """Whoever only looks whether an address answers asks for no more."""
    whole, head = workbench.get("/search?q=dieu"), workbench.head("/search?q=dieu")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-security-policy"] == whole.headers["content-security-policy"]
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_method_that_is_not_taken_is_told_which_are(workbench: TestClient) -> None:
    """A page in words, and a header for programs."""
    answer = workbench.put("/search")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(("most", "is_awaited", "left"), [(100, False, 0), (10, False, 12),
                                                         (100, True, 20)])  # fmt: skip
def test_what_is_refused_is_taken_to_its_end(most: int, is_awaited: bool, left: int) -> None:
    """Who still sends is not there to read why; but not without end, and not unless it is sent."""
    pieces = [b"x" * 10] * 20

    async def receive() -> Message:
        return {"type": "http.request", "body": pieces.pop(), "more_body": bool(pieces)}

    body = SentBody(receive, most, is_awaited=is_awaited)
    with start_blocking_portal() as loop:  # apart from a browser's, if there is one
        loop.call(body.let_go)
    assert len(pieces) == left


def test_every_entry_of_the_menu_leads_somewhere(workbench: TestClient) -> None:
    """A menu is a promise."""
    assert [
        each.path for each in menu() if workbench.get(each.path).status_code not in (200, 202)
    ] == []
