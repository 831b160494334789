"""Selection of statements: whose, to whom, of what, up to when."""

from collections.abc import Iterable, Mapping
from datetime import date

from longtin.promises._standing.standing import Standing, standings
from longtin.promises._statements.party import members_of, party_named
from longtin.promises._statements.stated_position import StatedPosition
from longtin.promises._statements.statement_files import Statements, shipped
from longtin.promises._statements.vocabulary import issue_named


def commitments(
    by: str | None = None,
    *,
    to: str | None = None,
    issue: str | None = None,
    as_of: date,
    overdue: bool = False,
    among: Statements | None = None,
) -> tuple[Standing, ...]:
    """Commitments and how each stands on a day.

    Args:
        by: Who promised: a state, with what lists and organisations promised that it is in; or a
            list or an organisation itself. Everybody without it.
        to: To whom, likewise.
        issue: Of what: a key of the vocabulary, or its name.
        as_of: The day; what was made or done later is not known yet.
        overdue: Only those whose day is over and of which not all was done.
        among: The statements there are; the shipped ones without it.

    Returns:
        In order of time.

    Raises:
        ActorError: There is no such state.
        DataError: There is no such list, organisation or issue.
    """
    held = among or shipped()
    wanted = None if issue is None else issue_named(issue)
    giver = None if by is None else party_named(by, as_of)
    taker = None if to is None else party_named(to, as_of)
    found = standings(held.commitments.values(), as_of)
    return tuple(
        each
        for each in found
        if wanted in (None, each.commitment.issue)
        if giver is None or speaks_for(each.commitment.by, giver, each.commitment.made)
        if taker is None or speaks_for(each.commitment.to, taker, each.commitment.made)
        if each.is_overdue or not overdue
    )


def speaks_for(parties: tuple[str, ...], who: str, day: date) -> bool:
    """Whether one of some parties is somebody, or an organisation or list that they are in."""
    return any(each == who or who in members_of(each, day) for each in parties)


def own(standings: Iterable[Standing], by: str | None) -> tuple[Standing, ...]:
    """Those that a party promised by its own name, rather than as a member; all without one."""
    if by is None:
        return tuple(standings)
    return tuple(each for each in standings if party_named(by, each.as_of) in each.commitment.by)


def positions(
    by: str | None = None,
    *,
    issue: str | None = None,
    as_of: date,
    among: Statements | None = None,
) -> tuple[StatedPosition, ...]:
    """What was said of an issue, in order of time.

    Args:
        by: Who said it; everybody without it.
        issue: A key of the vocabulary, or its name.
        as_of: The last day that is read; what followed on a position later is not told.
        among: The statements there are; the shipped ones without it.

    Raises:
        ActorError: There is no such state.
        DataError: There is no such list, organisation or issue.
    """
    held: Mapping[str, StatedPosition] = (among or shipped()).positions
    wanted = None if issue is None else issue_named(issue)
    speaker = None if by is None else party_named(by, as_of)
    return tuple(
        each.known_on(as_of)
        for each in held.values()
        if each.on <= as_of
        if wanted in (None, each.issue)
        if speaker in (None, each.by)
    )
