"""Assessment of one account of an activity under one regime, obligation by obligation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, get_args

from longtin._dates import years_window
from longtin._moments import Moment
from longtin.measures._activities.account import Account, as_activity, own_account
from longtin.measures._activities.activity import Activity, Notice
from longtin.measures._activities.deadlines import DueDate, days_late, due_date, in_time, passed
from longtin.measures._activities.determination import Determination, Outcome
from longtin.measures._activities.evaluation import Evaluation, EvaluationContext, evaluate, worst
from longtin.measures._regimes.groups import ccode
from longtin.measures._regimes.obligation import LIMITING, Deadline, Obligation, Proviso
from longtin.measures._regimes.parties import members, party_status, rests
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.traits import has
from longtin.measures._regimes.vocabulary import vocabulary

GRAVITY: Final = {outcome: at for at, outcome in enumerate(get_args(Outcome))}

MUTUAL: Final = frozenset({"meet", "settle", "cooperate", "use_channel"})
"""Duties that one side cannot do alone: what is done, both have done.

Of what happens between states, either side's counts too, where nobody says whose act it was.
"""

UNBROKEN: frozenset[Outcome] = frozenset({"done", "due", "excused", "taken_up"})


@dataclass(frozen=True)
class Assessment:
    """One account of an activity, and the regime it is held against.

    Attributes:
        regime: The rules.
        seen: The activity, in one account.
        parameters: What the user has fixed.
        today: The day asked about.
    """

    regime: Regime
    seen: Account
    parameters: Mapping[str, float]
    today: Moment
    found: dict[str, Determination] = field(default_factory=dict, compare=False, repr=False)

    def terms(self, part: Obligation | Proviso) -> EvaluationContext:
        """What the trigger of an obligation or proviso is evaluated with."""
        return EvaluationContext(
            seen=self.seen,
            parameters=self.parameters,
            owed=lambda name: trigger(self, self.regime.obligation(name)),
            kept=lambda name: _kept(self, self.regime.obligation(name)),
            certainty=part.certainty,
            source=part.sources[0],
            article=part.article,
        )


def determine(account: Assessment, obligation: Obligation) -> Determination:
    """What one obligation comes to in one account."""
    if obligation.id not in account.found:
        account.found[obligation.id] = _determine(account, obligation)
    return account.found[obligation.id]


def _determine(account: Assessment, obligation: Obligation) -> Determination:
    start = Determination(
        account.regime, obligation, "not_triggered", certainty=obligation.certainty
    )
    if side := obligation.outside(account.seen.day):
        return replace(start, outcome="not_bound", why=f"row_{side}")
    evaluation = trigger(account, obligation)
    start = replace(
        start, certainty=worst(obligation.certainty, evaluation.certainty), trace=evaluation.trace
    )
    if evaluation.holds is False:
        return replace(start, why="zone" if evaluation.trace["form"] == "zone" else "trigger")
    if evaluation.holds is None:
        return replace(start, outcome="needs", needs=evaluation.needs)
    return _owed(account, obligation, start)


def trigger(account: Assessment, obligation: Obligation) -> Evaluation:
    """Whether an obligation is triggered: kind of activity, zone and condition."""
    kind = account.seen.activity.kind
    if kind not in obligation.on:
        return Evaluation(
            holds=False, trace={"form": "kind", "kind": list(obligation.on), "value": kind}
        )
    zone = _zone(account, obligation)
    evaluation = evaluate(obligation.when, account.terms(obligation))
    if zone is not None and zone.holds is False:
        return zone
    if zone is not None and zone.holds is None:
        if evaluation.holds is False:
            return evaluation
        return replace(evaluation, holds=None, needs=(*zone.needs, *evaluation.needs))
    return evaluation


def _zone(account: Assessment, obligation: Obligation) -> Evaluation | None:
    name = account.regime.zone
    if name is None or obligation.anywhere:
        return None
    zone, seen = vocabulary().zones[name], account.seen
    shown: dict[str, Any] = {"form": "zone", "zone": name}
    if name in seen.activity.zones:
        return Evaluation(holds=True, trace=shown | {"holds": True})
    place = seen.host if seen.host is not None else seen.asked
    for states, holds in ((zone.whole, True), (zone.outside, False)):
        if place is not None and place in _stood(states, seen.day):
            return Evaluation(holds=holds, trace=shown | {"holds": holds, "by": "host"})
    if seen.activity.unstated == "none":
        return Evaluation(holds=False, trace=shown | {"holds": False})
    return Evaluation(None, (f"zone:{name}",), trace=shown | {"holds": None})


@lru_cache(maxsize=64)
def _stood(codes: tuple[str, ...], day: date) -> frozenset[int | None]:
    """The states that codes stood for on a day."""
    return frozenset(ccode(code, day) for code in codes)


def _owed(account: Assessment, obligation: Obligation, start: Determination) -> Determination:
    """A triggered obligation: excepted, broken by the act itself, counted, or to be done."""
    applied, needs = provisos(account, obligation.id)
    start = replace(
        start,
        by=_doers(account, obligation),
        to=_hearers(account, obligation),
        provisos=applied,
        certainty=worst(start.certainty, *(each.certainty for each in applied)),
    )
    if not start.by:
        resting = any(
            rests(account.regime, obligation.id, code, account.seen.day)
            for code in account.seen.concerned
        )
        outcome: Outcome = "not_bound" if resting else "not_triggered"
        return replace(start, outcome=outcome, why="nobody", provisos=())
    if needs:
        return replace(start, outcome="needs", needs=needs)
    if any(each.deadline is None for each in applied):
        return replace(start, outcome="excused")
    if obligation.quota:
        return _counted(account, obligation, start)
    if obligation.duty in LIMITING:
        return replace(start, outcome="forbidden")
    deadline = applied[0].deadline if applied else obligation.deadline
    return _timed(account, obligation, start, deadline)


def provisos(account: Assessment, name: str) -> tuple[tuple[Proviso, ...], tuple[str, ...]]:
    """Exceptions to an obligation, or to an exception, that apply, and what it takes to know.

    An exception that is itself excepted does not apply.
    """
    applied: list[Proviso] = []
    needs: dict[str, None] = {}
    for each in account.regime.exceptions:
        if name not in each.excepts:
            continue
        evaluation = evaluate(each.when, account.terms(each))
        if evaluation.holds is False:
            continue
        taken_back, lacking = provisos(account, each.id)
        if taken_back:
            continue
        needs.update(dict.fromkeys((*evaluation.needs, *lacking)))
        if evaluation.holds and not lacking:
            applied.append(each)
    lifted = [each for each in applied if each.deadline is None]
    return tuple(lifted or applied), () if lifted else tuple(needs)


def _doers(account: Assessment, obligation: Obligation) -> tuple[int, ...]:
    seen = account.seen
    chosen: tuple[int | None, ...]
    match obligation.by:
        case "host":
            chosen = (seen.host,) if seen.host is not None else seen.acting
        case "guests":
            chosen = tuple(code for code in seen.acting if code != seen.host)
        case "asked":
            chosen = (seen.asked,)
        case "asking":
            chosen = (seen.asking,)
        case _:
            chosen = seen.acting if seen.actor is None else (seen.actor,)
    return tuple(
        code
        for code in chosen
        if code is not None and party_status(account.regime, code, seen.day).bound
        if not rests(account.regime, obligation.id, code, seen.day)
        if obligation.only_if is None or has(obligation.only_if, code, seen.day) is not False
    )


def _hearers(account: Assessment, obligation: Obligation) -> tuple[int, ...]:
    seen = account.seen
    if obligation.to == "asking":
        return () if seen.asking is None else (seen.asking,)
    if obligation.to == "other_side" and obligation.by == "asking" and seen.asked is not None:
        return (seen.asked,)
    if obligation.to not in ("all_parties", "other_side"):
        return ()
    out = {*_doers(account, obligation), *seen.acting}
    return tuple(sorted(members(account.regime, seen.day) - out))


def _counted(account: Assessment, obligation: Obligation, start: Determination) -> Determination:
    """A quota: this activity and the others of its window."""
    quota, seen = obligation.quota, account.seen
    assert quota is not None  # noqa: S101 -- asked only of these
    end = seen.activity.end or seen.activity.start
    used: list[tuple[Moment, Moment]] = [(seen.activity.start, end)]
    needs: dict[str, None] = {}
    for other in seen.activity.others:
        activity = as_activity(other, seen.activity)
        if not _same_states(account, activity):
            continue
        its_end = activity.end or activity.start
        if quota.per == "simultaneous":
            counts = activity.start.day <= end.day and seen.day <= its_end.day
        else:
            window = years_window(seen.day, quota.years, quota.per)
            counts = window.start <= activity.start.day <= window.end
        its = Assessment(account.regime, own_account(activity), account.parameters, account.today)
        evaluation = trigger(its, obligation) if counts else None
        if evaluation is not None and evaluation.holds is None:
            needs.update(dict.fromkeys(f"{need} of {other.name}" for need in evaluation.needs))
        if evaluation is not None and evaluation.holds:
            used.append((activity.start, its_end))
    nth = _at_once(used) if quota.per == "simultaneous" else len(used)
    if nth > quota.most:
        return replace(start, outcome="forbidden", nth=nth)
    if needs:
        return replace(start, outcome="needs", needs=tuple(needs), nth=nth)
    return replace(start, outcome="done", nth=nth)


def _same_states(account: Assessment, activity: Activity) -> bool:
    """Whether another activity counts for the same state."""
    other, mine = own_account(activity), account.seen
    if mine.host is not None and other.host is not None:
        return mine.host == other.host
    return bool(set(mine.acting) & set(other.acting))


def _at_once(spans: list[tuple[Moment, Moment]]) -> int:
    """The most that go on on one day, of those that touch the first."""
    first = spans[0]
    days = [max(start.day, first[0].day) for start, _ in spans]
    return max(sum(start.day <= day <= end.day for start, end in spans) for day in days)


def _timed(
    account: Assessment, obligation: Obligation, start: Determination, deadline: Deadline | None
) -> Determination:
    """Something to be done: what is owed by when, and what was sent."""
    by = due_date(deadline, account.seen, account.parameters)
    sure = (deadline.certainty if deadline else None) or start.certainty
    start = replace(start, due=by.by, certainty=worst(start.certainty, sure))
    between = vocabulary().kinds[account.seen.activity.kind].between
    if len(start.by) < 2 or obligation.duty in MUTUAL or between:
        return _done(account, obligation, start, by)
    found = {code: _done(account, obligation, replace(start, by=(code,)), by) for code in start.by}
    gravest = min(found.values(), key=lambda each: GRAVITY[each.outcome])
    behind = [code for code, each in found.items() if each.outcome == gravest.outcome]
    done = tuple(code for code in found if found[code].sent and code not in behind)
    return replace(gravest, by=start.by, done_by=done)


def _done(
    account: Assessment, obligation: Obligation, start: Determination, by: DueDate
) -> Determination:
    """What those who owe something together have sent, or one of several for itself."""
    notices = _matching(account, obligation, start.by)
    whole = [each for each in notices if not _lacking(account, obligation, start, each)]
    if whole:
        return _sent(account, start, whole[0], by)
    if notices:
        lacking = _lacking(account, obligation, start, notices[0])
        return _voluntary(replace(start, outcome="partial", sent=notices[0].on, lacking=lacking))
    if start.binding == "VOL":
        return replace(start, outcome="not_taken_up")
    if by.needs:
        return replace(start, outcome="needs", needs=by.needs)
    return replace(start, outcome=_unsent(account, by.by))


def _unsent(account: Assessment, by: Moment | None) -> Outcome:
    """Nothing was sent: still due, late while it can be mended, missing when all is over."""
    end = account.seen.activity.end
    over = end is not None and passed(end, account.today)
    if by is None:
        return "missing" if over else "due"
    if not passed(by, account.today):
        return "due"
    return "missing" if over else "late"


def _sent(account: Assessment, start: Determination, notice: Notice, due: DueDate) -> Determination:
    start = replace(start, sent=notice.on)
    if start.binding == "VOL":
        return replace(start, outcome="taken_up")
    if due.needs and not any(need.startswith("parameter:") for need in due.needs):
        return replace(start, outcome="needs", needs=due.needs)
    if due.by is None:
        return replace(start, outcome="done")
    sender = account.seen.clocks(account.seen.state(notice.by))
    timely = in_time(notice.on, due.by, sender)
    if timely is None:
        return replace(start, outcome="needs", needs=("hour:notice",))
    if timely:
        return replace(start, outcome="done")
    return replace(start, outcome="late", late_by=days_late(notice.on, due.by))


def _voluntary(found: Determination) -> Determination:
    """A voluntary row is taken up or not; it is never broken."""
    return replace(found, outcome="taken_up") if found.binding == "VOL" else found


def _matching(account: Assessment, obligation: Obligation, by: tuple[int, ...]) -> list[Notice]:
    """Notices that can discharge an obligation, the earliest first, up to today."""
    named = (None, obligation.id, obligation.row or obligation.id)
    found = [
        each
        for each in account.seen.activity.notices
        if each.duty == obligation.duty
        and each.obligation in named
        and account.seen.state(each.by) in by
        and not passed(account.today, each.on)
    ]
    return sorted(found, key=lambda each: each.on.opens())


def _lacking(
    account: Assessment, obligation: Obligation, start: Determination, notice: Notice
) -> tuple[str | int, ...]:
    """What a notice should hold and does not, and who should have heard and did not."""
    contents: tuple[str | int, ...] = ()
    if notice.content is not None:
        contents = tuple(each for each in obligation.content if each not in notice.content)
    if "all" in notice.to:
        return contents
    heard = {account.seen.state(name) for name in notice.to}
    return (*contents, *(code for code in start.to if code not in heard))


def _kept(account: Assessment, obligation: Obligation) -> Evaluation:
    """Whether an obligation is unbroken so far, triggered or not."""
    start = Determination(
        account.regime, obligation, "not_triggered", certainty=obligation.certainty
    )
    found = _owed(account, obligation, start)
    trace = {"outcome": found.outcome, "due": str(found.due) if found.due else None}
    if found.outcome == "needs":
        return Evaluation(None, found.needs, found.certainty, trace)
    return Evaluation(found.outcome in UNBROKEN, (), found.certainty, trace)
