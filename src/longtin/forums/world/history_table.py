"""Table of acts of a history: what a world's states did, in the columns that the record reads."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from longtin import actors
from longtin.acts import ACT, SIMULATED, WORLD_MARK
from longtin.forums.world.kernels import Acts
from longtin.forums.world.world import World

PART = 200_000
"""Acts after which a part is written."""

HALF = 1 << 16
"""Of 32 random bits, half choose the kind and half the day."""


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

    def of(self, replicate: int) -> Callable[[Acts], None]:
        """What takes the acts of one replicate as they come."""
        done = 0

        def take(acts: Acts) -> None:
            nonlocal done
            self._frames.append(frame(self._world, self._states, acts, replicate, done))
            done += acts.shape[1]
            self._rows += acts.shape[1]
            if self._rows >= PART:
                self.flush()

        return take

    def flush(self) -> None:
        """Write what has come."""
        if self._frames:
            pl.concat(self._frames).write_parquet(self._name(self._parts), compression="zstd")
            self._frames, self._rows, self._parts = [], 0, self._parts + 1


def frame(
    world: World, names: list[str], acts: Acts, replicate: int, before: int = 0
) -> pl.DataFrame:
    """Acts as a frame in the columns of `ACT`.

    Args:
        world: Whose acts they are.
        names: Of its states, as rows tell them.
        acts: Of one replicate, (column, act).
        replicate: Which.
        before: Acts of the same replicate that came before.
    """
    step, source, target, deed, bits = acts
    kind = _kinds(world, deed, bits)
    starts = np.array(world.days[:-1], "datetime64[D]")
    lengths = np.diff(np.array(world.days, "datetime64[D]")).astype(np.int64)
    day = starts[step] + (bits % HALF).astype(np.int64) * lengths[step] // HALF
    ccodes, mix = np.array(world.ccodes, np.int16), world.acts
    columns: dict[str, Any] = {
        "start": pl.Series(day.astype("datetime64[D]")).cast(pl.Date),
        "source": ccodes[source],
        "target": ccodes[target],
        "kind": pl.Series(mix.kinds, dtype=pl.String)[kind],
        "quad": np.array(mix.quads, np.int8)[kind],
        "source_name": pl.Series(names, dtype=pl.String)[source.astype(np.int64)],
        "target_name": pl.Series(names, dtype=pl.String)[target.astype(np.int64)],
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


def _kinds(world: World, deed: Any, bits: Any) -> Any:
    """Kind of each act, by its random bits."""
    share = (bits // HALF + 0.5) / HALF
    mix = world.acts
    cooperative, hostile = (
        np.searchsorted(np.cumsum(each), share) for each in (mix.cooperative, mix.hostile)
    )
    return np.minimum(np.where(deed == 1, cooperative, hostile), len(mix.kinds) - 1)


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
