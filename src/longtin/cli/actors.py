"""longtin actors."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import AsJson, Language, Output, Tongue
from longtin.cli._show import check_output, emit

if TYPE_CHECKING:
    from datetime import date

    from longtin._language import Language as Words

    Lives = tuple[tuple[date, date | None], ...]

EXAMPLE = "Example: longtin actors SUN --on 1980"


def actors(
    text: Annotated[str, typer.Argument(help="A code or a name.", metavar="TEXT")],
    on: Annotated[
        str | None,
        typer.Option("--on", help="On this day; a month or a year means its last.", metavar="DATE"),
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
    emit(frame, as_json=as_json, output=output, show=lambda: _show(row, lives, words))


def _show(row: dict[str, object], lives: "Lives", language: "Words") -> None:
    from longtin.cli._table import Column, table

    say = language.say
    alive = [
        language.span(start, end) if end else say("since {day}", day=language.date(start))
        for start, end in lives
    ]
    rows = [
        [say("Key (ISO 3166, else COW)"), str(row["key"])],
        [say("Correlates of War number"), str(row["ccode"])],
        [say("Gleditsch–Ward number"), str(row["gwcode"] or "–")],
        [say("English name"), str(row["name_en"])],
        [say("Vietnamese name"), str(row["name_vi"])],
        [say("In the state system"), "; ".join(alive)],
    ]
    table(str(row[f"name_{language.code}"]), [Column(""), Column("", wraps=True)], rows)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(short_help="Which state a code or name stands for.", epilog=EXAMPLE)(actors)
