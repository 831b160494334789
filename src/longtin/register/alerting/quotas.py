"""Quotas of a year, of several, or of one time: how much of each is used by what is entered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from longtin._dates import Period, years_window
from longtin.measures import Formula, Obligation, Proviso, Regime, vocabulary
from longtin.register.alerting.declared import DeclaredActivity, weigh
from longtin.register.returns import Return
from longtin.register.status_matrix import QuotaUse, StatusAlert


def used_quotas(
    activities: Sequence[DeclaredActivity],
    known: Iterable[Return],
    regime: Regime,
    as_of: date,
) -> Iterator[StatusAlert]:
    """An alert for each quota of which nothing is left on a day.

    Where a text limits activities at the same time, they overlap by the days that their parties
    declare; one that does not say how long it goes on counts on its first day.

    Args:
        activities: As declared.
        known: All papers: figures that a quota is worked out of stand in any of them.
        regime: Whose rows say the quotas.
        as_of: The day; a quota of a year is of that year.
    """
    own = [each for each in activities if each.is_accepted]
    told: dict[int, dict[str, float]] = {}
    for paper in known:
        if paper.party == paper.whose:
            told.setdefault(paper.party, {}).update(paper.figures)
    found = [
        *_of_activities(own, regime, as_of),
        *_of_visits(own, told, regime, as_of),
        *_at_once(own, regime, as_of),
    ]
    for party, use in found:
        if use.used >= use.most:
            yield StatusAlert("quota", party, quota=use)


def _of_activities(
    activities: Iterable[DeclaredActivity], regime: Regime, as_of: date
) -> Iterator[tuple[int, QuotaUse]]:
    """Rows with a quota: activities whose figures meet the row; those not declared are none."""
    for duty in regime.obligations:
        if duty.quota is None or duty.quota.per == "simultaneous":
            continue
        window = years_window(as_of, duty.quota.years, duty.quota.per)
        within = [each for each in activities if window.start <= each.day <= window.end]
        for party, those in _counted(within, duty, regime).items():
            yield party, _use(duty, those, duty.quota.most, window)


def _counted(
    activities: Iterable[DeclaredActivity], duty: Obligation, regime: Regime
) -> dict[int, list[DeclaredActivity]]:
    """By party, those whose figures meet a row; figures that are not declared are none."""
    none = dict.fromkeys(vocabulary().figures, 0.0)
    counted: dict[int, list[DeclaredActivity]] = {}
    for each in activities:
        if each.kinds & set(duty.on) and weigh(regime, duty.when, {**none, **each.figures}, 0)[0]:
            counted.setdefault(each.party, []).append(each)
    return counted


def _at_once(
    activities: Iterable[DeclaredActivity], regime: Regime, as_of: date
) -> Iterator[tuple[int, QuotaUse]]:
    """Rows that limit activities at the same time: the most of this year and of later ones."""
    coming = [each for each in activities if each.span.end.year >= as_of.year]
    for duty in regime.obligations:
        if duty.quota is None or duty.quota.per != "simultaneous":
            continue
        for party, those in _counted(coming, duty, regime).items():
            _, first = max(
                (sum(each.span.start <= day <= each.span.end for each in those), -day.toordinal())
                for day in {each.day for each in those}
            )
            day = date.fromordinal(-first)
            together = [each for each in those if each.span.start <= day <= each.span.end]
            window = Period(day, min(each.span.end for each in together))
            use = _use(duty, together, duty.quota.most, window)
            open_ended = tuple(each.name for each in together if each.length is None)
            yield party, replace(use, at_once=True, unended=open_ended)


def _of_visits(
    activities: Sequence[DeclaredActivity],
    told: Mapping[int, Mapping[str, float]],
    regime: Regime,
    as_of: date,
) -> Iterator[tuple[int, QuotaUse]]:
    """Rows about figures that the vocabulary says are counts of a year: visits accepted."""
    window = years_window(as_of, 1, "calendar")
    parts: tuple[Obligation | Proviso, ...] = (*regime.obligations, *regime.exceptions)
    for part in parts:
        for node in part.when.nodes() if part.when else ():
            counts = vocabulary().figures[node.quantity].counts if node.quantity else None
            if counts is None:
                continue
            counted: dict[tuple[int, int | None], list[DeclaredActivity]] = {}
            for each in activities:
                if window.start <= each.day <= window.end and _accepts(each, counts.of, regime):
                    asking = each.asking if counts.by_asking else None
                    if asking is not None or not counts.by_asking:
                        counted.setdefault((each.party, asking), []).append(each)
            for (party, asking), those in counted.items():
                most = _most(node.op, _limit(node.value, told.get(party, {})), counts.with_this)
                if most is not None:
                    yield party, _use(part, those, most, window, asking)


def _accepts(activity: DeclaredActivity, kind: str, regime: Regime) -> bool:
    """Whether an activity is a visit of this kind that its party has accepted."""
    return any(
        regime.obligation(each.obligation).duty == "accept"
        and kind in regime.obligation(each.obligation).on
        for each in activity.papers
        if each.party == activity.party
    )


def _limit(value: float | str | Formula | None, told: Mapping[str, float]) -> float | None:
    """The number that a row compares with, perhaps worked out of what the party has declared."""
    if isinstance(value, Formula):
        return value.limit(told)
    return float(value) if isinstance(value, int | float) else None


def _most(op: str | None, limit: float | None, with_this: bool) -> int | None:
    """How many there may be, by what is compared: those before this one, or this one too."""
    if limit is None or op not in {"<", ">=", ">"}:
        return None
    most = int(limit) + (op == ">") - with_this
    return most if most > 0 else None


def _use(
    part: Obligation | Proviso,
    those: Sequence[DeclaredActivity],
    most: int,
    window: Period,
    asking: int | None = None,
) -> QuotaUse:
    names = tuple(each.name for each in those)
    return QuotaUse(part.id, part.says, len(those), most, window, names, asking)
