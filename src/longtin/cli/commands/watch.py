"""The command `longtin watch`."""

from typing import Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Fits, Language, Output, RecordFile, Seed, Tongue
from longtin.cli.options.values import model_of, opened, seen_until, turned, when

SUMMARY = "Early warning on all pairs of a state."
EXAMPLE = "Example: longtin watch POL --since 2022-01 --to 2022-06"

DRAWS = 32
"""Draws by which a fall is told from doubt."""

FOUND = 1
"""Exit status where something was found, so that a timer can tell."""


def watch(
    state: Annotated[str, typer.Argument(help="Whose pairs are watched.", metavar="STATE")],
    since: Annotated[
        str,
        option("--since --from", "What was seen from this day on; of a month, its first.", "DATE"),
    ],
    until: Annotated[
        str | None, option("--to --as-of", "Up to this day; today without it.", "DATE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
    fits: Fits = None,
    seed: Seed = 0,
) -> None:
    """Early warning: falls of trust, first force, sanctions, threats, channels gone silent.

    Exit status 1 where something was found and 0 where nothing was.
    """
    from longtin import trust as part
    from longtin._language import Language as Words
    from longtin.brief import alert_rows, undated_spans
    from longtin.cli.terminal.alerts import show_alerts
    from longtin.cli.terminal.progress import progress

    check_output(output)
    first, last = when(since, language).start, seen_until(until, language, record)
    if first > last:
        raise turned(since, until or last)
    words = Words(language)
    model = model_of(fits, draws=DRAWS, seed=seed)
    with opened(record) as held, progress(words.say("Estimating")):
        found = part.watch(held, state, first, last, model=model)
        seen, undated = part.last_evidence(held), undated_spans(held, first, last)
    emit(
        alert_rows(found, words),
        as_json=as_json,
        output=output,
        show=lambda: show_alerts(found, state, (first, last), seen, undated, words),
    )
    if found:
        raise typer.Exit(FOUND)
