"""Attribution: why trust moved, every act and turnover in points that add up exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts import DISPUTES, Record
from longtin.page import in_notebook
from longtin.trust import _crisis_talk
from longtin.trust._arrays import Floats, Pair
from longtin.trust._log_odds import probability
from longtin.trust.evidence import dated_reports, disputes, withheld_types, yearly_reports
from longtin.trust.evidence.beside import monthly_counts, third_parties
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import DATASETS, Panel, read_panel
from longtin.trust.model import annual_model, attribution, events_model, exchange_model
from longtin.trust.model.beliefs import DECIBANS, Beliefs, Model
from longtin.trust.model.conduct_model import MONTHLY, THIRD_PARTIES
from longtin.trust.model.further_evidence import levels_of

LINE: dict[str, type[pl.DataType]] = {
    "start": pl.Date,
    "end": pl.Date,
    "what": pl.String,
    "domain": pl.String,
    "text": pl.String,
    "who": pl.String,
    "reports": pl.Int64,
    "decibans": pl.Float64,
    "points": pl.Float64,
    "origin": pl.String,
}

DRIFT, EXCHANGE = "DRIFT", "EXCHANGE"

POINTS = 100.0
"""Points in the whole range of trust."""


@in_notebook(
    "longtin.trust._shown:explanation_page",
    lambda why: (
        f"Explanation of {why.pair[0]} → {why.pair[1]}, {why.since} to {why.until}: "
        f"{why.trust[0]:.2f} to {why.trust[1]:.2f}"
    ),
)
@dataclass(frozen=True)
class Explanation:
    """What moved one belief between two steps.

    Attributes:
        pair: (truster, trustee), COW codes.
        since: Last day of the step before; of the first step itself if there is none before it.
        until: Last day of the last step.
        before: Log-odds at `since` in decibans; 0, even odds, where the pair is born later.
        after: Log-odds at `until` in decibans.
        lines: One row an act and one a step's turnover (`what` is `DRIFT`), in order of time, with
            `points`, hundredths of trust, adding up to the change of trust, and `decibans` to
            `after - before`. Columns as in `LINE`; `what` is a PLOVER type or a kind within one,
            `CRISIS_TALK` (talk after coercion, which weighs as other talk does), `DISPUTE_2` …
            `DISPUTE_5` (MID hostility), `NO_DISPUTE`, `YEARLY_1` … `YEARLY_4` (class of the yearly
            counts), `EXCHANGE` (of both sides, no acts to name), `OTHER_` and a kind of act (of the
            trustee towards those like the truster), `OWN_` and a kind of act (of the truster
            towards the trustee: what it has seen, and no conduct of the trustee), `MONTHLY_1` …
            `MONTHLY_4` (class of the monthly counts) or `DRIFT`.
    """

    pair: Pair
    since: date
    until: date
    before: float
    after: float
    lines: pl.DataFrame

    @property
    def trust(self) -> tuple[float, float]:
        """Trust at `since` and at `until`, in [0, 1]."""
        before, after = (
            float(probability(np.asarray(each / DECIBANS))) for each in (self.before, self.after)
        )
        return before, after


def explain(
    record: Record,
    model: Model,
    beliefs: Beliefs,
    held: Weeks | None,
    column: int,
    first: int,
    last: int,
    *,
    others: bool = True,
) -> Explanation:
    """Itemise the change of one pair's belief over some steps.

    Args:
        record: What the beliefs were read from.
        model: What they were made with.
        beliefs: The beliefs.
        held: The weeks behind them; `None` by year.
        column: Of the pair.
        first: First step of the window.
        last: Last step of the window.
        others: With what third parties met with; lines without it add up to less.
    """
    ends, path = beliefs.ends, beliefs.path
    before = float(path.after[first - 1, column]) if first else 0.0
    steps = range(first, last + 1)
    acts = _Heard(beliefs, column, steps)
    told = (
        _yearly(record, model, acts)
        if held is None
        else _weekly(record, model, held, acts, others=others)
    )
    told = _crisis_talk.named(record, beliefs.pairs[column], told)
    lines = pl.concat([told, _drift(beliefs, column, steps, before)])
    return Explanation(
        pair=beliefs.pairs[column],
        since=ends[first - 1] if first else ends[first],
        until=ends[last],
        before=before * DECIBANS,
        after=float(path.after[last, column]) * DECIBANS,
        lines=lines.sort("end", "start", "origin", maintain_order=True),
    )


@dataclass(frozen=True)
class _Heard:
    """Some steps of one pair, and what evidence did to belief in each.

    Attributes:
        beliefs: Of all pairs.
        column: Of the pair.
        steps: Which.
        whole: Shares against the last step's belief with nothing seen; otherwise each step's own.
    """

    beliefs: Beliefs
    column: int
    steps: range
    whole: bool = False

    @cached_property
    def shares(self) -> attribution.Shares:
        """What one unit of log-likelihood of each level adds, (step, level)."""
        levels, scale = self.beliefs.levels, self.beliefs.scale
        chosen = slice(self.steps.start, self.steps.stop)
        before = levels.before[chosen, :, self.column]
        evidence = np.log(levels.after[chosen, :, self.column]) - np.log(before)
        if self.whole:
            column = slice(self.column, self.column + 1)
            return attribution.of_all(self.beliefs.turnover.of(column), evidence, scale)
        return attribution.of_steps(before, evidence, scale)

    def weighed(self, step: NDArray[np.int64], likely: Floats) -> dict[str, Floats]:
        """Columns of lines: what terms of steps, (term, level) log-likelihoods, add."""
        row = step - self.steps.start
        return {
            "decibans": (self.shares.log_odds[row] * likely).sum(axis=1) * DECIBANS,
            "points": (self.shares.points[row] * likely).sum(axis=1) * POINTS,
        }


def _drift(beliefs: Beliefs, column: int, steps: range, before: float) -> pl.DataFrame:
    path, ends = beliefs.path, beliefs.ends
    held = np.concatenate([[before], path.after[steps.start : steps.stop - 1, column]])
    now = path.before[steps.start : steps.stop, column]
    days = [ends[step] for step in steps]
    return _lines(
        start=days, end=days, what=[DRIFT] * len(steps), decibans=(now - held) * DECIBANS,
        points=(probability(now) - probability(held)) * POINTS,
    )  # fmt: skip


def _weekly(
    record: Record, model: Model, held: Weeks, heard: _Heard, *, others: bool = True
) -> pl.DataFrame:
    misread = (0.0, 0.0)
    if model.perception is not None:
        misread = (model.perception.quiet, model.perception.crisis)
    theta, column, steps = model.events.values[None, :], heard.column, heard.steps
    likely = np.stack(
        [
            np.stack([logs[0] for logs in events_model.log_likelihoods(theta, share)], axis=1)
            for share in misread
        ]
    )
    acts = held.acts.filter(
        (pl.col("column") == column) & pl.col("step").is_between(steps.start, steps.stop - 1)
    )
    step, kind = acts["step"].to_numpy(), acts["kind_row"].to_numpy()
    crisis = events_model.tense(held)[step, column].astype(int)
    stories = acts["share"].to_numpy() * held.alive[step, column]
    out_of_sight = _in_sight(held, acts, likely)[crisis, np.arange(acts.height)]
    terms = stories[:, None] * (likely[crisis, kind] - out_of_sight)
    named = _act_lines(acts, acts["told"], **heard.weighed(step, terms))
    beside = _further(record, model, held, heard, others=others)
    return pl.concat([named, _exchanges(model, held, heard), *beside])


def _in_sight(held: Weeks, acts: pl.DataFrame, likely: Floats) -> Floats:
    """Log-likelihood that each act is of types that could be seen (misreading, act, level)."""
    found = np.zeros((len(likely), acts.height, likely.shape[2]))
    for place, sight in enumerate(held.partial):
        own = (acts["stretch"] == place).fill_null(value=False).to_numpy()
        seen = events_model.in_sight(likely.transpose(0, 2, 1), sight.shown)
        found[:, own] = seen[:, None]
    return found


def _exchanges(model: Model, held: Weeks, heard: _Heard) -> pl.DataFrame:
    """What was exchanged where no acts can be named, a line a reading."""
    within = pl.col("step").is_between(heard.steps.start, heard.steps.stop - 1)
    own = held.exchanged.filter((pl.col("column") == heard.column) & within)
    if model.exchanges is None or model.school not in (None, exchange_model.SCHOOL):
        return _lines(what=[])
    rows = model.exchanges.known(own)
    levels = levels_of(len(heard.beliefs.scale))
    likely = model.exchanges.log_likelihood(rows, levels)
    return _lines(
        start=rows["start"],
        end=rows["end"],
        what=[EXCHANGE] * rows.height,
        origin=rows["dataset"] + ":" + rows["end"].cast(pl.String),
        **heard.weighed(rows["step"].to_numpy(), likely),
    )


def _further(
    record: Record, model: Model, held: Weeks, heard: _Heard, *, others: bool = True
) -> Iterator[pl.DataFrame]:
    """What third parties met with, and what the truster itself did."""
    for one in model.further:
        if one.read(held) is None or (one.name == THIRD_PARTIES and not others):
            continue
        told = _READ[one.name](record, model, held, heard.column)
        within = pl.col("step").is_between(heard.steps.start, heard.steps.stop - 1)
        told = told.filter(within & pl.Series(held.dated[told["step"].to_numpy(), heard.column]))
        partly = told["stretch"].is_not_null().any()
        shown = withheld_types.shown(record, held.kinds) if partly else []
        names = range(1, len(one.kinds) + 1) if one.name == MONTHLY else one.kinds
        what = np.array([f"{_BEFORE[one.name]}{name}" for name in names])
        yield _lines(
            start=told["start"],
            end=told["end"],
            what=what[told["kind_row"].to_numpy()].tolist(),
            text=told["text"],
            who=told["who"],
            reports=told["reports"],
            origin=told["origin"],
            **heard.weighed(told["step"].to_numpy(), one.terms(told, shown)),
        )


def _to_others(record: Record, model: Model, held: Weeks, column: int) -> pl.DataFrame:
    return third_parties.told_to_others(
        record, held.pairs[column], held.ends, model.events.counting
    )


def _by_truster(record: Record, model: Model, held: Weeks, column: int) -> pl.DataFrame:
    truster, trustee = held.pairs[column]
    turned = ((trustee, truster),)
    counting = model.events.counting
    placed = dated_reports.placed_reports(record, turned, held.ends[-1], counting)
    return placed.with_columns(
        reports=pl.col("count"), who=pl.col("source_name") + " → " + pl.col("target_name")
    )


def _counted(record: Record, _model: Model, held: Weeks, column: int) -> pl.DataFrame:
    return monthly_counts.counted_of(record, held, column)


_BEFORE = {THIRD_PARTIES: "OTHER_", "mirror": "OWN_", MONTHLY: "MONTHLY_"}
"""What stands before the kind of act, or the number of the class."""

_READ = {THIRD_PARTIES: _to_others, "mirror": _by_truster, MONTHLY: _counted}


def _yearly(record: Record, model: Model, heard: _Heard) -> pl.DataFrame:
    ends, steps = heard.beliefs.ends, heard.steps
    pair = heard.beliefs.pairs[heard.column]
    over = [end.year for end in ends[steps.start : steps.stop] if end == date(end.year, 12, 31)]
    if not over:
        return _lines(start=[], end=[], what=[], decibans=np.zeros(0), points=np.zeros(0))
    first, last = over[0], over[-1]
    # One year earlier as well, so that the first year's ties are lagged as in the whole run.
    whole = read_panel(record, [pair], max(first - 1, ends[0].year), last)
    conduct = annual_model.weigh(model.annual.values[None, :], whole, model.annual.counting)
    acts = record.acts(
        pair[1], pair[0], start=date(first, 1, 1), end=date(last, 12, 31),
        datasets=DATASETS,
    )  # fmt: skip
    return pl.concat(
        _year_lines(acts, int(year), (whole, conduct, row), heard)
        for row, year in enumerate(whole.years)
        if year >= first
    )


def _year_lines(
    acts: pl.DataFrame, year: int, seen: tuple[Panel, annual_model.Conduct, int], heard: _Heard
) -> pl.DataFrame:
    held, conduct, row = seen
    step = np.array([heard.beliefs.ends.index(date(year, 12, 31))])
    of_year = acts.filter(pl.col("start").dt.year() == year)
    fought = of_year.filter(pl.col("dataset") == DISPUTES)
    highest = fought.filter(disputes.level() == int(held.hostility[row, 0]))
    weight = heard.weighed(step, conduct.disputes[row, None, :, 0, 0])
    days = {"start": date(year, 1, 1), "end": date(year, 12, 31)}
    if held.hostility[row, 0] > 0:
        each = {name: np.full(highest.height, w[0] / highest.height) for name, w in weight.items()}
        dispute = _act_lines(highest, disputes.named(highest), **each)
    elif held.hostility[row, 0] == 0:
        dispute = _lines(
            start=[days["start"]], end=[days["end"]], what=[disputes.NO_DISPUTE], **weight
        )
    else:
        dispute = _lines(start=[], end=[], what=[], decibans=np.zeros(0), points=np.zeros(0))
    counts = of_year.filter(pl.col("dataset") == yearly_reports.YEARLY_COUNTS)
    places = counts["quad"].to_numpy() - 1
    share = counts["count"].to_numpy() / np.maximum(held.reports[places, row, 0], 1.0)
    terms = share[:, None] * conduct.reports[places, row, :, 0, 0]
    counted = heard.weighed(np.repeat(step, len(places)), terms)
    return pl.concat([dispute, _act_lines(counts, yearly_reports.named(counts), **counted)])


def _act_lines(acts: pl.DataFrame, what: pl.Series, **weighed: Floats) -> pl.DataFrame:
    return _lines(
        start=acts["start"],
        end=acts["end"],
        what=what,
        domain=acts["domain"],
        text=acts["text"],
        who=acts["source_name"] + " → " + acts["target_name"],
        reports=acts["count"],
        origin=acts["origin"],
        **weighed,
    )


def _lines(**columns: object) -> pl.DataFrame:
    height = len(columns["what"])  # type: ignore[arg-type]
    return pl.DataFrame(
        {name: columns.get(name, [0 if name == "reports" else None] * height) for name in LINE},
        schema=LINE,
    )


def lasting(
    record: Record, model: Model, beliefs: Beliefs, held: Weeks | None, column: int
) -> pl.DataFrame:
    """What every act so far still weighs in one pair's belief at the last step.

    Args:
        record: What the beliefs were read from.
        model: What they were made with.
        beliefs: The beliefs.
        held: The weeks behind them; `None` by year.
        column: Of the pair.

    Returns:
        One row an act, in order of time, with columns as in `LINE`, and `today` and `points_today`:
        its share, in decibans and in points, of the difference between belief now and what would
        be believed had no act ever been seen. The shares add up to that difference.
    """
    steps = range(len(beliefs.ends))
    lines = [
        _yearly(record, model, heard) if held is None else _weekly(record, model, held, heard)
        for heard in (_Heard(beliefs, column, steps), _Heard(beliefs, column, steps, whole=True))
    ]
    own, today = lines
    acts = own.with_columns(today=today["decibans"], points_today=today["points"])
    return acts.sort("end", "start", "origin", maintain_order=True)
