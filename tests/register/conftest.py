"""What tests of registers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.register.browser import CHROMIUM, verifier_page
from tests.register.desks import Desk, copied_desk, made_desk


@pytest.fixture(scope="session")
def kept_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with three parties, to be copied."""
    place = tmp_path_factory.mktemp("desk")
    made_desk(place)
    return place


@pytest.fixture
def parties_desk(kept_desk: Path, tmp_path: Path) -> Desk:
    """A register of this test's own."""
    return copied_desk(kept_desk, tmp_path / "desk")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A browser's page with the verifier; skipped where there is no browser."""
    if CHROMIUM is None:
        pytest.skip("no `chromium` on PATH")
    with verifier_page() as found:
        yield found
