"""Terminal table of acts between two states, and what to say where there are none."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from longtin.page import Column, Table, print_table

if TYPE_CHECKING:
    import polars as pl

    from longtin._dates import Period
    from longtin._language import Language

LONGEST_TABLE = 250


def show_acts(
    frame: "pl.DataFrame",
    names: Sequence[str],
    asked: "Period",
    exchanges: int,
    by_year: Sequence[tuple[int, int, int]],
    language: "Language",
) -> None:
    """Print the latest acts, in order of time.

    Args:
        frame: Acts, in the columns of `longtin.acts.ACT`.
        names: Of the two states.
        asked: The days they are from.
        exchanges: How many exchanges there are beside them.
        by_year: Years with a complete count: the year, its reports, and how many have a day.
        language: To say it in.
    """
    from longtin.acts import text_in
    from longtin.trust import act_words, actors_of

    say = language.say
    shown = frame.tail(LONGEST_TABLE)
    counted = bool((shown["count"] > 1).any())
    columns = [
        Column(say("When"), "figure"),
        Column(say("Who"), wraps=True),
        Column(say("What"), wraps=True),
        Column(say("As coded"), wraps=True),
        *([Column(say("Reports"), "figure")] if counted else []),
        Column(say("Row of the record")),
    ]
    rows = [
        [
            language.span(row["start"], row["end"]),
            actors_of(f"{row['source_name']} → {row['target_name']}", row["end"], language),
            act_words(row["kind"] or f"YEARLY_{row['quad']}", language),
            text_in(row["text"] or "", language.code),
            *([language.whole(row["count"])] if counted else []),
            row["origin"],
        ]
        for row in shown.iter_rows(named=True)
    ]
    cut = _cut(frame.height - shown.height, language)
    note = " ".join(filter(None, [cut, *_beside(exchanges, by_year, language)]))
    print_table(Table.of(_title(names, asked, language), columns, rows), note=note)


def show_exchanges(
    frame: "pl.DataFrame", names: Sequence[str], asked: "Period", language: "Language"
) -> None:
    """Print the latest exchanges, in order of time.

    Args:
        frame: Exchanges, in the columns of `longtin.acts.EXCHANGE`.
        names: Of the two states.
        asked: The days they are from.
        language: To say it in.
    """
    say = language.say
    shown = frame.tail(LONGEST_TABLE)
    columns = [
        Column(say("When"), "figure"),
        Column(say("Share of cooperation"), "figure"),
        Column(say("Cooperation"), "figure"),
        Column(say("Conflict"), "figure"),
        Column(say("Reports"), "figure"),
        Column(say("Source")),
    ]
    rows = [
        [
            language.span(row["start"], row["end"]),
            _share(row["cooperation"], row["conflict"], language),
            language.whole(round(row["cooperation"])),
            language.whole(round(row["conflict"])),
            language.whole(row["reports"]),
            row["dataset"],
        ]
        for row in shown.iter_rows(named=True)
    ]
    told = say(
        "Both directions together: these sources do not say who did what. Amounts and reports "
        "(events, or days with news) are in each source's own unit; only shares compare."
    )
    note = " ".join(filter(None, [_cut(frame.height - shown.height, language), told]))
    title = say(
        "Exchanges between {here} and {there}, {span}",
        here=names[0],
        there=names[1],
        span=language.span(asked.start, asked.end),
    )
    print_table(Table.of(title, columns, rows), note=note)


def _share(cooperation: float, conflict: float, language: "Language") -> str:
    both = cooperation + conflict
    return language.number(cooperation / both) if both else ""


def _cut(rows: int, language: "Language") -> str:
    if not rows:
        return ""
    say = language.say
    return say(
        "{n} earlier rows are not shown; write all with -o FILE.csv.", n=language.whole(rows)
    )


def _beside(
    exchanges: int, by_year: Sequence[tuple[int, int, int]], language: "Language"
) -> Iterator[str]:
    """What else is known of the time: exchanges, and how many reports there were in all."""
    if exchanges:
        yield language.say(
            "Sources that tell both directions together have {n} weeks, months or days of this "
            "time; list them with --exchanges.",
            n=language.whole(exchanges),
        )
    if by_year:
        years, complete, dated = zip(*by_year, strict=True)
        yield language.say(
            "Of {complete} reports in {years}, by the complete yearly counts, the record has {n} "
            "with a day.",
            complete=language.whole(sum(complete)),
            years=str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}",
            n=language.whole(min(sum(dated), sum(complete))),
        )


def show_silence(
    names: Sequence[str],
    asked: "Period",
    covering: "Sequence[tuple[str, Period]]",
    exchanges: int,
    by_year: Sequence[tuple[int, int, int]],
    language: "Language",
) -> None:
    """Say that there are no acts, and whether that means anything.

    Args:
        names: Of the two states.
        asked: The days asked about.
        covering: Data sets that speak of both states then, and from when to when.
        exchanges: How many exchanges there are then.
        by_year: As for `show_acts`.
        language: To say it in.
    """
    say = language.say
    if covering:
        listed = ", ".join(
            name if span == asked else f"{name} ({language.span(span.start, span.end)})"
            for name, span in covering
        )
        note = say("Nothing was reported. Covered by: {datasets}.", datasets=listed)
    else:
        note = say("Not covered: no data set reports on both states in this time.")
    note = " ".join([note, *_beside(exchanges, by_year, language)])
    print_table(Table.of(_title(names, asked, language), [], []), note=note)


def _title(names: Sequence[str], asked: "Period", language: "Language") -> str:
    return language.say(
        "Acts between {here} and {there}, {span}",
        here=names[0],
        there=names[1],
        span=language.span(asked.start, asked.end),
    )
