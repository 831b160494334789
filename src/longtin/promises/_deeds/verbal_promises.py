"""Verbal promises of the event record, and the acts that kept them within a stated window.

A promise is a report that a state means to cooperate, to help, to yield, to meet (CAMEO 03). It
counts as kept where an act of the kind it promises follows within its window; which acts these are,
and which ones refuse the same, stands in `data/kept_by.csv`. Where such acts are frequent anyway a
promise says little, so the base rate stands beside: the share of days of the pair, within two years
of the promise and covered by the record, on which the same window would have held such an act.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import acts
from longtin._dates import DAYS_A_YEAR
from longtin.promises._statements.vocabulary import DATA

Outcome = Literal[
    "consistent", "late", "inconsistent", "access_denied", "not_seen", "inconclusive", "not_due"
]
"""What came of a promise.

`consistent`: an act of its kind followed in its window. `late`: one followed within half the window
more. `inconsistent`: the whole window is covered by the record, and what it holds is an act that
refuses the same. `access_denied`: likewise, where the promise was to let somebody in to look.
`not_seen`: the whole window is covered by the record and holds neither; that is not
yet a breach. `inconclusive`: part of the window is not covered. `not_due`: the window is not over.
"""

UNTOLD = ("not_seen", "inconclusive", "not_due")
"""Outcomes without an act to name."""

LATER = 0.5
"""Share of the window by which an act may be later and still be told as late."""

REPLY = timedelta(days=30)
"""Within which an act of the other side counts as its reply."""

AROUND = round(2 * DAYS_A_YEAR)
"""Days before and after a promise from which its base rate is taken."""

SAME = timedelta(days=7)
"""Within which reports of the same promise are one."""


@dataclass(frozen=True)
class PromiseKind:
    """What keeps a kind of promise.

    Attributes:
        code: CAMEO.
        kept_by: Beginnings of the codes of acts that keep it.
        window: Days within which they have to follow.
        against: Beginnings of the codes of acts that refuse the same.
        against_is: What came of it where only such an act followed.
    """

    code: str
    kept_by: tuple[str, ...]
    window: int
    against: tuple[str, ...] = ()
    against_is: Outcome = "inconsistent"


@dataclass(frozen=True)
class VerbalPromise:
    """A promise reported of one state towards another, and what came of it.

    Attributes:
        on: When.
        code: CAMEO.
        text: The archive's words for it.
        who: Who promised and to whom, as the source names them.
        origin: Row of the record.
        reports: Reports within a week.
        window: Days that it had.
        outcome: What came of it.
        deed: Day of the act that kept or refused it.
        deed_text: The archive's words for that.
        deed_origin: Its row.
        days: From word to deed.
        base: Chance that such an act would have followed anyway; nothing where too few days of the
            record are there to tell.
        foreseen: The same by the two years before the promise alone, as was known on its day.
        reply: The other side's first act afterwards, in the archive's words.
        reply_quad: Its class, 1 to 4.
    """

    on: date
    code: str
    text: str
    who: str
    origin: str
    reports: int
    window: int
    outcome: Outcome
    deed: date | None
    deed_text: str | None
    deed_origin: str | None
    days: int | None
    base: float | None
    foreseen: float | None
    reply: str | None
    reply_quad: int | None


@cache
def kinds_of_promise() -> Mapping[str, PromiseKind]:
    """Kinds of promise by CAMEO code."""
    text = (DATA / "kept_by.csv").read_text("utf-8")
    return {
        row["promise"]: PromiseKind(
            row["promise"],
            tuple(row["kept_by"].split()),
            int(row["window"]),
            tuple(row["against"].split()),
            "access_denied" if row["against_is"] == "access_denied" else "inconsistent",
        )
        for row in csv.DictReader(text.splitlines())
    }


def verbal_promises(
    record: acts.Record, promiser: int, other: int, since: date, as_of: date
) -> tuple[VerbalPromise, ...]:
    """Promises of one state towards another, and what came of each.

    Args:
        record: Where acts are.
        promiser: Correlates of War code of who promised.
        other: Of the other.
        since: First day of promises.
        as_of: Last day of anything; what was done later is not known yet.

    Returns:
        In order of time; reports of one promise within a week are one.
    """
    seen = _Sight.of(record, as_of)
    if seen is None:
        return ()
    done = _dated(record.acts(promiser, other, end=as_of))
    answered = _dated(record.acts(other, promiser, end=as_of))
    return _of_acts(done, answered, seen, since)


def promises_of(
    record: acts.Record, promiser: int, others: Sequence[int], since: date, as_of: date
) -> Mapping[int, tuple[VerbalPromise, ...]]:
    """Promises of one state towards several others, by the other; no replies to them.

    Args:
        record: Where acts are.
        promiser: Correlates of War code of who promised.
        others: Of the others.
        since: First day of promises.
        as_of: Last day of anything.
    """
    seen = _Sight.of(record, as_of)
    if seen is None:
        return {}
    done = _dated(record.acts([promiser], list(others), end=as_of))
    parts = done.partition_by("target", as_dict=True)
    none = done.clear()
    return {int(str(other)): _of_acts(part, none, seen, since) for (other,), part in parts.items()}


def _of_acts(
    done: pl.DataFrame, answered: pl.DataFrame, seen: "_Sight", since: date
) -> tuple[VerbalPromise, ...]:
    said = done.filter(pl.col("code").is_in(list(kinds_of_promise())) & (pl.col("start") >= since))
    kept_by = {
        code: _Deeds.of(kinds_of_promise()[code], done, seen)
        for code in said["code"].unique().to_list()
    }
    found: list[VerbalPromise] = []
    last: dict[str, tuple[date, int]] = {}
    for row in said.iter_rows(named=True):
        code, day = str(row["code"]), row["start"]
        if code in last and day - last[code][0] <= SAME:
            place = last[code][1]
            more = found[place].reports + int(row["count"])
            found[place] = _with_reports(found[place], more)
            continue
        last[code] = (day, len(found))
        found.append(_promise(row, kept_by[code], answered, seen))
    return tuple(found)


def _with_reports(one: VerbalPromise, reports: int) -> VerbalPromise:
    return replace(one, reports=reports)


def _dated(found: pl.DataFrame) -> pl.DataFrame:
    """Acts with a code and a day, in order of time."""
    return found.filter(
        pl.col("code").is_not_null()
        & (pl.col("start") == pl.col("end"))
        & pl.col("kind").is_not_null()
    ).sort("start", "origin")


@dataclass(frozen=True)
class _Sight:
    """Which days the record covers with dated acts.

    Attributes:
        first: The first of them.
        days: Of each day from then on, whether it is covered.
    """

    first: date
    days: NDArray[np.bool_]

    @classmethod
    def of(cls, record: acts.Record, as_of: date) -> "_Sight | None":
        """Of a record up to a day; nothing where no dated act is held before it."""
        spans = record.density.select("start", "end").iter_rows()
        listed = [(start, min(end, as_of)) for start, end in spans if start <= as_of]
        if not listed:
            return None
        first = min(start for start, _ in listed)
        days = np.zeros((as_of - first).days + 1, bool)
        for start, end in listed:
            days[(start - first).days : (end - first).days + 1] = True
        return cls(first, days)

    @cached_property
    def dark(self) -> NDArray[np.int64]:
        """How many of the days before each are not covered."""
        return np.concatenate([[0], np.cumsum(~self.days)])

    def at(self, day: date) -> int:
        """The place of a day."""
        return (day - self.first).days

    def whole(self, start: date, end: date) -> bool:
        """Whether all days between are covered."""
        part = self.days[max(self.at(start), 0) : self.at(end) + 1]
        return len(part) == (end - start).days + 1 and bool(part.all())


@dataclass(frozen=True)
class _Deeds:
    """Acts that keep a kind of promise, in order of time.

    Attributes:
        kind: Which.
        acts: The acts.
        refusals: Acts that refuse the same.
        until: How many of the days before each hold one.
    """

    kind: PromiseKind
    acts: pl.DataFrame
    refusals: pl.DataFrame
    until: NDArray[np.int64]

    @classmethod
    def of(cls, kind: PromiseKind, done: pl.DataFrame, seen: _Sight) -> "_Deeds":
        fitting = done.filter(_keeps(kind.kept_by))
        marks = np.zeros(len(seen.days) + 1, np.int64)
        for day in fitting["start"]:
            if 0 <= (place := seen.at(day)) < len(seen.days):
                marks[place + 1] = 1
        against = done.filter(_keeps(kind.against)) if kind.against else done.clear()
        return cls(kind, fitting, against, np.cumsum(marks))


def _promise(
    row: Mapping[str, object], deeds: _Deeds, answered: pl.DataFrame, seen: _Sight
) -> VerbalPromise:
    kind, day = deeds.kind, row["start"]
    assert isinstance(day, date)  # noqa: S101 -- the column holds days
    after = deeds.acts.filter(pl.col("start") > day)
    deed = after.row(0, named=True) if after.height else None
    days = (deed["start"] - day).days if deed else None
    replies = answered.filter((pl.col("start") >= day) & (pl.col("start") <= day + REPLY))
    reply = replies.row(0, named=True) if replies.height else None
    outcome = _outcome(kind, day, days, seen)
    if outcome == "not_seen":
        end = day + timedelta(days=kind.window)
        refused = deeds.refusals.filter((pl.col("start") > day) & (pl.col("start") <= end))
        if refused.height:
            outcome, deed = kind.against_is, refused.row(0, named=True)
    told = deed if outcome not in UNTOLD else None
    return VerbalPromise(
        on=day,
        code=kind.code,
        text=str(row["text"]),
        who=f"{row['source_name']} → {row['target_name']}",
        origin=str(row["origin"]),
        reports=int(str(row["count"])),
        window=kind.window,
        outcome=outcome,
        deed=told["start"] if told else None,
        deed_text=told["text"] if told else None,
        deed_origin=told["origin"] if told else None,
        days=(told["start"] - day).days if told else None,
        base=_base(deeds, day, seen, AROUND),
        foreseen=_base(deeds, day, seen, -1 - kind.window),
        reply=reply["text"] if reply else None,
        reply_quad=reply["quad"] if reply else None,
    )


def _keeps(beginnings: Sequence[str]) -> pl.Expr:
    return pl.any_horizontal(*(pl.col("code").str.starts_with(each) for each in beginnings))


def _outcome(kind: PromiseKind, day: date, days: int | None, seen: _Sight) -> Outcome:
    if days is not None and days <= kind.window:
        return "consistent"
    if days is not None and days <= kind.window * (1 + LATER):
        return "late"
    end = day + timedelta(days=kind.window)
    if end > seen.first + timedelta(days=len(seen.days) - 1):
        return "not_due"
    return "not_seen" if seen.whole(day, end) else "inconclusive"


def _base(deeds: _Deeds, day: date, seen: _Sight, until: int) -> float | None:
    """Share of days around, up to so many later, whose window is covered and holds such an act."""
    window, at = deeds.kind.window, seen.at(day)
    first, last = max(at - AROUND, 0), min(at + until, len(seen.days) - 1 - window)
    if last < first:
        return None
    days = np.arange(first, last + 1)
    covered = seen.dark[days + window + 1] == seen.dark[days]
    if covered.sum() < window:
        return None
    held = deeds.until[days + window + 1] > deeds.until[days + 1]
    return float(held[covered].mean())
