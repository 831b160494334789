"""Search without marks, in either language, over everything that has a page."""

import pytest
from starlette.testclient import TestClient

from longtin.web.searching.site_search import search

FOUND = (
    ("dieu", "Điều"),
    ("dong", "Đông"),
    ("duong day nong", "Đường dây nóng"),
    ("ha lan", "Hà Lan"),
    ("viet nam", "Việt Nam"),
    ("hotline", "hotline"),
    ("vienna", "Vienna"),
    ("LT301", "LT301"),
)


@pytest.mark.parametrize(("typed", "wanted"), FOUND)
def test_what_is_typed_without_marks_finds_what_has_them(typed: str, wanted: str) -> None:
    """đ is folded too, which Unicode alone does not do."""
    shown = {text for each in search(typed) for text in (*each.names, each.key)}

    assert any(wanted.casefold() in text.casefold() for text in shown)


@pytest.mark.parametrize("typed", ["điều", "dieu", "ĐIỀU", "Dieu "])
def test_marks_and_case_change_nothing(typed: str) -> None:
    """A reader types as the keyboard at hand allows."""
    assert search(typed) == search("dieu")
    assert search("dieu")


def test_nothing_typed_finds_nothing_and_nonsense_is_told(workbench: TestClient) -> None:
    """An empty list is an answer, and a hint comes with it."""
    assert search("  ") == ()
    assert "Nothing found" in workbench.get("/search?q=qqzzx&lang=en").text


def test_every_hit_has_a_page(workbench: TestClient) -> None:
    """A search that leads nowhere is worse than none."""
    words = ("viet", "hot", "vie", "net zero", "no")
    hits = {each.kind: each for word in words for each in search(word)}

    assert set(hits) >= {"state", "measure", "regime", "commitment"}
    assert [e.href for e in hits.values() if workbench.get(e.href).status_code != 200] == []
