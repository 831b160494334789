"""Voting similarity in the UN General Assembly, from the roll calls when it is asked for."""
# ruff: noqa: S608 - names in queries are ours; what users give goes in as values

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin.acts.record.query import refuse_unknown
from longtin.acts.record.store import frame

if TYPE_CHECKING:
    import duckdb

Votes = NDArray[np.float64]
PERIODS = {"year": "year(date)", "session": "session"}
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
AGREEMENT = {
    "state1": pl.Int16(),
    "state2": pl.Int16(),
    "period": pl.Int16(),
    "common": pl.Int32(),
    "agree": pl.Float64(),
    "expected": pl.Float64(),
}
_YES, _ABSTAIN, _NO = 1, 2, 3

CODES = 1000
"""Above every code of a state."""


@dataclass(frozen=True)
class Ballots:
    """How states voted in one period.

    Attributes:
        period: A year or a session.
        states: COW codes in order.
        vote: 1 yes, 2 abstention, 3 no, 0 none, (state, roll call).
    """

    period: int
    states: NDArray[np.int16]
    vote: NDArray[np.int8]


def ballots(
    connection: "duckdb.DuckDBPyConnection", by: str, issue: str | None
) -> tuple[Ballots, ...]:
    """Every vote, period by period; see `Record.votes_agreement`."""
    refuse_unknown("period", by, tuple(PERIODS))
    claims: list[str] = []
    values: list[object] = []
    if issue is not None:
        refuse_unknown("issue", issue, ISSUES)
        claims.append("list_contains(string_split(issues, '; '), ?)")
        values.append(issue)
    if by == "year":  # the last session runs into a year that the source does not cover
        claims.append("date <= (SELECT day FROM votes_until)")
    where = f"WHERE {' AND '.join(claims)}" if claims else ""
    calls = frame(
        connection,
        f"SELECT rcid, {PERIODS[by]}::SMALLINT AS period FROM roll_calls {where} "
        "ORDER BY period, rcid",
        values,
    )
    cast = frame(connection, "SELECT rcid, ccode, vote FROM votes")
    column = _column(calls["rcid"].to_numpy(), cast["rcid"].to_numpy())
    asked = column >= 0
    ccode, column = cast["ccode"].to_numpy()[asked], column[asked]
    states = np.flatnonzero(np.bincount(ccode)).astype(np.int16)
    vote = np.zeros((len(states), calls.height), np.int8)
    vote[_places(states)[ccode], column] = cast["vote"].to_numpy()[asked]
    return tuple(_period(states, vote, *spell) for spell in _spells(calls["period"].to_numpy()))


def _places(codes: Sequence[int] | NDArray[np.int16]) -> NDArray[np.int64]:
    """Where each code stands among some; -1 nowhere."""
    held, found = np.asarray(codes, np.int64), np.full(CODES, -1)
    known = (held >= 0) & (held < CODES)
    found[held[known]] = np.flatnonzero(known)
    return found


def _column(calls: NDArray[np.int64], cast: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each vote's roll call, or -1; votes of one stand together as a rule."""
    heads = np.flatnonzero(np.diff(cast, prepend=cast[:1] - 1))
    order = np.argsort(calls)
    place = np.searchsorted(calls, cast[heads], sorter=order).clip(max=max(len(calls) - 1, 0))
    found = order[place] if len(calls) else np.zeros_like(heads)
    known = calls[found] == cast[heads] if len(calls) else np.zeros(len(heads), bool)
    return np.repeat(np.where(known, found, -1), np.diff(heads, append=len(cast)))


def _spells(periods: NDArray[np.int16]) -> Iterator[tuple[int, slice]]:
    """Each period, and where its roll calls stand."""
    heads = np.flatnonzero(np.diff(periods, prepend=-1))
    for first, last in zip(heads, [*heads[1:], len(periods)], strict=True):
        yield int(periods[first]), slice(first, last)


def _period(
    states: NDArray[np.int16], vote: NDArray[np.int8], period: int, calls: slice
) -> Ballots:
    """The ballots of one period, of the states that voted in it."""
    own = vote[:, calls]
    voted = own.any(axis=1)
    return Ballots(period, states[voted], own[voted])


def agreement(
    cast: Sequence[Ballots], pairs: Collection[tuple[int, int]] | None, since: int | None = None
) -> pl.DataFrame:
    """Agreement by pair and period; see `Record.votes_agreement`."""
    cast = [held for held in cast if since is None or held.period >= since]
    ones = None if pairs is None else sorted({one for one, _ in pairs})
    codes = None if pairs is None else sorted({ccode for pair in pairs for ccode in pair})
    columns = [_in_period(_of_states(held, codes), ones) for held in cast]
    together = pl.DataFrame(
        {
            name: np.concatenate([found[place] for found in columns] or [np.zeros(0)])
            for place, name in enumerate(AGREEMENT)
        },
        schema=AGREEMENT,
    )
    if pairs is not None:
        wanted = pl.DataFrame(
            sorted(set(pairs)), schema={"state1": pl.Int16, "state2": pl.Int16}, orient="row"
        )
        together = together.join(wanted, on=["state1", "state2"], how="semi")
    return together.sort("state1", "state2", "period")


def _of_states(held: Ballots, codes: list[int] | None) -> Ballots:
    """The votes of some states only."""
    if codes is None:
        return held
    kept = _places(codes)[held.states] >= 0
    return held if kept.all() else Ballots(held.period, held.states[kept], held.vote[kept])


def _in_period(held: Ballots, ones: list[int] | None) -> tuple[NDArray[Any], ...]:
    """Columns of `AGREEMENT` for the pairs of one period that begin with certain states, or any.

    One table of states by roll calls for each vote; products of tables count common votes.
    """
    states = held.states
    cast = [(held.vote == kind).astype(np.float32) for kind in (_YES, _ABSTAIN, _NO)]
    voted = (held.vote > 0).astype(np.float32)
    asked = np.arange(len(states)) if ones is None else np.nonzero(_places(ones)[states] >= 0)[0]
    common = voted[asked] @ voted.T
    met = common > 0
    met[np.arange(len(asked)), asked] = False
    first, second = np.nonzero(met)
    shared = common[first, second]
    alike = sum(
        (one[asked] @ sum((1.0 - abs(i - j) / 2.0) * two for j, two in enumerate(cast)).T)
        for i, one in enumerate(cast)
    )[first, second]
    leanings = [(kind[asked] @ voted.T)[first, second] / shared for kind in cast]
    others = [(voted[asked] @ kind.T)[first, second] / shared for kind in cast]
    return (
        states[asked][first],
        states[second],
        np.full(len(first), held.period, np.int16),
        shared.astype(np.int32),
        np.asarray(alike, dtype=np.float64) / shared,
        _by_chance(leanings, others),
    )


def _by_chance(one: list[Votes], two: list[Votes]) -> Votes:
    """Agreement if each voted yes, abstain, no as often as it did, but regardless of the other."""
    return np.asarray(
        sum(
            (1.0 - abs(i - j) / 2.0) * share_one * share_two
            for i, share_one in enumerate(one)
            for j, share_two in enumerate(two)
        ),
        dtype=np.float64,
    )
