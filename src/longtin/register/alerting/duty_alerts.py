"""Alerts of duties: what is due, what differs, what comes close to a line, what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from longtin.measures import Regime
from longtin.register.alerting.declared import declared_activities
from longtin.register.alerting.quotas import used_quotas
from longtin.register.alerting.thresholds import crossed, near_thresholds
from longtin.register.returns import Return
from longtin.register.status_matrix import ALERT_KINDS, DutyStatus, StatusAlert


def duty_alerts(
    duties: Sequence[DutyStatus],
    known: Sequence[Return],
    regime: Regime,
    as_of: date,
    *,
    soon: int,
    near: float,
    whose: frozenset[int] | None,
) -> tuple[StatusAlert, ...]:
    """What to look at on a day, the gravest kind first.

    Args:
        duties: Of the matrix.
        known: Papers that had come by the day.
        regime: Whose rows say thresholds and quotas.
        as_of: The day.
        soon: Days before a duty falls due on which an alert begins.
        near: How much of a threshold may be missing to be a little under it, from 0 to 1.
        whose: Parties that are asked about; all without.
    """
    activities = declared_activities(known, regime)
    found = [
        *_of_duties(duties, as_of, soon),
        *_of_differences(duties, regime),
        *near_thresholds(activities, regime, near),
        *used_quotas(activities, known, regime, as_of),
        *(StatusAlert("sequence_gap", one, numbers=those) for one, those in gaps(known).items()),
        *_of_papers(known, as_of),
    ]
    asked = [each for each in found if whose is None or each.party in whose]
    return tuple(sorted(asked, key=lambda each: ALERT_KINDS.index(each.kind)))


def _of_duties(duties: Sequence[DutyStatus], as_of: date, soon: int) -> Iterator[StatusAlert]:
    for each in duties:
        days = (each.due.day - as_of).days if each.due else soon + 1
        if each.timeliness == "overdue":
            yield StatusAlert("overdue", each.party, each, each.days_late)
        elif each.timeliness == "awaited" and days <= soon:
            yield StatusAlert("due_soon", each.party, each, days)


def _of_papers(known: Iterable[Return], as_of: date) -> Iterator[StatusAlert]:
    for each in known:
        if each.attested == "awaited":
            days = max(0, (as_of - each.entered.day).days) if each.entered else 0
            yield StatusAlert("uncountersigned", each.party, days=days, paper=each)
        if each.secrecy == "sealed" and each.until is not None and each.until <= as_of:
            days = (as_of - each.until).days
            yield StatusAlert("embargo_over", each.party, days=days, paper=each)


def _of_differences(duties: Sequence[DutyStatus], regime: Regime) -> Iterator[StatusAlert]:
    for each in duties:
        for other in each.differences:
            if other.difference:
                limits = crossed(other, frozenset(each.obligation.on), regime)
                yield StatusAlert(
                    "notified_observed", each.party, each, difference=other, crossed=limits
                )


def gaps(known: Iterable[Return]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Stretches missing from each party's numbers, between its first and its last known."""
    numbers: dict[int, set[int]] = {}
    for each in known:
        if each.number is not None:
            numbers.setdefault(each.party, set()).add(each.number)
    missing = {
        party: tuple((one + 1, two - 1) for one, two in pairwise(sorted(held)) if two - one > 1)
        for party, held in numbers.items()
    }
    return {party: those for party, those in missing.items() if those}
