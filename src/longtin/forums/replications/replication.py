"""Replications: published figures beside those that Longtin computes."""

from dataclasses import dataclass

from longtin.forums.replications.recomputed import RECOMPUTED
from longtin.forums.replications.replication_card import (
    PublishedTable,
    ReplicationCard,
    card,
    cards,
)


@dataclass(frozen=True)
class ReplicatedTable:
    """One table, published and computed.

    Attributes:
        published: As published.
        computed: For each row the figures computed; empty where they are not.
    """

    published: PublishedTable
    computed: tuple[tuple[float, ...], ...]

    def agrees(self, row: int, column: int) -> bool | None:
        """Whether a computed figure is what it has to be; `None` where there is none to compare."""
        given = tuple(self.published.rows.values())[row][column]
        if given is None or not self.computed:
            return None
        found, tolerance = self.computed[row][column], self.published.tolerances()[column]
        if self.published.relation == "above":
            return found > given
        if self.published.relation == "at_most":
            return found <= given
        return abs(found - given) <= tolerance * (1.0 + 1e-9)

    @property
    def judged(self) -> tuple[bool, ...]:
        """Whether each figure that can be compared agrees."""
        found = [
            self.agrees(row, column)
            for row in range(len(self.published.rows))
            for column in range(len(self.published.columns))
        ]
        return tuple(each for each in found if each is not None)


@dataclass(frozen=True)
class Replication:
    """A replication card with its figures computed.

    Attributes:
        card: What was published.
        tables: Its tables, by name.
    """

    card: ReplicationCard
    tables: dict[str, ReplicatedTable]

    @property
    def compared(self) -> int:
        """How many figures were compared."""
        return sum(len(each.judged) for each in self.tables.values())

    @property
    def agreeing(self) -> int:
        """How many of them agree."""
        return sum(sum(each.judged) for each in self.tables.values())

    @property
    def printed(self) -> int:
        """How many of those compared were seen in the publication or what its authors keep."""
        tables = self.tables.values()
        return sum(len(each.judged) for each in tables if each.published.basis == "text")

    @property
    def is_reproduced(self) -> bool:
        """Whether all figures that were compared agree."""
        return self.compared == self.agreeing


def replication(name: str) -> Replication:
    """One card, computed.

    Args:
        name: Its name, such as `barrett-1994`.

    Raises:
        DataError: There is no card of that name; the nearest is named.
    """
    found = card(name)
    made = RECOMPUTED[found.id]() if found.id in RECOMPUTED else {}
    tables = {}
    for key, published in found.tables.items():
        rows = made[key] if published.recomputed else []
        computed = tuple(tuple(map(float, row)) for row in rows)
        tables[key] = ReplicatedTable(published, computed)
    return Replication(found, tables)


def replications() -> tuple[Replication, ...]:
    """Every card, computed, in the order of their names."""
    return tuple(map(replication, cards()))
