"""Draws of a replicate, and where its history stands while it is played."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.forums._setting.setting import Setting
from longtin.forums.world import kernels
from longtin.forums.world.kernels import Bytes, Counts, Floats, Words
from longtin.forums.world.philox import compiled_draws, philox
from longtin.forums.world.world import RunningMeasures

FEW = 64
"""Draws below which the compiled loop is not worth its call."""


@dataclass(frozen=True)
class Session:
    """What one forum did at one session.

    Attributes:
        step: When.
        forum: Its place among the world's forums.
        members: Places of those who acted together, or have agreed to.
        agreed: Whether there is an agreement.
        acted: Whether any word fell due.
        kept: Share of the words that fell due that were kept; not a number where none did.
        gain: What all have in a year, as a share of what full cooperation kept would bring; not a
            number for a forum without an issue.
    """

    step: int
    forum: int
    members: NDArray[np.int64]
    agreed: bool
    acted: bool
    kept: float
    gain: float


@dataclass(frozen=True)
class StandingAgreement:
    """An agreement of a forum that holds until a session ends it.

    Attributes:
        since: The step of the first session that reached it.
        members: Who was in it at the last session, (N,).
    """

    since: int
    members: NDArray[np.bool_]


@dataclass(frozen=True)
class CarriedStep:
    """What came of one step of a programme.

    Attributes:
        step: The step of the world at whose end it was due.
        number: Which of the world's undertakings.
        pairs: Between how many pairs of states it was to be.
        begun: How many began it.
        kept: In how many both kept it.
        broken_by: Places of those who did not keep it towards somebody.
    """

    step: int
    number: int
    pairs: int
    begun: int
    kept: int
    broken_by: tuple[int, ...]


@dataclass
class WorldState:
    """Where a history stands; changed as it goes on.

    Attributes:
        belief: Trust, (2, pair).
        types: Whether one is trustworthy towards the other, (2, pair).
        last: Outcome of the last meeting, (2, pair).
        done: Meetings of each pair, and cooperative acts of either side, packed, (pair,).
        due: The step in which each pair meets next, (pair,).
        sums: What is added up of each step, (step, column).
        paths: Trust of the watched after each step, (step, watched).
        core: Members of each forum that grows by trust alone, by its place.
        settings: The setting of each forum's issue in this history, by its place.
        agreements: What forums have agreed on, by their place.
        kept_steps: Pairs that have kept each programme step, by its number.
        in_force: Measures in force by them.
    """

    belief: Floats
    types: Bytes
    last: Bytes
    done: Words
    due: Words
    sums: Floats
    paths: Floats
    core: dict[int, NDArray[np.int64]]
    settings: dict[int, Setting]
    agreements: dict[int, StandingAgreement]
    kept_steps: dict[int, Words]
    in_force: list[RunningMeasures]

    @property
    def kept(self) -> Counts:
        """Acts and cooperative acts, (2, side, pair)."""
        one, two = self.done >> kernels.FIRST_DID, self.done >> kernels.SECOND_DID
        found = np.stack([[self.done, self.done], [one, two]]) & kernels.COUNTED
        return found.astype(np.int64)

    def count(self, pairs: Words, did: NDArray[np.bool_]) -> None:
        """Count a meeting of some pairs, each named once, and what each side did, (2, pair)."""
        one, two = did.astype(np.uint64)
        acts = (one << kernels.FIRST_DID) | (two << kernels.SECOND_DID)
        self.done[pairs] += np.uint64(1) | acts


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
        found = self.words_of(step, purpose, names) * kernels.UNIT
        return found[0], found[1], found[2], found[3]

    def words_of(self, step: int, purpose: int, names: Words) -> Words:
        """The same as words of 32 bits, (4, pair)."""
        if names.shape[1] < FEW:
            when = np.full(names.shape[1], step, np.uint64)
            return np.stack(self._words(when, purpose, names))
        found = np.empty((4, names.shape[1]), np.uint64)
        number = self.replicate * kernels.PURPOSES + purpose
        compiled_draws()(step, names[0], names[1], number, *self.words, found)
        return found

    def steps(self, steps: int, purpose: int, names: Words) -> Floats:
        """A number in [0, 1) for each step and name, (step, name)."""
        size = names.shape[1]
        when = np.repeat(np.arange(steps, dtype=np.uint64), size)
        one, _, _, _ = self._words(when, purpose, np.tile(names, steps))
        return np.asarray(one.reshape(steps, size) * kernels.UNIT)

    def _words(self, when: Words, purpose: int, names: Words) -> tuple[Words, Words, Words, Words]:
        base = np.uint64(self.replicate * kernels.PURPOSES + purpose)
        low, high = map(np.uint64, self.words)
        return philox(when, names[0], names[1], base, low, high)
