"""Sweep: one world under many scenarios and policies, with the same draws under each."""

import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from longtin._files import write_whole
from longtin._runs import ALONE, Workers, hypercube, prepared, run_folder, run_record, run_units
from longtin._tables import check_table, write_table
from longtin.acts import Record
from longtin.errors import DataError, LongtinError
from longtin.forums.world.acting.standing_forums import situations
from longtin.forums.world.acting.standing_programmes import programme_of
from longtin.forums.world.built import Start, assembled, start_of, with_values
from longtin.forums.world.outcomes import of_steps
from longtin.forums.world.replicate import play
from longtin.forums.world.simulation import LARGEST_SEED, beside
from longtin.forums.world.sweep_file import SweepFile, WrittenSweep
from longtin.forums.world.world_file import WrittenWorld
from longtin.page import in_notebook

MOST_EXPERIMENTS = 1_000_000


@dataclass(frozen=True)
class Experiment:
    """One scenario under one policy.

    Attributes:
        scenario: Number of the draw of uncertainties, from 1.
        policy: Number of the combination of levers, from 1.
        values: What is set, by its place in the world's file.
    """

    scenario: int
    policy: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class SweepPlan:
    """What units of a sweep share.

    Attributes:
        written: The world's file.
        start: What the world takes from the record.
        sweep: What is swept.
        experiments: All of them.
        replicates: Histories of each.
        seed: Of all draws: experiments have the same, so that they differ by their values alone.
    """

    written: WrittenWorld
    start: Start
    sweep: SweepFile
    experiments: tuple[Experiment, ...]
    replicates: int
    seed: int


@in_notebook(
    "longtin.forums.world._pages.sweep_results_page:sweep_page",
    lambda held: f"SweepResult of {held.table.height} experiments, seed {held.seed}",
)
@dataclass(frozen=True)
class SweepResult:
    """What came of a sweep.

    Attributes:
        sweep: What was swept.
        title: Of the world, by language.
        table: One row an experiment: `experiment, scenario, policy`, the values set, and of each
            outcome the mean over histories and what nine in ten lie between.
        seed: Of all draws.
        replicates: Histories of each experiment.
        run: The run record.
    """

    sweep: SweepFile
    title: Mapping[str, str]
    table: pl.DataFrame
    seed: int
    replicates: int
    run: dict[str, Any]


def run_sweep(
    written: WrittenWorld,
    swept: WrittenSweep,
    record: Record,
    *,
    replicates: int = 100,
    seed: int = 0,
    output: Path | None = None,
    workers: Workers = ALONE,
    told: Callable[[int, int], None] | None = None,
) -> SweepResult:
    """Play a world under every scenario and policy.

    Args:
        written: The world's file.
        swept: What is swept.
        record: As in `simulate`.
        replicates: Histories of each experiment.
        seed: Of the scenarios and of all draws.
        output: Where the table goes, with the run record beside it; an interrupted sweep is taken
            up again there.
        workers: Who plays.
        told: Called with experiments done and all.

    Raises:
        DataError: A place or value is none of the world's; the line is told.
        OutputError: It cannot be written there.
        LongtinError: There are more experiments than can be run, or the seed is out of range.
    """
    _check(replicates, seed, output)
    experiments = experiments_of(written, swept, seed)
    policies = experiments[: len(experiments) // swept.values.scenarios or 1]
    start = start_of(written, record)
    for each in policies:
        changed = written.changed(each.values)
        issues = situations(changed, start.ccodes, record, start.issues)
        start = replace(start, issues=issues)
    plan = SweepPlan(written, start, swept.values, experiments, replicates, seed)
    for each in policies:
        assembled_for(plan, each)
    run = _record(plan, record.version)
    with run_folder(output) as folder:
        prepared(folder, run)
        run_units(play_experiment, plan, len(experiments), folder, workers=workers, told=told)
        rows = [json.loads(each.read_bytes()) for each in sorted(folder.glob("*.json"))
                if each.name != "run.json"]  # fmt: skip
        table = pl.DataFrame(rows, infer_schema_length=None)
        title = dict(assembled_for(plan, experiments[0]).title)
        found = SweepResult(swept.values, title, table, seed, replicates, run)
        if output is not None:
            write_whole(
                beside(output, "run.json"),
                json.dumps(run, indent=1, ensure_ascii=False, default=str).encode() + b"\n",
            )
            write_table(table, output)
    return found


def read_sweep(output: Path) -> SweepResult:
    """What came of a sweep that was run before.

    Args:
        output: The table as `run_sweep` wrote it, a Parquet file; the run record stands beside it.

    Raises:
        DataError: One of the two is missing, or is not what a sweep writes.
    """
    try:
        run = json.loads(beside(output, "run.json").read_text("utf-8"))
        parameters, title = run["parameters"], run["parameters"]["world"]["title"]
        return SweepResult(
            SweepFile.model_validate(parameters["sweep"]),
            title if isinstance(title, dict) else {"en": title, "vi": title},
            pl.read_parquet(output),
            run["seed"],
            parameters["replicates"],
            run,
        )
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        raise DataError(
            "{file} is no sweep with its run record ({why}). Give the table that `longtin simulate "
            "--sweep -o` wrote as Parquet, with the file beside it.",
            file=output.name,
            why=error,
        ) from error


def _record(plan: SweepPlan, version: str) -> dict[str, Any]:
    """The run record of a sweep."""
    return run_record(
        what="sweep", seed=plan.seed, units=len(plan.experiments), data={"record": version},
        parameters={
            "replicates": plan.replicates,
            "world": plan.written.values.model_dump(mode="json"),
            "sweep": plan.sweep.model_dump(mode="json"),
            "start": [each.tolist() for each in
                      (plan.start.trust, plan.start.contact, plan.start.turnover)],
            "issues": [
                {"issue": issue, "states": states, "means": found.means.tolist(),
                 "values": found.values.tolist(),
                 "file": found.problem.model_dump(mode="json", exclude={"history"})}
                for (issue, states), found in plan.start.issues.items()
            ],
            "programmes": [
                programme_of(plan.written, at).model_dump(mode="json")
                for at in range(len(plan.written.values.programmes))
            ],
        },
    )  # fmt: skip


def _check(replicates: int, seed: int, output: Path | None) -> None:
    """Refuse what cannot be run or written before anything is."""
    if not 0 <= seed <= LARGEST_SEED or replicates < 1:
        raise LongtinError(
            "The seed is {seed} and there are {n} replicates. Give a seed from 0 to {most}, and 1 "
            "replicate or more.",
            seed=seed,
            n=replicates,
            most=LARGEST_SEED,
        )
    if output is not None:
        check_table(output)


def experiments_of(written: WrittenWorld, swept: WrittenSweep, seed: int) -> tuple[Experiment, ...]:
    """Every policy under every scenario.

    Raises:
        DataError: A place is none of the world's, or a value may not stand there.
        LongtinError: There are too many.
    """
    sweep = swept.values
    names, levers = list(sweep.uncertainties), list(sweep.levers)
    policies = list(itertools.product(*sweep.levers.values()))
    scenarios = sweep.scenarios if names else 1
    if scenarios * len(policies) > MOST_EXPERIMENTS:
        raise LongtinError(
            "{n} scenarios under {policies} policies are more experiments than the {most} that are "
            "run. Take fewer `scenarios` or values of `levers`.",
            n=scenarios,
            policies=len(policies),
            most=MOST_EXPERIMENTS,
        )
    ranges = [(each.low, each.high) for each in sweep.uncertainties.values()]
    _check_places(written, swept)
    drawn = hypercube(ranges, scenarios, seed)
    return tuple(
        Experiment(
            scenario + 1,
            policy + 1,
            dict(zip(names, map(float, drawn[scenario]), strict=True))
            | dict(zip(levers, chosen, strict=True)),
        )
        for scenario in range(scenarios)
        for policy, chosen in enumerate(policies)
    )


def _check_places(written: WrittenWorld, swept: WrittenSweep) -> None:
    """Try every value by itself, so that a refusal names its line in the sweep file."""
    tried = [
        (("uncertainties", place, end), place, getattr(each, end))
        for place, each in swept.values.uncertainties.items()
        for end in ("low", "high")
    ]
    tried += [
        (("levers", place, str(at)), place, value)
        for place, values in swept.values.levers.items()
        for at, value in enumerate(values)
    ]
    for where, place, value in tried:
        try:
            written.changed({place: value})
        except DataError as error:
            raise DataError(
                "{place}: the world takes no `{value}` at `{key}`: {why}",
                place=swept.line(*where),
                value=value,
                key=place,
                why=error,
            ) from error


def assembled_for(plan: SweepPlan, experiment: Experiment) -> Any:
    """The world of an experiment."""
    changed = plan.written.changed(experiment.values)
    return assembled(changed, with_values(changed, plan.start))


def play_experiment(shared: SweepPlan, number: int, folder: Path) -> None:
    """One unit of work: one experiment, and its row."""
    experiment, sweep = shared.experiments[number], shared.sweep
    world = assembled_for(shared, experiment)
    found: dict[str, list[float]] = {name: [] for name in sweep.outcomes}
    for replicate in range(shared.replicates):
        steps = of_steps(world, play(world, shared.seed, replicate), replicate)
        for name in sweep.outcomes:
            looked = steps[name].drop_nulls().cast(pl.Float64)
            if looked.len():
                held = looked[-1] if sweep.over == "end" else looked.mean()
                found[name].append(float(held))  # type: ignore[arg-type]
    row: dict[str, Any] = {
        "experiment": number + 1,
        "scenario": experiment.scenario,
        "policy": experiment.policy,
        **{place: _cell(value) for place, value in experiment.values.items()},
    }
    for outcome, values in found.items():
        row[outcome] = float(np.mean(values)) if values else None
        for end, share in (("low", 0.05), ("high", 0.95)):
            row[f"{outcome}_{end}"] = float(np.quantile(values, share)) if values else None
    write_whole(folder / f"{number:06}.json", json.dumps(row).encode())


def _cell(value: Any) -> Any:
    """A value as one cell of a table."""
    return value if isinstance(value, bool | int | float | str) else json.dumps(value)
