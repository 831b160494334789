"""Stored runs: what came of a simulated world, read from the files beside its acts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from longtin.errors import DataError
from longtin.forums.world import outcomes
from longtin.forums.world.simulation import beside

PARTS = ("steps", "watched", "pairs")


@dataclass(frozen=True)
class StoredWorld:
    """What a page says of a world that was played before.

    Attributes:
        title: By language.
        days: The first, and the one after the last.
        ccodes: Correlates of War codes or keys of its states.
        steps: How many.
    """

    title: Mapping[str, str]
    days: tuple[date, date]
    ccodes: tuple[str, ...]
    steps: int


@dataclass(frozen=True)
class StoredSimulation:
    """What came of a world, as `Simulation` has it, from its files.

    Attributes:
        world: Its title, days and states.
        seed: Of all draws.
        replicates: How many histories.
        run: The run record.
        steps: Median, mean and band of each outcome by step.
        watched: The same of trust, by watched pair and step.
        pairs: Every pair at the end.
        acts: The file of acts, a history of which is read as a record.
        kept: Of how many histories it has the acts.
    """

    world: StoredWorld
    seed: int
    replicates: int
    run: Mapping[str, Any]
    steps: pl.DataFrame
    watched: pl.DataFrame
    pairs: pl.DataFrame
    acts: Path
    kept: int


def read_simulation(file: str | Path) -> StoredSimulation:
    """What came of a world that was played before.

    Args:
        file: The acts, as `simulate` wrote them; the other files stand beside it.

    Raises:
        DataError: A file is missing, or is not one that a simulation writes.
    """
    acts = Path(file)
    try:
        run = json.loads(beside(acts, "run.json").read_text("utf-8"))
        steps, watched, pairs = (pl.read_parquet(beside(acts, f"{part}.parquet"))
                                 for part in PARTS)  # fmt: skip
        parameters = run["parameters"]
        held = parameters["world"]
        title = held["title"]
        world = StoredWorld(
            title if isinstance(title, dict) else {"en": title, "vi": title},
            (date.fromisoformat(held["start"]), max(steps["date"].to_list()) + timedelta(days=1)),
            tuple(parameters["states"]),
            int(held["steps"]),
        )
        return StoredSimulation(
            world=world,
            seed=run["seed"],
            replicates=parameters["replicates"],
            run=run,
            steps=outcomes.bands(steps.lazy(), ["step", "date"], list(outcomes.MEASURES)),
            watched=outcomes.bands(watched.lazy(), ["truster", "trustee", "step"], ["trust"]),
            pairs=pairs,
            acts=acts,
            kept=parameters["acts_of"],
        )
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        raise DataError(
            "{file} is no simulated world with all its files ({why}). Give the acts that "
            "`longtin simulate -o` wrote, with the files beside them.",
            file=acts.name,
            why=error,
        ) from error
