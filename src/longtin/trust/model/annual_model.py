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

from longtin.trust._arrays import Bools, Floats, Places
from longtin.trust._log_odds import probability
from longtin.trust.evidence import disputes
from longtin.trust.evidence.channels import TURNOVER
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.panel import OPPORTUNITY_NAMES, TURNOVER_NAMES, Panel, row_of
from longtin.trust.evidence.ties.borders import LAND_BORDER
from longtin.trust.evidence.yearly_reports import CLASSES
from longtin.trust.model import graded_levels
from longtin.trust.model.ordered_state_filter import Turnover, of_two
from longtin.trust.model.parameters import size, split

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

MATERIAL_CONFLICT = tuple(CLASSES).index("material conflict")


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


def stories(panel: Panel, counting: Counting) -> tuple[Floats, Floats]:
    """Independent stories that the reports of each year amount to.

    Returns:
        Effective reports by class (class, year, pair) and in all (year, pair). None where the
        panel has NaN.
    """
    reports = np.nan_to_num(panel.reports)
    if counting.at_border < 1.0:
        reports[MATERIAL_CONFLICT] *= weight_at_border(panel, counting)
    total = reports.sum(axis=0)
    mass = np.where(total > 0, counting.of_year(total), 0.0)
    return reports * (mass / np.maximum(total, 1.0)), mass


def weight_at_border(panel: Panel, counting: Counting) -> Floats:
    """What a report of material conflict counts for, (year, pair)."""
    border = panel.turnover[row_of(LAND_BORDER)] > 0.0
    return np.where(border, counting.at_border, 1.0)


def steps(
    theta: Floats,
    panel: Panel,
    counting: Counting,
    school: str | None = None,
    *,
    tie_weight: float = 0.0,
) -> Steps:
    """Turn parameters and a panel into what the filter runs on.

    Args:
        theta: Shape (draw, parameter).
        panel: Pairs by years.
        counting: How reports count as stories.
        school: `interest`, `norm` or `affinity` for that school's channels alone; all if `None`.
        tie_weight: How far an alliance and a long peace lift the long run, see
            `graded_levels.leaning`.
    """
    parts = by_block(theta)
    conduct = weigh(theta, panel, counting)
    heard = [row for row, of in enumerate(CLASSES.values()) if school in (None, of)]
    evidence = conduct.reports[heard].sum(axis=0)
    if school in (None, disputes.SCHOOL):
        evidence += conduct.disputes
    shape = evidence.shape
    return Steps(
        moves(parts, panel, school, tie_weight),
        np.ascontiguousarray(evidence).reshape(*shape[:2], -1),
    )


def by_block(theta: Floats) -> dict[str, Floats]:
    """Parameters by block, of two types or of graded levels: as many as they are."""
    return split(theta, BLOCKS if theta.shape[-1] == size(BLOCKS) else graded_levels.YEARLY)


def moves(
    parts: dict[str, Floats], panel: Panel, school: str | None = None, tie_weight: float = 0.0
) -> Turnover:
    """Turnover into each year of each pair and draw; `tie_weight` as `graded_levels.leaning`."""
    ties, years = _heeded(panel.turnover, school), len(panel.years)
    if "keep" in parts:
        keep, win = turnover(parts, ties, ~panel.alive, panel.born)
        return of_two(keep.reshape(years, -1), win.reshape(years, -1))
    past = panel.past if school in (None, disputes.SCHOOL) else 0.0 * panel.past
    drift, breaks = _rates_of_levels(parts, panel.alive, panel.born)
    run = _long_run(parts, np.concatenate([ties, past[None]]))
    if tie_weight:
        shaped = run.reshape(*run.shape[:2], len(panel.pairs), -1)
        run = graded_levels.leaning(shaped, graded_levels.allied(panel), tie_weight)
        run = run.reshape(*run.shape[:2], -1)
    return Turnover(run, drift, breaks, np.arange(years))


def _rates_of_levels(parts: dict[str, Floats], alive: Bools, born: Bools) -> tuple[Floats, Floats]:
    """Drift and break into each year, (year, pair·draw) each."""
    drift, breaks = graded_levels.rates(parts)
    here = alive[..., None]
    moves = np.where(here, drift, 0.0)
    fresh = np.where(born[..., None], 1.0, np.where(here, breaks, 0.0))
    return moves.reshape(len(alive), -1), fresh.reshape(len(alive), -1)


def _long_run(parts: dict[str, Floats], ties: Floats) -> Floats:
    """Long-run distribution (year, level, pair·draw)."""
    mean = graded_levels.mean_place(parts, ties)
    found = graded_levels.settled(mean, parts["spread"][:, 0])
    return found.reshape(*found.shape[:2], -1)


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


def onward(
    theta: Floats, ties: Floats, school: str | None = None, past: Floats | None = None
) -> Turnover:
    """Turnover into the year after given ties, for pairs that live on: of one step.

    Args:
        theta: Shape (draw, parameter).
        ties: Covariates of turnover of the year before, (covariate, 1, pair).
        school: As in `steps`.
        past: Disputes of the pair as they are remembered, (1, pair).
    """
    parts = by_block(theta)
    heeded = _heeded(ties, school)
    if "keep" in parts:
        keep, win = (probability(_linear(heeded, parts[name])) for name in ("keep", "win"))
        return of_two(keep.reshape(1, -1), win.reshape(1, -1))
    forgotten = np.zeros((1, *heeded.shape[1:])) if past is None else past[None]
    run = _long_run(parts, np.concatenate([heeded, forgotten]))
    one, pairs = np.ones(1, np.int64), heeded.shape[2]
    drift, breaks = (np.tile(rate, pairs)[None] for rate in graded_levels.rates(parts))
    return Turnover(run, drift, breaks, 0 * one)


def _linear(covariates: Floats, weights: Floats) -> Floats:
    return np.asarray(np.tensordot(covariates, weights.T, axes=(0, 0)))


def dispute_odds(theta: Floats, panel: Panel) -> Floats:
    """Log-odds of any dispute in the year at each level, (year, level, pair, draw)."""
    return odds_of_dispute(by_block(theta), panel)


def odds_of_dispute(parts: dict[str, Floats], panel: Panel) -> Floats:
    """`dispute_odds`, for parameters by block."""
    chance = _linear(panel.opportunity, parts["opportunity"])
    low, high = parts["dispute"].T
    places = np.array([0.0, 1.0]) if "keep" in parts else graded_levels.PLACES
    rise = (1.0 - places[:, None]) * low + places[:, None] * high
    return np.asarray(chance[:, None] + rise[:, None, :])


def weigh(theta: Floats, panel: Panel, counting: Counting) -> Conduct:
    """Log-likelihoods of each year's conduct."""
    parts = by_block(theta)
    counted, _ = stories(panel, counting)
    odds, levels = odds_of_dispute(parts, panel), log_levels(parts)
    classes = log_classes(parts)
    told = counted[:, :, None, :, None] * classes.transpose(2, 1, 0)[:, None, :, None]
    if panel.shift.any():
        seen = np.logaddexp.reduce(classes[..., None] + panel.shift, axis=2)
        told -= counted[:, :, None, :, None] * seen.transpose(2, 1, 0)[None, :, :, None]
    fought = [
        weigh_disputes(panel, odds[:, level], levels[:, level]) for level in range(odds.shape[1])
    ]
    return Conduct(np.stack(fought, axis=1), told)


def log_levels(parts: dict[str, Floats]) -> Floats:
    """Log-probability of each level of hostility at each level: (draw, level, hostility)."""
    if "keep" not in parts:
        return graded_levels.log_hostility(parts)
    return np.stack([log_shares(parts[f"hostility if {name}"]) for name in TYPES], axis=1)


def log_classes(parts: dict[str, Floats]) -> Floats:
    """Log-probability of each class of report at each level: (draw, level, class)."""
    if "keep" not in parts:
        ends = (
            graded_levels.from_first(parts[f"report {name}"]) for name in ("profile", "contrast")
        )
        return graded_levels.tilted(*ends)
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
    logits = graded_levels.from_first(free)
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def sampling_spread(theta: Floats, panel: Panel, counting: Counting) -> Floats:
    """Standard deviation of the reports' evidence, were other stories as likely told.

    Each of the stories of which might have been of another class.
    Shape (year, pair, draw).
    """
    counted, _ = stories(panel, counting)
    by_type = log_classes(by_block(theta))
    squared = (by_type[:, -1] - by_type[:, 0]).T ** 2
    return np.asarray(np.sqrt(np.tensordot(counted, squared, axes=(0, 0))))


def add_noise(evidence: Floats, noise: Floats) -> None:
    """Add to evidence (step, level, pair, draw) what another sample would have said.

    Args:
        evidence: Added to.
        noise: For the highest level against the lowest, (step, pair, draw); others in proportion.
    """
    for level, share in enumerate(np.linspace(0.0, 1.0, evidence.shape[1])):
        if share > 0.0:
            evidence[:, level] += share * noise


def chances_taken(theta: Floats, panel: Panel, place: float = 0.0) -> Floats:
    """Independent acts that a year's disputes, or their absence, amount to: (year, pair).

    A dispute is one. Silence is as many as an untrustworthy trustee would have been expected to
    start: nearly none where the two could hardly fight.

    Args:
        theta: Shape (draw, parameter).
        panel: What was seen.
        place: Of the untrustworthy, in [0, 1]: where trust is read as none at all.
    """
    parts = by_block(theta)
    low, high = parts["dispute"][0]
    odds = _linear(panel.opportunity, parts["opportunity"])[..., 0] + low + (high - low) * place
    silent = np.where(panel.hostility == 0, probability(odds), 0.0)
    return np.asarray(np.where(panel.hostility > 0, 1.0, silent))
