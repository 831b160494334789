"""Games in closed form: efforts that add up, with linear benefits or with rising damages.

Members of the coalition choose their efforts for the sum of their payoffs, outsiders each for its
own, all at the same time. Payoffs then depend on the coalition through a few sums over it, so that
what one state's change of mind brings is known without looking at another coalition.
"""

from dataclasses import dataclass

import numpy as np

from longtin.errors import ModelError
from longtin.forums.coalitions.coalition_game import Bools, CoalitionGame, Floats, switched


@dataclass(frozen=True)
class PublicGood:
    """Efforts add up; each is worth the same to a state however much there is; costs are squares.

    State i values a unit of effort at `value`; its own effort q costs `cost`·q²/2. Members act for
    their joint good, so that each makes the sum of their values over its cost; outsiders their own
    value over their cost. What others do is worth `publicness` of the whole to whoever is not in
    the same coalition.

    Attributes:
        value: Worth of a unit of effort to each state, (N,); negative for who loses by it.
        cost: Slope of each state's marginal cost, above 0, (N,).
        publicness: Share of the good that those outside have, 0 to 1.

    Source:
        [Samuelson 1954], for what is best for all; [Finus 2001], for coalitions in this game.
    """

    value: Floats
    cost: Floats
    publicness: float = 1.0

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.value)

    def efforts(self, members: Bools) -> Floats:
        """What each state does, (C, N)."""
        joint = np.maximum(members @ self.value, 0.0)[:, np.newaxis]
        found: Floats = np.where(members, joint, np.maximum(self.value, 0.0)) / self.cost
        return found

    def payoffs(self, members: Bools) -> Floats:
        """Payoffs of all states, (C, N)."""
        joint, ease = members @ self.value, members @ (1.0 / self.cost)
        beside = ~members @ self._alone
        return np.where(
            members,
            self._inside(joint[:, np.newaxis], ease[:, np.newaxis], beside[:, np.newaxis]),
            self._outside(joint[:, np.newaxis], ease[:, np.newaxis], beside[:, np.newaxis]),
        )

    def switched(self, members: Bools) -> Floats:
        """What each would have if it alone joined or left, (C, N)."""
        joint = (members @ self.value)[:, np.newaxis]
        ease = (members @ (1.0 / self.cost))[:, np.newaxis]
        beside = (~members @ self._alone)[:, np.newaxis]
        return np.where(
            members,
            self._outside(joint - self.value, ease - 1.0 / self.cost, beside + self._alone),
            self._inside(joint + self.value, ease + 1.0 / self.cost, beside - self._alone),
        )

    @property
    def _alone(self) -> Floats:
        found: Floats = np.maximum(self.value, 0.0) / self.cost
        return found

    def _inside(self, joint: Floats, ease: Floats, beside: Floats) -> Floats:
        does = np.maximum(joint, 0.0)
        found: Floats = (
            self.value * (does * ease + self.publicness * beside) - does**2 / self.cost / 2.0
        )
        return found

    def _outside(self, joint: Floats, ease: Floats, beside: Floats) -> Floats:
        others = np.maximum(joint, 0.0) * ease + beside - self._alone
        found: Floats = (
            self.value * (self._alone + self.publicness * others) - self.cost * self._alone**2 / 2.0
        )
        return found


@dataclass(frozen=True)
class RisingDamages:
    """Emissions whose damages rise with their square: who emits less makes room for the others.

    Welfare of state i is `gain`·e - `slope`·e²/2 - `damage`·E²/2 with its own emissions e and
    those of all, E. Members count the damages of all members, outsiders their own.

    Attributes:
        gain: Marginal benefit of the first unit, (N,).
        slope: Fall of the marginal benefit by a unit, above 0, (N,).
        damage: Rise of the marginal damage by a unit, at least 0, (N,).

    Source:
        [Li and Rus 2019].
    """

    gain: Floats
    slope: Floats
    damage: Floats

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.gain)

    def emissions(self, members: Bools) -> Floats:
        """What each state emits, (C, N)."""
        felt = np.where(members, (members @ self.damage)[:, np.newaxis], self.damage)
        total = self._most / (1.0 + (felt / self.slope).sum(axis=1))
        found: Floats = (self.gain - felt * total[:, np.newaxis]) / self.slope
        return found

    def payoffs(self, members: Bools) -> Floats:
        """Payoffs of all states, (C, N)."""
        counted, ease, beside = self._sums(members)
        total = self._most / (1.0 + counted * ease + beside)
        return self._welfare(np.where(members, counted, self.damage), total)

    def switched(self, members: Bools) -> Floats:
        """What each would have if it alone joined or left, (C, N)."""
        counted, ease, beside = self._sums(members)
        way = np.where(members, -1.0, 1.0)
        counted = counted + way * self.damage
        ease = ease + way / self.slope
        beside = beside - way * self.damage / self.slope
        total = self._most / (1.0 + counted * ease + beside)
        return self._welfare(np.where(members, self.damage, counted), total)

    @property
    def _most(self) -> float:
        """Emissions of all if nobody minded."""
        return float((self.gain / self.slope).sum())

    def _sums(self, members: Bools) -> tuple[Floats, Floats, Floats]:
        counted = (members @ self.damage)[:, np.newaxis]
        ease = (members @ (1.0 / self.slope))[:, np.newaxis]
        beside = (~members @ (self.damage / self.slope))[:, np.newaxis]
        return counted, ease, beside

    def _welfare(self, felt: Floats, total: Floats) -> Floats:
        own = (self.gain - felt * total) / self.slope
        found: Floats = self.gain * own - self.slope * own**2 / 2.0 - self.damage * total**2 / 2.0
        return found


@dataclass(frozen=True)
class Symmetric:
    """States that differ in nothing: payoffs depend on how many are in.

    Attributes:
        inside: A member's payoff among n members, (N + 1,); place 0 is not used.
        outside: An outsider's payoff beside n members, (N + 1,); place N is not used.
    """

    inside: Floats
    outside: Floats

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.inside) - 1

    def payoffs(self, members: Bools) -> Floats:
        """Payoffs of all states, (C, N)."""
        count = members.sum(axis=1)
        found: Floats = np.where(
            members, self.inside[count][:, np.newaxis], self.outside[count][:, np.newaxis]
        )
        return found

    def switched(self, members: Bools) -> Floats:
        """What each would have if it alone joined or left, (C, N)."""
        count = members.sum(axis=1)
        left = self.outside[np.maximum(count - 1, 0)][:, np.newaxis]
        joined = self.inside[np.minimum(count + 1, self.size)][:, np.newaxis]
        found: Floats = np.where(members, left, joined)
        return found


@dataclass(frozen=True)
class Tabulated:
    """A game of few states given as it is.

    Attributes:
        table: Payoffs under every coalition, (2^N, N); row m is the coalition whose bits m has.
    """

    table: Floats

    def __post_init__(self) -> None:
        """Check that there is a row for every coalition."""
        if self.table.ndim != 2 or len(self.table) != 1 << self.table.shape[1]:
            raise ModelError(
                "A table of {rows} rows and {columns} columns is no game. Give one row for each of "
                "the 2^N coalitions and one column for each of the N states.",
                rows=len(self.table),
                columns=self.table.shape[-1],
            )

    @property
    def size(self) -> int:
        """Number of states."""
        return int(self.table.shape[1])

    def payoffs(self, members: Bools) -> Floats:
        """Payoffs of all states, (C, N)."""
        found: Floats = self.table[members @ (1 << np.arange(self.size))]
        return found


@dataclass(frozen=True)
class Penalised:
    """A game in which members put a penalty on outsiders, such as a tariff on their goods.

    Attributes:
        game: The game without penalties.
        loss: What outsider i loses by each member j, (N, N), row i; the diagonal does not count.
        burden: Share of an outsider's loss that the member who causes it bears itself.

    Source:
        [Nordhaus 2015].
    """

    game: CoalitionGame
    loss: Floats
    burden: float = 0.0

    @property
    def size(self) -> int:
        """Number of states."""
        return self.game.size

    def payoffs(self, members: Bools) -> Floats:
        """Payoffs of all states, (C, N)."""
        return self.game.payoffs(members) - np.where(members, *self._paid(members))

    def switched(self, members: Bools) -> Floats:
        """What each would have if it alone joined or left, (C, N)."""
        return switched(self.game, members) - np.where(members, *self._paid(members)[::-1])

    def _paid(self, members: Bools) -> tuple[Floats, Floats]:
        """What each state pays if it is in, and if it is out, the others being where they are."""
        loss = self.loss - np.diag(np.diag(self.loss))
        return self.burden * (~members @ loss), members @ loss.T
