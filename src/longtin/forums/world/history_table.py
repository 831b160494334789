"""Table of acts of a history: what a world's states did, in the columns that the record reads."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from longtin import actors
from longtin._machine_code import Loop
from longtin.acts import ACT, SIMULATED, WORLD_MARK
from longtin.forums.world import kernels
from longtin.forums.world.kernels import KIND_BITS, ONE_AT, PAIR_AT, STEP_AT, TWO_AT, Floats, Words
from longtin.forums.world.world import World

PART = 200_000
"""Acts after which a part is written."""


ROWS = 131_072
"""Acts of a row group at most, so that one replicate is read without the others."""


SHARES, PAIRS = 1 << int(KIND_BITS), np.uint64((1 << 20) - 1)
"""How many values decide the kind of an act, and the bits that number a pair."""


class ActsWriter:
    """Writes acts of several replicates to Parquet parts, so that memory stays bounded.

    Parts hold numbers; `in_words` makes the record's columns of them.
    """

    def __init__(self, world: World, name: Callable[[int], Path]) -> None:
        """Write nothing yet.

        Args:
            world: Whose acts they are.
            name: Where each part goes, by its number.
        """
        self._world, self._name = world, name
        self._frames: list[pl.DataFrame] = []
        self._rows = self._parts = 0

    def of(self, replicate: int) -> Callable[[Words], None]:
        """What takes the acts of one replicate as they come."""
        done = 0

        def take(meetings: Words) -> None:
            nonlocal done
            for first in range(0, len(meetings), PART // 2):
                some = meetings[first : first + PART // 2]
                self._frames.append(in_numbers(self._world, some, replicate, done))
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


def in_numbers(world: World, meetings: Words, replicate: int, before: int = 0) -> pl.DataFrame:
    """Acts as rows of numbers: a part is small and soon written.

    Args:
        world: Whose acts they are.
        meetings: Of one replicate, packed.
        replicate: Which.
        before: Acts of the same replicate that came before.

    Returns:
        An act a row: `replicate` and `row`, counted from 1, `start`, `source`, `target`, `kind` by
        its place among the world's, `quad`.
    """
    acts, mix = unpacked(world, meetings), world.acts
    starts = np.array(world.days, "datetime64[D]").astype(np.int32)
    lengths = np.diff(starts).astype(np.float64)
    day = starts[acts.step] + (acts.moment * lengths[acts.step]).astype(np.int32)
    ccodes, kind = np.array(world.ccodes, np.int16), _kinds(world, acts)
    return pl.DataFrame({
        "replicate": np.full(len(day), replicate + 1, np.int32),
        "row": np.arange(before + 1, before + 1 + len(day)),
        "start": pl.Series(day).cast(pl.Date),
        "source": ccodes[acts.source],
        "target": ccodes[acts.target],
        "kind": kind,
        "quad": np.array(mix.quads, np.int8)[kind],
    })  # fmt: skip


def in_words(world: World, acts: pl.DataFrame) -> pl.DataFrame:
    """Acts of `in_numbers` in the columns of `ACT`; each row by itself."""
    states = {ccode: actors.near(ccode, world.days[0]).name_en for ccode in world.ccodes}
    named = pl.col("source", "target").replace_strict(states, return_dtype=pl.String)
    told = acts.with_columns(
        named.name.suffix("_name"),
        dataset=pl.format("world-{}", "replicate"),
        archive=pl.lit(SIMULATED),
        end="start",
        source_sphere=pl.lit("state"),
        target_sphere=pl.lit("state"),
        kind=pl.col("kind").replace_strict(
            dict(enumerate(world.acts.kinds)), return_dtype=pl.String
        ),
        mode=None,
        domain=None,
        code=None,
        text=None,
        count=1,
        origin=pl.format("world-{}:{}", "replicate", "row"),
    )
    return told.select(pl.col(name).cast(held) for name, held in ACT.items())


def _kinds(world: World, acts: "UnpackedActs") -> Any:
    """Kind of each act, by its share."""
    mix, shares = world.acts, (np.arange(SHARES) + 0.5) / SHARES
    of_deeds = [np.searchsorted(np.cumsum(each), shares) for each in (mix.hostile, mix.cooperative)]
    table = np.minimum(np.concatenate(of_deeds), len(mix.kinds) - 1).astype(np.uint32)
    return table[acts.cooperates.astype(np.uint16) * np.uint16(SHARES) + acts.share]


class UnpackedActs(NamedTuple):
    """Acts of meetings, an entry each, those of a meeting one after the other.

    Attributes:
        step: When.
        source: Place of who acted.
        target: Place of towards whom.
        cooperates: 1 where it is cooperative, else 0.
        share: A number below `SHARES`, each as likely: decides the kind of act.
        moment: Even in [0, 1): decides the day within the step.
    """

    step: NDArray[np.int32]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    cooperates: NDArray[np.uint8]
    share: NDArray[np.uint16]
    moment: Floats


def unpacked(world: World, meetings: Words) -> UnpackedActs:
    """Acts of packed meetings."""
    size = 2 * len(meetings)
    step, source, target = np.empty((3, size), np.int32)
    found = UnpackedActs(
        step, source, target, np.empty(size, np.uint8), np.empty(size, np.uint16), np.empty(size)
    )
    compiled_unpacking()(meetings, world.sides, *found)
    return found


def unpack(
    meetings: Words, sides: Words, step: Any, source: Any, target: Any, cooperates: Any, share: Any,
    moment: Floats,
) -> None:  # fmt: skip
    """Fill in the acts of meetings; see `UnpackedActs`."""
    bits = np.uint64(SHARES - 1)
    for at in range(len(meetings)):
        met = meetings[at]
        pair = (met >> PAIR_AT) & PAIRS
        for side in range(2):
            act = 2 * at + side
            step[act] = met >> STEP_AT
            source[act], target[act] = sides[side, pair], sides[1 - side, pair]
            did = met >> (ONE_AT if side == 0 else TWO_AT)
            kind = met >> (KIND_BITS if side == 0 else np.uint64(0))
            cooperates[act], share[act] = did & np.uint64(1), kind & bits
            moment[act] = _mixed(met + np.uint64(side))


def _mixed(word: Any) -> Any:
    """A number in [0, 1) that looks like chance beside what it is made of (SplitMix64)."""
    found = word + np.uint64(0x9E3779B97F4A7C15)
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.float64((found ^ (found >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


@cache
def compiled_unpacking() -> Loop:
    """Machine code of `unpack`, from the disk where it has been made before."""
    return Loop(unpack, _prepare, beside=(kernels.write,))


@cache
def _prepare() -> None:
    from numba.extending import register_jitable

    register_jitable(_mixed)


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
