"""Levels as far as they are known: how well a belief knows one, and how it turns over by itself.

What a choice needs to know of a trustee beside the mean of belief: how far a single act could move
it, how likely the level itself is below a line, and what it becomes when nothing is seen.
"""

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.model import graded_levels
from longtin.trust.model.beliefs import Beliefs


def held(beliefs: Beliefs, column: int, step: int = -1) -> Floats:
    """Belief of a pair over levels at a step, as its interval is made of it: (level,).

    Taken together over the draws, so that it holds their doubt too.
    """
    if beliefs.drawn.shape[3]:
        return np.asarray(beliefs.drawn[step, :, column].mean(axis=1, dtype=np.float64))
    return np.asarray(beliefs.levels.after[step, :, column])


def spread(beliefs: Beliefs, column: int, *, at_last_evidence: bool = False) -> float:
    """How far the level is from known at the last step, `Var τ / (E τ (1 − E τ))`, in [0, 1].

    With τ what a level is read as. It is how much of the way to certainty one kept promise
    takes belief: its mean goes from E to `E + Var/E`. Of two types it is 1.

    Args:
        beliefs: Of all pairs.
        column: Of the pair.
        at_last_evidence: Rather at the last observed step.
    """
    seen = np.flatnonzero(beliefs.observed[:, column])
    step = int(seen[-1]) if at_last_evidence and len(seen) else -1
    belief, scale = held(beliefs, column, step), beliefs.scale
    mean = float(belief @ scale)
    most = mean * (1.0 - mean)
    return float(np.clip((belief @ scale**2 - mean**2) / most, 0.0, 1.0)) if most > 0 else 0.0


def below(beliefs: Beliefs, column: int, line: float) -> float:
    """Chance at the last step that the level itself is read below a line, in [0, 1]."""
    belief = held(beliefs, column)
    if len(beliefs.edges):
        return float(graded_levels.below(belief, beliefs.edges, line))
    return float(belief @ (beliefs.scale < line))


def onward(beliefs: Beliefs, column: int) -> tuple[float, float]:
    """How trust turns over by itself: what 1 and what 0 would become a step later.

    Of the last step: trust E becomes `win + (keep − win)·E`, the line that best fits what each
    level becomes. With two levels they are the chances of staying and of becoming trustworthy.

    Args:
        beliefs: Of all pairs.
        column: Of the pair.

    Returns:
        `keep` and `win`, in [0, 1].
    """
    belief, scale = beliefs.levels.after[-1, :, column], beliefs.scale
    later = beliefs.turnover.onward(len(beliefs.ends) - 1)[..., column] @ scale
    mean, then = float(belief @ scale), float(belief @ later)
    spread = float(belief @ (scale - mean) ** 2)
    lasts = float(belief @ ((scale - mean) * later)) / spread if spread > 0.0 else 0.0
    return min(then + lasts * (1.0 - mean), 1.0), max(then - lasts * mean, 0.0)


def levels_of(beliefs: Beliefs, column: int, count: int, seed: int = 0) -> Floats:
    """Levels at the last step, as they are read, in proportion to belief: (count,).

    Args:
        beliefs: Of all pairs.
        column: Of the pair.
        count: How many.
        seed: Of their order, so that those of two pairs do not go together.
    """
    belief = held(beliefs, column)
    shares = (np.arange(count) + 0.5) / count
    if not len(beliefs.edges):
        found = np.where(shares < belief[0], beliefs.scale[0], beliefs.scale[-1])
    else:
        found = np.array(
            [
                graded_levels.quantile(belief[None, :, None], beliefs.edges, share)[0, 0]
                for share in shares
            ]
        )
    return np.asarray(np.random.default_rng(seed).permutation(found))
