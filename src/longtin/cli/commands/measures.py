"""The command `longtin measures`."""

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.parsers import share, whole_number
from longtin.cli.options.shared import AsJson, Language, Output, Own, Tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from longtin._language import Language as Words
    from longtin.measures import Catalogue, Measure

SUMMARY = "Measures that build confidence."
EXAMPLE = "Example: longtin measures --domain maritime --stage 1"

SHOWN = ("stage", "cost", "stake", "reveals")
"""Judged values that the list shows."""


Domain = Annotated[str | None, option("--domain", "Of this field.", "DOMAIN")]
Stage = Annotated[
    int | None,
    option(
        "--stage",
        "1 symbolic and simple, 2 of shared interest, 3 joint and demanding.",
        "1|2|3",
        whole_number,
    ),
]
Phase = Annotated[
    str | None,
    option("--phase", "That suit prevention, crisis_management or post_conflict.", "PHASE"),
]
Form = Annotated[
    str | None,
    option(
        "--form",
        "That may be unilateral, bilateral, multilateral, triangular, public_private or "
        "non_governmental.",
        "FORM",
    ),
]
Issue = Annotated[
    str | None,
    option(
        "--issue",
        "That meet climate, epidemics, water, food, crime, cyber, maritime or migration.",
        "ISSUE",
    ),
]
Through = Annotated[
    str | None,
    option(
        "--through",
        "That grew through governments, regional_forum, border_areas or track_two.",
        "WAY",
    ),
]
Brings = Annotated[
    str | None,
    option(
        "--contribution",
        "To which a side may bring money, know_how, people, land or experience.",
        "WHAT",
    ),
]
School = Annotated[
    str | None, option("--school", "That mostly feed interest, norm or affinity.", "SCHOOL")
]
Reveals = Annotated[
    float,
    option(
        "--reveals-at-least",
        "That so many of those not to be trusted would not keep, from 0 to 1.",
        "SHARE",
        share,
    ),
]
Stake = Annotated[
    float,
    option("--stake-at-most", "That expose a side no more than this, from 0 to 1.", "SHARE", share),
]
Text = Annotated[str | None, option("--text", "With these words, in either language.", "WORDS")]


def measures(
    domain: Domain = None,
    stage: Stage = None,
    phase: Phase = None,
    form: Form = None,
    school: School = None,
    issue: Issue = None,
    through: Through = None,
    contribution: Brings = None,
    reveals_at_least: Reveals = 0.0,
    stake_at_most: Stake = 1.0,
    text: Text = None,
    own: Own = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Measures that build confidence: the catalogue, or those of it that are asked for."""
    from longtin import measures as part
    from longtin._language import Language as Words

    check_output(output)
    catalogue = part.catalogue(own)
    found = catalogue.select(
        domain=domain,
        stage=stage,
        phase=phase,
        form=form,
        school=school,
        issue=issue,
        through=through,
        contribution=contribution,
        reveals_at_least=reveals_at_least,
        stake_at_most=stake_at_most,
        text=text,
    )
    frame = part.frame(catalogue, found)
    emit(
        frame,
        as_json=as_json,
        output=output,
        show=lambda: _show(catalogue, found, Words(language)),
    )


def _show(catalogue: "Catalogue", found: "Sequence[Measure]", language: "Words") -> None:
    """The measures found, fewest words first: the page of each tells the rest."""
    from longtin import measures as part
    from longtin.page import Column, Table, print_table

    say, number = language.say, language.number
    changed = {(each.measure, each.value) for each in catalogue.changes}
    several_fields = len({each.domain for each in found}) > 1
    margin = "  " if several_fields else ""

    def value(measure: "Measure", name: str) -> str:
        figure = number(getattr(measure, name), 0 if name == "stage" else 2)
        is_own = (measure.id, name) in changed or measure.id in catalogue.added
        return f"{figure}*" if is_own else figure

    rows: list[list[str]] = []
    for domain, inside in groupby(found, key=lambda each: each.domain):
        if several_fields:
            rows.append([part.named("domain", domain, language), "", *("" for _ in SHOWN)])
        rows += [
            [
                f"{margin}{each.id}",
                each.name.of(language.code),
                *(value(each, name) for name in SHOWN),
            ]
            for each in inside
        ]
    columns = [
        Column(say("Measure")),
        Column(say("Name"), wraps=True),
        *(Column(part.named("value", name, language), "figure") for name in SHOWN),
    ]
    notes = [say("Stage, cost, stake and what it reveals are judgements, yours to change (--own).")]
    if any(cell.endswith("*") for row in rows for cell in row):
        notes.append(say("* your own"))
    if not rows:
        notes = [say("No measure is all of that. Ask for less.")]
    title = language.count("{n} measure", "{n} measures", len(found))
    print_table(Table.of(title, columns, rows), note="\n".join(notes))
