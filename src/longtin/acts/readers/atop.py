"""Alliances by pair and year: updates of ATOP, Alliance Treaty Obligations and Provisions.

Read as the project publishes them, by directed dyad-year (`stateA`, `stateB`) and by dyad-year
(`mem1`, `mem2`), and as other programs write them (`ccode1`, `atop_defense`, …). What the first
state promised the second is one tie a year; in the undirected file, whose rows say what either
promised the other, each row becomes two, one each way. A row without an obligation is silent.

In years of which a file names 150 states or more it stands in for what the record had; in
others, for the pairs it has rows of. Years before its first and after its last obligation, which
programs fill with zeros, are none of them.

Get it: atopdata.org. Terms: free to use; cite it.
"""

from datetime import date
from typing import ClassVar

import polars as pl

from longtin._language import message
from longtin.acts._annual import NO_STATE, NO_YEAR, members, whole, year, years_of
from longtin.acts._reason import Reason
from longtin.acts._schema import ALLIANCES
from longtin.acts.reader import RowReader

_PROMISED = {
    "defense": "defence",
    "offense": "offence",
    "neutral": "neutrality",
    "nonagg": "non-aggression",
    "consul": "consultation",
}
_SIDES = ("source", "target")
NO_CODE = {
    "source": Reason(
        "no-cow-code-of-first", message("no Correlates of War code of the first state")
    ),
    "target": Reason(
        "no-cow-code-of-second", message("no Correlates of War code of the second state")
    ),
}
WITH_ITSELF = Reason("alliance-with-itself", message("an alliance of a state with itself"))
NO_FLAG = Reason("no-flag", message("an obligation that is neither 0 nor 1"))


class Atop(RowReader):
    """Rows of alliance data."""

    format: ClassVar[str] = "atop"
    archive: ClassVar[str] = "atop"
    whole: ClassVar[int] = 150
    citation: ClassVar[str] = "Leeds2002"
    licence: ClassVar[str] = "free to use; cite"
    part: ClassVar[str] = "ties"
    series: ClassVar[str] = ALLIANCES
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "source": ("stateA", "ccode1", "mem1"),
        "target": ("stateB", "ccode2", "mem2"),
        "year": ("year",),
        **{name: (name, f"atop_{name}") for name in _PROMISED},
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {"either": ("mem1",)}

    def spoken_for(self, values: pl.DataFrame) -> tuple[date, date] | None:
        """See `Reader.spoken_for`."""
        promised = pl.any_horizontal(whole(name) == 1 for name in _PROMISED)
        return years_of(values.filter(promised))

    def rows(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `RowReader.rows`."""
        coded = values.with_columns(
            year("year").alias("year"),
            *(whole(side).alias(f"{side}_code") for side in _SIDES),
            *(whole(name).alias(f"{name}_flag") for name in _PROMISED),
        )
        told = coded.with_columns(
            members(coded.select(f"{side}_code", "year")).alias(f"{side}_state") for side in _SIDES
        ).with_columns(_refusal())
        both = pl.col("either").is_not_null() & pl.col("refusal").is_null()
        back = told.filter(both).with_columns(
            pl.col("target_code").alias("source_code"), pl.col("source_code").alias("target_code")
        )
        promised = [
            pl.when(pl.col(f"{name}_flag") == 1).then(pl.lit(word))
            for name, word in _PROMISED.items()
        ]
        detail = pl.concat_str(promised, separator="; ", ignore_nulls=True)
        value = pl.sum_horizontal(pl.col(f"{name}_flag") == 1 for name in _PROMISED)
        content = ("source_code", "target_code", "year", "detail")
        return (
            pl.concat([told, back])
            .sort("row", maintain_order=True)
            .with_columns(detail.alias("detail"))
            .select(
                "row",
                pl.lit("alliance").alias("tie"),
                pl.col("source_code").alias("state1"),
                pl.col("target_code").alias("state2"),
                pl.date("year", 1, 1).alias("start"),
                pl.date("year", 12, 31).alias("end"),
                value.cast(pl.Float64).alias("value"),
                "detail",
                pl.col("source").alias("source_name"),
                pl.col("target").alias("target_name"),
                "refusal",
                (value == 0).fill_null(value=True).alias("silent"),
                pl.when(pl.col("refusal").is_null())
                .then(pl.concat_str((pl.col(name).cast(pl.String) for name in content),
                                    separator="\x1f"))
                .otherwise(pl.col("line"))
                .alias("identity"),
            )
        )  # fmt: skip


def _refusal() -> pl.Expr:
    fields = [pl.col(name) for name in _PROMISED]
    odd = [
        field.is_not_null() & ~flag.is_between(0, 1).fill_null(value=False)
        for field, flag in zip(fields, (pl.col(f"{name}_flag") for name in _PROMISED), strict=True)
    ]
    return pl.coalesce(
        pl.when(pl.col("year").is_null()).then(NO_YEAR.column()),
        *(
            pl.when(pl.col(f"{side}_code").is_null()).then(NO_CODE[side].column())
            for side in _SIDES
        ),
        *(pl.when(pl.col(f"{side}_state").is_null()).then(NO_STATE.column()) for side in _SIDES),
        pl.when(pl.col("source_code") == pl.col("target_code")).then(WITH_ITSELF.column()),
        pl.when(pl.any_horizontal(odd)).then(NO_FLAG.column()),
    ).alias("refusal")
