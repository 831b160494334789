"""The filter for any number of types is the one for two types, when there are two."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from longtin import trust
from longtin.trust.model import two_state_filter


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_two_types_are_the_closed_form(seed: int, length: int) -> None:
    """One formula, two ways of working it out: neither may drift from the other."""
    random = np.random.default_rng(seed)
    shape = (length, 5)
    keep, win = random.uniform(0.02, 0.98, (2, *shape))
    keep[0] = win[0]
    evidence = np.where(random.uniform(size=shape) < 0.3, np.nan, random.normal(0.0, 3.0, shape))
    start = np.stack([1.0 - win[0], win[0]], axis=1)
    turnover = np.stack(
        [np.stack([1.0 - win, win], axis=2), np.stack([1.0 - keep, keep], axis=2)], axis=2
    )

    path, smoothed = two_state_filter.smooth_beliefs(keep, win, evidence)
    found = trust.filter_types(start, turnover, np.stack([0.0 * evidence, evidence], axis=2))

    np.testing.assert_allclose(found.level(), two_state_filter.probability(path.after), atol=1e-10)
    np.testing.assert_allclose(
        found.smoothed[..., 1], two_state_filter.probability(smoothed), atol=1e-10
    )
    np.testing.assert_allclose(found.loglik, path.loglik, atol=1e-10)


@pytest.mark.parametrize("count", [3, 4])
def test_more_types_match_adding_up_every_path(count: int) -> None:
    """The product of tables leaves nothing out."""
    random = np.random.default_rng(count)
    length = 5
    start = random.dirichlet(np.ones(count), 1)
    turnover = random.dirichlet(np.ones(count), (length, 1, count))
    likelihood = random.normal(0.0, 2.0, (length, 1, count))
    joint = np.zeros((length, count))
    for path in itertools.product(range(count), repeat=length):
        chance = start[0, path[0]] * np.exp(likelihood[0, 0, path[0]])
        for step in range(1, length):
            chance *= turnover[step, 0, path[step - 1], path[step]]
            chance *= np.exp(likelihood[step, 0, path[step]])
        joint[range(length), path] += chance

    found = trust.filter_types(start, turnover, likelihood)

    np.testing.assert_allclose(
        found.smoothed[:, 0], joint / joint.sum(1, keepdims=True), atol=1e-10
    )
    np.testing.assert_allclose(found.loglik[0], np.log(joint[0].sum()), atol=1e-10)


def test_a_middle_type_with_no_way_to_it_changes_nothing() -> None:
    """Three types of which one cannot be are two."""
    keep, win = np.full((6, 1), 0.9), np.full((6, 1), 0.2)
    evidence = np.array([0.5, -2.0, 0.0, 1.0, -1.0, 3.0])[:, None]
    start = np.array([[0.4, 0.0, 0.6]])
    table = np.array([[0.8, 0.0, 0.2], [0.0, 1.0, 0.0], [0.1, 0.0, 0.9]])
    keep[0] = win[0] = 0.6

    two = two_state_filter.probability(two_state_filter.filter_beliefs(keep, win, evidence).after)
    three = trust.filter_types(
        start,
        np.tile(table, (6, 1, 1, 1)),
        np.stack([0 * evidence, 0 * evidence, evidence], axis=2),
    )

    np.testing.assert_allclose(three.level(), two, atol=1e-12)
