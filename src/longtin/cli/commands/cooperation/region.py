"""The command `longtin region`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_ending, put, put_json, put_page
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, AsOf, Language, RecordFile, Tongue, Without
from longtin.cli.options.values import day_of, last_day, opened

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.acts import Record
    from longtin.forums.regions import RegionProfile

SUMMARY = "Regions side by side: blocs, poles, borders, votes, rules, and what suits them."
EXAMPLE = "Example: longtin region ARF csce-1975@1980-01-01"

AT = "@"
PAPERS = (".html", ".pdf", ".docx", ".md", ".json")


Paper = Annotated[
    Path | None,
    option("--output -o", "Write to a file: .html, .pdf, .docx, .md, .json.", "FILE"),
]


def region(
    regions: Annotated[
        list[str],
        typer.Argument(
            help="Groups, each on a day of its own after @ where wanted.", metavar="GROUP[@DATE]..."
        ),
    ],
    as_of: AsOf = None,
    record: RecordFile = None,
    without: Without = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Paper = None,
) -> None:
    """Why what builds confidence in one region does not suit another, reckoned from the record.

    A group is a list of the library of regimes, such as asean, ARF, osce, csce-1975.
    """
    from longtin._language import Language as Words
    from longtin.page import plain

    check_ending(output, PAPERS)
    day, words = day_of(as_of, language), Words(language)
    with opened(record, without) as held:
        found = [_profile(held, each, day, language) for each in dict.fromkeys(regions)]
    if as_json and output is None:
        put_json([plain(each, language) for each in found])
    else:
        _show(found, words, output, record)


def _profile(record: "Record", text: str, day: date, language: Tongue) -> "RegionProfile":
    """The profile of a region as typed, on the day typed behind it."""
    from longtin.forums import group_name, states_named
    from longtin.forums.regions import region_profile

    name, _, told = text.partition(AT)
    on = last_day(told, language) or day
    return region_profile(record, states_named(name, on), group_name(name), on, name)


def _show(
    found: "list[RegionProfile]", words: "Words", output: Path | None, record: Path | None
) -> None:
    from longtin.forums.regions import region_document
    from longtin.page import as_json

    if output is not None and output.suffix == ".json":
        put(as_json({"regions": found}, "longtin.regions/1", language=words.code), output)
    else:
        shown = region_document(found, words)
        put_page(shown, output.suffix if output else "", output, record)
