"""Posterior belief of pairs through time: parameters, panels and weeks put through the filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from longtin.trust.model.parameters import Parameters, load, shipped
from longtin.trust.model.perception import Perception
from longtin.trust.model.two_state_filter import Path, filter_beliefs, smooth_beliefs

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
class Beliefs:
    """Belief of some pairs, step by step.

    Attributes:
        ends: Last day of each step.
        pairs: (truster, trustee) of each column.
        path: Log-odds under the estimate itself, (step, pair).
        smoothed: Log-odds of each step from all acts up to the last, (step, pair).
        drawn: Log-odds under each draw, (step, pair, draw).
        effective: Independent acts behind each belief, each discounted by the turnovers since.
        covered: Both are states, and a source of acts covers them, (step, pair).
        keep: P(1 stays 1) into each step under the estimate, (step, pair).
        win: P(0 becomes 1) into each step under the estimate, (step, pair).
    """

    ends: tuple[date, ...]
    pairs: tuple[Pair, ...]
    path: Path
    smoothed: Floats
    drawn: NDArray[np.float32]
    effective: Floats
    covered: Bools
    keep: Floats
    win: Floats

    def of(self, columns: slice) -> "Beliefs":
        """Only some pairs."""
        path = self.path
        return Beliefs(
            self.ends, self.pairs[columns],
            Path(path.before[:, columns], path.after[:, columns], path.loglik[columns]),
            self.smoothed[:, columns], self.drawn[:, columns], self.effective[:, columns],
            self.covered[:, columns], self.keep[:, columns], self.win[:, columns],
        )  # fmt: skip

    def until(self, step: int) -> "Beliefs":
        """As it stood at the end of a step; what was smoothed stays, for it looks ahead."""
        kept, path = slice(step + 1), self.path
        return Beliefs(
            self.ends[kept], self.pairs, Path(path.before[kept], path.after[kept], path.loglik),
            self.smoothed[kept], self.drawn[kept], self.effective[kept],
            self.covered[kept], self.keep[kept], self.win[kept],
        )  # fmt: skip


def annual_beliefs(record: Record, pairs: Sequence[Pair], last: int, model: Model) -> Beliefs:
    """Belief at the end of each year up to the last; nothing later is read."""
    return believed_by_year(read_panel(record, pairs, FIRST_YEAR, last), model)


def believed_by_year(held: Panel, model: Model) -> Beliefs:
    """Belief at the end of each year, from a panel that begins in `FIRST_YEAR`."""
    pairs, parameters = held.pairs, model.annual
    theta = parameters.draws(model.draws, model.seed)
    run = annual_model.steps(theta, held, parameters.echo, model.school)
    evidence = run.evidence.reshape(len(held.years), len(pairs), -1)
    if model.school is None:
        evidence = evidence + annual_model.sampling_spread(theta, held, parameters.echo) * _noise(
            model, pairs, len(held.years), salt=1
        )
    run = annual_model.Steps(run.keep, run.win, evidence.reshape(run.keep.shape))
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
    rest = np.concatenate([annual.path.after[..., None], annual.drawn], axis=2)
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

    return Beliefs(
        ends=parts[0].ends,
        pairs=tuple(pair for part in parts for pair in part.pairs),
        path=Path(beside("path.before"), beside("path.after"), beside("path.loglik")),
        smoothed=beside("smoothed"),
        drawn=np.concatenate([part.drawn for part in parts], axis=1),
        effective=beside("effective"),
        covered=beside("covered"),
        keep=beside("keep"),
        win=beside("win"),
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
    shape = (len(ends), len(pairs), -1)
    keep, win, evidence = (
        part.reshape(shape)[..., 0] for part in (run.keep, run.win, run.evidence)
    )
    path, smoothed = smooth_beliefs(keep, win, evidence)
    return Beliefs(
        ends=ends,
        pairs=pairs,
        path=path,
        smoothed=smoothed,
        drawn=_drawn(run, len(pairs)),
        effective=_effective(keep - win, gained, ground),
        covered=covered,
        keep=keep,
        win=win,
    )


def _drawn(run: annual_model.Steps, pairs: int) -> NDArray[np.float32]:
    """Log-odds under each draw (step, pair, draw); the estimate itself stands before them."""
    steps, columns = run.keep.shape
    if columns == pairs:
        return np.empty((steps, pairs, 0), np.float32)
    after = filter_beliefs(run.keep, run.win, run.evidence).after
    return after.reshape(steps, pairs, -1)[..., 1:].astype(np.float32)


def _effective(lasting: Floats, gained: Floats, ground: Floats) -> Floats:
    """Independent acts, each counted for as much as the type has lasted since.

    The type of a step still tells of the type of the next by `keep - win`, the persistence of a
    two-state chain; what fades makes way for the acts behind the annual belief.
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
