"""Forums in a world: who acts together under each way of deciding, worked out by hand."""

import numpy as np
import pytest

from longtin.forums.world.acting.sessions import acting
from longtin.forums.world.world import StandingForum

NAN = np.nan
TRUST = np.array(
    [
        [NAN, 0.9, 0.8, 0.1],
        [0.9, NAN, 0.7, 0.1],
        [0.8, 0.6, NAN, 0.1],
        [0.9, 0.9, 0.9, NAN],
    ]
)
"""Three that trust each other and not the fourth, which trusts all."""


def forum(way: str, **changed: float) -> StandingForum:
    """A forum of the four."""
    held = {"threshold": 0.6, "quota": 0.5001, "core": 2} | changed
    return StandingForum("f", way, np.arange(4), 1, **held)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("way", "changed", "members"),
    [
        ("universal", {}, []),  # means are 0.6, 0.567, 0.5 and 0.9
        ("universal", {"threshold": 0.45}, [0, 1, 2, 3]),
        ("majority", {"threshold": 0.55}, [0, 1, 2, 3]),
        ("majority", {"threshold": 0.6}, []),  # two of four are not more than half
        ("willing", {}, [0, 1, 2]),  # the fourth is trusted by nobody
        ("willing", {"core": 4}, []),
        ("conditional", {"core": 3}, [0, 1, 2, 3]),  # the fourth trusts the three
        ("growing", {}, [0, 1, 2]),
        ("national", {}, []),
    ],
)
def test_who_acts_together(way: str, changed: dict[str, float], members: list[int]) -> None:
    """Same trust, another way of deciding, another outcome."""
    found = np.flatnonzero(acting(forum(way, **changed), TRUST, None)).tolist()

    assert found == members


def test_one_promise_less_unravels_the_rest() -> None:
    """Of those who join if two others do, none is left where one more falls out."""
    ring = np.where(np.eye(4, dtype=bool), NAN, 0.1)
    for i in range(3):
        for j in range(3):
            if i != j:
                ring[i, j] = 0.9
    broken = ring.copy()
    broken[2, 1] = 0.1

    whole = acting(forum("conditional", core=3), ring, None)
    rest = acting(forum("conditional", core=3), broken, None)

    assert np.flatnonzero(whole).tolist() == [0, 1, 2]
    assert not rest.any()
