"""Standing of a partnership on a day: the level that holds, and what holds in single fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from longtin.forums.portfolio._reference.rows import Partnership, begins
from longtin.forums.portfolio._reference.vocabulary import portfolio_words


@dataclass(frozen=True)
class PartnershipStanding:
    """What two parties call their relation on a day.

    Attributes:
        level: The row that holds for all fields; nothing where none is known.
        fields: Rows of single fields that hold beside it.
        earlier: Rows that it replaced, in order of time.
    """

    level: Partnership | None
    fields: tuple[Partnership, ...] = ()
    earlier: tuple[Partnership, ...] = ()

    def rank(self, issue: str) -> int:
        """The rank of the level on an issue, 0 where none is known.

        A strategic partnership in one field counts there as a strategic one.
        """
        tiers = portfolio_words().tiers
        own = tiers[self.level.tier].rank if self.level else 0
        narrow = [tiers[row.tier].rank + 1 for row in self.fields if issue in row.issues]
        return max([own, *narrow])

    def row(self, issue: str) -> Partnership | None:
        """The row that the rank on an issue comes from."""
        tiers = portfolio_words().tiers
        own = tiers[self.level.tier].rank if self.level else 0
        for row in self.fields:
            if issue in row.issues and tiers[row.tier].rank + 1 > own:
                return row
        return self.level


def partnership_standing(
    rows: Iterable[Partnership], one: str, other: str, day: date
) -> PartnershipStanding:
    """What two parties call their relation on a day.

    Args:
        rows: In order of time.
        one: ISO code of a state, or an organisation.
        other: Likewise.
        day: Rows that begin later are not known yet.
    """
    pair = {one, other}
    mine = [row for row in rows if set(row.between) == pair and begins(row.since) <= day]
    held = [row for row in mine if row.until is None or day <= row.until]
    whole = [row for row in held if not row.issues]
    level = whole[-1] if whole else None
    latest: dict[tuple[str, ...], Partnership] = {row.issues: row for row in held if row.issues}
    return PartnershipStanding(
        level,
        tuple(latest.values()),
        tuple(row for row in mine if row is not level and not row.issues),
    )
