"""The command `longtin check`."""

import sys
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import format_of, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.shared import AsJson, Language, OutputFile, Own, RecordFile, Today, Tongue
from longtin.cli.options.values import day_of, opened
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from longtin.lint import Report

SUMMARY = "Judge programmes by the rules of the trade, and files of promises."
EXAMPLE = "Example: longtin check programme.yaml --lang vi"


class ReportFormat(StrEnum):
    """Forms in which findings are told."""

    text = "text"
    json = "json"
    sarif = "sarif"
    html = "html"


Better = Annotated[
    bool, option("--reorder", "The same steps on better days, as a diff, and why each is moved.")
]
InPlace = Annotated[
    bool, option("--write", "With --reorder, write the better days into the file itself.")
]


Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Programmes, or files of statements, as YAML.", metavar="[FILE]..."),
]
Select = Annotated[
    list[str] | None, option("--select", "Only rules whose codes begin so: LT3.", "CODE")
]
Ignore = Annotated[
    list[str] | None, option("--ignore", "Without rules whose codes begin so.", "CODE")
]
Principles = Annotated[
    str | None,
    option(
        "--principles",
        "Principles to hold it against too: a shipped name, or a file of your own.",
        "NAME|FILE",
    ),
]
Schema = Annotated[bool, option("--schema", "Print the JSON Schema of programmes, for editors.")]
Example = Annotated[
    str | None, option("--example", "Print an example programme to begin from.", "NAME")
]


def check(
    files: Files = None,
    language: Language = Tongue.en,
    form: Annotated[
        ReportFormat | None,
        choice("--format", "By default what the name of the file says, or text.", ReportFormat),
    ] = None,
    as_json: AsJson = False,
    output: OutputFile = None,
    select: Select = None,
    ignore: Ignore = None,
    principles: Principles = None,
    today: Today = None,
    record: RecordFile = None,
    own: Own = None,
    better: Better = False,
    in_place: InPlace = False,
    schema: Schema = False,
    example: Example = None,
) -> None:
    """Judge programmes by the rules of the trade: what is missing, out of order or at odds.

    Files and folders of commitments and positions are checked too: form, what is counted twice, and
    what is left open. Ends with status 1 if any error or warning is found; advice alone is no
    reason to stop.
    """
    from longtin import lint, programme

    if schema:
        put_json(programme.schema(lint.handbook()), output)
        return
    if example is not None:
        put(programme.example(example), output)
        return
    if not files:
        raise LongtinError(
            "Name a programme to check: `longtin check programme.yaml`. To begin one, "
            "`longtin check --example example -o programme.yaml`."
        )
    day = day_of(today, language)
    if any(_holds_statements(each) for each in files):
        is_grave = _statements(files, day, language, as_json=as_json, output=output)
    elif better or in_place:
        is_grave = _reordered(
            files, day, (record, own), language, as_json=as_json, output=output, in_place=in_place
        )
    else:
        if output is not None:
            form = format_of(form, output, ReportFormat)
        elif as_json:
            form = ReportFormat.json
        chosen = (select or [], ignore or [])
        reports = _judged(files, day, chosen, (record, own), principles)
        _tell(reports, form, language, output)
        is_grave = any(each.level != "advice" for report in reports for each in report.findings)
    if is_grave:
        raise typer.Exit(FINDINGS)


def _holds_statements(file: Path) -> bool:
    """Whether a folder, or a file of commitments or positions, is asked about."""
    from longtin._data import document, text_of

    if file.is_dir():
        return True
    try:
        value = document(text_of(file), str(file))[0]
    except LongtinError:
        return False
    return isinstance(value, dict) and bool({"commitments", "positions"} & set(value))


def _statements(
    files: "Sequence[Path]", today: date, tongue: Tongue, *, as_json: bool, output: Path | None
) -> bool:
    """Tell what is odd in files of statements; whether any of it is likely a slip."""
    from longtin import promises
    from longtin._language import Language as Words
    from longtin.cli.terminal.text import print_lines

    for each in files:
        if not _holds_statements(each):
            raise LongtinError(
                "{file} is no file of commitments or positions, and others are. Check programmes "
                "and statements one after the other.",
                file=each,
            )
    language = Words(tongue)
    reports = {each: promises.check_statements(each, today) for each in files}
    if as_json or output is not None:
        put_json(
            [promises.remarks_as_data(file, found, language) for file, found in reports.items()],
            output,
        )
    else:
        for file, found in reports.items():
            print_lines(promises.remarks_in_words(file, found, language))
    return any(each.level == "warning" for found in reports.values() for each in found.remarks)


def _judged(
    files: "Sequence[Path]",
    today: date,
    chosen: tuple[list[str], list[str]],
    given: tuple[Path | None, Path | None],
    principles: str | None,
) -> "list[Report]":
    from longtin import lint, measures, programme

    record, own = given
    asked = lint.chosen(*(_split(each) for each in chosen))
    catalogue = measures.catalogue(own)
    reports = []
    drafts = [programme.draft(path) for path in files]
    if principles is not None:
        preset = programme.principles_of(principles)
        drafts = [programme.with_principles(each, preset) for each in drafts]
    for draft in drafts:
        measured = _measured(record, min(today, draft.programme.start))
        reports.append(
            lint.lint(draft, today=today, asked=asked, catalogue=catalogue, measured=measured)
        )
    return reports


def _reordered(
    files: "Sequence[Path]",
    today: date,
    laid_over: tuple[Path | None, Path | None],
    tongue: Tongue,
    *,
    as_json: bool,
    output: Path | None,
    in_place: bool,
) -> bool:
    """Show a draft on better days and write it where asked; whether grave findings remain."""
    from longtin import measures, programme, reviews
    from longtin._data import text_of
    from longtin._files import check_place
    from longtin._language import Language as Words
    from longtin.cli.terminal.reordering import as_data, show_reordering

    if len(files) != 1:
        raise LongtinError("--reorder takes one programme at a time. Name one file.")
    if output is not None and in_place:
        raise LongtinError("--write writes into the file itself, -o into another. Give one.")
    (file,), target = files, output or (files[0] if in_place else None)
    if target is not None:
        check_place(target)
    record, own = laid_over
    start = programme.draft(file).programme.start
    found = reviews.reorder(
        text_of(file), today=today, where=str(file), catalogue=measures.catalogue(own),
        measured=_measured(record, min(today, start)),
    )  # fmt: skip
    if output is not None or (in_place and found.moves):
        put(found.text, target)
    if as_json:
        put_json(as_data(found, Words(tongue)))
    else:
        show_reordering(found, Words(tongue))
    return any(each.level != "advice" for each in found.after.findings)


def _measured(record: Path | None, day: date) -> "Callable[[str, str], float | None]":
    """Trust from the record by the planner, which is loaded only if a rule asks."""

    @cache
    def reader() -> "Callable[[str, str], float | None]":
        from longtin import plan

        return plan.from_record(lambda: opened(record), day, strict=record is not None)

    def measured(truster: str, trustee: str) -> float | None:
        return reader()(truster, trustee)

    return measured


def _tell(
    reports: "Sequence[Report]", form: ReportFormat | None, tongue: Tongue, output: Path | None
) -> None:
    from importlib import metadata

    from longtin import lint
    from longtin._language import Language as Words
    from longtin.cli.terminal.findings import show_report

    language = Words(tongue)
    match form:
        case ReportFormat.json:
            put_json(lint.as_data(reports, language), output)
        case ReportFormat.sarif:
            version = metadata.version("longtin")
            put_json(lint.as_sarif(reports, language, version), output)
        case ReportFormat.html:
            put(lint.as_html(reports, language), output)
        case _:
            for at, report in enumerate(reports):
                sys.stdout.write("\n\n" if at else "")
                show_report(report, language)


def _split(codes: "Sequence[str]") -> list[str]:
    return [part for code in codes for part in code.split(",")]
