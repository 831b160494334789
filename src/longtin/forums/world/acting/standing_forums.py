"""Standing forums of a world: their states, and the issue each decides on, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from longtin.acts import Record
from longtin.errors import DataError, LongtinError
from longtin.forums._issue.cooperation_problem import CooperationProblem
from longtin.forums._issue.issue_files import members_of_problem, read_issue, scenario
from longtin.forums._issue.listed_states import listed
from longtin.forums._setting.believed import Believed
from longtin.forums._setting.setting import Bools, Floats
from longtin.forums._setting.situate import situated_among
from longtin.forums._setting.situated_problem import SituatedProblem
from longtin.forums.institutions.cooperation_game import CooperationGame
from longtin.forums.institutions.growing import found_core
from longtin.forums.institutions.willing import found_coalition
from longtin.forums.world.named_parts import Places
from longtin.forums.world.world import ForumIssue, StandingForum
from longtin.forums.world.world_file import ForumSession, WrittenWorld

IssueKey = tuple[str, tuple[int, ...]]
"""An issue as a world's file has it, and the codes of the states that decide on it, ascending."""

FILE_ENDINGS = (".yaml", ".yml")
"""Endings by which an issue is a file, and not the name of a scenario."""


def issue_of(written: WrittenWorld, at: int) -> CooperationProblem | None:
    """The issue of a forum, by its place among the forums.

    Raises:
        DataError: There is no such scenario or file, it is not as it should be, or it is of a later
            day than the world's first; the line of the world's file is told.
    """
    text = written.values.forums[at].issue
    if text is None:
        return None
    place = written.line("forums", at, "issue")
    try:
        found = _problem(text, str(written.folder))
    except LongtinError as error:
        raise DataError("{place}: {why}", place=place, why=error) from error
    if found.on > written.values.start:
        raise DataError(
            "{place}: the issue `{issue}` is of {day}, after the world's first day, {start}. Give "
            "it an earlier `on`, or let the world begin later.",
            place=place,
            issue=text,
            day=found.on,
            start=written.values.start,
        )
    return found


@cache
def _problem(text: str, folder: str) -> CooperationProblem:
    if text.lower().endswith(FILE_ENDINGS):
        return read_issue(Path(folder) / text)
    return scenario(text)


def states_of_forum(written: WrittenWorld, places: Places, at: int) -> list[int]:
    """Places of a forum's states: those named, or of its issue those that the world has.

    Raises:
        DataError: One named is no state of the world, or fewer than two are left.
    """
    forum = written.values.forums[at]
    problem = issue_of(written, at)
    if problem is None or forum.states:
        return sorted(places.several(forum.states, "forums", at, "states"))
    there = [places.place(ccode) for ccode in members_of_problem(problem)]
    found = sorted(each for each in there if each is not None)
    if len(found) < 2:
        raise DataError(
            "{place}: {n} of the states that `{issue}` concerns are states of this world. Name "
            "the forum's `states`, or add theirs to the world.",
            place=written.line("forums", at, "issue"),
            issue=forum.issue,
            n=len(found),
        )
    return found


def situations(
    written: WrittenWorld,
    ccodes: Sequence[int],
    record: Record,
    known: Mapping[IssueKey, SituatedProblem],
) -> dict[IssueKey, SituatedProblem]:
    """What the record knows of the states of each forum's issue, beside what is known already.

    Belief is left out: it is the world's own.

    Args:
        written: The world's file.
        ccodes: Of its states, in any order.
        record: Where capability and votes are read, as on the issue's day.
        known: Found before.
    """
    found, places = dict(known), Places(written, ccodes)
    for at, forum in enumerate(written.values.forums):
        problem = issue_of(written, at)
        if problem is None or forum.issue is None:
            continue
        codes = tuple(sorted(ccodes[each] for each in states_of_forum(written, places, at)))
        key = (forum.issue, codes)
        if key not in found:
            _check_names(written, problem, codes, at)
            found[key] = situated_among(problem, record, codes, _unread(len(codes)))
    return found


def _check_names(
    written: WrittenWorld, problem: CooperationProblem, codes: tuple[int, ...], at: int
) -> None:
    """Refuse a coalition that is to grow from a core of whom fewer than two are there."""
    if problem.core and written.values.forums[at].way == "growing":
        there = set(listed(problem.core, problem.on)) & set(codes)
        if len(there) < 2:
            raise DataError(
                "{place}: {n} of the `core` of `{issue}` are in this forum, and a coalition grows "
                "from two or more. Name other `states`, or another issue.",
                place=written.line("forums", at, "issue"),
                issue=written.values.forums[at].issue,
                n=len(there),
            )


def _unread(size: int) -> Believed:
    """Belief that nobody reads."""
    level = np.full((size, size), 0.5)
    return Believed(level, level, level, 0, ("given", {}))


def standing_forum(
    written: WrittenWorld,
    places: Places,
    at: int,
    situated: Mapping[IssueKey, SituatedProblem],
    trust: Floats,
) -> StandingForum:
    """A forum with the places of its states, and what it decides on.

    Args:
        written: The world's file.
        places: Of its states.
        at: Which forum.
        situated: What is known of each issue.
        trust: When the world begins, (truster, trustee), in the order of `places`.
    """
    forum, states = written.values.forums[at], states_of_forum(written, places, at)
    issue = None
    if forum.issue is not None:
        codes = [places.ccode(each) for each in states]
        key = (forum.issue, tuple(sorted(codes)))
        if key not in situated:
            raise LongtinError(
                "{issue} has not been looked up for these states. Use `built` or `start_of`.",
                issue=forum.issue,
            )
        problem = situated[key].reordered([key[1].index(each) for each in codes])
        elsewhere = len(set(members_of_problem(problem.problem)) - set(codes))
        start = _start(forum, problem, trust, states)
        issue = ForumIssue(forum.issue, problem, start, elsewhere)
    return StandingForum(
        name=forum.name, way=forum.way, states=np.array(states), every=forum.every,
        threshold=forum.threshold, quota=forum.quota, core=forum.core, issue=issue,
    )  # fmt: skip


def _start(
    forum: ForumSession, problem: SituatedProblem, trust: Floats, states: list[int]
) -> Bools | None:
    """From where joining is followed at the first session, with everything as given."""
    if forum.way not in {"willing", "growing"}:
        return None
    belief = trust[np.ix_(states, states)].copy()
    np.fill_diagonal(belief, 1.0)
    game = CooperationGame(replace(problem.setting_as_given(), belief=belief))
    return found_coalition(game) if forum.way == "willing" else found_core(game)
