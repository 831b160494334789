"""The shipped sources give what was published from the same data."""

import pytest

import dangerous_dyads


def test_dangerous_dyads_are_as_dangerous_as_published() -> None:
    """All but militarisation, within two standard errors: joins are right."""
    found = dangerous_dyads.fitted(dangerous_dyads.with_disputes(dangerous_dyads.dyads()))

    for name in dangerous_dyads.HELD:
        value, error = dangerous_dyads.PUBLISHED[name]
        assert found[name][0] == pytest.approx(value, abs=2 * error), name
