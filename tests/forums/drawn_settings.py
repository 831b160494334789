"""Settings drawn at random, for properties that hold in every one of them."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from longtin.forums import Setting
from longtin.forums._setting.setting import AGGREGATIONS


def setting(seed: int, size: int, **given: Any) -> Setting:
    """A setting of so many states, all numbers drawn from a seed but those given."""
    chance = np.random.default_rng(seed)
    values = {
        "means": chance.dirichlet(np.ones(size)),
        "values": chance.dirichlet(np.ones(size)),
        "costs": chance.lognormal(0.0, 0.3, size),
        "belief": chance.uniform(0.2, 0.97, (size, size)),
        "publicness": float(chance.uniform()),
        "curvature": float(chance.uniform(0.05, 0.95)),
        "benefit_cost": float(chance.uniform(1.2, 8.0)),
        "needed": float(chance.uniform(0.2, 0.8)),
    }
    return Setting(**{**values, **given})


seeds = st.integers(0, 10_000)
sizes = st.integers(2, 7)
aggregations = st.sampled_from(AGGREGATIONS)


def alike(size: int, **given: Any) -> Setting:
    """A setting of states that do not differ and trust each other wholly."""
    same = np.full(size, 1.0 / size)
    values = {
        "means": same,
        "values": same,
        "costs": np.ones(size),
        "belief": np.ones((size, size)),
    }
    return Setting(**{**values, **given})
