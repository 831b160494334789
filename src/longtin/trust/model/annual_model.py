"""Annual hidden Markov model: disputes, yearly counts of reports and ties, from 1946.

One step is a year. Ties of the year before move the start and the turnover of the type; two kinds
of conduct are evidence:

- *disputes*: the highest hostility of the trustee towards the truster. Whether there is any is
  logistic in opportunity (borders, power, distance) with an intercept for each type, so the
  silence of two states that could hardly fight says little; how high it goes depends on the type.
- *reports*: the yearly counts in four classes. Only their composition counts, never their number:
  a state much written about is not thereby distrusted. N reports count together as N**echo,
  shared among the classes as reported, since media repeat themselves. (Raising each class to the
  power by itself would make every much-reported pair look more hostile than it is.)

Source:
    Kydd (2005), chapters 2 and 7, for type and belief; Jones, Bremer & Singer (1996) for hostility.
"""

from dataclasses import dataclass

import numpy as np

from longtin.trust._arrays import Floats, Places
from longtin.trust.evidence import disputes
from longtin.trust.evidence.channels import TURNOVER
from longtin.trust.evidence.panel import OPPORTUNITY_NAMES, TURNOVER_NAMES, Panel
from longtin.trust.evidence.yearly_reports import CLASSES
from longtin.trust.model.log_odds import probability
from longtin.trust.model.ordered_state_filter import Turnover, of_two
from longtin.trust.model.parameters import split

TYPES = ("untrustworthy", "trustworthy")

BLOCKS: dict[str, tuple[str, ...]] = {
    "start": TURNOVER_NAMES,
    "keep": TURNOVER_NAMES,
    "win": TURNOVER_NAMES,
    "dispute": TYPES,
    "opportunity": OPPORTUNITY_NAMES,
    "hostility if untrustworthy": disputes.LEVELS[1:],
    "hostility if trustworthy": disputes.LEVELS[1:],
    "reports if untrustworthy": tuple(CLASSES)[1:],
    "reports if trustworthy": tuple(CLASSES)[1:],
}
"""Names of the parameters. `keep` and `win` are the logits of staying trustworthy and of becoming
so; hostility and report blocks are log-odds against the first level or class."""


@dataclass(frozen=True)
class Steps:
    """What the filter runs on; pairs and draws share its last axis, draws fastest.

    Attributes:
        turnover: How levels move.
        evidence: Log-likelihood of the step's acts under each level.
            Shape (step, level, pair·draw).
    """

    turnover: Turnover
    evidence: Floats


@dataclass(frozen=True)
class Conduct:
    """Log-likelihoods of a year's conduct under each level.

    Attributes:
        disputes: Of disputes, or their absence. Shape (year, level, pair, draw).
        reports: Of the counted reports, by class. Shape (class, year, level, pair, draw).
    """

    disputes: Floats
    reports: Floats


def stories(panel: Panel, echo: float) -> tuple[Floats, Floats]:
    """Reports tempered by echo.

    Returns:
        Effective reports by class (class, year, pair) and in all (year, pair). None where the
        panel has NaN.
    """
    reports = np.nan_to_num(panel.reports)
    total = reports.sum(axis=0)
    mass = np.where(total > 0, np.maximum(total, 1.0) ** echo, 0.0)
    return reports * (mass / np.maximum(total, 1.0)), mass


def steps(theta: Floats, panel: Panel, echo: float, school: str | None = None) -> Steps:
    """Turn parameters and a panel into what the filter runs on.

    Args:
        theta: Shape (draw, parameter).
        panel: Pairs by years.
        echo: Exponent of repeated reports.
        school: `interest`, `norm` or `affinity` for that school's channels alone; all if `None`.
    """
    parts = split(theta, BLOCKS)
    keep, win = turnover(parts, _heeded(panel.turnover, school), ~panel.alive, panel.born)
    shape = (len(panel.years), -1)
    conduct = weigh(theta, panel, echo)
    heard = [row for row, of in enumerate(CLASSES.values()) if school in (None, of)]
    evidence = conduct.reports[heard].sum(axis=0)
    if school in (None, disputes.SCHOOL):
        evidence += conduct.disputes
    return Steps(
        of_two(keep.reshape(shape), win.reshape(shape)),
        evidence.reshape(len(panel.years), len(TYPES), -1),
    )


def turnover(
    parts: dict[str, Floats], ties: Floats, gone: Places, born: Places
) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) into each year, shape (year, pair, draw) each.

    Args:
        parts: Parameters by block.
        ties: Covariates of turnover (covariate, year, pair).
        gone: Where the pair does not live.
        born: Where it begins to live.
    """
    keep = probability(_linear(ties, parts["keep"]))
    win = probability(_linear(ties, parts["win"]))
    keep[gone], win[gone] = 1.0, 0.0
    birth = probability(_linear(ties.transpose(1, 2, 0)[born].T, parts["start"]))
    keep[born] = win[born] = birth
    return keep, win


def _heeded(ties: Floats, school: str | None) -> Floats:
    """The ties that a school reads trust from; the others are taken for nothing."""
    if school is None:
        return ties
    unread = [False, *(each.school not in (None, school) for each in TURNOVER)]
    return np.where(np.array(unread)[:, None, None], 0.0, ties)


def onward(theta: Floats, ties: Floats, school: str | None = None) -> Turnover:
    """Turnover into the year after given ties, for pairs that live on: of one step.

    Args:
        theta: Shape (draw, parameter).
        ties: Covariates of turnover of the year before, (covariate, 1, pair).
        school: As in `steps`.
    """
    parts = split(theta, BLOCKS)
    ties = _heeded(ties, school)
    keep, win = (probability(_linear(ties, parts[name])) for name in ("keep", "win"))
    return of_two(keep.reshape(1, -1), win.reshape(1, -1))


def _linear(covariates: Floats, weights: Floats) -> Floats:
    return np.asarray(np.tensordot(covariates, weights.T, axes=(0, 0)))


def dispute_odds(theta: Floats, panel: Panel) -> tuple[Floats, Floats]:
    """Log-odds of any dispute in the year under each type, shape (year, pair, draw) each."""
    return odds_of_dispute(split(theta, BLOCKS), panel)


def odds_of_dispute(parts: dict[str, Floats], panel: Panel) -> tuple[Floats, Floats]:
    """`dispute_odds`, for parameters by block."""
    chance = _linear(panel.opportunity, parts["opportunity"])
    return chance + parts["dispute"][:, 0], chance + parts["dispute"][:, 1]


def weigh(theta: Floats, panel: Panel, echo: float) -> Conduct:
    """Log-likelihoods of each year's conduct."""
    parts = split(theta, BLOCKS)
    counted, _ = stories(panel, echo)
    odds, levels = odds_of_dispute(parts, panel), log_levels(parts)
    told = counted[:, :, None, :, None] * log_classes(parts).transpose(2, 1, 0)[:, None, :, None]
    fought = [weigh_disputes(panel, *each) for each in zip(odds, levels, strict=True)]
    return Conduct(np.stack(fought, axis=1), told)


def log_levels(parts: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Log-probability of each level of hostility under each type: (draw, level) each."""
    return (
        log_shares(parts["hostility if untrustworthy"]),
        log_shares(parts["hostility if trustworthy"]),
    )


def log_classes(parts: dict[str, Floats]) -> Floats:
    """Log-probability of each class of report under each type: (draw, type, class)."""
    return np.stack([log_shares(parts[f"reports if {name}"]) for name in TYPES], axis=1)


def weigh_disputes(panel: Panel, odds: Floats, levels: Floats) -> Floats:
    """Log-likelihood of each year's disputes, or their absence, under one type.

    Args:
        panel: Pairs by years.
        odds: Log-odds of any dispute under that type (year, pair, draw).
        levels: Log-probability of each level of hostility, given a dispute (draw, level).

    Returns:
        Shape (year, pair, draw); 0 where the source does not cover the pair.
    """
    conduct = np.where((panel.hostility >= 0)[..., None], -_softplus(odds), 0.0)
    hostile = panel.hostility > 0
    conduct[hostile] += odds[hostile] + levels.T[panel.hostility[hostile] - 1]
    return conduct


def _softplus(odds: Floats) -> Floats:
    """-ln P(not) for log-odds: what is left of 1 when nothing happens."""
    return np.asarray(np.maximum(odds, 0.0) + np.log1p(np.exp(-np.abs(odds))))


def log_shares(free: Floats) -> Floats:
    """Log-probabilities from log-odds against the first: (draw, k-1) to (draw, k)."""
    logits = np.concatenate([np.zeros((*free.shape[:-1], 1)), free], axis=-1)
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def sampling_spread(theta: Floats, panel: Panel, echo: float) -> Floats:
    """Standard deviation of the reports' evidence, were other stories as likely told.

    N reports are N**echo independent stories, each of which might have been of another class.
    Shape (year, pair, draw).
    """
    parts = split(theta, BLOCKS)
    counted, _ = stories(panel, echo)
    by_type = log_classes(parts)
    squared = (by_type[:, -1] - by_type[:, 0]).T ** 2
    return np.asarray(np.sqrt(np.tensordot(counted, squared, axes=(0, 0))))


def chances_taken(theta: Floats, panel: Panel) -> Floats:
    """Independent acts that a year's disputes, or their absence, amount to: (year, pair).

    A dispute is one. Silence is as many as an untrustworthy trustee would have been expected to
    start: nearly none where the two could hardly fight.
    """
    odds, _ = dispute_odds(theta, panel)
    silent = np.where(panel.hostility == 0, probability(odds[..., 0]), 0.0)
    return np.asarray(np.where(panel.hostility > 0, 1.0, silent))
