"""Help: short, whole, and with an example that works."""

import re
import shlex
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import typer
from typer.core import TyperGroup

from longtin import measures
from longtin.cli import app
from longtin.cli.options.shared import Phase
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
        "forum schema",
        "regime schema",
        "register schema",
        "register admit",
        "register mirror",
        "register serve",
        "register token revoke",
        "register witness",
        "serve",
    }  # a document, BibTeX, `--format json`, files, and servers

    assert isinstance(whole, TyperGroup)
    for name, command in every_command(whole):
        options = {option for each in command.params for option in each.opts}
        assert name in without or "--json" in options, name


def whole_command() -> dict[str, Any]:
    """Every command by its name."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(every_command(group))


def options_of(command: Any) -> dict[str, Any]:
    """A command's options by their long name."""
    return {each.opts[0]: each for each in command.params if each.opts[0].startswith("--")}


WITH_FILES = sorted(
    name for name, command in whole_command().items() if "--output" in options_of(command)
)


@pytest.mark.parametrize("name", ["--json", "--lang", "--own", "--seed", "--payoffs", "--fits"])
def test_an_option_says_the_same_in_every_command(name: str) -> None:
    """What was learnt of one command holds for the next."""
    found = [options_of(command) for command in whole_command().values()]
    told = {(tuple(each[name].opts), each[name].help) for each in found if name in each}

    assert len(told) == 1


def test_a_command_that_writes_a_table_has_every_option_of_tables() -> None:
    """Whoever wrote one table knows how to write all."""
    commands = {name: options_of(command) for name, command in whole_command().items()}
    tables = {name: each for name, each in commands.items() if name in WITH_FILES
              if ".parquet" in each["--output"].help}  # fmt: skip

    assert {"trust", "explain", "acts", "actors", "measures", "versions"} <= set(tables)
    for name, options in tables.items():
        assert {"--json", "--lang"} <= set(options), name
        assert options["--output"].help == tables["trust"]["--output"].help, name


@pytest.mark.parametrize("name", WITH_FILES)
def test_a_file_that_cannot_stand_there_is_refused_before_any_work(name: str) -> None:
    """`-o` means the same everywhere, and nobody waits a minute for a refusal."""
    command = whole_command()[name]
    (example,) = re.findall(r"Example: longtin (.*)", shown(f"{name} --help", columns=500))

    english = ["--lang", "en"] if "--lang" in options_of(command) else []
    bare = re.sub(r" (-o|--lang) \S+", "", example)
    refused = run(*shlex.split(bare), *english, "-o", "nowhere/x.json")

    assert {"-o", "--output"} <= set(options_of(command)["--output"].opts)
    assert options_of(command)["--output"].metavar == "FILE"
    assert options_of(command)["--output"].help.startswith("Write ")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "the folder nowhere does not exist" in refused.stderr


def test_phases_on_the_command_line_are_those_of_measures() -> None:
    """The command line names them itself, since help waits for no catalogue."""
    assert [each.value for each in Phase] == list(get_args(measures.Phase))


@pytest.mark.parametrize("name", sorted(whole_command()))
def test_an_option_that_takes_one_value_is_refused_twice(name: str) -> None:
    """Of two values one would be dropped unsaid, in whichever command."""
    for option, found in options_of(whole_command()[name]).items():
        if getattr(found, "is_flag", False) or found.multiple:
            continue
        refused = run(*name.split(), option, "x", option, "y")

        assert refused.exit_code == 2, option
        assert f"{option} is given 2 times, and takes one value" in refused.stderr, option


def test_a_language_before_the_command_gives_way_to_one_behind_it() -> None:
    """An alias of the shell may put `--lang vi` before every command."""
    aliased = run("--lang", "vi", "regime", "words", "--lang", "en")

    assert aliased.exit_code == 0
    assert aliased.stdout == run("regime", "words").stdout
