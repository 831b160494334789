"""States by year, as annual sources name them: by Correlates of War code."""

from datetime import date
from functools import cache

import polars as pl

from longtin import actors
from longtin.acts._reader import FIRST_YEAR, LAST_YEAR
from longtin.acts._resolve import SIDE
from longtin.errors import ActorError

NO_STATE = "a code that the list of states does not have"
NOTHING = ("NA", "NaN", "nan", "NULL", ".")


def whole(column: str) -> pl.Expr:
    """A whole number, also where a program wrote it as 816.0; empty for other text."""
    return pl.col(column).str.extract(r"^(-?[0-9]{1,6})(\.0+)?$").cast(pl.Int32, strict=False)


def year(column: str) -> pl.Expr:
    """A year of the state system; empty for others."""
    return (
        pl.when(whole(column).is_between(FIRST_YEAR, LAST_YEAR)).then(whole(column)).cast(pl.Int32)
    )


def with_members(rows: pl.DataFrame, sides: tuple[str, ...]) -> pl.DataFrame:
    """The rows with the name of each side's state in that year, empty where there is none.

    Args:
        rows: With `year` and, for each side, `SIDE_code`.
        sides: For each of them, `SIDE_state` is added.
    """
    for side in sides:
        asked = rows.select(pl.col(f"{side}_code").alias("code"), "year").unique().drop_nulls()
        named = asked.with_columns(
            pl.Series("state", [_name(*each) for each in asked.iter_rows()], pl.String)
        )
        rows = rows.join(
            named.rename({"code": f"{side}_code", "state": f"{side}_state"}),
            on=[f"{side}_code", "year"],
            how="left",
            maintain_order="left",
        )
    return rows


def years_of(rows: pl.DataFrame) -> tuple[date, date] | None:
    """First and last day of the years that rows speak for."""
    told = rows.filter(pl.col("problem").is_null()).select(year("year"))["year"]
    first, last = told.min(), told.max()
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return date(first, 1, 1), date(last, 12, 31)


def coded_members(asked: pl.DataFrame) -> pl.DataFrame:
    """Whose the sides of an annual source are; `country` is a Correlates of War code."""
    found = [
        (name, country, sectors, day, *_member(country, day.year))
        for name, country, sectors, day in asked.iter_rows()
    ]
    return pl.DataFrame(found, schema=SIDE, orient="row")


def _member(code: str | None, in_year: int) -> tuple[int | None, str | None, str | None]:
    if code is None or _name(int(code), in_year) is None:
        return None, None, NO_STATE
    return int(code), "state", None


@cache
def _name(ccode: int, in_year: int) -> str | None:
    """A state's name in a year, alive or not: occupied states are in no list and have alliances."""
    try:
        return actors.as_of(ccode, date(in_year, 12, 31)).name_en
    except ActorError:
        return None
