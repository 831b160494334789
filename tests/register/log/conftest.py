"""Fixtures of the log: a world of its own for each test, and a PostgreSQL server for all."""

from pathlib import Path

import pytest

from tests.register.log.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A register with witnesses of two sides."""
    return World(tmp_path)
