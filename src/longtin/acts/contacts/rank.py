"""Rank: how high a contact was, by the office of who took part."""

import csv
from enum import Enum
from fnmatch import fnmatch
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from longtin._language import message


class Rank(Enum):
    """Ranks of protocol, the highest first.

    Values are the order: heads of state and of government are one level where a visit is returned,
    since in many states the one who governs is not the head of state.
    """

    head_of_state = 1
    head_of_government = 2
    deputy_head = 3
    foreign_minister = 4
    defence_minister = 5
    minister = 6
    official = 7
    unnamed = 8

    @property
    def level(self) -> int:
        """What has to be matched for a visit to be returned; 1 the highest."""
        return max(self.value - 1, 1)


RANKS: dict[Rank, str] = {
    Rank.head_of_state: message("head of state or ruling party"),
    Rank.head_of_government: message("head of government"),
    Rank.deputy_head: message("deputy head of state or government"),
    Rank.foreign_minister: message("foreign minister"),
    Rank.defence_minister: message("defence minister"),
    Rank.minister: message("minister"),
    Rank.official: message("official"),
    Rank.unnamed: message("not named"),
}
"""What each rank is called."""


@lru_cache(maxsize=4096)
def rank_of(words: str, of: str, ccode: int) -> Rank:
    """The rank of an office or of a role.

    Args:
        words: `foreign minister`, or `Foreign Affairs` of `Foreign Affairs (France)`.
        of: `office` or `role`.
        ccode: Whose, since one title may stand for different offices.
    """
    said = words.strip().lower()
    return next(
        row.rank
        for row in _ranks()
        if row.of == of and row.ccode in (None, ccode) and fnmatch(said, row.words)
    )


class _Row(NamedTuple):
    rank: Rank
    of: str
    words: str
    ccode: int | None


@cache
def _ranks() -> tuple[_Row, ...]:
    """The table of ranks, in whose order the first pattern that fits counts."""
    path = files("longtin.acts") / "data" / "ranks.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return tuple(
        _Row(
            Rank[row["rank"]],
            row["of"],
            row["words"],
            int(row["ccode"]) if row["ccode"] else None,
        )
        for row in rows
    )
