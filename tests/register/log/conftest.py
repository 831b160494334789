"""Fixtures of the log: a world of its own for each test, and a PostgreSQL server for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.register.log.postgres import Server, absent, serving
from tests.register.log.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A register with witnesses of two sides."""
    return World(tmp_path)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server on loopback; skipped, saying why, where none is installed."""
    if why := absent():
        pytest.skip(why)
    with serving() as server:
        yield server
