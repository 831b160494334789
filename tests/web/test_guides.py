"""The documentation beside the pages: found by the same search, read without a network."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from longtin.web.searching.guides import SHELVES, Guide, guides, rendered
from longtin.web.searching.site_search import search


@pytest.mark.parametrize(
    ("typed", "name"),
    [("workbench", "open-the-workbench"), ("da lam chua", "da-lam-chua"), ("oil rig", "from-two")],
)
def test_the_one_search_finds_guides(typed: str, name: str) -> None:
    """By title and by text, with or without marks."""
    found = [each for each in search(typed) if each.kind == "guide"]

    assert any(each.key.startswith(name) for each in found)


@pytest.mark.parametrize("code", ["en", "vi"])
def test_guides_are_listed_and_read(workbench: TestClient, code: str) -> None:
    """In the language they are written in, and said so to who hears them."""
    listed = workbench.get("/guides", params={"lang": code}).text
    read = workbench.get("/guides/tutorial/da-lam-chua", params={"lang": code}).text

    assert all(f'id="{shelf}"' in listed for shelf in ("tutorial", "how-to", "explanation"))
    assert "/guides/how-to/import-your-own-data" in listed
    assert '<div class="guide" lang="vi">' in read
    assert "/guides/tutorial/was-it-done" in read


def test_a_vietnamese_reader_is_told_of_every_guide_in_vietnamese(workbench: TestClient) -> None:
    """Each is written in Vietnamese, or named in it with the word that it is in English only."""
    of_english = [each for each in guides().values() if each.language == "en"]
    listed = workbench.get("/guides?lang=vi").text
    english = workbench.get("/guides/explanation/backtest?lang=vi").text

    untold = [each.path for each in of_english if not each.other and not all(each.told)]
    assert untold == [], "add a row to src/longtin/web/data/guides-vi.csv"
    assert all(f"/guides/{path}" not in {each.path for each in of_english if each.other}
               for path in re.findall(r'href="/guides/([^"]*)"', listed))  # fmt: skip
    assert {each.other for each in guides().values()} <= {"", *(x.path for x in guides().values())}
    assert "chỉ có bằng tiếng Anh" in english


def test_no_link_of_a_guide_leads_nowhere() -> None:
    """What is not shown here is no link."""
    wrong = [
        (guide.name, link)
        for guide in guides().values()
        for link in re.findall(r'(?:href|src)="(/[^"]*)"', rendered(guide))
        if link not in set(_addresses())
    ]

    assert wrong == []


def _addresses() -> Iterator[str]:
    from longtin.web.searching.guides import place

    yield from (each.path for each in guides().values())
    for shelf in SHELVES:
        yield from (
            f"/guides/{shelf}/drawing/{file.name}" for file in (place() / shelf).glob("*.svg")
        )


def test_markup_in_a_guide_is_shown_and_not_obeyed() -> None:
    """Whoever can write a guide cannot thereby run a script."""
    guide = Guide("how-to", "x", "X", "<script>alert(1)</script> [a](javascript:alert(1))", "en")
    made = rendered(guide)

    assert "<script" not in made
    assert 'href="javascript' not in made


@pytest.mark.parametrize(
    "path", ["/guides/how-to/nothing", "/guides/none/x", "/guides/how-to/drawing/x.svg"]
)
def test_a_guide_that_is_not_there_is_refused(workbench: TestClient, path: str) -> None:
    """As any page."""
    assert workbench.get(path).status_code == 404


def test_a_drawing_of_a_guide_is_shown(workbench: TestClient) -> None:
    """From the package, not from elsewhere."""
    answer = workbench.get("/guides/explanation/drawing/small-steps-worth.svg")

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg")
