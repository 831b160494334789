"""Age of the evidence behind an answer, told on standard error so that the answer stays whole."""

import sys
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from longtin._language import Language

LATE = timedelta(days=365)
"""Age of the last evidence from which a reader is told beside the answer."""


def old_evidence(days: Iterable[date | None], today: date, words: "Language") -> None:
    """Say so where the last evidence on a pair is more than a year old.

    Args:
        days: Of the last evidence one way and the other, where there is any.
        today: The day the answer is dated.
        words: The language.
    """
    last = max((day for day in days if day is not None), default=None)
    if last is None or today - last <= LATE:
        return
    from longtin._language import age

    told = words.say(
        "The last evidence on this pair is of {day}, {age} before {today}. Newer acts: `longtin "
        "import FILE --into my.duckdb`, then `--record my.duckdb`.",
        day=words.date(last),
        age=age(last, today, words),
        today=words.date(today),
    )
    sys.stderr.write(f"longtin: {told}\n")
