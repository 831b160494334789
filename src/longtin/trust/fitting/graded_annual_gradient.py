"""Score function of the annual model with graded levels: log-likelihood and exact gradient.

The same formulas as in an estimate, over blocks of pairs that fit the processor's cache.
"""

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.evidence.disputes import LEVELS as HOSTILITY
from longtin.trust.evidence.panel import Panel
from longtin.trust.fitting.annual_gradient import YearBlock, by_pair, over_years, year_blocks
from longtin.trust.fitting.posterior_mode import CELLS, EVALUATIONS, Scores
from longtin.trust.model import graded_levels
from longtin.trust.model.annual_model import (
    log_classes,
    log_levels,
    moves,
    odds_of_dispute,
    weigh_disputes,
)
from longtin.trust.model.graded_levels import PLACES, SIGNS
from longtin.trust.model.kernels import foresee
from longtin.trust.model.log_odds import probability
from longtin.trust.model.ordered_state_filter import Slopes, likelihoods, slopes
from longtin.trust.model.parallel import on_all_cores
from longtin.trust.model.parameters import size, split


def objective(panel: Panel, echo: float) -> Scores:
    """Prepare a panel for fitting.

    Args:
        panel: Pairs by years. What stands in years in which a pair does not live is never read.
        echo: Exponent of repeated reports.

    Returns:
        From parameters (parameter,) to log-likelihood (pair,) and gradient (pair, parameter).
    """
    foresee(panel.alive.size * len(PLACES) * EVALUATIONS)
    blocks = year_blocks(panel, echo, CELLS // 2)

    def evaluate(theta: Floats) -> tuple[Floats, Floats]:
        parts = split(theta[None, :], graded_levels.YEARLY)
        loglik = np.empty(len(panel.pairs))
        gradient = np.empty((len(panel.pairs), size(graded_levels.YEARLY)))

        def fill(block: YearBlock) -> None:
            loglik[block.columns], gradient[block.columns] = _scores(parts, block)

        on_all_cores(fill, blocks)
        return loglik, gradient

    return evaluate


def _scores(parts: dict[str, Floats], block: YearBlock) -> tuple[Floats, Floats]:
    held, (told, pairs) = block.held, block.told
    odds, hostility = odds_of_dispute(parts, held)[..., 0], log_levels(parts)[0]
    evidence = np.stack(
        [
            weigh_disputes(held, odds[:, level, :, None], hostility[None, level])[..., 0]
            for level in range(len(PLACES))
        ],
        axis=1,
    )
    classes = log_classes(parts)[0]
    evidence[told, :, pairs] += (classes @ block.counted).T
    turnover = moves(parts, held)
    likely, most = likelihoods(evidence)
    loglik, slope = slopes(turnover, likely)
    gradient = [
        *_turnover_scores(parts, block, turnover.long_run, slope),
        *_dispute_scores(parts, block, odds, slope.level),
        *_report_scores(block, np.exp(classes), slope.level[told, :, pairs]),
    ]
    return loglik + most.sum(axis=0), np.concatenate(gradient, axis=1)


def _turnover_scores(
    parts: dict[str, Floats], block: YearBlock, long_run: Floats, slope: Slopes
) -> list[Floats]:
    held = block.held
    ties = np.concatenate([held.turnover, held.past[None]])
    mean = graded_levels.mean_place(parts, ties)[..., 0]
    precision = float(np.exp(parts["spread"][0, 0]))
    free = slope.long_run - long_run * slope.long_run.sum(axis=1, keepdims=True)
    up, down = np.log(PLACES), np.log1p(-PLACES)
    to_mean = np.tensordot(free, up - down, axes=(1, 0))
    to_precision = mean * to_mean + np.tensordot(free, down, axes=(1, 0))
    drift, breaks = (float(rate[0]) for rate in graded_levels.rates(parts))
    lives_on = held.alive & ~held.born
    moved = (slope.drift * lives_on).sum(axis=0) * drift * (1.0 - 2.0 * drift)
    broken = (slope.breaks * lives_on).sum(axis=0) * breaks * (1.0 - breaks)
    return [
        over_years(block, ties, precision * to_mean * mean * (1.0 - mean)),
        precision * to_precision.sum(axis=0)[:, None],
        np.stack([moved, broken], axis=1),
    ]


def _dispute_scores(
    parts: dict[str, Floats], block: YearBlock, odds: Floats, level: Floats
) -> list[Floats]:
    held, (years, pairs) = block.held, block.fought
    gap = np.where(block.seen[:, None], -level * probability(odds), 0.0)
    gap[years, :, pairs] += level[years, :, pairs]
    ends = [np.tensordot(gap, side, axes=(1, 0)).sum(axis=0) for side in (1.0 - PLACES, PLACES)]
    reached = np.zeros((len(held.pairs), len(PLACES), len(HOSTILITY)))
    height = held.hostility[years, pairs] - 1
    for place in range(len(PLACES)):
        np.add.at(reached[:, place], (pairs, height), level[years, place, pairs])
    share = reached / np.exp(log_levels(parts)[0])
    scores = []
    for end, side in (("lowest", 1.0 - PLACES), ("highest", PLACES)):
        chance = np.exp(
            graded_levels.normalised(graded_levels.from_first(parts[f"hostility if {end}"]))
        )[0]
        slope = np.tensordot(share, side, axes=(1, 0))
        scores.append((chance * (slope - (slope @ chance)[:, None]))[:, 1:])
    return [np.stack(ends, axis=1), over_years(block, held.opportunity, gap.sum(axis=1)), *scores]


def _report_scores(block: YearBlock, chances: Floats, level: Floats) -> list[Floats]:
    """For profile and contrast; `level` is P(level | all) wherever something was told."""
    counted = block.counted.T
    total = counted.sum(axis=1, keepdims=True)
    seen = counted - (level @ chances) * total
    leaning = counted * (level @ SIGNS)[:, None] - ((level * SIGNS) @ chances) * total
    return [
        np.stack([by_pair(block, column) for column in each.T[1:]], axis=1)
        for each in (seen, leaning)
    ]
