"""Who owes what by when, and what has come: party by duty, on four axes and without a verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from longtin import actors, measures
from longtin._dates import day_from
from longtin._moments import ANYWHERE, Moment
from longtin.errors import RegisterError
from longtin.measures import CalendarEntry, Obligation, Regime
from longtin.register.alerting.duty_alerts import duty_alerts
from longtin.register.notifications.contested import ContestedFinding, contested_findings
from longtin.register.return_kinds import (
    ANSWERING,
    CLOSED,
)
from longtin.register.returns import (
    Return,
)
from longtin.register.status_matrix import (
    Completeness,
    Consistency,
    Contest,
    DutyStatus,
    FigureDifference,
    Standing,
    StatusAlert,
    StatusMatrix,
    Timeliness,
)

SOON: Final = 14
"""Days before a duty falls due on which an alert begins, unless told otherwise."""

NEAR: Final = 0.1
"""Share of a threshold that may be missing for an alert, unless told otherwise; our choice."""

AHEAD: Final = 60
"""Days after the date of the matrix up to which duties stand in it, unless told otherwise."""


@dataclass(frozen=True)
class _Owed:
    party: int
    obligation: Obligation
    due: Moment | None
    is_fixed: bool = True
    activity: str = ""
    only_if: str | None = None


def status(
    returns: Iterable[Return],
    regime: Regime,
    as_of: date,
    *,
    parties: Iterable[int] | None = None,
    since: date | None = None,
    ahead: int = AHEAD,
    soon: int = SOON,
    near: float = NEAR,
    about_log: Sequence[StatusAlert] = (),
) -> StatusMatrix:
    """Hold returns against the duties of a regime; no verdict is given.

    What had not come on the day is not read: a return counts from the day it was received, or
    that it bears, or was entered on.

    Args:
        returns: As `read_returns` gives them.
        regime: What is owed.
        as_of: The day.
        parties: Correlates of War codes; all parties of the regime in the time without.
        since: Duties due from this day on; a year before the day without.
        ahead: And up to so many days after it.
        soon: So many days before a duty falls due, an alert says so.
        near: A figure that lacks this share of a threshold or less is an alert, from 0 to 1.
        about_log: What `log_alerts` found; told first.

    Raises:
        RegisterError: Duties are asked for from a day after the last.
    """
    given = tuple(returns)
    known = tuple(each for each in given if each.known <= as_of)
    first, last = _days(since, as_of, ahead)
    whose = None if parties is None else frozenset(parties)
    owed = [
        each
        for each in (*_by_calendar(regime, first, last, whose), *_by_activity(regime, known))
        if whose is None or each.party in whose
        if each.due is None or first <= each.due.day <= last or each.activity
    ]
    about = {id(each): tuple(paper for paper in known if _is_about(paper, each)) for each in owed}
    placed = {id(paper) for papers in about.values() for paper in papers}
    duties = tuple(
        sorted(
            (_judged(each, about[id(each)], as_of) for each in owed),
            key=lambda each: _order(each, regime, as_of),
        )
    )
    return StatusMatrix(
        regime, as_of, first, last, duties,
        (*about_log,
         *duty_alerts(duties, known, regime, as_of, soon=soon, near=near, whose=whose)),
        known,
        later=len(given) - len(known),
        outside=sum(id(paper) not in placed for paper in known),
    )  # fmt: skip


def _order(duty: DutyStatus, regime: Regime, as_of: date) -> tuple[date, int, str, str]:
    """By which duties are put in order."""
    return (
        duty.due.day if duty.due else date.max,
        _place(regime, duty.obligation),
        duty.activity,
        actors.near(duty.party, as_of).name("en"),
    )


def _days(since: date | None, as_of: date, ahead: int) -> tuple[date, date]:
    """The first and the last day that duties are asked for."""
    first = since or day_from(as_of, -1, "years", counts_day=False, rounding="down")
    last = as_of + timedelta(days=ahead)
    if first > last:
        raise RegisterError(
            "the days are asked for from {since}, after {until}. Give an earlier day to start "
            "from.",
            since=first,
            until=last,
        )
    return first, last


def _place(regime: Regime, duty: Obligation) -> int:
    return next(at for at, each in enumerate(regime.obligations) if each.id == duty.id)


def _by_calendar(
    regime: Regime, first: date, last: date, whose: frozenset[int] | None
) -> Iterator[_Owed]:
    """What the calendar asks between two days."""
    among: Mapping[str, Regime] = {regime.id: regime}
    for year in range(first.year, last.year + 1):
        codes = [
            code
            for code in measures.parties_of(year, only=[regime.id], among=among)
            if whose is None or code in whose
        ]
        for entry in measures.calendar(codes, year, [regime.id], among):
            if first <= entry.day <= last:
                yield _from_entry(entry)


def _from_entry(entry: CalendarEntry) -> _Owed:
    return _Owed(
        entry.party, entry.obligation, Moment(entry.day), entry.is_fixed, only_if=entry.only_if
    )


def _by_activity(regime: Regime, known: Sequence[Return]) -> Iterator[_Owed]:
    """What activities brought, as the papers tell them."""
    duties = {each.id: each for each in regime.obligations}
    seen: set[tuple[int, str, str]] = set()
    for paper in known:
        key = (paper.whose, paper.obligation, paper.activity)
        if not paper.activity or key in seen:
            continue
        seen.add(key)
        duty = duties[paper.obligation]
        events = [
            each.event
            for each in known
            if (each.whose, each.obligation, each.activity) == key and each.event
        ]
        due = None
        if duty.deadline is not None and events:
            due = measures.due_from(duty.deadline, events[-1]).by
        yield _Owed(paper.whose, duty, due, activity=paper.activity)


def _is_about(paper: Return, owed: _Owed) -> bool:
    if (paper.whose, paper.obligation) != (owed.party, owed.obligation.id):
        return False
    if owed.activity or paper.activity:
        return paper.activity == owed.activity
    return (
        paper.period is not None
        and owed.due is not None
        and (paper.period.start <= owed.due.day <= paper.period.end)
    )


def _judged(owed: _Owed, about: Sequence[Return], as_of: date) -> DutyStatus:
    papers = tuple(sorted(about, key=lambda each: (each.known, each.line)))
    cancels = [each for each in papers if each.kind == "cancellation"]
    void = set() if owed.activity else {each.refers for each in cancels}
    answers = [
        each
        for each in papers
        if each.kind in ANSWERING and each.symbol not in void and each.attested != "disowned"
    ]
    original = answers[0] if answers else None
    asked = not owed.activity or any(each.kind == "request" for each in papers)
    timeliness, late = _timeliness(owed, original, as_of, asked=asked)
    completeness, lacking = _completeness(owed.obligation, papers, original)
    findings = contested_findings(papers)
    differences = tuple(_differences(papers, original, findings))
    return DutyStatus(
        owed.party, owed.obligation, _standing(owed, original, timeliness), owed.due,
        owed.is_fixed, owed.activity, owed.only_if, timeliness, late, completeness, lacking,
        _consistency(differences), differences, _contest(papers), original, papers,
        cancelled=cancels[-1].symbol if cancels else "", findings=findings,
    )  # fmt: skip


def _standing(owed: _Owed, original: Return | None, timeliness: Timeliness) -> Standing:
    if timeliness == "late":
        return "late"
    if original is None:
        return (
            "due" if timeliness in {"awaited", "overdue"} and not owed.only_if else "undetermined"
        )
    if original.secrecy in CLOSED:
        return "sealed"
    if timeliness == "undetermined" and owed.due is not None:
        return "undetermined"
    return "nil" if original.kind == "nil" else "sent"


def _timeliness(
    owed: _Owed, original: Return | None, as_of: date, *, asked: bool
) -> tuple[Timeliness, int]:
    """In time by the day it came, late by the day it bears; between the two nobody here says."""
    if owed.due is None or (original is None and not asked):
        return "undetermined", 0
    if original is None:
        if not measures.passed(owed.due, Moment(as_of)):
            return "awaited", 0
        if owed.only_if:
            return "undetermined", 0
        return "overdue", measures.days_late(Moment(as_of), owed.due)
    came = original.received or original.entered
    if came is not None and measures.in_time(came, owed.due, ANYWHERE):
        return "in_time", 0
    if came is None and original.dated and measures.in_time(original.dated, owed.due, ANYWHERE):
        return "in_time", 0
    bears = original.dated or original.received
    if bears is not None and measures.in_time(bears, owed.due, ANYWHERE) is False:
        return "late", measures.days_late(bears, owed.due)
    return "undetermined", 0


def _completeness(
    duty: Obligation, papers: Sequence[Return], original: Return | None
) -> tuple[Completeness, tuple[str, ...]]:
    if original is None:
        return "untold", ()
    if original.secrecy in CLOSED:
        return "sealed", ()
    if original.kind == "nil":
        return "nothing_to_declare", ()
    if original.kind == "unchanged":
        return "nothing_new", ()
    held = {
        key
        for each in papers
        if each is original or (each.kind == "amendment" and each.party == original.party)
        for key in each.content
    }
    if not held or not duty.content:
        return "untold", ()
    lacking = tuple(key for key in duty.content if key not in held)
    return ("partial", lacking) if lacking else ("complete", ())


def _differences(
    papers: Sequence[Return], original: Return | None, findings: Sequence[ContestedFinding]
) -> Iterator[FigureDifference]:
    """Figures of the party, the last amendment counted, beside those of others."""
    if original is None:
        return
    told = dict(original.figures)
    for each in papers:
        if each.kind == "amendment" and each.party == original.party:
            told |= each.figures
    for each in (found.finding for found in findings if found.state != "withdrawn"):
        for key, value in each.figures.items():
            if key in told:
                yield FigureDifference(key, told[key], value, each.party, each)


def _consistency(differences: Sequence[FigureDifference]) -> Consistency:
    if not differences:
        return "unobserved"
    return "differs" if any(each.difference for each in differences) else "consistent"


def _contest(papers: Sequence[Return]) -> Contest:
    """Whether something is disputed, and whether the last word is an answer to that."""
    last: Contest = "none"
    void = {each.refers for each in papers if each.kind == "withdrawal"}
    for each in papers:
        if each.kind == "objection" and each.symbol not in void:
            last = "contested"
        elif last == "contested" and each.kind in {"clarification", "ruling"}:
            last = "answered"
    return last
