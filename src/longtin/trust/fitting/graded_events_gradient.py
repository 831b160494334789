"""Score function of the events model with graded levels: log-likelihood and exact gradient.

What weeks rest on is given, so drift, frequencies and weights are all there is to learn; the chance
of a break is a choice, and its score is zero.
"""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Bools, Cells, Floats
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.fitting.posterior_mode import CELLS, EVALUATIONS, Scores
from longtin.trust.model import graded_levels
from longtin.trust.model.events_model import (
    by_block,
    log_likelihoods,
    moves,
    periods,
)
from longtin.trust.model.graded_levels import PLACES, SIGNS
from longtin.trust.model.kernels import LARGEST
from longtin.trust.model.ordered_state_filter import likelihoods, slopes
from longtin.trust.model.parallel import cut, foresee, on_all_cores


@dataclass(frozen=True)
class _LevelBlock:
    """Some pairs.

    Attributes:
        columns: Where the pairs stand among all.
        held: The pairs by weeks.
        rest: Annual belief by period, (period, level, pair, 1).
        free: Where a pair lives on into a period, (period, pair).
        told: Step and pair of every week with reports.
        counted: Its effective reports by kind of act. Shape (told, kind).
        sights: Of stretches in which kinds were withheld: the share of each that could be seen
            (kind,), and the effective reports of those days (told,).
        given: Likelihood of what else is known, (step, level, pair), the largest over the levels
            being 1; `None` for nothing.
        loglik: Log-likelihood of that largest one, summed over steps, (pair,).
    """

    columns: slice
    held: Weeks
    rest: Floats
    free: Bools
    told: Cells
    counted: Floats
    sights: tuple[tuple[Floats, Floats], ...]
    given: Floats | None
    loglik: Floats


def objective(held: Weeks, rest: Floats, context: Floats | None = None) -> Scores:
    """Prepare weeks for fitting.

    Args:
        held: Pairs by weeks. What stands in weeks in which a pair does not live is never read.
        rest: Annual belief of the last complete year, (step, level, pair).
        context: Log-likelihood of what else is known of each week, taken as given: (step, level,
            pair).

    Returns:
        From parameters (parameter,) to log-likelihood (pair,) and gradient (pair, parameter).
    """
    foresee(held.alive.size * len(PLACES) * EVALUATIONS)
    parts = [_block(held, rest, columns, context) for columns in cut(held.alive.shape, CELLS // 2)]

    def evaluate(theta: Floats) -> tuple[Floats, Floats]:
        loglik = np.empty(len(held.pairs))
        gradient = np.empty((len(held.pairs), len(theta)))

        def fill(block: _LevelBlock) -> None:
            loglik[block.columns], gradient[block.columns] = _scores(theta[None, :], block)

        on_all_cores(fill, parts)
        return loglik, gradient

    return evaluate


def _block(held: Weeks, rest: Floats, columns: slice, context: Floats | None) -> _LevelBlock:
    some = held.of(columns)
    given, loglik = None, np.zeros(len(some.pairs))
    if context is not None:
        known = np.where(some.alive[:, None], context[:, :, columns], 0.0)
        given, most = likelihoods(known)
        loglik = most.sum(axis=0)
    first, _ = periods(some)
    told = np.nonzero(some.alive & (np.nan_to_num(some.mass) > 0))
    return _LevelBlock(
        columns=columns,
        held=some,
        rest=rest[first][:, :, columns, None],
        free=some.alive[first] & ~some.born[first],
        told=told,
        counted=some.counted[:, told[0], told[1]].T,
        sights=tuple((sight.shown, sight.mass[None][told]) for sight in some.partial),
        given=given,
        loglik=loglik,
    )


def _scores(draw: Floats, block: _LevelBlock) -> tuple[Floats, Floats]:
    logs = log_likelihoods(draw)[:, 0]
    step, pair = block.told
    seen = block.counted @ logs.T
    total = block.counted.sum(axis=1, keepdims=True)
    visible = [(logs + np.log(shown), mass[:, None]) for shown, mass in block.sights]
    for shares, mass in visible:
        seen -= mass * np.logaddexp.reduce(shares, axis=1)
    most = seen.max(axis=1)
    heard = np.exp(np.maximum(seen - most[:, None], -LARGEST))
    if block.given is None:
        likely = np.ones((len(block.held.ends), len(PLACES), len(block.held.pairs)))
        likely[step, :, pair] = heard
    else:
        likely = block.given.copy()
        likely[step, :, pair] *= heard
    loglik, slope = slopes(moves(draw, block.held, block.rest), likely)
    drift, _ = graded_levels.rates(by_block(draw))
    moved = (slope.drift * block.free).sum(axis=0) * drift[0] * (1.0 - 2.0 * drift[0])
    level, chances = slope.level[step, :, pair], np.exp(logs)
    expected = [(chances, total - sum(mass for _, mass in visible))]
    expected += [(np.exp(graded_levels.normalised(shares)), mass) for shares, mass in visible]
    profile = block.counted - sum((level @ share) * mass for share, mass in expected)
    contrast = block.counted * (level @ SIGNS)[:, None] - sum(
        ((level * SIGNS) @ share) * mass for share, mass in expected
    )
    gradient = np.zeros((len(loglik), draw.shape[1]))
    gradient[:, 0] = moved
    np.add.at(gradient[:, 2:], pair, np.concatenate([profile, contrast], axis=1))
    np.add.at(loglik, pair, most)
    return loglik + block.loglik, gradient
