"""Fit of what speaks of a trustee beside its dated acts: third parties, mirror, monthly counts.

*Third parties and mirror.* Profiles are counted: which kinds of act were found at which level, by
belief that dated acts alone have led to, looking back. The discount is chosen by how well the
trustee's own acts are foretold, each week's from what all weeks before it have said. What a channel
says of the same week is kept out: a visit or a meeting is coded once as either side's act, and
would foretell itself.

*Monthly counts.* How likely each class of act is at each level follows from the kinds of dated act,
but the complete counts have another mix: an offset for each class takes the mix of dated acts to
that of the counts, on the same pairs. What each discount gains is told where dated acts are held
out, on pairs and months in which they are dense; the discount itself is a decision, `OF_MONTHS`.

The discounts of the first two are chosen, and all gains told, on the years up to `CHOSEN`; what is
gained after them is told beside it. That is over the parameters that forecasts read, which count
reports as they come: where friendly words are halved and others capped, a channel would be asked to
make up for what was taken away by decision. A channel counts for the smallest discount that wins
nine tenths of what any would.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from longtin.acts import Record, finer_kinds
from longtin.trust._arrays import Bools, Floats
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.beside.monthly_counts import monthly_counts, not_held, read_months
from longtin.trust.evidence.beside.own_conduct import mirror
from longtin.trust.evidence.beside.third_parties import third_parties
from longtin.trust.evidence.context import WeeklyConduct
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.yearly_reports import CLASSES
from longtin.trust.fitting.by_dated_acts import (
    DISCOUNTS,
    ByActs,
    by_dated_acts,
    chosen,
    held_out,
    rounded,
)
from longtin.trust.fitting.fit_record import LEAST
from longtin.trust.model import events_model
from longtin.trust.model.conduct_model import ConductModel, learnt
from longtin.trust.model.ordered_state_filter import filter_levels, smooth_levels
from longtin.trust.model.parameters import Parameters

CHOSEN = date(2012, 12, 30)
"""Last day of the weeks on which discounts are chosen."""

TOGETHER = 192
"""Pairs whose acts are foretold at once, so that memory holds them."""

OF_MONTHS = 0.3
"""What a month's reading counts for. A decision: held-out acts would take 0.75, but in use, on
pairs whose dated acts are thin, it foretells acts by 10 better in log-likelihood or by 12 worse as
these are counted for belief or for forecasts, and at 0.75 the lowest beliefs have nowhere to fall.
"""

DENSE = 0.5
"""Part of the counts that dated acts may fail to hold where the discount is chosen."""


def fit_context(
    record: Record,
    annual: Parameters,
    events: Parameters,
    *,
    forecasts: Parameters | None = None,
    until: date | None = None,
    least: int = LEAST,
) -> tuple[ConductModel, ...]:
    """Fit the models of `conduct_model.NAMES`, over the parameters that dated acts rest on.

    Args:
        record: Where acts are.
        annual: Of the annual model, with graded levels.
        events: Of the events model, likewise.
        forecasts: Of the events model that forecasts read; `events` without it.
        until: Last day read; that of dated acts without it.
        least: Fewest dated reports of a pair that is learnt from.

    Raises:
        ModelError: The record has no dated acts.
    """
    last = until or dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, last, least)
    known = by_dated_acts(record, annual, events, pairs, last)
    foretelling = by_dated_acts(record, annual, forecasts, pairs, last) if forecasts else known
    return fitted_context(known, foretelling)


def fitted_context(known: ByActs, foretelling: ByActs) -> tuple[ConductModel, ...]:
    """The same, of pairs whose belief by dated acts is known.

    Args:
        known: As belief counts reports.
        foretelling: As forecasts do.
    """
    return (
        _conduct("third_parties", third_parties, known, foretelling),
        _conduct("mirror", mirror, known, foretelling),
        _monthly(known, foretelling),
    )


def _conduct(
    name: str,
    read: Callable[[Record, Weeks, Counting], WeeklyConduct],
    known: ByActs,
    foretelling: ByActs,
) -> ConductModel:
    """Profiles by counting, and the discount under which own acts are best foretold."""
    seen = read(foretelling.record, foretelling.held, foretelling.events.counting)
    steps = sum(end <= CHOSEN for end in foretelling.held.ends)
    kinds, then = foretelling.held.kinds, _known_then(foretelling, steps)
    first = learnt(name, kinds, _early(seen, steps), then)
    each = {
        discount: gains_of(replace(first, discount=discount), seen, foretelling)
        for discount in DISCOUNTS
    }
    before = {discount: float(gains[:steps].sum()) for discount, gains in each.items()}
    after = {discount: float(gains[steps:].sum()) for discount, gains in each.items()}
    if foretelling is not known:
        seen = read(known.record, known.held, known.events.counting)
    found = learnt(name, known.held.kinds, seen, known.beliefs.known)
    provenance = {
        **known.origin,
        "discount chosen over": foretelling.events.version,
        "discount chosen up to": foretelling.held.ends[steps - 1].isoformat(),
        "gain in log-likelihood of own acts": rounded(before),
        "gain after": rounded(after),
    }
    return replace(found, discount=chosen(before), provenance=provenance)


def _early(seen: WeeklyConduct, steps: int) -> WeeklyConduct:
    """Its first steps."""
    partial = tuple(
        replace(sight, mass={of: mass[:steps] for of, mass in sight.mass.items()})
        for sight in seen.partial
    )
    return replace(seen, counted=seen.counted[:, :steps], partial=partial)


def _known_then(known: ByActs, steps: int) -> Floats:
    """Belief over levels in the first steps, looking back from the last of them."""
    beliefs = known.beliefs.until(steps - 1)
    return smooth_levels(beliefs.turnover, _acts(beliefs.levels.after, beliefs.levels.before))[1]


def _acts(after: Floats, before: Floats) -> Floats:
    """Log-likelihood of acts, up to a constant in each step."""
    return np.asarray(np.log(after) - np.log(before))


def gains_of(model: ConductModel, seen: WeeklyConduct, known: ByActs) -> Floats:
    """Log-likelihood of own acts of each step given what the channel said before it, (step,)."""
    gain = np.zeros(len(known.held.ends))
    for first in range(0, len(known.held.pairs), TOGETHER):
        columns = slice(first, first + TOGETHER)
        beliefs = known.beliefs.of(columns)
        acts = _acts(beliefs.levels.after, beliefs.levels.before)
        told = model.log_likelihood(seen.of(columns))
        before = filter_levels(beliefs.turnover, acts + told).before
        gain += np.log((before * np.exp(acts)).sum(axis=1)).sum(axis=1)
    return gain


def _monthly(known: ByActs, foretelling: ByActs) -> ConductModel:
    """Classes from kinds with an offset, and the discount where dated acts are dense."""
    seen = monthly_counts(known.record, known.held, everywhere=True)
    dense = dense_pairs(known.record, known.held)
    profile = _of_classes(known, seen, dense)
    first = ConductModel("monthly", tuple(CLASSES), profile, 1.0, {})
    early = np.array([end <= CHOSEN for end in known.held.ends])
    told = first.log_likelihood(seen)
    gains, after = (
        held_out(told, when[:, None] & dense, foretelling)
        for when in (early, ~early & _counted(seen))
    )
    provenance = {
        **known.origin,
        "gain over": foretelling.events.version,
        "pairs with dense acts": int(dense.sum()),
        "gain up to": CHOSEN.isoformat(),
        "gain in log-likelihood of held-out acts": rounded(gains),
        "gain after": rounded(after),
    }
    return replace(first, discount=OF_MONTHS, provenance=provenance)


def _counted(seen: WeeklyConduct) -> Bools:
    """Steps up to the last that the counts speak of."""
    spoken = seen.counted.sum(axis=(0, 2)) > 0
    return np.asarray(np.cumsum(spoken[::-1])[::-1] > 0)


def dense_pairs(record: Record, held: Weeks) -> Bools:
    """Pairs whose dated acts hold their part of the counts in nearly every month."""
    months = read_months(record, held.pairs, held.ends[0], held.ends[-1])
    return np.asarray((not_held(record, held, months) < DENSE).mean(axis=0) > 0.9)


def _of_classes(known: ByActs, seen: WeeklyConduct, dense: Bools) -> Floats:
    """Log-probabilities of the classes of the complete counts at each level, (level, class)."""
    logs = events_model.log_likelihoods(known.events.values[None, :])[:, 0]
    quads = np.array([finer_kinds()[name].quad for name in known.held.kinds])
    own = known.held.counted[:, :, dense].sum(axis=(1, 2))
    share = np.array([own[quads == row + 1].sum() for row in range(len(CLASSES))])
    complete = seen.counted[:, :, dense].sum(axis=(1, 2))
    offset = np.log(complete / complete.sum()) - np.log(share / share.sum())
    by_class = [
        np.logaddexp.reduce(logs[:, quads == row + 1], axis=1) for row in range(len(CLASSES))
    ]
    logits = np.stack(by_class, axis=1) + offset
    return np.asarray(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
