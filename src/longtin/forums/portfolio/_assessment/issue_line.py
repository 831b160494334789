"""A line of a portfolio: one issue with its partners, venues, part and means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from longtin import promises
from longtin._data import Bilingual
from longtin.forums.portfolio._assessment.meeting_places import VenueChoice
from longtin.forums.portfolio._assessment.partners import IssuePartner
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._reference.rows import PartTaken
from longtin.forums.portfolio._reference.vocabulary import portfolio_words

Form = Literal["bilateral", "regional", "multilateral", "triangular"]
"""With one partner, in a body of the region, in one of the world, or with a donor for a third."""

STRONG: Final = 0.6
"""Strength from which a state counts as strong on an issue."""


@dataclass(frozen=True)
class IssueLine:
    """One issue of a state's portfolio.

    Attributes:
        issue: A key of the vocabulary of promises.
        name: In both languages.
        own_strength: The state's own strength on it.
        partners: All that were compared, the most often among the first three first.
        venues: Where to talk and where to act.
        position: The state's last position on it; nothing where none is known.
        parts: What the state did on it, the highest part first.
        part_now: The highest part taken; `none` where nothing is on record.
        part_proposed: The part that its strength allows.
        form: How cooperation is best shaped.
        own_means: What the state can bring itself.
        outside_means: What its first partners can bring.
        given: Commitments of others to it on the issue.
        owed: Its own commitments on it.
        is_measurable: Whether a commitment of its own on it has a figure or a day.
    """

    issue: str
    name: Bilingual
    own_strength: Rated
    partners: tuple[IssuePartner, ...]
    venues: VenueChoice
    position: promises.StatedPosition | None
    parts: tuple[PartTaken, ...]
    part_now: str
    part_proposed: str
    form: Form
    own_means: tuple[str, ...]
    outside_means: tuple[str, ...]
    given: tuple[promises.Standing, ...]
    owed: tuple[promises.Standing, ...]
    is_measurable: bool

    @property
    def first_partners(self) -> tuple[IssuePartner, ...]:
        """The first three."""
        return self.partners[:3]


def part_now(parts: Sequence[PartTaken]) -> str:
    """The highest part taken."""
    return parts[0].level if parts else "none"


def part_proposed(now: str, is_strong: bool) -> str:
    """The part that a state's strength allows.

    Where a row says that it is strong, one step above the part it takes, up to leading; elsewhere
    at least to join. Nobody is advised to do less than it does.
    """
    ranks = portfolio_words().parts
    order = ["none", *sorted(ranks, key=lambda key: ranks[key].rank)]
    at = order.index(now)
    if is_strong:
        return order[min(at + 1, len(order) - 1)] if at else "propose"
    return order[max(at, 1)]


def form_of(is_strong: bool, first: IssuePartner | None, venues: VenueChoice) -> Form:
    """How cooperation is best shaped.

    Triangular, where the state is strong itself and its first partner brings money: the two help a
    third. Else in a body that can carry it out, else in one of the region, else pair by pair.
    """
    if is_strong and first is not None and "money" in first.brings:
        return "triangular"
    place = venues.act
    if place is None:
        return "bilateral"
    return "multilateral" if place.venue.scope == "universal" else "regional"
