"""The command `longtin ties`."""

from typing import Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import day_of, opened, turned, two_states, when

SUMMARY = "What stands between two states."
EXAMPLE = "Example: longtin ties VNM CHN"


def ties(
    one: Annotated[str, typer.Argument(help="A state.", metavar="A")],
    two: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    since: Annotated[
        str | None, option("--from", "From this day on; without it, on the last day.", "DATE")
    ] = None,
    until: Annotated[
        str | None, option("--to --as-of", "Up to this day; today without it.", "DATE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """What stands between two states: alliances, borders, organisations, votes, leaders."""
    from longtin._language import Language as Words
    from longtin.acts import standing_relations
    from longtin.brief import ties_table
    from longtin.page import print_table

    check_output(output)
    last = day_of(until, language)
    first = when(since, language).start if since else last
    if first > last:
        raise turned(first, last)
    states = two_states(one, two, last)
    pair = (states[0].ccode, states[1].ccode)
    with opened(record) as held:
        frame = standing_relations(held, pair, first, last)
    words = Words(language)
    names = {state.ccode: state.name(language) for state in states}

    def show() -> None:
        table, note = ties_table(frame, names, first, last, words)
        print_table(table, note=note)

    emit(frame, as_json=as_json, output=output, show=show)
