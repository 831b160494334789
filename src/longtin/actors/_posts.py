"""Posts: what an actor of event data is within its state, in words and not only by sphere."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from longtin.actors import _tables
from longtin.actors._offices import tenures
from longtin.actors._resolve import listed
from longtin.actors._spelling import bare, role_and_owner


@dataclass(frozen=True)
class Post:
    """What an actor of event data is within its state.

    Attributes:
        title: The role of an agency (`Foreign Affairs`), the name of a body, or the office of a
            person (`foreign minister`).
        kind: Branch of the role or kind of the body, `military`; empty of a person.
        start: First day; `None` if open.
        end: Last day; `None` if open.
    """

    title: str
    kind: str
    start: date | None
    end: date | None


@lru_cache(maxsize=65536)
def posts(name: str) -> tuple[Post, ...]:
    """What an actor of event data was within its state, over time.

    Args:
        name: As the source spells it: "role (state)", a body or a person.

    Returns:
        In the order of the tables; empty of a state by its name, and of what no table has.

    Example:
        >>> [(one.title, one.kind) for one in posts("Foreign Affairs (South Sudan)")]
        [('Foreign Affairs', 'foreign')]
    """
    spelt = bare(name)
    if bodies := listed("bodies.csv").get(spelt):
        return tuple(Post(row.name, row.kind, row.span.start, row.span.end) for row in bodies)
    role, owner = role_and_owner(name)
    if owner:
        return (Post(role, _branches().get(bare(role), ""), None, None),)
    return tuple(Post(one.title, "", one.start, one.end) for one in tenures(name))


@cache
def _branches() -> dict[str, str]:
    """Branch of each role, by its bare name."""
    return {bare(row["role"]): row["branch"] for row in _tables.rows("roles.csv")}
