"""Pairs of states as pages speak of them: found, reckoned once, and their views side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from longtin import actors, brief, forums, measures
from longtin.errors import ActorError, Term
from longtin.page import Cell, Column, Document, Section, Table
from longtin.web.answer import Link, Shown
from longtin.web.documents import section
from longtin.web.visit import Visit
from longtin.web.waiting import AGAIN

VIEWS = ("", "evidence", "standing", "issues", "contacts", "ties", "words", "outside", "compare")
"""Views of a pair: the last part of their addresses."""


@dataclass(frozen=True)
class StatePair:
    """Two states on a day.

    Attributes:
        here: The first.
        there: The other.
        day: The last that is read.
    """

    here: actors.State
    there: actors.State
    day: date

    @property
    def path(self) -> str:
        """Address of the pair."""
        return f"/dyad/{self.here.key}/{self.there.key}"


def pair_of(visit: Visit, here: str = "", there: str = "") -> StatePair:
    """The pair that an address names.

    Raises:
        ActorError: There is no such state on that day, or the two are one.
    """
    day = visit.day()
    names = here or visit.names["here"], there or visit.names["there"]
    one, two = (actors.find(name, day) for name in names)
    if one.ccode == two.ccode:
        raise ActorError(
            "'{one}' and '{two}' are the same state, {state}. Name two.",
            one=names[0],
            two=names[1],
            state=Term(one.name_en, one.name_vi),
        )
    return StatePair(one, two, day)


def brief_of(visit: Visit, pair: StatePair, *, annex: bool, advised: bool = False) -> brief.Brief:
    """The brief of a pair, without advice unless that is shown; counted once for all who ask."""
    key = ("brief", pair.here.ccode, pair.there.ccode, pair.day, annex, advised)
    return visit.site.reckon(
        key,
        lambda record: brief.compose(
            record, pair.here.key, pair.there.key, as_of=pair.day, annex=annex, advised=advised
        ),
    )


def first(visit: Visit) -> Shown:
    """What is known of a pair without reckoning: who decides, and what binds both."""
    pair = pair_of(visit)
    last = visit.path.rstrip("/").rpartition("/")[2]
    said = visit.say(
        "Trust is being counted from the record. Who decides and what binds both is known at once."
    )
    sections = (
        _shipped(visit, pair),
        *(_deciding(visit, each, pair.day) for each in (pair.here, pair.there)),
        bound(visit, (pair.here, pair.there), pair.day),
    )
    document = Document(
        language=visit.code,
        title=title(visit, pair),
        kicker=visit.say("Two states"),
        dated=visit.language.date(pair.day),
        day=pair.day.isoformat(),
        note=said,
        sections=tuple(each for each in sections if each is not None),
    )
    return Shown(
        document, tabs=tabs(visit, pair, last if last in VIEWS else ""), refresh=AGAIN, kept=False
    )


def _shipped(visit: Visit, pair: StatePair) -> Section | None:
    """Belief of the two as it is shipped, where that holds for the record and the day."""
    say, found = visit.say, visit.site.read(forums.shipped_belief)
    if found is None or found[0] > pair.day:
        return None
    day, frame = found
    rows = []
    for truster, trustee in ((pair.here, pair.there), (pair.there, pair.here)):
        of_pair = frame.filter(truster=truster.ccode, trustee=trustee.ccode)
        for row in of_pair.iter_rows(named=True):
            reading = brief.Reading(day, "estimated", row["trust"], row["low"], row["high"])
            names = (
                actors.in_sentence(each.name(visit.code), visit.code) for each in (truster, trustee)
            )
            whose = say("Trust of {truster} in {trustee}", **dict(zip(_SIDES, names, strict=True)))
            rows.append([whose, brief.figure(reading, visit.language)])
    if not rows:
        return None
    columns = [Column(say("Trust of whom in whom")), Column(say("Trust"), "figure")]
    note = say(
        "Belief of every pair as it is shipped, of {day}; what follows is counted anew.",
        day=visit.language.date(day),
    )
    return section("shipped", say("Trust"), Table.of("", columns, rows), notes=(note,))


_SIDES = ("truster", "trustee")


def title(visit: Visit, pair: StatePair) -> str:
    """What every page of a pair is called."""
    here, there = (
        actors.in_sentence(each.name(visit.code), visit.code) for each in (pair.here, pair.there)
    )
    return visit.say("Trust between {here} and {there}", here=here, there=there)


def _deciding(visit: Visit, state: actors.State, day: date) -> Section | None:
    table = brief.office_table(actors.in_office(state.ccode, day), visit.language)
    if not table.rows:
        return None
    heading = visit.say("Who decides in {state}", state=state.name(visit.code))
    return section(f"offices-{state.key.lower()}", heading, replace(table, caption=""))


def bound(visit: Visit, states: Sequence[actors.State], day: date) -> Section | None:
    """Treaties and documents that bind every one of some states."""
    say = visit.say
    rows: list[list[str | Cell]] = [
        [
            Cell(each.name.of(visit.code), link=f"/regimes/{each.id}"),
            measures.binding(each.binding, visit.language),
            str(len(each.obligations)),
        ]
        for each in measures.regimes().values()
        if all(measures.party_status(each, state.ccode, day).bound for state in states)
    ]
    if not rows:
        return None
    columns = [
        Column(say("Treaty or document")),
        Column(say("Binding")),
        Column(say("Obligations"), "figure"),
    ]
    heading = say("What binds it") if len(states) == 1 else say("What binds both")
    return section("regimes", heading, Table.of("", columns, rows))


def tabs(visit: Visit, pair: StatePair, here: str) -> tuple[Link, ...]:
    """The views of a pair, the one shown marked."""
    say = visit.say
    labels = {
        "": say("Through time"),
        "evidence": say("What it rests on"),
        "standing": say("Where they stand"),
        "issues": say("By issue"),
        "contacts": say("Contacts and visits"),
        "ties": say("Ties"),
        "words": say("Words kept"),
        "outside": say("Outside checks"),
        "compare": say("Compare"),
    }
    kept = {"at": visit.query.get("at", "")}
    return tuple(
        Link(labels[view], _address(f"{pair.path}/{view}".rstrip("/"), kept), view == here)
        for view in VIEWS
    )


def _address(path: str, kept: dict[str, str]) -> str:
    from urllib.parse import urlencode

    words = urlencode({name: value for name, value in kept.items() if value})
    return f"{path}{'?' if words else ''}{words}"
