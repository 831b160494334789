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
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import Floats
from longtin.trust._log_odds import probability
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.evidence.panel import read_panel, row_of
from longtin.trust.evidence.ties.leaders import NEW_LEADER
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.beliefs import (
    FIRST_YEAR,
    Beliefs,
    Model,
    annual_beliefs,
    believed_by_year,
    last_year,
)
from longtin.trust.model.ordered_state_filter import LevelBeliefs, Turnover, in_turn
from longtin.trust.model.unobserved import onward


def forecast(
    record: Record, model: Model, beliefs: Beliefs, by: str, steps: int, *, bounded: bool = True
) -> Beliefs:
    """Belief of so many weeks or years, at least one, after the last step of beliefs.

    They begin at a first step; the last step of the beliefs stands before them. Independent acts
    and the day of the last evidence stay those of the last.

    Args:
        record: What the beliefs were read from.
        model: What they were made with.
        beliefs: Up to the step after which nothing is seen.
        by: `week` or `year`.
        steps: How many, at least one.
        bounded: Whether belief goes no further than evidence has led it, as in unobserved time;
            without it, to wherever the pair settles, as a forecast of conduct needs it.
    """
    run = _weekly(record, model, beliefs) if by == "week" else _yearly(record, model, beliefs)
    pairs, rates = len(beliefs.pairs), list(islice(run, steps))
    own = [_own(turnover, pairs) for turnover in rates]
    known = _known(beliefs, own, bounded=bounded)
    alive = np.repeat(beliefs.alive[-1:], steps + 1, axis=0)
    return replace(
        beliefs,
        ends=(beliefs.ends[-1], *_ends(beliefs.ends[-1], by, steps)),
        levels=LevelBeliefs(known, known, np.zeros(pairs)),
        known=known,
        drawn=_drawn(beliefs, rates),
        effective=np.repeat(beliefs.effective[-1:], steps + 1, axis=0),
        alive=alive,
        observed=np.concatenate([beliefs.observed[-1:], np.zeros_like(alive[1:])]),
        heard=np.repeat(beliefs.heard[-1:], steps + 1, axis=0),
        turnover=in_turn([own[0], *own]),
    )


def _known(beliefs: Beliefs, rates: list[Turnover], *, bounded: bool) -> Floats:
    """Levels of the last step and those to come under the estimate, (step, level, pair)."""
    last = probability(beliefs.at_last_evidence(beliefs.path.after)[-1])
    passed = [beliefs.levels.after[-1]]
    for turnover in rates:
        if bounded:
            passed.append(onward(passed[-1], turnover, beliefs.scale, last))
        else:
            passed.append(turnover.into(0, passed[-1]))
    return np.stack(passed)


def _drawn(beliefs: Beliefs, rates: list[Turnover]) -> NDArray[np.float32]:
    """Levels of the last step and those to come under each draw (step, level, pair, draw)."""
    shape = beliefs.drawn.shape[1:]
    first = beliefs.levels.after[-1][..., None]
    belief = np.concatenate([first, beliefs.drawn[-1].astype(np.float64)], axis=2)
    belief = belief.reshape(shape[0], -1)
    passed = [belief]
    for turnover in rates:
        passed.append(turnover.into(0, passed[-1]))
    ahead = np.stack(passed).reshape(len(passed), *shape[:2], -1)
    return ahead[..., 1:].astype(np.float32)


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
    last, graded = beliefs.ends[-1].year - 1, model.annual.anchors is not None
    if graded and last > last_year(record):
        held = read_weeks(record, beliefs.pairs, beliefs.ends[-1], model.events.counting)
        panel = years_behind(record, held, graded=graded, shift=model.events.shift)
        annual = believed_by_year(panel, model)
    else:
        annual = annual_beliefs(record, beliefs.pairs, min(last, last_year(record)), model)
    theta = model.events.draws(model.draws, model.seed)
    turnover = events_model.onward(theta, annual.believed()[-1:])
    while True:
        yield turnover


def into_next_year(record: Record, model: Model, beliefs: Beliefs) -> Turnover:
    """Turnover into the year after the last step of beliefs by year, with the ties of the last."""
    return next(_yearly(record, model, beliefs))


def _yearly(record: Record, model: Model, beliefs: Beliefs) -> Iterator[Turnover]:
    theta = model.annual.draws(model.draws, model.seed)
    held = read_panel(record, beliefs.pairs, FIRST_YEAR, beliefs.ends[-1].year + 1)
    ties = held.turnover[:, -1:].copy()
    past = held.past[-1:]
    yield annual_model.onward(theta, ties, model.school, past)
    leader = row_of(NEW_LEADER)
    known = held.alive[:-1]
    seen = (held.turnover[leader, :-1] * known).sum(axis=0)
    ties[leader, 0] = seen / np.maximum(known.sum(axis=0), 1)
    rates = annual_model.onward(theta, ties, model.school, past)
    while True:
        yield rates
