"""History of contacts of a pair: what there was, the last by rank, and visits not returned."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts.contacts.contact import Contact, Mode
from longtin.acts.contacts.merge import merged
from longtin.acts.contacts.rank import Rank
from longtin.acts.contacts.reports import reports

if TYPE_CHECKING:
    from longtin.acts.record.record import Record

CONTACT: dict[str, pl.DataType] = {
    "start": pl.Date(),
    "end": pl.Date(),
    "mode": pl.String(),
    "visitor": pl.Int16(),
    "rank": pl.String(),
    "state1": pl.Int16(),
    "who1": pl.String(),
    "rank1": pl.String(),
    "state2": pl.Int16(),
    "who2": pl.String(),
    "rank2": pl.String(),
    "text": pl.String(),
    "retold": pl.String(),
    "reports": pl.Int32(),
    "origins": pl.String(),
}
"""Columns of a table of contacts and their types."""

LOWEST_RETURNED = Rank.minister
"""Visits below this rank are not looked for in return."""

WORDS_OF_COOPERATION = 1
"""The class of acts that contacts are of."""

Span = tuple[date, date]


@dataclass(frozen=True)
class UnreturnedVisit:
    """A visit after which none of the same rank or above came back, as far as the record sees.

    Attributes:
        contact: The visit.
        observed: Spans after it in which some source of dated acts speaks of the two.
        unobserved: Spans after it in which none does: what came then is not known here.
    """

    contact: Contact
    observed: tuple[Span, ...]
    unobserved: tuple[Span, ...]


@dataclass(frozen=True)
class ContactHistory:
    """Contacts of a pair in a span of days.

    Attributes:
        pair: Correlates of War codes.
        start: First day asked for.
        end: Last day.
        contacts: In order of time.
        observed: Spans in which some source of dated acts speaks of the two.
        unobserved: The rest: not observed, which is not "nothing happened".
    """

    pair: tuple[int, int]
    start: date
    end: date
    contacts: tuple[Contact, ...]
    observed: tuple[Span, ...]
    unobserved: tuple[Span, ...]

    def of(self, rank: Rank | None = None, mode: Mode | None = None) -> tuple[Contact, ...]:
        """Contacts of a rank or above, and of a mode."""
        return tuple(
            each
            for each in self.contacts
            if (rank is None or each.rank.value <= rank.value)
            and (mode is None or each.mode is mode)
        )

    @property
    def last_by_rank(self) -> dict[Rank, Contact]:
        """The last contact of each rank there was, the highest first."""
        last = {each.rank: each for each in self.contacts if each.rank is not Rank.unnamed}
        return {rank: last[rank] for rank in Rank if rank in last}

    @property
    def unreturned(self) -> tuple[UnreturnedVisit, ...]:
        """Of each side and level, the last visit that none of that level or above answered."""
        visits = [each for each in self.contacts if each.mode is Mode.visit and each.visitor]
        found = []
        for side in self.pair:
            ours = [each for each in visits if each.visitor == side]
            theirs = [each for each in visits if each.visitor != side]
            for level in range(1, LOWEST_RETURNED.level + 1):
                last = next((one for one in reversed(ours) if one.rank.level == level), None)
                if last is None or any(
                    each.rank.level <= level and each.start > last.start for each in theirs
                ):
                    continue
                found.append(self._unreturned(last))
        return tuple(sorted(found, key=lambda one: (one.contact.rank.value, one.contact.start)))

    def _unreturned(self, visit: Contact) -> UnreturnedVisit:
        after = visit.end + timedelta(days=1)
        return UnreturnedVisit(
            visit, _within(self.observed, after), _within(self.unobserved, after)
        )

    def frame(self, contacts: tuple[Contact, ...] | None = None) -> pl.DataFrame:
        """Contacts, all of them or those given, in the columns of `CONTACT`."""
        rows = [
            (
                each.start,
                each.end,
                each.mode.value,
                each.visitor,
                each.rank.name,
                *(
                    value
                    for side in each.sides
                    for value in (side.ccode, side.who or None, side.rank.name)
                ),
                each.text,
                "; ".join(map(str, each.retold)) or None,
                len(each.origins),
                "; ".join(each.origins),
            )
            for each in (self.contacts if contacts is None else contacts)
        ]
        return pl.DataFrame(rows, schema=CONTACT, orient="row")


def contact_history(record: "Record", one: int, two: int, start: date, end: date) -> ContactHistory:
    """Contacts of two states, each once, from reported acts and from lists of journeys.

    Args:
        record: The record to ask.
        one: A state, by its Correlates of War code.
        two: The other.
        start: First day.
        end: Last day.

    Returns:
        What there was, what the record could see, and what it could not.
    """
    found = merged(reports(record, (one, two), start, end))
    seen = _observed(record, (one, two), start, end)
    return ContactHistory((one, two), start, end, found, seen, _between(seen, start, end))


def _observed(record: "Record", pair: tuple[int, int], start: date, end: date) -> tuple[Span, ...]:
    """Spans in which some source of dated acts can speak of the two, run together."""
    dated = record.datasets().filter(
        pl.col("role") == "acts", pl.col("period").is_null() | (pl.col("period") == "day")
    )
    spans = record.coverage().filter(
        pl.col("dataset").is_in(dated["dataset"].to_list()),
        pl.col("quads").is_null() | pl.col("quads").list.contains(WORDS_OF_COOPERATION),
    )
    found: list[Span] = []
    for (_,), own in spans.group_by("dataset", maintain_order=True):
        sides = [_of_side(own, one, other) for one, other in (pair, pair[::-1])]
        found += [
            (max(a, c, start), min(b, d, end))
            for a, b in sides[0]
            for c, d in sides[1]
            if max(a, c, start) <= min(b, d, end)
        ]
    return _joined(found)


def _of_side(spans: pl.DataFrame, one: int, other: int) -> list[Span]:
    """Spans that speak of a state with every other, or with the other of the pair."""
    alone = pl.col("partner").is_null() & (pl.col("ccode").is_null() | (pl.col("ccode") == one))
    together = pl.col("ccode").is_in([one, other]) & pl.col("partner").is_in([one, other])
    return list(spans.filter(alone | together).select("start", "end").iter_rows())


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _between(spans: tuple[Span, ...], start: date, end: date) -> tuple[Span, ...]:
    """What is left of a span of days without others."""
    day, left, begins = timedelta(days=1), [], start
    for first, last in spans:
        if first > begins:
            left.append((begins, first - day))
        begins = last + day
    if begins <= end:
        left.append((begins, end))
    return tuple(left)


def _within(spans: tuple[Span, ...], start: date) -> tuple[Span, ...]:
    return tuple((max(first, start), last) for first, last in spans if last >= start)
