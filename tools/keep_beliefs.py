"""Estimate how far every state trusts every other today, and keep it for comparisons of forums.

Run as `python tools/keep_beliefs.py` (a quarter of an hour) after the record or the parameters
change; `tests/forums/test_from_record.py` asks.
"""

import time
from datetime import date

import polars as pl

from longtin import actors, trust
from longtin.acts import Record
from longtin.forums._setting import belief_file

SINCE = "2015-01-01"
"""First day of the reports by which pairs are chosen that are estimated by week."""

MOST = 2_500
"""Couples that are estimated by week, both ways."""

BLOCK = 200


def main() -> None:
    """Write the shipped file anew, with its version."""
    with Record.shipped() as record:
        day = trust.last_evidence(record)
        year = date(trust.last_year(record), 12, 31)
        living = set(actors.living(day))
        couples = (
            record.acts(start=SINCE)
            .select(
                one=pl.min_horizontal("source", "target"),
                two=pl.max_horizontal("source", "target"),
                count="count",
            )
            .group_by("one", "two")
            .agg(pl.col("count").sum())
            .filter(pl.col("one").is_in(list(living)), pl.col("two").is_in(list(living)))
            .sort("count", "one", "two", descending=True)
            .head(MOST)
        )
        busy = [pair for a, b, _ in couples.iter_rows() for pair in ((a, b), (b, a))]
        there = living & set(actors.living(year))
        rest = sorted({(a, b) for a in there for b in there if a != b} - set(busy))
        parts = [
            *_estimated(record, busy, "week", day, BLOCK),
            *_estimated(record, rest, "year", year, 10 * BLOCK),
        ]
        belief_file.write(pl.concat(parts), record, day)


def _estimated(
    record: Record, pairs: list[tuple[int, int]], by: str, day: date, block: int
) -> list[pl.DataFrame]:
    """Rows of so many pairs, a block at a time."""
    parts, begun = [], time.monotonic()
    model = belief_file.model(trust.MANY_DRAWS)
    for first in range(0, len(pairs), block):
        some = pairs[first : first + block]
        found = trust.estimate_pairs(record, some, by=by, until=day, model=model)
        parts.append(belief_file.rows(found, day))
        done = first + len(some)
        print(f"{by} {done}/{len(pairs)} {time.monotonic() - begun:.0f} s", flush=True)
    return parts


if __name__ == "__main__":
    main()
