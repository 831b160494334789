"""What the record knows of the states of a problem: capability, votes, major powers, belief."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from longtin import actors
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.forums._issue.cooperation_problem import CooperationProblem, Likeness, VoteShift
from longtin.forums._issue.issue_files import members_of_problem
from longtin.forums._issue.judged_number import JudgedNumber
from longtin.forums._issue.listed_states import listed, states_named
from longtin.forums._setting.believed import Believed, believed
from longtin.forums._setting.setting import Bools, Floats
from longtin.forums._setting.situated_problem import SituatedProblem

YEARS_OF_VOTES: Final = 5
"""Last years of votes before the day that are read."""

LEAST: Final = 1e-6
"""Capability of a state of whom none is known, as a share of the world's."""


def situated(
    problem: CooperationProblem, record: Record, states: Sequence[str] | None = None
) -> SituatedProblem:
    """A problem with what the record knows of its states on its day.

    Args:
        problem: The issue file.
        record: Where capability, votes and belief are read.
        states: In place of the file's own: names, codes or groups.

    Raises:
        ActorError: No such state or group on that day.
        LongtinError: Fewer than two states are named.
    """
    codes = members_of_problem(problem) if states is None else listed(states, problem.on)
    if len(codes) < 2:
        raise LongtinError("A comparison needs two states or more. Name at least two.")
    return situated_among(problem, record, codes, believed(problem, record, codes))


def situated_among(
    problem: CooperationProblem, record: Record, codes: tuple[int, ...], belief: Believed
) -> SituatedProblem:
    """The same among states by their COW codes, with belief that is at hand."""
    day = problem.on
    cinc, year = _capability(record, codes, day)
    rows = {
        kind: _rows(getattr(problem, kind).given, codes, day)
        for kind in ("values", "means", "costs")
    }
    votes = _votes(problem, record, codes, rows["values"])
    notes: list[tuple[str, Mapping[str, object]]] = [
        (f"belief-{belief.source[0]}", belief.source[1])
    ]
    if belief.field is not None:
        notes.append(belief.field)
    if "capability" in {problem.values.like, problem.means.like}:
        notes.append(("capability", {"year": year}))
    if votes is not None:
        notes.append(("votes", {"years": YEARS_OF_VOTES}))
    if belief.unknown_pairs:
        pairs = len(codes) * (len(codes) - 1)
        notes.append(("unknown-pairs", {"n": belief.unknown_pairs, "pairs": pairs}))
    return SituatedProblem(
        problem=problem,
        states=tuple(actors.as_of(code, day) for code in codes),
        means=_like(problem.means.like, cinc),
        values=_like(problem.values.like, cinc),
        rows=rows,
        votes=votes,
        belief=belief.level,
        belief_low=belief.low,
        belief_high=belief.high,
        unknown_pairs=belief.unknown_pairs,
        powers=_powers(problem, record, codes),
        core=_named(problem.core, codes, day),
        veto=_named(problem.majority.veto, codes, day),
        notes=tuple(notes),
    )


def _named(names: Sequence[str], codes: tuple[int, ...], day: date) -> Bools:
    wanted = set(listed(names, day))
    return np.array([code in wanted for code in codes])


def _rows(
    given: Mapping[str, JudgedNumber], codes: tuple[int, ...], day: date
) -> Mapping[str, tuple[int, ...]]:
    """Of each entry the places of its states; a later entry takes a state from an earlier one."""
    owner: dict[int, str] = {}
    for name in given:
        owner |= dict.fromkeys(states_named(name, day), name)
    found: dict[str, list[int]] = {}
    for place, code in enumerate(codes):
        if code in owner:
            found.setdefault(owner[code], []).append(place)
    return {name: tuple(found[name]) for name in given if name in found}


def _like(likeness: Likeness | JudgedNumber, cinc: Floats) -> Floats:
    """Numbers of those of whom a file says nothing, an average state being 1."""
    if isinstance(likeness, JudgedNumber):
        return np.full(len(cinc), likeness.at)
    return np.ones(len(cinc)) if likeness == "equal" else cinc / cinc.mean()


def _capability(record: Record, codes: tuple[int, ...], day: date) -> tuple[Floats, int]:
    """Share of the world's capability (CINC) by the last year before the day, and that year."""
    held = (
        record.ties("capability", codes, end=date(day.year - 1, 12, 31))
        .sort("start")
        .group_by("state1")
        .last()
    )
    last = held["start"].max()
    known = dict(held.select("state1", "value").iter_rows())
    found = np.array([known.get(code) or LEAST for code in codes], dtype=float)
    return np.maximum(found, LEAST), last.year if isinstance(last, date) else day.year


def _votes(
    problem: CooperationProblem,
    record: Record,
    codes: tuple[int, ...],
    given: Mapping[str, tuple[int, ...]],
) -> Floats | None:
    """How near each votes to those who want delivery, against the average, -1 to 1."""
    shift: VoteShift | None = problem.values.votes
    if shift is None:
        return None
    wanting = set(listed(problem.core, problem.on)) or {
        codes[place]
        for name, places in given.items()
        if problem.values.given[name].at > 1.0
        for place in places
    }
    issue = None if shift.issue == "all" else shift.issue
    pairs = [(one, two) for one in codes for two in wanting if one != two]
    if not pairs:
        return None
    agreed = record.votes_agreement(
        pairs, issue=issue, since=problem.on.year - YEARS_OF_VOTES
    ).filter(pl.col("period") < problem.on.year)
    mean = dict(
        agreed.group_by("state1")
        .agg((pl.col("agree") * pl.col("common")).sum() / pl.col("common").sum())
        .iter_rows()
    )
    if not mean:
        return None
    near = np.array([mean.get(code, np.nan) for code in codes])
    near = np.where(np.isnan(near), np.nanmean(near), near) - np.nanmean(near)
    return np.asarray(near / max(float(np.abs(near).max()), 1e-9))


def _powers(problem: CooperationProblem, record: Record, codes: tuple[int, ...]) -> tuple[int, ...]:
    """Places of the great powers: those named, or the record's major powers of the day."""
    if problem.powers:
        wanted = set(listed(problem.powers, problem.on))
    else:
        major = record.ties("major", None, problem.on, problem.on)
        wanted = set(major["state1"].to_list())
    return tuple(place for place, code in enumerate(codes) if code in wanted)
