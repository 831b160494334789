"""The annual model: disputes, yearly counts of reports and ties, from 1946.

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

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from longtin.trust._filter import Floats, probability, slopes
from longtin.trust._panel import INTEREST, LEVELS, OPPORTUNITY, TURNOVER, Bools, Panel
from longtin.trust._parameters import split

CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
HOSTILITY = ("threat", "display", "force", "war")
TYPES = ("untrustworthy", "trustworthy")

BLOCKS: dict[str, tuple[str, ...]] = {
    "start": TURNOVER,
    "keep": TURNOVER,
    "win": TURNOVER,
    "dispute": TYPES,
    "opportunity": OPPORTUNITY,
    "hostility if untrustworthy": HOSTILITY[1:],
    "hostility if trustworthy": HOSTILITY[1:],
    "reports if untrustworthy": CLASSES[1:],
    "reports if trustworthy": CLASSES[1:],
}
"""Names of the parameters. `keep` and `win` are the logits of staying trustworthy and of becoming
so; hostility and report blocks are log-odds against the first level or class."""

SCHOOL_CLASSES = {"norm": (1, 3), "affinity": (0, 2)}
"""Which report classes each school reads: deeds and words."""


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
        Effective reports by class (class, year, pair) and in all (year, pair).
    """
    total = panel.reports.sum(axis=0)
    mass = np.where(total > 0, np.maximum(total, 1.0) ** echo, 0.0)
    return panel.reports * (mass / np.maximum(total, 1.0)), mass


def steps(theta: Floats, panel: Panel, echo: float, school: str | None = None) -> Steps:
    """Turn parameters and a panel into what the filter runs on.

    Args:
        theta: Shape (draw, parameter).
        panel: Pairs by years.
        echo: Exponent of repeated reports.
        school: `interest`, `norm` or `affinity` for that school's channels alone; all if `None`.
    """
    parts = split(theta, BLOCKS)
    keep, win = _turnover(parts, panel, school)
    conduct = weigh(theta, panel, echo)
    shape = (len(panel.years), -1)
    return Steps(keep.reshape(shape), win.reshape(shape), _sum(conduct, school).reshape(shape))


def _sum(conduct: Conduct, school: str | None) -> Floats:
    disputes = conduct.dispute1 - conduct.dispute0
    if school is None:
        return np.asarray(disputes + conduct.reports.sum(axis=0))
    reports = conduct.reports[list(SCHOOL_CLASSES.get(school, ()))].sum(axis=0)
    return np.asarray(reports + (disputes if school == "norm" else 0.0))


def _turnover(parts: dict[str, Floats], panel: Panel, school: str | None) -> tuple[Floats, Floats]:
    ties = panel.turnover
    if school in SCHOOL_CLASSES:
        ties = np.where(_one_of(INTEREST)[:, None, None], 0.0, ties)
    birth = probability(_linear(ties, parts["start"]))
    alive, born = panel.alive[..., None], panel.born[..., None]
    keep = np.where(born, birth, probability(_linear(ties, parts["keep"])))
    win = np.where(born, birth, probability(_linear(ties, parts["win"])))
    return np.where(alive, keep, 1.0), np.where(alive, win, 0.0)


def onward(theta: Floats, ties: Floats, school: str | None = None) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) into a year after given ties, for pairs that live on.

    Args:
        theta: Shape (draw, parameter).
        ties: `TURNOVER` covariates of the year before, (covariate, 1, pair).
        school: As in `steps`.

    Returns:
        Shape (pair, draw) each.
    """
    parts = split(theta, BLOCKS)
    if school in SCHOOL_CLASSES:
        ties = np.where(_one_of(INTEREST)[:, None, None], 0.0, ties)
    keep, win = (probability(_linear(ties, parts[name])) for name in ("keep", "win"))
    return keep[0], win[0]


def _one_of(names: Collection[str]) -> Bools:
    return np.array([name in names for name in TURNOVER])


def _linear(covariates: Floats, weights: Floats) -> Floats:
    return np.asarray(np.tensordot(covariates, weights.T, axes=(0, 0)))


def dispute_odds(theta: Floats, panel: Panel) -> tuple[Floats, Floats]:
    """Log-odds of any dispute in the year under each type, shape (year, pair, draw) each."""
    parts = split(theta, BLOCKS)
    chance = _linear(panel.opportunity, parts["opportunity"])
    return chance + parts["dispute"][:, 0], chance + parts["dispute"][:, 1]


def weigh(theta: Floats, panel: Panel, echo: float) -> Conduct:
    """Log-likelihoods of each year's conduct."""
    parts = split(theta, BLOCKS)
    counted, _ = stories(panel, echo)
    ratio = log_shares(parts["reports if trustworthy"]) - log_shares(
        parts["reports if untrustworthy"]
    )
    odds0, odds1 = dispute_odds(theta, panel)
    return Conduct(
        _disputes(panel, odds0, log_shares(parts["hostility if untrustworthy"])),
        _disputes(panel, odds1, log_shares(parts["hostility if trustworthy"])),
        counted[..., None] * ratio.T[:, None, None, :],
    )


def _disputes(panel: Panel, odds: Floats, levels: Floats) -> Floats:
    seen = (panel.hostility >= 0)[..., None]
    hostile = (panel.hostility > 0)[..., None]
    level = levels.T[np.clip(panel.hostility - 1, 0, LEVELS - 2)]
    happened = -np.logaddexp(0.0, -odds) + level
    silent = -np.logaddexp(0.0, odds)
    return np.asarray(np.where(hostile, happened, np.where(seen, silent, 0.0)))


def log_shares(free: Floats) -> Floats:
    """Log-probabilities from log-odds against the first: (draw, k-1) to (draw, k)."""
    logits = np.concatenate([np.zeros((*free.shape[:-1], 1)), free], axis=-1)
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def scores(theta: Floats, panel: Panel, echo: float) -> tuple[Floats, Floats]:
    """Log-likelihood and its exact gradient, pair by pair.

    Args:
        theta: Shape (parameter,).
        panel: Pairs by years.
        echo: Exponent of repeated reports.

    Returns:
        Log-likelihood (pair,) and gradient (pair, parameter).
    """
    draw = theta[None, :]
    run = steps(draw, panel, echo)
    path, slope = slopes(run.keep, run.win, run.evidence)
    conduct = weigh(draw, panel, echo)
    counted, _ = stories(panel, echo)
    parts = split(theta, BLOCKS)
    untrusting = log_shares(parts["reports if untrustworthy"])
    loglik = path.loglik + conduct.dispute0[..., 0].sum(axis=0)
    loglik += np.einsum("ktp,k->p", counted, untrusting)
    gradient = [*_turnover_scores(panel, slope.keep, slope.win)]
    gradient += _dispute_scores(draw, panel, slope.type1)
    gradient += _report_scores(parts, counted, slope.type1)
    return loglik, np.concatenate(gradient, axis=1)


def _turnover_scores(panel: Panel, keep: Floats, win: Floats) -> list[Floats]:
    living = panel.alive & ~panel.born
    return [
        np.einsum("ktp,tp->pk", panel.turnover, weight)
        for weight in (
            np.where(panel.born, keep + win, 0.0),
            np.where(living, keep, 0.0),
            np.where(living, win, 0.0),
        )
    ]


def _dispute_scores(draw: Floats, panel: Panel, type1: Floats) -> list[Floats]:
    seen, hostile = panel.hostility >= 0, panel.hostility > 0
    level = np.clip(panel.hostility - 1, 0, LEVELS - 2)
    parts = split(draw, BLOCKS)
    gaps, levels = [], []
    for odds, weight, block in zip(
        dispute_odds(draw, panel),
        (1.0 - type1, type1),
        ("hostility if untrustworthy", "hostility if trustworthy"),
        strict=True,
    ):
        gaps.append(np.where(seen, weight * (hostile - probability(odds[..., 0])), 0.0))
        share = np.exp(log_shares(parts[block]))[0]
        weighed = np.where(hostile, weight, 0.0)
        levels.append(
            np.stack(
                [(weighed * ((level == k) - share[k])).sum(axis=0) for k in range(1, len(share))],
                axis=1,
            )
        )
    both = np.stack([gap.sum(axis=0) for gap in gaps], axis=1)
    return [both, np.einsum("ktp,tp->pk", panel.opportunity, gaps[0] + gaps[1]), *levels]


def _report_scores(parts: dict[str, Floats], counted: Floats, type1: Floats) -> list[Floats]:
    of_one = np.einsum("ktp,tp->pk", counted, type1)
    of_zero = counted.sum(axis=1).T - of_one
    return [
        (by_class - np.exp(log_shares(parts[block])) * by_class.sum(axis=1, keepdims=True))[:, 1:]
        for by_class, block in (
            (of_zero, "reports if untrustworthy"),
            (of_one, "reports if trustworthy"),
        )
    ]


def sampling_spread(theta: Floats, panel: Panel, echo: float) -> Floats:
    """Standard deviation of the reports' evidence, were other stories as likely told.

    N reports are N**echo independent stories, each of which might have been of another class.
    Shape (year, pair, draw).
    """
    parts = split(theta, BLOCKS)
    ratio = log_shares(parts["reports if trustworthy"]) - log_shares(
        parts["reports if untrustworthy"]
    )
    counted, _ = stories(panel, echo)
    return np.asarray(np.sqrt(np.tensordot(counted, (ratio**2).T, axes=(0, 0))))


def chances_taken(theta: Floats, panel: Panel) -> Floats:
    """Independent acts that a year's disputes, or their absence, amount to: (year, pair).

    A dispute is one. Silence is as many as an untrustworthy trustee would have been expected to
    start: nearly none where the two could hardly fight.
    """
    odds, _ = dispute_odds(theta, panel)
    silent = np.where(panel.hostility == 0, probability(odds[..., 0]), 0.0)
    return np.asarray(np.where(panel.hostility > 0, 1.0, silent))
