"""The command `longtin regime words`."""

from typing import TYPE_CHECKING, Any

from longtin.cli._output import check_output, emit
from longtin.cli.options.shared import AsJson, Language, Output, Tongue

if TYPE_CHECKING:
    from longtin._language import Language as Words

SUMMARY = "The words an activity is written in."
EXAMPLE = "Example: longtin regime words --lang vi"

WRITTEN = ("kinds", "facts", "figures", "lines", "zones", "parameters", "contents")
"""Parts of the vocabulary that people write activities in."""


def words(language: Language = Tongue.en, as_json: AsJson = False, output: Output = None) -> None:
    """Kinds of activity, facts, figures, lines, zones, parameters and contents, by their key."""
    import polars as pl

    from longtin import measures
    from longtin._language import Language as Words

    check_output(output)
    parts = measures.vocabulary().model_dump(include=set(WRITTEN))
    rows = [
        {"of": part, "key": key, "en": word["en"], "vi": word["vi"], "unit": word.get("unit")}
        for part in WRITTEN
        for key, word in parts[part].items()
    ]
    words = Words(language)
    emit(
        pl.DataFrame(rows, infer_schema_length=None),
        as_json=as_json,
        output=output,
        show=lambda: _show_words(rows, words),
    )


def _show_words(rows: "list[dict[str, Any]]", words: "Words") -> None:
    from longtin.page import Column, Table, print_table

    say = words.say
    columns = [Column(say("Part")), Column(say("Key")), Column(say("Meaning"), wraps=True)]
    cells = [[row["of"], row["key"], row[words.code]] for row in rows]
    print_table(Table.of(say("Words of an activity"), columns, cells))
