"""Terminal table of acts between two states, and what to say where there are none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from longtin.page import Column, Table, print_table

if TYPE_CHECKING:
    import polars as pl

    from longtin._dates import Period
    from longtin._language import Language

LONGEST_TABLE = 250


def show_acts(
    frame: "pl.DataFrame", names: Sequence[str], asked: "Period", language: "Language"
) -> None:
    """Print the latest acts, in order of time.

    Args:
        frame: Acts, in the columns of `longtin.acts.ACT`.
        names: Of the two states.
        asked: The days they are from.
        language: To say it in.
    """
    from longtin.brief import act_words

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
            f"{row['source_name']} → {row['target_name']}",
            act_words(row["kind"] or f"YEARLY_{row['quad']}", language),
            row["text"] or "",
            *([language.whole(row["count"])] if counted else []),
            row["origin"],
        ]
        for row in shown.iter_rows(named=True)
    ]
    cut = frame.height - shown.height
    note = (
        say("{n} earlier rows are not shown; write all with -o FILE.csv.", n=language.whole(cut))
        if cut
        else ""
    )
    print_table(Table.of(_title(names, asked, language), columns, rows), note=note)


def show_silence(
    names: Sequence[str], asked: "Period", covering: Sequence[str], language: "Language"
) -> None:
    """Say that there are no acts, and whether that means anything.

    Args:
        names: Of the two states.
        asked: The days asked about.
        covering: Data sets that cover both states then.
        language: To say it in.
    """
    say = language.say
    if covering:
        note = say("Nothing was reported. Covered by: {datasets}.", datasets=", ".join(covering))
    else:
        note = say("Not covered: no data set reports on both states in this time.")
    print_table(Table.of(_title(names, asked, language), [], []), note=note)


def _title(names: Sequence[str], asked: "Period", language: "Language") -> str:
    return language.say(
        "Acts between {here} and {there}, {span}",
        here=names[0],
        there=names[1],
        span=language.span(asked.start, asked.end),
    )
