"""Sensitivity analysis: how often the first step is still the best under other assumptions.

In the words of exploratory modelling: *uncertainties* are what is assumed of the world and of the
two states, the *lever* is the first step, the *outcome* is whether it is still best. A Latin
hypercube spreads the samples evenly over every uncertainty; each solves the whole plan anew.

Source:
    [Kwakkel 2017] for the words; [McKay 1979] for the hypercube.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from longtin._runs import hypercube
from longtin.plan.decision.problem import NEAR, Floats, Problem
from longtin.plan.decision.solver import opening

COARSE: Final = 21
"""Points of each belief's grid in a sample."""

LEAST_SHARE: Final = 0.1
"""A split leaves at least this share of samples on each side."""


@dataclass(frozen=True)
class Uncertainty:
    """Something assumed that could be otherwise.

    Attributes:
        name: Of the value.
        low: The least thought possible.
        high: The most.
    """

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Sensitivity:
    """An assumption, and how much hangs on it.

    Attributes:
        name: Of the value.
        above: Whether the step fails above the limit rather than below it.
        limit: Where it turns.
        inside: Share of samples beyond the limit in which the step is still best.
        outside: The same before it.
    """

    name: str
    above: bool
    limit: float
    inside: float
    outside: float

    @property
    def drop(self) -> float:
        """How much rarer the step is best beyond the limit."""
        return self.outside - self.inside


@dataclass(frozen=True)
class Robustness:
    """How a first step stands up to other assumptions.

    Attributes:
        move: The step.
        samples: How many sets of assumptions were tried.
        still_best: Share in which it is best, or as good as best.
        instead: Share of each other first step where it is not, the most frequent first.
        breaks: Assumptions by how much hangs on them, the most first.
        seed: Same seed, same samples.
    """

    move: str
    samples: int
    still_best: float
    instead: tuple[tuple[str, float], ...]
    breaks: tuple[Sensitivity, ...]
    seed: int


Build = Callable[[Mapping[str, float]], tuple[Problem, tuple[float, float, int], frozenset[str]]]
"""Makes the problem, where it starts, and the moves ready to be made, of some values."""


def robustness(
    build: Build, uncertainties: Sequence[Uncertainty], move: str, *, samples: int, seed: int = 0
) -> Robustness:
    """Solve the plan anew for many sets of assumptions.

    Args:
        build: Makes the problem.
        uncertainties: What is varied.
        move: The step whose standing is asked for.
        samples: How many sets; at least 10.
        seed: Same seed, same samples.
    """
    names = [one.name for one in uncertainties]
    drawn = hypercube([(one.low, one.high) for one in uncertainties], samples, seed)

    def tried(row: Floats) -> tuple[str, bool]:
        return _first(build, dict(zip(names, map(float, row), strict=True)), move)

    with ThreadPoolExecutor(os.cpu_count()) as threads:  # the loops let go of the interpreter
        found = list(threads.map(tried, drawn))
    held = np.array([kept for _, kept in found])
    others = Counter(best for best, kept in found if not kept)
    ranked = sorted(others.items(), key=lambda each: (-each[1], each[0]))
    breaks = [_split(one.name, drawn[:, at], held) for at, one in enumerate(uncertainties)]
    return Robustness(
        move=move,
        samples=samples,
        still_best=float(held.mean()),
        instead=tuple((name, count / samples) for name, count in ranked),
        breaks=tuple(sorted(breaks, key=lambda each: -each.drop)),
        seed=seed,
    )


def _first(build: Build, values: Mapping[str, float], move: str) -> tuple[str, bool]:
    problem, (p, q, mode), ready = build(values)
    worth = opening(problem).worth(p, q, mode=mode)
    open_now = np.array([one.id in ready for one in problem.moves])
    worth = np.where(open_now, worth, -np.inf)
    best = int(np.flatnonzero(worth >= worth.max() - 1e-12)[0])
    kept = worth[problem.position(move)] >= worth[best] - NEAR
    return problem.ids[best], bool(kept)


def _split(name: str, values: Floats, held: np.ndarray) -> Sensitivity:
    """The limit beyond which the step fails most: one cut, as of a tree with one branching."""
    order = np.argsort(values, kind="stable")
    sorted_values, kept = values[order], held[order].astype(float)
    count = len(kept)
    least = max(1, int(LEAST_SHARE * count))
    below = np.cumsum(kept)[:-1] / np.arange(1, count)
    above = (kept.sum() - np.cumsum(kept)[:-1]) / np.arange(count - 1, 0, -1)
    cuts = np.arange(least - 1, count - least)
    gap = below[cuts] - above[cuts]
    weight = np.sqrt((cuts + 1) * (count - cuts - 1))  # a cut near the edge says less
    cut = int(cuts[np.argmax(np.abs(gap) * weight)])
    limit = float((sorted_values[cut] + sorted_values[cut + 1]) / 2.0)
    fails_above = bool(below[cut] >= above[cut])
    inside, outside = (above[cut], below[cut]) if fails_above else (below[cut], above[cut])
    return Sensitivity(name, fails_above, limit, float(inside), float(outside))
