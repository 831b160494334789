"""The events model: dated reports, week by week.

One step is a week ending on Sunday. The type turns over at rates that lean on the annual belief
of the last complete year, so that in silence weekly belief returns to what the complete record
says: levels come from the yearly counts, dates and detail from the dated reports.

Evidence is the composition of a week's reports over PLOVER types, as in the annual model: N
reports count together as N**echo.

Samples of different density are made comparable by *thinning in expectation*. A dataset that kept
more of the archive than the reference did is weighed as if each of its reports had been kept with
probability reference/sampling: its N reports count as E[M**echo], M ~ Binomial(N, ratio), shared
as reported. That is the exact mean of what sparser samples of the same weeks would have said, so
belief does not jump where a denser sample begins; the denser sample shows in a narrower interval.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._dates import week_ends
from longtin.acts import Record, kinds
from longtin.errors import ModelError
from longtin.trust._annual import Steps
from longtin.trust._filter import Floats, probability
from longtin.trust._panel import DISPUTES, YEARLY_COUNTS, Bools, Pair, Places
from longtin.trust._parameters import split
from longtin.trust._perception import Perception, blurred

LONGEST = timedelta(days=6)
"""Acts over a longer period than this have no date to speak of, and no place in a week."""

FURTHEST = 8.0
"""Annual log-odds beyond this make no further difference to the weekly turnover."""

TENSE = 8
"""Weeks after a reported material conflict that count as a crisis."""

MATERIAL_CONFLICT = 4
"""Its class among the four."""

RATES = ("const", "annual belief")


def blocks() -> dict[str, tuple[str, ...]]:
    """Names of the parameters.

    `keep` and `win` are logits of staying trustworthy and of becoming so, `profile` the common
    log-frequency of each type of act, `contrast` its log-likelihood ratio before normalising.
    """
    names = tuple(kinds())
    return {"keep": RATES, "win": RATES, "profile": names, "contrast": names}


@dataclass(frozen=True)
class Weeks:
    """All the events model needs of a set of pairs.

    Attributes:
        ends: Last day of each step; the last may fall short of a Sunday.
        pairs: (truster, trustee) of each column.
        alive: Both are states. Shape (step, pair).
        covered: Both are states that a dataset of dated acts covers. Shape (step, pair).
        born: First step of a spell of `alive`.
        counted: Effective reports of trustee towards truster (kind, step, pair).
        mass: Effective reports in all (step, pair).
        stories: Independent reports seen, N**echo before thinning (step, pair).
        acts: One row a report, as in the record, with `step`, `column` (of the pair), `kind_row`
            and `share`: the effective reports it stands for.
    """

    ends: tuple[date, ...]
    pairs: tuple[Pair, ...]
    alive: Bools
    covered: Bools
    born: Bools
    counted: Floats
    mass: Floats
    stories: Floats
    acts: pl.DataFrame

    def of(self, columns: slice) -> "Weeks":
        """Only some pairs; the acts stay as they are."""
        return replace(
            self,
            pairs=self.pairs[columns],
            alive=self.alive[:, columns],
            covered=self.covered[:, columns],
            born=self.born[:, columns],
            counted=self.counted[:, :, columns],
            mass=self.mass[:, columns],
            stories=self.stories[:, columns],
        )


def dated(acts: pl.DataFrame) -> pl.DataFrame:
    """Acts with a type and a date: what a week can be made of."""
    return acts.filter(
        pl.col("kind").is_not_null() & ((pl.col("end") - pl.col("start")) <= LONGEST)
    )


def weeks(
    record: Record, pairs: Iterable[Pair], until: date, echo: float, reference: float
) -> Weeks:
    """Gather the dated acts of pairs, week by week.

    Args:
        record: Where the acts are.
        pairs: (truster, trustee) as COW codes.
        until: Last day read.
        echo: Exponent of repeated reports.
        reference: Sampling fraction to which denser datasets are thinned.
    """
    wanted = tuple(pairs)
    sources, targets = sorted({p[1] for p in wanted}), sorted({p[0] for p in wanted})
    found = dated(record.acts(sources, targets, start=first_day(record), end=until))
    ends = week_ends(first_day(record), until)
    placed = _placed(found, ends, wanted, _ratios(record, reference), echo)
    alive = _alive(ends, wanted)
    shape = (len(ends), len(wanted))
    counted = np.zeros((len(kinds()), *shape))
    step, column, kind = (placed[name].to_numpy() for name in ("step", "column", "kind_row"))
    np.add.at(counted, (kind, step, column), placed["share"].to_numpy())
    groups = placed.group_by("step", "column", "dataset").agg(pl.col("stories").first())
    heard = np.zeros(shape)
    np.add.at(
        heard,
        (groups["step"].to_numpy(), groups["column"].to_numpy()),
        groups["stories"].to_numpy(),
    )
    return Weeks(
        ends=ends,
        pairs=wanted,
        alive=alive,
        covered=alive & _covered(record, ends, wanted),
        born=alive & ~np.vstack([np.zeros((1, shape[1]), bool), alive[:-1]]),
        counted=counted,
        mass=counted.sum(axis=0),
        stories=heard,
        acts=placed,
    )


def first_day(record: Record) -> date:
    """First day of the datasets that hold dated acts."""
    return _span(record)[0]


def last_day(record: Record) -> date:
    """Last day of the datasets that hold dated acts."""
    return _span(record)[1]


def event_datasets(record: Record) -> pl.DataFrame:
    """The datasets of dated acts: the shipped samples and a user's own."""
    held = record.datasets().filter(pl.col("role") == "acts")
    return held.filter(~pl.col("dataset").is_in([DISPUTES, YEARLY_COUNTS]))


def reported_pairs(record: Record, until: date) -> tuple[Pair, ...]:
    """(truster, trustee) of every pair with a dated act up to a day.

    Raises:
        ModelError: The record has none.
    """
    found = dated(record.acts(start=first_day(record), end=until))
    known = found.select("target", "source").unique().sort("target", "source")
    pairs = tuple((int(target), int(source)) for target, source in known.iter_rows())
    if not pairs:
        raise ModelError(
            "The record has no dated acts with a type, so there is nothing to fit. "
            "Import event data first: `longtin import FILE --into my.duckdb`."
        )
    return pairs


def _span(record: Record) -> tuple[date, date]:
    held = event_datasets(record)
    starts, ends = held["start"].drop_nulls(), held["end"].drop_nulls()
    return min(starts.to_list()), max(ends.to_list())


def _ratios(record: Record, reference: float) -> dict[str, float]:
    """Chance with which a report of each dataset would be in a sample of the reference density."""
    held = event_datasets(record)
    return {
        name: min(1.0, reference / sampling) if sampling else 1.0
        for name, sampling in held.select("dataset", "sampling").iter_rows()
    }


def _placed(
    acts: pl.DataFrame,
    ends: tuple[date, ...],
    pairs: tuple[Pair, ...],
    ratios: dict[str, float],
    echo: float,
) -> pl.DataFrame:
    columns = pl.DataFrame(
        {
            "target": [truster for truster, _ in pairs],
            "source": [trustee for _, trustee in pairs],
            "column": range(len(pairs)),
        },
        schema={"target": pl.Int16, "source": pl.Int16, "column": pl.Int64},
    )
    steps = pl.DataFrame({"end_of_step": ends, "step": range(len(ends))}).sort("end_of_step")
    rows = {name: row for row, name in enumerate(kinds())}
    placed = (
        acts.join(columns, on=["source", "target"])
        .sort("start", maintain_order=True)
        .join_asof(steps, left_on="start", right_on="end_of_step", strategy="forward")
        .with_columns(kind_row=pl.col("kind").replace_strict(rows, return_dtype=pl.Int64))
        .with_columns(reports=pl.col("count").sum().over("step", "column", "dataset"))
    )
    sizes = placed.select("dataset", "reports").unique()
    weights = [thinned(size, ratios.get(name, 1.0), echo) for name, size in sizes.iter_rows()]
    sizes = sizes.with_columns(mass=pl.Series(weights, dtype=pl.Float64))
    return placed.join(sizes, on=["dataset", "reports"]).with_columns(
        share=pl.col("count") * pl.col("mass") / pl.col("reports"),
        stories=pl.col("reports").cast(pl.Float64) ** echo,
    )


@cache
def thinned(reports: int, ratio: float, echo: float) -> float:
    """What a week's reports count for: E[M**echo] for M ~ Binomial(reports, ratio).

    Args:
        reports: Reports of the week, at least 1.
        ratio: Chance with which each would be in a sample of the reference density, in (0, 1].
        echo: Exponent of repeated reports, in (0, 1].
    """
    if ratio >= 1.0:
        return float(reports**echo)
    kept = np.arange(reports + 1)
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, reports + 1)))])
    chance = factorials[-1] - factorials - factorials[::-1]
    chance += kept * np.log(ratio) + (reports - kept) * np.log1p(-ratio)
    return float(np.dot(np.exp(chance), kept**echo))


def _alive(ends: tuple[date, ...], pairs: tuple[Pair, ...]) -> Bools:
    days = np.array(ends, dtype="datetime64[D]")
    living = {ccode: _lives(days, ccode) for pair in pairs for ccode in pair}
    return np.stack([living[one] & living[two] for one, two in pairs], axis=1)


def _covered(record: Record, ends: tuple[date, ...], pairs: tuple[Pair, ...]) -> Bools:
    """A dataset of dated acts covers both states at the end of the step."""
    days = np.array(ends, dtype="datetime64[D]")
    covered = np.zeros((len(ends), len(pairs)), bool)
    names = event_datasets(record)["dataset"].to_list()
    spans = record.coverage().filter(pl.col("dataset").is_in(names))
    for (_,), rows in spans.group_by("dataset"):
        known = {ccode: _spanned(days, rows, ccode) for pair in pairs for ccode in pair}
        covered |= np.stack([known[one] & known[two] for one, two in pairs], axis=1)
    return covered


def _spanned(days: NDArray[np.datetime64], rows: pl.DataFrame, ccode: int) -> Bools:
    spanned = np.zeros(len(days), bool)
    own = rows.filter(pl.col("ccode").is_null() | (pl.col("ccode") == ccode))
    for start, end in own.select("start", "end").iter_rows():
        spanned |= (days >= np.datetime64(start)) & (days <= np.datetime64(end))
    return spanned


def _lives(days: NDArray[np.datetime64], ccode: int) -> Bools:
    alive = np.zeros(len(days), bool)
    for start, end in actors.spells(ccode):
        alive |= (days >= np.datetime64(start)) & (days <= np.datetime64(end or date.max))
    return alive


def log_likelihoods(theta: Floats, noise: float = 0.0) -> tuple[Floats, Floats]:
    """Log-probabilities of the types of act if untrustworthy and if trustworthy: (draw, kind).

    Args:
        theta: Shape (draw, parameter).
        noise: Chance that an act is taken for any act at all.
    """
    parts, common = split(theta, blocks()), common_mix(theta)
    if_not, if_so = (
        blurred(_normalised(parts["profile"] + sign * parts["contrast"] / 2.0), common, noise)
        for sign in (-1.0, 1.0)
    )
    return if_not, if_so


def common_mix(theta: Floats) -> Floats:
    """Log-probabilities of the types of act whichever the type of trustee: (draw, kind)."""
    return _normalised(split(theta, blocks())["profile"])


def tense(held: Weeks) -> Bools:
    """A material conflict by the trustee was reported in the `TENSE` weeks before: (step, pair)."""
    hostile = np.array([kind.quad == MATERIAL_CONFLICT for kind in kinds().values()])
    seen = np.cumsum(held.counted[hostile].sum(axis=0) > 0, axis=0)
    before = np.vstack([np.zeros((1, seen.shape[1]), seen.dtype), seen[:-1]])
    earlier = np.vstack([np.zeros((TENSE, seen.shape[1]), seen.dtype), before[:-TENSE]])
    return np.asarray(before > earlier[: len(before)])


def _normalised(logits: Floats) -> Floats:
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))


def weights(theta: Floats, noise: float = 0.0) -> Floats:
    """Weight of evidence of one report of each type, natural log: (draw, kind)."""
    if_not, if_so = log_likelihoods(theta, noise)
    return np.asarray(if_so - if_not)


def rates(theta: Floats, rest: Floats) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) for annual log-odds `rest` (step, pair, draw)."""
    parts = split(theta, blocks())
    lean = np.clip(rest, -FURTHEST, FURTHEST)
    keep = probability(parts["keep"][:, 0] + parts["keep"][:, 1] * lean)
    win = probability(parts["win"][:, 0] + parts["win"][:, 1] * lean)
    return keep, win


def turnover(theta: Floats, gone: Places, born: Places, rest: Floats) -> tuple[Floats, Floats]:
    """P(1 stays 1) and P(0 becomes 1) into each week, where a pair starts at the rates' balance.

    Args:
        theta: Shape (draw, parameter).
        gone: Where the pair does not live.
        born: Where it begins to live.
        rest: Annual log-odds of the last complete year (step, pair, draw).
    """
    keep, win = rates(theta, rest)
    balance = win[born] / (win[born] + 1.0 - keep[born])
    keep[born] = win[born] = balance
    keep[gone], win[gone] = 1.0, 0.0
    return keep, win


def steps(
    theta: Floats,
    held: Weeks,
    rest: Floats,
    school: str | None = None,
    noise: Floats | None = None,
    perception: Perception | None = None,
) -> Steps:
    """Turn parameters, weeks and the annual belief into what the filter runs on.

    Args:
        theta: Shape (draw, parameter).
        held: Pairs by weeks.
        rest: Annual log-odds of the last complete year (step, pair, draw).
        school: That school's types of act alone; all if `None`.
        noise: Standard normal, (step, pair, draw): how another equally good sample of reports
            would have differed. None is added without it.
        perception: How much is misread in quiet weeks and in a crisis; nothing without it.
    """
    keep, win = turnover(theta, ~held.alive, held.born, rest)
    if perception is None:
        evidence = _told(theta, held, school, noise, 0.0)
    else:
        evidence = np.where(
            tense(held)[..., None],
            _told(theta, held, school, noise, perception.crisis),
            _told(theta, held, school, noise, perception.quiet),
        )
    evidence[~held.alive] = 0.0
    shape = (len(held.ends), -1)
    return Steps(keep.reshape(shape), win.reshape(shape), evidence.reshape(shape))


def _told(
    theta: Floats, held: Weeks, school: str | None, noise: Floats | None, misread: float
) -> Floats:
    """Evidence of each week's reports (step, pair, draw), were that share of acts misread."""
    weight = np.where(_of_school(school), weights(theta, misread), 0.0)
    evidence = np.tensordot(held.counted, weight.T, axes=(0, 0))
    if noise is None:
        return evidence
    thickness = held.mass / np.maximum(held.stories, 1.0)
    variance = np.tensordot(held.counted, (weight**2).T, axes=(0, 0)) * thickness[..., None]
    return np.asarray(evidence + np.sqrt(variance) * noise)


def _of_school(school: str | None) -> Bools:
    return np.array([school is None or kind.school == school for kind in kinds().values()])


def resting(annual: Floats, years: Collection[int], ends: tuple[date, ...]) -> Floats:
    """Annual log-odds that each week leans on: those of the last complete year.

    Args:
        annual: Log-odds at the end of each year (year, …).
        years: Which years.
        ends: Last day of each week.
    """
    first = min(years)
    places = [min(max(end.year - 1 - first, 0), len(annual) - 1) for end in ends]
    return annual[places]
