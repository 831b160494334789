"""Forecasts of any report of material conflict in the next weeks, and their rivals.

A case is an ordered pair in a week: what the trustee will be reported to do to the truster in the
weeks after it. Pairs are those with a dated report up to the cut-off. Weeks whose year behind or
weeks ahead touch a denser sample are left out, since there the same conduct makes more reports, and
so are those that touch a hole of the record, where nobody was looking.

Longtin's forecast is the plain mean, in log-odds, of logistic regressions on belief and on what
belief leaves out: how much is reported of the pair at all. Belief reads the mix of reports and
never their number, so alone it cannot say how likely any report is. All three read the share of
conflict to be expected from belief over the weeks ahead and the annual belief; one adds the pair's
smoothed conflict, one last year's types of act, one both and smoothed counts in both directions.
They are fitted on weeks up to the cut-off, every fourth of them. That a mean of the small and the
large does better than the large alone was seen on 2009 and 2010, learnt from the years before.

Source:
    Goldstein (1992) and the event-data forecasting literature for type counts; Brown (1959) for
    exponential smoothing; Bates & Granger (1969) on combining forecasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from longtin.acts import Record, kinds
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust._log_odds import log_odds, probability
from longtin.trust.evaluation.logistic_regression import learnt_chances
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks, is_hostile, read_weeks
from longtin.trust.model import events_model
from longtin.trust.model.beliefs import FIRST_YEAR, Model, annual_beliefs, last_year
from longtin.trust.model.ordered_state_filter import Turnover, filter_levels
from longtin.trust.model.parameters import Parameters

HORIZONS = (4, 12, 52)
"""Weeks ahead."""

MEMORY = 52
"""Weeks behind that the counts of a rival reach."""

EVERY = 4
"""The regressions are fitted on every fourth week: neighbouring weeks say nearly the same."""

FADES = (4.0, 13.0, 52.0)
"""Weeks in which a report counts for a third as much, for smoothed counts."""

LONGEST_MEMORY = 104.0
"""The longest of the weeks tried for exponential smoothing, and for a pair's own conflict."""

SUREST = 1e-6


@dataclass(frozen=True)
class DatedCases:
    """Weeks of some pairs, as forecasts need them.

    Attributes:
        held: The weeks, thinned as the events model wants them.
        raw: Reports as counted (kind, week, pair).
        even: Weeks that dated acts speak of, sampled at the common density. Shape (week,).
        cut_off: Last day that may be learnt from.
    """

    held: Weeks
    raw: Floats
    even: Bools
    cut_off: date

    @classmethod
    def of(cls, record: Record, events: Parameters, cut_off: date,
           pairs: Sequence[Pair] | None = None,
           until: date | None = None) -> "DatedCases":  # fmt: skip
        """Gather the weeks of pairs; without them, of all with a dated report up to the cut-off.

        Reports are counted as the parameters of the events model have it, up to a day or the last.
        """
        wanted = dated_reports.reported_pairs(record, cut_off) if pairs is None else tuple(pairs)
        last = until or dated_reports.last_day(record)
        held = read_weeks(record, wanted, last, events.counting)
        raw = read_weeks(record, wanted, last, Counting()).counted
        dense = (read_weeks(record, wanted, last, Counting(1.0, events.reference)).mass
                 < raw.sum(axis=0) * 0.5).any(axis=1)  # fmt: skip
        return cls(held, raw, held.dated.any(axis=1) & ~dense, cut_off)

    def conflict(self) -> Floats:
        """Reports of material conflict (week, pair)."""
        return np.asarray(self.raw[is_hostile(tuple(kinds()))].sum(axis=0))

    def coming(self, ahead: int) -> Bools:
        """Any material conflict in the next weeks (week, pair)."""
        return np.asarray(_ahead(self.conflict(), ahead) > 0)

    def known(self, ahead: int) -> tuple[Bools, Bools]:
        """Cases to learn from and cases to score, (week, pair) each.

        What is learnt from had all its weeks ahead by the cut-off.
        """
        before = sum(end <= self.cut_off for end in self.held.ends)
        learn, score = np.zeros((2, len(self.even)), bool)
        for step in range(MEMORY - 1, len(self.even) - ahead):
            if not self.even[step - MEMORY + 1 : step + ahead + 1].all():
                continue
            learn[step] = step + ahead < before and step % EVERY == 0
            score[step] = step >= before - 1
        alive = self.held.alive
        return learn[:, None] & alive, score[:, None] & alive


def _ahead(counts: Floats, ahead: int) -> Floats:
    """Sum over the next steps, this one not included; the end of the table cuts it short."""
    summed = np.vstack([np.zeros((1, counts.shape[1])), np.cumsum(counts, axis=0)])
    steps = np.arange(len(counts))
    return np.asarray(summed[np.minimum(steps + ahead, len(counts) - 1) + 1] - summed[steps + 1])


def trailing(counts: Floats, weeks: int) -> Floats:
    """Sum over the last weeks, this one included. Weeks are on the axis before the last."""
    summed = np.cumsum(counts, axis=-2)
    earlier = np.zeros_like(summed)
    earlier[..., weeks:, :] = summed[..., :-weeks, :]
    return np.asarray(summed - earlier)


def smoothed(counts: Floats, weeks: float) -> Floats:
    """Mean of the weeks up to each, older ones counting less by e every `weeks`."""
    level, found = np.zeros(counts.shape[1:]), np.empty_like(counts)
    gain = 1.0 - np.exp(-1.0 / weeks)
    for step, count in enumerate(counts):
        level = level + gain * (count - level)
        found[step] = level
    return found


def log_level(counts: Floats, weeks: float) -> Floats:
    """Logarithm of the smoothed mean; none at all is a thousandth of a report a week."""
    return np.asarray(np.log(smoothed(counts, weeks) + 0.001))


@dataclass(frozen=True)
class ExpectedConflict:
    """What belief at the end of each week says of the weeks after it.

    Attributes:
        levels: Belief now. Shape (level, week·pair).
        turnover: Into a week after each.
        rest: Annual log-odds of the last complete year, (week, pair).
        shares: Share of material conflict at each level.
    """

    levels: Floats
    turnover: Turnover
    rest: Floats
    shares: Floats

    @classmethod
    def of(cls, record: Record, cases: DatedCases, annual: Parameters,
           events: Parameters) -> "ExpectedConflict":  # fmt: skip
        """Run the filter."""
        held = cases.held
        years = range(FIRST_YEAR, min(held.ends[-1].year - 1, last_year(record)) + 1)
        model = Model(annual, annual, draws=0)
        belief = annual_beliefs(record, held.pairs, years[-1], model)
        rest = events_model.resting(belief.believed(), years, held.ends)
        theta = events.values[None, :]
        run = events_model.steps(theta, held, rest[events_model.periods(held)[0]])
        after = filter_levels(run.turnover, run.evidence).after
        shares = np.exp(events_model.log_likelihoods(theta))[:, 0, is_hostile(held.kinds)].sum(
            axis=1
        )
        beside = np.moveaxis(rest, 0, -3).reshape(1, *rest.shape[1:-2], -1, 1)
        return cls(
            levels=after.transpose(1, 0, 2).reshape(after.shape[1], -1),
            turnover=events_model.onward(theta, beside),
            rest=events_model.resting(belief.path.after, years, held.ends),
            shares=shares,
        )

    def share(self, ahead: int) -> Floats:
        """Expected share of material conflict among the reports of the next weeks.

        Turnover goes on at the present rates; nothing is seen in between.
        """
        levels, total = self.levels, np.zeros_like(self.rest)
        for _ in range(ahead):
            levels = self.turnover.into(0, levels)
            total += (self.shares @ levels).reshape(total.shape)
        return total / ahead


def forecast(cases: DatedCases, expected: ExpectedConflict, ahead: int) -> Floats:
    """Longtin's chance of any material conflict in the next weeks (week, pair)."""
    share = log_odds(np.clip(expected.share(ahead), SUREST, 1.0 - SUREST))
    rest = np.clip(expected.rest, -events_model.FURTHEST, events_model.FURTHEST)
    rate = log_level(cases.raw.sum(axis=0), FADES[-1])
    belief = np.stack([share, rest, share * rate])
    return _combined(cases, [np.concatenate([belief, each]) for each in _beside(cases)], ahead)


def belief_alone(cases: DatedCases, expected: ExpectedConflict, ahead: int) -> Floats:
    """The share expected from belief times the reports to expect, with nothing learnt."""
    reports = trailing(cases.raw.sum(axis=0), MEMORY)
    to_expect = ahead * (reports + 1.0) / (MEMORY + 1.0)
    return np.asarray(1.0 - np.exp(-to_expect * expected.share(ahead)))


def without_belief(cases: DatedCases, ahead: int) -> Floats:
    """The same regressions with everything but belief."""
    return _combined(cases, _beside(cases), ahead)


def _combined(cases: DatedCases, covariates: list[Floats], ahead: int) -> Floats:
    """Mean log-odds of regressions."""
    chances = [_learnt(cases, each, ahead) for each in covariates]
    logits = [log_odds(np.clip(chance, SUREST, 1.0 - SUREST)) for chance in chances]
    return probability(np.mean(logits, axis=0))


def _beside(cases: DatedCases) -> list[Floats]:
    """What a forecast reads beside belief, one regression each.

    The pair's own conflict and reports, smoothed; last year's types; and both, with smoothed counts
    both ways.
    """
    own = [log_level(cases.conflict(), weeks) for weeks in (*FADES, LONGEST_MEMORY)]
    own.append(log_level(cases.raw.sum(axis=0), FADES[-1]))
    types = type_counts(cases)
    return [np.stack(own), types, np.concatenate([_both_ways(cases), types])]


def _both_ways(cases: DatedCases) -> Floats:
    """Smoothed conflict and smoothed reports, in both directions."""
    conflict, reports = cases.conflict(), cases.raw.sum(axis=0)
    place = {pair: column for column, pair in enumerate(cases.held.pairs)}
    back = np.array([place.get((two, one), -1) for one, two in cases.held.pairs])
    found = []
    for counts in (conflict, reports):
        both = np.concatenate([counts, np.zeros((len(counts), 1))], axis=1)
        for each in (counts, both[:, back]):
            found += [log_level(each, weeks) for weeks in FADES]
    return np.stack(found)


def type_counts(cases: DatedCases) -> Floats:
    """Log counts of each type of act over the last year (kind, week, pair)."""
    return np.log1p(trailing(cases.raw, MEMORY))


def _learnt(cases: DatedCases, covariates: Floats, ahead: int) -> Floats:
    learn, _ = cases.known(ahead)
    return learnt_chances(covariates, cases.coming(ahead), learn)


def conflict_rivals(cases: DatedCases, ahead: int) -> dict[str, Floats]:
    """Chances by rival (week, pair).

    Persistence takes the last as many weeks for the next; the smoothing rate is the one that does
    best on what is learnt from. Both are made chances by a logistic curve.
    """
    learn, _ = cases.known(ahead)
    happened, conflict = cases.coming(ahead), cases.conflict()
    last = (trailing(conflict, ahead) > 0).astype(np.float64)
    chances = {
        "persistence": _learnt(cases, last[None], ahead),
        "type_counts": _learnt(cases, type_counts(cases), ahead),
    }
    tried = []
    for weeks in (*FADES, LONGEST_MEMORY):
        chance = _learnt(cases, log_level(conflict, weeks)[None], ahead)
        kept = np.where(happened, chance, 1.0 - chance)[learn]
        tried.append((float(np.log(kept).mean()), weeks, chance))
    chances["exponential_smoothing"] = max(tried, key=lambda each: each[:2])[2]
    return chances
