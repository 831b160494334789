"""Problems as files for other solvers: whole, consistent, and worth the same."""

from dataclasses import replace

import numpy as np
import pytest

from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.pomdp import as_pomdp, to_pomdp
from longtin.plan.decision.problem import Problem
from longtin.plan.decision.solver import solve
from tests.plan.pomdp_reader import read, value
from tests.plan.problems import TALK, small

PLAIN = replace(TALK, opens_channel=False, stage=0)


def simple() -> Problem:
    """One public state only, and their belief in us at rest."""
    risky = replace(PLAIN, id="big", stake=1.0, gain=1.0, loss=3.0, reveals=0.9, threshold=0.5)
    moves = tuple(replace(move, shows=0.0, unilateral=False) for move in (PLAIN, risky))
    return Problem(moves, Outlook(keep_them=0.97, win_them=0.02, onset=0.0, breach=0.0), 3)


def test_a_file_reads_back_as_what_was_written() -> None:
    """A solver elsewhere must be given the problem we solved."""
    model = as_pomdp(small(), 0.4, 0.6, points=3)

    found = read(to_pomdp(model))

    assert found.actions == list(model.actions)
    assert found.discount == pytest.approx(model.discount)
    assert found.start.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(found.moves.sum(axis=2), 1.0, atol=1e-9)
    np.testing.assert_allclose(found.sees.sum(axis=1), 1.0)
    for action, state, new, seen, chance in model.moves[::17]:
        said = found.observations[seen + 1].partition("-")[0]
        here = [n for n, name in enumerate(found.states) if name.startswith(model.states[state])]
        there = found.states.index(f"{model.states[new]}-{said}")
        assert found.moves[action, here, there] == pytest.approx(chance, abs=1e-9)


@pytest.mark.parametrize(("p", "q"), [(0.3, 0.5), (0.6, 1.0), (0.8, 0.5)])
def test_the_file_is_worth_what_the_plan_is(p: float, q: float) -> None:
    """Read by somebody else's eyes, the problem has the value we say it has."""
    problem = simple()

    found = read(to_pomdp(as_pomdp(problem, p, q, points=3)))

    assert value(found, found.start, 3) == pytest.approx(solve(problem).worth(p, q).max(), abs=1e-3)
