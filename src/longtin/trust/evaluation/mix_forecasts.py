"""Forecasts of what the reports of the next weeks will be made of, and their rivals.

A case is an ordered pair in a week, as in `conflict_forecasts`; what is foretold is the type of
each report on it in the weeks after. Every report counts once. From the mix of types follow the
share of any conflict and of material conflict.

Belief is not the forecast. It reads every act for what it says of a level that all pairs share, and
forgets the pair's own manner: who accuses much and strikes never. Longtin's forecast is a
log-linear pool of what belief expects with the pair's own shares, forgotten at several speeds, and
those of the other direction,

    q_k ∝ exp( b_k + Σ_f w_f log p_f(k) ),

weights and biases fitted on weeks up to the cut-off. Belief there is that of the parameters for
forecasts: each week by itself and nothing halved.

Source:
    Jøsang & Ismail (2002) for shares with forgetting; Genest & Zidek (1986) on pooling opinions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import Record, kinds
from longtin.trust._arrays import Floats
from longtin.trust.evaluation.conflict_forecasts import (
    EVERY,
    HORIZONS,
    DatedCases,
    ExpectedConflict,
    trailing,
)
from longtin.trust.evaluation.scores import ABLATIONS, OWN
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.dated_reports import MATERIAL_CONFLICT, VERBAL_CONFLICT
from longtin.trust.fitting.fit_graded import REPORTED
from longtin.trust.model import events_model
from longtin.trust.model.ordered_state_filter import Turnover
from longtin.trust.model.parameters import Parameters
from longtin.trust.model.settings import Model

SPEEDS = (13.0, 52.0, 208.0)
"""Weeks in which a report counts for a third as much."""

STRENGTHS = (1.0, 3.0, 10.0, 30.0)
"""Reports that the mix of all pairs counts for beside the pair's own; the best is taken."""

MOST_STEPS = 256

RIDGE = 1.0
"""Penalty on squared biases and on weights away from equal ones."""

SUREST = 1e-6

SHARES = ("any", "material", "mix")
"""What is scored: the share of any conflict, of material conflict, and the mix of types."""


@dataclass(frozen=True)
class MixCases:
    """Cases of some weeks, one after the other.

    Attributes:
        step: Week of each. Shape (case,).
        column: Pair of each. Shape (case,).
        counts: Reports of the weeks ahead by type. Shape (kind, case).
        learn: Whether the weeks ahead were over by the cut-off; the others are scored. (case,).
    """

    step: NDArray[np.int64]
    column: NDArray[np.int64]
    counts: Floats
    learn: NDArray[np.bool_]

    @classmethod
    def of(cls, cases: DatedCases, ahead: int, every: int) -> "MixCases":
        """Cases with reports ahead, of every fourth week or so."""
        learn, score = cases.known(ahead)
        kept = (learn | score) & (np.arange(len(learn)) % every == 0)[:, None]
        coming = np.zeros_like(cases.raw)
        summed = np.cumsum(cases.raw, axis=1)
        coming[:, :-ahead] = summed[:, ahead:] - summed[:, :-ahead]
        kept &= coming.sum(axis=0) > 0
        step, column = np.nonzero(kept)
        return cls(step, column, coming[:, step, column], learn[step, column])


def expected_mix(
    cases: MixCases, expected: ExpectedConflict, events: Parameters, ahead: int, pairs: int
) -> Floats:
    """What belief expects the mix of the weeks ahead to be. Shape (kind, case).

    Turnover goes on at the present rates; nothing is seen in between.
    """
    place = cases.step * pairs + cases.column
    run = expected.turnover
    turnover = Turnover(run.long_run[:, :, place], run.drift[:, place], run.breaks[:, place],
                        run.period)  # fmt: skip
    levels = expected.levels[:, place]
    total = np.zeros_like(levels)
    for _ in range(ahead):
        levels = turnover.into(0, levels)
        total += levels
    logs = events_model.log_likelihoods(events.values[None, :])[:, 0]
    return np.asarray(np.exp(logs).T @ (total / ahead))


def faded_counts(raw: Floats, weeks: float) -> Floats:
    """Counts up to each week, older ones counting less by e every `weeks`. (kind, week, pair)."""
    kept, held = np.exp(-1.0 / weeks), np.zeros((raw.shape[0], raw.shape[2]))
    found = np.empty_like(raw)
    for step in range(raw.shape[1]):
        held = kept * held + raw[:, step]
        found[:, step] = held
    return found


def own_shares(counts: Floats, common: Floats, strength: float) -> Floats:
    """Mean of a Dirichlet that begins as the mix of all pairs. Shape (kind, case).

    Args:
        counts: Remembered reports of each case (kind, case).
        common: Mix of all pairs (kind,).
        strength: Reports that it counts for.
    """
    return np.asarray((counts + strength * common[:, None]) / (counts.sum(axis=0) + strength))


def log_losses(counts: Floats, mix: Floats) -> dict[str, float]:
    """Mean negative log-probability of each report, of `SHARES`.

    Args:
        counts: Reports by type (kind, case).
        mix: Their forecast shares, likewise.
    """
    quads = np.array([kind.quad for kind in kinds().values()])
    found = {"mix": _loss(counts, mix)}
    for name, first in (("any", VERBAL_CONFLICT), ("material", MATERIAL_CONFLICT)):
        yes = quads >= first
        halves = [
            np.stack([each[yes].sum(axis=0), each[~yes].sum(axis=0)]) for each in (counts, mix)
        ]
        found[name] = _loss(*halves)
    return found


def _loss(counts: Floats, mix: Floats) -> float:
    return float(-(counts * np.log(np.clip(mix, SUREST, 1.0))).sum() / counts.sum())


def forecasts(
    raw: Floats, pairs: Sequence[tuple[int, int]], cases: MixCases, belief: Mapping[str, Floats],
    ahead: int,
) -> dict[str, Floats]:  # fmt: skip
    """Mixes by forecaster, (kind, case) each.

    Args:
        raw: Reports as counted (kind, week, pair).
        pairs: Of its columns.
        cases: To learn from and to score.
        belief: Expected mixes by model, of which `longtin` is pooled with the pair's own shares.
        ahead: Weeks.
    """
    learn = cases.learn
    common = cases.counts[:, learn].sum(axis=1) + 0.5
    common /= common.sum()
    memory = {speed: faded_counts(raw, speed)[:, cases.step, cases.column] for speed in SPEEDS}
    best = {
        speed: max(
            (own_shares(counts, common, each) for each in STRENGTHS),
            key=lambda mix: -_loss(cases.counts[:, learn], mix[:, learn]),
        )
        for speed, counts in memory.items()
    }
    single = min(best.values(), key=lambda mix: _loss(cases.counts[:, learn], mix[:, learn]))
    smooth = min(
        (own_shares(counts, common, 1.0) for counts in memory.values()),
        key=lambda mix: _loss(cases.counts[:, learn], mix[:, learn]),
    )
    last = trailing(raw, ahead)[:, cases.step, cases.column]
    place = {pair: column for column, pair in enumerate(pairs)}
    back = np.array([place.get((two, one), -1) for one, two in pairs])
    turned = np.concatenate([raw, np.zeros((*raw.shape[:2], 1))], axis=2)[:, :, back]
    other = own_shares(faded_counts(turned, SPEEDS[1])[:, cases.step, cases.column], common, 3.0)
    parts = [belief[OWN], *best.values(), other]
    found = {name: mix for name, mix in belief.items() if name != OWN}
    found |= {
        "belief_alone": belief[OWN],
        "without_belief": pooled(cases, parts[1:]),
        "persistence": own_shares(last, common, 1.0),
        "exponential_smoothing": smooth,
        "dirichlet": single,
    }
    return {OWN: pooled(cases, parts)} | found


def pooled(cases: MixCases, parts: Sequence[Floats]) -> Floats:
    """A log-linear pool of mixes, fitted on the cases to learn from. Shape (kind, case)."""
    logs = np.log(np.clip(np.stack(parts), SUREST, 1.0))
    known, counts = logs[:, :, cases.learn], cases.counts[:, cases.learn]
    members, types = len(parts), len(counts)
    total = counts.sum()

    def loss(theta: Floats) -> tuple[float, Floats]:
        weights, bias = theta[:members], theta[members:]
        mix, log_mix = _pool(known, weights, bias)
        apart = weights - 1.0 / members
        value = -(counts * log_mix).sum() + 0.5 * RIDGE * (apart @ apart + bias @ bias)
        left = mix * counts.sum(axis=0) - counts
        slope = np.concatenate(
            [(known * left).sum(axis=(1, 2)) + RIDGE * apart, left.sum(axis=1) + RIDGE * bias]
        )
        return value / total, slope / total

    begin = np.concatenate([np.full(members, 1.0 / members), np.zeros(types)])
    from scipy.optimize import minimize

    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    return _pool(logs, found.x[:members], found.x[members:])[0]


def _pool(logs: Floats, weights: Floats, bias: Floats) -> tuple[Floats, Floats]:
    mixed = np.tensordot(weights, logs, axes=1) + bias[:, None]
    mixed -= mixed.max(axis=0)
    log_mix = mixed - np.log(np.exp(mixed).sum(axis=0))
    return np.exp(log_mix), log_mix


def scored(
    record: Record, annual: Parameters, events: Parameters, cut_off: date
) -> Iterator[dict[str, object]]:
    """Log losses after a cut-off, as rows of `scores.SCORES`; each is a mean over reports.

    Two types are those of the package, which have seen what is scored: the one forecaster here that
    knows the future.
    """
    pairs = dated_reports.reported_pairs(record, cut_off, REPORTED)
    two = Model.shipped(draws=0, levels=2)
    models = {OWN: (annual, events), "two_types": (two.annual, two.events)}
    held, outlooks = {}, {}
    for name, (ties, acts) in models.items():
        held[name] = DatedCases.of(record, acts, cut_off, pairs, horizon(record, cut_off))
        outlooks[name] = ExpectedConflict.of(record, held[name], ties, acts)
    own = held[OWN]
    for ahead in HORIZONS:
        cases = MixCases.of(own, ahead, EVERY)
        if cases.learn.all() or not cases.learn.any():
            continue
        belief = {
            name: expected_mix(cases, outlooks[name], acts, ahead, len(pairs))
            for name, (_, acts) in models.items()
        }
        kept, mixes = scored_part(cases, forecasts(own.raw, pairs, cases, belief, ahead))
        for name, mix in mixes.items():
            for what, loss in log_losses(kept.counts, mix).items():
                yield {
                    "model": "events", "cut_off": cut_off, "target": f"{what}_{ahead}w",
                    "measure": "log_loss", "forecaster": name,
                    "role": OWN if name == OWN else "ablation" if name in ABLATIONS else "rival",
                    "value": loss, "cases": len(kept.step), "happened": int(kept.counts.sum()),
                }  # fmt: skip


def horizon(record: Record, cut_off: date) -> date:
    """The last day that is looked at: of the datasets of dated acts that began by the cut-off."""
    held = dated_reports.event_datasets(record).filter(pl.col("start") <= cut_off)
    last: date = max(held["end"].to_list())
    return last


def scored_part(cases: MixCases, mixes: Mapping[str, Floats]) -> tuple[MixCases, dict[str, Floats]]:
    """Only the cases after the cut-off."""
    later = ~cases.learn
    kept = replace(
        cases, step=cases.step[later], column=cases.column[later],
        counts=cases.counts[:, later], learn=cases.learn[later],
    )  # fmt: skip
    return kept, {name: mix[:, later] for name, mix in mixes.items()}
