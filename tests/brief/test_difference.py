"""Differences of readings: their intervals follow from those of the readings, side by side."""

from datetime import date

import pytest
from hypothesis import given, strategies as drawn

from longtin import brief
from longtin._language import Language

DAY = date(2014, 8, 1)


def reading(trust: float | None, low: float, high: float) -> brief.Reading:
    """A reading with evidence of its own day."""
    return brief.Reading(DAY, "estimated", trust, low, high, DAY)


@drawn.composite
def readings(draw: drawn.DrawFn) -> brief.Reading:
    """Any reading: three levels in order."""
    low, trust, high = sorted(draw(drawn.lists(drawn.floats(0, 1), min_size=3, max_size=3)))
    return reading(trust, low, high)


def test_a_change_by_hand() -> None:
    """3-4-5: the lower end lies a fifth and a half below, the upper as far as each side says."""
    found = brief.difference((reading(0.6, 0.3, 0.9),), (reading(0.2, 0.08, 0.6),))

    assert found is not None
    assert found.by == pytest.approx(0.4)
    assert found.low == pytest.approx(0.4 - 0.5)
    assert found.high == pytest.approx(0.4 + (0.3**2 + 0.12**2) ** 0.5)
    assert not found.is_clear
    assert brief.change_figure(found, Language("en")) == "+0.40 (−0.10 to +0.72)"


@given(readings(), readings())
def test_an_interval_holds_its_change_and_is_no_narrower_than_either(
    one: brief.Reading, other: brief.Reading
) -> None:
    """Within what trust can change by; the way back is its mirror."""
    there, back = brief.difference((one,), (other,)), brief.difference((other,), (one,))

    assert there is not None
    assert back is not None
    assert -1 - 1e-9 <= there.low <= there.by <= there.high <= 1 + 1e-9
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low))
    widths = [(each.high or 0.0) - (each.low or 0.0) for each in (one, other)]
    assert there.high - there.low >= max(widths) - 1e-9


def test_nothing_is_told_from_a_reading_without_a_figure() -> None:
    """Too little on one side is too little for the difference; and a dash says so."""
    old = brief.Reading(DAY, "not observed", 0.5, 0.1, 0.9, date(2010, 1, 1))

    for lacking in (reading(None, 0.1, 0.9), old):
        assert brief.difference((reading(0.6, 0.3, 0.9),), (lacking,)) is None
    assert brief.change_figure(None, Language("vi")) == "–"
