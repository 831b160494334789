"""Belief by year and effects of all measures, for `src/longtin/effects/data/`; `make effects`.

`belief.parquet` is estimated again when the record or the parameters have changed; `effects.json`
then follows from it.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from longtin import effects, measures, trust
from longtin.acts import Record

PLACE = Path(__file__).parents[1] / "src" / "longtin" / "effects" / "data"


def belief(record: Record) -> None:
    """Write belief by year, if what it is estimated from has changed."""
    model = replace(trust.Model.shipped(), draws=0)
    made_from, stamp = effects.belief_version(record, model), PLACE / "belief.version"
    if stamp.exists() and stamp.read_text("utf-8").strip() == made_from:
        return
    catalogue = measures.catalogue()
    also = {
        event.pairs[0]
        for name in catalogue
        for event in effects.of_measure(catalogue[name]).events
        if len(event.pairs) == 1
    }
    rows = effects.estimated_belief(record, effects.pairs_of(record, also), model)
    rows.select(
        pl.col("truster", "trustee", "year").cast(pl.Int16),
        (pl.col("trust") * 1000).round().cast(pl.UInt16),
    ).write_parquet(
        PLACE / "belief.parquet", compression="zstd", compression_level=19, statistics=False
    )
    stamp.write_text(made_from + "\n", "utf-8")


def main() -> None:
    """Write both."""
    with Record.shipped() as record:
        belief(record)
        found = effects.effects(record)
    told = effects.as_data(found, datetime.now(UTC).date())
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (PLACE / "effects.json").write_text(text + "\n", "utf-8")
    print(f"{len(found.measures)} measures")


if __name__ == "__main__":
    main()
