"""Write the queries of `longtin.acts.counts` from their definition in Ibis.

Run as `python tools/build_counts.py`, with the extra `ibis`, when `counted` has changed.
"""

from pathlib import Path

import ibis

from longtin.acts.record.counts import ASKED, PERIODS, counted

QUERIES = Path(__file__).parents[1] / "src" / "longtin" / "acts" / "data" / "counts"
COLUMNS = {
    "start": "date",
    "end": "date",
    "source": "int16",
    "target": "int16",
    "quad": "int8",
    "kind": "string",
    "mode": "string",
    "count": "int32",
}
"""Columns of acts that are counted by, and Ibis' names for their types."""


def queries() -> dict[str, str]:
    """The query for each period, in DuckDB's words."""
    acts = ibis.table(COLUMNS, name=ASKED)
    return {
        every: str(ibis.to_sql(counted(acts, every), dialect="duckdb")) + "\n" for every in PERIODS
    }


if __name__ == "__main__":
    QUERIES.mkdir(exist_ok=True)
    for every, query in queries().items():
        (QUERIES / f"{every}.sql").write_text(query, encoding="utf-8")
