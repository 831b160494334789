"""Time the fits of both models on the shipped record.

Run as `python benchmarks/fit.py`, with `--annual` or `--events` for one model only; with `--write`
the result is also kept, dated, under `benchmarks/results/`.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin.acts import Record
from longtin.trust import Parameters, fit_annual, fit_events
from longtin.trust.model.parameters import shipped


def timed(kept: Kept, model: str, fit: Callable[[], Parameters]) -> None:
    """Fit once, and say how long it took and how far it ends from the shipped parameters."""
    began, worked = perf_counter(), process_time()
    found = fit()
    wall, cores = perf_counter() - began, process_time() - worked
    away = float(np.abs(found.values - shipped(model).values).max())
    kept.say(
        f"{model:8} {wall:6.1f} s, {cores:6.1f} s of all cores together; "
        f"{found.provenance['iterations']} iterations, {found.provenance['cases']:,} cases, "
        f"log-likelihood {found.provenance['log_likelihood']:.3f}, "
        f"{away:.1g} at most from the shipped parameters."
    )


def main() -> None:
    """Fit, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annual", action="store_true", help="the annual model only")
    parser.add_argument("--events", action="store_true", help="the events model only")
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked = parser.parse_args()
    both = asked.annual == asked.events
    kept = Kept()
    kept.say("Fits on the shipped record: panel, optimiser, Hessian and covariance together.")
    kept.say(machine())
    with Record.shipped() as record:
        if both or asked.annual:
            timed(kept, "annual", lambda: fit_annual(record))
        if both or asked.events:
            timed(kept, "events", lambda: fit_events(record, shipped("two_types_annual")))
    if asked.write:
        kept.write("fit")


if __name__ == "__main__":
    main()
