"""What a record tells of a pair while a programme runs: trust, force, contacts, with their gaps."""

from dataclasses import dataclass
from datetime import date, timedelta

from longtin import actors, trust
from longtin.acts import Record, contact_history
from longtin.errors import ActorError, RecordError

MATERIAL_CONFLICT = 4
"""PLOVER's class of acts that use force or hold something back by it."""


Level = tuple[float | None, float, float]
"""Trust with the ends of its 90 % interval; no level where evidence is too thin for one."""


@dataclass(frozen=True)
class TrustThen:
    """One party's trust in another at the start and on the day of a review.

    Attributes:
        truster: Key of the state that trusts.
        trustee: Key of the other.
        start: Level, low and high end of the 90 % interval at the start; nothing without evidence.
        now: Likewise on the day.
        evidence: Day of the last evidence; nothing where there is none.
    """

    truster: str
    trustee: str
    start: Level | None
    now: Level | None
    evidence: date | None

    @property
    def is_beyond_doubt(self) -> bool:
        """Whether the two intervals lie apart, so that trust has changed."""
        if self.start is None or self.now is None or None in {self.start[0], self.now[0]}:
            return False
        return self.now[1] > self.start[2] or self.now[2] < self.start[1]


@dataclass(frozen=True)
class PairConduct:
    """What two parties did to each other since the start, as far as a record sees.

    Attributes:
        one: Key of a state.
        two: Key of the other.
        reports: Coded reports of acts since the start.
        force: How many of them are of material conflict.
        force_before: The same over as many days before the start.
        contacts: Visits, meetings and calls since the start.
        seen: Part of the days since the start that some source of dated acts speaks of.
        seen_before: Likewise of the days before.
    """

    one: str
    two: str
    reports: int
    force: int
    force_before: int
    contacts: int
    seen: float
    seen_before: float


def trust_then(record: Record, truster: str, trustee: str, start: date, day: date) -> TrustThen:
    """One party's trust in another at the start and on a day; nothing later is read."""
    levels: list[Level | None] = []
    evidence: date | None = None
    for when in (min(start, day), day):
        try:
            by, until = trust.reach(record, when, None)
            one, other = trust.members((truster, trustee), until, by)
            frame = trust.estimate(record, other, one, by=by, until=until).frame(at=until)
        except (ActorError, RecordError):
            levels.append(None)
            continue
        row = frame.row(0, named=True)
        known = row["low"] is not None
        levels.append((row["trust"], row["low"], row["high"]) if known else None)
        evidence = row["last_evidence"]
    return TrustThen(truster, trustee, levels[0], levels[1], evidence)


def conduct(record: Record, one: str, two: str, start: date, day: date) -> PairConduct | None:
    """What two states did to each other since the start; nothing where either is no state."""
    try:
        codes = [actors.find(each, day).ccode for each in (one, two)]
    except ActorError:
        return None
    first, last = min(start, day), day
    length = last - first
    earlier = first - length - timedelta(days=1), first - timedelta(days=1)
    now, before = (
        contact_history(record, codes[0], codes[1], *span) for span in ((first, last), earlier)
    )
    acts = [_acts(record, codes, *span) for span in ((first, last), earlier)]
    return PairConduct(
        one, two, acts[0][0], acts[0][1], acts[1][1], len(now.contacts),
        _part(now.observed, length), _part(before.observed, length),
    )  # fmt: skip


def _acts(record: Record, codes: list[int], first: date, last: date) -> tuple[int, int]:
    """Reports both ways, and how many of them are of material conflict; yearly counts apart."""
    total, force = 0, 0
    for source, target in (codes, codes[::-1]):
        found = record.acts(source, target, start=first, end=last)
        dated = found.filter((found["end"] - found["start"]).dt.total_days() < 28)
        total += int(dated["count"].sum())
        force += int(dated.filter(dated["quad"] == MATERIAL_CONFLICT)["count"].sum())
    return total, force


def _part(spans: tuple[tuple[date, date], ...], length: timedelta) -> float:
    seen = sum((last - first).days + 1 for first, last in spans)
    return min(1.0, seen / (length.days + 1))
