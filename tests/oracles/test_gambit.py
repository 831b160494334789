"""Small games against Gambit, an independent solver, on the same extensive form."""

import io
from typing import Any

import numpy as np
import pytest

from longtin.game import Reassurance, efg, pooling, separating, solve
from tests.oracles.gambit_answers import BOLD, CASES, Case, asked, kept

gambit = pytest.importorskip("pygambit", reason="compiled by `make oracles`")


def test_the_kept_answers_are_those_of_today() -> None:
    """The ordinary tests compare with them."""
    assert [case for case, _ in kept()] == list(CASES)
    for case, answer in kept():
        np.testing.assert_allclose(asked(case), answer, atol=1e-6)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_quantal_responses_agree(case: Case) -> None:
    """The first round's chances of cooperating, to a ten-thousandth."""
    one, two = case.beliefs

    found = solve(case.game, case.precision, nodes=101, selection="principal")

    np.testing.assert_allclose(found.cooperate[0, :, :, one, two], asked(case), atol=1e-4)


def pure(tree: str) -> list[dict[str, tuple[float, ...]]]:
    """Every pure Nash equilibrium: chances of cooperating, by information set."""
    game = gambit.read_efg(io.StringIO(tree))
    found = []
    for profile in gambit.nash.enumpure_solve(game).equilibria:
        behaviour = profile.as_behavior()
        chances: dict[str, list[float]] = {}
        for player in game.players:
            for infoset in player.infosets:
                said: Any = behaviour[next(iter(infoset.actions))]
                chances.setdefault(infoset.label, []).append(float(said))
        found.append({label: tuple(each) for label, each in chances.items()})
    return found


@pytest.mark.parametrize(
    ("first", "trust"), [(0.3, 0.3), (0.47, 0.3), (0.6, 0.5), (0.7, 0.5), (0.8, 0.5), (0.9, 0.8)]
)
def test_types_separate_and_pool_where_gambit_says(first: float, trust: float) -> None:
    """Kydd's windows, against every pure equilibrium of the same tree."""
    game = Reassurance(first=BOLD, second=BOLD, stakes=((first,), (1.0,)))

    found = pure(efg(game, trust, trust))

    both, neither = (1.0, 1.0), (0.0, 0.0)
    separates = any(
        each["trustworthy"] == both
        and each["untrustworthy"] == neither
        and each["trustworthy co-co"] == both
        for each in found
    )
    pools = any(
        each["trustworthy"] == each["untrustworthy"] == both
        and each["trustworthy co-co"] == both
        and each["untrustworthy co-co"] == neither
        for each in found
    )
    assert separates == (first in separating(BOLD, trust))
    assert pools == (first in pooling(BOLD, trust))
