"""Interval arithmetic on stretches of days."""

from collections.abc import Iterable
from datetime import date, timedelta

from longtin.actors._tables import Span

_DAY = timedelta(days=1)


def overlap(one: Span, other: Span) -> Span | None:
    """The days two spans share."""
    starts = [day for day in (one.start, other.start) if day]
    ends = [day for day in (one.end, other.end) if day]
    start, end = max(starts, default=None), min(ends, default=None)
    return None if start and end and start > end else Span(start, end)


def union(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as can be, in order."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start or date.min):
        if merged and _touches(merged[-1], span):
            ends = (merged[-1].end, span.end)
            last = None if None in ends else max(end for end in ends if end)
            merged[-1] = Span(merged[-1].start, last)
        else:
            merged.append(span)
    return merged


def without(spans: list[Span], others: Iterable[Span]) -> list[Span]:
    """The days of some spans that are in none of the others."""
    for other in others:
        spans = [rest for span in spans for rest in _minus(span, other)]
    return spans


def turning_days(spans: Iterable[Span]) -> tuple[date, ...]:
    """First days of spans and days after their last, in order of time."""
    held = list(spans)
    begun = {span.start for span in held if span.start}
    over = {span.end + _DAY for span in held if span.end and span.end < date.max}
    return tuple(sorted(begun | over))


def _touches(earlier: Span, later: Span) -> bool:
    if earlier.end is None or later.start is None:
        return True
    return earlier.end == date.max or later.start <= earlier.end + _DAY


def _minus(span: Span, other: Span) -> list[Span]:
    shared = overlap(span, other)
    if shared is None:
        return [span]
    rest = []
    if shared.start and (span.start is None or span.start < shared.start):
        rest.append(Span(span.start, shared.start - _DAY))
    if shared.end and (span.end is None or shared.end < span.end):
        rest.append(Span(shared.end + _DAY, span.end))
    return rest
