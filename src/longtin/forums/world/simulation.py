"""Simulation: many histories of one world, on any number of workers, written as they end."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from longtin._files import check_place, whole, write_whole
from longtin._runs import ALONE, Workers, prepared, run_folder, run_record, run_units
from longtin.acts import ACT, Record
from longtin.errors import LongtinError, OutputError
from longtin.forums.world import outcomes
from longtin.forums.world.acting_outcomes import (
    forum_summary,
    member_summary,
    of_carried,
    of_sessions,
    step_summary,
)
from longtin.forums.world.built import built
from longtin.forums.world.history_table import ROWS, ActsWriter, file_mark, in_words
from longtin.forums.world.outcomes import PairSums, of_pairs, of_steps, of_watched
from longtin.forums.world.replicate import History, play
from longtin.forums.world.world import World
from longtin.forums.world.world_file import WrittenWorld
from longtin.page import in_notebook

ACTS_A_UNIT = 200_000
"""Acts that a unit of work brings, about."""

MOST_A_UNIT = 64
"""Replicates of a unit at most."""

LARGEST_SEED = 2**64 - 1

MOST_REPLICATES = 2**28

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class HistoryBatch:
    """What units of a simulation share.

    Attributes:
        world: Before its first step.
        seed: Of all draws.
        replicates: How many histories.
        size: How many of them a unit plays.
        kept: Of how many the acts are kept.
    """

    world: World
    seed: int
    replicates: int
    size: int
    kept: int

    @property
    def units(self) -> int:
        """How many units there are."""
        return -(-self.replicates // self.size)


@in_notebook(
    "longtin.forums.world._pages.world_page:world_page",
    lambda found: f"Simulation of {found.replicates} histories, seed {found.seed}",
)
@dataclass(frozen=True)
class Simulation:
    """What came of a world.

    Attributes:
        world: Before its first step.
        seed: Of all draws.
        replicates: How many histories.
        run: The run record.
        steps: Median, mean and band of each outcome by step.
        watched: The same of trust, by watched pair and step.
        pairs: Every pair at the end; see `outcomes.of_pairs`.
        forums: What each forum came to; see `acting_outcomes.forum_summary`.
        members: Who was in the agreements of each; see `acting_outcomes.member_summary`.
        programmes: What came of each step; see `acting_outcomes.step_summary`.
    """

    world: World
    seed: int
    replicates: int
    run: dict[str, Any]
    steps: pl.DataFrame
    watched: pl.DataFrame
    pairs: pl.DataFrame
    forums: pl.DataFrame
    members: pl.DataFrame
    programmes: pl.DataFrame


def simulate(
    written: WrittenWorld,
    record: Record,
    *,
    replicates: int = 100,
    seed: int = 0,
    output: Path | None = None,
    kept: int | None = None,
    workers: Workers = ALONE,
    told: Told | None = None,
    starting: Told | None = None,
) -> Simulation:
    """Play many histories of a world.

    The same file, record, seed and version give the same bytes on any number of workers. What an
    interrupted run has done is not done again when it is started once more.

    Args:
        written: The world's file.
        record: What the world begins with, where its file does not say.
        replicates: How many histories.
        seed: Same seed, same histories; a history does not depend on how many others there are.
        output: Where acts go, ending in `.parquet`, with `.steps.parquet`, `.watched.parquet`,
            `.pairs.parquet` and `.run.json` beside it, and of a world with forums or programmes
            `.forums.parquet` or `.programmes.parquet`; nothing is written without it.
        kept: Of how many histories the acts are kept; of all without it.
        workers: Who plays them.
        told: Called with units done and all.
        starting: Called while belief is estimated, with pairs done and all.

    Raises:
        DataError: The file names what is not there.
        OutputError: It cannot be written there.
        LongtinError: The seed or the number of replicates is out of range.
    """
    _check(replicates, seed, output)
    world = built(written, record, starting)
    return simulate_world(
        world, run_parameters(written, world), {"record": record.version}, replicates=replicates,
        seed=seed, output=output, kept=kept, workers=workers, told=told,
    )  # fmt: skip


def simulate_world(
    world: World,
    parameters: dict[str, Any],
    data: dict[str, str],
    *,
    replicates: int,
    seed: int,
    output: Path | None = None,
    kept: int | None = None,
    workers: Workers = ALONE,
    told: Told | None = None,
) -> Simulation:
    """`simulate` for a world that has been built; `parameters`, `data` go into its run record."""
    _check(replicates, seed, output)
    batch = HistoryBatch(
        world, seed, replicates, batch_size(world, replicates),
        min(replicates if kept is None else kept, replicates) if output else 0,
    )  # fmt: skip
    run = run_record(
        what="simulate", seed=seed, units=batch.units,
        parameters={"replicates": replicates, "acts_of": batch.kept, **parameters}, data=data,
    )  # fmt: skip
    with run_folder(output) as folder:
        prepared(folder, run)
        run_units(
            play_batch, batch, batch.units, folder, workers=workers,
            told=told,
        )  # fmt: skip
        found = _gathered(batch, run, folder)
        if output:
            _write(batch, found, folder, output)
    return found


def play_batch(shared: HistoryBatch, number: int, folder: Path) -> None:
    """One unit of work: some replicates, and their files."""
    world = shared.world
    first = number * shared.size
    writer = ActsWriter(world, lambda part: folder / f"acts-{number:06}-{part:04}.parquet")
    sums = PairSums(world)
    rows: dict[str, list[pl.DataFrame]] = {
        name: [] for name in ("steps", "watched", *acting_files(world))
    }
    for replicate in range(first, min(first + shared.size, shared.replicates)):
        take = writer.of(replicate) if replicate < shared.kept else None
        history = play(world, shared.seed, replicate, take)
        for name, frames in rows.items():
            frames.append(ROWS_OF[name](world, history, replicate))
        sums.add(history)
    writer.flush()
    for name, frame in (
        *((name, pl.concat(frames)) for name, frames in rows.items()), ("pairs", sums.frame()),
    ):  # fmt: skip
        frame.write_parquet(folder / f"{name}-{number:06}.parquet")


def acting_files(world: World) -> tuple[str, ...]:
    """What is kept of acting together in a world."""
    has = (("forums", bool(world.forums)), ("programmes", bool(world.undertakings)))
    return tuple(name for name, is_there in has if is_there)


ROWS_OF: Mapping[str, Callable[[World, History, int], pl.DataFrame]] = MappingProxyType(
    {"steps": of_steps, "watched": of_watched, "forums": of_sessions, "programmes": of_carried}
)
"""Rows of one history, by the file they go into."""


def batch_size(world: World, replicates: int) -> int:
    """Replicates of a unit of work: it depends on the world alone, not on who does the work."""
    acts = 2.0 * float(world.limit[: world.able].sum()) / 2**32 * world.steps
    fitting = int(ACTS_A_UNIT / max(acts, 1.0))
    return max(1, min(fitting, MOST_A_UNIT, replicates))


def run_parameters(written: WrittenWorld, world: World) -> dict[str, Any]:
    """Every parameter of a world, those left to defaults and to the record too."""
    return {
        "world": written.values.model_dump(mode="json"),
        "states": outcomes.keys(world),
        "turnover_a_step": [float(each) for each in world.turnover],
        "acts": {
            kind: [cooperative, hostile]
            for kind, cooperative, hostile in zip(
                world.acts.kinds, world.acts.cooperative, world.acts.hostile, strict=True
            )
        },
        "belief": _matrix(world, world.belief),
        "contact": [float(each) / 2**32 for each in world.limit],
        "issues": {
            forum.name: {
                "states": [state.key for state in forum.issue.situation.states],
                "means": forum.issue.situation.means.tolist(),
                "values": forum.issue.situation.values.tolist(),
                "file": forum.issue.situation.problem.model_dump(mode="json", exclude={"history"}),
            }
            for forum in world.forums
            if forum.issue is not None
        },
        "undertakings": [
            {
                "programme": each.programme["en"],
                "step": each.step,
                "due": each.due,
                "measures": each.running.names,
                "until": each.running.until,
                "trust": each.running.trust,
                "incidents": each.running.incidents,
                "reveals": each.running.reveals,
                "after": each.after,
            }
            for each in world.undertakings
        ],
    }


def _matrix(world: World, held: Any) -> list[list[float | None]]:
    return [
        [None if i == j else round(float(each), 12) for j, each in enumerate(row)]
        for i, row in enumerate(world.matrix(held))
    ]


def _check(replicates: int, seed: int, output: Path | None) -> None:
    """Refuse what cannot be run or written before anything is."""
    if not 1 <= replicates <= MOST_REPLICATES:
        raise LongtinError(
            "{n} replicates cannot be run. Give a number from 1 to {most}.",
            n=replicates,
            most=MOST_REPLICATES,
        )
    if not 0 <= seed <= LARGEST_SEED:
        raise LongtinError(
            "The seed is {seed}; it has to lie between 0 and {most}.", seed=seed, most=LARGEST_SEED
        )
    if output is not None:
        if output.suffix != ".parquet":
            raise OutputError(
                "{file}: the acts of a world are written as Parquet. Let the name end in .parquet.",
                file=output,
            )
        check_place(output)


def beside(output: Path, what: str) -> Path:
    """A file that stands beside the acts of a world, named after them."""
    return output.with_name(f"{output.name.removesuffix('.parquet')}.{what}")


def _gathered(batch: HistoryBatch, run: dict[str, Any], folder: Path) -> Simulation:
    """What all units have found."""
    steps = pl.scan_parquet(sorted(folder.glob("steps-*.parquet")))
    watched = pl.scan_parquet(sorted(folder.glob("watched-*.parquet")))
    pairs = [pl.read_parquet(file) for file in sorted(folder.glob("pairs-*.parquet"))]
    return Simulation(
        world=batch.world,
        seed=batch.seed,
        replicates=batch.replicates,
        run=run,
        steps=outcomes.bands(steps, ["step", "date"], list(outcomes.MEASURES)),
        watched=outcomes.bands(watched, ["truster", "trustee", "step"], ["trust"]),
        pairs=of_pairs(batch.world, pairs),
        forums=forum_summary(_parts(folder, "forums"), batch.world),
        members=member_summary(_parts(folder, "forums")),
        programmes=step_summary(_parts(folder, "programmes"), batch.world),
    )


def _parts(folder: Path, name: str) -> list[pl.LazyFrame]:
    return [pl.scan_parquet(each) for each in sorted(folder.glob(f"{name}-*.parquet"))]


def _write(batch: HistoryBatch, found: Simulation, folder: Path, output: Path) -> None:
    """Put the files of all units together, the acts last, so that they stand for the rest."""
    for name in ("steps", "watched", *acting_files(batch.world)):
        parts = sorted(folder.glob(f"{name}-*.parquet"))
        with whole(beside(output, f"{name}.parquet")) as part:
            pl.scan_parquet(parts).sink_parquet(part, row_group_size=ROWS, maintain_order=True)
    with whole(beside(output, "pairs.parquet")) as part:
        found.pairs.write_parquet(part)
    write_whole(
        beside(output, "run.json"),
        json.dumps(found.run, indent=1, ensure_ascii=False, default=str).encode() + b"\n",
    )
    mark = file_mark(batch.world, batch.seed, batch.kept, str(found.run["key"]))
    parts = sorted(folder.glob("acts-*.parquet"))
    with whole(output) as part:
        if parts:
            acts = pl.scan_parquet(parts).map_batches(
                partial(in_words, batch.world), schema=ACT, streamable=True
            )
            acts.sink_parquet(part, row_group_size=ROWS, metadata=dict(mark))
        else:
            pl.DataFrame(schema=ACT).write_parquet(part, metadata=dict(mark))
