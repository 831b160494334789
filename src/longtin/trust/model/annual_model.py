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
from longtin.trust.model.parameters import split
from longtin.trust.model.two_state_filter import probability

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
    """What the filter runs on. Each array has shape (step, pair·draw), draws fastest.

    Attributes:
        keep: P(1 stays 1).
        win: P(0 becomes 1).
        evidence: Log-likelihood ratio of the step's acts.
    """

    keep: Floats
    win: Floats
    evidence: Floats


@dataclass(frozen=True)
class Conduct:
    """Log-likelihoods of a year's conduct under each type, shape (year, pair, draw) each.

    Attributes:
        dispute0: Disputes, untrustworthy type.
        dispute1: Disputes, trustworthy type.
        reports: Log-likelihood ratio of the counted reports, by class
            (class, year, pair, draw).
    """

    dispute0: Floats
    dispute1: Floats
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
    conduct = weigh(theta, panel, echo)
    shape = (len(panel.years), -1)
    return Steps(keep.reshape(shape), win.reshape(shape), _sum(conduct, school).reshape(shape))


def _sum(conduct: Conduct, school: str | None) -> Floats:
    fought = conduct.dispute1 - conduct.dispute0
    if school is None:
        return np.asarray(fought + conduct.reports.sum(axis=0))
    read = [row for row, of in enumerate(CLASSES.values()) if of == school]
    reports = conduct.reports[read].sum(axis=0)
    return np.asarray(reports + (fought if school == disputes.SCHOOL else 0.0))


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


def onward(theta: Floats, ties: Floats, school: str | None = None) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) into a year after given ties, for pairs that live on.

    Args:
        theta: Shape (draw, parameter).
        ties: Covariates of turnover of the year before, (covariate, 1, pair).
        school: As in `steps`.

    Returns:
        Shape (pair, draw) each.
    """
    parts = split(theta, BLOCKS)
    ties = _heeded(ties, school)
    keep, win = (probability(_linear(ties, parts[name])) for name in ("keep", "win"))
    return keep[0], win[0]


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
    if_not, if_so = odds_of_dispute(parts, panel)
    return Conduct(
        weigh_disputes(panel, if_not, log_shares(parts["hostility if untrustworthy"])),
        weigh_disputes(panel, if_so, log_shares(parts["hostility if trustworthy"])),
        counted[..., None] * report_weights(parts).T[:, None, None, :],
    )


def report_weights(parts: dict[str, Floats]) -> Floats:
    """Weight of evidence of one story of each class, natural log: (draw, class)."""
    if_so, if_not = parts["reports if trustworthy"], parts["reports if untrustworthy"]
    return np.asarray(log_shares(if_so) - log_shares(if_not))


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
    squared = report_weights(parts).T ** 2
    return np.asarray(np.sqrt(np.tensordot(counted, squared, axes=(0, 0))))


def chances_taken(theta: Floats, panel: Panel) -> Floats:
    """Independent acts that a year's disputes, or their absence, amount to: (year, pair).

    A dispute is one. Silence is as many as an untrustworthy trustee would have been expected to
    start: nearly none where the two could hardly fight.
    """
    odds, _ = dispute_odds(theta, panel)
    silent = np.where(panel.hostility == 0, probability(odds[..., 0]), 0.0)
    return np.asarray(np.where(panel.hostility > 0, 1.0, silent))
