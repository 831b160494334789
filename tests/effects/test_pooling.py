"""Partial pooling: measures lean on their domain as much as precedents differ."""

import numpy as np
import pytest

from longtin.effects import EventEffect, Pooling, TreatmentEvent, pool
from tests.effects.simulated import NAME


def told(place: int, value: float, error: float = 0.1, year: int | None = None) -> EventEffect:
    """An event between two states that meet in no other, in a year of its own."""
    pair = (2 * place, 2 * place + 1)
    event = TreatmentEvent(NAME, 1950 + 10 * place if year is None else year, (pair,))
    return EventEffect(event, value, error, 0.0, 0.0, (pair,), np.zeros(10))


def pooled(values: dict[str, list[float]]) -> Pooling:
    """Measures `domain/name` with the values of their events."""
    numbers = iter(range(1000))
    return pool(
        [
            (name, name.split("/")[0], told(next(numbers), value))
            for name, each in values.items()
            for value in each
        ]
    )


def test_a_lone_precedent_leans_on_its_domain() -> None:
    """One striking case is not a finding."""
    found = pooled({"a/one": [1.0], "a/many": [0.0, 0.05, -0.05, 0.02, -0.02, 0.01]})

    assert found.measures["a/one"].mean < 0.75
    assert abs(found.measures["a/many"].mean) < 0.15


def test_many_alike_events_are_believed() -> None:
    """Pooling does not shrink away what the record shows again and again."""
    found = pooled({"a/one": [0.5] * 8, "b/two": [0.0] * 8})

    assert found.measures["a/one"].low > 0.2
    assert found.measures["b/two"].low < 0 < found.measures["b/two"].high


def test_one_event_under_two_names_counts_once() -> None:
    """An agreement with five measures in it is one piece of evidence."""
    once = pool([("a/one", "a", told(3, 0.4))])
    five = pool([(f"a/{name}", "a", told(3, 0.4)) for name in "vwxyz"])

    assert five.domains["a"].mean == pytest.approx(once.domains["a"].mean, abs=0.02)
    assert five.domains["a"].deviation == pytest.approx(once.domains["a"].deviation, rel=0.1)
    assert five.domains["a"].events == 1


def test_a_domain_without_events_is_less_sure_than_one_with() -> None:
    """What was never tried is not known better for being elsewhere."""
    found = pooled({"a/one": [0.1, 0.3, -0.2], "b/two": [0.2, -0.1]})

    assert found.elsewhere.deviation > found.domains["a"].deviation


def test_nothing_cannot_be_pooled() -> None:
    """It says so."""
    with pytest.raises(ValueError, match="at least one"):
        pool([])
