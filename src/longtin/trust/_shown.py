"""What an estimate and an explanation show of themselves in a notebook, as documents."""

import polars as pl

from longtin import actors
from longtin._language import Language
from longtin.acts import text_in
from longtin.page import Column, Document, Section, Table
from longtin.trust._estimate import Estimate
from longtin.trust._explain import Explanation
from longtin.trust.output.act_words import act_words, actors_of

ROWS = 10
"""Most rows of a table."""


def estimate_page(found: Estimate, language: Language) -> Document:
    """Belief on the last day of an estimate, the highest first."""
    say, last = language.say, found.beliefs.ends[-1]
    now = found.frame(last)
    known = now.drop_nulls("trust").sort("trust", descending=True)
    rows = [
        [
            row["truster"],
            row["trustee"],
            language.level(row["trust"]),
            f"{language.level(row['low'])}–{language.level(row['high'])}"
            if row["low"] is not None
            else "",
            language.number(row["effective_acts"], 1),
        ]
        for row in known.head(ROWS).iter_rows(named=True)
    ]
    columns = (
        Column(say("Truster")),
        Column(say("Trustee")),
        Column(say("Trust"), "figure"),
        Column(say("90 % interval"), "figure"),
        Column(say("Independent acts"), "figure"),
    )
    title = language.count(
        "Trust of {n} pair on {day}", "Trust of {n} pairs on {day}", now.height,
        day=language.date(last),
    )  # fmt: skip
    note = say(
        "{known} with a figure, {missing} without: too little, or not covered. All rows: "
        "`.frame()`; a chart: `.plot()`.",
        known=known.height, missing=now.height - known.height,
    )  # fmt: skip
    return Document(
        language=language.code,
        title=title,
        kicker="",
        dated="",
        sections=(Section("trust", "", tables=(Table.of("", columns, rows),), notes=(note,)),),
        colophon=say(
            "Method {method}, record {record}",
            method=found.method_version, record=found.record.version,
        ),
    )  # fmt: skip


def explanation_page(why: Explanation, language: Language) -> Document:
    """What moved one belief, the heaviest lines first."""
    say = language.say
    truster, trustee = (
        actors.in_sentence(actors.near(ccode, why.until).name(language.code), language.code)
        for ccode in why.pair
    )
    few, table = _heaviest(why, language)
    before, after = why.trust
    left = why.lines.height - few.height
    points = 100 * (after - before) - float(few["points"].sum())
    notes = [say("A point is a hundredth of trust. All lines: `.lines`.")]
    if left > 0:
        notes.append(
            language.count(
                "{n} lighter line makes {points} points.",
                "{n} lighter lines make {points} points together.",
                left,
                points=language.number(points, 1, signed=True),
            )
        )
    sentence = say(
        "{span}: from {before} to {after}.",
        span=language.span(why.since, why.until),
        before=language.level(before), after=language.level(after),
    )  # fmt: skip
    return Document(
        language=language.code,
        title=say("Trust of {truster} in {trustee}", truster=truster, trustee=trustee),
        kicker="",
        dated="",
        sections=(
            Section(
                "explanation",
                "",
                sentences=(sentence,),
                tables=(table,),
                notes=tuple(notes),
            ),
        ),
        colophon="",
    )


def _heaviest(why: Explanation, language: Language) -> tuple[pl.DataFrame, Table]:
    """The lines that weigh most, and the same as a table."""
    say = language.say
    few = (
        why.lines.with_row_index("place")
        .sort(why.lines["points"].abs(), descending=True, maintain_order=True)
        .head(ROWS)
    )
    rows = [
        [
            language.date(row["end"]),
            act_words(row["what"], language),
            text_in(row["text"], language.code) if row["text"] else "",
            actors_of(row["who"], row["end"], language) if row["who"] else "",
            language.number(row["points"], 1, signed=True),
            row["origin"] or "",
        ]
        for row in few.iter_rows(named=True)
    ]
    columns = (
        Column(say("Date"), "figure"),
        Column(say("What"), wraps=True),
        Column(say("As coded"), wraps=True),
        Column(say("Who"), wraps=True),
        Column(say("Points"), "figure"),
        Column(say("Row of the record")),
    )
    return few, Table.of("", columns, rows)
