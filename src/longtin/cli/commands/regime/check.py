"""The command `longtin regime check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, Language, Today, Tongue
from longtin.cli.options.values import when
from longtin.cli.terminal.text import print_lines
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from longtin._language import Language as Words
    from longtin.measures import ComplianceReport, Determination

SUMMARY = "Hold an activity against the rules in force."
EXAMPLE = "Example: longtin regime check exercise.yaml --today 2026-01-15"
QUIET = ("not_triggered", "not_bound")

Fixed = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="Fix what a text leaves open: close_proximity_km=50.", metavar="NAME=NUMBER"
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Show what is not triggered too, and why.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--regime", help="Look only at this one; may be given again.", metavar="ID"),
]


def check(
    file: Annotated[Path, typer.Argument(help="The activity.", metavar="FILE")],
    today: Today = None,
    fixed: Fixed = None,
    only: Only = None,
    every: Every = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """What an activity triggers, who must be told by when, what is late or forbidden.

    Ends with 1 when something is forbidden, late, missing or partial.
    """
    from longtin import measures
    from longtin._dates import Moment, moment, today as this_day
    from longtin._language import Language as Words

    if today is None:
        now = Moment(this_day())
    else:
        now = moment(today) if ":" in today else Moment(when(today, language).end)
    checked = measures.check(measures.read_activity(file), now, _fixed(fixed), only or None)
    if as_json:
        put_json(measures.as_json(checked))
    else:
        print_lines(_report(checked, Words(language), every=every))
    if checked.breaches:
        raise typer.Exit(FINDINGS)


def _fixed(given: list[str] | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in given or ():
        name, _, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            raise LongtinError(
                "--set cannot be '{text}'. Give a name and a number, such as "
                "close_proximity_km=50.",
                text=text,
            ) from None
    return found


def _report(checked: "ComplianceReport", words: "Words", *, every: bool) -> "Iterator[str]":
    from longtin import measures

    say, activity = words.say, checked.activity
    day = activity.start.day
    kind = measures.vocabulary().kinds[activity.kind].of(words.code)
    yield say("{name}: {kind}", name=activity.name, kind=kind)
    end = activity.end.day if activity.end else day
    asked = measures.moment_words(checked.today, words)
    yield say("{span}; asked on {today}", span=words.span(day, end), today=asked)
    shown = [each for each in checked.determinations if every or each.outcome not in QUIET]
    for each in shown:
        yield ""
        yield from _answer(each, words, checked)
    quiet = [each.obligation.id for each in checked.determinations if each.outcome in QUIET]
    if quiet and not every:
        yield ""
        yield say("Not triggered: {ids} (`--all` says why).", ids=", ".join(quiet))
    if not checked.determinations:
        yield ""
        yield say("No regime here binds these states in such a matter on that day.")
    for absent in checked.unbound:
        yield ""
        yield measures.inapplicability_line(absent, day, words)
    for hint in checked.aggregations:
        yield ""
        yield say("Hint: {hint}", hint=measures.aggregation_line(hint, words))


def _answer(each: "Determination", words: "Words", checked: "ComplianceReport") -> "Iterator[str]":
    from longtin import measures

    outcome = measures.outcome_of(each, words).upper()
    yield f"{outcome}  {each.obligation.id}"
    about = (
        each.regime.name.of(words.code),
        measures.citation(each.obligation.article, words.code),
        measures.binding(each.binding, words),
        measures.certainty(each.certainty, words),
    )
    yield f"  {'; '.join(about)}"
    yield f"  {each.obligation.says.of(words.code)}"
    for told in measures.sentences(each, checked.activity.start.day, words):
        yield f"  {told}"
