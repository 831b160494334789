"""Options of commands: how they are declared, their types, and how their values are parsed."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import typer

from longtin.cli.options.parsers import one_of

Parser = Callable[[str], Callable[[str], Any]]
"""From an option as it is typed to what reads its value."""


def option(names: str, about: str, metavar: str | None = None, parser: Parser | None = None) -> Any:
    """An option of a command.

    Args:
        names: As they are typed, the long one first.
        about: What `--help` says of it.
        metavar: What stands for its value there; none for a switch.
        parser: Reads its value; by its type without it.
    """
    flags = names.split()
    read = None if parser is None else parser(flags[0])
    return typer.Option(*flags, help=about, metavar=metavar, parser=read)


def choice(name: str, about: str, choices: type[StrEnum]) -> Any:
    """An option that is one of a few words, all of which its help names."""
    return option(name, about, "|".join(choices), lambda typed: one_of(typed, choices))
