"""Print what the choices around the channels beside dated acts rest on.

Run as `python tools/choose_channels.py [likeness] [conflict] [beginning]`; all three without words.

- *likeness*: by how much third parties foretell own acts up to 2012 better, in log-likelihood, at
  the best discount, for several widths of likeness by votes.
- *conflict*: the same of monthly counts on held-out acts, with cooperation beside them and without.
- *beginning*: log-likelihood of the acts of 2005 by quarter, if weeks began in 2005 or in 2003.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from longtin.acts import Record
from longtin.trust._arrays import Floats
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.beside import likeness, monthly_counts
from longtin.trust.evidence.beside.third_parties import third_parties
from longtin.trust.fitting import fit_context
from longtin.trust.fitting.by_dated_acts import ByActs, by_dated_acts, held_out
from longtin.trust.fitting.fit_record import LEAST
from longtin.trust.model import conduct_model, events_model
from longtin.trust.model.conduct_model import ConductModel
from longtin.trust.model.ordered_state_filter import filter_levels
from longtin.trust.model.parameters import shipped

WIDTHS = (0.3, 0.6, 1.0)
BEGINNINGS = (date(2005, 1, 1), date(2003, 1, 1))
QUARTERS = ("2005-01-01", "2005-04-01", "2005-07-01", "2005-10-01", "2006-01-01")
OFTEN = 5
"""Dated reports in 2005 of the pairs on which its beginning is tried."""


def by_likeness(known: ByActs) -> None:
    """Gains of third parties for each width."""
    for width in WIDTHS:
        likeness.WIDTH = width
        seen = third_parties(known.record, known.held, known.events.counting)
        model = conduct_model.learnt("third_parties", known.held.kinds, seen, known.beliefs.known)
        gains = {
            each: float(fit_context.gains_of(replace(model, discount=each), seen, known).sum())
            for each in (0.1, 0.2, 0.3, 0.4, 0.6)
        }
        best = max(gains, key=lambda each: gains[each])
        print(f"likeness of width {width}: {gains[best]:+.1f} at discount {best}")


def by_conflict(known: ByActs) -> None:
    """Gains of the whole mix, and of verbal against material conflict alone."""
    seen = monthly_counts.monthly_counts(known.record, known.held, everywhere=True)
    where = np.broadcast_to(
        fit_context.dense_pairs(known.record, known.held), known.held.alive.shape
    )
    whole = replace(conduct_model.shipped("monthly"), discount=1.0)
    conflict = _conflict_alone(known)
    alone = replace(whole, profile=_of_conflict(whole))
    for name, model, counted in (("all", whole, seen.counted), ("conflict", alone, conflict)):
        told = model.log_likelihood(replace(seen, counted=counted))
        gains = held_out(told, where, known)
        print(f"monthly {name}: " + ", ".join(f"{at:g} {gain:+.1f}" for at, gain in gains.items()))


def _conflict_alone(known: ByActs) -> Floats:
    """Effective reports of conflict, as if no cooperation had been counted."""
    held = known.held
    months = monthly_counts.read_months(known.record, held.pairs, held.ends[0], held.ends[-1])
    reports = months.counted * months.covered
    reports[: monthly_counts.CONFLICT - 1] = 0.0
    laid = np.zeros((len(reports), *held.mass.shape))
    ends = np.array(months.ends, "datetime64[D]")
    step = np.searchsorted(np.array(held.ends, "datetime64[D]"), ends)
    laid[:, step] = reports * np.maximum(reports.sum(axis=0), 1.0) ** (monthly_counts.ECHO - 1.0)
    return laid


def _of_conflict(model: ConductModel) -> Floats:
    profile = model.profile.copy()
    first = monthly_counts.CONFLICT - 1
    profile[:, first:] -= np.logaddexp.reduce(profile[:, first:], axis=1, keepdims=True)
    return profile


def by_beginning(record: Record) -> None:
    """How well the acts of 2005 are foretold if months were heard from 2003 on."""
    last = date(2005, 12, 25)
    pairs = dated_reports.reported_pairs(record, last, OFTEN)
    annual, events = shipped("annual"), shipped("forecast_events")
    model = conduct_model.shipped("monthly")
    for first in BEGINNINGS:
        dated_reports.first_day = _always(first)  # type: ignore[assignment]
        known = by_dated_acts(record, annual, events, pairs, last)
        held = replace(known.held, dated=known.held.alive)
        told = model.log_likelihood(monthly_counts.monthly_counts(record, held))
        levels = known.beliefs.levels
        acts = np.log(levels.after) - np.log(levels.before)
        before = filter_levels(known.beliefs.turnover, acts + told).before
        logs = events_model.log_likelihoods(events.values[None, :])[:, 0]
        own = np.einsum("lk,ksp->slp", logs, held.counted)
        each = np.log((before * np.exp(own)).sum(axis=1)).sum(axis=1)
        quarter = np.searchsorted(np.array(QUARTERS, "datetime64[D]"), np.array(held.ends), "right")
        sums = [float(each[quarter == place].sum()) for place in range(1, len(QUARTERS))]
        print(f"weeks from {first}: " + ", ".join(f"{value:.1f}" for value in sums))


def _always(day: date) -> Callable[[Record], date]:
    return lambda _: day


def main() -> None:
    """Print what is asked for."""
    wanted = set(sys.argv[1:]) or {"likeness", "conflict", "beginning"}
    with Record.shipped() as record:
        if wanted & {"likeness", "conflict"}:
            pairs = dated_reports.reported_pairs(record, fit_context.CHOSEN, LEAST)
            known = by_dated_acts(
                record, shipped("annual"), shipped("forecast_events"), pairs, fit_context.CHOSEN
            )
            if "likeness" in wanted:
                by_likeness(known)
            if "conflict" in wanted:
                by_conflict(known)
        if "beginning" in wanted:
            by_beginning(record)


if __name__ == "__main__":
    main()
