"""Score function of the events model: its log-likelihood and exact gradient, for fitting.

The same formulas as in an estimate, over blocks of pairs that fit the processor's cache. Nearly all
weeks of nearly all pairs are silent, so what was reported is taken from lists.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Cells, Floats
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.fitting.posterior_mode import CELLS, EVALUATIONS, Scores
from longtin.trust.model.events_model import (
    FURTHEST,
    blocks,
    common_mix,
    log_likelihoods,
    periods,
    rates,
    tense,
    turnover,
)
from longtin.trust.model.kernels import LARGEST
from longtin.trust.model.ordered_state_filter import likelihoods, of_two, slopes, slopes_of_two
from longtin.trust.model.parallel import cut, foresee, on_all_cores
from longtin.trust.model.parameters import size
from longtin.trust.model.perception import blurred_slope


@dataclass(frozen=True)
class _WeekBlock:
    """Some pairs.

    Attributes:
        columns: Where the pairs stand among all.
        period: Of each step, runs of steps with the same rates.
        lean: Annual log-odds that turnover leans on. Shape (period, pair).
        gone: Period and pair wherever a pair does not live.
        born: Period and pair of every birth.
        told: Step and pair of every week with reports.
        counted: Its effective reports by type of act. Shape (kind, told).
    """

    columns: slice
    period: NDArray[np.int64]
    lean: Floats
    gone: Cells
    born: Cells
    told: Cells
    counted: Floats


def objective(held: Weeks, rest: Floats) -> Scores:
    """Prepare weeks for fitting.

    Args:
        held: Pairs by weeks. What stands in weeks in which a pair does not live is never read.
        rest: Annual log-odds of the last complete year (step, pair).

    Returns:
        From parameters (parameter,) to log-likelihood (pair,) and gradient (pair, parameter).
    """
    foresee(held.alive.size * EVALUATIONS)
    parts = [_block(held, rest, columns) for columns in cut(held.alive.shape, CELLS)]

    def evaluate(theta: Floats) -> tuple[Floats, Floats]:
        loglik = np.empty(len(held.pairs))
        gradient = np.empty((len(held.pairs), size(blocks())))

        def fill(block: _WeekBlock) -> None:
            loglik[block.columns], gradient[block.columns] = _scores(theta[None, :], block)

        on_all_cores(fill, parts)
        return loglik, gradient

    return evaluate


def _block(held: Weeks, rest: Floats, columns: slice) -> _WeekBlock:
    some = held.of(columns)
    first, period = periods(some)
    alive = some.alive[first]
    told = np.nonzero(some.alive & (np.nan_to_num(some.mass) > 0))
    return _WeekBlock(
        columns=columns,
        period=period,
        lean=np.where(alive, np.clip(rest[first, columns], -FURTHEST, FURTHEST), 0.0),
        gone=np.nonzero(~alive),
        born=np.nonzero(some.born[first]),
        told=told,
        counted=some.counted[:, told[0], told[1]],
    )


def _scores(draw: Floats, block: _WeekBlock) -> tuple[Floats, Floats]:
    by_type = np.stack([logs[0] for logs in log_likelihoods(draw)])
    keep, win = (
        rate[..., 0] for rate in turnover(draw, block.gone, block.born, block.lean[..., None])
    )
    moves = of_two(keep, win, block.period)
    likely, most = _heard(block, by_type @ block.counted)
    loglik, slope = slopes(moves, likely)
    loglik += _by_pair(block, most)
    step, pair = block.told
    chances = slope.level[step, :, pair].T
    zero, one = (
        _beyond_expected(
            np.stack([_by_pair(block, counted * weight) for counted in block.counted], axis=1), logs
        )
        for weight, logs in zip(chances, by_type, strict=True)
    )
    head = _rate_scores(draw, block, *slopes_of_two(keep, win, moves.breaks, slope))
    return loglik, np.concatenate([head, one + zero, (one - zero) / 2.0], axis=1)


def _heard(block: _WeekBlock, told: Floats) -> tuple[Floats, Floats]:
    """Likelihoods of all weeks, from what was told; and the logarithm of the largest of each."""
    likely = np.ones((len(block.period), len(told), block.lean.shape[1]))
    most = told.max(axis=0)
    step, pair = block.told
    likely[step, :, pair] = np.exp(np.maximum(told - most, -LARGEST)).T
    return likely, most


def _rate_scores(draw: Floats, block: _WeekBlock, keep: Floats, win: Floats) -> Floats:
    """By pair, for the two logits; a birth starts at win/(win + 1 - keep)."""
    stay, come = (rate[:, 0] for rate in rates(draw, block.lean[block.born][:, None]))
    start = keep[block.born] + win[block.born]
    keep[block.born], win[block.born] = start * stay, start * (1.0 - come)
    weighed = (keep, keep * block.lean, win, win * block.lean)
    return np.stack([scores.sum(axis=0) for scores in weighed], axis=1)


def _by_pair(block: _WeekBlock, told: Floats) -> Floats:
    """Sum over all that was told of each pair."""
    return np.bincount(block.told[1], told, minlength=block.lean.shape[1]).astype(np.float64)


def _beyond_expected(counts: Floats, logs: Floats) -> Floats:
    """Score of the log-probabilities of the types of act: counts less their expectation."""
    return np.asarray(counts - np.exp(logs) * counts.sum(axis=1, keepdims=True))


def noise_score(held: Weeks, rest: Floats, theta: Floats, noise: float) -> tuple[float, float]:
    """Log-likelihood if that share of acts is misread in a crisis, and its exact slope.

    By Fisher's identity again: the expected slope of what was told, under the smoother.

    Args:
        held: Pairs by weeks.
        rest: Annual log-odds of the last complete year (step, pair).
        theta: Parameters of the events model, (parameter,).
        noise: Chance that an act in a crisis is taken for any act at all, in (0, 1).
    """
    draw = theta[None, :]
    first, period = periods(held)
    keep, win = (
        rate[..., 0]
        for rate in turnover(draw, ~held.alive[first], held.born[first], rest[first][..., None])
    )
    crisis = tense(held) & held.alive
    quiet = held.alive & ~crisis
    evidence = np.zeros((2, *held.alive.shape))
    for cells, share in ((quiet, 0.0), (crisis, noise)):
        by_type = np.stack([logs[0] for logs in log_likelihoods(draw, share)])
        evidence[:, cells] = by_type @ held.counted[:, cells]
    likely, most = likelihoods(evidence.transpose(1, 0, 2))
    loglik, slope = slopes(of_two(keep, win, period), likely)
    clear, common = log_likelihoods(draw), common_mix(draw)
    gained = np.stack(
        [blurred_slope(logs, common, noise)[0] @ held.counted[:, crisis] for logs in clear]
    )
    chances = slope.level.transpose(1, 0, 2)[:, crisis]
    return float(loglik.sum() + most.sum()), float((chances * gained).sum())
