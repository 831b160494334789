"""longtin explain."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import AsJson, By, Language, Output, RecordFile, Tongue, opened
from longtin.cli._show import emit, table

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.trust import Explanation


def explain(
    truster: Annotated[str, typer.Argument(help="Who trusts.", metavar="A")],
    trustee: Annotated[str, typer.Argument(help="Who is trusted.", metavar="B")],
    at: Annotated[
        str, typer.Option("--at", help="A day, a month or a year: what moved belief in it.")
    ],
    by: Annotated[By | None, typer.Option("--by", help="By default week, or year before 2005.")] = (
        None
    ),
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """What moved a belief, act by act, in decibans that add up to the change."""
    from longtin import trust as part
    from longtin._dates import period
    from longtin._language import Language as Words

    asked = period(at)
    with opened(record) as held:
        chosen, day = part.reach(held, min(asked.end, held.last), by)
        found = part.estimate(
            held, trustee, truster, by=chosen, until=day, model=part.Model.shipped(draws=0)
        )
        why = found.explain(truster, at)
    words = Words(language)
    emit(why.lines, as_json=as_json, output=output, show=lambda: _show(why, words))


def _show(why: "Explanation", language: "Words") -> None:
    from longtin.brief import act_words

    say = language.say
    acts = [row for row in why.lines.iter_rows(named=True) if row["what"] != "DRIFT"]
    drift = sum(row["decibans"] for row in why.lines.iter_rows(named=True)
                if row["what"] == "DRIFT")  # fmt: skip
    rows = [
        [
            language.span(row["start"], row["end"]),
            act_words(row["what"], language),
            row["who"] or "",
            str(row["reports"] or ""),
            language.number(row["decibans"], 1, signed=True),
            row["origin"] or "",
        ]
        for row in acts
    ]
    turned = act_words("DRIFT", language)
    rows.append(["", turned, "", "", language.number(drift, 1, signed=True), ""])
    change = language.number(why.after - why.before, 1, signed=True)
    rows.append([language.span(why.since, why.until), say("Change"), "", "", change, ""])
    heads = [
        (say("When"), "left"),
        (say("What"), "left"),
        (say("Who"), "left"),
        (say("Reports"), "right"),
        (say("Weight in dB"), "right"),
        (say("Row of the record"), "left"),
    ]
    title = say(
        "From {before} dB to {after} dB",
        before=language.number(why.before, 1, signed=True),
        after=language.number(why.after, 1, signed=True),
    )
    table(title, heads, rows, note=say("0 dB is even odds; +10 dB is ten to one for trust."))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(explain)
