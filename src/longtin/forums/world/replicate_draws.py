"""Draws of a replicate, and where its history stands while it is played."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.forums.world import kernels
from longtin.forums.world.kernels import Bytes, Counts, Floats, Words


@dataclass(frozen=True)
class Session:
    """What one forum did at one session.

    Attributes:
        step: When.
        forum: Its place among the world's forums.
        members: How many acted together.
        acted: Whether it acted.
    """

    step: int
    forum: int
    members: int
    acted: bool


@dataclass
class WorldState:
    """Where a history stands; changed as it goes on.

    Attributes:
        belief: Trust, (2, pair).
        types: Whether one is trustworthy towards the other, (2, pair).
        last: Outcome of the last meeting, (2, pair).
        kept: Acts and cooperative acts, (2, 2, pair).
        sums: What is added up of each step, (step, column).
        paths: Trust of the watched after each step, (step, watched).
        core: Members of each forum that grows, by its place.
    """

    belief: Floats
    types: Bytes
    last: Bytes
    kept: Counts
    sums: Floats
    paths: Floats
    core: dict[int, NDArray[np.int64]]


@dataclass(frozen=True)
class Draws:
    """Where the draws of a replicate come from.

    Attributes:
        seed: Of the run.
        replicate: Which.
    """

    seed: int
    replicate: int

    @property
    def words(self) -> tuple[int, int]:
        """The seed in two words of 32 bits."""
        return self.seed & 0xFFFFFFFF, (self.seed >> 32) & 0xFFFFFFFF

    def pairs(self, step: int, purpose: int, names: Words) -> tuple[Floats, Floats, Floats, Floats]:
        """Four numbers in [0, 1) for each pair of names, (2, pair)."""
        when = np.full(names.shape[1], step, np.uint64)
        one, two, three, four = self._words(when, purpose, names)
        found = np.stack([one, two, three, four]) * kernels.UNIT
        return found[0], found[1], found[2], found[3]

    def steps(self, steps: int, purpose: int, names: Words) -> Floats:
        """A number in [0, 1) for each step and name, (step, name)."""
        size = names.shape[1]
        when = np.repeat(np.arange(steps, dtype=np.uint64), size)
        one, _, _, _ = self._words(when, purpose, np.tile(names, steps))
        return np.asarray(one.reshape(steps, size) * kernels.UNIT)

    def _words(self, when: Words, purpose: int, names: Words) -> tuple[Words, Words, Words, Words]:
        base = np.uint64(self.replicate * kernels.PURPOSES + purpose)
        low, high = map(np.uint64, self.words)
        return kernels.philox(when, names[0], names[1], base, low, high)
