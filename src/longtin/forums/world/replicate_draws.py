"""Draws of a replicate, and where its history stands while it is played."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.forums._setting.setting import Setting
from longtin.forums.world import kernels
from longtin.forums.world.kernels import Bytes, Counts, Floats, Words
from longtin.forums.world.world import RunningMeasures


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
        kept: Acts and cooperative acts, (2, 2, pair).
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
    kept: Counts
    sums: Floats
    paths: Floats
    core: dict[int, NDArray[np.int64]]
    settings: dict[int, Setting]
    agreements: dict[int, StandingAgreement]
    kept_steps: dict[int, Words]
    in_force: list[RunningMeasures]


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
