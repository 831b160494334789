"""The HTML brief in a real browser: self-contained, quiet, readable on any screen."""

import itertools
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from longtin._language import LANGUAGES, Language
from longtin.brief._brief_document import document
from longtin.page.style_sheet import read
from tests.brief.sample import BRIEFS, shown

CODES = sorted(LANGUAGES)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TEXT_ON = [("--ink", "--paper"), ("--muted", "--paper"), ("--ink", "--wash"), ("--muted", "--wash")]
DRAWN_ON = [("--here", "--paper"), ("--there", "--paper")] + [
    (f"--{level}", back)
    for level in ("error", "warning", "advice")
    for back in ("--paper", "--wash")
]

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no `chromium` on PATH")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's own Chromium, headless."""
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=0)
        yield launched
        launched.close()


def page_of(kind: str, code: str, folder: Path) -> Path:
    """A sample as a page on disk."""
    file = folder / "brief.html"
    file.write_bytes(shown(kind, code, "html"))
    return file


def visit(
    browser: Browser, file: Path, width: int, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """A page as opened from disk, and everything it complained of or asked a network for."""
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.set_default_timeout(0)  # however busy the machine is
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda asked: noise.append(asked.url) if _is_remote(asked.url) else None)
    page.goto(file.as_uri(), wait_until="load")
    return page, noise


def _is_remote(address: str) -> bool:
    return not address.startswith(("file:", "data:"))


@in_browser
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", BRIEFS)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_fits_its_screen_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, kind: str, code: str, width: int
) -> None:
    """No network, no errors, no sideways scrolling, on a telephone and on a desk."""
    file = page_of(kind, code, tmp_path)

    page, noise = visit(browser, file, width)

    assert noise == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == code
    made = document(BRIEFS[kind](), Language(code))
    assert page.title() == f"{made.title} – {made.dated}"
    assert page.locator("h1").inner_text() == made.title
    page.close()


@in_browser
@pytest.mark.parametrize("code", CODES)
def test_the_pages_own_fonts_are_used(browser: Browser, tmp_path: Path, code: str) -> None:
    """Vietnamese letters do not fall back to another face."""
    page, _ = visit(browser, page_of("full", code, tmp_path), 1280)

    loaded = page.evaluate(
        "document.fonts.ready.then(f => [...f].filter(x => x.status == 'loaded')"
        ".map(x => x.family.replaceAll('\"', '')))"
    )

    assert {"Longtin Serif", "Longtin Sans"} <= set(loaded)
    page.close()


@in_browser
def test_dark_mode_turns_charts_too(browser: Browser, tmp_path: Path) -> None:
    """Ink drawn on dark paper would vanish."""
    file = page_of("full", "en", tmp_path)
    script = "getComputedStyle(document.querySelector('svg.chart text')).fill"

    colours = set()
    for scheme in ("light", "dark"):
        page, _ = visit(browser, file, 1280, scheme)
        colours.add(page.evaluate(script))
        page.close()

    assert len(colours) == 2


@in_browser
def test_a_table_can_be_read_by_its_heads(browser: Browser, tmp_path: Path) -> None:
    """Every table has a caption, heads of columns and heads of rows; headings skip no level."""
    page, _ = visit(browser, page_of("full", "en", tmp_path), 1280)

    tables = page.locator("table")
    for number in range(tables.count()):
        table = tables.nth(number)
        assert table.locator("caption").count() == 1
        assert table.locator("thead th[scope=col]").count() > 1
        assert table.locator("tbody tr").count() == table.locator("tbody th[scope=row]").count()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    page.close()


@in_browser
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", BRIEFS)
def test_printed_what_decides_takes_two_sheets(
    browser: Browser, tmp_path: Path, kind: str, code: str
) -> None:
    """The page prints as the PDF does: two sheets, and the annex from another."""
    made = document(BRIEFS[kind](), Language(code))
    page, _ = visit(browser, page_of(kind, code, tmp_path), 1280)

    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in printed]

    assert 1 <= next(at for at, text in enumerate(texts) if made.annex_heading in text) <= 2
    assert len(texts) <= 5
    page.close()


@pytest.mark.parametrize("code", CODES)
def test_the_file_is_small_and_points_nowhere(code: str) -> None:
    """It is sent by mail, and opened where there is no network."""
    html = shown("full", code, "html").decode()

    assert len(html.encode()) < 600_000
    assert not re.search(r"(src|href|action)=[\"'](?!data:)", html)
    assert not re.search(r"url\((?!data:|#)", html)
    assert "<script" not in html


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(*pair, 4.5) for pair in TEXT_ON] + [(*pair, 4.5) for pair in DRAWN_ON],
)
def test_colours_keep_the_contrast_of_wcag(
    scheme: str, front: str, back: str, least: float
) -> None:
    """WCAG 2.2, success criteria 1.4.3 and 1.4.11; the lines' colours also write their titles."""
    blocks = re.findall(r":root\{(.*?)\}", read("page.css"), flags=re.DOTALL)
    colours = dict(re.findall(r"(--[a-z]+):(#[0-9a-f]{6})", blocks[scheme == "dark"]))

    light, dark = sorted((_luminance(colours[name]) for name in (front, back)), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least
