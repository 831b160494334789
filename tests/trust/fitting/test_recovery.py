"""Where the truth is known, the fit finds it, and its intervals hold it as often as they say.

Slow: run with `make recovery`, or leave out with `-m "not slow"`.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from longtin.trust._arrays import Bools, Floats
from longtin.trust._log_odds import probability
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.panel import OPPORTUNITY_NAMES, TURNOVER_NAMES, Panel
from longtin.trust.fitting import annual_gradient, fit_record
from longtin.trust.fitting.posterior_mode import PosteriorMode, climb
from longtin.trust.model import annual_model
from longtin.trust.model.ordered_state_filter import filter_levels, reading
from longtin.trust.model.parameters import size, split

YEARS, COUPLES, WORLDS, DRAWS = 40, 200, 12, 100
BAND = (0.85, 0.95)
"""Share of 90 % intervals that must hold the truth."""

NORMAL_90 = 1.645

TRUTH: dict[str, dict[str, float]] = {
    "start": {"const": 0.5, "defence pact": 1.0, "land border": -1.0, "vote agreement": 0.7},
    "keep": {"const": 2.5, "defence pact": 0.8, "land border": -0.6, "new leader": -0.5},
    "win": {"const": -2.0, "other pact": 0.7, "parity": 0.4, "new leader": 0.6},
    "dispute": {"untrustworthy": -0.8, "trustworthy": -4.0},
    "opportunity": {"land border": 1.0, "major power": 0.6, "distance": -0.5},
    "hostility if untrustworthy": {"display": 0.5, "force": 0.8, "war": -0.6},
    "hostility if trustworthy": {"display": 0.3, "force": -0.3, "war": -1.0},
    "reports if untrustworthy": {"material cooperation": -1.5, "verbal conflict": -0.2},
    "reports if trustworthy": {"verbal conflict": -1.8, "material conflict": -2.5},
}
"""Parameters like those of the annual model; 0 where none is named."""


@dataclass(frozen=True)
class World:
    """Made-up pairs, and what they did.

    Attributes:
        held: What can be seen of them.
        fitted: What a fit made of it.
    """

    held: Panel
    fitted: PosteriorMode


def truth() -> Floats:
    """`TRUTH` in the order of the parameters."""
    return np.array(
        [
            TRUTH[block].get(name, 0.0)
            for block, names in annual_model.BLOCKS.items()
            for name in names
        ]
    )


def covariates(
    random: np.random.Generator, names: tuple[str, ...], shape: tuple[int, int]
) -> Floats:
    """Standing ties, as flags and scales; leaders come and go."""
    years, pairs = shape
    flags = {"defence pact", "other pact", "land border", "sea border", "major power"}
    rows = []
    for name in names:
        if name == "const":
            rows.append(np.ones(shape))
        elif name == "new leader":
            rows.append((random.uniform(size=shape) < 0.2).astype(float))
        else:
            scale = random.uniform(size=pairs) < 0.4 if name in flags else random.normal(size=pairs)
            rows.append(np.repeat(scale[None, :].astype(float), years, axis=0))
    return np.stack(rows)


def acted(random: np.random.Generator) -> Panel:
    """Types drawn from the truth, and conduct drawn from the types; a third born later."""
    one = tuple((2 * couple + 1, 2 * couple + 2) for couple in range(COUPLES))
    pairs = one + tuple((second, first) for first, second in one)
    shape = (YEARS, len(pairs))
    birth = np.where(random.uniform(size=COUPLES) < 0.3, random.integers(1, 20, COUPLES), 0)
    alive = np.arange(YEARS)[:, None] >= np.tile(birth, 2)[None, :]
    empty = Panel(
        years=np.arange(1946, 1946 + YEARS),
        pairs=pairs,
        alive=alive,
        born=alive & ~np.vstack([np.zeros((1, shape[1]), bool), alive[:-1]]),
        turnover=covariates(random, TURNOVER_NAMES, shape),
        opportunity=covariates(random, OPPORTUNITY_NAMES, shape),
        hostility=np.zeros(shape, np.int64),
        reports=np.zeros((4, *shape)),
        past=np.zeros(shape),
        shift=np.zeros((4, YEARS)),
    )
    return behaved(random, empty, types(random, empty))


def types(random: np.random.Generator, held: Panel) -> Bools:
    """Who is trustworthy when."""
    run = annual_model.steps(truth()[None, :], held, Counting(1.0))
    trustworthy = np.zeros(held.alive.shape, bool)
    before = np.zeros(len(held.pairs), bool)
    for year in range(YEARS):
        chances = run.turnover.onward(year)
        chance = np.where(before, chances[1, 1], chances[0, 1])
        before = trustworthy[year] = random.uniform(size=len(before)) < chance
    return trustworthy


def behaved(random: np.random.Generator, held: Panel, trustworthy: Bools) -> Panel:
    """Disputes by level, and up to five reports a year by class."""
    parts = split(truth(), annual_model.BLOCKS)
    odds = annual_model.dispute_odds(truth()[None, :], held)
    hostility = np.zeros(held.alive.shape, np.int64)
    reports = np.zeros(held.reports.shape)
    for of_one, name in enumerate(("untrustworthy", "trustworthy")):
        levels, classes = (
            np.exp(annual_model.log_shares(parts[f"{channel} if {name}"]))
            for channel in ("hostility", "reports")
        )
        mine = held.alive & (trustworthy == bool(of_one))
        fights = mine & (random.uniform(size=mine.shape) < probability(odds[:, of_one, :, 0]))
        hostility[fights] = 1 + random.choice(4, size=fights.sum(), p=levels)
        reports[:, mine] = random.multinomial(random.integers(0, 6, mine.sum()), classes).T
    return replace(held, hostility=np.where(held.alive, hostility, -1), reports=reports)


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    """Worlds that differ by chance alone, each fitted."""
    begin, prior = fit_record.annual_prior()
    made = []
    for seed in range(WORLDS):
        held = acted(np.random.default_rng(seed))
        fitted = climb(annual_gradient.objective(held, Counting(1.0)), begin, prior, held.pairs)
        made.append(World(held, fitted))
    return made


@pytest.mark.slow
def test_intervals_of_parameters_hold_the_truth_as_often_as_they_say(worlds: list[World]) -> None:
    """Nine in ten, over all parameters of all worlds."""
    spreads = np.array([np.sqrt(np.diag(world.fitted.covariance)) for world in worlds])
    values = np.array([world.fitted.values for world in worlds])

    inside = np.abs(values - truth()) < NORMAL_90 * spreads

    assert values.shape == (WORLDS, size(annual_model.BLOCKS))
    assert BAND[0] < inside.mean() < BAND[1]


@pytest.mark.slow
def test_intervals_of_belief_hold_what_the_truth_would_have_believed(worlds: list[World]) -> None:
    """Nine in ten, over all pairs in the last year; what counts is what a reader is shown."""
    shares = []
    for seed, world in enumerate(worlds):
        noise = np.random.default_rng(seed).standard_normal((DRAWS, size(annual_model.BLOCKS)))
        root = np.linalg.cholesky(world.fitted.covariance)
        drawn = believed(world.fitted.values + noise @ root.T, world.held)
        low, high = np.quantile(drawn, (0.05, 0.95), axis=1)
        known = believed(truth()[None, :], world.held)[:, 0]
        shares.append(((low < known) & (known < high)).mean())

    assert BAND[0] < np.mean(shares) < BAND[1]


def believed(theta: Floats, held: Panel) -> Floats:
    """Log-odds at the end, (pair, draw)."""
    run = annual_model.steps(theta, held, Counting(1.0))
    levels = filter_levels(run.turnover, run.evidence).after
    after = reading(levels, np.array([0.0, 1.0]))
    return np.asarray(after.reshape(YEARS, len(held.pairs), -1)[-1])
