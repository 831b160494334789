"""The command `longtin acts`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import opened, turned, when

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

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
    exchanges: Annotated[
        bool,
        option(
            "--exchanges",
            "In place of acts, what sources tell of both directions together, by week, month or "
            "day.",
        ),
    ] = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """What two states did to each other, both ways, with the row each act came from."""
    from longtin import actors
    from longtin._language import Language as Words
    from longtin.cli.terminal.acts import show_acts, show_exchanges, show_silence
    from longtin.errors import ActorError, Term

    check_output(output)
    with opened(record) as held:
        asked = _span(held, (one, two), since, until, language)
        states = tuple(actors.find(name, asked.end) for name in (one, two))
        pair = (states[0].ccode, states[1].ccode)
        if pair[0] == pair[1]:
            raise ActorError(
                "'{one}' and '{two}' are the same state, {state}. Name two; acts within one state "
                "are in `Record.domestic` of the Python package.",
                one=one,
                two=two,
                state=Term(states[0].name_en, states[0].name_vi),
            )
        together = held.exchanges(*pair, start=asked.start, end=asked.end)
        frame = together if exchanges else held.acts(pair, pair, start=asked.start, end=asked.end)
        covering = _covering(held, pair, asked, exchanges) if frame.is_empty() else []
        told = _told(frame, asked, _reach(held)) if not frame.is_empty() else asked
        by_year = [] if exchanges else _counted_by_year(held, pair, told)
    names, words = [state.name(language) for state in states], Words(language)

    def show() -> None:
        beside = 0 if exchanges else together.height
        if frame.is_empty():
            show_silence(names, asked, covering, beside, by_year, words)
        elif exchanges:
            show_exchanges(frame, names, told, words)
        else:
            show_acts(frame, names, told, beside, by_year, words)

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

    earliest, latest = _reach(held)
    first = when(since, language).start if since else earliest
    last = when(until, language).end if until else min(latest, _common_end(pair))
    if since and until and first > last:
        raise turned(since, until)
    if first > latest or last < earliest:
        raise RecordError(
            "The record has acts from {first} to {last}; {asked} is outside. Ask for a date "
            "between the two, or import acts with `longtin import FILE --into my.duckdb` and give "
            "`--record my.duckdb`.",
            first=earliest,
            last=latest,
            asked=since or until,
        )
    return Period(first, last)


def _common_end(pair: tuple[str, str]) -> date:
    """The last day on which both states were there."""
    from longtin import actors

    return actors.last_common_day(pair) or date.max


def _reach(held: "Record") -> tuple[date, date]:
    """First and last day of which the record tells acts or exchanges."""
    import polars as pl

    ends = held.datasets().filter(pl.col("role") == "exchange")["end"]
    return held.first, max([held.last, *ends])


def _told(frame: "pl.DataFrame", asked: "Period", reach: tuple[date, date]) -> "Period":
    """The days asked for; from the first row and to the last where none but the record's are."""
    from longtin._dates import Period

    first, last = min(frame["start"]), max(frame["end"])
    return Period(
        max(asked.start, first) if asked.start == reach[0] else asked.start,
        min(asked.end, last) if asked.end == reach[1] else asked.end,
    )


def _counted_by_year(
    held: "Record", pair: tuple[int, int], asked: "Period"
) -> list[tuple[int, int, int]]:
    """Years with a complete count: the year, its reports, and how many of them have a day."""
    import polars as pl

    from longtin.acts import completeness

    found = completeness(held, *pair).filter(
        pl.col("year").is_between(asked.start.year, asked.end.year)
    )
    by_year = found.group_by("year").agg(pl.col("complete", "dated").sum()).sort("year")
    return list(by_year.iter_rows())


def _covering(
    held: "Record", pair: tuple[int, int], asked: "Period", exchanges: bool
) -> list[tuple[str, "Period"]]:
    """Data sets that speak of both states in a period, and from when to when within it."""
    import polars as pl

    from longtin._dates import Period

    told = pl.col("role") == "exchange" if exchanges else pl.col("role") != "exchange"
    wanted = held.datasets().filter(told & (pl.col("acts") > 0))["dataset"].to_list()
    spans = held.coverage(pair).filter(
        pl.col("dataset").is_in(wanted)
        & (pl.col("start") <= asked.end)
        & (pl.col("end") >= asked.start)
    )
    within = spans.group_by("dataset").agg(
        pl.col("start").min().clip(asked.start, asked.end),
        pl.col("end").max().clip(asked.start, asked.end),
    )
    return [(name, Period(*span)) for name, *span in within.sort("dataset").iter_rows()]
