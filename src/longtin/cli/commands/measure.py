"""The command `longtin measure`."""

from typing import Annotated

import typer

from longtin.cli._output import put_json
from longtin.cli.options.shared import AsJson, Language, Own, Tongue

SUMMARY = "One measure, whole."
EXAMPLE = "Example: longtin measure notify-large-exercise"


def measure(
    name: Annotated[
        str,
        typer.Argument(help="Its id, its code, or its name in either language.", metavar="NAME"),
    ],
    own: Own = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """One measure: what is done, what it risks and reveals, what comes before it, precedents."""
    from longtin import effects, measures as part
    from longtin._language import Language as Words
    from longtin.cli.terminal.text import print_lines
    from longtin.page import print_table

    catalogue = part.catalogue(own)
    found = catalogue.find(name)
    if as_json:
        put_json(part.measure_data(catalogue, found))
        return
    words = Words(language)
    print_table(part.fact_table(catalogue, found, words), above=found.description.of(language))
    print()
    note = words.say("Judgements, not measurements: change them in a file of your own (--own).")
    print_table(part.judgement_table(catalogue, found, words), note=note)
    print()
    telling = effects.informativeness_lines(effects.informativeness_of(found), words)
    print_lines([" ".join(telling)])
    if found.precedents:
        print()
        print_table(part.precedent_table(found, words))
