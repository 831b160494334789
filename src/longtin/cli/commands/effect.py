"""The command `longtin effect`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_ending, put, put_json, put_page
from longtin.cli.options import option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, Language, Own, RecordFile, Seed, Tongue
from longtin.cli.options.values import opened
from longtin.errors import LongtinError

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words
    from longtin.effects import Effect, Effects

SUMMARY = "What happened where a measure was tried."
EXAMPLE = "Example: longtin effect notify-large-exercise -o effect.html"

TABLES = (".csv", ".xlsx", ".parquet", ".dta")
"""Endings of files that hold the table of designs."""

PAGES = (".html", ".pdf", ".docx", ".md", ".json", ".svg")
"""Endings of files that hold the page, its data, or the chart."""


def effect(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A measure by id, code or name, or a series: joint-exercises, "
            "non-aggression-pact, consultation-pact, defence-pact.",
            metavar="MEASURE",
        ),
    ] = None,
    everything: Annotated[bool, option("--all", "Every measure of the catalogue.")] = False,
    before: Annotated[int, option("--before", "Years before, 2 to 10.", "N", whole_number)] = 3,
    after: Annotated[int, option("--after", "Years after, 3 to 10.", "N", whole_number)] = 5,
    data: Annotated[
        Path | None,
        option("--data", "Folder with your own copies of what may not be passed on.", "FOLDER"),
    ] = None,
    own: Own = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        option(
            "--output -o",
            "Write a page (.html, .pdf, .docx, .md), the chart (.svg), .json, or the table of "
            "designs (.csv, .xlsx, .dta).",
            "FILE",
        ),
    ] = None,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """What happened where a measure was tried, beside pairs of states that did not try it."""
    from longtin import effects as part, measures
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    if everything == (name is not None):
        raise LongtinError("Name one measure or series, or ask for --all.")
    _check(output, before, after)
    words = Words(language)
    catalogue, window = measures.catalogue(own), part.Window(before, after)
    with opened(record) as held, progress(words.say("Comparing pairs")) as tell:

        def told(done: int, total: int) -> None:
            tell(words.say("Comparing pairs"), done, total)

        if name is None:
            every = part.effects(
                held, catalogue=catalogue, window=window, data=data, seed=seed, told=told
            )
            _put_all(every, words, output, as_json=as_json)
        else:
            one = part.effect(
                held, name, catalogue=catalogue, window=window, data=data, seed=seed, told=told
            )
            _put_one(one, words, output, as_json=as_json)


def _check(output: Path | None, before: int, after: int) -> None:
    if not (2 <= before <= 10 and 3 <= after <= 10):
        raise LongtinError("--before takes 2 to 10 years, --after 3 to 10. Give such numbers.")
    check_ending(output, (*PAGES, *TABLES))


def _put_one(found: "Effect", words: "Words", output: Path | None, *, as_json: bool) -> None:
    from longtin import effects as part, page

    ending = output.suffix if output else ".json" if as_json else ""
    if ending == ".json":
        put_json(part.effect_data(found), output)
    elif ending == ".svg":
        study = found.studies["trust"]
        if not study.effects:
            raise LongtinError(
                "There is nothing to draw: no precedent of {name} can be told of. Leave the chart "
                "out.",
                name=found.exposure.title,
            )
        put(page.charts.draw(part.chart(study, words), words), output)
    elif ending in TABLES and output:
        _put_table(part.effect_table(found), output)
    else:
        put_page(part.effect_page(found, words), ending, output)


def _put_all(found: "Effects", words: "Words", output: Path | None, *, as_json: bool) -> None:
    from longtin import effects as part

    ending = output.suffix if output else ".json" if as_json else ""
    if ending == ".svg":
        raise LongtinError("A chart is of one measure. Name it, or write .html, .md or a table.")
    if ending == ".json":
        put_json({name: part.effect_data(one) for name, one in found.measures.items()}, output)
    elif ending in TABLES and output:
        _put_table(part.effects_table(found), output)
    else:
        put_page(part.effects_page(found, words), ending, output)


def _put_table(frame: "pl.DataFrame", output: Path) -> None:
    from longtin._tables import write_table

    write_table(frame, output)
