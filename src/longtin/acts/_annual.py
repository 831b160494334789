"""States by year, as annual sources name them: by Correlates of War code."""

from datetime import date
from functools import cache

import polars as pl

from longtin import actors
from longtin._language import message
from longtin.acts._reason import Reason
from longtin.acts.reader import FIRST_YEAR, Whose
from longtin.errors import ActorError

NO_STATE = Reason("no-state-of-code", message("a code that the list of states does not have"))
NO_YEAR = Reason("no-year", message("no year of the state system"))
LAST_YEAR = 9999  # years that have not been are refused by their first day


def whole(column: str) -> pl.Expr:
    """A whole number, also where a program wrote it as 816.0; empty for other text."""
    return pl.col(column).str.extract(r"^(-?[0-9]{1,6})(\.0+)?$").cast(pl.Int32, strict=False)


def year(column: str) -> pl.Expr:
    """A year of the state system; empty for others."""
    return (
        pl.when(whole(column).is_between(FIRST_YEAR, LAST_YEAR)).then(whole(column)).cast(pl.Int32)
    )


def members(coded: pl.DataFrame) -> pl.Series:
    """The name of each state in a year, of rows of a code and a year; empty where there is none."""
    code, year = coded.columns
    different = coded.unique().drop_nulls()
    names = [_name(*each) for each in different.iter_rows()]
    named = different.with_columns(pl.Series("state", names, pl.String))
    return coded.join(named, on=[code, year], how="left", maintain_order="left")["state"]


def years_of(values: pl.DataFrame) -> tuple[date, date] | None:
    """First and last day of the years that values speak for."""
    told = values.select(year("year"))["year"]
    first, last = told.min(), told.max()
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return date(first, 1, 1), date(last, 12, 31)


def member(code: str | None, in_year: int) -> Whose:
    """Whose a side of an annual source is; its country is a Correlates of War code."""
    if code is None or _name(int(code), in_year) is None:
        return None, None, NO_STATE.code
    return int(code), "state", None


@cache
def _name(ccode: int, in_year: int) -> str | None:
    """A state's name in a year, alive or not: occupied states are in no list and have alliances."""
    if not FIRST_YEAR <= in_year <= LAST_YEAR:
        return None
    try:
        return actors.as_of(ccode, date(in_year, 12, 31)).name_en
    except ActorError:
        return None
