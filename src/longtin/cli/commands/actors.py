"""The command `longtin actors`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Output, Tongue
from longtin.cli.options.values import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from longtin._language import Language as Words
    from longtin.actors import Affiliation

    Lives = tuple[tuple[date, date | None], ...]

SUMMARY = "Which state a code or name stands for."
EXAMPLE = "Example: longtin actors SUN --as-of 1980"


def actors(
    text: Annotated[str, typer.Argument(help="A code or a name.", metavar="TEXT")],
    on: Annotated[
        str | None, option("--as-of --on", "On this day; a month or a year means its last.", "DATE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Which state a code or name stands for, or whose an agency, body or person is."""
    import polars as pl

    from longtin import actors as part
    from longtin._language import Language as Words

    check_output(output)
    day, words = when(on, language).end if on else None, Words(language)
    owners = part.affiliations(text)
    if owners and any(one.via != "state" for one in owners):
        frame = _owners(owners, day)
        emit(frame, as_json=as_json, output=output, show=lambda: _show_owners(text, frame, words))
        return
    row, lives = _state(text, day)
    frame = pl.DataFrame([row], schema_overrides={"gwcode": pl.Int64, "name_until": pl.Date})
    emit(frame, as_json=as_json, output=output, show=lambda: _show(text, row, lives, words))


def _owners(owners: "Sequence[Affiliation]", day: date | None) -> "pl.DataFrame":
    """Whose the actor is, spell by spell; only the spell of a day, if one is asked for."""
    import polars as pl

    from longtin import actors as part

    rows = [
        {
            "key": part.near(one.ccode, one.start or date.min).key,
            "ccode": one.ccode,
            "sphere": one.sphere,
            "via": one.via,
            "start": one.start,
            "end": one.end,
        }
        for one in owners
        if day is None or ((one.start or day) <= day <= (one.end or day))
    ]
    schema = {"key": pl.String, "ccode": pl.Int16, "sphere": pl.String, "via": pl.String}
    return pl.DataFrame(rows, schema=schema | {"start": pl.Date, "end": pl.Date})


def _show_owners(text: str, frame: "pl.DataFrame", language: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say = language.say
    spheres = {
        "state": say("the state"),
        "public": say("a public body that does not speak for it"),
        "society": say("its society"),
        "armed": say("an armed group"),
    }
    roads = {
        "agency": say("a role of a state"),
        "body": say("a body of a state"),
        "person": say("a person in office"),
    }
    rows = [
        [
            row["key"],
            spheres[row["sphere"]],
            roads.get(row["via"], row["via"]),
            language.date(row["start"]) if row["start"] else "–",
            language.date(row["end"]) if row["end"] else "–",
        ]
        for row in frame.iter_rows(named=True)
    ]
    heads = (say("State"), say("Acts for"), say("Found as"), say("From"), say("To"))
    note = "" if rows else say("On that day the name stands for no state.")
    print_table(Table.of(text, [Column(head) for head in heads], rows), note=note)


def _state(text: str, day: date | None) -> "tuple[dict[str, object], Lives]":
    """A state's codes and names, and when it lived."""
    from longtin import actors as part

    found = part.find(text, day)
    lives = part.spells(found.ccode)
    asked = day or lives[-1][1] or date.max
    row = {
        "key": found.key,
        "ccode": found.ccode,
        "gwcode": part.gwcode(found.ccode, asked),
        "name_en": found.name_en,
        "name_vi": found.name_vi,
        "alive": "; ".join(f"{start}/{end or ''}" for start, end in lives),
        "name_until": part.former_name(text, day),
    }
    return row, lives


def _show(text: str, row: dict[str, object], lives: "Lives", language: "Words") -> None:
    from longtin.page import Column, Table, print_table

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
    until = row["name_until"]
    note = (
        say("“{name}” was its name until {day}.", name=text, day=language.date(until))
        if isinstance(until, date)
        else ""
    )
    caption = str(row[f"name_{language.code}"])
    print_table(Table.of(caption, [Column(""), Column("", wraps=True)], rows), note=note)
