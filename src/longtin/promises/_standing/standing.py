"""Standing of a commitment on a day, by what was known then.

There is no verdict: timeliness, completeness, consistency and contest are told apart, as a promise
that was kept late and one that was never reported on are different things, and neither says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from longtin._data import Bilingual
from longtin.promises._statements.amount import ROUNDING, Amount, tolerated
from longtin.promises._statements.commitment import Commitment, Fulfilment

Status = Literal[
    "kept",
    "under_way",
    "short",
    "no_delivery_reported",
    "not_looked_for",
    "not_due",
    "undated",
    "restated",
    "ended",
    "checked",
]
"""How a commitment stands.

`kept`: all of it was done. `under_way`: some was, and the day has not come or none is named.
`short`: the day is over and less was done than promised. `no_delivery_reported`: the day is over
and whoever looked found nothing; that is no breach. `not_looked_for`: the day is over, and nobody
here looked after it. `not_due`: the day has not come, nothing is told of yet. `undated`: no day was
named and nothing is told of. `restated`: a later one says it again. `ended`: withdrawn, suspended,
superseded or lapsed. `checked`: nothing is told of what was done, and somebody looked whether it
agrees with what is there.
"""

Timeliness = Literal["early", "on_time", "late", "not_due", "open", "no_date"]
Completeness = Literal["whole", "part", "none_reported", "not_counted"]
Contested = Literal["uncontested", "contested"]


def enough(promised: Amount, done: Amount, total: float) -> bool:
    """Whether so much keeps a promise, to within rounding and what "some" leaves open.

    Args:
        promised: How much was promised.
        done: What was told last.
        total: What was done in all, in the unit of both.
    """
    open_share = max(ROUNDING, tolerated(promised, done))
    if promised.limit:
        return total <= promised.highest * (1 + open_share * promised.about)
    return total >= promised.least * (1 - open_share)


@dataclass(frozen=True)
class Standing:
    """How a commitment stands on a day.

    Attributes:
        commitment: Which, as it was known on the day.
        as_of: The day; nothing later is used.
        status: In one word.
        timeliness: Against the day it was due.
        completeness: Against the amount.
        contest: Whether somebody sees it otherwise.
        delivered: How much was done, in the unit of the amount; nothing where it was not counted.
        share: Of the least that keeps the promise, from 0, above 1 where more was done; nothing
            where one of the two was not counted.
        last: The last thing told of it.
        days_late: Days from when it was due to when it was whole, or to `as_of` while it is not;
            nothing where no day was named or it has not come.
        restated_by: The later commitment that says it again.
        hangs_on: Commitments of others that it waits for, and that are not kept.
    """

    commitment: Commitment
    as_of: date
    status: Status
    timeliness: Timeliness
    completeness: Completeness
    contest: Contested
    delivered: float | None
    share: float | None
    last: Fulfilment | None
    days_late: int | None
    restated_by: str | None = None
    hangs_on: tuple[str, ...] = ()

    @property
    def cause(self) -> Bilingual | None:
        """Why it ended or was not kept, as somebody says; nothing where that is not known."""
        ended = self.commitment.ended
        return (ended.why if ended is not None else None) or self.commitment.cause

    @property
    def is_overdue(self) -> bool:
        """Whether a day that the text names is over and not all was done, as far as is known."""
        return self.days_late is not None and self.days_late > 0 and self.completeness != "whole"


def standing(
    commitment: Commitment, as_of: date, among: Mapping[str, Commitment] | None = None
) -> Standing:
    """How a commitment stands on a day.

    Args:
        commitment: Which.
        as_of: The day. Deliveries, contests and later statements after it are not known yet.
        among: All commitments, by id; those that say it again or that it hangs on are found there.
    """
    commitment = commitment.known_on(as_of)
    known = commitment.deliveries
    delivered, whole_on = _delivered(commitment, known)
    share = _share(commitment, delivered)
    ended = commitment.ended is not None
    again = _restated_by(commitment, as_of, among or {})
    whole = next((each.on for each in known if each.completes), None)
    whole_on = whole_on or whole
    complete = _completeness(commitment, known, share, is_whole=whole_on is not None)
    timely, late = _timeliness(commitment, as_of, complete, whole_on)
    return Standing(
        commitment=commitment,
        as_of=as_of,
        status=_status(commitment, as_of, complete, known, ended=ended, again=again),
        timeliness=timely,
        completeness=complete,
        contest="contested" if _is_contested(commitment) else "uncontested",
        delivered=delivered,
        share=share,
        last=known[-1] if known else None,
        days_late=late,
        restated_by=again,
        hangs_on=_waits_for(commitment, as_of, among or {}),
    )


def standings(commitments: Iterable[Commitment], as_of: date) -> tuple[Standing, ...]:
    """How each stands on a day; those made after it are left out.

    Args:
        commitments: All that may point at each other.
        as_of: The day.
    """
    known = {each.id: each for each in commitments}
    return tuple(standing(each, as_of, known) for each in known.values() if each.made <= as_of)


def in_other_books(each: Standing, among: Iterable[Commitment]) -> tuple[Standing, ...]:
    """The same agreement as others write it down, by its official symbol, on the same day.

    Args:
        each: A commitment with an `instrument`; none is found for one without.
        among: All commitments.
    """
    symbol = each.commitment.instrument
    if symbol is None:
        return ()
    return tuple(
        standing(one, each.as_of)
        for one in among
        if one.instrument == symbol and one.id != each.commitment.id and one.made <= each.as_of
    )


def _delivered(
    commitment: Commitment, known: tuple[Fulfilment, ...]
) -> tuple[float | None, date | None]:
    """What was done in all, and since when that was enough."""
    done: float | None = None
    since: date | None = None
    for each in known:
        if each.amount is None:
            continue
        more = each.amount.middle
        done = more if each.is_total else (done or 0.0) + more
        is_enough = commitment.amount is not None and enough(commitment.amount, each.amount, done)
        since = (since or each.on) if is_enough else None
    return done, since


def _share(commitment: Commitment, delivered: float | None) -> float | None:
    if commitment.amount is None or delivered is None or commitment.amount.limit:
        return None
    least = commitment.amount.least
    return delivered / least if least > 0 else None


def _completeness(
    commitment: Commitment, known: tuple[Fulfilment, ...], share: float | None, *, is_whole: bool
) -> Completeness:
    if is_whole:
        return "whole"
    is_limit = commitment.amount is not None and commitment.amount.limit
    if share is not None or (is_limit and any(each.amount for each in known)):
        return "part"
    return "not_counted" if known else "none_reported"


def _timeliness(
    commitment: Commitment, as_of: date, complete: Completeness, whole_on: date | None
) -> tuple[Timeliness, int | None]:
    if commitment.due is None:
        return "no_date", None
    due = commitment.due.on
    if complete == "whole" and whole_on is not None:
        days = (whole_on - due).days
        return ("late" if days > 0 else "on_time" if days > -EARLY else "early"), max(days, 0)
    if as_of <= due:
        return "not_due", None
    if complete == "not_counted":
        return "open", None
    return "late", (as_of - due).days


EARLY = 180
"""Days before its day from which what was done counts as early."""


def _status(
    commitment: Commitment,
    as_of: date,
    complete: Completeness,
    known: tuple[Fulfilment, ...],
    *,
    ended: bool,
    again: str | None,
) -> Status:
    over = commitment.due is not None and commitment.due.on < as_of
    if complete == "whole":
        return "kept"
    if ended:
        return "ended"
    if again is not None:
        return "restated"
    if complete == "part":
        return "short" if over else "under_way"
    if known or commitment.findings:
        return "under_way" if known else "checked"
    if commitment.due is None:
        return "undated"
    if not over:
        return "not_due"
    looked = commitment.looked_until
    return (
        "no_delivery_reported"
        if looked is not None and commitment.due.on <= looked
        else "not_looked_for"
    )


def _restated_by(
    commitment: Commitment, as_of: date, among: Mapping[str, Commitment]
) -> str | None:
    later = [
        each for each in among.values() if each.restates == commitment.id and each.made <= as_of
    ]
    return max(later, key=lambda each: (each.made, each.id)).id if later else None


def _is_contested(commitment: Commitment) -> bool:
    """Whether somebody sees it otherwise, or replied to what was found."""
    return bool(commitment.contests) or any(each.reply for each in commitment.findings)


def _waits_for(
    commitment: Commitment, as_of: date, among: Mapping[str, Commitment]
) -> tuple[str, ...]:
    others = (among[name] for name in commitment.depends_on if name in among)
    return tuple(each.id for each in others if standing(each, as_of).status != "kept")
