"""The command `longtin portfolio`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import format_of, put
from longtin.cli.options import choice, option
from longtin.cli.options.shared import (
    AsJson,
    AsOf,
    Language,
    OutputFile,
    RecordFile,
    Seed,
    Tongue,
    Without,
)
from longtin.cli.options.statements import OwnStatements
from longtin.cli.options.values import opened, seen_until

SUMMARY = "One state: with whom, where and how on each issue."
EXAMPLE = "Example: longtin portfolio VNM --issue water -o portfolio.docx"


class PortfolioFormat(StrEnum):
    """What a portfolio can be shown as."""

    html = "html"
    pdf = "pdf"
    docx = "docx"
    md = "md"
    json = "json"


State = Annotated[str, typer.Argument(help="The state, by code or name.")]
Issues = Annotated[
    str, option("--issue", "Only these, with commas between: water, climate …", "ISSUES")
]
Partners = Annotated[
    str, option("--with", "Compare these partners only, with commas between.", "STATES")
]
Powers = Annotated[
    str,
    option(
        "--great-powers",
        "The two it balances between; the strongest major powers without it.",
        "A,B",
    ),
]
Principles = Annotated[
    str | None,
    option(
        "--principles",
        "Principles to hold it against: a shipped name, or a file of your own.",
        "NAME|FILE",
    ),
]
OwnTables = Annotated[
    Path | None,
    option(
        "--tables",
        "Your own partnerships, strengths, parts, venues, shares and offices, laid over the "
        "shipped ones.",
        "FILE",
    ),
]
Annex = Annotated[bool, option("--annex", "With every figure, its band, its day and its source.")]
Institutions = Annotated[
    bool,
    option(
        "--institutions",
        "Also which of seven institutions would deliver most on each issue; some seconds each.",
    ),
]
Format = Annotated[
    PortfolioFormat | None,
    choice("--format", "By default what the name of the file says, or md.", PortfolioFormat),
]


def portfolio(
    state: State,
    issue: Issues = "",
    partners: Partners = "",
    powers: Powers = "",
    principles: Principles = None,
    own: OwnTables = None,
    statements: OwnStatements = None,
    annex: Annex = False,
    institutions: Institutions = False,
    as_of: AsOf = None,
    language: Language = Tongue.en,
    format: Format = None,  # noqa: A002 - the word a user knows
    output: OutputFile = None,
    record: RecordFile = None,
    without: Without = None,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """A state’s portfolio on two pages: partners, forums, its part, balance, weaknesses.

    Partners are ranked on each issue by how often they come among the first three, over all
    weights in which strength on it weighs most. Every figure has its band; what is not known is
    said.
    """
    from longtin import promises
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress
    from longtin.cli.terminal.text import print_markdown
    from longtin.forums.portfolio import (
        PortfolioGrounds,
        portfolio_tables,
        render_portfolio,
        state_portfolio,
    )
    from longtin.programme import principles_of

    chosen = PortfolioFormat.json if as_json else format or PortfolioFormat.md
    if output is not None:
        chosen = format_of(format, output, PortfolioFormat)
    held_against = principles_of(principles) if principles else None
    laid_over, known = portfolio_tables(own), promises.statements(statements)
    day, words = seen_until(as_of, language), Words(language)
    with opened(record, without) as held, progress(words.say("Estimating")):
        found = state_portfolio(
            held,
            state,
            as_of=day,
            issues=_several(issue),
            partners=_several(partners),
            powers=_several(powers),
            grounds=PortfolioGrounds(laid_over, known, held_against),
            seed=seed,
            institutions=institutions,
        )
    shown = render_portfolio(found, chosen, language=language, annex=annex)
    if output is None and format is None and not as_json and sys.stdout.isatty():
        print_markdown(shown.decode())
    else:
        put(shown if chosen in {"pdf", "docx"} else shown.decode(), output)


def _several(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]
