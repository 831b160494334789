"""Dossier on the other side: who decides, what comes, who last met whom, their words and deeds."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from longtin import actors, acts, promises
from longtin._data import Bilingual, Certainty
from longtin._language import LANGUAGES, Language
from longtin.acts import Record
from longtin.brief.values.reading import StateName
from longtin.promises import Consistency

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

OPEN = frozenset({
    "under_way", "short", "no_delivery_reported", "not_looked_for", "not_due", "undated",
})  # fmt: skip
"""How commitments stand of which something is left to do."""

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
class WrittenPromise:
    """A commitment of the other side that is still open, as `commitments` tells it.

    Attributes:
        id: Of the commitment.
        made: The day it was made.
        what: What was promised.
        to: To whom.
        due: By when, where a day was named.
        stands: How it stands.
        certainty: How sure that it was made so.
    """

    id: str
    made: date
    what: Bilingual
    to: Bilingual
    due: Bilingual
    stands: Bilingual
    certainty: Certainty


@dataclass(frozen=True)
class Dossier:
    """What to know of the partner before meeting.

    Attributes:
        state: The other.
        offices: Who decides and since when.
        occasions: What comes within a year and a half.
        contacts: The last contact of each rank, the highest first.
        sayings: Their last words towards the asking state that bind or threaten.
        promises: What they promised the asking state in writing and have still to do.
        kept: How often their reported promises to it were followed by what was promised.
        acts_until: Last day on which a source of dated acts covers the two; contacts, words and
            kept promises end there.
    """

    state: StateName
    offices: tuple[actors.Office, ...]
    occasions: tuple[actors.Occasion, ...]
    contacts: tuple[tuple[acts.Rank, acts.Contact], ...]
    sayings: tuple[Saying, ...]
    promises: tuple[WrittenPromise, ...]
    kept: Consistency
    acts_until: date | None


def dossier(
    record: Record, here: StateName, there: StateName, day: date, acts_until: date | None
) -> Dossier:
    """What is known of the other side on a day.

    Args:
        record: Where acts are.
        here: The asking state.
        there: The other.
        day: The last that is read.
        acts_until: Last day on which a source of dated acts covers the two.
    """
    since = date(day.year - BACK, 1, 1)
    history = acts.contact_history(record, here.ccode, there.ccode, since, day)
    return Dossier(
        there,
        _offices(there.ccode, day),
        actors.occasions(here.ccode, there.ccode, day, day + AHEAD),
        tuple(history.last_by_rank.items()),
        _sayings(record, here, there, day),
        _written(here, there, day),
        promises.consistency(
            promises.verbal_promises(record, there.ccode, here.ccode, date.min, day)
        ),
        acts_until,
    )


def _written(here: StateName, there: StateName, day: date) -> tuple[WrittenPromise, ...]:
    """Commitments of the other to the asking state, or to a list it is in, that are still open."""
    found = [
        each
        for each in promises.commitments(there.key, to=here.key, as_of=day)
        if each.status in OPEN
    ]
    tables = (promises.commitment_table(found, Language(code)).rows for code in LANGUAGES)
    told = (
        [Bilingual(**{code: cell.text for code, cell in zip(LANGUAGES, cells, strict=True)})
         for cells in zip(*rows, strict=True)]
        for rows in zip(*tables, strict=True)
    )  # fmt: skip
    return tuple(
        WrittenPromise(one.id, one.made, what, to, due, stands, one.certainty)
        for one, (_, _, what, to, due, stands) in zip(
            (each.commitment for each in found), told, strict=True
        )
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
