"""Bilateral web: deals of two, kept by those who trust each other enough, side by side."""

import numpy as np

from longtin.forums._setting.setting import Bools, Floats
from longtin.forums.institutions.cooperation_game import CooperationGame, keeping
from longtin.forums.institutions.forum_outcome import (
    ForumOutcome,
    Stage,
    burdened,
    nothing,
    talks,
)

CANDIDATES = 8
"""Times the partners a state can keep, from which on pairs are chosen before they are looked at."""

ROUNDS = 6
"""Times that deals which no longer pay beside the others are dropped."""


def candidates(game: CooperationGame) -> tuple[np.ndarray, np.ndarray]:
    """The pairs that may make a deal, (P,) and (P,): each state's best by what both can bring.

    With few states every pair; with many, those that rank high for one of the two.
    """
    s, size = game.setting, game.size
    ones, twos = np.triu_indices(size, 1)
    most = CANDIDATES * s.upkeep
    if size <= most:
        return ones, twos
    brings = np.maximum(s.values, 0.0)[:, np.newaxis] * s.means * game.reliance
    mutual = np.minimum(brings, brings.T) + 1e-3 * (brings + brings.T)
    np.fill_diagonal(mutual, -1.0)
    near = np.zeros((size, size), dtype=bool)
    best = np.argsort(-mutual, axis=1, kind="stable")[:, : 2 * s.upkeep]
    np.put_along_axis(near, best, values=True, axis=1)
    ones, twos = np.nonzero(np.triu(near | near.T, 1))
    return ones, twos


def deals(game: CooperationGame) -> Floats:
    """What each (row) expects from a deal with each other (column), beside no other deal, (N, N).

    Two states raise their efforts to what is best for the two together. Trust enters as the share
    of the other's part that each counts on, so that a deal pays only above a threshold of trust:
    what it costs over what the other's part is worth. Minus infinity for pairs not looked at.
    """
    size = game.size
    ones, twos = candidates(game)
    found = np.full((size, size), -np.inf)
    block = max(1, 400_000 // size)
    for first in range(0, len(ones), block):
        one, two = ones[first : first + block], twos[first : first + block]
        pairs = np.zeros((len(one), size), dtype=bool)
        rows = np.arange(len(one))
        pairs[rows, one] = pairs[rows, two] = True
        gain = game.payoffs(pairs) - game.alone
        found[one, two], found[two, one] = gain[rows, one], gain[rows, two]
    return found


def web(game: CooperationGame, expected: Floats) -> Bools:
    """Which deals are made, (N, N): those from which both gain, each state's best first."""
    both = (expected > 1e-12) & (expected.T > 1e-12)
    worth = np.where(both, expected + expected.T, -np.inf)
    keep = np.zeros_like(both)
    most = min(game.setting.upkeep, game.size - 1)
    best = np.argsort(-worth, axis=1, kind="stable")[:, :most]
    np.put_along_axis(keep, best, values=True, axis=1)
    found: Bools = both & keep & keep.T
    return found


def bilateral(game: CooperationGame) -> ForumOutcome:
    """Deals of two, all at once: each does for its partners what their gain is worth to the deal.

    A state with several deals does what all of them ask together. Who would be better off without
    any deal drops its last one, as long as somebody is.
    """
    s, expected = game.setting, deals(game)
    made = web(game, expected)
    efforts = game.supply.alone()
    for _ in range(ROUNDS):
        efforts = _efforts(game, made)
        losing = _payoffs(game, made, efforts, game.reliance) < game.alone - 1e-12
        losing &= made.any(axis=1)
        if not losing.any():
            break
        for state in np.flatnonzero(losing):
            partners = np.flatnonzero(made[state])
            if len(partners):
                dropped = partners[int(np.argmin(expected[state, partners]))]
                made[state, dropped] = made[dropped, state] = False
    members = np.asarray(made.any(axis=1))
    if not members.any():
        return nothing(game, "bilateral")
    lost = game.alone - _payoffs(game, made, efforts, game.reliance)
    temptation = np.where(members, burdened(game, efforts, lost), 0.0)
    alone = game.supply.alone()
    kept = alone + (efforts - alone) * _kept(game, made, temptation)
    gains = web_payoffs(game, made, kept)
    nobody = np.zeros(game.size, dtype=bool)
    years = talks(game, 2.0, 1.0) + s.preparation_years
    return ForumOutcome(
        forum="bilateral",
        members=members,
        level=float(np.average(efforts[members], weights=s.means[members])),
        promised=efforts,
        kept=kept,
        together=_together(game, made),
        deals=made,
        stages=(Stage(0.0, nobody, game.alone), Stage(years, members, gains)),
        temptation=temptation,
        joining=nobody,
        is_agreed=True,
    )


def _kept(game: CooperationGame, made: Bools, temptation: Floats) -> Floats:
    """Share of what each promised that it does on average, (N,), as its partners trust it."""
    belief = game.setting.belief.T
    trusted = np.where(made, belief, 0.0).sum(axis=1) / np.maximum(made.sum(axis=1), 1)
    means = game.setting.means
    partners = np.where(made, means, 0.0).sum(axis=1)
    others = partners / np.maximum(partners + means, 1e-12)
    return keeping(trusted, temptation, game.setting.enforcement * others)


def _together(game: CooperationGame, made: Bools) -> Floats:
    found = np.where(made, 1.0, game.setting.publicness)
    np.fill_diagonal(found, 1.0)
    return found


def _efforts(game: CooperationGame, made: Bools) -> Floats:
    """Efforts (N,) that all deals of a state ask together."""
    size = game.size
    alone = game.supply.alone()
    ones, twos = np.nonzero(np.triu(made))
    found = alone.copy()
    if not len(ones):
        return found
    pairs = np.zeros((len(ones), size), dtype=bool)
    rows = np.arange(len(ones))
    pairs[rows, ones] = pairs[rows, twos] = True
    efforts = game.supply.efforts(pairs, game.plan(pairs))
    np.add.at(found, ones, np.maximum(efforts[rows, ones] - alone[ones], 0.0))
    np.add.at(found, twos, np.maximum(efforts[rows, twos] - alone[twos], 0.0))
    return np.minimum(found, 1.0)


def web_payoffs(game: CooperationGame, made: Bools, kept: Floats) -> Floats:
    """Payoffs (N,) of deals (N, N) if these efforts (N,) are made, whatever was promised."""
    return _payoffs(game, made, kept, np.ones_like(game.reliance))


def _payoffs(game: CooperationGame, made: Bools, efforts: Floats, counted: Floats) -> Floats:
    """Payoffs (N,) of efforts, where each counts on so much of the others' extra effort."""
    s, alone = game.setting, game.supply.alone()
    sure = np.where(made, counted, 0.0).sum(axis=1) / np.maximum(made.sum(axis=1), 1)
    sure = np.where(made.any(axis=1), sure, 1.0)
    together = _together(game, made)
    full = game.supply.shared(efforts, together)
    none = game.supply.shared(alone, together)
    worth = none + sure * (full - none)
    return s.values * worth - game.supply.cost(efforts)
