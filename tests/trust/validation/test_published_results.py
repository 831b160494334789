"""The shipped sources give what was published from the same data."""

import pytest

import dangerous_dyads


def test_dangerous_dyads_are_as_dangerous_as_published() -> None:
    """All within two standard errors: joins are right."""
    found = dangerous_dyads.fitted(dangerous_dyads.with_disputes(dangerous_dyads.dyads()))

    for name, (value, error) in dangerous_dyads.PUBLISHED.items():
        assert found[name][0] == pytest.approx(value, abs=2 * error), name
