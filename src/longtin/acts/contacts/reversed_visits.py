"""Reversed visits: reports of two people that take the host for the guest, put right.

Machines that code news tell "A visits B's state" well, and often take the host for the guest where
both are named. A report of two is turned round if on its days the one it calls the host is told to
have come to the other's state, and the one it calls the guest is not told to have come to his.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from longtin.acts.contacts.contact import APART, ONE_WAY, Contact, Participant

Arrivals = dict[tuple[int, str], set[date]]
"""Days on which somebody is told to have come to a state, by whose and who."""


def turned(reports: Iterable[Contact]) -> Iterator[Contact]:
    """Reports, those with host and guest reversed put right; lists of journeys stand."""
    told = list(reports)
    arrivals: Arrivals = {}
    for each in told:
        for guest, host in _guest_and_host(each):
            if _name(guest) and not host.who:
                arrivals.setdefault((guest.ccode, _name(guest)), set()).add(each.start)
    for each in told:
        visitor = each.visitor
        for guest, host in _guest_and_host(each):
            if _came(host, each, arrivals) and not _came(guest, each, arrivals):
                visitor = host.ccode
        yield replace(each, visitor=visitor)


def _guest_and_host(report: Contact) -> Iterator[tuple[Participant, Participant]]:
    """Of a reported visit, who is said to have come and to whom; of others nobody."""
    if report.mode in ONE_WAY and report.visitor is not None and not report.listed:
        one, two = report.sides
        yield (one, two) if one.ccode == report.visitor else (two, one)


def _name(side: Participant) -> str:
    return side.known_by or side.who


def _came(side: Participant, report: Contact, arrivals: Arrivals) -> bool:
    """Whether somebody is told to have come to the other's state within a day of a report."""
    days = arrivals.get((side.ccode, _name(side)), ()) if _name(side) else ()
    return any(report.start - APART <= day <= report.end + APART for day in days)
