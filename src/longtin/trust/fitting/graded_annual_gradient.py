"""Score function of the annual model with graded levels: log-likelihood and exact gradient.

The same formulas as in an estimate, over blocks of pairs that fit the processor's cache. The odds
of a dispute go from level to level by one factor, so a year costs one exponential in place of one
for each level, and likelihoods need no logarithm.
"""

import numpy as np

from longtin.trust._arrays import Floats
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.disputes import LEVELS as HOSTILITY
from longtin.trust.evidence.panel import Panel
from longtin.trust.fitting.annual_gradient import YearBlock, by_pair, over_years, year_blocks
from longtin.trust.fitting.posterior_mode import CELLS, EVALUATIONS, Scores
from longtin.trust.model import graded_levels
from longtin.trust.model.annual_model import (
    log_classes,
    log_levels,
    moves,
)
from longtin.trust.model.graded_levels import PLACES, SIGNS
from longtin.trust.model.kernels import LARGEST, LEAST
from longtin.trust.model.ordered_state_filter import Slopes, slopes
from longtin.trust.model.parallel import foresee, on_all_cores
from longtin.trust.model.parameters import size, split


def objective(panel: Panel, counting: Counting) -> Scores:
    """Prepare a panel for fitting.

    Args:
        panel: Pairs by years. What stands in years in which a pair does not live is never read.
        counting: How reports count as stories.

    Returns:
        From parameters (parameter,) to log-likelihood (pair,) and gradient (pair, parameter).
    """
    foresee(panel.alive.size * len(PLACES) * EVALUATIONS)
    blocks = year_blocks(panel, counting, CELLS // 2)

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
    peace = _peace(parts, held)
    likely = np.where(block.seen[:, None], peace, 1.0)
    years, fought = block.fought
    height = np.exp(log_levels(parts)[0])[:, held.hostility[years, fought] - 1].T
    likely[years, :, fought] = (1.0 - peace[years, :, fought]) * height
    classes = log_classes(parts)[0]
    seen = (classes @ block.counted).T
    most = seen.max(axis=1, initial=-np.inf)
    likely[told, :, pairs] *= np.exp(np.maximum(seen - most[:, None], -LARGEST))
    turnover = moves(parts, held)
    loglik, slope = slopes(turnover, likely)
    gradient = [
        *_turnover_scores(parts, block, turnover.long_run, slope),
        *_dispute_scores(parts, block, peace, slope.level),
        *_report_scores(block, np.exp(classes), slope.level[told, :, pairs]),
    ]
    return loglik + by_pair(block, most), np.concatenate(gradient, axis=1)


def _peace(parts: dict[str, Floats], held: Panel) -> Floats:
    """Chance of a year without a dispute at each level, (year, level, pair)."""
    low, high = parts["dispute"][0]
    step = np.exp((high - low) * (PLACES[1] - PLACES[0]))
    chance = np.tensordot(held.opportunity, parts["opportunity"][0], axes=(0, 0))
    chance += low + (high - low) * PLACES[0]
    odds = np.exp(np.minimum(chance, LARGEST))
    peace = np.empty((len(odds), len(PLACES), odds.shape[1]))
    for level in range(len(PLACES)):
        np.divide(1.0, odds + 1.0, out=peace[:, level])
        odds *= step
    return np.maximum(peace, LEAST, out=peace)


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
    parts: dict[str, Floats], block: YearBlock, peace: Floats, level: Floats
) -> list[Floats]:
    held, (years, pairs) = block.held, block.fought
    gap = np.zeros((len(block.seen), 2, len(held.pairs)))
    for place, here, quiet in zip(
        PLACES, level.transpose(1, 0, 2), peace.transpose(1, 0, 2), strict=True
    ):
        expected = here * (quiet - 1.0)
        gap[:, 0] += expected
        gap[:, 1] += place * expected
    gap *= block.seen[:, None]
    found = level[years, :, pairs]
    gap[years, :, pairs] += np.stack([found.sum(axis=1), found @ PLACES], axis=1)
    whole, highest = gap[:, 0], gap[:, 1].sum(axis=0)
    ends = [whole.sum(axis=0) - highest, highest]
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
    return [np.stack(ends, axis=1), over_years(block, held.opportunity, whole), *scores]


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
