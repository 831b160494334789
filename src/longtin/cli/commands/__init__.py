"""Commands, one a file named as the command, and how they are added to the command line.

A command's module holds a function of its own name, a `SUMMARY` for lists and an `EXAMPLE`; a
group's folder holds its commands' modules, and says the same and a `HELP` in its `__init__`.
"""

from importlib import import_module

import typer

from longtin.cli._command import StrictCommand
from longtin.cli._exit import USED_WRONGLY

_HERE = "longtin.cli.commands"


def command_name(module: str) -> str:
    """How a module's command is typed: `_` is a hyphen, and a word of Python ends in one."""
    return module.rstrip("_").replace("_", "-")


def add(group: typer.Typer, *names: str, folder: str = "") -> None:
    """Add commands to a group, or to the whole command line.

    Args:
        group: What they are added to.
        names: Of their modules, in the order of help.
        folder: Where the modules stand, of a group within a group with a dot; here without it.
    """
    for name in names:
        module = import_module(".".join(filter(None, (_HERE, folder, name))))
        settings = {"short_help": module.SUMMARY, "epilog": module.EXAMPLE}
        command = group.command(command_name(name), cls=StrictCommand, **settings)
        command(getattr(module, name))


def add_group(app: typer.Typer, name: str, *names: str) -> typer.Typer:
    """Add a group of commands, whose modules stand in a folder named as the group.

    Args:
        app: What it is added to: the whole command line, or another group.
        name: Of the folder; that of a group within a group is named behind its own, with a dot.
        names: Of the modules, in the order of help.

    Returns:
        The group.
    """
    folder = import_module(f"{_HERE}.{name}")
    group = typer.Typer(rich_markup_mode=None)
    group.callback(help=folder.HELP, epilog=folder.EXAMPLE, invoke_without_command=True)(show_help)
    add(group, *names, folder=name)
    app.add_typer(group, name=name.rpartition(".")[2], short_help=folder.SUMMARY)
    return group


def show_help(context: typer.Context) -> None:
    """Show help and end as used wrongly, where no command was named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USED_WRONGLY)
