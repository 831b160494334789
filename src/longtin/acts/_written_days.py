"""Days as people and programs write them in a column: one order of day and month for all of it.

2016-05-23, 20160523, 2016-05-23 14:00:00, 23 May 2016 and ngày 23 tháng 5 năm 2016 say which part
is which. 05/06/2016 does not; where another row of the column says it, 23/05/2016, that row speaks
for all. Where none does, or two say different things, such a day is nobody's to guess.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import polars as pl

from longtin._dates import Period, period
from longtin.errors import LongtinError

DAY_FIRST, MONTH_FIRST = "day first", "month first"
"""The two orders of day and month."""

_ISO = r"^\d{4}-\d{2}-\d{2}$"
_EITHER = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})", re.ASCII)
_WORD = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{4})", re.ASCII)
_TIME = re.compile(
    r"(.*\d)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M)?\s*"
    r"(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)


def orders_said(written: Iterable[str]) -> frozenset[str]:
    """In which order some rows of a column can only have been written: one, both or none."""
    said = set()
    for text in written:
        if found := _EITHER.fullmatch(without_time(text)):
            first, second = int(found[1]), int(found[2])
            if (first > 12) != (second > 12):
                said.add(DAY_FIRST if first > 12 else MONTH_FIRST)
    return frozenset(said)


def may_be_two_days(text: str) -> bool:
    """Whether text is a day of either order: 05/06/2016, but not 05/05/2016."""
    found = _EITHER.fullmatch(without_time(text))
    if found is None:
        return False
    first, second = int(found[1]), int(found[2])
    return first != second and max(first, second) <= 12


@lru_cache(maxsize=65536)
def read(text: str, order: str | None) -> Period | None:
    """The day, month or year that text names; `None` where it names none, or perhaps two.

    Args:
        text: As it is written.
        order: In which order the column is written, if that is known.
    """
    bare = without_time(text)
    if found := _WORD.fullmatch(bare):
        bare = " ".join(found.groups())
    found = _EITHER.fullmatch(bare)
    if found and order == MONTH_FIRST and int(found[1]) <= 12:
        bare = f"{found[3]}-{found[1]}-{found[2]}"
    try:
        return period(bare, day_first=order == DAY_FIRST)
    except LongtinError:
        return None


def iso(written: pl.Series, order: str | None) -> pl.Series:
    """The days of a column as 2014-05-02; other text, months and years as they are.

    Args:
        written: Text, perhaps with missing values.
        order: In which order the column is written, if that is known.
    """
    odd = written.filter(~written.str.contains(_ISO)).unique()
    if odd.is_empty():
        return written
    told = {}
    for text in odd:
        found = read(text, order)
        if found is not None and found.start == found.end:
            told[text] = found.start.isoformat()
    return written.replace(told) if told else written


def without_time(text: str) -> str:
    """A day without the hour that programs write behind it."""
    found = _TIME.fullmatch(text)
    return found[1] if found else text


def form(text: str) -> str:
    """How text is written, each figure as 0: a column of one form is one reason, not thousands."""
    return re.sub(r"[0-9]", "0", text[:40])
