"""The one table of acts."""

import polars as pl
import pytest

from longtin import acts
from longtin.errors import RecordError


@pytest.fixture
def some(record: acts.Record) -> pl.DataFrame:
    """A few acts."""
    return record.acts(816, 710).head(5)


def test_acts_of_the_record_are_acts(some: pl.DataFrame) -> None:
    """What the record gives is what the table says."""
    assert some.schema == pl.Schema(acts.ACT)
    assert acts.check_acts(some) is some


def test_a_missing_column_is_named(some: pl.DataFrame) -> None:
    """Simulated acts come from people's own code; the slip must be findable."""
    with pytest.raises(RecordError, match="missing columns: quad; unknown columns: class"):
        acts.check_acts(some.rename({"quad": "class"}))


def test_a_wrong_type_is_named_with_the_remedy(some: pl.DataFrame) -> None:
    """A code read as a number is the commonest slip."""
    wrong = some.with_columns(pl.col("source").cast(pl.Int64))

    with pytest.raises(RecordError, match=r"column `source` – holds Int64, not Int16. Cast it"):
        acts.check_acts(wrong)


@pytest.mark.parametrize(
    ("slip", "claim"),
    [
        (pl.lit(0, pl.Int32).alias("count"), "`count` is at least 1"),
        (pl.lit(5, pl.Int8).alias("quad"), "`quad` is 1, 2, 3 or 4"),
        (pl.col("start").dt.offset_by("-1d").alias("end"), "`end` is never before `start`"),
        (pl.lit("navy").alias("source_sphere"), "a sphere is one of state"),
    ],
)
def test_an_impossible_value_is_refused_with_its_row(
    some: pl.DataFrame, slip: pl.Expr, claim: str
) -> None:
    """A figure is only as good as the rows behind it."""
    with pytest.raises(RecordError, match=claim) as refusal:
        acts.check_acts(some.with_columns(slip))

    assert some["origin"][0] in str(refusal.value)


def test_an_empty_cell_is_refused_where_one_is_needed(some: pl.DataFrame) -> None:
    """An act without an actor is no act."""
    empty = some.with_columns(pl.lit(None, pl.String).alias("source_name"))

    with pytest.raises(RecordError, match="column `source_name` – 5 of 5 rows are empty"):
        acts.check_acts(empty)
