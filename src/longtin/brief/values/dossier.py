"""Dossier on the other side: who decides, what comes, who last met whom, and their last words."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from longtin import actors, acts
from longtin.acts import Record
from longtin.brief.values.reading import StateName

AHEAD = timedelta(days=548)
"""How far ahead occasions are told."""

BACK = 10
"""Years in which contacts are looked for."""

CHIEFS = (
    "party leader and head of state",
    "general secretary of the Communist Party",
    "supreme leader",
    "head of state and government",
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
)
"""Offices that decide on dealings with another state, in order."""

WORDS = {"AGREE": 3, "THREATEN": 3, "REJECT": 2}
"""Kinds of words told, and how many reports of each."""


@dataclass(frozen=True)
class Saying:
    """A report of words of the other side.

    Attributes:
        day: Of the report.
        what: Kind of act.
        text: As the archive codes it, in English.
        who: `source → target`.
        origin: Row of the record.
    """

    day: date
    what: str
    text: str
    who: str
    origin: str


@dataclass(frozen=True)
class Dossier:
    """What to know of the partner before meeting.

    Attributes:
        state: The other.
        offices: Who decides and since when.
        occasions: What comes within a year and a half.
        contacts: The last contact of each rank, the highest first.
        sayings: Their last words towards the asking state that bind or threaten.
    """

    state: StateName
    offices: tuple[actors.Office, ...]
    occasions: tuple[actors.Occasion, ...]
    contacts: tuple[tuple[acts.Rank, acts.Contact], ...]
    sayings: tuple[Saying, ...]


def dossier(record: Record, here: StateName, there: StateName, day: date) -> Dossier:
    """What is known of the other side on a day."""
    since = date(day.year - BACK, 1, 1)
    history = acts.contact_history(record, here.ccode, there.ccode, since, day)
    return Dossier(
        there,
        _offices(there.ccode, day),
        actors.occasions(here.ccode, there.ccode, day, day + AHEAD),
        tuple(history.last_by_rank.items()),
        _sayings(record, here, there, day),
    )


def _offices(ccode: int, day: date) -> tuple[actors.Office, ...]:
    """Who decides, one for each office: the last to take it, as newspapers spell the name."""
    found = actors.in_office(ccode, day)
    chosen: dict[str, actors.Office] = {}
    for title in CHIEFS:
        for each in found:
            if each.title == title and each.start is not None:
                known = chosen.get(each.title)
                if known is None or (known.start or date.min) < each.start:
                    chosen[each.title] = each
    return tuple(chosen.values())


def _sayings(record: Record, here: StateName, there: StateName, day: date) -> tuple[Saying, ...]:
    words = record.acts(there.ccode, here.ccode, end=day).filter(
        pl.col("start") == pl.col("end"), pl.col("kind").is_in(list(WORDS))
    )
    told = [
        Saying(row["end"], row["kind"], row["text"] or "",
               f"{row['source_name']} → {row['target_name']}", row["origin"])
        for kind, count in WORDS.items()
        for row in words.filter(pl.col("kind") == kind).tail(count).iter_rows(named=True)
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda each: each.day, reverse=True))
