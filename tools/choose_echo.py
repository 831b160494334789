"""Print how well each exponent of repeated reports foretells what is reported next.

Run as `python tools/choose_echo.py`, with `--events` or `--annual` for one model only.

Events: fitted on pairs with at least 15 dated reports; the score is the mean log-probability of a
report's type given belief before its week, over all weeks. Annual: fitted up to 2006; the scores
are those of the model's own chance of a dispute that begins in 2007 to 2014. Higher is better in
all columns.
"""

import sys
from collections.abc import Iterable
from datetime import date

import numpy as np
import polars as pl

from longtin.acts import Record
from longtin.trust._arrays import Pair
from longtin.trust.evaluation import dispute_forecasts, scores
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.evidence.panel import every_pair, read_panel
from longtin.trust.fitting import events_gradient, fit_record
from longtin.trust.fitting.posterior_mode import climb
from longtin.trust.model import events_model
from longtin.trust.model.beliefs import FIRST_YEAR, Model, annual_beliefs, last_year
from longtin.trust.model.ordered_state_filter import filter_levels
from longtin.trust.model.parameters import shipped

FEWEST_REPORTS = 15
ANNUAL_CUT_OFF = 2006
ANNUAL, EVENTS = (0.1, 0.2, 0.3), (0.4, 0.6, 0.8, 1.0)


def events(record: Record, echoes: Iterable[float]) -> None:
    """One line an exponent: mean log-probability per report."""
    last = dated_reports.last_day(record)
    pairs = _often_reported(record, last)
    annual = shipped("two_types_annual")
    reference = fit_record.reference_sampling(record)
    years = range(FIRST_YEAR, min(last.year - 1, last_year(record)) + 1)
    belief = annual_beliefs(record, pairs, years[-1], Model(annual, annual, draws=0)).path.after
    each = read_weeks(record, pairs, last, Counting(1.0, reference))
    print(
        f"events: {len(pairs)} pairs, {each.acts.height} reports\n echo  log-probability a report"
    )
    for echo in echoes:
        held = read_weeks(record, pairs, last, Counting(echo, reference))
        rest = events_model.resting(belief, years, held.ends)
        begin, prior = fit_record.events_prior(held)
        theta = climb(
            events_gradient.objective(held, rest), begin, prior, pairs, most=80,
        ).values[None, :]  # fmt: skip
        first, _ = events_model.periods(held)
        run = events_model.steps(theta, held, rest[first][..., None])
        trust = filter_levels(run.turnover, run.evidence).before[:, 1]
        if_not, if_so = (np.exp(logs[0]) for logs in events_model.log_likelihoods(theta))
        chance = trust * if_so[:, None, None] + (1.0 - trust) * if_not[:, None, None]
        score = (each.counted * np.log(chance)).sum() / each.counted.sum()
        print(f" {echo:4.1f}  {score:.5f}", flush=True)


def _often_reported(record: Record, last: date) -> tuple[Pair, ...]:
    acts = dated_reports.dated(record.acts(start=dated_reports.first_day(record), end=last))
    counts = acts.group_by("target", "source").len().filter(pl.col("len") >= FEWEST_REPORTS)
    rows = counts.sort("target", "source").select("target", "source").iter_rows()
    return tuple((int(target), int(source)) for target, source in rows)


def annual(record: Record, echoes: Iterable[float]) -> None:
    """One line an exponent: AUC and average precision, all pairs and relevant pairs."""
    print(
        "annual: disputes that begin after the cut-off\n echo  AUC, AP (all)    AUC, AP (relevant)"
    )
    last = last_year(record)
    held = read_panel(record, every_pair(FIRST_YEAR, last), FIRST_YEAR, last)
    couples = dispute_forecasts.Couples.of(held)
    cases = couples.quiet & couples.after(ANNUAL_CUT_OFF)
    for echo in echoes:
        fitted = fit_record.fit_annual(record, until=ANNUAL_CUT_OFF, echo=echo, intervals=False)
        chance = dispute_forecasts.belief_chance(couples, fitted)
        found = [
            measure(couples.disputed[which], chance[which])
            for which in (cases, cases & couples.relevant())
            for measure in (scores.auc, scores.average_precision)
        ]
        print(f" {echo:4.1f}  " + "  ".join(f"{one:.4f}" for one in found), flush=True)


if __name__ == "__main__":
    asked = set(sys.argv[1:]) or {"--events", "--annual"}
    with Record.shipped() as shipped_record:
        if "--events" in asked:
            events(shipped_record, EVENTS)
        if "--annual" in asked:
            annual(shipped_record, ANNUAL)
