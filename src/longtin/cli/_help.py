"""Help texts: what `--help` says of each command and option, in the reader's language."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import typer

from longtin._language import Language, message

EXAMPLE = "Example: "

_HELP_ITSELF = message("Show this message and exit.")
_HEADINGS = (
    (re.compile(r"^Usage: ", re.MULTILINE), message("Usage: ")),
    (re.compile(r"^Arguments:$", re.MULTILINE), message("Arguments:")),
    (re.compile(r"^Options:$", re.MULTILINE), message("Options:")),
    (re.compile(r"^Commands:$", re.MULTILINE), message("Commands:")),
    (re.compile(r"\[required\]"), message("[required]")),
    (re.compile(r"\[default:(?=\s)"), message("[default:")),
    (re.compile(r"\[OPTIONS\]"), message("[OPTIONS]")),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), message("COMMAND [ARGS]...")),
)
"""What the library writes around our words, and what it is called here."""

_PLACE = re.compile(r"\b[A-Z]{2,}\b")
"""A word that stands for a value: `FILE`; a single letter is the same in every language."""


def texts(command: Any) -> Iterator[str]:
    """Every text that the help of a command, and of those below it, is made of."""
    yield from _paragraphs(command.help or "")
    if command.short_help:
        yield command.short_help
    if command.epilog:
        yield _said_of_example(command.epilog)[0]
    for each in command.params:
        yield from _PLACE.findall(each.metavar or "")
        if getattr(each, "help", None):
            yield each.help


def tell(command: Any, language: Language) -> None:
    """Put the help of a command, and of all below it, into a language."""
    command.help = "\n\n".join(language.say(each) for each in _paragraphs(command.help or ""))
    if command.short_help:
        command.short_help = language.say(command.short_help)
    if command.epilog:
        words, example = _said_of_example(command.epilog)
        command.epilog = language.say(words) + example
    for each in command.params:
        if each.metavar:
            each.metavar = _PLACE.sub(lambda found: language.say(found[0]), each.metavar)
        if getattr(each, "help", None):
            each.help = language.say(each.help)
    itself = command.get_help_option(typer.Context(command))
    itself.help = language.say(_HELP_ITSELF)
    in_english = command.get_help

    def get_help(context: typer.Context) -> str:
        found: str = in_english(context)
        for heading, words in _HEADINGS:
            found = heading.sub(language.say(words), found)
        return found

    command.get_help = get_help
    for each in getattr(command, "commands", {}).values():
        tell(each, language)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", cleandoc(text)) if each]


def _said_of_example(epilog: str) -> tuple[str, str]:
    """The words before an example, and the example, which is the same in every language."""
    if epilog.startswith(EXAMPLE):
        return EXAMPLE, epilog.removeprefix(EXAMPLE)
    return epilog, ""
