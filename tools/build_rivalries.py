"""Write the list of rivalries that `longtin backtest` sets beside its forecasts.

Run as `python tools/build_rivalries.py`. Reads `data/sources/tss_rivalries.parquet`; writes
`src/longtin/trust/data/rivalries.csv`: couples of states with first and last year, lower code
first. Only the years that the annual model covers are of use; the rest is left out.
"""

from pathlib import Path

import polars as pl

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "data" / "sources" / "tss_rivalries.parquet"
TARGET = ROOT / "src" / "longtin" / "trust" / "data" / "rivalries.csv"
FIRST_YEAR = 1946


def rivalries(source: pl.DataFrame) -> pl.DataFrame:
    """Couples and years.

    Args:
        source: Thompson, Sakuwa and Suhas's table as it stands in `data/sources`.
    """
    return (
        source.select(
            ccode1=pl.min_horizontal("ccode1", "ccode2"),
            ccode2=pl.max_horizontal("ccode1", "ccode2"),
            start="start",
            end="end",
        )
        .filter(pl.col("end") >= FIRST_YEAR)
        .sort("ccode1", "ccode2", "start")
    )


if __name__ == "__main__":
    found = rivalries(pl.read_parquet(SOURCE))
    found.write_csv(TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {found.height} rivalries")
