"""longtin trust."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._options import AsJson, By, Language, Output, RecordFile, Seed, Tongue, opened
from longtin.cli._show import emit, probability, table

if TYPE_CHECKING:
    import polars as pl

LONGEST_TABLE = 60


def trust(
    states: Annotated[
        list[str],
        typer.Argument(
            help="Truster and trustee; or only the trustee, for everyone's trust in it.",
            metavar="[A] B",
        ),
    ],
    at: Annotated[
        str | None,
        typer.Option("--at", help="Only on this date; a month or year means its last day."),
    ] = None,
    by: Annotated[By | None, typer.Option("--by", help="By default week, or year before 2005.")] = (
        None
    ),
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """How far one state trusts another, with a 90 % interval: on a date or through time."""
    from longtin import trust as part
    from longtin._dates import period
    from longtin._language import Language as Words
    from longtin.errors import LongtinError

    if len(states) > 2:
        raise LongtinError(f"Trust is between two states; {len(states)} were given. Name two.")
    truster = states[0] if len(states) == 2 else None
    asked = period(at).end if at else None
    model = part.Model.shipped(seed=seed, draws=256 if truster else 64)
    with opened(record) as held:
        chosen, day = part.reach(held, asked, by)
        found = part.estimate(held, states[-1], truster, by=chosen, until=day, model=model)
        frame = found.frame(at=day) if asked or not (truster or by) else found.frame()
    words = Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show(frame, words))


def _show(frame: "pl.DataFrame", language: "Words") -> None:
    say = language.say
    rows = [
        [
            row["truster"],
            row["trustee"],
            language.date(row["date"]),
            probability(row["trust"], language),
            _interval(row, language),
            "" if row["effective_acts"] is None else language.number(row["effective_acts"], 1),
            _coverage(row["coverage"], language),
        ]
        for row in frame.tail(LONGEST_TABLE).iter_rows(named=True)
    ]
    heads = [
        (say("Truster"), "left"),
        (say("Trustee"), "left"),
        (say("Date"), "right"),
        (say("Trust"), "right"),
        (say("90 % interval"), "right"),
        (say("Independent acts"), "right"),
        (say("Coverage"), "left"),
    ]
    cut = frame.height - len(rows)
    note = say("{n} earlier rows are not shown; write all with -o FILE.csv.", n=cut) if cut else ""
    table(say("Trust"), heads, rows, note=note)


def _interval(row: dict[str, float | None], language: "Words") -> str:
    if row["low"] is None or row["high"] is None:
        return "–"
    return f"{language.probability(row['low'])}–{language.probability(row['high'])}"


def _coverage(status: str, language: "Words") -> str:
    return {
        "covered": language.say("covered"),
        "too little": language.say("too little to say"),
    }.get(status, language.say("not covered"))


if TYPE_CHECKING:
    from longtin._language import Language as Words


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(trust)
