"""Measures of one outcome: what is delivered and when, how broad and deep, who answers for it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from longtin.forums._setting.setting import Bools, Floats
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.forum_outcome import ForumOutcome

LEAST = 0.01
"""Gain of full cooperation below which gains are told as shares of this instead: a hundredth of
what full delivery is worth to all. Where most would lose by it there is next to nothing to share.
"""


@dataclass(frozen=True)
class Measured:
    """One outcome in numbers.

    Attributes:
        gain: Net gain of all from today on, discounted, as a share of what full cooperation kept
            at once would bring (`full_gain`).
        own: The same of each state, as a share of what all would gain by that, (N,).
        years: Years to the first delivery; infinite without an agreement.
        breadth: Share of the states that commit themselves.
        weight: Their share of all means.
        depth: How far they go beyond acting alone, as a share of what would be best for all.
        free_riders: Outsiders that gain by it and add nothing, (N,).
        kept: Share of what is promised beyond acting alone that is done on average.
        accountability: Of what people get, the share that comes from their own government, or from
            one whose breach costs it more than it brings.
        if_kept: Mean change of belief among members if all keep their word.
        if_broken: Mean change of belief in a member that breaks it.
        is_agreed: Whether there is an agreement.
    """

    gain: float
    own: Floats
    years: float
    breadth: float
    weight: float
    depth: float
    free_riders: Bools
    kept: float
    accountability: float
    if_kept: float
    if_broken: float
    is_agreed: bool


def full_gain(game: CooperationGame, outcomes: Iterable[ForumOutcome] = ()) -> float:
    """What gains are told as shares of: full cooperation kept at once, or what does better.

    Where some lose by what is delivered, what would be best for all together may be to do nothing;
    a forum without them brings more then, and no share may pass the whole.
    """
    return max(game.best, LEAST, *(float(discounted(game, one).sum()) for one in outcomes))


def measured(game: CooperationGame, outcome: ForumOutcome, full: float | None = None) -> Measured:
    """The measures of one outcome.

    Args:
        game: What it is an outcome of.
        outcome: Of one forum.
        full: What gains are shares of; `full_gain` of the game without it.
    """
    s, members = game.setting, outcome.members
    own = discounted(game, outcome) / (full_gain(game) if full is None else full)
    weight = float(s.means[members].sum())
    if_kept, if_broken = _learnt(game, outcome)
    return Measured(
        gain=float(own.sum()),
        own=own,
        years=outcome.years,
        breadth=float(members.mean()),
        weight=weight,
        depth=_depth(game, outcome),
        free_riders=_free_riders(game, outcome),
        kept=_kept(game, outcome),
        accountability=_accountability(game, outcome),
        if_kept=if_kept,
        if_broken=if_broken,
        is_agreed=outcome.is_agreed,
    )


def discounted(game: CooperationGame, outcome: ForumOutcome) -> Floats:
    """Net gain of each from today on, (N,), in the unit of one year's gain for ever.

    What is added after t years counts `exp(-(discount + delay damage) t)`: a year's delay is a
    year's gain lost, and a part of what could be had is lost for good.
    """
    rate = game.setting.discount + game.setting.delay_damage
    found, before = np.zeros(game.size), np.zeros(game.size)
    for stage in outcome.stages:
        found = found + (stage.gains - before) * np.exp(-rate * stage.years)
        before = stage.gains
    return found


def _depth(game: CooperationGame, outcome: ForumOutcome) -> float:
    members = outcome.members
    if not members.any():
        return 0.0
    s, alone = game.setting, game.supply.alone()
    everybody = np.ones((1, game.size), dtype=bool)
    best = game.supply.efforts(everybody, np.array([game.asked]))[0]
    wanted = float(s.means[members] @ np.maximum(best - alone, 0.0)[members])
    done = float(s.means[members] @ np.maximum(outcome.promised - alone, 0.0)[members])
    return min(done / wanted, 2.0) if wanted > 1e-12 else 0.0


def _free_riders(game: CooperationGame, outcome: ForumOutcome) -> Bools:
    """Outsiders that gain by more than a hundredth of their stake and add nothing."""
    more = outcome.gains - game.alone
    adds = outcome.kept > game.supply.alone() + 1e-9
    found: Bools = (
        ~outcome.members & ~adds & (more > 0.01 * np.abs(game.setting.values)) & outcome.is_agreed
    )
    return found


def _accountability(game: CooperationGame, outcome: ForumOutcome) -> float:
    """See `Measured.accountability`; each state's people count as it gains."""
    s = game.setting
    given = s.means * outcome.kept
    felt = outcome.together * given[np.newaxis, :]
    bound = np.where(outcome.together >= 1.0, game.enforced(outcome.members)[np.newaxis, :], 0.0)
    np.fill_diagonal(bound, 1.0)
    gains = np.maximum(s.values, 0.0)
    whole = float(gains @ felt.sum(axis=1))
    return float(gains @ (felt * bound).sum(axis=1)) / whole if whole > 1e-12 else 0.0


def _kept(game: CooperationGame, outcome: ForumOutcome) -> float:
    weight = np.where(outcome.members, game.setting.means, 0.0)
    alone = game.supply.alone()
    promised = float(weight @ np.maximum(outcome.promised - alone, 0.0))
    if promised <= 1e-12:
        return 1.0
    return float(weight @ np.maximum(outcome.kept - alone, 0.0)) / promised


def _learnt(game: CooperationGame, outcome: ForumOutcome) -> tuple[float, float]:
    """Mean change of belief of members in members, if promises are kept and if one is broken.

    By Bayes, under the distribution of `keeping`. A promise that no breach would pay for tells
    nothing by being kept; the more a breach would save, the more it tells. Of breaches those count
    that would pay.
    """
    s, members = game.setting, outcome.members
    pairs = (outcome.together >= 1.0) & np.logical_and.outer(members, members)
    np.fill_diagonal(pairs, val=False)
    if not pairs.any():
        return 0.0, 0.0
    b = np.clip(s.belief, 1e-6, 1.0 - 1e-6)
    power = b / (1.0 - b)
    t = np.broadcast_to(outcome.temptation[np.newaxis, :], b.shape)
    below, inside = t**power, t ** (power + 1.0)
    free = 1.0 - game.enforced(members)[np.newaxis, :]
    after = b * (1.0 - free * inside) / np.maximum(1.0 - free * below, 1e-12)
    tempted = pairs & (t > 1e-6)
    broken = float((b * t - b)[tempted].mean()) if tempted.any() else 0.0
    return float((after - b)[pairs].mean()), broken


def reliance_on(game: CooperationGame, outcome: ForumOutcome, state: int) -> Floats:
    """Of what a state gets from others, the share that comes from each, (N,); 0 of nothing."""
    felt = outcome.together[state] * game.setting.means * outcome.kept
    felt[state] = 0.0
    whole = float(felt.sum())
    return felt / whole if whole > 1e-12 else np.zeros_like(felt)


def balance(shares: Floats) -> float:
    """How evenly a state leans on great powers: 1 on all alike, 0 on one alone (or on none)."""
    whole = float(shares.sum())
    if whole <= 1e-12 or len(shares) < 2:
        return 0.0
    parts = shares / whole
    positive = parts[parts > 0.0]
    return float(-(positive * np.log(positive)).sum() / np.log(len(shares)))
