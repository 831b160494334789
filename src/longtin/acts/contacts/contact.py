"""Contact: officials of two states who met, visited or telephoned, by rank and mode."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from longtin._language import message
from longtin.acts.contacts.rank import Rank


class Mode(StrEnum):
    """How a contact was made."""

    visit = "visit"
    gathering = "gathering"
    third_ground = "third_ground"
    negotiation = "negotiation"
    meeting = "meeting"
    telephone = "telephone"


MODES: dict[Mode, str] = {
    Mode.visit: message("visit"),
    Mode.gathering: message("visit to a gathering"),
    Mode.third_ground: message("meeting on third ground"),
    Mode.negotiation: message("negotiation"),
    Mode.meeting: message("meeting"),
    Mode.telephone: message("telephone call"),
}
"""What each mode is called."""

APART = timedelta(days=1)
"""Reports of one contact may be a day apart: newspapers date by when they print."""

RETOLD = timedelta(days=30)
"""A named guest's visit told again within so many days was announced or looked back on."""

ONE_WAY = (Mode.visit, Mode.gathering)
"""Modes in which one side came to the other."""


@dataclass(frozen=True)
class Participant:
    """Who took part for one state.

    Attributes:
        ccode: Correlates of War code.
        who: The name, or the agency where only that is known; empty where only the state is.
        rank: Of the highest office held on the day.
        known_by: What tells this person from others: the office if only one can hold it, else the
            name; empty where nobody is named.
    """

    ccode: int
    who: str
    rank: Rank
    known_by: str


@dataclass(frozen=True)
class Contact:
    """One contact, however many reports tell of it.

    Attributes:
        start: First day.
        end: Last day.
        mode: How it was made.
        visitor: Code of the state whose side came to the other; `None` for other modes, and where
            nobody says.
        sides: The one who took part for each state, the highest in rank who is named, in the
            order of the pair asked for.
        text: What a list of journeys says of it, else what the archive calls it.
        origins: Rows of the record that tell of it.
        listed: Whether a list of journeys has it, whose days and mode stand.
        retold: Days on which it was told again, weeks before or after, or years after to the day.
    """

    start: date
    end: date
    mode: Mode
    visitor: int | None
    sides: tuple[Participant, Participant]
    text: str
    origins: tuple[str, ...]
    listed: bool = False
    retold: tuple[date, ...] = ()

    @property
    def rank(self) -> Rank:
        """Of who came, for a visit; else the higher of the two that are named."""
        if self.visitor is not None:
            return next(side.rank for side in self.sides if side.ccode == self.visitor)
        return min((side.rank for side in self.sides), key=lambda rank: rank.value)
