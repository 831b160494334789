"""Crisis talk: talk that follows coercion, named so in words and weighed like any other.

That it is worth less is not borne out by the record: given what came before, talk after coercion
weighs no less than talk in calm, and a type of its own would count the coercion twice. But whoever
reads that talks raised trust in the weeks of a crisis has to see of which kind they were.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import Pair

TALK: Final[Collection[str]] = ("CONSULT", "VISIT", "TALK", "MEETING")
"""Kinds of act that are talk."""

COERCION: Final[Collection[str]] = ("THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
"""Kinds of act after which talk is crisis talk."""

CRISIS_TALK: Final = "CRISIS_TALK"
"""What lines of such talk are called."""

BEFORE: Final = timedelta(weeks=8)
"""How long before."""

SHARE: Final = 0.1
"""Least share of coercion among all that the two did to each other in that time, for where many
acts are told there is always some."""


def after_coercion(record: Record, pair: Pair, days: pl.Series) -> NDArray[np.bool_]:
    """Which days follow coercion between two states, by either.

    Args:
        record: Where acts are.
        pair: The two.
        days: Any days.

    Returns:
        True where at least `SHARE` of the reports of the time `BEFORE` each day is coercion.
    """
    if days.is_empty():
        return np.zeros(0, bool)
    first, last = min(days.to_list()), max(days.to_list())
    told = pl.concat(
        [
            record.acts(one, two, start=first - BEFORE, end=last)
            for one, two in (pair, (pair[1], pair[0]))
        ]
    ).filter(pl.col("kind").is_not_null())
    coercive = told.filter(pl.col("kind").is_in(list(COERCION)))
    all_told = _within(told, days)
    return np.asarray(_within(coercive, days) > np.maximum(SHARE * all_told - 1e-9, 0.0))


def _within(acts: pl.DataFrame, days: pl.Series) -> NDArray[np.int64]:
    """How many reports there are in the time before each day, the day itself left out."""
    ordered = acts.sort("start")
    starts = ordered["start"].to_numpy().astype("datetime64[D]")
    counted = np.concatenate([[0], np.cumsum(ordered["count"].to_numpy())])
    ends = days.to_numpy().astype("datetime64[D]")
    begins = ends - np.timedelta64(BEFORE.days, "D")
    first, last = (np.searchsorted(starts, each) for each in (begins, ends))
    return np.asarray(counted[last] - counted[first], np.int64)


def named(record: Record, pair: Pair, lines: pl.DataFrame) -> pl.DataFrame:
    """Lines of an explanation in which talk after coercion is called so.

    Args:
        record: Where acts are.
        pair: The two.
        lines: With `what` and `start`.
    """
    talk = lines["what"].is_in(list(TALK)).to_numpy()
    if not talk.any():
        return lines
    crisis = talk.copy()
    crisis[talk] = after_coercion(record, pair, lines["start"].filter(pl.Series(talk)))
    what = pl.when(pl.Series(crisis)).then(pl.lit(CRISIS_TALK)).otherwise(pl.col("what"))
    return lines.with_columns(what=what)
