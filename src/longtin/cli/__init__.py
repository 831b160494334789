"""The command line: read the words, call one front function, show what it says.

Nothing heavy is imported until a command runs, so that help comes at once.
"""

import atexit
import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import CommandGroup, without_language
from longtin.cli.commands import add, add_group, command_name, show_help
from longtin.cli.options import option

_COMMANDS = (
    ("", "brief trust explain"),
    ("games", "game tournament"),
    ("", "watch panel"),
    ("dyad", "acts ties contacts"),
    ("", "actors measures measure effect plan"),
    ("promises", "commitments commitment positions words issues import_commitments"),
    ("cooperation", "portfolio partnerships region"),
    ("", "check review rule import_ update cite versions"),
    ("world", "simulate"),
    ("", "serve"),
    ("evaluation", "fit validate validation_data backtest"),
)
"""Folder and modules of the commands, in the order of help."""

_GROUPS = {
    "forum": "compare map_ list_ scenarios schema replicate",
    "register": "init admit submit countersign open_ reveal redact disclose status receipt verify "
    "audit minutes export import_ schema witness mirror serve",
    "register.key": "new show list_ reader rotate revoke",
    "register.token": "new list_ revoke",
    "regime": "list_ show words schema check calendar",
}
"""Modules of the groups of commands; a group within a group stands behind its own."""


@cache
def command_line(only: str | None = None) -> typer.Typer:
    """The commands: all, or the one that is named, so that the others need not be loaded.

    Args:
        only: A command or a group; what is neither brings all.
    """
    app = typer.Typer(
        cls=CommandGroup,
        name="longtin",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        epilog="`longtin COMMAND --help` tells more of each, with an example.",
    )
    app.callback(invoke_without_command=True)(_front)
    names = set(_names())
    wanted = {only} if only in names else names
    for folder, modules in _COMMANDS:
        add(app, *(name for name in modules.split() if command_name(name) in wanted), folder=folder)
    groups = {"": app}
    for name, modules in _GROUPS.items():
        if name.partition(".")[0] in wanted:
            groups[name] = add_group(groups[name.rpartition(".")[0]], name, *modules.split())
    return app


def _names() -> Iterator[str]:
    """What may be named first on the command line."""
    yield from (command_name(name) for _, names in _COMMANDS for name in names.split())
    yield from _GROUPS


def _front(
    context: typer.Context,
    version: Annotated[bool, option("--version", "Print the version.")] = False,
) -> None:
    """Build trust and cooperation between states, on the record of what they did."""
    if version:
        from importlib import metadata

        typer.echo(f"longtin {metadata.version('longtin')}")
        raise typer.Exit
    show_help(context)


def _start_soon() -> None:
    """Spare a short command what pays in long ones alone; what the user set stays.

    A quarter of a short command's time went into threads that wait for each other over tables of
    a few rows and matrices of nine, and into looking for garbage among what was just loaded.
    """
    for threads in ("OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"):
        os.environ.setdefault(threads, "1")
    gc.set_threshold(50_000, 20, 100)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # it would look through all packages


def main() -> None:
    """Run the command line; a refusal is one sentence on standard error and exit status 2."""
    _start_soon()
    typed = [word for word in without_language(sys.argv[1:]) if not word.startswith("-")]
    command_line(typed[0] if typed else None)()


def run() -> None:
    """`main` as a process of its own, which ends as soon as everything is written.

    Taking apart what was loaded would take a tenth of a short command's time. Where a thread is
    still at work the process ends as any other.
    """
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int) or threading.active_count() > 1:
            raise
        atexit._run_exitfuncs()  # noqa: SLF001  what a normal end would run
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code)


if TYPE_CHECKING:
    app: typer.Typer
else:

    def __getattr__(name: str) -> typer.Typer:
        if name == "app":
            return command_line()
        raise AttributeError(f"module 'longtin.cli' has no attribute {name!r}")
