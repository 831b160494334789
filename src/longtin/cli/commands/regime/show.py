"""The command `longtin regime show`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from longtin.cli._output import check_output, emit, format_of, put, put_json
from longtin.cli.options import option
from longtin.cli.options.regimes import OwnRegimes, known
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import Regime

SUMMARY = "One regime, obligation by obligation, or its parties by date."
EXAMPLE = "Example: longtin regime show vienna-2011"


class RegimeFormat(StrEnum):
    """Forms in which a whole regime is written."""

    txt = "txt"
    json = "json"


Written = Annotated[
    Path | None,
    option(
        "--output -o",
        "Write to a file: .txt or .json; its parties as a table, such as .csv or .xlsx.",
        "FILE",
    ),
]


def show(
    name: Annotated[str, typer.Argument(help="Its id, such as vienna-2011.", metavar="ID")],
    parties: Annotated[bool, option("--parties", "Its parties, each with its days.")] = False,
    own: OwnRegimes = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Written = None,
) -> None:
    """One regime: parties, zone, every obligation with its trigger and deadline."""
    from longtin import measures
    from longtin._language import Language as Words

    if parties or output is None:
        check_output(output)
        form = RegimeFormat.json if as_json else RegimeFormat.txt
    else:
        form = format_of(RegimeFormat.json if as_json else None, output, RegimeFormat)
    found, words = measures.regime(name, known(own)), Words(language)
    if parties:
        _parties(found, words, as_json=as_json, output=output)
    elif form is RegimeFormat.json:
        put_json(found.model_dump(mode="json", exclude_defaults=True, by_alias=True), output)
    elif output is not None:
        put("".join(f"{line}\n" for line in measures.regime_page(found, words)), output)
    else:
        print_lines(measures.regime_page(found, words))


def _parties(found: "Regime", words: "Words", *, as_json: bool, output: Path | None) -> None:
    import polars as pl

    from longtin import measures

    rows = measures.party_rows(found)
    frame = pl.DataFrame(rows, infer_schema_length=None)
    emit(frame, as_json=as_json, output=output, show=lambda: _show_parties(found, rows, words))


def _show_parties(found: "Regime", rows: "list[dict[str, Any]]", words: "Words") -> None:
    from longtin import measures
    from longtin.page import Column, Table, print_table

    say = words.say
    cells = [
        [
            row[f"name_{words.code}"],
            words.date(row["since"]),
            words.date(row["until"]) if row["until"] else "",
            measures.certainty(row["certainty"], words),
        ]
        for row in rows
    ]
    columns = [
        Column(say("Party")),
        Column(say("Since"), "figure"),
        Column(say("Until"), "figure"),
        Column(say("How sure")),
    ]
    note = " ".join(
        say("Not among the states here: {who}.", who=each.of(words.code)) for each in found.absent
    )
    title = say("Parties: {regime}", regime=found.name.of(words.code))
    print_table(Table.of(title, columns, cells), note=note)
