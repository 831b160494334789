"""Graded levels of conduct: nine places from an enemy in arms to an ally of long standing.

At place x in (0, 1), with s = 2x - 1, acts are drawn with log-chances c + s·d, normalised: each
type of act has one frequency c and one weight d, so that the sum of the weights is a scale of
conflict and cooperation that was learnt. The log-odds of a dispute go from one end to the other in
a straight line, and how high one goes is a mixture of both ends.

The long-run distribution of a pair is that of a Beta on the grid, whose mean leans on what stands
between the two and on how they fought before:

    log π(x) = φ μ log x + φ (1 − μ) log(1 − x) − log Z          logit μ = β · ties

The places have no scale of their own, so trust reads them between two anchors: 0 is how states
behave in years in which they use force, 1 how allies behave who have kept the peace for long.

Source:
    Goldstein (1992) for the scale that is here learnt; Terechshenko (2020) for one latent dimension
    of hostility.
"""

import numpy as np

from longtin.trust._arrays import Bools, Floats
from longtin.trust._log_odds import probability
from longtin.trust.evidence import disputes
from longtin.trust.evidence.panel import OPPORTUNITY_NAMES, TURNOVER_NAMES, Panel, row_of
from longtin.trust.evidence.ties.alliances import DEFENCE_PACT
from longtin.trust.evidence.yearly_reports import CLASSES

LEVELS = 9

PLACES: Floats = (np.arange(LEVELS) + 0.5) / LEVELS
SIGNS: Floats = 2.0 * PLACES - 1.0

LEAST = 1e-12
"""Fewest that any level has in the long run."""

WIDENED = 0.08
"""Standard deviation, in places, by which a year's belief is widened before weeks rest on it."""

OPEN = 0.05
"""Share of the weekly long-run distribution that knows nothing."""

QUIET = 20
"""Years without a dispute that make a pact one of long standing."""

YEARLY: dict[str, tuple[str, ...]] = {
    "long run": (*TURNOVER_NAMES, "past disputes"),
    "spread": ("log precision",),
    "rates": ("drift", "break"),
    "dispute": ("lowest", "highest"),
    "opportunity": OPPORTUNITY_NAMES,
    "hostility if lowest": disputes.LEVELS[1:],
    "hostility if highest": disputes.LEVELS[1:],
    "report profile": tuple(CLASSES)[1:],
    "report contrast": tuple(CLASSES)[1:],
}
"""Names of the parameters of the annual model. `rates` are logits, of twice the drift and of the
break; hostility and report blocks are against the first level or class."""


def scale(anchors: tuple[float, float]) -> Floats:
    """What each level is read as, in [0, 1], between the places of the two anchors: (level,)."""
    low, high = anchors
    return np.clip((PLACES - low) / (high - low), 0.0, 1.0)


def edges(anchors: tuple[float, float]) -> Floats:
    """What the borders of the levels are read as, from end to end: (level + 1,)."""
    low, high = anchors
    return np.clip((np.arange(LEVELS + 1) / LEVELS - low) / (high - low), 0.0, 1.0)


def quantile(belief: Floats, borders: Floats, share: float) -> Floats:
    """Reading below which a share of a belief lies, even within each level: (step, pair).

    Args:
        belief: Distributions over levels. Shape (step, level, pair).
        borders: Of `edges`.
        share: In (0, 1).
    """
    below = np.zeros_like(belief[:, 0])
    found = np.full_like(below, borders[-1])
    open_still = np.ones(below.shape, bool)
    for level in range(LEVELS):
        within = belief[:, level]
        here = open_still & (below + within >= share)
        part = np.clip((share - below) / np.maximum(within, LEAST), 0.0, 1.0)
        found = np.where(here, borders[level] + part * (borders[level + 1] - borders[level]), found)
        open_still &= ~here
        below = below + within
    return found


def below(belief: Floats, borders: Floats, line: float) -> Floats:
    """Share of a belief that is read below a line, even within each level; the line's own is not.

    Args:
        belief: Distributions over levels. Shape (level, …).
        borders: Of `edges`.
        line: In [0, 1], or beyond.
    """
    wide = borders[1:] - borders[:-1]
    part = np.where(
        wide > 0.0,
        np.clip((line - borders[:-1]) / np.where(wide > 0.0, wide, 1.0), 0.0, 1.0),
        borders[1:] < line,
    )
    return np.asarray(np.tensordot(part, belief, axes=(0, 0)))


def mean_place(parts: dict[str, Floats], ties: Floats) -> Floats:
    """Mean of the long-run distribution, (year, pair, draw), for ties (covariate, year, pair)."""
    return probability(np.tensordot(ties, parts["long run"].T, axes=(0, 0)))


def settled(mean: Floats, log_precision: Floats) -> Floats:
    """Long-run distribution (…, level, pair, draw) for its mean (…, pair, draw).

    The grid is even, so a level leans one way as its mirror image does the other: exponentials are
    taken of the upper half alone.
    """
    precision = np.exp(log_precision)
    bent = precision * mean
    found = np.empty((*mean.shape[:-2], LEVELS, *mean.shape[-2:]))
    found[..., LEVELS // 2, :, :] = 1.0
    for level in range((LEVELS + 1) // 2, LEVELS):
        lean = np.log(PLACES[level]) - np.log1p(-PLACES[level])
        above = np.exp(bent * lean, out=found[..., level, :, :])
        np.divide(1.0, above, out=found[..., LEVELS - 1 - level, :, :])
    found *= np.exp(precision * np.log1p(-PLACES)[:, None, None])
    found /= found.sum(axis=-3, keepdims=True)
    return np.maximum(found, LEAST, out=found)


def rates(parts: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Drift and break of each draw."""
    drift, breaks = probability(parts["rates"]).T
    return 0.5 * drift, breaks


def tilted(profile: Floats, contrast: Floats) -> Floats:
    """Log-chances of the kinds of act at each level: (draw, kind) each to (draw, level, kind)."""
    logits = profile[:, None, :] + SIGNS[:, None] * contrast[:, None, :]
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def weight_between(profile: Floats, contrast: Floats, low: float, high: float) -> Floats:
    """Log-likelihood ratio of each kind of act between two places, (draw, kind)."""
    ends = [normalised(profile + (2.0 * place - 1.0) * contrast) for place in (high, low)]
    return np.asarray(ends[0] - ends[1])


def from_first(free: Floats) -> Floats:
    """With the first, which stands at 0, before the others: (draw, k - 1) to (draw, k)."""
    return np.concatenate([np.zeros((*free.shape[:-1], 1)), free], axis=-1)


def log_hostility(parts: dict[str, Floats]) -> Floats:
    """Log-chances of each level of hostility, given a dispute: (draw, level, hostility)."""
    low, high = (
        np.exp(normalised(from_first(parts[f"hostility if {end}"])))
        for end in ("lowest", "highest")
    )
    return np.log(PLACES[:, None] * high[:, None] + (1.0 - PLACES)[:, None] * low[:, None])


def normalised(logits: Floats) -> Floats:
    """Log-chances from logits, along the last axis."""
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def allied(panel: Panel) -> Bools:
    """Pairs with a defence pact and more than `QUIET` years without a dispute: (year, pair).

    Disputes in either direction, as the pair remembers them, and the trustee's own of the year.
    """
    left = np.expm1(panel.past)
    fought = panel.hostility > 0
    fought[:-1] |= left[1:] - np.exp(-1.0 / disputes.LONG) * left[:-1] > 0.5
    quiet, years = np.zeros(fought.shape), np.zeros(fought.shape[1])
    for year, now in enumerate(fought):
        years = np.where(now | panel.born[year], 0.0, years + 1.0)
        quiet[year] = years
    return np.asarray((panel.turnover[row_of(DEFENCE_PACT)] > 0) & (quiet > QUIET) & panel.alive)


def leaning(long_run: Floats, where: Bools, weight: float) -> Floats:
    """Long-run distributions lifted by `exp(weight · s)` where ties speak of trust.

    Args:
        long_run: Shape (period, level, pair, …).
        where: Shape (period, pair).
        weight: η; at 1, a pact and a long peace count as much as opinion gives them.
    """
    lift = np.where(where[:, None], np.exp(weight * SIGNS)[:, None], 1.0)
    lifted = long_run * lift.reshape(*lift.shape, *(1,) * (long_run.ndim - 3))
    return np.asarray(lifted / lifted.sum(axis=1, keepdims=True))


def widened(belief: Floats, axis: int) -> Floats:
    """What weeks rest on: the belief of a year, less sure of its place, and open a little."""
    kernel = np.exp(-0.5 * ((PLACES[:, None] - PLACES) / WIDENED) ** 2)
    kernel /= kernel.sum(axis=1, keepdims=True)
    spread = np.moveaxis(np.tensordot(kernel.T, belief, axes=(1, axis)), 0, axis)
    return np.asarray((1.0 - OPEN) * spread + OPEN / LEVELS)
