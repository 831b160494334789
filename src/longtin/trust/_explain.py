"""Attribution: why belief moved, every act and turnover in decibans that add up exactly."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from longtin import actors
from longtin.acts import DISPUTES, Record
from longtin.trust._arrays import Floats, Pair
from longtin.trust.evidence import disputes, yearly_reports
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import DATASETS, Panel, read_panel
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.beliefs import DECIBANS, Beliefs, Model
from longtin.trust.model.two_state_filter import reaching
from longtin.trust.output import notebook

LINE: dict[str, type[pl.DataType]] = {
    "start": pl.Date,
    "end": pl.Date,
    "what": pl.String,
    "domain": pl.String,
    "text": pl.String,
    "who": pl.String,
    "reports": pl.Int64,
    "decibans": pl.Float64,
    "origin": pl.String,
}

DRIFT = "DRIFT"


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
            `decibans` adding up to `after - before`. Columns as in `LINE`; `what` is a PLOVER
            type, `DISPUTE_2` … `DISPUTE_5` (MID hostility), `NO_DISPUTE`, `YEARLY_1` …
            `YEARLY_4` (class of the yearly counts) or `DRIFT`.
    """

    pair: Pair
    since: date
    until: date
    before: float
    after: float
    lines: pl.DataFrame

    def _repr_html_(self) -> str:
        truster, trustee = (actors.near(ccode, self.until).name_en for ccode in self.pair)
        size = pl.col("decibans").abs()
        few = self.lines.sort(size, descending=True, maintain_order=True).head(notebook.ROWS)
        rows = [
            [f"{row['end']}", row["what"], row["text"] or "", row["who"] or "",
             f"{row['decibans']:+.1f}", row["origin"] or ""]
            for row in few.iter_rows(named=True)
        ]  # fmt: skip
        rest = self.lines.height - few.height
        weight = self.after - self.before - float(few["decibans"].sum())
        return notebook.block(
            f"Trust of {truster} in {trustee}, {self.since} to {self.until}: "
            f"{self.before:+.1f} to {self.after:+.1f} dB",
            notebook.table(("until", "what", "as coded", "who", "dB", "row of the record"), rows),
            f"{rest} lighter lines weigh {weight:+.1f} dB together. All lines: .lines.",
        )


def explain(
    record: Record,
    model: Model,
    beliefs: Beliefs,
    held: Weeks | None,
    column: int,
    first: int,
    last: int,
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
    """
    ends, path = beliefs.ends, beliefs.path
    before = float(path.after[first - 1, column]) if first else 0.0
    steps = range(first, last + 1)
    if held is None:
        acts = _yearly(record, model, beliefs, column, steps)
    else:
        acts = _weekly(model, held, column, steps)
    lines = pl.concat([acts, _drift(beliefs, column, steps, before)])
    return Explanation(
        pair=beliefs.pairs[column],
        since=ends[first - 1] if first else ends[first],
        until=ends[last],
        before=before * DECIBANS,
        after=float(path.after[last, column]) * DECIBANS,
        lines=lines.sort("end", "start", "origin", maintain_order=True),
    )


def _drift(beliefs: Beliefs, column: int, steps: range, before: float) -> pl.DataFrame:
    path, ends = beliefs.path, beliefs.ends
    held = np.concatenate([[before], path.after[steps.start : steps.stop - 1, column]])
    moved = path.before[steps.start : steps.stop, column] - held
    days = [ends[step] for step in steps]
    return _lines(start=days, end=days, what=[DRIFT] * len(steps), decibans=moved * DECIBANS)


def _weekly(model: Model, held: Weeks, column: int, steps: range) -> pl.DataFrame:
    misread = (0.0, 0.0)
    if model.perception is not None:
        misread = (model.perception.quiet, model.perception.crisis)
    theta = model.events.values[None, :]
    weight = np.concatenate([events_model.weights(theta, share) for share in misread]) * DECIBANS
    acts = held.acts.filter(
        (pl.col("column") == column) & pl.col("step").is_between(steps.start, steps.stop - 1)
    )
    step, kind = acts["step"].to_numpy(), acts["kind_row"].to_numpy()
    crisis = events_model.tense(held)[step, column].astype(int)
    decibans = acts["share"].to_numpy() * weight[crisis, kind] * held.alive[step, column]
    return _act_lines(acts, acts["kind"], decibans)


def _yearly(
    record: Record, model: Model, beliefs: Beliefs, column: int, steps: range
) -> pl.DataFrame:
    pair = beliefs.pairs[column]
    first, last = beliefs.ends[steps.start].year, beliefs.ends[steps.stop - 1].year
    # One year earlier as well, so that the first year's ties are lagged as in the whole run.
    whole = read_panel(record, [pair], max(first - 1, beliefs.ends[0].year), last)
    conduct = annual_model.weigh(model.annual.values[None, :], whole, model.annual.echo)
    acts = record.acts(
        pair[1], pair[0], start=date(first, 1, 1), end=date(last, 12, 31),
        datasets=DATASETS,
    )  # fmt: skip
    return pl.concat(
        _year_lines(acts, int(year), whole, conduct, row)
        for row, year in enumerate(whole.years)
        if year >= first
    )


def _year_lines(
    acts: pl.DataFrame, year: int, held: Panel, conduct: annual_model.Conduct, row: int
) -> pl.DataFrame:
    of_year = acts.filter(pl.col("start").dt.year() == year)
    fought = of_year.filter(pl.col("dataset") == DISPUTES)
    highest = fought.filter(disputes.level() == int(held.hostility[row, 0]))
    weight = float((conduct.dispute1 - conduct.dispute0)[row, 0, 0]) * DECIBANS
    days = {"start": date(year, 1, 1), "end": date(year, 12, 31)}
    if held.hostility[row, 0] > 0:
        dispute = _act_lines(
            highest, disputes.named(highest), np.full(highest.height, weight / highest.height)
        )
    elif held.hostility[row, 0] == 0:
        dispute = _lines(
            start=[days["start"]],
            end=[days["end"]],
            what=[disputes.NO_DISPUTE],
            decibans=np.array([weight]),
        )
    else:
        dispute = _lines(start=[], end=[], what=[], decibans=np.zeros(0))
    counts = of_year.filter(pl.col("dataset") == yearly_reports.YEARLY_COUNTS)
    by_class = conduct.reports[:, row, 0, 0] * DECIBANS
    places = counts["quad"].to_numpy() - 1
    total = held.reports[places, row, 0]
    share = counts["count"].to_numpy() / np.maximum(total, 1.0)
    return pl.concat(
        [dispute, _act_lines(counts, yearly_reports.named(counts), by_class[places] * share)]
    )


def _act_lines(acts: pl.DataFrame, what: pl.Series, decibans: Floats) -> pl.DataFrame:
    return _lines(
        start=acts["start"],
        end=acts["end"],
        what=what,
        domain=acts["domain"],
        text=acts["text"],
        who=acts["source_name"] + " → " + acts["target_name"],
        reports=acts["count"],
        decibans=decibans,
        origin=acts["origin"],
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
        One row an act, in order of time, with columns as in `LINE` and `today`: its share, in
        decibans, of the difference between belief now and what would be believed had no act ever
        been seen. The shares add up to that difference.
    """
    last = len(beliefs.ends) - 1
    acts = explain(record, model, beliefs, held, column, 0, last).lines
    acts = acts.filter(pl.col("what") != DRIFT)
    days = np.array(beliefs.ends, dtype="datetime64[D]")
    step = np.searchsorted(days, acts["end"].to_numpy().astype("datetime64[D]"))
    run = beliefs.of(slice(column, column + 1))
    share = reaching(run.keep, run.win, run.path.after - run.path.before)[:, 0]
    return acts.with_columns(today=acts["decibans"].to_numpy() * share[np.minimum(step, last)])
