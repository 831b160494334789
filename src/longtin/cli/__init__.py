"""The command line: read the words, call one front function, show what it says.

Nothing heavy is imported until a command runs, so that help comes at once.
"""

from typing import Annotated

import typer

from longtin.cli._exit import CommandGroup
from longtin.cli.commands import add, add_group, show_help
from longtin.cli.options import option

app = typer.Typer(
    cls=CommandGroup,
    name="longtin",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="`longtin COMMAND --help` tells more of each, with an example.",
)
add(app, "brief", "trust", "explain")
add(app, "game", "tournament", folder="longtin.cli.commands.games")
add(app, "watch", "panel")
add(app, "acts", "ties", "contacts", folder="longtin.cli.commands.dyad")
add(app, "actors", "measures", "measure", "effect", "plan")
STATEMENTS = ("commitments", "commitment", "positions", "words", "issues", "import_commitments")
add(app, *STATEMENTS, folder="longtin.cli.commands.promises")
add(app, "portfolio", "partnerships", "region", folder="longtin.cli.commands.cooperation")
add(app, "check", "review", "rule", "import_", "update", "cite", "versions")
add(app, "simulate", folder="longtin.cli.commands.world")
add(app, "serve")
add(app, "fit", folder="longtin.cli.commands.evaluation")
add(app, "validate", "validation_data", "backtest", folder="longtin.cli.commands.evaluation")
add_group(app, "forum", "compare", "map_", "list_", "scenarios", "schema", "replicate")
register = add_group(
    app, "register", "init", "admit", "submit", "status", "receipt", "verify", "audit", "witness"
)
add_group(register, "register.key", "new", "show", "list_", "rotate", "revoke")
add_group(app, "regime", "list_", "show", "words", "schema", "check", "calendar")


@app.callback(invoke_without_command=True)
def front(
    context: typer.Context,
    version: Annotated[bool, option("--version", "Print the version.")] = False,
) -> None:
    """Build trust and cooperation between states, on the record of what they did."""
    if version:
        from importlib import metadata

        typer.echo(f"longtin {metadata.version('longtin')}")
        raise typer.Exit
    show_help(context)


def main() -> None:
    """Run the command line; a refusal is one sentence on standard error and exit status 2."""
    app()
