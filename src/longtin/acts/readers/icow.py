"""Territorial claims by pair of states: the Issue Correlates of War project's list of claims.

One row is one claim of a challenger (`chal`) on territory that a target (`tgt`) holds, with the
months in which it began and ended (`YYYYMM`); where the month is not known it is 00, and the claim
is taken to have filled the year. One that was open when the list was closed has a month 99, and no
end here. `value` is how much the territory is worth to the two, 0 to 12.

The project asks that copies be not passed on, so Longtin has none.

Get it: paulhensel.org/icowdata.html. Terms: cite it; do not pass copies on.
"""

from typing import ClassVar

import polars as pl

from longtin._language import message
from longtin.acts._annual import LAST_YEAR, NO_STATE, members, whole
from longtin.acts._reason import Reason
from longtin.acts.reader import FIRST_YEAR, RowReader
from longtin.acts.readers.atop import NO_CODE

OPEN = 99
"""The month of a claim that had not ended."""

NO_MONTH = Reason("no-month", message("a beginning that is not a month as YYYYMM"))
NO_END = Reason("no-end", message("an end that is no month as YYYYMM, or before the beginning"))
ON_ITSELF = Reason("claim-on-itself", message("a claim of a state on itself"))
_SIDES = {"source": "state1", "target": "state2"}


class Icow(RowReader):
    """Rows of claims."""

    format: ClassVar[str] = "icow"
    archive: ClassVar[str] = "icow"
    citation: ClassVar[str] = "Hensel2017"
    licence: ClassVar[str] = "cite; copies are not to be passed on"
    part: ClassVar[str] = "ties"
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "source": ("chal",),
        "target": ("tgt",),
        "begin": ("begclaim",),
        "finish": ("endclaim",),
        "name": ("name",),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {"salience": ("icowsal",)}

    def rows(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `RowReader.rows`."""
        begin, finish = whole("begin"), whole("finish")
        coded = values.with_columns(
            (begin // 100).alias("year"),
            _first_day(begin).alias("start"),
            _last_day(finish).alias("end"),
            (finish % 100 == OPEN).fill_null(value=False).alias("open"),
            *(whole(side).alias(f"{side}_code") for side in _SIDES),
        )
        told = coded.with_columns(
            members(coded.select(f"{side}_code", "year")).alias(f"{side}_state") for side in _SIDES
        ).with_columns(_refusal())
        content = ("source_code", "target_code", "begin", "finish", "name")
        return told.select(
            "row",
            pl.lit("claim").alias("tie"),
            *(pl.col(f"{side}_code").alias(state) for side, state in _SIDES.items()),
            "start",
            "end",
            whole("salience").cast(pl.Float64).alias("value"),
            pl.col("name").alias("detail"),
            pl.col("source").alias("source_name"),
            pl.col("target").alias("target_name"),
            "refusal",
            pl.lit(value=False).alias("silent"),
            pl.when(pl.col("refusal").is_null())
            .then(pl.concat_str(content, separator="\x1f"))
            .otherwise(pl.col("line"))
            .alias("identity"),
        )


def _first_day(number: pl.Expr) -> pl.Expr:
    """The first day of a month as YYYYMM, or of its year where that is 00; else empty."""
    return _month(number, when_unknown=1)


def _last_day(number: pl.Expr) -> pl.Expr:
    """The last day, likewise."""
    return _month(number, when_unknown=12).dt.month_end()


def _month(number: pl.Expr, when_unknown: int) -> pl.Expr:
    year, month = number // 100, number % 100
    known = year.is_between(FIRST_YEAR, LAST_YEAR) & month.is_between(0, 12)
    told = pl.when(month.is_between(1, 12)).then(month).otherwise(when_unknown)
    return pl.when(known).then(pl.date(year, told, 1))


def _refusal() -> pl.Expr:
    ended = pl.col("open") | (pl.col("end") >= pl.col("start")).fill_null(value=False)
    return pl.coalesce(
        pl.when(pl.col("start").is_null()).then(NO_MONTH.column()),
        pl.when(~ended).then(NO_END.column()),
        *(
            pl.when(pl.col(f"{side}_code").is_null()).then(NO_CODE[side].column())
            for side in _SIDES
        ),
        *(pl.when(pl.col(f"{side}_state").is_null()).then(NO_STATE.column()) for side in _SIDES),
        pl.when(pl.col("source_code") == pl.col("target_code")).then(ON_ITSELF.column()),
    ).alias("refusal")
