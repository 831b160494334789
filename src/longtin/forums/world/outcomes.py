"""Outcomes of histories: of every step, of watched pairs, and of all pairs at the end."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl

from longtin import actors
from longtin._language import message
from longtin.forums.world import kernels
from longtin.forums.world.kernels import Floats
from longtin.forums.world.replicate import History
from longtin.forums.world.world import World

MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "trust": message("Mean trust"),
        "trusted": message("Pairs that trust more than not"),
        "trustworthy": message("States that are trustworthy"),
        "misplaced": message("Error of belief"),
        "meetings": message("Meetings a pair and step"),
        "cooperation": message("Cooperative acts"),
        "mutual": message("Meetings in which both cooperate"),
        "conflict": message("Meetings in which neither does"),
        "leaders": message("New leaders"),
        "struck": message("Intentions turned by shocks"),
        "forums": message("Forums that act"),
        "kept": message("Words to forums that are kept"),
        "gain": message("Gain by forums"),
    }
)
"""Outcomes of a step and what each is called; all but counts of leaders and forums are shares.

The last two are of sessions, and empty in steps without any.
"""

BAND = (0.05, 0.95)
"""Ends of what nine histories in ten lie between."""


def of_steps(world: World, history: History, replicate: int) -> pl.DataFrame:
    """One row a step: what `MEASURES` names."""
    sums, pairs = history.state.sums, 2 * world.sides.shape[1]
    meetings = sums[:, kernels.MEETINGS]
    acts = np.maximum(2.0 * meetings, 1.0)
    met = np.maximum(meetings, 1.0)
    acted = np.zeros(world.steps, np.int32)
    told = np.full((2, world.steps), np.nan)
    for session in history.sessions:
        acted[session.step] += session.acted
    for step in {session.step for session in history.sessions}:
        of_step = [(one.kept, one.gain) for one in history.sessions if one.step == step]
        for row, values in enumerate(zip(*of_step, strict=True)):
            known = [value for value in values if not np.isnan(value)]
            told[row, step] = np.mean(known) if known else np.nan
    empty = np.where(meetings > 0, 1.0, np.nan)
    return pl.DataFrame(
        {
            "replicate": np.full(world.steps, replicate + 1, np.int32),
            "step": np.arange(1, world.steps + 1, dtype=np.int32),
            "date": [day - timedelta(days=1) for day in world.days[1:]],
            "trust": sums[:, kernels.TRUST] / pairs,
            "trusted": sums[:, kernels.TRUSTED] / pairs,
            "trustworthy": sums[:, kernels.TRUSTWORTHY] / pairs,
            "misplaced": sums[:, kernels.CALIBRATION] / pairs,
            "meetings": 2.0 * meetings / pairs,
            "cooperation": empty * sums[:, kernels.COOPERATIVE] / acts,
            "mutual": empty * sums[:, kernels.MUTUAL] / met,
            "conflict": empty * sums[:, kernels.HOSTILE] / met,
            "leaders": history.changes.sum(axis=1, dtype=np.int32),
            "struck": history.struck.mean(axis=1),
            "forums": acted,
            "kept": told[0],
            "gain": told[1],
        },
        schema_overrides={"date": pl.Date},
    ).with_columns(pl.col("cooperation", "mutual", "conflict", "kept", "gain").fill_nan(None))


def of_watched(world: World, history: History, replicate: int) -> pl.DataFrame:
    """One row a watched pair and step: trust."""
    keys = watched_keys(world)
    steps = np.arange(1, world.steps + 1, dtype=np.int32)
    return pl.DataFrame(
        {
            "replicate": np.full(world.steps * len(keys), replicate + 1, np.int32),
            "step": np.tile(steps, len(keys)),
            "truster": [one for one, _ in keys for _ in range(world.steps)],
            "trustee": [two for _, two in keys for _ in range(world.steps)],
            "trust": history.state.paths.T.ravel(),
        },
        schema_overrides={"truster": pl.String, "trustee": pl.String, "trust": pl.Float64},
    )


def keys(world: World) -> list[str]:
    """Code of each state on the world's first day."""
    return [actors.near(ccode, world.days[0]).key for ccode in world.ccodes]


def watched_keys(world: World) -> list[tuple[str, str]]:
    """Truster and trustee of each watched pair."""
    named, found = keys(world), []
    for side, pair in world.watched.T:
        one, two = (int(world.sides[each, pair]) for each in (side, 1 - int(side)))
        found.append((named[one], named[two]))
    return found


class PairSums:
    """What is added up of every pair, in one order, so that the sums are the same everywhere."""

    COLUMNS = ("histories", "trust", "squares", "trusted", "acts", "cooperative")

    def __init__(self, world: World) -> None:
        """Nothing added up yet."""
        self._world = world
        self._sums = np.zeros((len(self.COLUMNS), 2, world.sides.shape[1]))

    def add(self, history: History) -> None:
        """Add a history's last step."""
        belief, kept = history.state.belief, history.state.kept
        # conduct towards the truster is held at the other side
        self._sums += np.stack(
            [np.ones_like(belief), belief, belief**2, belief >= 0.5, kept[0, ::-1], kept[1, ::-1]]
        )

    def frame(self) -> pl.DataFrame:
        """One row a pair and side."""
        side, pair = np.indices(self._sums.shape[1:], np.int32)
        values = {name: self._sums[at].ravel() for at, name in enumerate(self.COLUMNS)}
        return pl.DataFrame({"side": side.ravel(), "pair": pair.ravel(), **values})


def of_pairs(world: World, parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row a truster and trustee at the end of all histories.

    Returns:
        `truster, trustee, before` (trust when the world begins), `trust` (mean), `deviation`,
        `trusted` (share of histories in which it is one half or more), `acts` (of the trustee
        towards the truster, a history) and `cooperation` (share of these), in order of states.
    """
    total: Floats = np.zeros((len(PairSums.COLUMNS), 2 * world.sides.shape[1]))
    for part in parts:
        total += part.select(PairSums.COLUMNS).to_numpy().T
    histories, trust, squares, trusted, acts, cooperative = total
    mean = trust / histories
    spread = np.sqrt(np.maximum(squares / histories - mean**2, 0.0))
    named = np.array(keys(world))
    one = world.sides[[0, 1]].ravel()
    two = world.sides[[1, 0]].ravel()
    found = pl.DataFrame(
        {
            "truster": named[one],
            "trustee": named[two],
            "before": world.belief.ravel(),
            "trust": mean,
            "deviation": spread,
            "trusted": trusted / histories,
            "acts": acts / histories,
            "cooperation": np.where(acts > 0, cooperative / np.maximum(acts, 1.0), np.nan),
        }
    )
    return found.with_columns(pl.col("cooperation").fill_nan(None)).sort("truster", "trustee")


def bands(steps: pl.LazyFrame, by: Sequence[str], values: Sequence[str]) -> pl.DataFrame:
    """Median and ends of the band of some columns over replicates."""
    told: list[Any] = []
    for name in values:
        told += [
            pl.col(name).quantile(BAND[0], "linear").alias(f"{name}_low"),
            pl.col(name).median().alias(name),
            pl.col(name).quantile(BAND[1], "linear").alias(f"{name}_high"),
            pl.col(name).mean().alias(f"{name}_mean"),
        ]
    return steps.group_by(by).agg(told).sort(by).collect()
