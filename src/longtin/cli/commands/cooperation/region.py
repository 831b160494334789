"""The command `longtin region`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import put, put_json
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, AsOf, Language, RecordFile, Tongue, Without
from longtin.cli.options.values import opened

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
    from longtin._dates import last_day, today
    from longtin._files import check_place
    from longtin._language import Language as Words
    from longtin.page import plain

    if output is not None:
        check_place(output)
        _check_ending(output)
    day, words = last_day(as_of) or today(), Words(language)
    with opened(record, without) as held:
        found = [_profile(held, each, day) for each in dict.fromkeys(regions)]
    if as_json and output is None:
        put_json([plain(each, language) for each in found])
    else:
        _show(found, words, output)


def _profile(record: "Record", text: str, day: date) -> "RegionProfile":
    """The profile of a region as typed, on the day typed behind it."""
    from longtin._dates import last_day
    from longtin.forums import group_name, states_named
    from longtin.forums.regions import region_profile

    name, _, told = text.partition(AT)
    on = last_day(told) or day if told else day
    return region_profile(record, states_named(name, on), group_name(name), on, name)


def _check_ending(output: Path) -> None:
    from longtin.errors import OutputError

    if output.suffix not in PAPERS:
        raise OutputError(
            "{file} ends in none of {endings}. Give it one.",
            file=output,
            endings=", ".join(PAPERS),
        )


def _show(found: "list[RegionProfile]", words: "Words", output: Path | None) -> None:
    from longtin.forums.regions import region_document
    from longtin.page import as_docx, as_html, as_json, as_markdown, as_pdf, print_document

    document = region_document(found, words)
    if output is None:
        print_document(document)
        return
    match output.suffix:
        case ".pdf":
            put(as_pdf(document), output)
        case ".docx":
            put(as_docx(document), output)
        case ".html":
            put(as_html(document), output)
        case ".md":
            put(as_markdown(document), output)
        case _:
            put(as_json({"regions": found}, "longtin.regions/1", language=words.code), output)
