"""Rows of a file as they were read, before anything is stored."""

from pathlib import Path

from longtin import actors, acts
from longtin.acts import Record
from longtin.page import Column, Section, Table
from longtin.web.documents import section
from longtin.web.visit import Visit

MOST_BYTES = 32_000_000
"""Of a file whose rows are shown."""

MOST_ROWS = 24


def rows_read(file: Path, into: Path, asked: str | None, visit: Visit) -> tuple[Section, ...]:
    """The first acts of a file, as they would stand in the record.

    Args:
        file: What was sent.
        into: A record that is thrown away.
        asked: Format it is read as, if one was named.
        visit: Who asks.
    """
    if file.stat().st_size > MOST_BYTES:
        return ()
    ledgers = acts.import_files(file, into, asked)
    names = [each.dataset for each in ledgers if each.dataset and each.acts]
    if not names:
        return ()
    with Record.open(into) as held:
        frame = held.acts(datasets=names)
    say, language = visit.say, visit.language
    rows = [
        [
            row["origin"],
            language.span(row["start"], row["end"]),
            actors.near(row["source"], row["start"]).name(visit.code),
            actors.near(row["target"], row["start"]).name(visit.code),
            acts.text_in(row["text"] or row["kind"], visit.code),
        ]
        for row in frame.head(MOST_ROWS).iter_rows(named=True)
    ]
    columns = [
        Column(say("Row")),
        Column(say("Day")),
        Column(say("Who")),
        Column(say("Towards whom")),
        Column(say("What was done")),
    ]
    heading = say("As they were read")
    said = say("The first {n} of {all_of} acts between states.", n=len(rows),
               all_of=language.whole(frame.height))  # fmt: skip
    return (section("as-read", heading, Table.of("", columns, rows), said=(said,)),)
