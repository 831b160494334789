"""Usage errors: what is wrong with the words typed, and where to look."""

import re
from difflib import get_close_matches

import typer
from typer.exceptions import TyperException

from longtin._language import message
from longtin.errors import LongtinError


def usage_error(error: TyperException, commands: list[str], typed: list[str]) -> LongtinError:
    """What is wrong with the words typed, and where to look."""
    context: typer.Context | None = getattr(error, "ctx", None)
    path = context.command_path if context else _command(typed, commands)
    said = error.format_message()
    if (option := getattr(error, "option_name", "")) and hasattr(error, "possibilities"):
        return _unknown_option(option, list(error.possibilities or ()), path)
    if said.startswith("No such command") and context and (words := _words(said)):
        return _unknown_command(words, get_close_matches(words, commands, n=1), path)
    for form, sentence in _MISUSES:
        if found := form.fullmatch(said):
            return LongtinError(sentence, what=found[1], path=path)
    return LongtinError("{said}. See `{path} --help`.", said=said.rstrip("."), path=path)


_MISUSES = (
    (
        re.compile(r"Missing argument '(.*)'\."),
        message("{what} is missing. See `{path} --help`."),
    ),
    (
        re.compile(r"Missing option '(.*)'\."),
        message("The option {what} is missing. See `{path} --help`."),
    ),
    (
        re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)\.?"),
        message(
            "{what} is more than was asked for. Put a name of several words in quotes. See "
            "`{path} --help`."
        ),
    ),
    (
        re.compile(r"Option '(.*)' requires an argument\."),
        message("The option {what} needs a value. See `{path} --help`."),
    ),
    (
        re.compile(r"Option '(.*)' does not take a value\."),
        message("The option {what} takes no value. See `{path} --help`."),
    ),
)
"""What typer says of words typed, and what we say."""


def _command(typed: list[str], commands: list[str]) -> str:
    """The command that was meant, where typer does not tell."""
    named = next((word for word in typed if word in commands), "")
    return f"longtin {named}".strip()


def _unknown_option(option: str, near: list[str], path: str) -> LongtinError:
    if near:
        return LongtinError(
            "No option `{option}`; did you mean `{near}`? See `{path} --help`.",
            option=option,
            near=near[0],
            path=path,
        )
    return LongtinError("No option `{option}` here. See `{path} --help`.", option=option, path=path)


def _unknown_command(words: str, near: list[str], path: str) -> LongtinError:
    if near:
        return LongtinError(
            "No command `{command}`; did you mean `{near}`? See `{path} --help`.",
            command=words,
            near=near[0],
            path=path,
        )
    return LongtinError(
        "No command `{command}` here. See `{path} --help`.", command=words, path=path
    )


def _words(said: str) -> str:
    """What stands between the first two quotation marks."""
    return said.partition("'")[2].partition("'")[0]
