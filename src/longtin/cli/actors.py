"""longtin actors."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import AsJson, Language, Output, Tongue
from longtin.cli._show import check_output, emit

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language as Words

EXAMPLE = 'Example: longtin actors "viet nam" --on 1965'


def actors(
    text: Annotated[str, typer.Argument(help="A code or a name.", metavar="TEXT")],
    on: Annotated[
        str | None,
        typer.Option(
            "--on", help="On this day; a month or a year means its last.", metavar="DATE"
        ),
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Which state a code or name stands for, and its codes and names."""
    import polars as pl

    from longtin import actors as part
    from longtin._dates import period
    from longtin._language import Language as Words

    check_output(output)
    day = period(on).end if on else None
    found = part.find(text, day)
    lives = part.spells(found.ccode)
    asked = day or lives[-1][1] or lives[-1][0]
    row = {
        "key": found.key,
        "ccode": found.ccode,
        "gwcode": part.gwcode(found.ccode, asked),
        "name_en": found.name_en,
        "name_vi": found.name_vi,
        "alive": "; ".join(f"{start}/{end or ''}" for start, end in lives),
    }
    frame, words = pl.DataFrame([row], schema_overrides={"gwcode": pl.Int64}), Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show(frame, words))


def _show(frame: "pl.DataFrame", language: "Words") -> None:
    from longtin.cli._table import Column, table

    say, row = language.say, frame.row(0, named=True)
    rows = [
        [say("Key (ISO 3166, else COW)"), row["key"]],
        [say("Correlates of War number"), str(row["ccode"])],
        [say("Gleditsch–Ward number"), str(row["gwcode"] or "–")],
        [say("English name"), row["name_en"]],
        [say("Vietnamese name"), row["name_vi"]],
        [say("In the state system"), row["alive"].replace("/", " – ").strip()],
    ]
    table(row[f"name_{language.code}"], [Column(""), Column("", wraps=True)], rows)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(short_help="Which state a code or name stands for.", epilog=EXAMPLE)(actors)
