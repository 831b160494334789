"""Conditions of measures: known by name, judged for every measure, and held by data."""

from importlib.resources import files

import pytest

from longtin import measures
from longtin._data import document
from longtin.measures import Measure
from longtin.measures._conditions.condition import alternatives

CATALOGUE = measures.catalogue()
MEASURES = pytest.mark.parametrize("measure", CATALOGUE.values(), ids=lambda each: each.id)
CONDITIONS = measures.conditions()


@MEASURES
def test_what_a_measure_needs_was_judged(measure: Measure) -> None:
    """Nothing written and nothing needed look the same to a planner."""
    path = files("longtin.measures") / "data" / "measures" / f"{measure.id}.yaml"
    value, _ = document(path.read_text("utf-8"), measure.id)

    assert "needs" in value


@MEASURES
def test_what_a_measure_needs_is_known(measure: Measure) -> None:
    """A condition misspelt would never hold."""
    assert {name for need in measure.needs for name in alternatives(need)} <= set(CONDITIONS)


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_rest_on_each_other_by_name(name: str) -> None:
    """A condition that hangs on one that is not there would stop every plan."""
    one = CONDITIONS[name]

    assert {*one.implied_by, *one.also, *filter(None, (one.opposite_of, one.of))} <= set(CONDITIONS)
    assert one.name.en
    assert one.name.vi != one.name.en


def test_an_arrangement_began_or_hangs_on_a_condition() -> None:
    """What any two states have began on no day: a date beside it would be a wrong one."""
    for one in measures.arrangements():
        assert (one.since is None) == (one.where is not None), one.measure
        assert one.where is None or one.where in measures.conditions(), one.where
