"""Part of a year: belief by year carried on from the last complete year to a day within the next.

Disputes and counts of a year are known when it is over. Before that belief rests on the last
complete year, and the level may have moved since: as much as it does in a year, by the share of the
year that has passed. Nothing is heard in the meantime, so the point goes no further than evidence
led it, as in unobserved time, and the draws behind the interval go on to their own long run.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from longtin.acts import Record
from longtin.trust._arrays import Days, Floats
from longtin.trust._log_odds import probability
from longtin.trust.evidence import observation
from longtin.trust.model.beliefs import Beliefs, Model
from longtin.trust.model.ordered_state_filter import LevelBeliefs, Turnover
from longtin.trust.model.prediction import into_next_year
from longtin.trust.model.unobserved import tilted


def carried_to(record: Record, model: Model, beliefs: Beliefs, day: date) -> Beliefs:
    """The same with one step more, which ends on a day of the year after the last.

    Args:
        record: What the beliefs were read from; nothing of the unfinished year but which states
            live on the day.
        model: What they were made with.
        beliefs: By year.
        day: After the last step, before the end of the year after.
    """
    pairs = len(beliefs.pairs)
    alive = observation.alive((day,), beliefs.pairs)[0]
    every = _over_part(into_next_year(record, model, beliefs), _share(beliefs.ends[-1], day))
    lived = np.repeat(beliefs.alive[-1], every.drift.shape[1] // pairs)
    every = replace(every, breaks=np.where(lived, every.breaks, 1.0))
    own = every.of(slice(None, None, every.drift.shape[1] // pairs))
    last = probability(beliefs.at_last_evidence(beliefs.path.after)[-1])
    own = replace(own, long_run=tilted(own.long_run[0], beliefs.scale, last)[None])
    now = own.into(0, beliefs.levels.after[-1])[None]
    levels = beliefs.levels
    return replace(
        beliefs,
        ends=(*beliefs.ends, day),
        levels=LevelBeliefs(
            np.concatenate([levels.before, now]), np.concatenate([levels.after, now]), levels.loglik
        ),
        known=np.concatenate([beliefs.known, now]),
        drawn=np.concatenate([beliefs.drawn, _drawn(beliefs, every)[None]]).astype(np.float32),
        effective=np.vstack([beliefs.effective, (1.0 - own.breaks[0]) * beliefs.effective[-1]]),
        alive=np.vstack([beliefs.alive, alive]),
        observed=np.vstack([beliefs.observed, np.zeros_like(alive)]),
        heard=np.vstack([beliefs.heard, _spoken(beliefs)]),
        turnover=_followed(beliefs.turnover, own),
    )


def _spoken(beliefs: Beliefs) -> Days:
    """Day of the last evidence, which a quiet year that a source speaks of is too."""
    end = np.datetime64(beliefs.ends[-1])
    return np.where(beliefs.observed[-1], end, beliefs.heard[-1])


def _share(since: date, day: date) -> float:
    """How much of the year that follows a day has passed on another, in (0, 1)."""
    return (day - since).days / (since.replace(year=since.year + 1) - since).days


def _over_part(turnover: Turnover, share: float) -> Turnover:
    """Turnover of a year over a share of it."""
    return replace(
        turnover, drift=share * turnover.drift, breaks=1.0 - (1.0 - turnover.breaks) ** share
    )


def _drawn(beliefs: Beliefs, every: Turnover) -> Floats:
    """Levels under each draw on the day (level, pair, draw)."""
    first = beliefs.levels.after[-1][..., None]
    belief = np.concatenate([first, beliefs.drawn[-1].astype(np.float64)], axis=2)
    return every.into(0, belief.reshape(len(belief), -1)).reshape(belief.shape)[..., 1:]


def _followed(turnover: Turnover, step: Turnover) -> Turnover:
    """Turnover with that of one step more."""
    run = [
        np.concatenate([getattr(turnover, name), getattr(step, name)])
        for name in ("long_run", "drift", "breaks")
    ]
    return Turnover(run[0], run[1], run[2], np.append(turnover.period, len(turnover.long_run)))
