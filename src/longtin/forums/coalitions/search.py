"""Search for stable coalitions of many states, where 2^N cannot be looked at.

Many coalitions are followed at once. From each, one state after another changes its mind as long as
it gains by that: as a rule whoever gains most, sometimes another, so that different coalitions are
reached and circles are left. Where nobody moves a stable coalition is found. The best found are
then shaken – members exchanged, left out, taken in – and followed again, until shaking brings
nothing better. Starts are nobody, everybody, states in order of what they lose by the others'
absence, chance, and all small coalitions that nobody leaves: some of these nobody would join
either, and no way of joining and leaving leads there.

Source:
    [Blume 1993], for moves by chance that prefer the greater gain; [Lourenço and others 2003], for
    shaking what is found.
"""

import math
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from longtin.forums.coalitions.coalition_game import (
    BLOCK,
    Bools,
    CoalitionGame,
    Floats,
    mask_of,
    members_of,
    slack,
)
from longtin.forums.coalitions.enumeration import LARGEST, enumerated
from longtin.forums.coalitions.stability import Entry, Stability, moves, refused, stability

KEPT = 256
"""Stable coalitions that are kept, the greatest totals first."""

STARTS = 96
"""Coalitions that are followed at once."""

PATIENCE = 5
"""Rounds of shaking without anything better after which the search ends."""

FEW_ASKED = 12
"""Outsiders that are asked first, on average, where asking all takes long."""

SMALL = 256
"""Small coalitions looked at for each start, where there are 96; of fewer a smaller part."""

ELITE = 8
"""Best coalitions that are shaken in a round."""


@dataclass(frozen=True)
class StableCoalitions:
    """What was found to be stable.

    Attributes:
        found: The stable coalitions, the greatest total of payoffs first; not more than 256.
        count: How many there are, or were found where `exact` is false.
        exact: Whether every coalition was looked at, so that there are no others.
        looked_at: How many coalitions were looked at.
    """

    found: tuple[Stability, ...]
    count: int
    exact: bool
    looked_at: int

    @property
    def best(self) -> Stability | None:
        """The stable coalition with the greatest total; none where nothing is stable."""
        return self.found[0] if self.found else None

    @property
    def smallest_acting(self) -> Stability | None:
        """The smallest stable coalition under which anybody has anything other than without one.

        Coalitions too small to act can be stable because nothing hangs on them.
        """
        acting = [each for each in self.found if each.acting]
        return min(acting, key=lambda each: each.breadth, default=None)


def stable_coalitions(
    game: CoalitionGame,
    transfers: bool = False,
    entry: Entry = "open",
    *,
    seed: int = 0,
    starts: int = STARTS,
    exact: bool | None = None,
) -> StableCoalitions:
    """The stable coalitions of a game: all of them for up to twenty states, else by search.

    Args:
        game: The game.
        transfers: Whether members compensate each other.
        entry: Who decides on a newcomer.
        seed: Of the search's chances.
        starts: Coalitions followed at once by the search; with transfers, which take N times as
            long to look at, fewer where there are many states.
        exact: Whether to look at all coalitions; where not given, up to twenty states.
    """
    if game.size <= LARGEST if exact is None else exact:
        seen = enumerated(game, transfers, entry)
        masks = seen.stable
        kept = members_of(masks[:KEPT], game.size)
        smallest = _smallest_acting(masks[seen.acting[masks]])
        if len(smallest) and smallest[0] not in masks[:KEPT]:
            kept = np.concatenate([kept[: KEPT - 1], members_of(smallest, game.size)])
        found = tuple(stability(game, row, transfers, entry) for row in kept)
        return StableCoalitions(found, len(masks), exact=True, looked_at=1 << game.size)
    search = _Search(game, transfers, entry, np.random.default_rng(seed))
    search.run(min(starts, max(12, starts * 24 // game.size)) if transfers else starts)
    rows = search.ranked(KEPT)
    found = tuple(stability(game, row, transfers, entry) for row in rows)
    return StableCoalitions(found, len(search.known), exact=False, looked_at=search.looked_at)


def _smallest_acting(masks: np.ndarray) -> np.ndarray:
    """Of these coalitions, one with the fewest members, first in their order."""
    return masks[np.argmin(np.bitwise_count(masks))][np.newaxis] if len(masks) else masks


@dataclass
class _Search:
    """One search: what it has found so far."""

    game: CoalitionGame
    transfers: bool
    entry: Entry
    chance: np.random.Generator
    known: dict[bytes, tuple[float, Bools]] = field(default_factory=dict)
    looked_at: int = 0

    def run(self, starts: int) -> None:
        """Follow the starts, then shake the best until that brings nothing better."""
        self.follow(self.starts(starts))
        self.follow(self.small(starts))
        best, waited = self.best(), 0
        while waited < PATIENCE:
            self.follow(self.shaken(starts))
            waited = 0 if self.best() > best else waited + 1
            best = max(best, self.best())

    def best(self) -> float:
        """The greatest total found."""
        return max((total for total, _ in self.known.values()), default=-np.inf)

    def ranked(self, most: int) -> list[Bools]:
        """The best found, the greatest total first, with the smallest ones among them."""
        rows = sorted(self.known.values(), key=lambda each: (-each[0], mask_of(each[1])))
        small = sorted(rows, key=lambda each: int(each[1].sum()))[: most // 4]
        chosen = rows if len(rows) <= most else rows[: most - len(small)] + small
        unique = {row.tobytes(): (total, row) for total, row in chosen}
        return [row for _, row in sorted(unique.values(), key=lambda x: (-x[0], mask_of(x[1])))]

    def starts(self, count: int) -> Bools:
        """Nobody, everybody, the first so many by what they bring or save, and chance."""
        size = self.game.size
        everybody = np.ones((1, size), dtype=bool)
        alone = np.eye(size, dtype=bool)
        payoffs, change = self.wishes(np.concatenate([everybody, alone]))[:2]
        pairs = payoffs[1:].sum(axis=1)
        rows = [np.zeros((1, size), dtype=bool), everybody]
        breadths = np.unique(np.linspace(1, size, num=max(2, count // 6)).astype(int))
        for order in (np.argsort(change[0]), np.argsort(-pairs), np.argsort(-payoffs[0])):
            place = np.empty(size, dtype=int)
            place[order] = np.arange(size)
            rows.append(place[np.newaxis, :] < breadths[:, np.newaxis])
        share = self.chance.random((count, 1)) ** 2
        rows.append(self.chance.random((count, size)) < share)
        return np.concatenate(rows)

    def small(self, starts: int) -> Bools:
        """Small coalitions that nobody leaves, the greatest totals first, as many as starts.

        Coalitions of two are looked at, then of three and so on, as long as there is room for all
        of a size: with 96 starts for 256 each, with fewer for as much smaller a part.
        """
        size, room, kept = self.game.size, SMALL * starts * starts // STARTS, []
        for breadth in range(2, size):
            room -= math.comb(size, breadth)
            if room < 0:
                break
            every = np.array(list(combinations(range(size), breadth)))
            for first in range(0, len(every), BLOCK):
                some = every[first : first + BLOCK]
                rows = np.zeros((len(some), size), dtype=bool)
                np.put_along_axis(rows, some, values=True, axis=1)
                self.looked_at += len(rows)
                payoffs, change = moves(self.game, rows, self.transfers, np.zeros_like(rows))
                leaving = rows & (change > slack(payoffs)[:, np.newaxis])
                stays = ~leaving.any(axis=1)
                kept += list(zip(payoffs[stays].sum(axis=1).tolist(), rows[stays], strict=True))
        kept.sort(key=lambda each: (-each[0], mask_of(each[1])))
        return np.array([row for _, row in kept[:starts]], dtype=bool).reshape(-1, size)

    def shaken(self, count: int) -> Bools:
        """The best found with one to three states exchanged, left out or taken in."""
        elite = self.ranked(ELITE) or [np.zeros(self.game.size, dtype=bool)]
        rows = np.array([elite[place % len(elite)] for place in range(count)])
        times = 1 + np.arange(count) % 3
        for row, many in zip(rows, times, strict=True):
            changed = self.chance.choice(
                self.game.size, size=min(int(many), len(row)), replace=False
            )
            row[changed] ^= True
            inside, outside = np.flatnonzero(row), np.flatnonzero(~row)
            if len(inside) and len(outside) and self.chance.random() < 0.5:
                row[self.chance.choice(inside)] = False
                row[self.chance.choice(outside)] = True
        return rows

    def follow(self, rows: Bools) -> None:
        """Let states change their minds until nobody does; keep where that ends."""
        for step in range(4 * self.game.size + 20):
            rows = np.unique(rows, axis=0)
            if not len(rows):
                return
            payoffs, change, willing = self.wishes(rows)
            moving = willing.any(axis=1)
            for total, row in zip(payoffs[~moving].sum(axis=1), rows[~moving], strict=True):
                self.known[row.tobytes()] = (float(total), row)
            rows, change, willing = rows[moving], change[moving], willing[moving]
            eager = np.where(willing, change, -np.inf)
            if step % 3:
                noise = self.chance.gumbel(size=eager.shape)
                scale = np.where(willing, change, 0.0).max(axis=1, keepdims=True)
                eager = np.where(willing, change / scale * 2.0 + noise, -np.inf)
            rows[np.arange(len(rows)), np.argmax(eager, axis=1)] ^= True

    def wishes(self, rows: Bools) -> tuple[Floats, Floats, Bools]:
        """Payoffs, gains from changing, and who changes; all (C, N).

        Where it costs a coalition each to ask who would be let in, few are asked first, and the
        others only where none of these and no member moves.
        """
        self.looked_at += len(rows)
        if self.entry == "open" and not self.transfers:
            return self.asked(rows, ~rows)
        few = self.chance.random(rows.shape) < FEW_ASKED / self.game.size
        payoffs, change, willing = self.asked(rows, few & ~rows)
        still = ~willing.any(axis=1)
        if still.any():
            payoffs[still], change[still], willing[still] = self.asked(rows[still], ~rows[still])
        return payoffs, change, willing

    def asked(self, rows: Bools, asked: Bools) -> tuple[Floats, Floats, Bools]:
        """The same for members and the outsiders asked, booleans (C, N)."""
        payoffs, change = moves(self.game, rows, self.transfers, asked)
        willing = (change > slack(payoffs)[:, np.newaxis]) & (rows | asked)
        if self.entry == "consent" and not self.transfers:
            willing &= ~refused(self.game, rows, willing & ~rows)
        return payoffs, change, willing
