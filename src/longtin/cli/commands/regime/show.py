"""The command `longtin regime show`."""

from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, Language, Tongue
from longtin.cli.terminal.text import print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from longtin._language import Language as Words
    from longtin.measures import Regime

SUMMARY = "One regime, obligation by obligation."
EXAMPLE = "Example: longtin regime show vienna-2011"


def show(
    name: Annotated[str, typer.Argument(help="Its id, such as vienna-2011.", metavar="ID")],
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """One regime: parties, zone, every obligation with its trigger and deadline."""
    from longtin import measures
    from longtin._language import Language as Words

    found = measures.regime(name)
    if as_json:
        put_json(found.model_dump(mode="json", exclude_defaults=True, by_alias=True))
        return
    words = Words(language)
    print_lines(_told(found, words))


def _told(found: "Regime", words: "Words") -> "Iterator[str]":
    from longtin import measures

    code, say = words.code, words.say
    yield found.name.of(code)
    yield f"{measures.regime_line(found, words)}; {measures.binding(found.binding, words)}"
    yield from measures.party_lines(found, words)
    yield found.about.of(code)
    for note in found.not_encoded:
        yield say("Not encoded: {what}", what=note.of(code))
    for each in found.obligations:
        yield ""
        yield f"{each.id}  {measures.citation(each.article, code)}"
        yield f"  {each.says.of(code)}"
        for told in measures.obligation_lines(found, each, words):
            yield f"  {told}"
    for proviso in found.exceptions:
        yield ""
        yield f"{proviso.id}  {measures.citation(proviso.article, code)}"
        yield f"  {proviso.says.of(code)}"
        for told in measures.proviso_lines(proviso, words):
            yield f"  {told}"
