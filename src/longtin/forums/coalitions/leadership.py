"""Games of states alike: signatories that lead, and the linear game of doing or not doing.

Where all are alike a coalition is its size, so that any number of states can be looked at whole.

Source:
    [Barrett 1994], for signatories that choose first; [Barrett 2003], for the linear game.
"""

from dataclasses import dataclass

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import ROUNDING, Floats
from longtin.forums.coalitions.games import Symmetric


@dataclass(frozen=True)
class Leadership:
    """N states alike; signatories choose their abatement first, the others answer each for itself.

    Abatement q of each adds up to Q. A state's benefit is slope · (ceiling·Q - Q²/2) / N, its cost
    steepness · q²/2. Place n of each array is an agreement of n signatories; NaN where there is
    nobody in that place.

    Attributes:
        inside: Abatement of a signatory, (N + 1,).
        outside: Abatement of another state, (N + 1,).
        total: Abatement of all, (N + 1,).
        game: Payoffs, by how many have signed.
    """

    inside: Floats
    outside: Floats
    total: Floats
    game: Symmetric

    @property
    def welfare(self) -> Floats:
        """Sum of all payoffs, (N + 1,)."""
        signed = np.arange(self.game.size + 1)
        within = np.where(signed > 0, signed * self.game.inside, 0.0)
        beside = np.where(signed < self.game.size, (signed[::-1]) * self.game.outside, 0.0)
        found: Floats = within + beside
        return found


def leadership(size: int, ceiling: float, slope: float, steepness: float) -> Leadership:
    """Agreements of every size among states alike whose signatories lead.

    Args:
        size: Number of states N, at least 1.
        ceiling: Abatement beyond which more brings nothing, a, above 0.
        slope: Fall of the marginal benefit of all together, b, above 0.
        steepness: Rise of a state's marginal cost, c, above 0.
    """
    if size < 1 or min(ceiling, slope, steepness) <= 0.0:
        raise ModelError(
            "{size} states with {ceiling}, {slope} and {steepness} are no such game. Give at least "
            "1 state, and benefit and cost above 0.",
            size=size,
            ceiling=ceiling,
            slope=slope,
            steepness=steepness,
        )
    signed = np.arange(size + 1.0)
    weight = steepness / slope
    beside = weight * size + size - signed
    led = weight * size * signed**2 / beside
    total = ceiling * (led + size - signed) / (beside + led)
    left = ceiling - total
    inside = np.where(signed > 0, left * signed / beside, np.nan)
    outside = np.where(signed < size, left / (weight * size), np.nan)
    benefit = slope * (ceiling * total - total**2 / 2.0) / size
    game = Symmetric(
        inside=benefit - steepness * inside**2 / 2.0, outside=benefit - steepness * outside**2 / 2.0
    )
    return Leadership(inside, outside, total, game)


def linear_game(size: int, benefit: float, cost: float) -> Symmetric:
    """States alike that do something or not: each doing brings all a benefit, and itself a cost.

    A coalition acts if that pays it together; nobody does alone what costs more than it brings.

    Args:
        size: Number of states.
        benefit: What one state's doing brings to each, at least 0.
        cost: What it costs itself, above `benefit`.
    """
    if not 0.0 <= benefit < cost:
        raise ModelError(
            "A benefit of {benefit} and a cost of {cost} leave nothing to agree on. Give a cost "
            "above the benefit, which is at least 0.",
            benefit=benefit,
            cost=cost,
        )
    count = np.arange(size + 1)
    acts = count * benefit >= cost * (1.0 - ROUNDING)
    return Symmetric(
        inside=np.where(acts, count * benefit - cost, 0.0),
        outside=np.where(acts, count * benefit, 0.0),
    )


def smallest_acting_size(benefit: float, cost: float) -> int:
    """The size of the smallest coalition that acts in the linear game: the smallest n with n·b ≥ c.

    It is the only size that acts and is stable: a smaller one does nothing, and of a larger one
    each member does better by leaving the others to act.
    """
    return int(np.ceil(cost / benefit * (1.0 - ROUNDING)))


def stable_sizes(game: Symmetric) -> tuple[int, ...]:
    """Sizes, from 1 up, of coalitions that nobody leaves and nobody joins."""
    found = []
    for size in range(1, game.size + 1):
        loose = ROUNDING * max(abs(game.inside[size]), abs(game.outside[size - 1]))
        stays = game.inside[size] >= game.outside[size - 1] - loose
        joined = size < game.size and game.inside[size + 1] > game.outside[size] + loose
        if stays and not joined:
            found.append(size)
    return tuple(found)
