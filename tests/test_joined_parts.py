"""Parts put together: the file is read as if its rows had been written at once."""

import json
from pathlib import Path

import duckdb
import polars as pl
import pytest

from longtin._joined_parts import join_parts

KINDS = pl.Enum(["CONSULT", "THREATEN"])


def part(folder: Path, number: int, rows: int) -> Path:
    """A file of so many rows, in row groups of 7."""
    frame = pl.DataFrame(
        {
            "dataset": [f"world-{number}"] * rows,
            "kind": pl.Series(["CONSULT", "THREATEN"] * rows, dtype=KINDS)[:rows],
            "code": pl.Series([None] * rows, dtype=pl.String),
            "count": pl.Series(range(rows), dtype=pl.Int32),
        },
        schema_overrides={"dataset": pl.String},
    )
    frame.write_parquet(folder / f"{number:02}.parquet", row_group_size=7)
    return folder / f"{number:02}.parquet"


def test_rows_of_all_parts_follow_each_other(tmp_path: Path) -> None:
    """More row groups than a short list has, one part empty; Polars and DuckDB read the same."""
    parts = [part(tmp_path, number, rows) for number, rows in enumerate((50, 0, 1, 80))]

    join_parts(parts, tmp_path / "all.parquet", {"said": "“một”"})

    wanted = pl.concat([pl.read_parquet(each) for each in parts])
    found = pl.read_parquet(tmp_path / "all.parquet")
    assert found.schema["kind"] == pl.String()
    assert found.equals(wanted.with_columns(pl.col("kind").cast(pl.String)))
    assert pl.read_parquet_metadata(tmp_path / "all.parquet")["said"] == "“một”"
    query = f"SELECT * FROM '{tmp_path / 'all.parquet'}'"  # noqa: S608 - a path of ours
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == found.rows()
        chosen = f"{query} WHERE dataset = 'world-3' AND kind = 'THREATEN'"
        assert len(connection.execute(chosen).fetchall()) == 40


def test_one_part_is_the_same_pages(tmp_path: Path) -> None:
    """What is told of pages is told as Polars does, but for what the file says of itself."""
    one = part(tmp_path, 1, 30)

    join_parts([one], tmp_path / "all.parquet", {})

    size = (tmp_path / "all.parquet").stat().st_size
    query = "SELECT * EXCLUDE file_name FROM parquet_metadata('{}')"
    with duckdb.connect() as connection:
        told = [
            json.dumps(connection.execute(query.format(each)).fetchall(), default=str)
            for each in (one, tmp_path / "all.parquet")
        ]
    assert told[0] == told[1]
    assert size < one.stat().st_size


def test_parts_of_other_columns_are_not_joined(tmp_path: Path) -> None:
    """Nor what is no Parquet file."""
    other, broken = tmp_path / "other.parquet", tmp_path / "broken.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(other)
    broken.write_bytes(b"PAR1")

    for bad in (other, broken):
        with pytest.raises(ValueError, match=bad.name):
            join_parts([part(tmp_path, 1, 3), bad], tmp_path / "all.parquet", {})
