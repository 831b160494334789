"""The command `longtin brief`."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import put
from longtin.cli.options import choice, option
from longtin.cli.options.shared import (
    AsOf,
    InPhase,
    Language,
    OutputFile,
    OwnPayoffs,
    Phase,
    RecordFile,
    Seed,
    Stake,
    Tongue,
    Without,
)
from longtin.cli.options.values import opened, seen_until

if TYPE_CHECKING:
    from longtin.brief import Brief

SUMMARY = "Two states in, a brief out."
EXAMPLE = "Example: longtin brief VNM CHN --as-of 2014-08-01 --lang vi -o brief.pdf"

Annex = Annotated[
    bool,
    option("--annex/--no-annex", "Evidence, limits and sources after the two pages that decide."),
]


class BriefFormat(StrEnum):
    """What a brief can be shown as."""

    html = "html"
    pdf = "pdf"
    md = "md"
    json = "json"


def brief(
    here: Annotated[str, typer.Argument(help="A state: code or name.", metavar="A")],
    there: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    as_of: AsOf = None,
    language: Language = Tongue.en,
    format: Annotated[  # noqa: A002 - the word a user knows
        BriefFormat | None,
        choice("--format", "By default what the name of the file says, or md.", BriefFormat),
    ] = None,
    output: OutputFile = None,
    annex: Annex = True,
    stake: Stake = None,
    phase: InPhase = Phase.prevention,
    payoffs: OwnPayoffs = None,
    record: RecordFile = None,
    without: Without = None,
    seed: Seed = 0,
) -> None:
    """Two states in, a brief out: where trust stands, what moved it, how sure that is."""
    from longtin import brief as briefs, game
    from longtin._files import check_place
    from longtin._language import Language as Words
    from longtin.cli.terminal.evidence_age import old_evidence
    from longtin.cli.terminal.progress import progress
    from longtin.errors import OutputError

    if output is None and format is BriefFormat.pdf and sys.stdout.isatty():
        raise OutputError("A PDF cannot be shown on a terminal. Name a file: -o brief.pdf.")
    if output is not None:
        check_place(output)
        briefs.format_of(output, format)
    assumed = game.read_assumptions(payoffs)
    day, words = seen_until(as_of, language), Words(language)
    with opened(record, without) as held, progress(words.say("Estimating")):
        found = briefs.compose(
            held,
            here,
            there,
            as_of=day,
            stake=stake,
            assumed=assumed,
            phase=phase.value,
            seed=seed,
        )
    old_evidence((each.now.spoken_until for each in found.directions), day, words)
    if output is not None:
        briefs.write(found, output, format, language=language, annex=annex)
    else:
        _show(found, format, language, annex=annex)


def _show(
    found: "Brief",
    format: BriefFormat | None,  # noqa: A002 - as typed
    language: str,
    *,
    annex: bool,
) -> None:
    from longtin import brief as briefs
    from longtin.cli.terminal.text import print_markdown

    if format is None and sys.stdout.isatty():
        print_markdown(briefs.render(found, "md", language=language, annex=annex).decode())
    else:
        shown = briefs.render(found, format or BriefFormat.md, language=language, annex=annex)
        put(shown if format is BriefFormat.pdf else shown.decode())
