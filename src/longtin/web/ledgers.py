"""Ledgers of imports in words: what became of every line, and why rows were refused."""

from collections.abc import Iterator

from longtin._language import Language
from longtin.acts import Ledger
from longtin.page import Column, Section, Table
from longtin.web.documents import section

MOST_REASONS = 256


def ledger_sections(ledger: Ledger, language: Language) -> Iterator[Section]:
    """What became of the lines of a file, and the refused rows by reason."""
    say, whole = language.say, language.whole
    span = language.span(ledger.first, ledger.last) if ledger.first and ledger.last else "–"
    counts = {
        say("Rows in the file"): ledger.expected,
        say("Rows read"): ledger.received,
        say("New acts between states"): ledger.acts,
        say("New acts within a state"): ledger.domestic,
        say("New ties"): ledger.ties,
        say("New votes"): ledger.votes,
        say("Already in the record"): ledger.duplicates,
        say("Refused"): sum(ledger.refused.values()),
    }
    rows = [[what, whole(count)] for what, count in counts.items()]
    title = say(
        "{file}, read as {format}, {encoding}",
        file=ledger.file.rpartition("/")[2],
        format=ledger.format,
        encoding=ledger.encoding,
    )
    stored = say("Looked at only: nothing was stored.") if ledger.dry_run else say("Stored.")
    columns = [Column(say("What")), Column(say("Rows"), "figure")]
    yield section(
        "ledger",
        title,
        Table.of("", columns, [*rows, [say("Days"), span]]),
        said=(stored,),
        notes=(note.said(language) for note in ledger.notes),
    )
    if ledger.refusals:
        yield _refused(ledger, language)


def _refused(ledger: Ledger, language: Language) -> Section:
    """Why rows were refused, commonest first, each reason with its first row."""
    say, whole = language.say, language.whole
    rows = [
        [whole(count), reason.said(language), f"{line}: {source or '–'} → {target or '–'}"]
        for (reason, count), (line, source, target) in zip(
            ledger.refusals, ledger.examples, strict=True
        )
    ][:MOST_REASONS]
    columns = [
        Column(say("Rows"), "figure"),
        Column(say("Why refused")),
        Column(say("The first")),
    ]
    return section("refused-rows", say("Refused"), Table.of("", columns, rows))
