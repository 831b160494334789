"""Table of acts of a history: what a world's states did, in the columns that the record reads."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from longtin import actors
from longtin.acts import ACT, SIMULATED, WORLD_MARK
from longtin.forums.world import kernels
from longtin.forums.world.kernels import Words
from longtin.forums.world.world import World

PART = 200_000
"""Acts after which a part is written."""


def dataset(replicate: int) -> str:
    """What the acts of a replicate are called, counted from 1."""
    return f"world-{replicate + 1}"


class ActsWriter:
    """Writes acts of several replicates to Parquet parts, so that memory stays bounded."""

    def __init__(self, world: World, name: Callable[[int], Path]) -> None:
        """Write nothing yet.

        Args:
            world: Whose acts they are.
            name: Where each part goes, by its number.
        """
        self._world, self._name = world, name
        self._states = [actors.near(ccode, world.days[0]).name_en for ccode in world.ccodes]
        self._frames: list[pl.DataFrame] = []
        self._rows = self._parts = 0

    def of(self, replicate: int) -> Callable[[Words], None]:
        """What takes the acts of one replicate as they come."""
        done = 0

        def take(meetings: Words) -> None:
            nonlocal done
            for first in range(0, len(meetings), PART // 2):
                some = meetings[first : first + PART // 2]
                self._frames.append(frame(self._world, self._states, some, replicate, done))
                done += 2 * len(some)
                self._rows += 2 * len(some)
                if self._rows >= PART:
                    self.flush()

        return take

    def flush(self) -> None:
        """Write what has come."""
        if self._frames:
            pl.concat(self._frames).write_parquet(self._name(self._parts), compression="lz4")
            self._frames, self._rows, self._parts = [], 0, self._parts + 1


def frame(
    world: World, names: list[str], meetings: Words, replicate: int, before: int = 0
) -> pl.DataFrame:
    """Acts as a frame in the columns of `ACT`.

    Args:
        world: Whose acts they are.
        names: Of its states, as rows tell them.
        meetings: Of one replicate, packed.
        replicate: Which.
        before: Acts of the same replicate that came before.
    """
    acts = unpacked(world, meetings)
    step, source, target = acts.step, acts.source, acts.target
    kind = _kinds(world, acts)
    starts = np.array(world.days[:-1], "datetime64[D]")
    lengths = np.diff(np.array(world.days, "datetime64[D]")).astype(np.int64)
    day = starts[step] + (acts.moment * lengths[step]).astype(np.int64)
    ccodes, mix = np.array(world.ccodes, np.int16), world.acts
    columns: dict[str, Any] = {
        "start": pl.Series(day.astype("datetime64[D]")).cast(pl.Date),
        "source": ccodes[source],
        "target": ccodes[target],
        "kind": pl.Series(mix.kinds, dtype=pl.String)[kind],
        "quad": np.array(mix.quads, np.int8)[kind],
        "source_name": pl.Series(names, dtype=pl.String)[source],
        "target_name": pl.Series(names, dtype=pl.String)[target],
        "row": np.arange(before + 1, before + 1 + len(step)),
    }
    title = dataset(replicate)
    found = pl.DataFrame(columns).with_columns(
        end=pl.col("start"),
        dataset=pl.lit(title),
        archive=pl.lit(SIMULATED),
        source_sphere=pl.lit("state"),
        target_sphere=pl.lit("state"),
        mode=pl.lit(None, pl.String),
        domain=pl.lit(None, pl.String),
        code=pl.lit(None, pl.String),
        text=pl.lit(None, pl.String),
        count=pl.lit(1, pl.Int32),
        origin=pl.format(f"{title}:{{}}", "row"),
    )
    return found.select(pl.col(name).cast(held) for name, held in ACT.items())


def _kinds(world: World, acts: "UnpackedActs") -> Any:
    """Kind of each act, by its share."""
    mix = world.acts
    cooperative, hostile = (
        np.searchsorted(np.cumsum(each), acts.share) for each in (mix.cooperative, mix.hostile)
    )
    return np.minimum(np.where(acts.cooperates, cooperative, hostile), len(mix.kinds) - 1)


class UnpackedActs(NamedTuple):
    """Acts of meetings, an entry each, those of a meeting one after the other.

    Attributes:
        step: When.
        source: Place of who acted.
        target: Place of towards whom.
        cooperates: Whether it is cooperative.
        share: Even in (0, 1): decides the kind of act.
        moment: Even in [0, 1): decides the day within the step.
    """

    step: Any
    source: Any
    target: Any
    cooperates: Any
    share: Any
    moment: Any


def unpacked(world: World, meetings: Words) -> UnpackedActs:
    """Acts of packed meetings."""
    pair = (meetings >> kernels.PAIR_AT) & np.uint64((1 << 20) - 1)
    one, two = world.sides[0, pair].astype(np.int64), world.sides[1, pair].astype(np.int64)
    bits = np.uint64((1 << int(kernels.KIND_BITS)) - 1)
    deeds = [(meetings >> place) & np.uint64(1) for place in (kernels.ONE_AT, kernels.TWO_AT)]
    kinds = [(meetings >> kernels.KIND_BITS) & bits, meetings & bits]
    moments = [_mixed(meetings + np.uint64(each)) for each in (0, 1)]
    return UnpackedActs(
        np.repeat((meetings >> kernels.STEP_AT).astype(np.int64), 2),
        np.stack([one, two], axis=1).ravel(),
        np.stack([two, one], axis=1).ravel(),
        np.stack(deeds, axis=1).ravel() == 1,
        (np.stack(kinds, axis=1).ravel() + 0.5) / (1 << int(kernels.KIND_BITS)),
        np.stack(moments, axis=1).ravel(),
    )


def _mixed(words: Words) -> Any:
    """Numbers in [0, 1) that look like chance beside what they are made of (SplitMix64)."""
    found = words + np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    return ((found ^ (found >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


def file_mark(world: World, seed: int, replicates: int, key: str) -> Mapping[str, str]:
    """What a file of a world's acts says of itself, for whoever reads it as a record."""
    return {
        WORLD_MARK: json.dumps(
            {
                "title": dict(world.title),
                "start": world.days[0].isoformat(),
                "end": (world.days[-1] - timedelta(days=1)).isoformat(),
                "ccodes": list(world.ccodes),
                "seed": seed,
                "replicates": replicates,
                "key": key,
            },
            ensure_ascii=False,
            sort_keys=True,
        )
    }
