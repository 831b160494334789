"""The command `longtin explain`."""

from typing import Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, ByStep, Fits, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import model_of, opened, seen_until, when

SUMMARY = "What moved a belief, act by act."
EXAMPLE = "Example: longtin explain VNM CHN --at 2014-05"


def explain(
    truster: Annotated[str, typer.Argument(help="Who trusts.", metavar="A")],
    trustee: Annotated[str, typer.Argument(help="Who is trusted.", metavar="B")],
    at: Annotated[
        str, option("--at", "A day, a month or a year: what moved belief in it.", "DATE")
    ],
    by: ByStep = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
    fits: Fits = None,
) -> None:
    """What moved a belief, act by act, in decibans that add up to the change."""
    from longtin import trust as part
    from longtin._dates import Period
    from longtin._language import Language as Words
    from longtin.cli.terminal.explanation import show_account

    check_output(output)
    day = seen_until(at, language)
    asked = Period(when(at, language).start, day)
    with opened(record) as held:
        chosen, day = part.reach(held, day, by)
        model = model_of(fits, draws=0)
        whose, of = part.members((truster, trustee), day, chosen)
        found = part.estimate(held, of, whose, by=chosen, until=day, model=model)
        why = found.explain(truster, asked)
        rows = {row["date"]: row for row in found.frame(carried=True).iter_rows(named=True)}
    words = Words(language)
    emit(
        why.lines,
        as_json=as_json,
        output=output,
        show=lambda: show_account(
            why, rows.get(why.since), rows.get(why.until), words, found.carried_from
        ),
    )
