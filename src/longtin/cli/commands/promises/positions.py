"""The command `longtin positions`."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options.shared import AsJson, AsOf, Language, Output, Tongue
from longtin.cli.options.statements import Issue, OwnStatements
from longtin.cli.options.values import day_of

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.promises import StatedPosition

SUMMARY = "What states said of an issue, how firmly, and what followed."
EXAMPLE = "Example: longtin positions VNM --issue climate"
COMPARE = "compare"


def positions(
    who: Annotated[
        list[str] | None,
        typer.Argument(
            help="Whose; several, or `compare` before them, stand side by side.", metavar="PARTY…"
        ),
    ] = None,
    issue: Issue = None,
    as_of: AsOf = None,
    own: OwnStatements = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """A line of dated positions: strength, wording with what changed, and what followed."""
    from longtin import promises
    from longtin._language import Language as Words

    check_output(output)
    words, known = Words(language), promises.statements(own)
    day = day_of(as_of, language)
    parties = [each for each in who or [] if each != COMPARE]
    asked: list[str | None] = [*parties] or [None]
    found = sorted(
        (
            each
            for party in asked
            for each in promises.positions(party, issue=issue, as_of=day, among=known)
        ),
        key=lambda each: (each.on, each.id),
    )
    emit(
        promises.position_frame(found, known, words.code),
        as_json=as_json,
        output=output,
        show=lambda: _show(found, words, side_by_side=len(parties) > 1),
        labels=promises.POSITION_LABELS,
    )


def _show(found: "list[StatedPosition]", words: "Words", *, side_by_side: bool) -> None:
    from longtin import promises
    from longtin.page import print_table

    if side_by_side and found:
        print_table(promises.compared_table(found, words))
        return
    told = words.say("{{+added+}} [-dropped-] since the position before. Strength 1 to 5.")
    note = f"{told} {promises.certainty_in_words((each.certainty for each in found), words)}"
    if not found:
        note = words.say("Nothing of that kind is known here. That is no proof that there is none.")
    print_table(promises.position_table(found, words), note=note)
