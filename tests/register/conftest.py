"""What tests of registers share."""

from pathlib import Path

import pytest

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
