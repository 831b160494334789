"""Prediction: what belief would become if nothing more were seen, by turnover alone.

The forecast is P(type at a later step | acts so far). It drifts to where the pair's type settles;
it says how long today's evidence lasts, not what the two states will do.

- By week, the turnover of the last complete year's annual belief goes on.
- By year, the first step has the ties of the last year; later ones keep them, with leaders changing
  as often as they have for the trustee so far, since who will come to office is not known.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

import numpy as np

from longtin.acts import Record
from longtin.trust._arrays import Floats
from longtin.trust.evidence.leaders import NEW_LEADER
from longtin.trust.evidence.panel import read_panel, row_of
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.beliefs import FIRST_YEAR, Beliefs, Model, annual_beliefs, last_year
from longtin.trust.model.two_state_filter import Path, turnover

Rates = tuple[Floats, Floats]


def forecast(record: Record, model: Model, beliefs: Beliefs, by: str, steps: int) -> Beliefs:
    """Belief of so many weeks or years, at least one, after the last step of beliefs.

    They begin at a first step. Independent acts and coverage stay those of the last.
    """
    run = _weekly(record, model, beliefs) if by == "week" else _yearly(record, model, beliefs)
    belief = np.concatenate([beliefs.path.after[-1][:, None], beliefs.drawn[-1]], axis=1)
    rates, passed = list(islice(run, steps)), []
    for keep, win in rates:
        belief = turnover(belief, keep, win)
        passed.append(belief)
    ahead = np.stack(passed)
    own = ahead[..., 0]
    return Beliefs(
        ends=tuple(_ends(beliefs.ends[-1], by, steps)),
        pairs=beliefs.pairs,
        path=Path(own, own, np.zeros(len(beliefs.pairs))),
        smoothed=own,
        drawn=ahead[..., 1:].astype(np.float32),
        effective=np.repeat(beliefs.effective[-1:], steps, axis=0),
        covered=np.repeat(beliefs.covered[-1:], steps, axis=0),
        keep=np.stack([keep[:, 0] for keep, _ in rates]),
        win=np.stack([win[:, 0] for _, win in rates]),
    )


def _ends(last: date, by: str, steps: int) -> Iterator[date]:
    if by == "year":
        yield from (date(last.year + step, 12, 31) for step in range(1, steps + 1))
        return
    sunday = last + timedelta(days=6 - last.weekday())  # of the week whose turnover is behind us
    yield from (sunday + timedelta(weeks=step) for step in range(1, steps + 1))


def _weekly(record: Record, model: Model, beliefs: Beliefs) -> Iterator[Rates]:
    last = min(beliefs.ends[-1].year - 1, last_year(record))
    annual = annual_beliefs(record, beliefs.pairs, last, model)
    rest = np.concatenate([annual.path.after[-1][:, None], annual.drawn[-1]], axis=1)
    rates = events_model.rates(model.events.draws(model.draws, model.seed + 1), rest[None])
    while True:
        yield rates[0][0], rates[1][0]


def _yearly(record: Record, model: Model, beliefs: Beliefs) -> Iterator[Rates]:
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
