"""The picture of the workbench in the README: `python -m tests.web.picture` takes it anew."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from longtin.web import Settings, application
from tests.web.conftest import CHROMIUM, QUIET, opened

TARGET = Path(__file__).parents[2] / "docs" / "images" / "workbench.png"
PAGE = "/dyad/VNM/CHN?at=2014-08-01&lang=en"


def main() -> None:
    """Two states through time, as a reader first sees them."""
    with opened(application(Settings(patience=600))) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), timeout=0)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(0)
        page.goto(f"{address}{PAGE}")
        page.locator("svg.chart").first.wait_for()
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
