"""Prediction: what belief would become if nothing more were seen, by turnover alone.

The forecast is P(type at a later step | acts so far). It drifts to where the pair's type settles;
it says how long today's evidence lasts, not what the two states will do.

- By week, the turnover of the last complete year's annual belief goes on.
- By year, the first step has the ties of the last year; later ones keep them, with leaders changing
  as often as they have for the trustee so far, since who will come to office is not known.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

import numpy as np

from longtin.acts import Record
from longtin.trust.evidence.leaders import NEW_LEADER
from longtin.trust.evidence.panel import read_panel, row_of
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.beliefs import FIRST_YEAR, Beliefs, Model, annual_beliefs, last_year
from longtin.trust.model.ordered_state_filter import LevelBeliefs, Turnover, in_turn, of_two


def forecast(record: Record, model: Model, beliefs: Beliefs, by: str, steps: int) -> Beliefs:
    """Belief of so many weeks or years, at least one, after the last step of beliefs.

    They begin at a first step. Independent acts and coverage stay those of the last.
    """
    run = _weekly(record, model, beliefs) if by == "week" else _yearly(record, model, beliefs)
    pairs, own = len(beliefs.pairs), beliefs.levels.after[-1][..., None]
    belief = np.concatenate([own, beliefs.drawn[-1].astype(np.float64)], axis=2)
    belief = belief.reshape(len(own), -1)
    rates, passed = list(islice(run, steps)), []
    for turnover in rates:
        belief = turnover.into(0, belief)
        passed.append(belief)
    ahead = np.stack(passed).reshape(steps, len(own), pairs, -1)
    known = ahead[..., 0]
    return replace(
        beliefs,
        ends=tuple(_ends(beliefs.ends[-1], by, steps)),
        levels=LevelBeliefs(known, known, np.zeros(pairs)),
        known=known,
        drawn=ahead[..., 1:].astype(np.float32),
        effective=np.repeat(beliefs.effective[-1:], steps, axis=0),
        covered=np.repeat(beliefs.covered[-1:], steps, axis=0),
        turnover=in_turn([_own(turnover, pairs) for turnover in rates]),
    )


def _own(turnover: Turnover, pairs: int) -> Turnover:
    """That of the estimate itself, which stands before the draws of each pair."""
    every = turnover.drift.shape[1] // pairs
    return turnover.of(slice(None, None, every))


def _ends(last: date, by: str, steps: int) -> Iterator[date]:
    if by == "year":
        yield from (date(last.year + step, 12, 31) for step in range(1, steps + 1))
        return
    sunday = last + timedelta(days=6 - last.weekday())  # of the week whose turnover is behind us
    yield from (sunday + timedelta(weeks=step) for step in range(1, steps + 1))


def _weekly(record: Record, model: Model, beliefs: Beliefs) -> Iterator[Turnover]:
    last = min(beliefs.ends[-1].year - 1, last_year(record))
    annual = annual_beliefs(record, beliefs.pairs, last, model)
    rest = np.concatenate([annual.path.after[-1][:, None], annual.draws[-1]], axis=1)
    keep, win = events_model.rates(model.events.draws(model.draws, model.seed + 1), rest[None])
    while True:
        yield of_two(keep.reshape(1, -1), win.reshape(1, -1))


def _yearly(record: Record, model: Model, beliefs: Beliefs) -> Iterator[Turnover]:
    theta = model.annual.draws(model.draws, model.seed)
    held = read_panel(record, beliefs.pairs, FIRST_YEAR, beliefs.ends[-1].year + 1)
    ties = held.turnover[:, -1:].copy()
    yield annual_model.onward(theta, ties, model.school)
    leader = row_of(NEW_LEADER)
    known = held.alive[:-1]
    seen = (held.turnover[leader, :-1] * known).sum(axis=0)
    ties[leader, 0] = seen / np.maximum(known.sum(axis=0), 1)
    rates = annual_model.onward(theta, ties, model.school)
    while True:
        yield rates
