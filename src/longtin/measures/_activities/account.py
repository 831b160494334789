"""Account of an activity: figures, marks and distances as one side states them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from math import nan

from longtin import actors
from longtin._moments import Clocks, Moment
from longtin.errors import ActorError, DataError
from longtin.measures._activities.activity import Activity, RelatedActivity
from longtin.measures._activities.clocks import clocks
from longtin.measures._regimes.vocabulary import vocabulary


@dataclass(frozen=True)
class Account:
    """An activity as one account has it, with its states found.

    Attributes:
        activity: As written.
        figures: As this account has them.
        facts: As this account has them.
        viewer: Whose view of contested lines is taken, as written in the file.
    """

    activity: Activity
    figures: Mapping[str, float]
    facts: frozenset[str]
    viewer: str | None = None
    codes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def day(self) -> date:
        """The day by which regimes and states are looked up."""
        return self.activity.start.day

    @cached_property
    def acting(self) -> tuple[int, ...]:
        """States that take part or host, by their Correlates of War codes."""
        names = (self.activity.host, *self.activity.participants)
        return tuple(dict.fromkeys(self.state(name) for name in names if name))

    @cached_property
    def host(self) -> int | None:
        """The host's code."""
        return self.state(self.activity.host) if self.activity.host else None

    @cached_property
    def actor(self) -> int | None:
        """The code of the state whose act it was."""
        return self.state(self.activity.actor) if self.activity.actor else None

    @cached_property
    def asked(self) -> int | None:
        """The code of the state that is asked; the host's, or that of the only one acting."""
        name = self.activity.asked or self.activity.host
        if name is None and len(self.activity.participants) == 1:
            name = self.activity.participants[0]
        return self.state(name) if name else None

    @cached_property
    def asking(self) -> int | None:
        """The code of the state that asks."""
        return self.state(self.activity.asking) if self.activity.asking else None

    @cached_property
    def concerned(self) -> tuple[int, ...]:
        """Everybody with a part in it."""
        found = (*self.acting, self.actor, self.asked, self.asking)
        return tuple(dict.fromkeys(code for code in found if code is not None))

    def state(self, name: str) -> int:
        """A state's code by any of its names.

        Raises:
            DataError: There is none of that name on that day.
        """
        if name not in self.codes:
            try:
                self.codes[name] = actors.find(name, self.day).ccode
            except ActorError as error:
                raise DataError("{place}: {why}", place=self.activity.name, why=error) from error
        return self.codes[name]

    def moment(self, anchor: str) -> Moment | None:
        """When something was, if it is stated."""
        return self.activity.moment(anchor)

    def clocks(self, ccode: int | None = None) -> Clocks:
        """Time zones that a state may keep; those of the place of the activity without one."""
        place = self.host if self.host is not None else self.asked
        return clocks(place if ccode is None else ccode, self.day)

    def distance(self, line: str) -> float | None:
        """Kilometres to a line in this view; endless where none is stated and none is meant."""
        given = self.activity.distance_km.get(line)
        if isinstance(given, dict):
            return given.get(self.viewer or "", next(iter(given.values()), None))
        if given is None and self.activity.unstated == "none":
            return float("inf")
        return given

    def figure(self, name: str) -> float | None:
        """A figure in this account.

        Where none is stated and none is meant, there are none of what is counted; what would be
        measured is not there, so that it has no figure (NaN), and nothing compares with it.
        """
        if name in self.figures:
            return self.figures[name]
        if self.activity.unstated == "unknown":
            return None
        return 0.0 if vocabulary().figures[name].is_counted else nan


def own_account(activity: Activity) -> Account:
    """An activity as it was written, whatever others say of it."""
    return next(iter(views(activity, frozenset()).values()))


def views(activity: Activity, lines: frozenset[str]) -> dict[str, Account]:
    """Every account of an activity, by who gives it; our own under an empty name.

    Only views of the lines that matter to the question are told apart.
    """
    own = Account(activity, activity.figures, frozenset(activity.facts))
    viewers = dict.fromkeys(
        viewer
        for line, given in activity.distance_km.items()
        if line in lines and isinstance(given, dict)
        for viewer in given
    )
    found = {viewer: replace(own, viewer=viewer) for viewer in viewers} or {"": own}
    first = next(iter(viewers), None)
    for claim in activity.claims:
        figures, facts = {**own.figures, **claim.figures}, own.facts | frozenset(claim.facts)
        found[claim.by] = replace(own, figures=figures, facts=facts, viewer=first)
    return found


def as_activity(other: RelatedActivity, of: Activity) -> Activity:
    """Another activity of the same file, on its own."""
    return of.model_copy(
        update={
            "name": other.name,
            "kind": other.kind or of.kind,
            "host": other.host or of.host,
            "participants": of.participants if other.participants is None else other.participants,
            "start": other.start,
            "end": other.end,
            "figures": other.figures,
            "facts": other.facts,
            "moments": {},
            "notices": (),
            "others": (),
            "claims": (),
        }
    )
