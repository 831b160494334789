"""Help: short, whole, and with an example that works."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from longtin.cli import app
from tests.cli.run import run, shown

COMMANDS = re.findall(
    r"^  (\w+) ", shown("--help", columns=80).partition("Commands:")[2], re.MULTILINE
)


def every_command(group: TyperGroup, before: str = "") -> Iterator[tuple[str, Any]]:
    """Commands with their names, those of a group with the group's before them."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from every_command(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_the_list_of_commands_is_not_cut() -> None:
    """Half a sentence helps nobody."""
    text = shown("--help", columns=80)

    assert "..." not in text.partition("Commands:")[2]
    assert {"brief", "trust", "explain", "acts", "import"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_says_what_each_option_is_for(name: str) -> None:
    """An option without words is a riddle."""
    text = shown(f"{name} --help", columns=80)

    options = re.findall(r"^  (-\S.*)$", text, re.MULTILINE)
    assert options
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    "name",
    [
        "trust",
        "explain",
        "acts",
        "actors",
        "measures",
        "measure",
        "regime",
        "rule",
        "versions",
        "regime list",
        "regime show",
        "regime words",
    ],
)
def test_the_example_of_a_command_works(name: str) -> None:
    """The first thing tried is what stands there."""
    (example,) = re.findall(r"Example: longtin (.*)", shown(f"{name} --help"))

    assert run(*shlex.split(example)).exit_code == 0


def test_every_command_that_prints_a_table_prints_json_too() -> None:
    """A script should never have to read a table."""
    whole = typer.main.get_command(app)
    without = {
        "brief",
        "cite",
        "check",
        "fit",
        "regime schema",
    }  # a document, BibTeX, `--format json`, and files

    assert isinstance(whole, TyperGroup)
    for name, command in every_command(whole):
        options = {option for each in command.params for option in each.opts}
        assert name in without or "--json" in options, name
