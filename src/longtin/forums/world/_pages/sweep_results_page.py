"""A sweep as a page: what each policy brings, where it is best, and what most decides it."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import polars as pl

from longtin._language import Language
from longtin.forums.world._pages.world_page import CAVEAT
from longtin.forums.world.outcomes import MEASURES
from longtin.forums.world.sweep import SweepResult
from longtin.page import Column, Document, Section, Table, plain

LESS_IS_BETTER: Final = frozenset({"misplaced", "conflict"})
"""Outcomes of which the smaller figure is the better."""

SCHEMA: Final = "longtin.sweep/1"


def sweep_data(found: SweepResult) -> dict[str, Any]:
    """What came of a sweep, as plain values whose keys other programs can rely on."""
    return {
        "schema": SCHEMA,
        "title": dict(found.title),
        "seed": found.seed,
        "replicates": found.replicates,
        "run": {key: found.run[key] for key in ("key", "code", "data")},
        "uncertainties": plain(found.sweep.model_dump(mode="json")["uncertainties"]),
        "levers": plain(found.sweep.model_dump(mode="json")["levers"]),
        "outcomes": list(found.sweep.outcomes),
        "experiments": plain(found.table.to_dicts()),
        "influence": influence(found),
    }


def sweep_page(found: SweepResult, language: Language) -> Document:
    """What came of a sweep as a document.

    Args:
        found: What `run_sweep` returned.
        language: Of the words.
    """
    say, table = language.say, found.table
    in_short = say(
        "{experiments}: {scenarios} under {policies}, with {histories} of each.",
        experiments=language.count("{n} experiment", "{n} experiments", table.height),
        scenarios=language.count("{n} scenario", "{n} scenarios", table["scenario"].n_unique()),
        policies=language.count("{n} policy", "{n} policies", table["policy"].n_unique()),
        histories=language.count("{n} history", "{n} histories", found.replicates),
    )
    return Document(
        language=language.code,
        title=found.title[language.code],
        kicker=say("Sweep over a simulated world"),
        dated="",
        note=say(CAVEAT),
        sections=(
            Section("in-short", say("In short"), sentences=(in_short,)),
            _policies(found, language),
            *_best(found, language),
            _influence(found, language),
        ),
        colophon=" · ".join(
            (
                "Longtin",
                say("record {version}", version=found.run["data"].get("record", "–")),
                say("seed {n}", n=found.seed),
                say("run {key}", key=found.run["key"][:12]),
            )
        ),
    )


def _named(found: SweepResult, policy: int, language: Language) -> str:
    """A policy by the values of its levers."""
    row = found.table.filter(pl.col("policy") == policy).row(0, named=True)
    levers = [f"{place} = {row[place]}" for place in found.sweep.levers]
    return ", ".join(levers) or language.say("as the file has it")


def _numbers(found: SweepResult) -> list[int]:
    return sorted(found.table["policy"].unique().to_list())


def _policies(found: SweepResult, language: Language) -> Section:
    """Mean of each outcome over scenarios, and what nine scenarios in ten lie between."""
    say, rows = language.say, []
    for policy in _numbers(found):
        held = found.table.filter(pl.col("policy") == policy)
        row = [_named(found, policy, language)]
        for name in found.sweep.outcomes:
            values = held[name].drop_nulls().to_numpy()
            if not len(values):
                row.append("–")
                continue
            low, high = (language.number(float(x)) for x in np.quantile(values, (0.05, 0.95)))
            row.append(f"{language.number(float(values.mean()))} ({low}–{high})")
        rows.append(row)
    return Section(
        "policies",
        say("What each policy brings"),
        tables=(
            Table.of(
                say("Mean over scenarios, with what nine scenarios in ten lie between"),
                [
                    Column(say("Policy"), wraps=True),
                    *(Column(say(MEASURES[name]), "figure") for name in found.sweep.outcomes),
                ],
                rows,
            ),
        ),
    )


def _best(found: SweepResult, language: Language) -> Iterator[Section]:
    """In how many scenarios each policy is best, and what it costs where it is not."""
    policies = _numbers(found)
    if len(policies) < 2:
        return
    say, rows = language.say, []
    for name in found.sweep.outcomes:
        wide = found.table.pivot("policy", index="scenario", values=name).sort("scenario")
        values = wide.select(map(str, policies)).to_numpy().astype(float)
        values = values[~np.isnan(values).any(axis=1)]
        if not len(values):
            continue
        signed = -values if name in LESS_IS_BETTER else values
        most = signed.max(axis=1, keepdims=True)
        for at, policy in enumerate(policies):
            regret = float((most[:, 0] - signed[:, at]).mean())
            best = float((signed[:, at] >= most[:, 0]).mean())
            rows.append(
                [
                    say(MEASURES[name]),
                    _named(found, policy, language),
                    language.percent(best),
                    language.number(regret),
                ]
            )
    yield Section(
        "best",
        say("Where each policy is best"),
        tables=(
            Table.of(
                say("Share of scenarios, and mean regret: how far it falls short of the best"),
                [
                    Column(say("Outcome")),
                    Column(say("Policy"), wraps=True),
                    Column(say("Best in"), "figure"),
                    Column(say("Regret"), "figure"),
                ],
                rows,
            ),
        ),
    )


def influence(found: SweepResult) -> list[dict[str, Any]]:
    """How far each outcome follows each uncertainty (rank correlation), and differs by lever.

    Returns:
        Of each outcome and place `outcome, place, kind, value`: for an uncertainty Spearman's rank
        correlation over all experiments, for a lever the range of its means.
    """
    rows = []
    for name in found.sweep.outcomes:
        held = found.table.drop_nulls(name)
        for place in found.sweep.uncertainties if held.height > 2 else ():
            value = held.select(pl.corr(place, name, method="spearman")).item()
            rows.append(_row(name, place, "uncertainty", value))
        for place in found.sweep.levers:
            means = held.group_by(place).agg(pl.col(name).mean())[name].to_list()
            rows.append(_row(name, place, "lever", max(means) - min(means) if means else None))
    return rows


def _row(outcome: str, place: str, kind: str, value: Any) -> dict[str, Any]:
    told = None if value is None or not np.isfinite(value) else float(value)
    return {"outcome": outcome, "place": place, "kind": kind, "value": told}


def _influence(found: SweepResult, language: Language) -> Section:
    say = language.say
    ordered = sorted(
        influence(found),
        key=lambda row: (
            found.sweep.outcomes.index(row["outcome"]),
            row["kind"] == "lever",
            -abs(row["value"] or 0.0),
        ),
    )
    kinds = {"uncertainty": say("uncertainty"), "lever": say("lever")}
    rows = [
        [
            say(MEASURES[row["outcome"]]),
            row["place"],
            kinds[row["kind"]],
            "–" if row["value"] is None else language.number(row["value"], signed=True),
        ]
        for row in ordered
    ]
    return Section(
        "influence",
        say("What decides most"),
        notes=(
            say(
                "Of an uncertainty, the rank correlation with the outcome, from −1 to 1; of a "
                "lever, how far the means of its values are apart."
            ),
        ),
        tables=(
            Table.of(
                say("How far each outcome follows what is uncertain and what is chosen"),
                [
                    Column(say("Outcome")),
                    Column(say("Value"), wraps=True),
                    Column(say("Kind")),
                    Column(say("Influence"), "figure"),
                ],
                rows,
            ),
        ),
    )
