"""The main task of every page, done in a browser: by pointer, by keyboard, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from longtin import promises
from longtin._language import Language
from tests.web.hands import Hands, Keyboard, Pointer, Unscripted
from tests.web.test_browser import DAY, keep_picture, visit
from tests.web.test_sweeps import SWEPT
from tests.web.test_tasks import ROWS

MAIN = "form.ask button.main"
RIVER = """\
id: river
title: {en: A river, vi: Một dòng sông}
problem: {en: Data on the flow in the dry season., vi: Số liệu dòng chảy mùa khô.}
on: 2020-06-01
states: [VNM, LAO, KHM]
aggregation: sum
publicness: 0.5
belief: {level: 0.6}
"""
Task = Callable[[Page, str, str, Hands], None]
"""A page, the workbench's address with its language, that language, and how to act."""


def at(page: Page, address: str, path: str, code: str) -> None:
    """Open a page in a language."""
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={code}")
    arrived(page)


def arrived(page: Page) -> None:
    """Wait for what is counted."""
    page.locator("[data-refresh]").wait_for(state="detached")


def search_to_effect(page: Page, address: str, code: str, hands: Hands) -> None:
    """A measure is found without marks, read, and what happened where it was tried."""
    at(page, address, "/search?q=dieu+tra", code)
    hands.press(page, 'main a[href^="/measures/"]')
    hands.press(page, 'main a[href$="/effect"]')
    expect(page.locator("main table").first).to_be_visible(timeout=0)


def catalogue(page: Page, address: str, code: str, hands: Hands) -> None:
    """Measures of one domain, of one stage."""
    at(page, address, "/measures", code)
    hands.choose(page, "domain", "maritime")
    hands.press(page, MAIN)
    assert "domain=maritime" in page.url
    assert 1 < page.locator('main a[href^="/measures/"]').count() < 40


def world(page: Page, address: str, code: str, hands: Hands) -> None:
    """Through time by the slider, then from the map's figures to a pair."""
    at(page, address, "/world?state=FRA&year=1950", code)
    with page.expect_navigation(url=re.compile("year=1952")):
        hands.slide(page, "year", 2)
    arrived(page)
    expect(page.locator("main .note").first).to_contain_text("90")
    hands.press(page, "#every summary")
    hands.press(page, '#every a[href^="/dyad/"]')
    assert re.search(r"/dyad/[A-Z]{3}/FRA", page.url)


def group(page: Page, address: str, code: str, hands: Hands) -> None:
    """A list of one's own: among themselves, towards others, who drifts; each with its interval."""
    at(page, address, "/world/group?at=1990-12-31", code)
    hands.write(page, "group", "VNM, PHL, THA")
    hands.press(page, MAIN)
    arrived(page)
    expect(page.locator(".headline")).to_be_visible(timeout=0)
    assert page.locator("svg.network line").count() == 3
    told = page.locator("#drift tbody td").all_inner_texts()
    assert [each for each in told if "(" not in each] == []


def compared(page: Page, address: str, code: str, hands: Hands) -> None:
    """Up to four directions under one axis; the address gives the same view again."""
    at(page, address, "/dyad/VNM/CHN/compare?at=2000-12-31", code)
    hands.write(page, "with", "PHL, JPN-CHN")
    hands.press(page, MAIN)
    arrived(page)
    shown = page.locator("#compared tbody th").all_inner_texts()
    page.goto(page.url)
    assert page.locator("#compared tbody th").all_inner_texts() == shown
    assert len(shown) == 3
    hands.press(page, 'nav.tabs a[href*="/outside"]')
    expect(page.locator("main table").first).to_be_visible(timeout=0)


def span(page: Page, address: str, code: str, hands: Hands) -> None:
    """Another span of a pair without dragging: what a brush does, by a form."""
    at(page, address, f"/dyad/VNM/CHN?at={DAY}", code)
    hands.press(page, "details.folded summary")
    hands.write(page, "from", "2012")
    hands.press(page, MAIN)
    arrived(page)
    first = page.locator("svg.chart[data-from]").get_attribute("data-from")
    assert first is not None
    assert first.startswith(("2011-12", "2012-01"))


def programme(page: Page, address: str, code: str, hands: Hands) -> None:
    """An example kept in the case under a name, found again there, and reviewed."""
    at(page, address, "/programme", code)
    hands.press(page, 'a[href*="/programme/draft?example="]')
    name = f"walk-{type(hands).__name__.lower()}-{code}"
    hands.write(page, "name", name)
    hands.press(page, 'button[value="keep"]')
    at(page, address, "/programme", code)
    hands.press(page, f'a[href*="name={name}"]')
    assert page.locator("textarea[name=text]").input_value().startswith("#")


def plan(page: Page, address: str, code: str, hands: Hands) -> None:
    """The first step between two states, and the plan as a draft."""
    at(page, address, "/programme", code)
    asked = {"here": "VNM", "there": "PHL", "from": "2026-12-01", "until": "2027-03-31",
             "ours": "0.5", "theirs": "0.5"}  # fmt: skip
    for control, typed in asked.items():
        hands.write(page, control, typed)
    hands.choose(page, "running", "none")
    hands.press(page, MAIN)
    arrived(page)
    expect(page.locator(".headline")).to_be_visible(timeout=0)


def forums(page: Page, address: str, code: str, hands: Hands) -> None:
    """Seven forums for a problem between those one names, and what happened."""
    at(page, address, "/forums", code)
    assert page.locator('main a[href*="scenario=mekong-water"]').count() == 1
    at(page, address, "/forums?scenario=mekong-water&states=VNM,THA,LAO", code)
    hands.write(page, "for", "VNM")
    hands.press(page, MAIN)
    arrived(page)
    assert page.locator("main table tbody tr").count() >= 7
    hands.press(page, 'nav.tabs a[href*="/history"]')
    expect(page.locator("main table").first).to_be_visible(timeout=0)


def portfolio(page: Page, address: str, code: str, hands: Hands) -> None:
    """With whom on one issue, named in the reader's language."""
    at(page, address, "/portfolio", code)
    hands.write(page, "state", "VNM")
    hands.write(page, "issue", promises.issue_name("water", Language(code)))
    hands.write(page, "at", DAY)
    hands.press(page, MAIN)
    arrived(page)
    expect(page.locator("#matrix table")).to_be_visible(timeout=0)


def promised(page: Page, address: str, code: str, hands: Hands) -> None:
    """What a state promised, the life of one promise, positions, and an issue by its name."""
    at(page, address, "/promises", code)
    hands.write(page, "by", "VNM")
    hands.press(page, MAIN)
    hands.press(page, '#commitments a[href^="/promises/"]')
    assert page.locator("main table").count() >= 2
    at(page, address, "/promises/issues", code)
    hands.press(page, "#issues a")
    expect(page.locator("main table").first).to_be_visible(timeout=0)


def brought_in(page: Page, address: str, code: str, hands: Hands) -> None:
    """A file's rows and refusals before anything is stored."""
    at(page, address, "/data", code)
    given = FilePayload(name="reports.csv", mimeType="text/csv", buffer=ROWS.encode())
    page.set_input_files("input[name=file]", given)
    hands.press(page, MAIN)
    expect(page.locator("#as-read")).to_be_visible(timeout=0)
    expect(page.locator("main")).to_contain_text("Atlantis")


def seen(page: Page, address: str, code: str, hands: Hands) -> None:
    """What changed, marked as seen; the start says of which state."""
    at(page, address, f"/changes?state=LAO&since=2014-06-01&at={DAY}", code)
    hands.press(page, 'form.ask[method="post"] button')
    at(page, address, "/", code)
    expect(page.locator('.door a[href="/changes?state=LAO"]')).to_be_visible(timeout=0)


def lesson(page: Page, address: str, code: str, hands: Hands) -> None:
    """Another rule of conduct among those that meet."""
    at(page, address, "/lesson?turns=16", code)
    before = page.locator("main table tbody tr").count()
    hands.press(page, "input[type=checkbox]:not(:checked)")
    hands.press(page, MAIN)
    arrived(page)
    assert page.locator("main table tbody tr").count() > before


def activity(page: Page, address: str, code: str, hands: Hands) -> None:
    """An exercise described, a slip mended, and what is late of it by a day."""
    at(page, address, "/regimes/check", code)
    asked = {"host": "Poladn", "start": "2027-09-10", "end": "2027-09-16", "at": "2027-08-05"}
    for control, typed in asked.items():
        hands.write(page, control, typed)
    hands.press(page, MAIN)
    expect(page.locator("[name=host][aria-invalid]")).to_have_value("Poladn")
    hands.write(page, "host", "Poland")
    hands.press(page, "button[value=fields]")
    hands.write(page, "figure-troops", "9 000")
    hands.write(page, "figure-divisions", "1")
    hands.choose(page, "unstated", "none")
    hands.press(page, MAIN)
    expect(page.locator("#timeline svg.chart")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("VD-V-1")


def swept(page: Page, address: str, code: str, hands: Hands) -> None:
    """A world under two policies: begun, waited for, told, to take along."""
    at(page, address, "/worlds/sweep", code)
    text = page.locator("textarea[name=text]").input_value().replace("steps: 36", "steps: 4")
    name = f"sweep-{type(hands).__name__.lower()}-{code}"
    few = SWEPT.replace("scenarios: 2", "scenarios: 1")
    for control, typed in (("swept", few), ("text", text), ("histories", "1"), ("name", name)):
        hands.write(page, control, typed)
    hands.press(page, "form.wide button.main")
    page.wait_for_url(f"**/worlds/sweep/{name}*")
    expect(page.locator('nav.links a[href$="table.csv"]')).to_be_visible(timeout=0)


def guide(page: Page, address: str, code: str, hands: Hands) -> None:
    """A guide from the list of all."""
    at(page, address, "/guides", code)
    hands.press(page, 'main a[href^="/guides/how-to/"]')
    expect(page.locator(".guide")).to_be_visible(timeout=0)


def interface(page: Page, address: str, code: str, hands: Hands) -> None:
    """Every address of the API, and one that is asked."""
    at(page, address, "/api", code)
    assert page.locator("#addresses tbody tr").count() >= 19
    hands.press(page, 'main a[href="/api/v1/issues"]')
    assert '"schema"' in page.content()


def own_problem(page: Page, address: str, code: str, hands: Hands) -> None:
    """One's own problem among three, compared; what was sent stays to be changed again."""
    at(page, address, "/forums/own", code)
    hands.write(page, "text", RIVER)
    hands.press(page, MAIN)
    arrived(page)
    assert page.locator("main table tbody tr").count() >= 7
    hands.press(page, "details.folded summary")
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("id: river"), timeout=0)
    expect(page.locator("textarea[name=text]")).to_be_visible(timeout=0)


def forum_map(page: Page, address: str, code: str, hands: Hands) -> None:
    """Which forum does best where, for other states than the shipped ones."""
    at(page, address, "/forums?scenario=mekong-water&states=VNM,THA,LAO", code)
    hands.press(page, 'nav.tabs a[href*="/map"]')
    arrived(page)
    expect(page.locator("svg.chart, main table").first).to_be_visible(timeout=0)


READ: tuple[Task, ...] = (
    search_to_effect, compared, forums, forum_map, portfolio, promised, guide, interface,
)  # fmt: skip
SENT: tuple[Task, ...] = (
    catalogue, world, group, span, programme, plan, brought_in, seen, lesson, activity,
    swept, own_problem,
)  # fmt: skip
"""Tasks that are done by forms: of each kind that the workbench has."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "hands", "tasks"),
    [("en", Pointer(), READ + SENT), ("vi", Keyboard(), READ + SENT), ("vi", Unscripted(), SENT)],
    ids=("pointer", "keyboard", "unscripted"),
)
def test_the_main_task_of_every_page_is_done(
    browser: Browser, address: str, code: str, hands: Hands, tasks: tuple[Task, ...]
) -> None:
    """In one visit, one page after the other, without a word of complaint from the browser."""
    is_scripted = not isinstance(hands, Unscripted)
    scheme = "dark" if code == "vi" else "light"
    with visit(browser, scheme=scheme, script=is_scripted) as (page, noise):
        for task in tasks:
            task(page, address, code, hands)
            if is_scripted:
                keep_picture(page, f"walk-{task.__name__}-{code}", whole=False)
        assert [each for each in noise if "404" not in each] == []
