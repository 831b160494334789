"""The command `longtin brief`."""

import sys
from enum import StrEnum
from pathlib import Path
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
    RecordFile,
    Seed,
    Stake,
    Tongue,
    Without,
)
from longtin.cli.options.values import opened, seen_until

if TYPE_CHECKING:
    from longtin.brief import Brief, Submission

SUMMARY = "Two states in, a brief out; of several, one submission."
EXAMPLE = "Example: longtin brief VNM CHN --as-of 2014-08-01 --lang vi -o brief.pdf"

_FILES = {"pdf": "PDF", "docx": "Word"}

With = Annotated[
    str,
    option(
        "--with",
        "What follows the two pages: briefs (two pages a pair), annex (the model's figures), or "
        "both with a comma between.",
        "PARTS",
    ),
]


class BriefFormat(StrEnum):
    """What a brief can be shown as."""

    html = "html"
    pdf = "pdf"
    docx = "docx"
    md = "md"
    json = "json"


def brief(
    states: Annotated[
        list[str],
        typer.Argument(
            help="States, codes or names: one’s own first, then one other or several.",
            metavar="A B...",
        ),
    ],
    as_of: AsOf = None,
    language: Language = Tongue.en,
    format: Annotated[  # noqa: A002 - the word a user knows
        BriefFormat | None,
        choice("--format", "By default what the name of the file says, or md.", BriefFormat),
    ] = None,
    output: OutputFile = None,
    parts: With = "",
    stake: Stake = None,
    phase: InPhase = None,
    payoffs: OwnPayoffs = None,
    record: RecordFile = None,
    without: Without = None,
    seed: Seed = 0,
) -> None:
    """Two states in, a brief out: where trust stands, what moved it, what to propose.

    With several others, one submission of two pages for all, the first state with each.
    """
    from longtin import brief as briefs, game, page
    from longtin._language import Language as Words
    from longtin.cli.terminal.evidence_age import old_evidence
    from longtin.cli.terminal.progress import progress

    chosen = tuple(filter(None, (each.strip() for each in parts.split(","))))
    _check(states, chosen, output, format)
    if output is not None and not _is_data(output, format):
        page.charts.start()
    day, words = seen_until(as_of, language, record), Words(language)
    with opened(record, without) as held, progress(words.say("Estimating")):
        asked = briefs.submission(
            held,
            states,
            as_of=day,
            stake=stake,
            assumed=game.read_assumptions(payoffs),
            phase=phase.value if phase else None,
            seed=seed,
            briefs=len(states) == 2 or bool(chosen) or _is_data(output, format),
            annex="annex" in chosen,
        )
    heard = (way.now.spoken_until for each in asked.briefs for way in each.directions)
    old_evidence(heard, day, words)
    found = asked if len(asked.briefs) > 1 else asked.briefs[0]
    if output is not None:
        briefs.write(found, output, format, language=language, parts=chosen)
    else:
        _show(found, format, language, chosen)


def _is_data(output: Path | None, format: BriefFormat | None) -> bool:  # noqa: A002
    """Whether what is asked for holds all values, shown or not."""
    return format is BriefFormat.json or (output is not None and output.suffix.lower() == ".json")


def _check(
    states: list[str],
    parts: tuple[str, ...],
    output: Path | None,
    format: BriefFormat | None,  # noqa: A002 - as typed
) -> None:
    """Refuse what cannot be written before anything is counted."""
    from longtin import brief as briefs
    from longtin._files import check_place
    from longtin.errors import LongtinError, OutputError

    if len(states) < 2:
        raise LongtinError("A brief takes two states or more. Name the other: longtin brief A B.")
    briefs.check_parts(parts)
    if output is None and format in _FILES and sys.stdout.isatty():
        raise OutputError(
            "A file of {kind} cannot be shown on a terminal. Name a file: -o brief.{format}.",
            kind=_FILES[format],
            format=format,
        )
    if output is not None:
        check_place(output)
        briefs.format_of(output, format)


def _show(
    found: "Brief | Submission",
    format: BriefFormat | None,  # noqa: A002 - as typed
    language: str,
    parts: tuple[str, ...],
) -> None:
    from longtin import brief as briefs
    from longtin.cli.terminal.text import print_markdown

    if format is None and sys.stdout.isatty():
        print_markdown(briefs.render(found, "md", language=language, parts=parts).decode())
    else:
        shown = briefs.render(found, format or BriefFormat.md, language=language, parts=parts)
        put(shown if format in _FILES else shown.decode())
