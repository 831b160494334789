"""Coverage of the 90 % intervals: how often they hold truths that were simulated.

Levels and acts are drawn from the fitted model, on the real pairs, with the real number of stories
of each week or year and real ties, and belief is read from them as from the record. This asks
whether the arithmetic is right, not whether the model is.

Source:
    Talts et al. (2018) and Cook, Gelman & Rubin (2006) on validation by simulated truths.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust._log_odds import probability
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.dated_reports import Weeks, read_weeks
from longtin.trust.evidence.panel import FIRST_YEAR, Panel, last_year, read_panel
from longtin.trust.model import annual_model, events_model, graded_levels
from longtin.trust.model.beliefs import (
    INTERVAL,
    Beliefs,
    Model,
    believed_by_week,
    believed_by_year,
)
from longtin.trust.model.ordered_state_filter import Turnover

EVERY = 13
"""Weeks between two that are looked at: neighbours share their truth."""

LEAST = 1e-6
"""Mass below which there are no stories to speak of."""

Places = NDArray[np.int64]


def coverage(
    record: Record, model: Model, pairs: Sequence[Pair], *, by: str, until: date, seed: int = 0
) -> tuple[float, int]:
    """Share of simulated truths inside the 90 % interval, and how many there were.

    Args:
        record: Whose pairs, times and numbers of stories.
        model: Graded, with draws; only acts, disputes and yearly counts are simulated.
        pairs: (truster, trustee).
        by: `week` or `year`.
        until: Last day.
        seed: Of truths and acts.
    """
    bare = Model(model.annual, model.events, model.draws, model.seed)
    generator = np.random.default_rng(seed)
    if by == "year":
        panel = read_panel(record, pairs, FIRST_YEAR, min(until.year, last_year(record)))
        levels, drawn = _simulated_years(panel, bare, generator)
        beliefs, stride = believed_by_year(drawn, bare), 1
    else:
        held = replace(read_weeks(record, pairs, until, bare.events.counting), partial=())
        behind = years_behind(record, held, graded=True, shift=bare.events.shift)
        levels, weeks = _simulated_weeks(held, behind, bare, generator)
        beliefs, stride = believed_by_week(weeks, behind, bare), EVERY
    known = beliefs.observed & (beliefs.effective >= bare.events.floor)
    known[np.arange(len(known)) % stride > 0] = False
    inside = _inside(beliefs, levels, generator)
    return float(inside[known].mean()), int(known.sum())


def _inside(beliefs: Beliefs, levels: Places, generator: np.random.Generator) -> Bools:
    """Whether truths, somewhere within their levels, are in the interval. Shape (step, pair).

    Between the ends of the whole scale, not of the reading: that cuts off what lies beyond its
    anchors, and an end of the interval that is cut off holds every truth beyond it.
    """
    borders = np.arange(graded_levels.LEVELS + 1) / graded_levels.LEVELS
    truth = borders[levels] + generator.random(levels.shape) / graded_levels.LEVELS
    many = beliefs.drawn.shape[3] > 0
    belief = beliefs.drawn.mean(axis=3, dtype=np.float64) if many else beliefs.levels.after
    low, high = (graded_levels.quantile(belief, borders, end) for end in INTERVAL)
    return np.asarray((low <= truth) & (truth <= high))


def walk(turnover: Turnover, steps: int, generator: np.random.Generator) -> Places:
    """Levels drawn step by step. Shape (step, pair)."""
    pairs = turnover.drift.shape[1]
    now = np.zeros((graded_levels.LEVELS, pairs))
    now[0] = 1.0
    found = np.empty((steps, pairs), np.int64)
    for step in range(steps):
        reached = np.cumsum(turnover.into(step, now), axis=0)
        level = (generator.random(pairs) * reached[-1] > reached).sum(axis=0)
        found[step] = np.minimum(level, graded_levels.LEVELS - 1)
        now = np.eye(graded_levels.LEVELS)[found[step]].T
    return found


def _stories(mass: Floats, generator: np.random.Generator) -> Places:
    """Whole stories, on average as many as the mass."""
    return np.asarray(np.floor(mass + generator.random(mass.shape)).astype(np.int64))


def _simulated_weeks(
    held: Weeks, behind: Panel, model: Model, generator: np.random.Generator
) -> tuple[Places, Weeks]:
    """Levels (step, pair), and weeks with as many stories, drawn at those levels."""
    theta = model.events.values[None, :]
    belief = believed_by_year(behind, replace(model, draws=0))
    starts = tuple(held.ends[step] for step in events_model.periods(held)[0])
    rest = events_model.resting(belief.believed(), behind.years.tolist(), starts)
    levels = walk(events_model.moves(theta, held, rest), len(held.ends), generator)
    chances = np.exp(events_model.log_likelihoods(theta)[:, 0])
    count = _stories(held.mass, generator)
    told = generator.multinomial(count, chances[levels]).astype(np.float64)
    thickness = held.stories / np.maximum(held.mass, LEAST)
    return levels, replace(
        held, counted=np.moveaxis(told, 2, 0), mass=count.astype(np.float64),
        stories=np.where(held.mass > 0, count * thickness, 0.0),
    )  # fmt: skip


def _simulated_years(
    panel: Panel, model: Model, generator: np.random.Generator
) -> tuple[Places, Panel]:
    """Levels (step, pair), and years with as many stories, drawn at those levels."""
    parameters = model.annual
    theta = parameters.values[None, :]
    parts = annual_model.by_block(theta)
    turnover = annual_model.steps(theta, panel, parameters.counting).turnover
    levels = walk(turnover, len(panel.years), generator)
    rows, columns = np.indices(levels.shape)
    odds = annual_model.dispute_odds(theta, panel)[..., 0]
    chance = probability(odds[rows, levels, columns])
    highest = np.cumsum(np.exp(annual_model.log_levels(parts)[0]), axis=1)[levels]
    height = 1 + (generator.random(levels.shape)[..., None] > highest).sum(axis=2)
    fought = generator.random(levels.shape) < chance
    hostility = np.where(panel.hostility < 0, -1, np.where(fought, np.minimum(height, 4), 0))
    _, mass = annual_model.stories(panel, parameters.counting)
    count = _stories(mass, generator)
    classes = np.exp(annual_model.log_classes(parts)[0])
    told = generator.multinomial(count, classes[levels]).astype(np.float64)
    whole = np.maximum(count, 1).astype(np.float64)
    total = np.where(count > 0, parameters.counting.reports_of(whole) / whole, 0.0)
    drawn = np.moveaxis(told * total[..., None], 2, 0)
    drawn[annual_model.MATERIAL_CONFLICT] /= annual_model.weight_at_border(
        panel, parameters.counting
    )
    reports = np.where(np.isnan(panel.reports), np.nan, drawn)
    return levels, replace(panel, hostility=hostility, reports=reports)
