"""The command `longtin acts`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import opened, when

if TYPE_CHECKING:
    from longtin._dates import Period
    from longtin.acts import Record

SUMMARY = "What two states did to each other."
EXAMPLE = "Example: longtin acts VNM CHN --from 2014-05-01 --to 2014-05-12"


def acts(
    one: Annotated[str, typer.Argument(help="A state.", metavar="A")],
    two: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    since: Annotated[
        str | None, option("--from", "From this day on; of a month or a year, its first.", "DATE")
    ] = None,
    until: Annotated[
        str | None, option("--to", "Up to this day; of a month or a year, its last.", "DATE")
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """What two states did to each other, both ways, with the row each act came from."""
    from longtin import actors
    from longtin._language import Language as Words
    from longtin.cli.terminal.acts import show_acts, show_silence
    from longtin.errors import ActorError, Term

    check_output(output)
    with opened(record) as held:
        asked = _span(held, (one, two), since, until, language)
        states = tuple(actors.find(name, asked.end) for name in (one, two))
        pair = [state.ccode for state in states]
        if pair[0] == pair[1]:
            raise ActorError(
                "'{one}' and '{two}' are the same state, {state}. Name two; acts within one state "
                "are in `Record.domestic` of the Python package.",
                one=one,
                two=two,
                state=Term(states[0].name_en, states[0].name_vi),
            )
        frame = held.acts(pair, pair, start=asked.start, end=asked.end)
        covering = _covering(held, pair, asked) if frame.is_empty() else []
    names, words = [state.name(language) for state in states], Words(language)

    def show() -> None:
        if frame.is_empty():
            show_silence(names, asked, covering, words)
        else:
            show_acts(frame, names, asked, words)

    emit(frame, as_json=as_json, output=output, show=show)


def _span(
    held: "Record", pair: tuple[str, str], since: str | None, until: str | None, language: Tongue
) -> "Period":
    """The days asked for; those of the whole record, while both were there, if nothing is said.

    Raises:
        RecordError: There are none, or the record does not reach any of them.
    """
    from longtin._dates import Period
    from longtin.errors import RecordError

    first = when(since, language).start if since else held.first
    last = when(until, language).end if until else min(held.last, _common_end(pair))
    if since and until and first > last:
        raise RecordError(
            "--from {since} is later than --to {until}. Give the earlier date to --from.",
            since=since,
            until=until,
        )
    if first > held.last or last < held.first:
        raise RecordError(
            "The record has acts from {first} to {last}; {asked} is outside. Ask for a date "
            "between the two, or import acts with `longtin import FILE --into my.duckdb` and give "
            "`--record my.duckdb`.",
            first=held.first,
            last=held.last,
            asked=since or until,
        )
    return Period(first, last)


def _common_end(pair: tuple[str, str]) -> "date":
    """The last day on which both states were there."""
    from longtin import actors

    return actors.last_common_day(pair) or date.max


def _covering(held: "Record", pair: list[int], asked: "Period") -> list[str]:
    """Data sets of acts that cover both states at some time in a period."""
    import polars as pl

    of_acts = held.datasets().filter(pl.col("acts") > 0)["dataset"].to_list()
    spans = held.coverage().filter(
        pl.col("dataset").is_in(of_acts)
        & (pl.col("start") <= asked.end)
        & (pl.col("end") >= asked.start)
    )
    sides = [
        set(spans.filter(pl.col("ccode").is_null() | (pl.col("ccode") == ccode))["dataset"])
        for ccode in pair
    ]
    return sorted(set.intersection(*sides))
