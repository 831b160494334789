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
        whole = np.uint64
        low, high = map(whole, self.words)
        base = whole(self.replicate * kernels.PURPOSES + purpose)
        one, two, three, four = kernels.philox(
            np.full(names.shape[1], step, whole), names[0], names[1], base, low, high
        )
        return tuple(each * kernels.UNIT for each in (one, two, three, four))

    def steps(self, steps: int, purpose: int, names: Words) -> Floats:
        """A number in [0, 1) for each step and name, (step, name)."""
        words = np.empty((steps, names.shape[1]), np.uint64)
        kernels.compiled(kernels.chances)(
            0, steps, *self.words, self.replicate, purpose, np.ascontiguousarray(names),
            np.empty((3, names.shape[1]), np.uint64), words,
        )  # fmt: skip
        return np.asarray(words * kernels.UNIT)
