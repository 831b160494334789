"""Fit of graded levels on a record up to a cut-off: priors, and the anchors of the reading."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust._arrays import Bools, Floats, Pair
from longtin.trust._log_odds import log_odds
from longtin.trust.evidence import dated_reports, yearly_reports
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks, mix_shift, read_weeks
from longtin.trust.evidence.panel import Panel, every_pair, read_panel, row_of
from longtin.trust.evidence.ties.alliances import DEFENCE_PACT
from longtin.trust.fitting import graded_annual_gradient, graded_events_gradient
from longtin.trust.fitting.fit_record import (
    as_parameters,
    events_prior,
    provenance,
    reference_sampling,
)
from longtin.trust.fitting.posterior_mode import PosteriorMode, Prior, Progress, Scores, climb
from longtin.trust.model import annual_model, events_model, graded_levels
from longtin.trust.model.beliefs import (
    FIRST_YEAR,
    Model,
    believed_by_year,
    last_year,
)
from longtin.trust.model.ordered_state_filter import filter_levels
from longtin.trust.model.parameters import Parameters

SETTLED = 1956
"""From when on anchors are taken: ten years after belief begins."""

QUIET = 20
"""Years without a dispute that make a pact one of long standing."""

FORCE = 3
"""Hostility from which on a dispute is a use of force."""

YEARLY = Counting(most=5.5, at_border=0.25)
"""How the reports of a year count: a few as they are, ten thousand as five and a half. Chosen by
what comes of crises, later shares and the expert list, as docs/explanation/validation.md tells."""

YEARLY_BREAK = 0.01
"""Chance in a year that the level is drawn anew. A choice like those of `YEARLY`."""

FORCED, REACHED = 0.6, 0.75
"""Parts of the years of force, and of long-standing allies, that stand no higher than where trust
is 0, and 1. Choices as well."""

OPPORTUNITY, OPPORTUNITY_IN_TWO = 3.0, 0.5
"""Standard deviation of what opportunity does to the log-odds of a dispute, before anything is
read. Learnt from disputes alone, nine levels can put half a level of a border's conduct down to
opportunity, or the other way round, so then it is bounded to about what is published."""

HEARD = ("rates", "report profile", "report contrast")
"""Blocks of parameters that a fit in two steps learns from the counted years as well."""

BELIEF = Counting(echo=0.5, memory=7, friendly=0.5, cap=2.0, apart=True)
"""How reports count where belief is wanted. The exponent is chosen by forecasts before 2013, as
`tools/ablation.py` prints; the rest are decisions, each with its gain and cost there."""

FORECAST = Counting(echo=0.5)
"""How they count where what comes next is to be foretold: every week by itself, nothing halved."""

FIXED = 1e-3
"""Spread of what is chosen, not learnt."""

BREAK, FORECAST_BREAK = 1.0 / 26.0, 1.0 / 52.0
"""Chance in a week that the level is drawn anew, for belief and for forecasts. Choices: the data
alone would take a fifth of them, and levels would not be those of the complete counts."""

Context = Callable[[Weeks], Floats]
"""What else is known of some weeks: log-likelihood by level (step, level, pair)."""

REPORTED = 10
"""Dated reports from which on a pair is learnt from."""

SPOKEN_OF = 50
"""Reports in all years from which on a pair that is far apart is learnt from."""


def fit_graded_annual(
    record: Record,
    *,
    until: int | None = None,
    pairs: Sequence[Pair] | None = None,
    counting: Counting = YEARLY,
    in_two: bool = True,
    breaks: float | None = YEARLY_BREAK,
    reached: tuple[float, float] | None = (FORCED, REACHED),
    intervals: bool = True,
    progress: Progress | None = None,
) -> Parameters:
    """Fit the annual model with graded levels, and find its anchors.

    Args:
        record: Where acts and ties are.
        until: Last year read; the last the record covers without it.
        pairs: Only these (truster, trustee). Without it those that were neighbours, had a major
            power among them or were much reported: all pairs can be fitted in a few minutes more,
            but silence says next to nothing of the others, and four in five of them would settle
            what levels are for the rest.
        counting: How the reports of a year count as stories.
        in_two: Fit in two steps, as `fit_in_two`, so that reports have no say in what levels are.
        breaks: Chance in a year that the level is drawn anew, in (0, 1); learnt without it, and
            where no reports were counted.
        reached: Read trust as 0 where the first part of the years of force stand no higher, and as
            1 where the second of the years of long-standing allies do, each in (0, 1); where they
            stand on average without it.
        intervals: Whether draws will be wanted; a fit without them takes half as long.
        progress: Called after each iteration.

    Raises:
        ModelError: The optimiser did not converge.
    """
    last = until or last_year(record)
    held = read_panel(record, pairs or every_pair(FIRST_YEAR, last), FIRST_YEAR, last)
    if pairs is None:
        held = held.of(np.flatnonzero(telling(held)))
    fitted = (fit_in_two if in_two else _fit_in_one)(
        held, counting, breaks=breaks, intervals=intervals, progress=progress
    )
    return as_parameters(
        "annual", graded_levels.YEARLY, fitted, counting=counting,
        provenance=provenance(
            record, fitted, date(last, 12, 31), held.pairs, int(held.alive.sum())
        ),
        anchors=anchors(held, fitted.values, counting, reached),
    )  # fmt: skip


def _fit_in_one(
    held: Panel,
    counting: Counting,
    *,
    breaks: float | None = None,
    opportunity: float = OPPORTUNITY,
    intervals: bool = True,
    progress: Progress | None = None,
) -> PosteriorMode:
    begin, prior = graded_annual_prior(breaks, opportunity)
    scores = graded_annual_gradient.objective(held, counting)
    return climb(scores, begin, prior, held.pairs, intervals=intervals, progress=progress)


def fit_in_two(
    held: Panel,
    counting: Counting,
    *,
    breaks: float | None = None,
    intervals: bool = True,
    progress: Progress | None = None,
) -> PosteriorMode:
    """Fit the annual model on the years before reports were counted, then `HEARD` on all years.

    What levels are – how often and how hard states clash at each, and what the long run leans on –
    is then learnt from disputes alone; how reports look at each level, and how fast levels turn
    over, with that held. Learnt all at once, the mix of the last years' press has a say in it.

    What the second step leaves open it leaves open given the first: their covariances stand side
    by side. Where nothing was counted, or the first year was, there is one step.

    Args:
        held: Pairs by years.
        counting: How the reports of a year count as stories.
        breaks: As in `fit_graded_annual`; the next two likewise.
        intervals: See there.
        progress: See there.

    Source:
        Plummer (2015), cuts in Bayesian graphical models.
    """
    begin, prior = graded_annual_prior(breaks, OPPORTUNITY_IN_TWO)
    counted = np.flatnonzero(np.nan_to_num(held.reports).sum(axis=(0, 2)) > 0)
    if not len(counted) or counted[0] == 0:
        return _fit_in_one(
            held, counting, breaks=breaks if len(counted) else None,
            opportunity=OPPORTUNITY_IN_TWO, intervals=intervals, progress=progress,
        )  # fmt: skip
    before = held.until(int(held.years[counted[0]]) - 1)
    first = _fit_in_one(
        before, counting, opportunity=OPPORTUNITY_IN_TWO, intervals=intervals, progress=progress
    )
    blocks = graded_levels.YEARLY
    free = np.concatenate([np.full(len(blocks[name]), name in HEARD) for name in blocks])
    begin = np.where(free, begin, first.values)
    scores = _of_some(graded_annual_gradient.objective(held, counting), begin, free)
    then = climb(
        scores, begin[free], Prior(prior.mean[free], prior.spread[free]), held.pairs,
        intervals=intervals, progress=progress,
    )  # fmt: skip
    values, covariance = begin.copy(), np.where(free, 0.0, first.covariance) * ~free[:, None]
    values[free], covariance[np.ix_(free, free)] = then.values, then.covariance
    return PosteriorMode(
        values, covariance, then.loglik, first.iterations + then.iterations,
        first.converged and then.converged,
    )  # fmt: skip


def _of_some(scores: Scores, whole: Floats, free: Bools) -> Scores:
    """The same of some parameters alone, the others held."""

    def evaluate(part: Floats) -> tuple[Floats, Floats]:
        theta = whole.copy()
        theta[free] = part
        loglik, gradient = scores(theta)
        return loglik, gradient[:, free]

    return evaluate


def fit_graded_events(
    record: Record,
    annual: Parameters,
    *,
    until: date | None = None,
    pairs: Sequence[Pair] | None = None,
    counting: Counting = BELIEF,
    breaks: float = BREAK,
    context: Context | None = None,
    intervals: bool = True,
    progress: Progress | None = None,
) -> Parameters:
    """Fit the events model with graded levels, over an annual model with the same levels.

    Args:
        record: Where acts and ties are.
        annual: The annual parameters: each week rests on what they say of the year before.
        until: Last day read; the last the record covers without it.
        pairs: Only these (truster, trustee); without it every pair with `REPORTED` reports.
        counting: How reports count as stories; the reference density is that of the record.
        breaks: Chance in a week that the level is drawn anew. A choice, not an estimate.
        context: What else is known of these weeks: from them, log-likelihood by level
            (step, level, pair), taken as given.
        intervals: Whether draws will be wanted; a fit without them takes half as long.
        progress: Called after each iteration.

    Raises:
        ModelError: The optimiser did not converge, or the record has no dated acts.
    """
    last = until or dated_reports.last_day(record)
    measure = counting.thinned_to(reference_sampling(record))
    often = dated_reports.reported_pairs(record, last, REPORTED) if pairs is None else pairs
    wanted = tuple(often)
    held = read_weeks(record, wanted, last, measure)
    complete = read_panel(record, wanted, FIRST_YEAR, min(last.year, last_year(record)))
    shift = mix_shift(complete, held)
    panel = years_behind(record, held, graded=True, shift=shift)
    belief = believed_by_year(panel, Model(annual, annual, draws=0))
    rest = events_model.resting(belief.levels.after, panel.years.tolist(), held.ends)
    begin, prior = graded_events_prior(held, breaks)
    fitted = climb(
        graded_events_gradient.objective(held, rest, context and context(held)), begin, prior,
        wanted, intervals=intervals, progress=progress,
    )  # fmt: skip
    origin = provenance(record, fitted, last, wanted, int(held.acts["count"].sum()))
    return as_parameters(
        "events", events_model.graded_blocks(held.kinds), fitted, counting=measure,
        provenance=origin | {"annual": annual.version}, anchors=annual.anchors, shift=shift,
    )  # fmt: skip


def graded_events_prior(held: Weeks, breaks: float) -> tuple[Floats, Prior]:
    """Kinds of act start from Goldstein's scale; the data move the common ones away from it."""
    begin, _ = events_prior(held)
    kinds = len(held.kinds)
    profile, contrast = begin[4 : 4 + kinds], begin[4 + kinds :] / 2.0
    fixed = float(log_odds(np.array(breaks)))
    mean = np.concatenate([[-1.0, fixed], profile, contrast])
    spread = np.concatenate([[1.5, FIXED], np.full(kinds, 2.0), np.full(kinds, 0.7)])
    return mean.copy(), Prior(mean, spread)


def telling(held: Panel) -> Bools:
    """Pairs that could have fought, or were much reported. Shape (pair,)."""
    near = held.opportunity[:3].max(axis=(0, 1)) > 0
    return np.asarray(near | (np.nan_to_num(held.reports).sum(axis=(0, 1)) >= SPOKEN_OF))


def graded_annual_prior(
    breaks: float | None = None, opportunity: float = OPPORTUNITY
) -> tuple[Floats, Prior]:
    """Weak: scale, that conduct lasts, and which way each class of report points.

    Args:
        breaks: Chance in a year that the level is drawn anew; learnt without it.
        opportunity: As `OPPORTUNITY`.

    Source:
        Bremer (1992) for odds of opportunity.
    """
    told = np.array([0.6, 0.1, 0.2, 0.1])[list(range(len(yearly_reports.CLASSES)))]
    profile = np.log(told[1:] / told[0])
    centre = {
        "long run": ([1.5, *[0.0] * 11], [10.0, *[2.0] * 11]),
        "spread": ([1.0], [1.0]),
        "rates": ([-1.0, -3.0], [1.5, 1.5]) if breaks is None else _chosen_break(breaks),
        "dispute": ([-4.0, -9.0], [10.0, 10.0]),
        "opportunity": ([0.0] * 6, [opportunity] * 6),
        "hostility if lowest": ([0.0] * 3, [1.0] * 3),
        "hostility if highest": ([0.0] * 3, [1.0] * 3),
        "report profile": (list(profile), [2.0] * 3),
        "report contrast": ([0.0, -2.0, -2.0], [2.0] * 3),
    }
    mean, spread = (
        np.concatenate([centre[block][part] for block in graded_levels.YEARLY]) for part in (0, 1)
    )
    return mean.copy(), Prior(mean, spread)


def _chosen_break(breaks: float) -> tuple[list[float], list[float]]:
    """Centre and spread of the rates, the break as good as fixed."""
    return [-1.0, float(log_odds(np.array(breaks)))], [1.5, FIXED]


def anchors(
    held: Panel,
    values: Floats,
    counting: Counting,
    reached: tuple[float, float] | None = None,
) -> tuple[float, float]:
    """Place of trustees in years of force, and of allies who long kept the peace.

    Args:
        held: Pairs by years.
        values: Parameters of the annual model, (parameter,).
        counting: How the reports of a year count as stories.
        reached: As in `fit_graded_annual`.

    Raises:
        ModelError: There are none of either.
    """
    run = annual_model.steps(values[None, :], held, counting)
    belief = filter_levels(run.turnover, run.evidence).after
    place = np.tensordot(belief, graded_levels.PLACES, axes=(1, 0))
    known = held.alive & (held.years >= SETTLED)[:, None]
    forced = known & (held.hostility >= FORCE)
    allied = known & (held.turnover[row_of(DEFENCE_PACT)] > 0) & (_quiet(held) > QUIET)
    if not (forced.any() and allied.any()):
        raise ModelError(
            "Graded levels are read between two anchors, and among these pairs no trustee used "
            "force or no two allies kept the peace for {n} years. Fit on more pairs.",
            n=QUIET,
        )
    ends = place[forced], place[allied]
    low, high = (
        [each.mean() for each in ends]
        if reached is None
        else [np.quantile(each, part) for each, part in zip(ends, reached, strict=True)]
    )
    return round(float(low), 4), round(float(high), 4)


def _quiet(held: Panel) -> Floats:
    """Years of life without a dispute in either direction, up to each year. Shape (year, pair)."""
    column = {pair: place for place, pair in enumerate(held.pairs)}
    back = np.array([column.get((two, one), place) for place, (one, two) in enumerate(held.pairs)])
    fought = held.hostility > 0
    fought |= fought[:, back]
    quiet, years = np.zeros(fought.shape), np.zeros(fought.shape[1])
    for year, now in enumerate(fought):
        years = np.where(now | held.born[year], 0.0, years + 1.0)
        quiet[year] = years
    return quiet
