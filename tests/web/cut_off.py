"""The workbench and a browser where there is no network at all but loopback.

Run inside a network namespace of its own, as `test_network` does; prints what it saw.
"""

import json
import sys

from playwright.sync_api import sync_playwright

from longtin.web import Settings, application
from tests.web.conftest import CHROMIUM, QUIET, opened


def main() -> None:
    """Two states, their chart and a brief to take along, in both languages."""
    seen: dict[str, list[str]] = {"failed": [], "told": []}
    with opened(application(Settings(patience=600))) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=0)
        for code in ("en", "vi"):
            page = browser.new_page()
            page.set_default_timeout(0)
            page.on("requestfailed", lambda asked: seen["failed"].append(asked.url))
            page.on("console", lambda message: seen["told"].append(message.text))
            page.goto(f"{address}/dyad/VNM/CHN?lang={code}&at=1990")
            page.locator("svg.chart").first.wait_for()
            with page.expect_download() as taken:
                page.locator("a[download][href$='.svg'], a[download][href*='chart.svg']").click()
            assert taken.value.failure() is None
            page.goto(f"{address}/world?lang={code}")
            page.locator("svg.world").wait_for()
        browser.close()
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main()
