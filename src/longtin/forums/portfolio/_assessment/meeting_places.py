"""Venues of a state on an issue: where to talk, where to act, and which powers sit there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from longtin import actors, measures
from longtin.forums.portfolio._reference.rows import CooperationBody

TALK: Final = ("convene", "inform", "coordinate")
ACT: Final = ("operate", "enforce")
"""Carrying out before enforcing: a body that only enforces is named where none carries out."""

FEW_ISSUES: Final = 3
"""Issues up to which a body is made for them rather than for all."""

MOST_TALKS: Final = 2
"""Venues to talk in that are named."""

SCOPES: Final = ("regional", "minilateral", "inter_regional", "universal")
"""Nearer before farther, where as many partners sit in both."""


@dataclass(frozen=True)
class MeetingPlace:
    """A venue as it serves a state on an issue.

    Attributes:
        venue: Which.
        partners: ISO codes of the first partners that belong.
        powers: ISO codes of the great powers that belong.
        jobs: What it can do.
    """

    venue: CooperationBody
    partners: tuple[str, ...]
    powers: tuple[str, ...]
    jobs: tuple[str, ...]


@dataclass(frozen=True)
class VenueChoice:
    """Where a state should take an issue, by the job.

    Attributes:
        talk: Where to convene, inform, coordinate, the best two; empty where no body has the issue.
        act: Where something can be carried out; nothing means pair by pair with the first partner.
        others: Further venues of the state on the issue.
    """

    talk: tuple[MeetingPlace, ...]
    act: MeetingPlace | None
    others: tuple[MeetingPlace, ...]


def belongs(venue: CooperationBody, ccode: int, day: date) -> bool:
    """Whether a state belongs to a venue on a day."""
    if venue.group is not None:
        return ccode in measures.listed(venue.group, day)
    return any(actors.ccode_from("iso3", code, day) == ccode for code in venue.members)


def choose(
    venues: Iterable[CooperationBody],
    issue: str,
    ccode: int,
    partners: Sequence[tuple[str, int]],
    powers: Collection[tuple[str, int]],
    day: date,
) -> VenueChoice:
    """Where a state should take an issue.

    A body that convenes is not asked to operate. For each job, the venue of the state with the most
    of its first partners counts, one made for the issue before one made for many, one that rests on
    a treaty before one that does not, and of two alike the nearer one.

    Args:
        venues: All there are.
        issue: Which.
        ccode: The state.
        partners: ISO and COW codes of its first partners on the issue, the first first.
        powers: ISO and COW codes of the powers that it balances between.
        day: Membership is read on it.
    """
    places = [
        MeetingPlace(
            venue,
            tuple(key for key, code in partners if belongs(venue, code, day)),
            tuple(key for key, code in powers if belongs(venue, code, day)),
            venue.jobs,
        )
        for venue in venues
        if issue in venue.issues and belongs(venue, ccode, day)
    ]
    ranked = sorted(
        places, key=lambda one: (-_fit(one), SCOPES.index(one.venue.scope), one.venue.id)
    )
    talk = tuple(one for one in ranked if set(TALK) & set(one.jobs))[:MOST_TALKS]
    act = next(
        (one for job in ACT for one in ranked if job in one.jobs and one.partners),
        None,
    )
    others = tuple(one for one in ranked if one is not act and one not in talk)
    return VenueChoice(talk, act, others)


def _fit(place: MeetingPlace) -> float:
    """Share of the first three partners that belong; more for few issues, or a treaty on few.

    Assemblies of the whole world on everything come last: any partner can be met there.
    """
    few = len(place.venue.issues)
    is_for_few = few <= FEW_ISSUES
    is_treaty = place.venue.group is not None and is_for_few
    is_assembly = place.venue.scope == "universal" and not is_for_few
    return len(place.partners) / 3 + 0.5 / few + 0.2 * is_treaty - 0.5 * is_assembly


def all_places(choice: VenueChoice) -> tuple[MeetingPlace, ...]:
    """Every venue of a state on an issue, those chosen first, each once."""
    chosen = [*choice.talk, *([choice.act] if choice.act else []), *choice.others]
    return tuple({place.venue.id: place for place in chosen}.values())
