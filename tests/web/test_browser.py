"""The workbench in a real browser: main tasks in both languages, small, quiet, accessible."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.hands import out_of_reach

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "workbench"
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
DAY = "2014-08-01"
MOST_BYTES = 200_000
"""Of a first view, script, style and fonts included, the map apart."""

PAGES = {
    "start": "/",
    "search": "/search?q=dieu",
    "dyad": f"/dyad/VNM/CHN?at={DAY}",
    "contacts": f"/dyad/VNM/CHN/contacts?at={DAY}&from=2012",
    "ties": f"/dyad/VNM/CHN/ties?at={DAY}",
    "state": "/state/VNM",
    "measures": "/measures?domain=maritime",
    "measure": "/measures/notify-large-exercise",
    "regimes": "/regimes",
    "regime": "/regimes/doc-2002",
    "calendar": "/regimes/calendar?party=VNM&year=2027",
    "check": "/regimes/check",
    "promises": "/promises?by=VNM",
    "positions": "/promises/positions?by=VNM&issue=climate",
    "rule": "/programme/rules/LT301",
    "data": "/data",
    "changes": "/changes",
    "programme": "/programme",
    "draft": "/programme/draft",
    "lesson": "/lesson",
    "match": "/lesson/match",
    "worlds": "/worlds",
    "sweep": "/worlds/sweep",
    "forums": "/forums",
    "history": "/forums/mekong-water/history",
    "own-problem": "/forums/own",
    "group": "/world/group",
    "update": "/data/update",
    "portfolio": "/portfolio",
    "api": "/api",
    "guides": "/guides",
    "guide": "/guides/explanation/why-small-steps-first",
    "world": "/world",
    "refusal": "/dyad/VTN/CHN",
}
BY_KEYS = {
    "start", "dyad", "draft", "sweep", "guides", "calendar", "lesson", "update", "group", "check",
}  # fmt: skip
"""Pages of which Tab is to come to every control."""

TRANSFERRED = """
performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
  .reduce((sum, each) => sum + each.encodedBodySize + 300, 0)
"""
"""Bytes of a first view: what is held from an earlier page counts as if it came again, with its
headers as browsers reckon them."""
BARE = """
[...document.querySelectorAll('svg.chart, svg.world')].filter(chart =>
  !(chart.querySelector('desc') ?? chart.querySelector('title'))?.textContent.trim() ||
  !(chart.closest('section') ?? document.querySelector('main')).querySelector('table')
).map(chart => 'no sentence or no table: ' + (chart.querySelector('title')?.textContent ?? ''))
"""
VIOLATIONS = """
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
  .then(found => found.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' | ')))
"""


def keep_picture(page: Page, name: str, *, whole: bool = True) -> None:
    """What a page looks like, whole or its screen, among the artefacts of the tests."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.jpg", type="jpeg", quality=80, full_page=whole)


@contextmanager
def visit(
    browser: Browser, width: int = 1280, scheme: str = "light", *, script: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """A fresh browser, and everything it complained of or asked elsewhere."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        bypass_csp=False,
    )
    page = context.new_page()
    page.set_default_timeout(0)  # however busy the machine is
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on(
        "request",
        lambda asked: None if "//127.0.0.1:" in asked.url else noise.append(asked.url),
    )
    yield page, noise
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("code", "width", "scheme"), [("en", 1280, "light"), ("vi", 390, "dark")])
def test_every_page_is_small_quiet_and_open_to_all(
    browser: Browser, address: str, code: str, width: int, scheme: str
) -> None:
    """On a desk and a telephone: under 200 kB, no network, nothing that axe-core calls wrong.

    Each chart has a sentence and a table.
    """
    found = {}
    with visit(browser, width, scheme) as (page, noise):
        for name, path in PAGES.items():
            noise.clear()
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={code}")
            page.locator("[data-refresh]").wait_for(state="detached")
            keep_picture(page, f"{name}-{code}-{width}")
            wrong = [each for each in noise if "404" not in each]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append("is too wide")
            if (size := page.evaluate(TRANSFERRED)) > MOST_BYTES:
                wrong.append(f"is {size} bytes")
            wrong += page.evaluate(BARE)
            page.evaluate(AXE + "; true")
            wrong += page.evaluate(VIOLATIONS)
            if name in BY_KEYS and code == "en":
                wrong += out_of_reach(page)
            if wrong:
                found[name] = wrong

    assert found == {}, json.dumps(found, indent=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "name", "other", "shown"),
    [("en", "Viet Nam", "china", "Viet Nam’s trust"), ("vi", "viet nam", "trung quoc", "Việt Nam")],
)
def test_two_names_lead_to_trust_through_time_and_a_part_of_it(
    browser: Browser, address: str, code: str, name: str, other: str, shown: str
) -> None:
    """The main task: two names typed, the chart, a part of its time by dragging, its address."""
    with visit(browser) as (page, noise):
        page.goto(f"{address}/?lang={code}")
        page.fill("input[name=here]", name)
        page.fill("input[name=there]", other)
        page.fill("input[name=at]", DAY)
        page.click("form.ask button.main")
        assert "/dyad/VNM/CHN" in page.url
        assert shown in page.locator("main").inner_text()

        page.locator("svg.chart[data-from]").scroll_into_view_if_needed()
        box = page.locator("svg.chart[data-from]").bounding_box()
        assert box is not None
        y = box["y"] + 90
        page.mouse.move(box["x"] + 0.4 * box["width"], y)
        page.mouse.down()
        page.mouse.move(box["x"] + 0.7 * box["width"], y, steps=4)
        with page.expect_navigation():
            page.mouse.up()

        assert re.search(r"from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d", page.url)
        again = page.url
        page.goto(again)
        first = page.locator("svg.chart[data-from]").get_attribute("data-from")
        assert f"from={first}" in again
        assert noise == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "typed", "text_day", "shown"),
    [("en", "2026-06-02", "2026-06-09", "2026-06-09"),
     ("vi", "02/6/2026", "2026-06-09", "09/6/2026")],
)  # fmt: skip
def test_a_form_and_its_yaml_follow_each_other_while_either_is_typed_in(
    browser: Browser, address: str, code: str, typed: str, text_day: str, shown: str
) -> None:
    """The main task of a programme: one state, seen twice, judged as it changes."""
    with visit(browser) as (page, noise):
        page.goto(f"{address}/programme/draft?lang={code}")
        text = page.locator("textarea[name=text]")
        page.fill("[name=step-0-start]", typed)
        expect(text).to_have_value(re.compile("start: 2026-06-02"), timeout=0)

        text.fill(text.input_value().replace("2026-06-05", text_day))
        expect(page.locator("[name=step-0-end]")).to_have_value(shown, timeout=0)

        text.fill(text.input_value().replace("start: 2026-06-02", "start: 2026-06-30"))
        page.locator("#told #findings, #told #unreadable").first.wait_for()
        page.locator("#told #unreadable").wait_for()
        assert [each for each in noise if "404" not in each] == []


@pytest.mark.slow
def test_keyboard_reaches_the_marks_of_a_chart_in_order_of_time(
    browser: Browser, address: str
) -> None:
    """What a pointer is told, a keyboard is told."""
    with visit(browser) as (page, _):
        page.goto(f"{address}{PAGES['dyad']}&lang=en")
        page.locator("svg.chart[data-from]").focus()
        heard = []
        for _ in range(3):
            page.keyboard.press("Tab")
            heard.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))

        assert [each[:3] for each in heard] == ["(1)", "(2)", "(3)"]


@pytest.mark.slow
def test_without_script_everything_is_there_to_read(browser: Browser, address: str) -> None:
    """Script only adds."""
    with visit(browser, script=False) as (page, noise):
        page.goto(f"{address}{PAGES['dyad']}&lang=en")

        assert page.locator("svg.chart path").count() > 10
        assert page.locator("table").count() >= 2
        assert noise == []
