"""Estimation of belief for the pairs, days and step that people ask for."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import polars as pl

from longtin import actors
from longtin._dates import When, last_day
from longtin._language import message
from longtin.acts import Record
from longtin.errors import LongtinError, RecordError, Term
from longtin.trust._arrays import Pair
from longtin.trust._estimate import Estimate, State
from longtin.trust._membership import members, year_over
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.beside.read_context import with_context, years_behind
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks, read_weeks
from longtin.trust.evidence.panel import Panel, every_pair, read_panel
from longtin.trust.model.beliefs import (
    FIRST_YEAR,
    Model,
    believed_by_week,
    believed_by_year,
    last_year,
)
from longtin.trust.model.part_year import carried_to
from longtin.trust.model.settings import MANY_DRAWS, PAIR_DRAWS


def estimate(
    record: Record,
    trustee: State | None = None,
    truster: State | None = None,
    *,
    by: str | None = None,
    until: When | None = None,
    model: Model | None = None,
) -> Estimate:
    """Estimate how far trusters trust trustees, from what the trustees did.

    Args:
        record: Where acts and ties are.
        trustee: Who is trusted: a code, a name, or what `actors.find` returns; every state
            without it.
        truster: Who trusts, likewise.
        by: `week` (dated reports, over the annual belief) or `year`; without it by week, or by
            year up to a day before the first dated act.
        until: Last day read, as a date or as text; the end of the record without it, or the last
            day on which both states were there.
        model: Parameters and draws; without it the shipped ones, with `PAIR_DRAWS` of a pair
            and `MANY_DRAWS` of more.

    Returns:
        The estimate. Nothing later than `until` has been read.

    Raises:
        ActorError: No such state on that date.
        RecordError: The record holds nothing to go by up to that date.
        LongtinError: `by` is neither.
    """
    asked_for = last_day(until) or actors.last_common_day((trustee, truster))
    step, last = reach(record, asked_for, by)
    chosen = model or Model.shipped(draws=PAIR_DRAWS if trustee and truster else MANY_DRAWS)
    one, two = (
        None if each is None else members([each], last, step)[0].ccode
        for each in (trustee, truster)
    )
    pairs = _pairs(one, two, step, last)
    return estimate_pairs(record, pairs, by=step, until=last, model=chosen)


def estimate_pairs(
    record: Record, pairs: Iterable[Pair], *, by: str, until: date, model: Model
) -> Estimate:
    """`estimate` for (truster, trustee) pairs of COW codes."""
    return next(estimate_under(record, pairs, by=by, until=until, models=[model]))


def estimate_under(
    record: Record, pairs: Iterable[Pair], *, by: str, until: date, models: Iterable[Model]
) -> Iterator[Estimate]:
    """`estimate_pairs` under one model after the other; the record is read once for all."""
    wanted, tried = tuple(pairs), tuple(models)
    if by == "year":
        years = read_panel(record, wanted, FIRST_YEAR, year_over(until))
        for model in tried:
            beliefs = believed_by_year(years, model)
            if until > beliefs.ends[-1]:
                beliefs = carried_to(record, model, beliefs, until)
            yield Estimate(record, by, model, beliefs, None)
        return

    @cache
    def weeks(counting: Counting) -> Weeks:
        return read_weeks(record, wanted, until, counting)

    @cache
    def behind(counting: Counting, shift: tuple[float, ...] | None, *, graded: bool) -> Panel:
        return years_behind(record, weeks(counting), graded=graded, shift=shift)

    @cache
    def beside(counting: Counting, names: tuple[str, ...]) -> Weeks:
        return with_context(record, weeks(counting), counting, names)

    for model in tried:
        measure, graded = model.events.counting, model.annual.anchors is not None
        held = beside(measure, tuple(one.name for one in model.further))
        known = behind(measure, model.events.shift, graded=graded)
        yield Estimate(record, by, model, believed_by_week(held, known, model), held)


_OUTSIDE = {
    None: message(
        "Belief is told from {first} to {last}; {day} is outside. Ask for a date between the two."
    ),
    "week": message(
        "Belief by week is told from {first} to {last}; {day} is outside. Ask for a date between "
        "the two, or by year (`--by year`)."
    ),
    "year": message(
        "Belief by year is told from {first} to {last}; {day} is outside. Ask for a date between "
        "the two, or import acts with `longtin import FILE --into my.duckdb` and give "
        "`--record my.duckdb`."
    ),
}

FURTHEST = 50
"""Years after the last evidence up to which belief is carried on; later days are slips."""


def reach(record: Record, until: When | None, by: str | None = None) -> tuple[str, date]:
    """How finely belief on a day can be told, and the last day that is then told of.

    By week belief is carried on after the last evidence, to any day. By year a day within a year is
    told of by the last complete one and the turnover since, from the end of the first year to that
    of the last over which the record speaks.

    Args:
        record: What to read.
        until: The day, as a date or as text; the last day of the record without it. Of a month
            or a year, its last day.
        by: `week` or `year`; without it, by week from the first dated act on, else by year.

    Returns:
        `week` or `year`, and the day.

    Raises:
        RecordError: The record does not reach that day.
        LongtinError: `by` is neither.
    """
    if by not in (None, "week", "year"):
        raise LongtinError("Belief is estimated by week or by year, not by '{by}'.", by=by)
    first, last = dated_reports.first_day(record), last_evidence(record)
    limit = last_day(until)
    chosen = by or ("week" if limit is None or limit >= first else "year")
    if chosen == "year":
        first, last = date(FIRST_YEAR, 12, 31), date(last_year(record), 12, 31)
    day = limit or last
    furthest = last if chosen == "year" else date(last.year + FURTHEST, 12, 31)
    if not first <= day <= furthest:
        if by is None:
            first, furthest = (
                date(FIRST_YEAR, 12, 31),
                date(last_evidence(record).year + FURTHEST, 12, 31),
            )
        raise RecordError(_OUTSIDE[by], first=first, last=furthest, day=day)
    return chosen, day


def last_evidence(record: Record) -> date:
    """The last day of anything that belief by week is read from."""
    ends = record.datasets().filter(pl.col("role") == "exchange")["end"].drop_nulls()
    last: date = max(dated_reports.last_day(record), *ends.to_list())
    return last


def _pairs(trustee: int | None, truster: int | None, by: str, last: date) -> tuple[Pair, ...]:
    if trustee is not None and truster is not None:
        if trustee == truster:
            raise LongtinError(
                "Trust is between two different states, and both are {state} here. "
                "Name another one.",
                state=_shown(trustee, last),
            )
        return ((truster, trustee),)
    if by == "week":
        living = actors.living(last)
        return tuple(
            (one, two)
            for one in ([truster] if truster is not None else living)
            for two in ([trustee] if trustee is not None else living)
            if one != two
        )
    every = every_pair(FIRST_YEAR, last.year)
    return tuple(p for p in every if truster in (None, p[0]) and trustee in (None, p[1]))


def _shown(ccode: int, day: date) -> Term:
    state = actors.near(ccode, day)
    return Term(f"{state.name_en} ({state.key})", f"{state.name_vi} ({state.key})")
