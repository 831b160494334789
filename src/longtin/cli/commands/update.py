"""The command `longtin update`."""

from collections import Counter
from typing import TYPE_CHECKING

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import check_output, emit
from longtin.cli.options.fetching import (
    DryRun,
    Into,
    Mirror,
    OwnPublishers,
    Quiet,
    Save,
    Since,
    Whose,
)
from longtin.cli.options.shared import AsJson, Language, Output, Tongue
from longtin.cli.options.values import when

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.publishers import UpdateReport

SUMMARY = "Fetch what publishers have and a record has not."
EXAMPLE = "Example: longtin update polecat --into my.duckdb --since 2023-04 --dry-run"
MOST_FILES, MOST_REASONS = 12, 8


def update(
    publisher: Whose,
    into: Into = None,
    since: Since = None,
    mirror: Mirror = None,
    save: Save = None,
    own: OwnPublishers = None,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Bring into your record what a publisher has and the record has not.

    Fetched are only files that are new or were replaced; what is fetched is held against the
    checksum its publisher lists. A second run adds nothing.

    The exit status is 1 if a file failed or was replaced by its publisher, and 2 if nothing could
    be done: no line, no room, or another update at work.
    """
    from longtin import publishers
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    check_output(output)
    words = Words(language)
    working = {"fetch": words.say("Fetching"), "import": words.say("Reading")}
    with progress() as tell:
        report = publishers.update(
            publisher,
            into,
            since=when(since, language).start if since else None,
            mirror=mirror,
            save=save,
            dry_run=dry_run,
            own=own,
            progress=lambda what, done, total: tell(working[what], done, total),
        )
    if report.news or not quiet or output is not None:
        emit(
            report.frame(words.code),
            as_json=as_json,
            output=output,
            show=lambda: _show(report, words),
        )
    if report.stopped is not None:
        raise report.stopped
    if report.wants_a_look and not dry_run:
        raise typer.Exit(FINDINGS)


def _show(report: "UpdateReport", language: "Words") -> None:
    from longtin.page import Column, Table, print_table
    from longtin.publishers import OUTCOMES, REPLACED

    say, whole = language.say, language.whole
    rows = [
        [
            each.file.name,
            language.date(each.file.last) if each.file.last else "–",
            _size(each.file.size, language),
            say(OUTCOMES[each.outcome])
            + (f"; {say(REPLACED)}" if each.state == "replaced" else ""),
            whole(each.total("acts") + each.total("votes")) if each.ledgers else "–",
            whole(each.total("refused")) if each.ledgers else "–",
        ]
        for each in report.news[:MOST_FILES]
    ]
    columns = [
        Column(say("File"), wraps=True),
        Column(say("Up to")),
        Column(say("Size"), "figure"),
        Column(say("Outcome"), wraps=True),
        Column(say("New"), "figure"),
        Column(say("Refused"), "figure"),
    ]
    title = say("{publisher}: files that are new", publisher=report.publisher)
    note = " ".join(_notes(report, language))
    if rows:
        print_table(Table.of(title, columns, rows), note=note)
    else:
        typer.echo(note)
    for line in _troubles(report, language):
        typer.echo(line)
    _show_refused(report, language)


def _show_refused(report: "UpdateReport", language: "Words") -> None:
    """Why rows of the files were refused, commonest first."""
    from longtin.page import Column, Table, print_table

    say = language.say
    counts: Counter[str] = Counter()
    for each in report.files:
        for ledger in each.ledgers:
            counts.update({reason.said(language): n for reason, n in ledger.refusals})
    if counts:
        rows = [[language.whole(n), why] for why, n in counts.most_common(MOST_REASONS)]
        columns = [Column(say("Rows"), "figure"), Column(say("Why refused"), wraps=True)]
        print_table(Table.of(f"\n{say('Refused')}", columns, rows))


def _notes(report: "UpdateReport", language: "Words") -> list[str]:
    say = language.say
    held = len(report.files) - len(report.news)
    rest = len(report.news) - MOST_FILES
    last = language.date(report.last) if report.last else "–"
    told = [
        language.count(
            "{n} new file, {size}; {held} were there already. What the publisher has reaches to "
            "{last}.",
            "{n} new files, {size}; {held} were there already. What the publisher has reaches to "
            "{last}.",
            len(report.news),
            size=_size(report.size, language),
            held=language.whole(held),
            last=last,
        )
    ]
    if rest > 0:
        told.append(say("{n} more files are not shown; all: --json.", n=language.whole(rest)))
    if any(each.state == "replaced" and each.outcome == "imported" for each in report.files):
        told.append(
            say(
                "What a replaced file no longer has stays in your record; to be rid of it, make "
                "the record anew."
            )
        )
    if report.dry_run:
        told.append(say("Dry run: nothing was written."))
    return told


def _troubles(report: "UpdateReport", language: "Words") -> list[str]:
    """What is to be looked at, a line a file."""
    frame = report.frame(language.code)
    found = []
    for name, note, problem in frame.select("file", "note", "problem").iter_rows():
        told = [said for said in (note, problem) if said]
        found += [said if name in said else f"{name}: {said}" for said in told]
    return found


def _size(size: int | None, language: "Words") -> str:
    if size is None:
        return "–"
    megabytes = size / 1e6
    if megabytes >= 1000:
        return f"{language.number(megabytes / 1000, 1)} GB"
    return (
        f"{language.number(megabytes, 1)} MB" if megabytes >= 0.1 else f"{language.whole(size)} B"
    )
