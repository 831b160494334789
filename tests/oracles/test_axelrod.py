"""Tournaments against the Axelrod library, which plays the same rules move by move."""

import numpy as np
import pytest

from tests.oracles.axelrod_answers import entrants, kept, moves, sure, tournament

pytest.importorskip("axelrod", reason="installed by `make oracles`")


def test_the_kept_matches_are_those_of_today() -> None:
    """The ordinary tests compare with them."""
    for pair, answer in kept()["matches"].items():
        assert moves(*pair.split()) == answer
    assert {name for pair in kept()["matches"] for name in pair.split()} == set(sure())


def test_the_kept_tournament_is_that_of_today() -> None:
    """With the same seed the library draws the same."""
    assert kept()["entrants"] == entrants()
    np.testing.assert_allclose(tournament()["points"], kept()["tournament"]["points"], atol=1e-6)
