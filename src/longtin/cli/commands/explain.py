"""The command `longtin explain`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import (
    AsJson,
    ByStep,
    Fits,
    Language,
    Output,
    RecordFile,
    Tongue,
    Without,
)
from longtin.cli.options.values import last_day, model_of, opened, seen_until, turned, when

if TYPE_CHECKING:
    from longtin._dates import Period

SUMMARY = "What moved a belief, act by act."
EXAMPLE = "Example: longtin explain VNM CHN --from 2014-04-27 --to 2014-06-29"


def explain(
    truster: Annotated[str, typer.Argument(help="Who trusts.", metavar="A")],
    trustee: Annotated[str, typer.Argument(help="Who is trusted.", metavar="B")],
    at: Annotated[
        str | None,
        option("--at", "A day, a month or a year: what moved belief in it.", "DATE"),
    ] = None,
    since: Annotated[
        str | None, option("--from", "What moved belief since the end of this day.", "DATE")
    ] = None,
    until: Annotated[
        str | None, option("--to --as-of", "Up to the end of this day; today without it.", "DATE")
    ] = None,
    decibans: Annotated[
        bool, option("--decibans", "Weights of evidence in decibans, not shares in points.")
    ] = False,
    by: ByStep = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
    fits: Fits = None,
    without: Without = None,
) -> None:
    """What moved a belief, act by act, in points of trust that add up to the change."""
    from longtin import trust as part
    from longtin._language import Language as Words
    from longtin.cli.terminal.explanation import show_account
    from longtin.cli.terminal.struck_rows import struck_rows

    check_output(output)
    begun, asked = _asked(at, since, until, language, record)
    day = asked.end
    words = Words(language)
    with opened(record, without) as held:
        chosen, day = part.reach(held, day, by)
        model = model_of(fits, draws=0)
        whose, of = part.members((truster, trustee), day, chosen)
        found = part.estimate(held, of, whose, by=chosen, until=day, model=model)
        why = found.explain(truster, asked, since=begun)
        rows = {row["date"]: row for row in found.frame(carried=True).iter_rows(named=True)}
        struck_rows(found, words)
    emit(
        why.lines,
        as_json=as_json,
        output=output,
        show=lambda: show_account(
            why,
            rows.get(why.since),
            rows.get(why.until),
            words,
            found.carried_from,
            in_decibans=decibans,
        ),
    )


def _asked(
    at: str | None,
    since: str | None,
    until: str | None,
    language: Tongue,
    record: Path | None,
) -> "tuple[date | None, Period]":
    """The day that belief is told since, if one was typed, and the time asked for."""
    from longtin._dates import Period
    from longtin.errors import LongtinError

    if (at is None) == (since is None) or (at is not None and until is not None):
        raise LongtinError(
            "What time is to be explained? Give either --at with a day, a month or a year, or "
            "--from with a day, and --to if it is not up to today."
        )
    day = seen_until(at or until, language, record)
    begun = last_day(since, language)
    if begun is not None and begun >= day:
        raise turned(begun, day)
    return begun, Period(when(at, language).start if at else day, day)
