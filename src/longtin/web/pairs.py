"""Pairs of states as pages speak of them: found, reckoned once, and their views side by side."""

from dataclasses import dataclass
from datetime import date

from longtin import actors, brief
from longtin.errors import ActorError, Term
from longtin.web.answer import Link
from longtin.web.visit import Visit

VIEWS = ("", "evidence", "standing", "issues", "contacts", "ties", "words", "compare")
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


def brief_of(visit: Visit, pair: StatePair, *, annex: bool) -> brief.Brief:
    """The brief of a pair, counted once for all who ask."""
    key = ("brief", pair.here.ccode, pair.there.ccode, pair.day)
    if annex:
        return visit.site.reckon(
            (*key, True),
            lambda record: brief.compose(
                record, pair.here.key, pair.there.key, as_of=pair.day, annex=True
            ),
        )
    return visit.site.reckon(
        (*key, False),
        lambda record: brief.compose(
            record, pair.here.key, pair.there.key, as_of=pair.day, annex=False
        ),
    )


def tabs(visit: Visit, pair: StatePair, here: str) -> tuple[Link, ...]:
    """The views of a pair, the one shown marked."""
    say = visit.say
    labels = {
        "": say("Through time"),
        "evidence": say("What it rests on"),
        "standing": say("Where it stands"),
        "issues": say("By issue"),
        "contacts": say("Contacts and visits"),
        "ties": say("Ties"),
        "words": say("Words kept"),
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
