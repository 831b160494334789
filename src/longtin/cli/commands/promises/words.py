"""The command `longtin words`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, AsOf, Language, Output, RecordFile, Tongue
from longtin.cli.options.statements import OwnStatements
from longtin.cli.options.values import day_of, opened, when

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.promises import WordsAndDeeds

SUMMARY = "What two states promised each other, beside what was done."
EXAMPLE = "Example: longtin words VNM CHN --from 2011"


def words(
    one: Annotated[str, typer.Argument(help="Who promised.", metavar="A")],
    two: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    since: Annotated[
        str | None, option("--from", "Promises from this day on; all without it.", "DATE")
    ] = None,
    as_of: AsOf = None,
    own: OwnStatements = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """Commitments of one to the other and its verbal promises in the record, beside later acts.

    For each: whether what was done or found agrees with it, by how much it differs, the other
    side's reply; of verbal ones whether an act of its kind followed, and the chance of that anyway.
    """
    from longtin import promises
    from longtin._language import Language as Words

    check_output(output)
    day = day_of(as_of, language)
    start = when(since, language).start if since else date.min
    with opened(record) as held:
        found = promises.words_and_deeds(
            held, one, two, since=start, as_of=day, among=promises.statements(own)
        )
    emit(
        promises.words_frame(found, Words(language).code),
        as_json=as_json,
        output=output,
        show=lambda: _show(found, Words(language)),
        labels=promises.WORD_LABELS,
    )


def _show(found: "WordsAndDeeds", words: "Words") -> None:
    from longtin import promises
    from longtin.page import print_tables

    tables = []
    if found.commitments:
        caption = words.count(
            "{n} commitment in writing", "{n} commitments in writing", len(found.commitments)
        )
        tables.append(promises.agreement_table(found.commitments, words, caption))
    if any(each.commitment.findings for each in found.commitments):
        tables.append(promises.finding_table(found.commitments, words))
    verbal = promises.promise_table(found.promises, promises.words_caption(found, words), words)
    print_tables((*tables, verbal), note=promises.consistency_in_words(found.consistency, words))
