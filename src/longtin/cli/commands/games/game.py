"""The command `longtin game`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli._output import put
from longtin.cli.options import option
from longtin.cli.options.shared import (
    AsJson,
    AsOf,
    Language,
    OwnPayoffs,
    RecordFile,
    Seed,
    Stake,
    Tongue,
)
from longtin.cli.options.values import opened, seen_until

SUMMARY = "Is trust enough, and what would have to be true?"
EXAMPLE = "Example: longtin game VNM CHN --as-of 2014-08-01 --stake 0.25 --path path.html"

PathFile = Annotated[
    Path | None, option("--path", "Draw the pair's path through the 2×2: .svg or .html.", "FILE")
]
EfgFile = Annotated[Path | None, option("--efg", "Write the game of two steps for Gambit.", "FILE")]
Written = Annotated[
    Path | None, option("--output -o", "Write to a file: .html, .pdf, .docx, .md or .json.", "FILE")
]


def game(
    here: Annotated[str, typer.Argument(help="A state: code or name.", metavar="A")],
    there: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    as_of: AsOf = None,
    stake: Stake = None,
    payoffs: OwnPayoffs = None,
    path: PathFile = None,
    efg: EfgFile = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Written = None,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """Is trust enough? What an act of cooperation takes, both ways, and what would change it."""
    from longtin import brief, game as part
    from longtin._files import check_place
    from longtin._language import Language as Words
    from longtin.cli.terminal.evidence_age import old_evidence
    from longtin.cli.terminal.progress import progress
    from longtin.cli.terminal.text import print_markdown

    if path is not None:
        brief.check_path(path)
    if efg is not None:
        check_place(efg)
    if output is not None:
        brief.check_standing(output)
    assumed = part.read_assumptions(payoffs)
    day, words = seen_until(as_of, language, record), Words(language)
    with opened(record) as held, progress(words.say("Estimating")):
        found = brief.standing(
            held, here, there, as_of=day, stake=stake, assumed=assumed, seed=seed
        )
    old_evidence((side.now.spoken_until for side in found.sides), day, words)
    if path is not None:
        brief.write_path(found, path, language)
    if efg is not None:
        put(brief.standing_efg(found, language), efg)
    if output is not None:
        brief.write_standing(found, output, language)
    if path is not None or efg is not None or output is not None:
        return
    said = (
        brief.standing_json(found, language) if as_json else brief.standing_words(found, language)
    )
    if sys.stdout.isatty() and not as_json:
        print_markdown(said)
    else:
        put(said)
