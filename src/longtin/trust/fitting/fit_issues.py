"""Fit of the issue model: what is usual in a field, and how far pairs depart from their level.

Offsets are fitted so that the acts of a field are as many of each kind as belief at large, looking
back, leads one to expect. Only acts whose field *who acts* tells are learnt from: where the kind of
act tells it, the kind would be foretold by itself.

The spread is chosen by how well acts are foretold, each week's from what all weeks before have
said, up to `CHOSEN`: the smallest that wins nine tenths of what any would. A field has none, and is
read as the whole is, where no spread wins `LEAST_GAIN`, or where the one chosen wins nothing in the
weeks after that day, which the choice has not seen. All gains and losses are told.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import Record
from longtin.trust._arrays import Bools, Floats
from longtin.trust._estimation import estimate_pairs
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.told_issues import ISSUES, learnt_from, with_issues
from longtin.trust.fitting.by_dated_acts import chosen
from longtin.trust.model import issue_model
from longtin.trust.model.beliefs import Beliefs, Model
from longtin.trust.model.issue_model import IssueModel

CHOSEN = date(2014, 12, 31)
"""Last day of the weeks on which spreads are chosen and offsets learnt."""

SPREADS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
"""Those tried."""

LEAST_GAIN = 2.0
"""Log-likelihood that a spread must win: less is what chance would."""

LEAST_REPORTS = 40
"""Fewest dated reports of a pair that is learnt from."""

ROUNDS = 80
"""Of the fit of offsets, which then stand still to the fourth digit."""


@dataclass(frozen=True)
class _Field:
    """The weeks of pairs in which acts of a field were told.

    Attributes:
        step: Of each week.
        column: Its pair.
        stories: Effective stories of each kind (week, kind).
        reports: Coded reports in all.
    """

    step: NDArray[np.int64]
    column: NDArray[np.int64]
    stories: Floats
    reports: int


def fit_issues(record: Record, model: Model, *, least: int = LEAST_REPORTS) -> IssueModel:
    """Fit offsets and spreads of every field.

    Args:
        record: Where acts are.
        model: With graded levels.
        least: Fewest dated reports of a pair that is learnt from.

    Raises:
        ModelError: The record has no dated acts.
    """
    last = dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, last, least)
    pairs = tuple(sorted(pairs, key=lambda pair: pair[::-1]))
    found = estimate_pairs(record, pairs, by="week", until=last, model=replace(model, draws=0))
    held: Weeks = found.held  # type: ignore[assignment]  # by week there is one
    beliefs = found.beliefs
    acts = with_issues(held.acts.filter(pl.col("step").is_not_null()))
    early = np.array([end <= CHOSEN for end in beliefs.ends])
    offsets: dict[str, Floats] = {}
    spreads: dict[str, float] = {}
    fields: dict[str, Any] = {}
    for issue in ISSUES:
        field = _field(learnt_from(acts).filter(issue=issue), len(held.kinds))
        offsets[issue] = _offsets(model, field, beliefs, early)
        gains = _gains(model, field, beliefs, offsets[issue], early)
        before = {spread: gain[0] for spread, gain in gains.items()}
        after = {spread: gain[1] for spread, gain in gains.items()}
        spread = chosen(before) if max(before.values()) >= LEAST_GAIN else 0.0
        spreads[issue] = spread if after.get(spread, 0.0) > 0.0 else 0.0
        fields[issue] = {
            "reports": field.reports,
            "gain in log-likelihood of acts foretold": _rounded(before),
            "gain after": _rounded(after),
        }
    provenance = {
        "command": "longtin fit",
        "record": record.version,
        "until": last.isoformat(),
        "annual": model.annual.version,
        "events": model.events.version,
        "pairs": len(pairs),
        "chosen up to": CHOSEN.isoformat(),
        "share of reports with an issue": _shares(acts),
        "fields": fields,
    }
    return IssueModel(held.kinds, offsets, spreads, provenance)


def _shares(acts: pl.DataFrame) -> dict[str, float]:
    total = acts["count"].sum()
    by = acts.group_by("told_by").agg(pl.col("count").sum()).drop_nulls()
    return {f"told by {of}": round(count / total, 4) for of, count in sorted(by.iter_rows())}


def _rounded(gains: dict[float, float]) -> dict[str, float]:
    return {f"{spread:g}": round(gain, 1) for spread, gain in gains.items()}


def _field(acts: pl.DataFrame, kinds: int) -> _Field:
    cells = acts.select("column", "step").unique().sort("column", "step")
    place = acts.join(cells.with_row_index("place"), on=["column", "step"], maintain_order="left")
    stories = np.zeros((cells.height, kinds))
    rows = (place["place"].to_numpy(), place["kind_row"].to_numpy())
    np.add.at(stories, rows, place["share"].to_numpy())
    return _Field(
        cells["step"].to_numpy(), cells["column"].to_numpy(), stories, int(acts["count"].sum())
    )


def _offsets(model: Model, field: _Field, beliefs: Beliefs, early: Bools) -> Floats:
    """Offsets of a field, by iterative scaling of the kinds told up to `CHOSEN`."""
    chosen_weeks = early[field.step]
    stories = field.stories[chosen_weeks]
    known = beliefs.known[field.step[chosen_weeks], :, field.column[chosen_weeks]]
    by_level = known.T @ stories.sum(axis=1)
    told = stories.sum(axis=0) + 0.5
    found = np.zeros(stories.shape[1])
    none = np.zeros(1)
    for _ in range(ROUNDS):
        logs = issue_model.log_likelihoods(model.events, found, none)[:, 0]
        found = found + np.log(told / (by_level @ np.exp(logs) + 0.5))
    return np.asarray(np.round(found, 4))


def _gains(
    model: Model, field: _Field, beliefs: Beliefs, offsets: Floats, early: Bools
) -> dict[float, tuple[float, float]]:
    """Log-likelihood of acts foretold by each spread, less that by none, up to `CHOSEN` and after.

    Weeks of a pair are in order, so that each is foretold by those before it.
    """
    logs = issue_model.log_likelihoods(model.events, offsets, issue_model.DEPARTURES)
    before = beliefs.levels.before[field.step, :, field.column]
    told = issue_model.surprises(logs, field.stories, before)
    found = {}
    for spread in SPREADS:
        gain, belief = np.zeros(len(told)), issue_model.prior(spread)
        for week, column in enumerate(field.column):
            if not week or column != field.column[week - 1]:
                belief = issue_model.prior(spread)
            now = belief * np.exp(told[week])
            gain[week] = np.log(now.sum()) - told[week, issue_model.NONE]
            belief = now / now.sum()
        is_early = early[field.step]
        found[spread] = (float(gain[is_early].sum()), float(gain[~is_early].sum()))
    return found
