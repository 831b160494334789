"""Groups of states: dated lists that several regimes share, and the states codes stand for."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache

from longtin import actors
from longtin._data import Bilingual, Certainty, Closed, read
from longtin.errors import Listing, UnknownIdError, meant
from longtin.measures._regimes.vocabulary import DATA


class Member(Closed):
    """A state in a list, and since when.

    Attributes:
        state: Its code.
        since: First day; from the beginning without.
        until: Last day.
    """

    state: str
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it stands on the list on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Group(Closed):
    """A dated list of states.

    Attributes:
        name: In words.
        aliases: What else it is called.
        members: Each state, and when.
        absent: Members that are no state of the state system.
        certainty: How sure it is who stands on the list.
        days: How sure the days are, when less sure than that.
        source: Where it is from.
    """

    name: Bilingual
    aliases: tuple[str, ...] = ()
    members: tuple[Member | str, ...]
    absent: tuple[Bilingual, ...] = ()
    certainty: Certainty
    days: Certainty | None = None
    source: str

    def dated(self) -> Iterator[Member]:
        """Members, those given by their code alone too."""
        for each in self.members:
            yield Member(state=each) if isinstance(each, str) else each


class Groups(Closed):
    """All lists of states, by name."""

    groups: dict[str, Group]


@cache
def groups() -> Mapping[str, Group]:
    """Lists of states that several regimes share."""
    return read(DATA.joinpath("groups.yaml"), Groups).groups


def group_named(text: str) -> str:
    """The key of a list of states, however its capitals are typed.

    Raises:
        UnknownIdError: There is no such list; the nearest is named.
    """
    keys = {key.casefold(): key for key in groups()}
    bare = text.strip().casefold()
    if bare in keys:
        return keys[bare]
    raise UnknownIdError(
        "There is no group `{group}`.{hint} There are: {known}.",
        group=text,
        hint=meant(get_close_matches(bare, keys, n=1, cutoff=0.5)),
        known=Listing(groups()),
    )


def ccode(code: str, day: date) -> int | None:
    """The state a code stood for on a day; nothing when it stood for none then.

    Codes are of ISO 3166, and of Correlates of War for a state that has none there.
    """
    found = actors.ccode_from("iso3", code, day)
    if found is not None:
        return found
    other = actors.ccode_from("cow_abb", code, day)
    return other if other is not None and actors.as_of(other, day).key == code else None
