"""The command line: read the words, call one front function, show what it says.

Nothing heavy is imported until a command runs, so that help comes at once.
"""

from importlib import import_module
from typing import Annotated

import typer

from longtin.cli._exit import USED_WRONGLY, CommandGroup

app = typer.Typer(
    cls=CommandGroup,
    name="longtin",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="`longtin COMMAND --help` tells more of each, with an example.",
)
COMMANDS = (
    *("brief", "trust", "explain", "game", "acts", "actors", "measures", "measure", "regime"),
    *("plan", "check", "rule", "import_", "cite", "versions", "fit", "backtest"),
)
"""Modules of `longtin.cli.commands`, in the order of help."""

for name in COMMANDS:
    import_module(f"longtin.cli.commands.{name}").register(app)


@app.callback(invoke_without_command=True)
def front(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Build trust and cooperation between states, on the record of what they did."""
    if version:
        from importlib import metadata

        typer.echo(f"longtin {metadata.version('longtin')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USED_WRONGLY)


def main() -> None:
    """Run the command line; a refusal is one sentence on standard error and exit status 2."""
    app()
