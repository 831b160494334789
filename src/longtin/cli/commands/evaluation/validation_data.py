"""The command `longtin validation-data`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Output, Tongue

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words

SUMMARY = "Outside data to hold belief against."
EXAMPLE = "Example: longtin validation-data conflicts -o conflicts.csv"
SHOWN = 50
"""Rows that the terminal shows."""


def validation_data(
    name: Annotated[
        str | None, typer.Argument(help="One of them; without it, the list.", metavar="NAME")
    ] = None,
    data: Annotated[
        Path | None,
        option("--data", "Folder with your own copies of what may not be passed on.", "FOLDER"),
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Outside data that belief is held against and never made from."""
    from longtin import acts
    from longtin._language import Language as Words

    check_output(output)
    words = Words(language)
    if name is not None:
        rows = acts.validation_data(name, data)
        emit(rows, as_json=as_json, output=output, show=lambda: _show(rows, words))
        return
    listed = _listed(language)
    emit(listed, as_json=as_json, output=output, show=lambda: _show_list(listed, words))


def _listed(language: Tongue) -> "pl.DataFrame":
    import polars as pl

    from longtin import acts

    return pl.DataFrame(
        [
            {
                "name": each.name,
                "title": each.title.of(language),
                "version": each.version,
                "start": each.start,
                "end": each.end,
                "ships": each.ships,
                "terms": each.terms.of(language),
                "get": each.get,
                "columns": " ".join(each.columns),
            }
            for each in acts.validation_sources().values()
        ]
    )


def _show_list(listed: "pl.DataFrame", language: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say = language.say
    rows = [
        [
            row["name"],
            row["title"],
            f"{row['start']}–{row['end']}",
            say("in the package") if row["ships"] else say("your own copy"),
            row["terms"],
        ]
        for row in listed.iter_rows(named=True)
    ]
    columns = [
        Column(say("Name")),
        Column(say("What"), wraps=True),
        Column(say("Years")),
        Column(say("Where")),
        Column(say("Terms"), wraps=True),
    ]
    note = say("Belief is never made from these. Of your own copies, --json has the columns.")
    print_table(Table.of(say("Validation data"), columns, rows), note=note)


def _show(rows: "pl.DataFrame", language: "Words") -> None:
    from longtin.page import Column, Table, print_table

    shown = rows.head(SHOWN)
    cells = [["–" if cell is None else str(cell) for cell in row] for row in shown.iter_rows()]
    left = rows.height - shown.height
    note = (
        language.say("{n} more rows; write all with -o FILE.csv.", n=language.whole(left))
        if left
        else ""
    )
    print_table(Table.of("", [Column(name) for name in rows.columns], cells), note=note)
