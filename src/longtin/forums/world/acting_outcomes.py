"""Outcomes of acting together: every session of a forum and every step of a programme, as rows."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import polars as pl

from longtin import actors
from longtin.forums.world.replicate import History
from longtin.forums.world.world import World

SESSIONS = {
    "replicate": pl.Int32(),
    "step": pl.Int32(),
    "date": pl.Date(),
    "forum": pl.String(),
    "agreed": pl.Boolean(),
    "acted": pl.Boolean(),
    "members": pl.List(pl.String()),
    "kept": pl.Float64(),
    "gain": pl.Float64(),
}
"""Columns of sessions; `kept` and `gain` are null where no word fell due, or there is no issue."""

STEPS = {
    "replicate": pl.Int32(),
    "step": pl.Int32(),
    "date": pl.Date(),
    "programme": pl.String(),
    "programme_step": pl.String(),
    "pairs": pl.Int32(),
    "begun": pl.Int32(),
    "kept": pl.Int32(),
    "broken_by": pl.List(pl.String()),
}
"""Columns of steps of programmes: pairs of states, those that began it, in which both kept it."""


def of_sessions(world: World, history: History, replicate: int) -> pl.DataFrame:
    """One row a session; `SESSIONS`."""
    named = _keys(world)
    rows = [
        (
            replicate + 1,
            each.step + 1,
            world.days[each.step + 1] - timedelta(days=1),
            world.forums[each.forum].name,
            each.agreed,
            each.acted,
            [named[place] for place in each.members],
            None if np.isnan(each.kept) else each.kept,
            None if np.isnan(each.gain) else each.gain,
        )
        for each in history.sessions
    ]
    return pl.DataFrame(rows, schema=SESSIONS, orient="row")


def of_carried(world: World, history: History, replicate: int) -> pl.DataFrame:
    """One row a step of a programme that fell due; `STEPS`."""
    named = _keys(world)
    rows = [
        (
            replicate + 1,
            each.step + 1,
            world.days[each.step + 1] - timedelta(days=1),
            world.undertakings[each.number].programme["en"],
            world.undertakings[each.number].step,
            each.pairs,
            each.begun,
            each.kept,
            [named[place] for place in each.broken_by],
        )
        for each in history.carried
    ]
    return pl.DataFrame(rows, schema=STEPS, orient="row")


def _keys(world: World) -> list[str]:
    return [actors.near(ccode, world.days[0]).key for ccode in world.ccodes]


def forum_summary(parts: Sequence[pl.LazyFrame], world: World) -> pl.DataFrame:
    """One row a forum, over all sessions of all histories, in the order of the world's file.

    Returns:
        `forum, sessions` (a history), `agreed, acted` (shares of sessions), `members` (mean number
        where there is an agreement), `kept` (mean share of words that fell due), `gain, gain_low,
        gain_high` (mean over a history's sessions, and what nine histories in ten lie between),
        `ever` (share of histories in which it acts), `since` (median step of the first time).
    """
    rows = pl.concat(parts) if parts else pl.LazyFrame(schema=SESSIONS)
    order = {forum.name: at for at, forum in enumerate(world.forums)}
    history = rows.group_by("forum", "replicate").agg(
        sessions=pl.len(),
        agreed=pl.col("agreed").mean(),
        acted=pl.col("acted").mean(),
        members=pl.col("members").filter(pl.col("agreed")).list.len().mean(),
        kept=pl.col("kept").mean(),
        gain=pl.col("gain").mean(),
        since=pl.col("step").filter(pl.col("acted")).min(),
    ).sort("forum", "replicate").collect()  # fmt: skip
    found = history.group_by("forum", maintain_order=True).agg(
        pl.col("sessions", "agreed", "acted", "members", "kept", "gain").mean(),
        gain_low=pl.col("gain").quantile(0.05, "linear"),
        gain_high=pl.col("gain").quantile(0.95, "linear"),
        ever=pl.col("since").is_not_null().mean(),
        since=pl.col("since").median(),
    )
    return found.sort(pl.col("forum").replace_strict(order, return_dtype=pl.Int64))


def member_summary(parts: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """One row a forum and state: the share of its agreements that the state is in."""
    rows = pl.concat(parts) if parts else pl.LazyFrame(schema=SESSIONS)
    agreed = rows.filter("agreed")
    all_of = agreed.group_by("forum").agg(agreements=pl.len())
    found = (
        agreed.explode("members")
        .drop_nulls("members")
        .group_by("forum", state="members")
        .agg(times=pl.len())
        .join(all_of, on="forum")
    )
    return (
        found.select("forum", "state", share=pl.col("times") / pl.col("agreements"))
        .sort("forum", "share", "state", descending=[False, True, False])
        .collect()
    )


def step_summary(parts: Sequence[pl.LazyFrame], world: World) -> pl.DataFrame:
    """One row a step of a programme: shares of its pairs that keep, break and do not begin it."""
    rows = pl.concat(parts) if parts else pl.LazyFrame(schema=STEPS)
    order = {each.step: at for at, each in enumerate(world.undertakings)}
    found = rows.group_by("programme", "programme_step", "date").agg(
        kept=pl.col("kept").sum() / pl.col("pairs").sum(),
        broken=(pl.col("begun") - pl.col("kept")).sum() / pl.col("pairs").sum(),
        not_begun=(pl.col("pairs") - pl.col("begun")).sum() / pl.col("pairs").sum(),
    ).collect()  # fmt: skip
    return found.sort("date", pl.col("programme_step").replace_strict(order, return_dtype=pl.Int64))
