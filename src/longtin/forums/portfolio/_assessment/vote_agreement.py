"""Agreement in the General Assembly of a state with others, over its last years on record."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import polars as pl

from longtin.acts import VOTES, Record
from longtin.forums.portfolio._assessment.rated import Rated, from_share

YEARS: Final = 5
"""Last years with votes that are read."""

FEWEST: Final = 8
"""Common votes below which nothing is said."""


def agreement(
    record: Record,
    pairs: Collection[tuple[int, int]],
    day: date,
    issue: str | None = None,
) -> Mapping[tuple[int, int], Rated]:
    """Agreement of pairs in their last `YEARS` years of votes on record up to a day.

    Args:
        record: Where the votes are.
        pairs: COW codes, either way round.
        day: Years that end later are not known yet.
        issue: Tag of roll calls; all of them without it.

    Returns:
        By pair, the same vote counting 1 and abstention against yes or no one half. Pairs with
        fewer than `FEWEST` common votes are left out.
    """
    if not pairs:
        return {}
    found = record.votes_agreement(pairs, issue=issue).filter(pl.col("period") < day.year)
    last = found["period"].max()
    if not isinstance(last, int):
        return {}
    recent = found.filter(pl.col("period") > last - YEARS)
    told = recent.group_by("state1", "state2").agg(
        (pl.col("agree") * pl.col("common")).sum() / pl.col("common").sum(),
        pl.col("common").sum(),
    )
    return {
        (one, two): from_share(agree, common, date(last, 12, 31), VOTES)
        for one, two, agree, common in told.iter_rows()
        if common >= FEWEST
    }
