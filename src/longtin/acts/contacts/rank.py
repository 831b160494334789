"""Rank: how high a contact was, by the office of who took part."""

import csv
from enum import Enum
from fnmatch import fnmatch
from functools import cache, lru_cache
from importlib.resources import files

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


NAMES: dict[Rank, str] = {
    Rank.head_of_state: message("head of state"),
    Rank.head_of_government: message("head of government"),
    Rank.deputy_head: message("deputy head"),
    Rank.foreign_minister: message("foreign minister"),
    Rank.defence_minister: message("defence minister"),
    Rank.minister: message("minister"),
    Rank.official: message("official"),
    Rank.unnamed: message("not named"),
}
"""What each rank is called."""


@lru_cache(maxsize=4096)
def rank_of(words: str, of: str) -> Rank:
    """The rank of an office or of a role.

    Args:
        words: `foreign minister`, or `Foreign Affairs` of `Foreign Affairs (France)`.
        of: `office` or `role`.
    """
    said = words.strip().lower()
    return next(rank for rank, which, pattern in _ranks() if which == of and fnmatch(said, pattern))


@cache
def _ranks() -> tuple[tuple[Rank, str, str], ...]:
    path = files("longtin.acts") / "data" / "ranks.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return tuple((Rank[row["rank"]], row["of"], row["words"]) for row in rows)
