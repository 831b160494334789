"""Print what each part of the counting of reports gains and costs: with it, and with it taken away.

Run as `python tools/ablate_counting.py --into docs/explanation/counting.csv`. Every variant is
fitted up to `CUT_OFF` on the pairs most reported on, over one annual fit that ends two years
before, and then reads the whole record, dated acts alone. Columns: orderings of expert rows two
tiers apart and known crises seen as falls, both as `tools/judge_levels.py` has them; the larger
share of pairs above 0.95 at its two dates; and by span of years the log loss of the share of
conflict among the reports of the next four weeks, each report once at the reference density, after
a logistic curve that is fitted up to the cut-off. Lower is better for the losses alone.
"""

import argparse
import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

import judge_levels
from longtin import trust
from longtin.acts import Record, finer_kinds
from longtin.trust._arrays import Bools, Floats
from longtin.trust._log_odds import log_odds, probability
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks, read_weeks
from longtin.trust.fitting import fit_graded
from longtin.trust.model import events_model
from longtin.trust.model.beliefs import Beliefs, Model, believed_by_week
from longtin.trust.model.parameters import Parameters

CUT_OFF, YEAR_CUT_OFF = date(2012, 12, 30), 2010
FEWEST = 100
"""Dated reports from which on a pair is fitted on, and its reports foretold."""
AHEAD, EVERY = 4, 4
SPANS = {"2013–15": (2013, 2015), "2018": (2018, 2018), "2021–23": (2021, 2023)}

BELIEF, FORECAST = fit_graded.BELIEF, fit_graded.FORECAST
VARIANTS: dict[str, tuple[Counting, float]] = {
    "as belief has it": (BELIEF, fit_graded.BREAK),
    "without memory": (replace(BELIEF, memory=0), fit_graded.BREAK),
    "friendly words whole": (replace(BELIEF, friendly=1.0), fit_graded.BREAK),
    "words of conflict unbounded": (replace(BELIEF, cap=None), fit_graded.BREAK),
    "talk not apart": (replace(BELIEF, apart=False), fit_graded.BREAK),
    "break 1/52": (BELIEF, fit_graded.FORECAST_BREAK),
    "as forecasts have it": (FORECAST, fit_graded.FORECAST_BREAK),
}


@dataclass(frozen=True)
class Told:
    """What was reported in the weeks after each, brought to the reference density.

    Attributes:
        conflict: Reports of conflict. Shape (step, pair).
        reports: All of them, likewise.
        even: Weeks of which and of the next ones dated acts speak, every so many.
    """

    conflict: Floats
    reports: Floats
    even: Bools

    @classmethod
    def after(cls, held: Weeks) -> "Told":
        """Of every week."""
        counts = np.zeros((2, *held.alive.shape))
        step, column = held.acts["step"].to_numpy(), held.acts["column"].to_numpy()
        size = held.acts["count"].to_numpy() * held.acts["ratio"].to_numpy()
        hostile = held.acts["kind"].replace_strict(
            {name: kind.quad > 2 for name, kind in finer_kinds().items()}
        )
        np.add.at(counts[1], (step, column), size)
        np.add.at(counts[0], (step, column), size * hostile.to_numpy())
        summed = np.cumsum(np.concatenate([np.zeros((2, 1, counts.shape[2])), counts], axis=1), 1)
        last = len(held.ends)
        until = np.minimum(np.arange(last) + AHEAD + 1, last)
        ahead = summed[:, until] - summed[:, np.arange(last) + 1]
        dated = held.dated.sum(axis=1) > 0
        even = [
            step % EVERY == 0 and step + AHEAD < last and dated[step : step + AHEAD + 1].all()
            for step in range(last)
        ]
        return cls(ahead[0], ahead[1], np.array(even))


def expected(beliefs: Beliefs, events: Parameters) -> Floats:
    """Share of conflict to be expected of the next report, (step, pair)."""
    names = events.blocks["profile"]
    hostile = np.array([finer_kinds()[name].quad > 2 for name in names])
    theta = events.values[None, :]
    shares = np.exp(events_model.log_likelihoods(theta))[:, 0, hostile].sum(axis=1)
    return np.asarray(np.einsum("sip,i->sp", beliefs.levels.after, shares))


def losses(share: Floats, told: Told, year: np.ndarray) -> dict[str, float]:
    """Log loss a report by span, after a logistic curve of what came before the cut-off."""
    logit = log_odds(np.clip(share, 1e-6, 1 - 1e-6))
    known: Bools = np.asarray(told.even[:, None] & (told.reports > 0))
    learn = known & np.reshape(year <= CUT_OFF.year, (-1, 1))
    rows = np.stack([np.ones(learn.sum()), logit[learn]])
    weights = np.zeros(2)
    for _ in range(25):
        chance = probability(weights @ rows)
        off = told.conflict[learn] - told.reports[learn] * chance
        bend = (rows * (told.reports[learn] * chance * (1 - chance))) @ rows.T
        weights = weights + np.linalg.solve(bend, rows @ off)
    curve = probability(weights[0] + weights[1] * logit)
    found = {}
    for span, (first, last) in SPANS.items():
        here = known & ((year >= first) & (year <= last))[:, None]
        conflict, reports, chance = (each[here] for each in (told.conflict, told.reports, curve))
        cost = conflict * np.log(chance) + (reports - conflict) * np.log(1.0 - chance)
        found[span] = float(-cost.sum() / reports.sum())
    return found


def row(record: Record, annual: Parameters, counting: Counting, breaks: float) -> list[str]:
    """One line of the table."""
    day = dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, day, FEWEST)
    events = fit_graded.fit_graded_events(
        record, annual, until=CUT_OFF, pairs=pairs, counting=counting, breaks=breaks,
        intervals=False,
    )  # fmt: skip
    model = Model(annual, events, draws=0)
    reader = judge_levels.Reader(record, "week", model)
    right, seen = judge_levels.orderings(reader).right, judge_levels.falls(reader)
    held = read_weeks(record, pairs, day, events.counting)
    beliefs = believed_by_week(
        held, years_behind(record, held, graded=True, shift=events.shift), model
    )
    trusts = probability(beliefs.path.after)
    ends = np.array(held.ends)
    above = max(float((trusts[ends <= end][-1] > 0.95).mean()) for end in judge_levels.ENDS)
    year = np.array([end.year for end in held.ends])
    loss = losses(expected(beliefs, events), Told.after(held), year)
    known = [found for _, found in seen]
    return [
        f"{right:.3f}", f"{sum(known)} of {len(known)}", f"{above:.2f}",
        *(f"{value:.4f}" for value in loss.values()),
    ]  # fmt: skip


def main() -> None:
    """Fit, read and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="file to write the table to")
    parser.add_argument("--annual", type=Path, help="annual parameters, in place of a fit")
    asked = parser.parse_args()
    heads = ("", "orderings", "crises seen", "above 0.95", *SPANS)
    lines = [heads]
    with Record.shipped() as record:
        annual = (
            trust.load(asked.annual.read_text("utf-8"))
            if asked.annual
            else trust.fit_graded_annual(record, until=YEAR_CUT_OFF, intervals=False)
        )
        for name, (counting, breaks) in VARIANTS.items():
            lines.append((name, *row(record, annual, counting, breaks)))
            print(" | ".join(lines[-1]), flush=True)
            if asked.into:
                with asked.into.open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows(lines)


if __name__ == "__main__":
    main()
