"""Farsighted coalitions: structures that follow one another while everybody looks ahead.

In each step one state is drawn and may propose another structure. Whoever's own coalition would
change by it, apart from the proposer, has to agree; to leave one's coalition alone and to leave all
as it is needs nobody's consent. All weigh where it leads in the long run. An equilibrium in pure
strategies is searched for and held against the two conditions of one: every proposal is the best
for who makes it, and every consent is given by who gains.

Source:
    [Heyen and Lehtomaa 2021], for the game; [Ray and Vohra 2015], for farsighted coalitions.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Bools, Floats
from longtin.forums.coalitions.parallel_agreements import Labels

EQUAL = 1e-9
"""Difference of long-run payoffs, as a share of the greatest, that counts as none."""

ROUNDS = 80
"""Rounds of answering each other before another start is tried."""


@dataclass(frozen=True)
class FarsightedGame:
    """Structures, what each state has in them, and how often each proposes.

    Attributes:
        labels: Structures (M, N): for each state the number of its coalition, 0 for none.
        payoffs: What each state has in a step spent in each, (M, N).
        protocol: Chance that each state is drawn to propose, sum 1, (N,).
        discount: Weight of the next step against this one, 0 up to but not 1.
    """

    labels: Labels
    payoffs: Floats
    protocol: Floats
    discount: float

    def __post_init__(self) -> None:
        """Check that the parts belong together."""
        if self.labels.shape != self.payoffs.shape or len(self.protocol) != self.payoffs.shape[1]:
            raise ModelError(
                "Structures {labels}, payoffs {payoffs} and protocol {protocol} do not belong "
                "together. Give M×N, M×N and N.",
                labels=self.labels.shape,
                payoffs=self.payoffs.shape,
                protocol=self.protocol.shape,
            )
        if not 0.0 <= self.discount < 1.0:
            raise ModelError(
                "The discount is {given}; it must be from 0 up to, not including, 1.",
                given=self.discount,
            )


@dataclass(frozen=True)
class FarsightedEquilibrium:
    """Where everybody's best answers lead.

    Attributes:
        proposals: Structure that each state proposes in each, (M, N).
        consents: Whether state j agrees to going from structure x to y, (M, M, N).
        transition: Chances of going from structure x to y in a step, (M, M).
        values: Long-run payoff of each state from each structure, per step, (M, N).
    """

    proposals: Labels
    consents: Bools
    transition: Floats
    values: Floats

    @property
    def resting(self) -> tuple[int, ...]:
        """Structures that are never left."""
        return tuple(np.flatnonzero(np.diag(self.transition) == 1.0).tolist())


def coalitions_of(labels: Labels) -> Labels:
    """For each state the bits of its coalition, itself alone where it is in none; (M, N)."""
    alike = (labels[:, :, np.newaxis] == labels[:, np.newaxis, :]) & (labels > 0)[:, :, np.newaxis]
    alike |= np.eye(labels.shape[1], dtype=bool)
    found: Labels = alike @ (1 << np.arange(labels.shape[1], dtype=np.int64))
    return found


def consent_needed(labels: Labels) -> Bools:
    """Who has to agree when state i proposes to go from structure x to y; (N, M, M, N)."""
    bits = coalitions_of(labels)
    size = bits.shape[1]
    changed = bits[:, np.newaxis, :] != bits[np.newaxis, :, :]
    needed = np.repeat(changed[np.newaxis], size, axis=0)
    for proposer in range(size):
        own = 1 << proposer
        needed[proposer, :, :, proposer] = False
        after = np.where(bits & own, bits & ~own, bits)
        after[:, proposer] = own
        alone = (bits[np.newaxis, :, :] == after[:, np.newaxis, :]).all(axis=2)
        needed[proposer][alone] = False
    return needed


def follow(
    game: FarsightedGame, needed: Bools, proposals: Labels, consents: Bools
) -> tuple[Floats, Floats]:
    """Where strategies lead: chances of going from structure to structure, and long-run payoffs."""
    count, size = game.payoffs.shape
    agreed: Bools = np.all(consents[np.newaxis] | ~needed, axis=3)
    transition = np.zeros((count, count))
    for proposer in range(size):
        for here in range(count):
            wanted = int(proposals[here, proposer])
            there = wanted if agreed[proposer, here, wanted] else here
            transition[here, there] += game.protocol[proposer]
    rows = transition.sum(axis=1, keepdims=True)
    transition /= rows
    ahead = np.eye(count) - game.discount * transition
    values = np.linalg.solve(ahead, (1.0 - game.discount) * game.payoffs).astype(np.float64)
    return transition, values


def farsighted(game: FarsightedGame, seed: int = 0, starts: int = 64) -> FarsightedEquilibrium:
    """An equilibrium in pure strategies.

    Who is indifferent does not consent, and of proposals worth the same prefers the smaller own
    coalition, then the structure there is: to belong to something that brings nothing is a burden.
    The first start is what each structure brings by itself; the others are drawn.

    Args:
        game: The game.
        seed: Of the drawn starts.
        starts: How many are tried.

    Raises:
        ModelError: None was found, which does not mean that there is none, mixed ones included.
    """
    needed = consent_needed(game.labels)
    for values in _beginnings(game, seed, starts):
        found = _answered(game, needed, values)
        if found is not None:
            return found
    raise ModelError(
        "No equilibrium in pure strategies was found. Starts tried: {starts}. Give more, or "
        "another discount.",
        starts=starts,
    )


def _beginnings(game: FarsightedGame, seed: int, starts: int) -> Iterator[Floats]:
    yield game.payoffs
    chance = np.random.default_rng(seed)
    for _ in range(starts - 1):
        weights = chance.dirichlet(np.ones(len(game.payoffs)), size=len(game.payoffs))
        yield weights @ game.payoffs


def _answered(game: FarsightedGame, needed: Bools, values: Floats) -> FarsightedEquilibrium | None:
    """Answer each other's strategies until they stay; `None` where they do not."""
    before = None
    for turn in range(ROUNDS):
        proposals, consents = _answers(game, needed, values)
        transition, following = follow(game, needed, proposals, consents)
        if before is not None and all(
            (a == b).all() for a, b in zip(before, (proposals, consents), strict=True)
        ):
            found = FarsightedEquilibrium(proposals, consents, transition, following)
            return found if is_equilibrium(game, found) else None
        before = proposals, consents
        weight = 1.0 if turn < ROUNDS // 4 else 0.5
        values = weight * following + (1.0 - weight) * values
    return None


def _answers(game: FarsightedGame, needed: Bools, values: Floats) -> tuple[Labels, Bools]:
    """What each proposes and agrees to where these are the long-run payoffs."""
    count, size = values.shape
    loose = EQUAL * np.abs(values).max()
    consents = values[np.newaxis, :, :] > values[:, np.newaxis, :] + loose
    agreed: Bools = np.all(consents[np.newaxis] | ~needed, axis=3)
    breadth = np.bitwise_count(coalitions_of(game.labels))
    proposals = np.empty((count, size), dtype=np.int64)
    for here in range(count):
        for proposer in range(size):
            worth = np.where(agreed[proposer, here], values[:, proposer], values[here, proposer])
            best = np.flatnonzero(worth >= worth.max() - loose)
            reached = np.where(agreed[proposer, here], np.arange(count), here)[best]
            order = np.lexsort((best != here, breadth[reached, proposer]))
            proposals[here, proposer] = best[order[0]]
    return proposals, consents


def is_equilibrium(game: FarsightedGame, found: FarsightedEquilibrium) -> bool:
    """Whether every proposal is a best one, and consent is given by who gains and no who loses."""
    values, loose = found.values, EQUAL * np.abs(found.values).max() * 10.0
    gain = values[np.newaxis, :, :] - values[:, np.newaxis, :]
    if (found.consents & (gain < -loose)).any() or (~found.consents & (gain > loose)).any():
        return False
    agreed: Bools = np.all(found.consents[np.newaxis] | ~consent_needed(game.labels), axis=3)
    for here, row in enumerate(found.proposals):
        for proposer, wanted in enumerate(row.tolist()):
            worth = np.where(agreed[proposer, here], values[:, proposer], values[here, proposer])
            if worth[wanted] < worth.max() - loose:
                return False
    return True
