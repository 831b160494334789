"""The command `longtin rule`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from longtin.cli._output import put_json
from longtin.cli.options import option
from longtin.cli.options.shared import AsJson, Language, Tongue

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.lint import Rule

SUMMARY = "Explain a rule of `check`."
EXAMPLE = "Example: longtin rule LT301 --lang vi"


def rule(
    code: Annotated[
        str | None,
        typer.Argument(help="Code of a rule; without it, all are listed.", metavar="[CODE]"),
    ] = None,
    every: Annotated[bool, option("--list", "List every rule.")] = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """What a rule of `longtin check` looks at, why, and what keeps it."""
    from longtin import lint
    from longtin._language import Language as Words
    from longtin.cli.terminal.findings import show_rule

    words = Words(language)
    if code is not None and not every:
        found = lint.rule(code)
        if as_json:
            put_json([_data(found, words)])
        else:
            show_rule(found, words)
    elif as_json:
        put_json([_data(each, words) for each in lint.handbook().values()])
    else:
        _list(words)


def _list(language: "Words") -> None:
    from longtin import lint
    from longtin.page import Column, Table, print_table

    say = language.say
    rules = lint.handbook().values()
    rows = [
        [each.code, lint.level_name(each.level, language), say(each.page.title)] for each in rules
    ]
    columns = [Column(say("Rule")), Column(say("Level")), Column(say("What is amiss"), wraps=True)]
    title = language.count("{n} rule for programmes", "{n} rules for programmes", len(rows))
    print_table(
        Table.of(title, columns, rows),
        note=say("`longtin rule {code}` explains a rule.", code="LT301"),
    )


def _data(found: "Rule", language: "Words") -> dict[str, Any]:
    page, say = found.page, language.say
    return {
        "code": found.code,
        "level": found.level,
        "title": say(page.title),
        "looks": say(page.looks),
        "why": say(page.why),
        "breaks": page.breaks,
        "keeps": page.keeps,
        "fix": say(page.fix),
        "sources": [say(source) for source in page.sources],
    }
