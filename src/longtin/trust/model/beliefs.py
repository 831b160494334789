"""Posterior belief of pairs through time: parameters, panels and weeks put through the filter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import NEVER, Bools, Days, Floats, Pair
from longtin.trust._balanced_noise import WEEKS, YEARS
from longtin.trust._log_odds import log_odds
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import (
    FIRST_YEAR as FIRST_YEAR,
    Panel,
    last_year as last_year,
    read_panel,
)
from longtin.trust.model import (
    annual_model,
    events_model,
    exchange_model,
    graded_levels,
    unobserved as unobserved_time,
)
from longtin.trust.model.ordered_state_filter import (
    LevelBeliefs,
    Turnover,
    joined,
    reading,
    smooth_levels,
)
from longtin.trust.model.parameters import Parameters
from longtin.trust.model.posterior_draws import drawn, noise_of, of_draw
from longtin.trust.model.settings import Model as Model

DECIBANS = 10.0 / np.log(10.0)
"""Decibans in one natural unit of log-odds."""

TOGETHER = 4096
"""Pairs times draws whose weeks go through the filter at once: as much as a cache holds."""

SUREST = 1e-9
"""How near to 0 or 1 an end of an interval is told."""

INTERVAL = (0.05, 0.95)
"""Ends of the 90 % interval."""


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
        edges: What the borders of graded levels are read as; none of two types.
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
    edges: Floats
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

    def band(self) -> tuple[Floats, Floats]:
        """Ends of the 90 % interval as log-odds of trust, (step, pair) each, trust between them.

        Of two types, those of the draws; of graded levels, those of belief over levels, taken
        together over the draws: it holds the doubt about the level itself as well.
        """
        trust = self.path.after
        if len(self.edges):
            many = self.drawn.shape[3] > 0
            belief = self.drawn.mean(axis=3, dtype=np.float64) if many else self.levels.after
            ends = [graded_levels.quantile(belief, self.edges, end) for end in INTERVAL]
            low, high = (log_odds(np.clip(end, SUREST, 1.0 - SUREST)) for end in ends)
        elif self.drawn.shape[3]:
            low, high = np.quantile(self.draws, INTERVAL, axis=2).astype(np.float64)
        else:
            return trust, trust
        return np.minimum(low, trust), np.maximum(high, trust)

    def believed(self) -> Floats:
        """What weeks rest on, the estimate itself before the draws.

        Log-odds of two types (step, pair, 1 + draw), or graded levels (step, level, pair,
        1 + draw).
        """
        if not len(self.edges):
            return np.concatenate([self.path.after[..., None], self.draws], axis=2)
        return np.concatenate([self.levels.after[..., None], self.drawn], axis=3)

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


def believed_by_year(held: Panel, model: Model, observed: Bools | None = None) -> Beliefs:
    """Belief at the end of each year, from a panel that begins in `FIRST_YEAR`.

    Args:
        held: The panel.
        model: Parameters and draws.
        observed: Which years a source speaks of, (year, pair), through the others of which belief
            is carried on; without it those that the list of disputes covers, and belief moves
            freely through the others.
    """
    pairs, parameters = held.pairs, model.annual
    theta = parameters.draws(model.draws, model.seed)
    run = annual_model.steps(
        theta, held, parameters.counting, model.school, tie_weight=model.tie_weight
    )
    if model.school is None:
        spread = annual_model.sampling_spread(theta, held, parameters.counting)
        noise = spread * noise_of(YEARS, (model.seed, model.draws), pairs, len(held.years))
        shape = (*run.evidence.shape[:2], len(pairs), -1)
        annual_model.add_noise(run.evidence.reshape(shape), noise)
    if not held.exchanged.is_empty():
        told = exchange_model.of_years(held, model.exchanges, model.school, run.evidence.shape[1])
        draws = run.evidence.shape[2] // len(pairs)
        run = replace(run, evidence=run.evidence + np.repeat(told, draws, axis=2))
    _, mass = annual_model.stories(held, parameters.counting)
    none = parameters.anchors[0] if parameters.anchors else 0.0
    gained = mass + annual_model.chances_taken(theta[:1], held, none)
    ends = tuple(date(int(year), 12, 31) for year in held.years)
    seen = held.hostility >= 0 if observed is None else observed
    blind = np.zeros_like(seen) if observed is None else _out_of_sight(held.alive, seen)
    steps = _Steps(ends, pairs, held.alive, gained, np.zeros_like(gained), blind)
    return replace(_carried(steps, run, parameters), observed=seen, heard=_heard_by_year(held))


def _out_of_sight(alive: Bools, observed: Bools) -> Bools:
    """Steps of which no source speaks, after the first of which one does."""
    return np.asarray(alive & ~observed & np.maximum.accumulate(observed, axis=0))


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
    annual = believed_by_year(panel, replace(model, tie_weight=0.0))
    believed = annual.believed()
    theta = model.events.draws(model.draws, model.seed)
    ground = events_model.resting(annual.effective, years, held.ends)
    told, stories = exchange_model.evidence(held, model.exchanges, model.school, len(annual.scale))
    observed, heard = _told(held, annual, years)
    unobserved = _out_of_sight(held.alive, observed)
    parts = []
    size = max(1, TOGETHER // (1 + model.draws))
    for first in range(0, len(held.pairs), size):
        columns = slice(first, first + size)
        some, blind = held.of(columns), unobserved[:, columns]
        noise = noise_of(WEEKS, (model.seed, model.draws), some.pairs, len(held.ends))
        starts = tuple(held.ends[step] for step in events_model.periods(some)[0])
        rest = events_model.resting(believed[..., columns, :], years, starts)
        if model.tie_weight:
            allied = graded_levels.allied(panel)[:, columns]
            known = events_model.resting(allied, years, starts)
            rest = graded_levels.leaning(rest, known, model.tie_weight)
        beside, gained = told.of(columns), some.stories + stories[:, columns]
        for further in model.further:
            beside += further.evidence(some)
            gained = gained + further.stories(some)
        run = events_model.steps(
            theta, some, rest, model.school, noise, model.perception, beside=beside
        )
        steps = _Steps(some.ends, some.pairs, some.alive, gained, ground[:, columns], blind)
        parts.append(_carried(steps, run, model.annual))
    return replace(_joined(parts), observed=observed, heard=heard)


def _told(held: Weeks, annual: Beliefs, years: range) -> tuple[Bools, Days]:
    """Which steps a source speaks of, dated or yearly, and the day of the last evidence."""
    past = np.array([[end.year - 1 <= years[-1]] for end in held.ends])
    yearly = past & held.alive & events_model.resting(annual.observed, years, held.ends)
    heard = events_model.resting(annual.heard, years, held.ends)
    return held.observed | yearly, np.maximum(held.heard, np.where(held.alive, heard, NEVER))


@dataclass(frozen=True)
class _Steps:
    """Steps of some pairs, by week or by year.

    Attributes:
        ends: Last day of each.
        pairs: Of each column.
        alive: Both are states. Shape (step, pair); the next three likewise.
        gained: Independent acts of each step.
        ground: Independent acts behind what belief goes back to.
        unobserved: No source speaks of it, after one did.
    """

    ends: tuple[date, ...]
    pairs: tuple[Pair, ...]
    alive: Bools
    gained: Floats
    ground: Floats
    unobserved: Bools


def _carried(held: _Steps, run: annual_model.Steps, parameters: Parameters) -> Beliefs:
    """Belief of some pairs, carried on through the steps of which no source speaks."""
    pairs, draws = len(held.pairs), run.evidence.shape[2] // len(held.pairs)
    blind = np.repeat(held.unobserved, draws, axis=1)
    found = _run(held, unobserved_time.carried(run, blind, _scale(parameters)), parameters)
    if draws == 1 or not held.unobserved.any():
        return found
    loose = of_draw(run, pairs, slice(1, None)).turnover
    return replace(found, drawn=unobserved_time.loosened(found.drawn, loose, held.unobserved))


def _scale(parameters: Parameters) -> Floats:
    """What each level is read as."""
    if parameters.anchors is None:
        return np.array([0.0, 1.0])
    return graded_levels.scale(parameters.anchors)


def _joined(parts: list[Beliefs]) -> Beliefs:
    def beside(name: str) -> NDArray[Any]:
        return np.concatenate([attrgetter(name)(part) for part in parts], axis=-1)

    first = parts[0]
    return Beliefs(
        ends=first.ends,
        pairs=tuple(pair for part in parts for pair in part.pairs),
        scale=first.scale,
        edges=first.edges,
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


def _run(held: _Steps, run: annual_model.Steps, parameters: Parameters) -> Beliefs:
    """Belief from what the filter runs on, as if every step had been observed."""
    pairs, alive = held.pairs, held.alive
    own = of_draw(run, len(pairs), slice(1))
    levels, known = smooth_levels(own.turnover, own.evidence)
    return Beliefs(
        ends=held.ends,
        pairs=pairs,
        scale=_scale(parameters),
        edges=graded_levels.edges(parameters.anchors) if parameters.anchors else np.empty(0),
        levels=levels,
        known=known,
        drawn=drawn(run, len(pairs)),
        effective=_effective(own.turnover.lasting, held.gained, held.ground),
        alive=alive,
        observed=alive,
        heard=np.full(alive.shape, NEVER),
        turnover=own.turnover,
    )


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
