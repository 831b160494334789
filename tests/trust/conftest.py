"""One record for all tests of the part."""

from collections.abc import Iterator

import pytest

from longtin.acts import Record


@pytest.fixture(scope="session")
def record() -> Iterator[Record]:
    """The shipped record."""
    with Record.shipped() as shipped:
        yield shipped
