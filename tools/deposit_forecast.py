"""Deposit a forecast before what it foretells is known: a table with its date and checksum.

Run as `python tools/deposit_forecast.py 2024 2027 --into docs/explanation/forecasts`. Writes
`forecast-YEAR.csv` for each year, one row a pair with at least `REPORTED` dated reports, and a line
of `SHA256SUMS`. Read is nothing later than the end of the year before, or than the day of the
deposit; from there belief is carried on. Of each pair: trust at the end of the year with its 90 %
interval, and the share of any conflict and of material conflict among the year's reports that
belief for forecasts expects. `last_evidence` says what was the last that was known of the pair.
"""

import argparse
import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from longtin import actors, acts, trust
from longtin._dates import today
from longtin.acts import Record
from longtin.trust.evidence import dated_reports
from longtin.trust.model import events_model
from longtin.trust.model.prediction import forecast

REPORTED = 400
TOGETHER = 128
SEED = 0


def rows(record: Record, year: int) -> pl.DataFrame:
    """The forecast of a year."""
    end = date(year, 12, 31)
    known = min(date(year - 1, 12, 31), today())
    ahead = (end - known).days // 7
    within = min(ahead, 52)
    often = dated_reports.reported_pairs(record, dated_reports.last_day(record), REPORTED)
    pairs = sorted(often, key=lambda pair: pair[::-1])
    model = trust.Model.shipped(draws=32, seed=SEED)
    base = model.for_forecasts()
    logs = events_model.log_likelihoods(base.events.values[None, :])[:, 0]
    kinds = [acts.finer_kinds()[name] for name in base.events.blocks["profile"]]
    hostile, material = (
        np.exp(logs)[:, [kind.quad >= least for kind in kinds]].sum(axis=1) for least in (3, 4)
    )
    parts = []
    for first in range(0, len(pairs), TOGETHER):
        some = pairs[first : first + TOGETHER]
        own, other = (
            forecast(record, each, _read(record, some, known, each), "week", ahead, bounded=bounded)
            for each, bounded in ((model, True), (base, False))
        )
        low, high = (trust.probability(bound[-1]) for bound in own.band())
        levels = other.levels.after[-within:].mean(axis=0)
        parts.append(
            pl.DataFrame(
                {
                    "truster": [actors.as_of(one, end).key for one, _ in some],
                    "trustee": [actors.as_of(two, end).key for _, two in some],
                    "year": [year] * len(some),
                    "trust": trust.probability(own.path.after[-1]),
                    "low": low,
                    "high": high,
                    "share_conflict": hostile @ levels,
                    "share_material_conflict": material @ levels,
                    "last_evidence": own.heard[-1],
                }
            )
        )
        print(f"{year}: {first + len(some)} of {len(pairs)} pairs", flush=True)
    shares = ["trust", "low", "high", "share_conflict", "share_material_conflict"]
    return pl.concat(parts).with_columns(pl.col(shares).round(4)).sort("truster", "trustee")


def _read(
    record: Record, pairs: Sequence[trust.Pair], known: date, model: trust.Model
) -> trust.Beliefs:
    return trust.estimate_pairs(record, pairs, by="week", until=known, model=model).beliefs


def main() -> None:
    """Write the tables and their checksums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("years", type=int, nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    asked = parser.parse_args()
    record, model = Record.shipped(), trust.Model.shipped(draws=0)
    origin = f"record {record.version}, {model.annual.version}, {model.events.version}"
    lines = [f"# deposited {today()}, {origin}, python tools/deposit_forecast.py"]
    for year in asked.years:
        text = rows(record, year).write_csv()
        (asked.into / f"forecast-{year}.csv").write_text(text, "utf-8")
        lines.append(f"{hashlib.sha256(text.encode()).hexdigest()}  forecast-{year}.csv")
    (asked.into / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
