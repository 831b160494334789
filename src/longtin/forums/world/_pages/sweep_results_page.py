"""A sweep as a page: what each policy brings, where it is best, and what most decides it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl

from longtin._language import Language
from longtin.forums.world._pages.sweep_influence import FEWEST, influence
from longtin.forums.world._pages.world_page import CAVEAT
from longtin.forums.world.outcomes import MEASURES
from longtin.forums.world.sweep import SweepResult
from longtin.page import Cell, Column, Document, Figure, Section, Table, charts, plain

LESS_IS_BETTER: Final = frozenset({"misplaced", "conflict"})
"""Outcomes of which the smaller figure is the better."""

MOST_DRAWN: Final = 24
"""Policies up to which a chart can be read."""

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
                f"Longtin {found.run['code']['longtin']}",
                say("record {version}", version=found.run["data"].get("record", "–")),
                say("seed {n}", n=found.seed),
                say("run {key}", key=found.run["key"][:12]),
            )
        ),
    )


def _named(found: SweepResult, policy: int, language: Language) -> str:
    """A policy by the values of its levers, in the order of `_policy_heading`."""
    row = found.table.filter(pl.col("policy") == policy).row(0, named=True)
    levers = [str(row[place]) for place in found.sweep.levers]
    return ", ".join(levers) or language.say("as the file has it")


def _policy_heading(found: SweepResult, language: Language) -> str:
    """What a policy sets."""
    levers = ", ".join(found.sweep.levers)
    return f"{language.say('Policy')} ({levers})" if levers else language.say("Policy")


def _numbers(found: SweepResult) -> list[int]:
    return sorted(found.table["policy"].unique().to_list())


def _policies(found: SweepResult, language: Language) -> Section:
    """Mean of each outcome over scenarios, and what nine scenarios in ten lie between."""
    say, rows, number = language.say, [], language.number
    drawn: dict[str, list[charts.RankedFigure]] = {name: [] for name in found.sweep.outcomes}
    for policy in _numbers(found):
        held = found.table.filter(pl.col("policy") == policy)
        row = [_named(found, policy, language)]
        for name in found.sweep.outcomes:
            values = held[name].drop_nulls().to_numpy()
            if not len(values):
                row.append("–")
                continue
            mean, (low, high) = float(values.mean()), map(float, np.quantile(values, (0.05, 0.95)))
            row.append(f"{number(mean)} ({number(low)}–{number(high)})")
            drawn[name].append(charts.RankedFigure(row[0], mean, low, high))
        rows.append(row)
    return Section(
        "policies",
        say("What each policy brings"),
        figures=tuple(_drawn(drawn, language)),
        tables=(
            Table.of(
                say("Mean over scenarios, with what nine scenarios in ten lie between"),
                _outcome_columns(_policy_heading(found, language), found, language),
                rows,
            ),
        ),
    )


def _drawn(
    drawn: Mapping[str, Sequence[charts.RankedFigure]], language: Language
) -> Iterator[Figure]:
    """Each outcome by policy, the best on top."""
    for name, policies in drawn.items():
        if not 1 < len(policies) <= MOST_DRAWN:
            continue
        ordered = sorted(policies, key=lambda each: each.value, reverse=name not in LESS_IS_BETTER)
        title = language.say(MEASURES[name])
        told = language.say("Mean over scenarios, with what nine scenarios in ten lie between")
        yield Figure(f"policies-{name}", title, told, charts.ranking(ordered, axis=title))


def _best(found: SweepResult, language: Language) -> Iterator[Section]:
    """In how many scenarios each policy is best, and what it costs where it is not."""
    policies = _numbers(found)
    if len(policies) < 2:
        return
    say, told = language.say, {name: _won(found, name, policies) for name in found.sweep.outcomes}
    rows = [
        [
            _named(found, policy, language),
            *(
                f"{language.percent(won[at][0])} ({language.number(won[at][1])})" if won else "–"
                for won in told.values()
            ),
        ]
        for at, policy in enumerate(policies)
    ]
    yield Section(
        "best",
        say("Where each policy is best"),
        tables=(
            Table.of(
                say("Share of scenarios in which it is the best, and in brackets its mean regret: "
                    "how far it falls short of the best"),
                _outcome_columns(_policy_heading(found, language), found, language),
                rows,
            ),
        ),
    )  # fmt: skip


def _won(found: SweepResult, name: str, policies: Sequence[int]) -> list[tuple[float, float]]:
    """Of each policy the share of scenarios in which it is best, and its mean regret."""
    wide = found.table.pivot("policy", index="scenario", values=name).sort("scenario")
    values = wide.select(map(str, policies)).to_numpy().astype(float)
    values = values[~np.isnan(values).any(axis=1)]
    if not len(values):
        return []
    signed = -values if name in LESS_IS_BETTER else values
    most = signed.max(axis=1, keepdims=True)
    best, regret = (signed >= most).mean(axis=0), (most - signed).mean(axis=0)
    return list(zip(map(float, best), map(float, regret), strict=True))


def _outcome_columns(first: str, found: SweepResult, language: Language) -> list[Column]:
    """A column of words, and one of figures an outcome."""
    outcomes = (Column(language.say(MEASURES[name]), "figure") for name in found.sweep.outcomes)
    return [Column(first, wraps=True), *outcomes]


def _influence(found: SweepResult, language: Language) -> Section:
    say, told = language.say, dict[tuple[str, str], str]()
    for row in influence(found):
        told[row["place"], row["outcome"]] = _with_ends(row, language)
    kinds = {
        **dict.fromkeys(found.sweep.uncertainties, say("uncertainty")),
        **dict.fromkeys(found.sweep.levers, say("lever")),
    }
    rows: list[list[str | Cell]] = []
    for place, kind in kinds.items():
        figures = [told.get((place, name), "–") for name in found.sweep.outcomes]
        rows.append([Cell(place, small=kind), *figures])
    notes = [
        say(
            "Of an uncertainty, the rank correlation with the outcome, from −1 to 1; of a "
            "lever, how far the means of its values are apart."
        )
    ]
    if found.table["scenario"].n_unique() < FEWEST:
        notes.append(say("Intervals are told from {n} scenarios on.", n=FEWEST))
    else:
        notes.append(say("In brackets what nine draws of the scenarios in ten lie between."))
    return Section(
        "influence",
        say("What decides most"),
        notes=tuple(notes),
        tables=(
            Table.of(
                say("How far each outcome follows what is uncertain and what is chosen"),
                _outcome_columns(say("Value"), found, language),
                rows,
            ),
        ),
    )


def _with_ends(row: Mapping[str, Any], language: Language) -> str:
    """A figure of influence, with its interval where there is one."""
    if row["value"] is None:
        return "–"
    signed = row["kind"] == "uncertainty"
    figures = [
        "" if row[end] is None else language.number(row[end], signed=signed)
        for end in ("value", "low", "high")
    ]
    if not figures[1]:
        return figures[0]
    return language.say("{value} ({low} to {high})", **dict(zip(_ENDS, figures, strict=True)))


_ENDS: Final = ("value", "low", "high")
