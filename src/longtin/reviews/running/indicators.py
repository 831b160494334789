"""Indicators on the day of a review: where each stood, should stand and stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from longtin._data import Bilingual
from longtin.programme import Objective, Programme
from longtin.reviews.running.from_record import PairConduct, TrustThen

Course = Literal["reached", "on_course", "behind", "within_doubt", "judged", "unknown"]


@dataclass(frozen=True)
class ReviewedObjective:
    """An objective on the day of a review.

    Attributes:
        objective: The objective.
        today: Where its indicator stands; nothing where nobody said and no record tells.
        low: Low end of the 90 % interval, where the record tells; else nothing.
        high: High end.
        told_by: `record`, `report` or nothing.
        told_on: Day of the report, or of the last evidence.
        expected: Where it should stand by now, in a straight line from baseline to target.
        course: `reached`, `on_course`, `behind`, `within_doubt` (its interval holds the
            baseline), `judged` (in words; people have to say) or `unknown`.
    """

    objective: Objective
    today: float | Bilingual | None
    low: float | None
    high: float | None
    told_by: Literal["record", "report"] | None
    told_on: date | None
    expected: float | None
    course: Course


def reviewed_objectives(
    programme: Programme,
    day: date,
    believed: tuple[TrustThen, ...],
    conducts: tuple[PairConduct, ...],
) -> tuple[ReviewedObjective, ...]:
    """Every objective on a day; reports of later days are not read."""
    return tuple(
        _reviewed(each, programme, day, _from_record(each, believed, conducts))
        for each in programme.objectives
    )


_Read = tuple[float, float | None, float | None, date | None]


def _from_record(
    one: Objective, believed: tuple[TrustThen, ...], conducts: tuple[PairConduct, ...]
) -> _Read | None:
    """What a record tells of an objective's series; nothing where it sees nothing of it."""
    if one.series is None:
        return None
    pair = (one.series.of, one.series.to)
    if one.series.what == "trust":
        found = next((each for each in believed if (each.truster, each.trustee) == pair), None)
        if found is None or found.now is None or found.now[0] is None:
            return None
        return found.now[0], found.now[1], found.now[2], found.evidence
    acts = next((each for each in conducts if {each.one, each.two} == {*pair}), None)
    if acts is None or acts.seen == 0:
        return None
    count = acts.force if one.series.what == "force" else acts.contacts
    return float(count), None, None, None


def _reviewed(
    one: Objective, programme: Programme, day: date, read: _Read | None
) -> ReviewedObjective:
    expected = _expected(one, programme.start, day)
    reported = [each for each in one.values if each.on <= day]
    if read is not None:
        today, low, high, on = read
        course = _course(one, today, low, high, expected)
        return ReviewedObjective(one, today, low, high, "record", on, expected, course)
    if reported:
        last = max(reported, key=lambda each: each.on)
        course = _course(one, last.value, None, None, expected)
        return ReviewedObjective(one, last.value, None, None, "report", last.on, expected, course)
    return ReviewedObjective(one, None, None, None, None, None, expected, "unknown")


def _expected(one: Objective, start: date, day: date) -> float | None:
    first, last = one.baseline, one.target
    if not isinstance(first, float) or not isinstance(last, float) or one.by is None:
        return None
    length = max(1, (one.by - start).days)
    share = min(1.0, max(0.0, (day - start).days / length))
    return first + share * (last - first)


def _course(
    one: Objective,
    today: float | Bilingual,
    low: float | None,
    high: float | None,
    expected: float | None,
) -> Course:
    if not isinstance(today, float):
        return "judged"
    if not isinstance(one.target, float) or not isinstance(one.baseline, float):
        return "unknown"
    sign = 1.0 if one.target >= one.baseline else -1.0
    if low is not None and high is not None and low <= one.baseline <= high:
        return "within_doubt"
    if sign * today >= sign * one.target:
        return "reached"
    return "on_course" if expected is not None and sign * today >= sign * expected else "behind"
