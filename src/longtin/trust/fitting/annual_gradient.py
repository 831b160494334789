"""Score function of the annual model: its log-likelihood and exact gradient, for fitting.

The same formulas as in an estimate, over blocks of pairs that fit the processor's cache. States
that were born together stand in one block, so few years before birth are worked through; disputes,
births and counted reports are rare, and are taken from lists.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Bools, Cells, Floats
from longtin.trust._log_odds import probability
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.disputes import LEVELS
from longtin.trust.evidence.panel import Panel
from longtin.trust.fitting.posterior_mode import CELLS, EVALUATIONS, Scores
from longtin.trust.model.annual_model import (
    BLOCKS,
    log_classes,
    log_shares,
    odds_of_dispute,
    stories,
    turnover,
    weigh_disputes,
)
from longtin.trust.model.kernels import total
from longtin.trust.model.ordered_state_filter import likelihoods, of_two, slopes, slopes_of_two
from longtin.trust.model.parallel import chosen, cut, foresee, on_all_cores
from longtin.trust.model.parameters import size, split

HOSTILITY_BLOCKS = ("hostility if untrustworthy", "hostility if trustworthy")
REPORT_BLOCKS = ("reports if untrustworthy", "reports if trustworthy")


@dataclass(frozen=True)
class YearBlock:
    """Some pairs, for as long as any of them lives.

    Attributes:
        columns: Where the pairs stand among all.
        held: The pairs, with nothing but zeros where they do not live.
        seen: The source of disputes covers the pair. Shape (year, pair).
        gone: Year and pair wherever a pair does not live.
        born: Year and pair of every birth.
        fought: Year and pair of every dispute.
        told: Year and pair of everything counted from reports.
        counted: Its effective reports by class. Shape (class, told).
    """

    columns: NDArray[np.int64]
    held: Panel
    seen: Bools
    gone: Cells
    born: Cells
    fought: Cells
    told: Cells
    counted: Floats


def objective(panel: Panel, counting: Counting) -> Scores:
    """Prepare a panel for fitting.

    Args:
        panel: Pairs by years. What stands in years in which a pair does not live is never read.
        counting: How reports count as stories.

    Returns:
        From parameters (parameter,) to log-likelihood (pair,) and gradient (pair, parameter).
    """
    blocks = year_blocks(panel, counting, CELLS)

    foresee(panel.alive.size * EVALUATIONS)

    def evaluate(theta: Floats) -> tuple[Floats, Floats]:
        parts = split(theta[None, :], BLOCKS)
        shares = {name: log_shares(parts[name])[0] for name in HOSTILITY_BLOCKS + REPORT_BLOCKS}
        loglik = np.empty(len(panel.pairs))
        gradient = np.empty((len(panel.pairs), size(BLOCKS)))

        def fill(block: YearBlock) -> None:
            loglik[block.columns], gradient[block.columns] = _scores(parts, shares, block)

        on_all_cores(fill, blocks)
        return loglik, gradient

    return evaluate


def year_blocks(panel: Panel, counting: Counting, cells: int) -> list[YearBlock]:
    """The pairs in blocks of about so many years times pairs, those born together in one."""
    order = np.lexsort((_last(panel), np.argmax(panel.alive, axis=0)))
    return [_block(panel, order[columns], counting) for columns in cut(panel.alive.shape, cells)]


def _last(panel: Panel) -> NDArray[np.int64]:
    return np.asarray(len(panel.years) - 1 - np.argmax(panel.alive[::-1], axis=0))


def _block(panel: Panel, columns: NDArray[np.int64], counting: Counting) -> YearBlock:
    alive = panel.alive[:, columns]
    lived = np.nonzero(alive.any(axis=1))[0]
    years = slice(lived[0], lived[-1] + 1) if len(lived) else slice(0, 1)
    alive = np.ascontiguousarray(alive[years])

    def living(values: Floats) -> Floats:
        return np.where(alive, values[:, years, columns], 0.0)

    held = replace(
        panel,
        years=panel.years[years],
        pairs=tuple(panel.pairs[column] for column in columns),
        alive=alive,
        born=np.ascontiguousarray(panel.born[years, columns]),
        turnover=living(panel.turnover),
        opportunity=living(panel.opportunity),
        hostility=np.where(alive, panel.hostility[years, columns], -1),
        reports=living(panel.reports),
        past=np.where(alive, panel.past[years, columns], 0.0),
        shift=panel.shift[:, years],
    )
    counted, mass = stories(held, counting)
    told = np.nonzero(mass)
    return YearBlock(
        columns=columns,
        held=held,
        seen=held.hostility >= 0,
        gone=np.nonzero(~alive),
        born=np.nonzero(held.born),
        fought=np.nonzero(held.hostility > 0),
        told=told,
        counted=counted[:, told[0], told[1]],
    )


def _scores(
    parts: dict[str, Floats], shares: dict[str, Floats], block: YearBlock
) -> tuple[Floats, Floats]:
    held = block.held
    keep, win = (rates[..., 0] for rates in turnover(parts, held.turnover, block.gone, block.born))
    odds = odds_of_dispute(parts, held)
    evidence = np.stack(
        [
            weigh_disputes(held, of_type, shares[name][None, :])[..., 0]
            for of_type, name in zip(odds.transpose(1, 0, 2, 3), HOSTILITY_BLOCKS, strict=True)
        ],
        axis=1,
    )
    told, pairs = block.told
    evidence[told, :, pairs] += (log_classes(parts)[0] @ block.counted).T
    moves = of_two(keep, win)
    likely, most = likelihoods(evidence)
    loglik, slope = slopes(moves, likely)
    loglik += most.sum(axis=0)
    type1 = slope.level[:, 1]
    gradient = [
        *_turnover_scores(block, *slopes_of_two(keep, win, moves.breaks, slope)),
        *_dispute_scores(shares, block, odds.transpose(1, 0, 2, 3), type1),
        *_report_scores(shares, block, type1[block.told]),
    ]
    return loglik, np.concatenate(gradient, axis=1)


def by_pair(block: YearBlock, told: Floats) -> Floats:
    """Sum over all that was told of each pair."""
    return np.bincount(block.told[1], told, minlength=len(block.held.pairs)).astype(np.float64)


def over_years(block: YearBlock, covariates: Floats, weight: Floats) -> Floats:
    """Sum of weighed covariates over the years: (pair, covariate)."""
    sums = np.zeros((len(covariates), len(block.held.pairs)))
    chosen(total, weight.size)(covariates, weight, sums)
    return sums.T


def _turnover_scores(block: YearBlock, keep: Floats, win: Floats) -> list[Floats]:
    held = block.held
    years, pairs = block.born
    start = np.zeros((len(held.pairs), len(held.turnover)))
    begun = (keep[years, pairs] + win[years, pairs]) * held.turnover[:, years, pairs]
    np.add.at(start, pairs, begun.T)
    keep[years, pairs] = win[years, pairs] = 0.0
    return [start, over_years(block, held.turnover, keep), over_years(block, held.turnover, win)]


def _dispute_scores(
    shares: dict[str, Floats], block: YearBlock, odds: Floats, type1: Floats
) -> list[Floats]:
    held = block.held
    fought = block.fought
    level = held.hostility[fought] - 1
    gaps, levels = [], []
    for of_type, weight, name in zip(odds, (1.0 - type1, type1), HOSTILITY_BLOCKS, strict=True):
        gap = np.where(block.seen, -weight * probability(of_type[..., 0]), 0.0)
        gap[fought] += weight[fought]
        gaps.append(gap)
        reached = np.zeros((len(held.pairs), len(LEVELS)))
        np.add.at(reached, (fought[1], level), weight[fought])
        levels.append(_beyond_expected(reached, shares[name]))
    both = np.stack([gap.sum(axis=0) for gap in gaps], axis=1)
    return [both, over_years(block, held.opportunity, gaps[0] + gaps[1]), *levels]


def _report_scores(shares: dict[str, Floats], block: YearBlock, type1: Floats) -> list[Floats]:
    return [
        _beyond_expected(
            np.stack([by_pair(block, counted * weight) for counted in block.counted], axis=1),
            shares[name],
        )
        for weight, name in zip((1.0 - type1, type1), REPORT_BLOCKS, strict=True)
    ]


def _beyond_expected(counts: Floats, shares: Floats) -> Floats:
    """Score of a categorical channel: counts less their expectation, but for the first class."""
    return np.asarray((counts - np.exp(shares) * counts.sum(axis=1, keepdims=True))[:, 1:])
