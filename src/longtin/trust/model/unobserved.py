"""Unobserved time: how belief is carried on through weeks of which no source speaks.

Nothing seen is no reason to change sides. Belief goes on towards what the pair is like in the long
run, as in any silent week, but that long run is tilted, as little as will do, so that its mean

- is not on the other side of one half, for only evidence turns trust into distrust;
- is no further from one half than the belief that evidence last led to.

So belief fades towards one half, or stands still where the long run is more extreme. It does so by
breaks alone, each a fresh start from there; drift, which could lead past either bound, is left out.
Draws, which
the interval is made of, go on to their own long run untilted, and the ends of the interval only
move apart: what happened since has not been seen, so nothing is known better than it was then.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Bools, Floats
from longtin.trust.model.annual_model import Steps
from longtin.trust.model.ordered_state_filter import Turnover, filtered_levels, moved

EVEN = 0.5
"""The trust that belief does not cross without evidence."""

STEEPEST, HALVINGS = 60.0, 60
"""Largest tilt, and how often the interval in which it is sought is halved."""


def carried(run: Steps, unobserved: Bools, scale: Floats) -> Steps:
    """Turnover that leads belief through unobserved steps no further than evidence has.

    Args:
        run: What the filter runs on.
        unobserved: Steps of which no source speaks, (step, pair·draw); never a pair's first.
        scale: What each level is read as.

    Returns:
        The same, with another long run in the unobserved steps.
    """
    if not unobserved.any():
        return run
    turnover = _split(run.turnover, unobserved)
    first, end = np.flatnonzero(unobserved.any(axis=1))[[0, -1]] + [0, 1]
    belief = np.full(turnover.long_run[0].shape, 1.0 / len(scale))
    last = np.full(unobserved.shape[1], EVEN)
    if first:
        belief = filtered_levels(turnover.until(first - 1), run.evidence[:first])[-1]
        last = scale @ belief
    for step in range(first, end):
        now, blind = turnover.period[step], unobserved[step]
        if blind.any() and (step == 0 or now != turnover.period[step - 1]):
            kept = turnover.long_run[now]
            turnover.long_run[now] = np.where(blind, tilted(kept, scale, last), kept)
            turnover.drift[now] = np.where(blind, 0.0, turnover.drift[now])
        belief = _heard(turnover.into(step, belief), run.evidence[step])
        last = np.where(blind, last, scale @ belief)
    return replace(run, turnover=turnover)


def _split(turnover: Turnover, unobserved: Bools) -> Turnover:
    """The same turnover by periods within which no pair comes into or out of sight."""
    new = np.ones(len(unobserved), bool)
    changed = (unobserved[1:] != unobserved[:-1]).any(axis=1)
    new[1:] = changed | (turnover.period[1:] != turnover.period[:-1])
    whole = turnover.period[new]
    return Turnover(
        turnover.long_run[whole], turnover.drift[whole], turnover.breaks[whole], np.cumsum(new) - 1
    )


def _heard(belief: Floats, evidence: Floats) -> Floats:
    likely = np.nan_to_num(evidence)
    told = belief * np.exp(likely - likely.max(axis=0))
    return np.asarray(told / told.sum(axis=0))


def tilted(long_run: Floats, scale: Floats, last: Floats) -> Floats:
    """A long run whose mean lies between one half and the last belief, as near as can be.

    Of all distributions with such a mean it is the nearest in relative entropy: an exponential
    tilt. With two levels its chance is simply cut off at the bounds.

    Args:
        long_run: Distributions over levels. Shape (level, …).
        scale: What each level is read as. Shape (level,).
        last: Trust at the last evidence. Shape (…).
    """
    mean = np.tensordot(scale, long_run, axes=(0, 0))
    goal = np.clip(mean, np.minimum(last, EVEN), np.maximum(last, EVEN))
    off = goal != mean
    if not off.any():
        return long_run
    rows = np.log(np.maximum(long_run[:, off], np.finfo(float).tiny))
    found, wanted = long_run.copy(), goal[off]
    low, high = np.full(wanted.shape, -STEEPEST), np.full(wanted.shape, STEEPEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        over = scale @ _leaning(rows, scale, middle) > wanted
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    found[:, off] = _leaning(rows, scale, (low + high) / 2.0)
    return found


def _leaning(rows: Floats, scale: Floats, tilt: Floats) -> Floats:
    return _heard(np.ones_like(rows), rows + scale[:, None] * tilt)


def loosened(
    drawn: NDArray[np.float32], turnover: Turnover, unobserved: Bools
) -> NDArray[np.float32]:
    """Draws that in unobserved steps go on to their own long run.

    Args:
        drawn: Levels under each draw (step, level, pair, draw).
        turnover: Of the draws, untilted.
        unobserved: As above, (step, pair).
    """
    found = drawn.copy()
    shape = drawn.shape[1:]
    for step in range(1, len(drawn)):
        blind = unobserved[step]
        if blind.any():
            before = found[step - 1].reshape(shape[0], -1).astype(np.float64)
            onward = turnover.into(step, before).reshape(shape)
            found[step][:, blind] = onward[:, blind]
    return found


def onward(belief: Floats, turnover: Turnover, scale: Floats, last: Floats) -> Floats:
    """Belief one unobserved step later. Shape (level, pair).

    Args:
        belief: Before, likewise.
        turnover: Of one step.
        scale: What each level is read as.
        last: Trust at the last evidence, (pair,).
    """
    bounded = tilted(turnover.long_run[0], scale, last)
    return moved(belief, bounded, np.zeros_like(turnover.drift[0]), turnover.breaks[0])
