"""Every page looks like one product: brief, game, plan and check stand in one frame."""

import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from longtin import brief, lint, programme
from longtin._language import LANGUAGES, Language
from longtin.page import Column, Document, Section, Table, as_html, style
from tests.brief.sample import full, shown

ROOT = Path(__file__).parents[2]
CODES = sorted(LANGUAGES)


def pages(code: str, folder: Path) -> dict[str, str]:
    """One page of each kind, in a language."""
    example = ROOT / "src" / "longtin" / "programme" / "data" / "example.yaml"
    columns = (Column("Way"), Column("Worth", "figure"))
    table = Table.of("", columns, [("This", "0.1")])
    section = Section("ways", "Ways <1>", ("– one", "A & B"), tables=(table,))
    sheet = Document(code, "A – B", "Plan", "x < y", (section,))
    report = lint.lint(programme.draft(example), today=date(2026, 11, 22))
    path = brief.write_path(full().standing, folder / "path.html", code)
    return {
        "brief": shown("full", code, "html").decode(),
        "game": path.read_text(encoding="utf-8"),
        "plan": as_html(sheet),
        "check": lint.as_html([report], Language(code)),
    }


@pytest.mark.parametrize("code", CODES)
def test_all_pages_share_frame_and_style(code: str, tmp_path: Path) -> None:
    """Who knows one page knows them all; none has a style of its own."""
    for kind, page in pages(code, tmp_path).items():
        assert page.startswith(f'<!doctype html>\n<html lang="{code}">'), kind
        assert page.count("<style>") == 1, kind
        assert style() in page, kind
        assert "default-src 'none'" in page, kind
        assert page.count("<h1>") == 1, kind
        assert page.count("<header>") == page.count("<footer>") == 1, kind
        assert not re.search(r"(src|href)=[\"'](?!data:)", page), kind


@pytest.mark.parametrize("code", CODES)
def test_headings_and_tables_can_be_heard(code: str, tmp_path: Path) -> None:
    """Headings skip no level; every table has a caption, and every row its head."""
    for kind, page in pages(code, tmp_path).items():
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
        assert levels[0] == 1, kind
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), kind
        assert page.count("<table>") == page.count("<caption>"), kind
        rows = len(re.findall(r"<tr><th scope=\"(?:row|col)\"", page))
        assert page.count("<tr>") == rows, kind


def test_words_of_a_sheet_are_escaped(tmp_path: Path) -> None:
    """A title is never markup."""
    page = pages("en", tmp_path)["plan"]

    assert "Ways &lt;1&gt;" in page
    assert "A &amp; B" in page


def test_no_part_has_a_style_sheet_of_its_own() -> None:
    """A second one is how products drift apart."""
    source = ROOT / "src" / "longtin"
    sheets = {file.parent for file in source.rglob("*.css")}
    inside = [file for file in source.rglob("*.jinja") if "<style>" in file.read_text("utf-8")]

    assert sheets == {source / "page" / "templates"}
    assert inside == [source / "page" / "templates" / "frame.html.jinja"]
