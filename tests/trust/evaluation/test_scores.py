"""Scores mean what they say, and the shipped ones are in the parameter files."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.trust.evaluation import scores
from longtin.trust.model.parameters import shipped

cases = st.lists(
    st.tuples(st.booleans(), st.sampled_from([0.1, 0.2, 0.5, 0.7, 0.9])), min_size=2, max_size=30
).filter(lambda rows: len({happened for happened, _ in rows}) == 2)


@given(cases)
def test_auc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[bool, float]]) -> None:
    """Ties count half, as everywhere in the field."""
    yes = [forecast for happened, forecast in rows if happened]
    no = [forecast for happened, forecast in rows if not happened]
    wins = [
        1.0 if one > other else 0.5 if one == other else 0.0
        for one, other in itertools.product(yes, no)
    ]

    happened, forecast = (np.array(column) for column in zip(*rows, strict=True))

    assert scores.auc(happened, forecast) == pytest.approx(np.mean(wins))


@given(cases)
def test_a_perfect_forecast_cannot_be_beaten(rows: list[tuple[bool, float]]) -> None:
    """On any cases, by any measure."""
    happened, forecast = (np.array(column) for column in zip(*rows, strict=True))
    perfect = happened.astype(float)

    for name, measure in scores.MEASURES.items():
        own, other = measure(happened, perfect), measure(happened, forecast)
        assert own >= other if name in scores.HIGHER_IS_BETTER else own <= other


@pytest.mark.parametrize("model", ["annual", "events"])
def test_shipped_scores_name_a_rival_on_the_same_cases(model: str) -> None:
    """A score alone says nothing."""
    for score in shipped(model).provenance["scores"]:
        assert score["cases"] > 1000
        assert score["rival"]
        assert 0.0 <= score["rival_value"] <= 1.0
        assert 0.0 <= score["value"] <= 1.0
