"""Weekly hidden Markov model of dated reports, called the events model.

One step is a week ending on Sunday. The type turns over at rates that lean on the annual belief
of the last complete year, so that in silence weekly belief returns to what the complete record
says: levels come from the yearly counts, dates and detail from the dated reports.

Evidence is the composition of a week's reports over kinds of act, as in the annual model; how many
stories they amount to is the matter of `counting`.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from longtin.acts import finer_kinds, kinds
from longtin.trust._arrays import Bools, Floats, Number, Places
from longtin.trust._log_odds import probability
from longtin.trust.evidence.dated_reports import Weeks, is_hostile, is_of
from longtin.trust.model import graded_levels
from longtin.trust.model.annual_model import Steps, add_noise
from longtin.trust.model.further_evidence import FurtherEvidence
from longtin.trust.model.ordered_state_filter import Turnover, of_two
from longtin.trust.model.parameters import size, split
from longtin.trust.model.perception import Perception, blurred

FURTHEST = 8.0
"""Annual log-odds beyond this make no further difference to the weekly turnover."""

TENSE = 8
"""Weeks after a reported material conflict that count as a crisis."""

RATES = ("const", "annual belief")


def blocks(told: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Names of the parameters, for these kinds of act; without them, for the types.

    `keep` and `win` are logits of staying trustworthy and of becoming so, `profile` the common
    log-frequency of each type of act, `contrast` its log-likelihood ratio before normalising.
    """
    names = tuple(kinds() if told is None else told)
    return {"keep": RATES, "win": RATES, "profile": names, "contrast": names}


def graded_blocks(told: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Names of the parameters with graded levels, for kinds of act as in `blocks`.

    `rates` are logits, of twice the drift and of the break, `profile` the log-frequency of each
    type of act halfway, `contrast` its weight: what a step of half the way adds to it.
    """
    names = tuple(kinds() if told is None else told)
    return {"rates": ("drift", "break"), "profile": names, "contrast": names}


def by_block(theta: Floats) -> dict[str, Floats]:
    """Parameters by block, of two types or of graded levels: as many as they are."""
    return split(theta, _blocks_of(theta.shape[-1]))


@cache
def _blocks_of(count: int) -> dict[str, tuple[str, ...]]:
    every = (form(names) for form in (blocks, graded_blocks) for names in (kinds(), finer_kinds()))
    return next(each for each in every if size(each) == count)


def log_likelihoods(theta: Floats, noise: float = 0.0) -> Floats:
    """Log-probabilities of the types of act at each level: (level, draw, kind).

    Args:
        theta: Shape (draw, parameter).
        noise: Chance that an act is taken for any act at all.
    """
    parts, common = by_block(theta), common_mix(theta)
    signs = np.array([-0.5, 0.5]) if "keep" in parts else graded_levels.SIGNS
    return np.stack(
        [
            blurred(_normalised(parts["profile"] + sign * parts["contrast"]), common, noise)
            for sign in signs
        ]
    )


def common_mix(theta: Floats) -> Floats:
    """Log-probabilities of the types of act whatever the level of the trustee: (draw, kind)."""
    return _normalised(by_block(theta)["profile"])


def tense(held: Weeks) -> Bools:
    """A material conflict by the trustee was reported in the `TENSE` weeks before: (step, pair)."""
    seen = np.cumsum(held.counted[is_hostile(held.kinds)].sum(axis=0) > 0, axis=0)
    before = np.vstack([np.zeros((1, seen.shape[1]), seen.dtype), seen[:-1]])
    earlier = np.vstack([np.zeros((TENSE, seen.shape[1]), seen.dtype), before[:-TENSE]])
    return np.asarray(before > earlier[: len(before)])


def _normalised(logits: Floats) -> Floats:
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def weights(theta: Floats, noise: float = 0.0) -> Floats:
    """Weight of one report of each type from end to end, natural log: (draw, kind)."""
    by_level = log_likelihoods(theta, noise)
    return np.asarray(by_level[-1] - by_level[0])


def rates(theta: Floats, rest: Floats) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) for annual log-odds `rest` (step, pair, draw)."""
    parts = split(theta, blocks())
    lean = np.clip(rest, -FURTHEST, FURTHEST)
    keep = probability(parts["keep"][:, 0] + parts["keep"][:, 1] * lean)
    win = probability(parts["win"][:, 0] + parts["win"][:, 1] * lean)
    return keep, win


def turnover(theta: Floats, gone: Places, born: Places, rest: Floats) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) into each week, where a pair starts at the rates' balance.

    Args:
        theta: Shape (draw, parameter).
        gone: Where the pair does not live.
        born: Where it begins to live.
        rest: Annual log-odds of the last complete year (step, pair, draw).
    """
    keep, win = rates(theta, rest)
    balance = win[born] / (win[born] + 1.0 - keep[born])
    keep[born] = win[born] = balance
    keep[gone], win[gone] = 1.0, 0.0
    return keep, win


def steps(
    theta: Floats,
    held: Weeks,
    rest: Floats,
    school: str | None = None,
    noise: Floats | None = None,
    perception: Perception | None = None,
    *,
    beside: FurtherEvidence | None = None,
) -> Steps:
    """Turn parameters, weeks and the annual belief into what the filter runs on.

    Args:
        theta: Shape (draw, parameter).
        held: Pairs by weeks.
        rest: Annual belief of the last complete year, by period: log-odds (period, pair, draw), or
            distributions over graded levels (period, level, pair, draw).
        school: That school's types of act alone; all if `None`.
        noise: Standard normal, (step, pair, draw): how another equally good sample of reports
            would have differed. None is added without it.
        perception: How much is misread in quiet weeks and in a crisis; nothing without it.
        beside: What else speaks of the pairs' weeks.
    """
    if perception is None:
        evidence = _told(theta, held, school, 0.0)
    else:
        evidence = np.where(
            tense(held)[:, None, :, None],
            _told(theta, held, school, perception.crisis),
            _told(theta, held, school, perception.quiet),
        )
    if beside is not None:
        evidence += beside.likely[..., None]
    if noise is not None:
        spread = _sampling_spread(theta, held, school, perception)
        if beside is not None:
            np.hypot(spread, beside.spread[..., None], out=spread)
        add_noise(evidence, np.multiply(noise, spread, out=spread))
    evidence[np.broadcast_to(~held.alive[:, None], evidence.shape[:3])] = 0.0
    return Steps(moves(theta, held, rest), evidence.reshape(*evidence.shape[:2], -1))


def moves(theta: Floats, held: Weeks, rest: Floats) -> Turnover:
    """Turnover into each week of each pair and draw; arguments as in `steps`."""
    (first, period), parts = periods(held), by_block(theta)
    alive, born = held.alive[first], held.born[first]
    if "keep" in parts:
        keep, win = turnover(theta, ~alive, born, rest)
        return of_two(keep.reshape(len(first), -1), win.reshape(len(first), -1), period)
    drift, breaks = graded_levels.rates(parts)
    run = graded_levels.widened(rest, axis=1)
    fresh = np.where(born[..., None], 1.0, np.where(alive[..., None], breaks, 0.0))
    return Turnover(
        run.reshape(*run.shape[:2], -1),
        np.where(alive[..., None], drift, 0.0).reshape(len(first), -1),
        fresh.reshape(len(first), -1),
        period,
    )


def onward(theta: Floats, rest: Floats) -> Turnover:
    """Turnover into a week after the last, for pairs that live on: of one step.

    Args:
        theta: Shape (draw, parameter).
        rest: As in `steps`, of one period.
    """
    parts, one = by_block(theta), np.zeros(1, np.int64)
    if "keep" in parts:
        keep, win = rates(theta, rest)
        return of_two(keep.reshape(1, -1), win.reshape(1, -1), one)
    run = graded_levels.widened(rest, axis=1)
    drift, breaks = (np.tile(rate, run.shape[2])[None] for rate in graded_levels.rates(parts))
    return Turnover(run.reshape(*run.shape[:2], -1), drift, breaks, one)


def periods(held: Weeks) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs of weeks with the same rates: of one year, between births and deaths.

    Returns:
        The first step of each, and the period of each step.
    """
    year = np.array([end.year for end in held.ends])
    began = np.zeros(len(year) + 1, bool)
    began[:-1] = held.born.any(axis=1)
    changed = (held.alive[1:] != held.alive[:-1]).any(axis=1)
    new = np.ones(len(year), bool)
    new[1:] = (year[1:] != year[:-1]) | changed | began[1:-1] | began[:-2]
    return np.flatnonzero(new), np.cumsum(new) - 1


def _told(theta: Floats, held: Weeks, school: str | None, misread: float) -> Floats:
    """Log-likelihood of each week's reports (step, level, pair, draw), were that share misread."""
    by_level = log_likelihoods(theta, misread)
    heard = is_of(school, held.kinds) & held.counted.any(axis=(1, 2))
    weeks = np.asarray(held.counted.any(axis=(0, 2)))
    counted = held.counted[np.ix_(heard, weeks)]
    told = np.zeros((len(weeks), len(by_level), counted.shape[2], len(theta)))
    for level, logs in enumerate(by_level):
        told[weeks, level] = np.tensordot(counted, logs[:, heard].T, axes=(0, 0))
    for sight in held.partial:
        if school in sight.mass:
            seen = np.stack([in_sight(logs, sight.shown) for logs in by_level])
            some = sight.mass[school].any(axis=1)
            told[some] -= sight.mass[school][some][:, None, :, None] * seen[:, None]
    return told


def in_sight(logs: Floats, shown: Floats) -> Floats:
    """Log-probability that an act is of the types that could be seen. Shape (draw,).

    Args:
        logs: Log-probabilities of the types under one level (draw, kind).
        shown: Share of each type that could be (kind,).
    """
    return np.asarray(np.logaddexp.reduce(logs + np.log(shown), axis=-1))


def _sampling_spread(
    theta: Floats, held: Weeks, school: str | None, perception: Perception | None
) -> Floats:
    """Standard deviation of a week's evidence, were other reports as likely (step, pair, draw)."""
    thickness = (held.mass / np.maximum(held.stories, 1.0))[..., None]

    def variance(misread: float) -> Floats:
        squared = np.where(is_of(school, held.kinds), weights(theta, misread), 0.0) ** 2
        return np.asarray(np.tensordot(held.counted, squared.T, axes=(0, 0)) * thickness)

    if perception is None:
        return np.sqrt(variance(0.0))
    crisis = tense(held)[..., None]
    return np.sqrt(np.where(crisis, variance(perception.crisis), variance(perception.quiet)))


def resting(
    annual: NDArray[Number], years: Collection[int], ends: tuple[date, ...]
) -> NDArray[Number]:
    """What each week leans on of the annual belief: that of the last complete year.

    Args:
        annual: Log-odds, or anything else, at the end of each year (year, …).
        years: Which years.
        ends: Last day of each week.
    """
    first = min(years)
    places = [min(max(end.year - 1 - first, 0), len(annual) - 1) for end in ends]
    return annual[places]
