"""A simulated world as a page: what came of it, whose trust moved, and what was assumed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import polars as pl

from longtin import actors
from longtin._language import Language, message, sentence_case
from longtin.forums.world._pages.acting_sections import acting_sections
from longtin.forums.world.outcomes import MEASURES
from longtin.forums.world.simulation import Simulation
from longtin.forums.world.stored_run import StoredSimulation
from longtin.page import Column, Document, Figure, Section, Table, charts, plain

COUNTS: Final = ("leaders", "forums")
"""Outcomes that are numbers of things rather than shares."""

DRAWN: Final = 6
"""Watched pairs whose trust is drawn."""

SCHEMA: Final = "longtin.world/1"
"""Of a simulation as data: names of fields are keys, and keys are kept within a major version."""

CAVEAT: Final = message(
    "A simulated world shows what follows from what is assumed. It is no forecast of what real "
    "states will do."
)


def world_page(found: Simulation | StoredSimulation, language: Language) -> Document:
    """What came of a world as a document.

    Args:
        found: What `simulate` returned or `read_simulation` read.
        language: Of the words.
    """
    say = language.say
    sections = (
        Section("in-short", say("In short"), sentences=tuple(_in_short(found, language))),
        _outcomes(found, language),
        *(acting_sections(found, language) if isinstance(found, Simulation) else ()),
        *_watched(found, language),
        _most_moved(found, language),
        _assumed(found, language),
    )
    return Document(
        language=language.code,
        title=found.world.title[language.code],
        kicker=say("Simulated world"),
        dated=language.span(found.world.days[0], found.world.days[-1] - timedelta(days=1)),
        note=say(CAVEAT),
        sections=sections,
        colophon=" · ".join(
            (
                f"Longtin {found.run['code']['longtin']}",
                say("record {version}", version=found.run["data"].get("record", "–")),
                say("seed {n}", n=found.seed),
                say("run {key}", key=found.run["key"][:12]),
            )
        ),
    )


def world_data(found: Simulation) -> dict[str, Any]:
    """What came of a world, as plain values whose keys other programs can rely on."""
    return {
        "schema": SCHEMA,
        "title": dict(found.world.title),
        "seed": found.seed,
        "replicates": found.replicates,
        "run": {key: found.run[key] for key in ("key", "code", "data")},
        "states": sorted({one for one, _ in _pairs(found)}),
        "steps": plain(found.steps.to_dicts()),
        "watched": plain(found.watched.to_dicts()),
        "pairs": plain(found.pairs.to_dicts()),
        "forums": plain(found.forums.to_dicts()),
        "members": plain(found.members.to_dicts()),
        "programmes": plain(found.programmes.to_dicts()),
    }


def _pairs(found: Simulation | StoredSimulation) -> list[tuple[str, str]]:
    return list(found.pairs.select("truster", "trustee").iter_rows())


def _length(found: Simulation | StoredSimulation, language: Language) -> str:
    steps = found.world.steps
    match found.run["parameters"]["world"]["step"]:
        case "week":
            return language.count("{n} week", "{n} weeks", steps)
        case "month":
            return language.count("{n} month", "{n} months", steps)
        case _:
            return language.count("{n} year", "{n} years", steps)


def _in_short(found: Simulation | StoredSimulation, language: Language) -> Iterator[str]:
    say, last = language.say, found.steps.row(-1, named=True)
    yield say(
        "{histories} of {states} over {length}.",
        histories=language.count("{n} history", "{n} histories", found.replicates),
        states=language.count("{n} state", "{n} states", len(found.world.ccodes)),
        length=_length(found, language),
    )
    before = float(found.pairs["before"].to_numpy().mean())
    yield say(
        "Mean trust goes from {before} to {after} at the end; in nine histories of ten it ends "
        "between {low} and {high}.",
        before=language.number(before),
        after=language.number(last["trust"]),
        low=language.number(last["trust_low"]),
        high=language.number(last["trust_high"]),
    )
    if last["cooperation"] is not None:
        yield say(
            "Of the acts of the last step {share} are cooperative (nine histories of ten: {low} to "
            "{high}).",
            share=language.percent(last["cooperation"]),
            low=language.percent(last["cooperation_low"]),
            high=language.percent(last["cooperation_high"]),
        )


def _shown(row: Mapping[str, Any], name: str, language: Language) -> str:
    """An outcome with its band; a count by its mean, which a median would hide."""
    if row[name] is None:
        return "–"
    if name in COUNTS:
        return language.number(row[f"{name}_mean"])
    ends = (row[f"{name}_low"], row[f"{name}_high"])
    low, high = (language.number(each) for each in ends)
    return f"{language.number(row[name])} ({low}–{high})"


def _outcomes(found: Simulation | StoredSimulation, language: Language) -> Section:
    say, steps = language.say, found.steps
    at = sorted({0, (len(steps) - 1) // 2, len(steps) - 1})
    rows = [steps.row(each, named=True) for each in at]
    table = Table.of(
        say("Median of all histories, with what nine in ten lie between"),
        [Column(say("Outcome"))] + [Column(language.date(row["date"]), "figure") for row in rows],
        [
            [say(title), *(_shown(row, name, language) for row in rows)]
            for name, title in MEASURES.items()
            if any(row[f"{name}_mean"] for row in rows)
        ],
    )
    days = steps["date"].to_list()
    figures = tuple(
        Figure(
            f"course-{name}",
            say(title),
            say("Median of all histories and what nine in ten lie between."),
            charts.fan(days, [_line(steps, name, "")]),
        )
        for name, title in (("trust", MEASURES["trust"]), ("cooperation", MEASURES["cooperation"]))
        if steps[name].null_count() == 0 and len(days) > 1
    )
    return Section(
        "outcomes",
        say("What came of it"),
        figures=figures,
        tables=(table,),
        notes=(
            say(
                "Error of belief is the mean square of the distance between trust and whether the "
                "other is trustworthy: 0 for belief that is always right, 0.25 for a guess."
            ),
            say("New leaders and forums that act are counts a step."),
        ),
    )


def _line(rows: pl.DataFrame, name: str, title: str) -> charts.FanLine:
    return charts.FanLine(
        title,
        rows[f"{name}_low"].to_list(),
        rows[name].to_list(),
        rows[f"{name}_high"].to_list(),
    )


def _watched(found: Simulation | StoredSimulation, language: Language) -> Iterator[Section]:
    """Trust of watched pairs, from the beginning to the end."""
    wanted = list(found.watched.select("truster", "trustee").unique(maintain_order=True).rows())
    if not wanted:
        return
    say, days = language.say, found.steps["date"].to_list()
    rows, figures = [], list[Figure]()
    for truster, trustee in wanted:
        course = found.watched.filter(
            (pl.col("truster") == truster) & (pl.col("trustee") == trustee)
        )
        named = say(
            "{truster} in {trustee}",
            truster=_name(found, truster, language),
            trustee=_name(found, trustee, language),
        )
        ended = found.pairs.row(
            by_predicate=(pl.col("truster") == truster) & (pl.col("trustee") == trustee), named=True
        )
        rows.append(
            [
                named,
                language.number(ended["before"]),
                language.number(ended["trust"]),
                language.percent(ended["trusted"]),
            ]
        )
        if len(figures) < DRAWN and len(days) > 1:
            figures.append(
                Figure(
                    f"pair-{truster.lower()}-{trustee.lower()}",
                    sentence_case(named),
                    say("Median of all histories and what nine in ten lie between."),
                    charts.fan(days, [_line(course, "trust", "")]),
                )
            )
    yield Section(
        "pairs",
        say("Trust of pairs"),
        figures=tuple(figures),
        tables=(
            Table.of(
                say("Trust of one state in another"),
                [
                    Column(say("Whose trust, in whom")),
                    Column(say("At first"), "figure"),
                    Column(say("Mean at the end"), "figure"),
                    Column(say("Histories that end above one half"), "figure"),
                ],
                rows,
            ),
        ),
    )


def _name(found: Simulation | StoredSimulation, key: str, language: Language) -> str:
    return actors.find(key, found.world.days[0]).name(language.code)


def _most_moved(found: Simulation | StoredSimulation, language: Language) -> Section:
    """Pairs whose trust is furthest from what it was."""
    say = language.say
    moved = found.pairs.with_columns(change=pl.col("trust") - pl.col("before"))
    ordered = moved.sort(pl.col("change").abs(), descending=True, maintain_order=True).head(10)
    rows = [
        [
            say(
                "{truster} in {trustee}",
                truster=_name(found, row["truster"], language),
                trustee=_name(found, row["trustee"], language),
            ),
            language.number(row["before"]),
            language.number(row["trust"]),
            language.number(row["change"], signed=True),
            language.percent(row["trusted"]),
            "–" if row["cooperation"] is None else language.percent(row["cooperation"]),
        ]
        for row in ordered.iter_rows(named=True)
    ]
    heads = (
        say("Whose trust, in whom"),
        say("At first"),
        say("Mean at the end"),
        say("Change"),
        say("Histories that end above one half"),
        say("Cooperative acts"),
    )
    return Section(
        "moved",
        say("Whose trust moves most"),
        tables=(
            Table.of(
                say("The ten pairs whose mean trust is furthest from what it was"),
                [Column(heads[0], wraps=True), *(Column(head, "figure") for head in heads[1:])],
                rows,
            ),
        ),
    )


def _assumed(found: Simulation | StoredSimulation, language: Language) -> Section:
    """What the world rests on, value by value."""
    say, held = language.say, found.run["parameters"]["world"]
    rows = list(_values(held))
    return Section(
        "assumed",
        say("What is assumed"),
        sentences=(
            say(
                "Every value below is the file’s or a default, and can be changed in the file; "
                "what is left empty was read from the record."
            ),
        ),
        tables=(
            Table.of(
                say("Values of the world"),
                [Column(say("Value")), Column(say("Is"), wraps=True)],
                [[name, _written(value)] for name, value in rows],
            ),
        ),
    )


BY_TRUST: Final = ("threshold", "quota", "core")
"""What a forum that decides on an issue does not read."""

GROUPS: Final = ("belief", "contact", "conduct", "observers", "noise", "leaders")


def _values(held: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for group in GROUPS:
        for name, value in held[group].items():
            if not isinstance(value, list | tuple | Mapping):
                yield f"{group}.{name}", value
    for group in ("shocks", "measures", "programmes", "forums"):
        for each in held[group]:
            yield (
                group,
                ", ".join(
                    f"{name} {_written(value)}"
                    for name, value in each.items()
                    if value not in (None, []) and not (each.get("issue") and name in BY_TRUST)
                ),
            )


def _written(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(map(str, value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
