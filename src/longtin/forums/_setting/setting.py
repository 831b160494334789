"""Settings: a cooperation problem among given states as arrays, with everything decided.

Units: means are 1 together; full delivery by all is worth the sum of the values and costs
`1 / benefit_cost`; time is in years. A draw of uncertain numbers is a setting too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin.errors import Either, ModelError
from longtin.forums._issue.cooperation_problem import Aggregation

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

AGGREGATIONS: tuple[Aggregation, ...] = (
    "sum",
    "weakest_link",
    "best_shot",
    "threshold",
    "club",
)


@dataclass(frozen=True)
class Setting:
    """What forums are compared on.

    Attributes:
        means: What each state can put in, (N,); scaled to 1 together.
        values: What full delivery is worth to each, (N,); below 0 for those who lose by it.
        costs: Cost of a unit of effort, (N,); scaled to 1 on average, weighed by means.
        belief: How far each (row) trusts each other (column) to do its part, (N, N), 0 to 1.
        aggregation: How efforts add up.
        publicness: Share of the gain that outsiders get.
        benefit_cost: Worth of full delivery over its cost.
        curvature: From 0, every bit is worth the same, to 1, the last is worth nothing.
        needed: Share of all means that one delivery takes (`threshold`, `best_shot`).
        discount: A year.
        delay_damage: Share of the attainable gain lost by a year of delay.
        horizon: Years after which talks are given up.
        round_years: Length of a round of talks among ten states.
        preparation_years: From agreement to first delivery.
        enforcement: Chance that a breach shows and costs more than it brings.
        penalty: On outsiders by all others together, as a share of what their means are of all.
        transfers: Whether members may pay each other.
        quota: Share of the votes by which a majority decides.
        votes: Of each state, (N,); one each without it.
        veto: States without which a majority decides nothing, (N,).
        core: Who starts a growing coalition, (N,); found where nobody is named.
        pressure: How far the least willing is pushed, from 0, to what it would like best, to 1, to
            where it is indifferent between the agreement and none.
        concession: Share of what is asked that is given up in a round of talks.
        numbers: How much longer a round takes with each doubling of the parties above ten.
        asks: Share of what the others' promises bring it that a state keeps before it promises.
        wave_years: Years between two waves of newcomers.
        upkeep: Partners that a state can keep deals with.
    """

    means: Floats
    values: Floats
    costs: Floats
    belief: Floats
    aggregation: Aggregation = "sum"
    publicness: float = 1.0
    benefit_cost: float = 3.0
    curvature: float = 0.5
    needed: float = 1.0
    discount: float = 0.04
    delay_damage: float = 0.02
    horizon: float = 20.0
    round_years: float = 0.5
    preparation_years: float = 2.0
    enforcement: float = 0.3
    penalty: float = 0.0
    transfers: bool = False
    quota: float = 2.0 / 3.0
    votes: Floats = field(default_factory=lambda: np.zeros(0))
    veto: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    core: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))
    pressure: float = 0.5
    concession: float = 0.15
    numbers: float = 0.5
    asks: float = 0.5
    wave_years: float = 1.0
    upkeep: int = 8

    def __post_init__(self) -> None:
        if self.aggregation not in AGGREGATIONS:
            raise ModelError(
                "There is no aggregation `{given}`. Take {known}.",
                given=self.aggregation,
                known=Either(AGGREGATIONS, "`"),
            )
        size = len(self.means)
        shapes = (self.values.shape, self.costs.shape, self.belief.shape)
        if shapes != ((size,), (size,), (size, size)):
            raise ModelError(
                "Means, values and costs need one number a state, and belief one a pair: "
                "({n},), ({n},), ({n},) and ({n}, {n}). Give arrays of these shapes.",
                n=size,
            )
        if size < 2 or self.means.sum() <= 0.0 or self.means.min() < 0.0:
            raise ModelError("Two states or more are needed, with means of 0 or more. Give them.")
        means = self.means / self.means.sum()
        object.__setattr__(self, "means", means)
        object.__setattr__(self, "costs", self.costs / float(means @ self.costs))
        for name in ("votes", "veto", "core"):
            held = getattr(self, name)
            if not len(held):
                empty = np.ones(size) if name == "votes" else np.zeros(size, dtype=bool)
                object.__setattr__(self, name, empty)

    @property
    def size(self) -> int:
        """Number of states N."""
        return len(self.means)

    @property
    def unit_cost(self) -> float:
        """Cost of full delivery by all."""
        return 1.0 / self.benefit_cost

    @property
    def divergence(self) -> float:
        """How far interests diverge: half the sum of differences of gains and means, as shares.

        0 where each gains as its means are, near 1 where few gain, above 1 where some lose.
        """
        total = self.values.sum()
        shares = self.values / total if total > 0.0 else self.values
        return float(0.5 * np.abs(shares - self.means).sum())

    def only(self, states: Sequence[int] | NDArray[np.int64]) -> "Setting":
        """The same among some of the states, by their places."""
        kept = np.asarray(states, dtype=np.int64)
        held: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        for name in ("means", "values", "costs", "votes", "veto", "core"):
            held[name] = held[name][kept]
        held["belief"] = self.belief[np.ix_(kept, kept)]
        return Setting(**held)
