"""Posterior belief of pairs through time: parameters, panels and weeks put through the filter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust.evidence.covariate import SCHOOLS
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import DATASETS, Panel, read_panel
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.ordered_state_filter import (
    LevelBeliefs,
    Turnover,
    filter_levels,
    joined,
    reading,
    smooth_levels,
)
from longtin.trust.model.parameters import Parameters, load, shipped
from longtin.trust.model.perception import Perception

DECIBANS = 10.0 / np.log(10.0)
"""Decibans in one natural unit of log-odds."""

TOGETHER = 16
"""Pairs whose weeks go through the filter at once: with their draws as much as a cache holds."""

INTERVAL = (0.05, 0.95)
"""Ends of the 90 % interval."""

FIRST_YEAR = 1946
"""Where the annual model starts: roll calls, and a system of states like today's."""


@dataclass(frozen=True)
class Model:
    """The two parameter sets, and how their uncertainty is sampled.

    Attributes:
        annual: Of the annual model.
        events: Of the events model.
        draws: Draws from the parameters and from the reports; 0 for no intervals.
        seed: Same seed, same draws; a pair's draws do not depend on which others are asked for.
        school: `interest`, `norm` or `affinity` for that school alone.
        perception: How much of what is reported by week is misread, in quiet weeks and in a
            crisis; without it, no more than is in the weights.
    """

    annual: Parameters
    events: Parameters
    draws: int = 256
    seed: int = 0
    school: str | None = None
    perception: Perception | None = None

    @classmethod
    def shipped(cls, draws: int = 256, seed: int = 0, school: str | None = None) -> "Model":
        """With the parameters inside the package."""
        return cls(shipped("annual"), shipped("events"), draws, seed, _known(school))

    @classmethod
    def fitted(
        cls, folder: str | FilePath, draws: int = 256, seed: int = 0, school: str | None = None
    ) -> "Model":
        """With parameters of your own: `annual.json` and `events.json` of a folder.

        `longtin fit --into FOLDER` writes them. The rest is as in `Model`.

        Raises:
            ModelError: One of the files is not there, or holds something else.
        """
        annual, events = (_of_file(FilePath(folder), name) for name in ("annual", "events"))
        return cls(annual, events, draws, seed, _known(school))


def _known(school: str | None) -> str | None:
    if school not in (None, *SCHOOLS):
        raise ModelError(
            "No school '{school}'. The schools are interest, norm and affinity; leave it out for "
            "all three together.",
            school=school,
        )
    return school


def _of_file(folder: FilePath, name: str) -> Parameters:
    """The parameters in a file of a folder."""
    file = folder / f"{name}.json"
    try:
        found = load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            "{file} cannot be read: {why}. Name a folder that `longtin fit --into FOLDER` has "
            "filled.",
            file=file,
            why=error,
        ) from error
    if found.model != name:
        raise ModelError(
            "{file} holds the parameters of the model {found}, not of {wanted}. Name a folder "
            "that `longtin fit --into FOLDER` has filled.",
            file=file,
            found=found.model,
            wanted=name,
        )
    return found


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
        covered: Both are states, and a source of acts covers them, (step, pair).
        turnover: How levels move under the estimate.
    """

    ends: tuple[date, ...]
    pairs: tuple[Pair, ...]
    scale: Floats
    levels: LevelBeliefs
    known: Floats
    drawn: NDArray[np.float32]
    effective: Floats
    covered: Bools
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
            covered=self.covered[:, columns],
            turnover=self.turnover.of(columns),
        )

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
            covered=self.covered[kept],
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
    return _run(ends, pairs, run, gained, np.zeros_like(gained), held.hostility >= 0)


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
    parts = []
    for first in range(0, len(held.pairs), TOGETHER):
        columns = slice(first, first + TOGETHER)
        some = held.of(columns)
        noise = _noise(model, some.pairs, len(held.ends), salt=2)
        run = events_model.steps(
            theta, some, rest[:, columns], model.school, noise, model.perception
        )
        parts.append(
            _run(held.ends, some.pairs, run, some.stories, ground[:, columns], some.covered)
        )
    return _joined(parts)


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
        covered=beside("covered"),
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
    covered: Bools,
) -> Beliefs:
    own = _of_draw(run, len(pairs), slice(1))
    levels, known = smooth_levels(own.turnover, own.evidence)
    return Beliefs(
        ends=ends,
        pairs=pairs,
        scale=np.linspace(0.0, 1.0, run.evidence.shape[1]),
        levels=levels,
        known=known,
        drawn=_drawn(run, len(pairs)),
        effective=_effective(own.turnover.lasting, gained, ground),
        covered=covered,
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
