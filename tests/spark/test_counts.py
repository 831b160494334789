"""The same counts from DuckDB here and from Spark: one definition, two engines.

Run with `make spark`; skipped where PySpark is not installed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from longtin import acts
from longtin.acts import Record

pytest.importorskip("pyspark")
ibis = pytest.importorskip("ibis")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Spark's own, by the dozen
PERIODS = ["day", "week", "month", "quarter", "year"]
KEYS = ["source", "target", "period", "quad", "kind", "mode"]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark on this machine, spoken to by way of Ibis."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield ibis.pyspark.connect(session)
    session.stop()


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """The record inside the package."""
    with Record.shipped() as shipped:
        yield shipped


@pytest.fixture(scope="module")
def written(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All its acts as Parquet, as one would hand them to a cluster."""
    path = tmp_path_factory.mktemp("acts") / "acts.parquet"
    record.acts(spheres=None).write_parquet(path)
    return path


@pytest.mark.parametrize("every", PERIODS)
def test_spark_counts_what_duckdb_counts(
    every: str, spark: Any, record: Record, written: Path
) -> None:
    """Every act of the shipped record, by every length of time, to the last report."""
    table = spark.read_parquet(str(written))

    found = acts.counted(table, every).to_polars()

    ours = acts.counts(record, every, spheres=None)
    assert ours.height > 1000
    assert ours["acts"].sum() > 200_000, (
        "months and years are not all of a record of a million acts"
    )
    assert found.cast(dict(acts.COUNT)).sort(KEYS).equals(ours)
