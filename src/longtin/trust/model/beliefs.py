"""Posterior belief of pairs through time: parameters, panels and weeks put through the filter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import NEVER, Bools, Days, Floats, Pair
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import DATASETS, Panel, read_panel
from longtin.trust.model import (
    annual_model,
    events_model,
    exchange_model,
    unobserved as unobserved_time,
)
from longtin.trust.model.ordered_state_filter import (
    LevelBeliefs,
    Turnover,
    filter_levels,
    joined,
    reading,
    smooth_levels,
)
from longtin.trust.model.settings import Model as Model

DECIBANS = 10.0 / np.log(10.0)
"""Decibans in one natural unit of log-odds."""

TOGETHER = 16
"""Pairs whose weeks go through the filter at once: with their draws as much as a cache holds."""

INTERVAL = (0.05, 0.95)
"""Ends of the 90 % interval."""

FIRST_YEAR = 1946
"""Where the annual model starts: roll calls, and a system of states like today's."""


@dataclass(frozen=True)
class Path:
    """Trust through time under the estimate itself: the reading of a belief over levels.

    Attributes:
        before: Log-odds after turnover, before the step's acts. Shape (step, pair).
        after: Log-odds after the step's acts. Shape (step, pair).
    """

    before: Floats
    after: Floats


@dataclass(frozen=True)
class Beliefs:
    """Belief of some pairs, step by step.

    Attributes:
        ends: Last day of each step.
        pairs: (truster, trustee) of each column.
        scale: What each level is read as: trust is its mean. Shape (level,).
        levels: Belief over levels under the estimate itself.
        known: Belief over levels from all acts up to the last, (step, level, pair).
        drawn: Belief over levels under each draw, (step, level, pair, draw).
        effective: Independent acts behind each belief, each discounted by the turnovers since.
        alive: Both are states, (step, pair).
        observed: A source of evidence speaks of them in the step, (step, pair).
        heard: Day of the last evidence so far, `NEVER` before the first, (step, pair).
        turnover: How levels move under the estimate.
    """

    ends: tuple[date, ...]
    pairs: tuple[Pair, ...]
    scale: Floats
    levels: LevelBeliefs
    known: Floats
    drawn: NDArray[np.float32]
    effective: Floats
    alive: Bools
    observed: Bools
    heard: Days
    turnover: Turnover

    @cached_property
    def path(self) -> Path:
        """Log-odds of trust under the estimate itself."""
        return Path(
            *(reading(each, self.scale) for each in (self.levels.before, self.levels.after))
        )

    @cached_property
    def smoothed(self) -> Floats:
        """Log-odds of trust at each step from all acts up to the last, (step, pair)."""
        return reading(self.known, self.scale)

    @cached_property
    def draws(self) -> NDArray[np.float32]:
        """Log-odds of trust under each draw, (step, pair, draw)."""
        return reading(self.drawn, self.scale).astype(np.float32)

    def onward(self, column: int) -> tuple[float, float]:
        """P(it would return cooperation a step later | now) and P(so | not now), by turnover alone.

        Of the last step; with two levels, the chances of staying and of becoming trustworthy.

        Args:
            column: Of the pair.
        """
        belief, scale = self.levels.after[-1, :, column], self.scale
        later = self.turnover.onward(len(self.ends) - 1)[..., column] @ scale
        for_it, against = belief * scale, belief * (1.0 - scale)
        return float(for_it @ later / for_it.sum()), float(against @ later / against.sum())

    def of(self, columns: slice) -> "Beliefs":
        """Only some pairs."""
        levels = self.levels
        return replace(
            self,
            pairs=self.pairs[columns],
            levels=LevelBeliefs(
                levels.before[..., columns], levels.after[..., columns], levels.loglik[columns]
            ),
            known=self.known[..., columns],
            drawn=self.drawn[:, :, columns],
            effective=self.effective[:, columns],
            alive=self.alive[:, columns],
            observed=self.observed[:, columns],
            heard=self.heard[:, columns],
            turnover=self.turnover.of(columns),
        )

    def at_last_evidence(self, values: Floats) -> Floats:
        """Values (step, pair) of each pair's last observed step, in place of later ones."""
        steps = np.arange(len(self.ends))[:, None]
        last = np.maximum.accumulate(np.where(self.observed, steps, 0), axis=0)
        return np.asarray(values[last, np.arange(len(self.pairs))])

    def until(self, step: int) -> "Beliefs":
        """As it stood at the end of a step; what was smoothed stays, for it looks ahead."""
        kept, levels = slice(step + 1), self.levels
        return replace(
            self,
            ends=self.ends[kept],
            levels=LevelBeliefs(levels.before[kept], levels.after[kept], levels.loglik),
            known=self.known[kept],
            drawn=self.drawn[kept],
            effective=self.effective[kept],
            alive=self.alive[kept],
            observed=self.observed[kept],
            heard=self.heard[kept],
            turnover=self.turnover.until(step),
        )


def annual_beliefs(record: Record, pairs: Sequence[Pair], last: int, model: Model) -> Beliefs:
    """Belief at the end of each year up to the last; nothing later is read."""
    return believed_by_year(read_panel(record, pairs, FIRST_YEAR, last), model)


def believed_by_year(held: Panel, model: Model) -> Beliefs:
    """Belief at the end of each year, from a panel that begins in `FIRST_YEAR`."""
    pairs, parameters = held.pairs, model.annual
    theta = parameters.draws(model.draws, model.seed)
    run = annual_model.steps(theta, held, parameters.echo, model.school)
    if model.school is None:
        spread = annual_model.sampling_spread(theta, held, parameters.echo)
        noise = spread * _noise(model, pairs, len(held.years), salt=1)
        run.evidence[:, 1] += noise.reshape(len(held.years), -1)
    _, mass = annual_model.stories(held, parameters.echo)
    gained = mass + annual_model.chances_taken(theta[:1], held)
    ends = tuple(date(int(year), 12, 31) for year in held.years)
    beliefs = _run(ends, pairs, run, gained, np.zeros_like(gained), held.alive)
    return replace(beliefs, observed=held.hostility >= 0, heard=_heard_by_year(held))


def _heard_by_year(held: Panel) -> Days:
    """Day of the last year up to each with a dispute or a report."""
    told = (held.hostility > 0) | (np.nan_to_num(held.reports).sum(axis=0) > 0)
    days = np.array([f"{year}-12-31" for year in held.years], dtype="datetime64[D]")
    return np.asarray(np.maximum.accumulate(np.where(told, days[:, None], NEVER), axis=0))


def believed_by_week(held: Weeks, panel: Panel, model: Model) -> Beliefs:
    """Belief at the end of each week, over a panel of the same pairs.

    The weeks are thinned and echo as the model has it; the panel goes from `FIRST_YEAR` to the
    last year that is over.
    """
    years = range(FIRST_YEAR, int(panel.years[-1]) + 1)
    annual = believed_by_year(panel, model)
    rest = np.concatenate([annual.path.after[..., None], annual.draws], axis=2)
    rest = events_model.resting(rest, years, held.ends)
    theta = model.events.draws(model.draws, model.seed + 1)
    ground = events_model.resting(annual.effective, years, held.ends)
    told = exchange_model.evidence(held, model.exchanges, model.school)
    observed, heard = _told(held, annual, years)
    unobserved = held.alive & ~observed & np.maximum.accumulate(observed, axis=0)
    parts = []
    for first in range(0, len(held.pairs), TOGETHER):
        columns = slice(first, first + TOGETHER)
        some, blind = held.of(columns), unobserved[:, columns]
        noise = _noise(model, some.pairs, len(held.ends), salt=2)
        run = events_model.steps(
            theta, some, rest[:, columns], model.school, noise, model.perception
        )
        run = told.added(run, columns, noise)
        some = replace(some, stories=some.stories + told.stories[:, columns])
        parts.append(_carried(some, run, ground[:, columns], blind))
    return replace(_joined(parts), observed=observed, heard=heard)


def _told(held: Weeks, annual: Beliefs, years: range) -> tuple[Bools, Days]:
    """Which steps a source speaks of, dated or yearly, and the day of the last evidence."""
    past = np.array([[end.year - 1 <= years[-1]] for end in held.ends])
    yearly = past & held.alive & events_model.resting(annual.observed, years, held.ends)
    heard = events_model.resting(annual.heard, years, held.ends)
    return held.observed | yearly, np.maximum(held.heard, np.where(held.alive, heard, NEVER))


def _carried(held: Weeks, run: annual_model.Steps, ground: Floats, unobserved: Bools) -> Beliefs:
    """Belief of some pairs by week, carried on through the weeks of which no source speaks."""
    pairs, draws = len(held.pairs), run.evidence.shape[2] // len(held.pairs)
    blind = np.repeat(unobserved, draws, axis=1)
    bounded = unobserved_time.carried(run, blind, _scale(run))
    found = _run(held.ends, held.pairs, bounded, held.stories, ground, held.alive)
    if draws == 1 or not unobserved.any():
        return found
    loose = _of_draw(run, pairs, slice(1, None)).turnover
    return replace(found, drawn=unobserved_time.loosened(found.drawn, loose, unobserved))


def _scale(run: annual_model.Steps) -> Floats:
    """What each level is read as."""
    return np.linspace(0.0, 1.0, run.evidence.shape[1])


def _joined(parts: list[Beliefs]) -> Beliefs:
    def beside(name: str) -> NDArray[Any]:
        return np.concatenate([attrgetter(name)(part) for part in parts], axis=-1)

    first = parts[0]
    return Beliefs(
        ends=first.ends,
        pairs=tuple(pair for part in parts for pair in part.pairs),
        scale=first.scale,
        levels=LevelBeliefs(
            beside("levels.before"), beside("levels.after"), beside("levels.loglik")
        ),
        known=beside("known"),
        drawn=np.concatenate([part.drawn for part in parts], axis=2),
        effective=beside("effective"),
        alive=beside("alive"),
        observed=beside("observed"),
        heard=beside("heard"),
        turnover=joined([part.turnover for part in parts]),
    )


def last_year(record: Record) -> int:
    """Last year that the annual datasets cover."""
    ends = record.datasets().filter(pl.col("dataset").is_in(DATASETS))["end"]
    return int(max(ends.to_list()).year)


def _run(
    ends: tuple[date, ...],
    pairs: tuple[Pair, ...],
    run: annual_model.Steps,
    gained: Floats,
    ground: Floats,
    alive: Bools,
) -> Beliefs:
    """Belief from what the filter runs on, as if every step had been observed."""
    own = _of_draw(run, len(pairs), slice(1))
    levels, known = smooth_levels(own.turnover, own.evidence)
    return Beliefs(
        ends=ends,
        pairs=pairs,
        scale=_scale(run),
        levels=levels,
        known=known,
        drawn=_drawn(run, len(pairs)),
        effective=_effective(own.turnover.lasting, gained, ground),
        alive=alive,
        observed=alive,
        heard=np.full(alive.shape, NEVER),
        turnover=own.turnover,
    )


def _of_draw(run: annual_model.Steps, pairs: int, which: slice) -> annual_model.Steps:
    """Only some draws; the estimate itself is the first."""

    def only(values: Floats) -> Floats:
        shape = values.shape[:-1]
        return values.reshape(*shape, pairs, -1)[..., which].reshape(*shape, -1)

    rates = run.turnover
    chosen = Turnover(only(rates.long_run), only(rates.drift), only(rates.breaks), rates.period)
    return annual_model.Steps(chosen, only(run.evidence))


def _drawn(run: annual_model.Steps, pairs: int) -> NDArray[np.float32]:
    """Levels under each draw (step, level, pair, draw); the estimate itself stands before them."""
    steps, levels, columns = run.evidence.shape
    if columns == pairs:
        return np.empty((steps, levels, pairs, 0), np.float32)
    others = _of_draw(run, pairs, slice(1, None))
    after = filter_levels(others.turnover, others.evidence).after
    return after.reshape(steps, levels, pairs, -1).astype(np.float32)


def _effective(lasting: Floats, gained: Floats, ground: Floats) -> Floats:
    """Independent acts, each counted for as much as the type has lasted since.

    The level of a step still tells of that of the next unless it was drawn anew; what fades makes
    way for the acts behind the annual belief.
    """
    effective = np.empty_like(gained)
    held = np.zeros(gained.shape[1])
    for step in range(len(gained)):
        factor = np.clip(lasting[step], 0.0, 1.0)
        held = effective[step] = factor * held + (1.0 - factor) * ground[step] + gained[step]
    return effective


def _noise(model: Model, pairs: Sequence[Pair], count: int, salt: int) -> Floats:
    """Standard normal (step, pair, 1 + draw), zero for the estimate itself."""
    noise = np.zeros((count, len(pairs), 1 + model.draws))
    for column, (one, two) in enumerate(pairs):
        generator = np.random.default_rng([model.seed, salt, one, two])
        noise[:, column, 1:] = generator.standard_normal((count, model.draws))
    return noise
