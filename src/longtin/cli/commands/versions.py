"""The command `longtin versions`."""

from typing import TYPE_CHECKING

from longtin._language import message
from longtin.cli._output import check_output, emit
from longtin.cli.options.shared import AsJson, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import opened

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words

SUMMARY = "The sources: version, licence, span, checksum."
EXAMPLE = "Example: longtin versions --json"
CHECKSUM = 8
"""Figures of a checksum that tell two files apart at a glance."""


def versions(
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """Every source with its version, licence, span and checksum."""
    from longtin._language import Language as Words

    check_output(output)
    with opened(record) as held:
        frame, version = held.versions(), held.version
    words = Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show(frame, version, words))


TERMS = (
    message("CC0; cite"),
    message("ICEWS terms on Dataverse; cite, check before commercial use"),
    message("ICEWS terms on Dataverse; netify MIT; cite"),
    message("as the file's source has it"),
    message("free to use; cite"),
    message("US government work; cite"),
    message("cite; copies are not to be passed on"),
    message("research and education only, no commercial use; cite"),
)
"""On what terms sources may be used, as the record says it."""


def _terms(licence: str, language: "Words") -> str:
    return language.say(licence) if licence in TERMS else licence


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _show(frame: "pl.DataFrame", version: str, language: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say = language.say
    rows = [
        [
            row["dataset"],
            row["version"] or "–",
            _years(row["start"].year, row["end"].year) if row["start"] else "–",
            _terms(row["licence"] or "–", language),
            (row["sha256"] or "–")[:CHECKSUM],
        ]
        for row in frame.iter_rows(named=True)
    ]
    columns = [
        Column(say("Data set")),
        Column(say("Version")),
        Column(say("Years")),
        Column(say("Licence"), wraps=True),
        Column("SHA-256"),
    ]
    note = say("Titles, days and whole checksums: --json, or -o FILE.csv.")
    print_table(
        Table.of(say("Sources of record {version}", version=version), columns, rows), note=note
    )
