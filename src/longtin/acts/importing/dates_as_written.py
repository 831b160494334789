"""Days as people and programs write them in a column: one order of day and month for all of it.

2016-05-23, 2016/5/23, 20160523, 2016-05-23 14:00:00 and 23 May 2016 say which part is which.
05/06/2016 does not; where another row of the column says it, 23/05/2016, that row speaks for all.
Where none does, or two say different things, such a day is nobody's to guess.
"""

from collections.abc import Sequence

import polars as pl

from longtin.acts.reader import day

_TIME = r"^(\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:\d{2}.*$"
_YEAR_FIRST = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$"
_YEAR_LAST = r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$"
_DIGITS = r"^(\d{4})(\d{2})(\d{2})$"
_MONTH_LAST = r"^(\d{1,2})[-/.](\d{4})$"
_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%d-%b-%y")


def iso(column: str, columns: Sequence[str]) -> pl.Expr:
    """Text of days, months and years as `2014-05-02`, `2014-05` and `2014`; other text as it is.

    Args:
        column: The column to read.
        columns: Columns that one hand wrote, this one among them.
    """
    given = pl.col(column)
    one, two, year = (given.str.extract(_YEAR_LAST, group) for group in (1, 2, 3))
    first, second = one.cast(pl.Int16), two.cast(pl.Int16)
    above = [_is_ever_above_a_month(columns, group) for group in (1, 2)]
    day_first, month_first = above[0] & ~above[1], above[1] & ~above[0]
    clear = first == second
    words = pl.coalesce(*(given.str.to_date(form, strict=False) for form in _WORDS))
    return pl.coalesce(
        given.str.extract(_TIME),
        _joined(*(given.str.extract(_YEAR_FIRST, group) for group in (1, 2, 3))),
        _joined(*(given.str.extract(_DIGITS, group) for group in (1, 2, 3))),
        pl.when(day_first | clear | (first > 12)).then(_joined(year, two, one)),
        pl.when(month_first | (second > 12)).then(_joined(year, one, two)),
        _joined(given.str.extract(_MONTH_LAST, 2), given.str.extract(_MONTH_LAST, 1)),
        words.dt.to_string("%Y-%m-%d"),
        given,
    )


def _is_ever_above_a_month(columns: Sequence[str], group: int) -> pl.Expr:
    found = (pl.col(each).str.extract(_YEAR_LAST, group).cast(pl.Int16) > 12 for each in columns)
    return pl.any_horizontal(each.any() for each in found)


def first_day(given: pl.Expr) -> pl.Expr:
    """The first day of what `iso` gives; empty where it is no day, month or year."""
    return pl.coalesce(day(given), day(given + "-01"), day(given + "-01-01"))


def last_day(given: pl.Expr) -> pl.Expr:
    """The last day of what `iso` gives, likewise."""
    return pl.coalesce(day(given), day(given + "-01").dt.month_end(), day(given + "-12-31"))


def form(given: pl.Expr) -> pl.Expr:
    """How text is written, each figure as 0: a column of one form is one reason, not thousands."""
    return given.str.slice(0, 40).str.replace_all(r"\d", "0")


def _joined(*parts: pl.Expr) -> pl.Expr:
    year, *rest = parts
    return pl.concat_str(year, *(part.str.zfill(2) for part in rest), separator="-")
