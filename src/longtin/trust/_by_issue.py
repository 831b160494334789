"""Belief by issue: one pair on one day, field by field, beside its level at large."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from longtin._dates import DAYS_A_YEAR, When, last_day
from longtin.errors import LongtinError
from longtin.trust._arrays import Floats
from longtin.trust._estimate import Estimate, State
from longtin.trust._known_level import held as held_at
from longtin.trust.evidence.told_issues import ISSUES, KIND, SIDE, learnt_from, with_issues
from longtin.trust.model import issue_model
from longtin.trust.model.beliefs import INTERVAL
from longtin.trust.model.issue_model import IssueModel

ALL, NONE = "all", "none"
"""The rows of the level at large, and of acts that tell no issue."""

LEAST_STORIES = 1.0
"""Effective stories of a field below which a pair has no reading of its own in it."""

COLUMNS: dict[str, type[pl.DataType]] = {
    "issue": pl.String,
    "trust": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "stories": pl.Float64,
    "cooperate": pl.Int64,
    "compete": pl.Int64,
    "confront": pl.Int64,
    "reports": pl.Int64,
    "told_by_side": pl.Int64,
    "told_by_kind": pl.Int64,
}
"""Columns of `by_issue` that differ from row to row."""

NO_FIGURE = (None, None, None)

_WAYS = (("cooperate", (1, 2)), ("compete", (3,)), ("confront", (4,)))
"""Classes of act in each of the three."""


def by_issue(
    estimate: Estimate,
    truster: State,
    trustee: State | None = None,
    at: When | None = None,
) -> pl.DataFrame:
    """Trust of one state in another on a day, field by field (issues).

    A field is read apart where acts that come later were found to be foretold better so, and where
    the pair has at least `LEAST_STORIES` effective stories in it; shrunk to the level at large,
    the more the less is told. Elsewhere `trust`, `low` and `high` are empty: what was told is
    counted, and the level at large is all there is to go by.

    Args:
        estimate: By week, with graded levels.
        truster: Who trusts, by code or name.
        trustee: Who is trusted; may be left out where the estimate has one only.
        at: The day; the last of the estimate without it.

    Returns:
        A row `all`, the level at large; a row for each issue (`diplomatic`, `military`,
        `economic`, `legal`, `humanitarian`, `environment`, `culture`); and a row `none`, of acts
        that tell none. `truster, trustee, ccode1, ccode2, date`; `issue`; `trust, low, high`
        (90 % interval); `stories` (effective, that the field's reading is learnt from); `cooperate,
        compete, confront`: reports of cooperation, of conflict in words and of conflict in deeds
        from `since` to `until`, the year up to the last dated report; `reports` of the whole
        record to that day, and by what each told its issue (`told_by_side, told_by_kind`);
        `coverage`, `last_evidence`, `last_known`, `method_version`.

    Raises:
        ActorError: No such state.
        RecordError: `at` is outside the estimate.
        LongtinError: The estimate is by year or of two types, or does not hold the pair.
    """
    held, model = estimate.held, estimate.model.issues
    if held is None or model is None:
        raise LongtinError(
            "By issue, belief is read from acts with a date and on nine levels. Ask by week, with "
            "`Model.shipped()`."
        )
    day = last_day(at) or estimate.beliefs.ends[-1]
    step, column = estimate.step(day), estimate.pair_column(truster, trustee, day)
    acts = with_issues(held.acts.filter(pl.col("column") == column, pl.col("step") <= step))
    until: date = acts["end"].max() if acts.height else day  # type: ignore[assignment]
    since = until - timedelta(days=round(DAYS_A_YEAR) - 1)
    whole = estimate.frame(day)[column]
    now = whole.row(0, named=True)
    figures = tuple(now[name] for name in ("trust", "low", "high"))
    rows = [_row(ALL, figures, None, acts, since)]
    for issue in ISSUES:
        of_issue = acts.filter(issue=issue)
        own, stories = _own(estimate, model, issue, of_issue, (step, column))
        figure = own if figures[0] is not None else NO_FIGURE
        rows.append(_row(issue, figure, stories, of_issue, since))
    rows.append(_row(NONE, NO_FIGURE, None, acts.filter(pl.col("issue").is_null()), since))
    return _framed(rows, whole, since, until, model.version)


def _framed(
    rows: list[tuple[object, ...]], whole: pl.DataFrame, since: date, until: date, version: str
) -> pl.DataFrame:
    """Rows beside what is the same in all of them."""
    pair = ("truster", "trustee", "ccode1", "ccode2", "date")
    ends = ("coverage", "last_evidence", "last_known", "method_version")
    same = whole.select(*pair, *ends).with_columns(
        since=pl.lit(since),
        until=pl.lit(until),
        method_version=pl.col("method_version") + f"+{version}",
    )
    found = pl.DataFrame(rows, schema=COLUMNS, orient="row").join(same, how="cross")
    return found.select(*pair, *COLUMNS, "since", "until", *ends)


def _row(
    issue: str,
    figures: tuple[float | None, ...],
    stories: float | None,
    acts: pl.DataFrame,
    since: date,
) -> tuple[object, ...]:
    late = acts.filter(pl.col("start") >= since)
    ways = [int(late.filter(pl.col("quad").is_in(quads))["count"].sum()) for _, quads in _WAYS]
    told = [int(acts.filter(told_by=by)["count"].sum()) for by in (SIDE, KIND)]
    return (issue, *figures, stories, *ways, int(acts["count"].sum()), *told)


def _own(
    estimate: Estimate,
    model: IssueModel,
    issue: str,
    acts: pl.DataFrame,
    where: tuple[int, int],
) -> tuple[tuple[float | None, ...], float]:
    """Reading of a field with its interval, and the stories it is learnt from."""
    step, column = where
    beliefs, anchors = estimate.beliefs, estimate.model.annual.anchors
    told = learnt_from(acts)
    stories = float(told["share"].sum())
    spread = model.spreads[issue]
    if spread <= 0.0 or stories < LEAST_STORIES or anchors is None:
        return NO_FIGURE, stories
    departing = _departing(estimate, model, issue, told, column)
    trust, _ = issue_model.read(beliefs.levels.after[step, :, column], departing, anchors)
    _, weights = issue_model.read(held_at(beliefs, column, step), departing, anchors)
    low, high = issue_model.quantiles(weights, anchors, INTERVAL)
    return (trust, min(low, trust), max(high, trust)), stories


def _departing(
    estimate: Estimate, model: IssueModel, issue: str, told: pl.DataFrame, column: int
) -> Floats:
    """Belief over departures after all acts of a field (departure,)."""
    place, steps = np.unique(told["step"].to_numpy(), return_inverse=True)
    stories = np.zeros((len(place), len(model.kinds)))
    np.add.at(stories, (steps, told["kind_row"].to_numpy()), told["share"].to_numpy())
    logs = issue_model.log_likelihoods(
        estimate.model.events, model.offsets[issue], issue_model.DEPARTURES
    )
    before = estimate.beliefs.levels.before[place, :, column]
    found = np.log(np.maximum(issue_model.prior(model.spreads[issue]), 1e-300))
    found = found + issue_model.surprises(logs, stories, before).sum(axis=0)
    found = np.exp(found - found.max())
    return np.asarray(found / found.sum())
