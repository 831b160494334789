"""Five who come to the workbench, each with a day's job done by its pages alone, in a browser."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.test_browser import DAY, keep_picture, visit

BUTTON = "form.ask button.main"


def begin(page: Page, address: str, code: str, door: int, link: int) -> None:
    """From the start through one of the five doors."""
    page.goto(f"{address}/?lang={code}")
    page.locator(".door").nth(door).get_by_role("link").nth(link).click()


def taken(page: Page, target: str) -> bytes:
    """The file that a link or a button gives."""
    with page.expect_download(timeout=0) as begun:
        page.locator(target).first.click()
    return Path(begun.value.path()).read_bytes()


def arrived(page: Page) -> None:
    """Wait for what takes longer than a page."""
    page.locator("[data-refresh]").wait_for(state="detached")


def a_ministry_desk(page: Page, address: str, code: str) -> None:
    """Two states, a brief on them, and the same in Word."""
    begin(page, address, code, 0, 0)
    page.fill("[name=here]", "viet nam")
    page.fill("[name=there]", "trung quoc")
    page.fill("[name=at]", "01/08/2014" if code == "vi" else "1 August 2014")
    page.click(BUTTON)
    arrived(page)
    expect(page.locator(".headline")).to_have_count(2)
    document = ZipFile(BytesIO(taken(page, 'nav.links a[href*="format=docx"]')))
    assert "word/document.xml" in document.namelist()


def a_scholar(page: Page, address: str, code: str) -> None:
    """The pair through time, its figures as a table, and the versions behind them."""
    begin(page, address, code, 1, 0)
    page.fill("[name=here]", "VNM")
    page.fill("[name=there]", "CHN")
    page.fill("[name=at]", DAY)
    page.click(BUTTON)
    arrived(page)
    table = pl.read_csv(BytesIO(taken(page, 'nav.links a[href*="figures.csv"]')))
    assert table.select((pl.col("low") <= pl.col("high")).all()).item()
    assert {"coverage", "method_version"} <= set(table.columns)
    expect(page.locator("footer")).to_contain_text("+")


def a_negotiator(page: Page, address: str, code: str) -> None:
    """A draft, what the rules say of it when it is broken, and its dates for a calendar."""
    begin(page, address, code, 2, 0)
    page.locator('a[href*="/programme/draft?example="]').first.click()
    assert b"BEGIN:VEVENT" in taken(page, "button[value=ics]")
    text = page.locator("textarea[name=text]")
    text.fill(text.input_value().replace("until: 2027-06-30", "until: 2026-06-30"))
    told = page.locator('#told a[href^="/programme/rules/LT"], #told #unreadable')
    expect(told.first).to_be_visible(timeout=0)


def a_secretariat(page: Page, address: str, code: str) -> None:
    """What an activity owes, a year's duties along a calendar and as a file, and the register."""
    begin(page, address, code, 3, 0)
    page.locator('.tabs a[href="/regimes/check"]').click()
    page.click("button[value=example]")
    page.click(BUTTON)
    expect(page.locator("#timeline svg.chart")).to_be_visible(timeout=0)
    page.locator('.tabs a[href="/regimes/calendar"]').click()
    page.fill("[name=party]", "VNM")
    page.fill("[name=year]", "2027")
    page.click(BUTTON)
    expect(page.locator("#duties svg.chart")).to_be_visible(timeout=0)
    assert b"BEGIN:VEVENT" in taken(page, 'nav.links a[href*="format=ics"]')
    begin(page, address, code, 3, 2)
    assert page.locator("table").count() > 0


def a_class(page: Page, address: str, code: str) -> None:
    """Two rules of conduct move by move, with and without slips."""
    begin(page, address, code, 4, 1)
    page.locator('.tabs a[href="/lesson/match"]').click()
    page.fill("[name=noise]", "0")
    page.click(BUTTON)
    expect(page.locator("svg.chart")).to_be_visible(timeout=0)
    page.locator('.tabs a[href="/worlds/sweep"]').click()
    expect(page.locator("textarea[name=swept]")).to_be_visible(timeout=0)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "vi"])
def test_five_who_come_each_do_a_days_job(browser: Browser, address: str, code: str) -> None:
    """Nothing but pages, nothing from elsewhere, and no word of complaint from the browser."""
    for role in (a_ministry_desk, a_scholar, a_negotiator, a_secretariat, a_class):
        with visit(browser, scheme="dark" if code == "vi" else "light") as (page, noise):
            role(page, address, code)
            keep_picture(page, f"{role.__name__}-{code}")
            assert [each for each in noise if "404" not in each] == [], role.__name__
