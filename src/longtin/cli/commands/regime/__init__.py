"""The commands `longtin regime …`: what regimes oblige to, and activities held against them."""

from importlib import import_module

import typer

from longtin.cli._exit import USED_WRONGLY

EXAMPLE = "Example: longtin regime calendar --party VNM --year 2026"

COMMANDS = ("list_", "show", "words", "schema", "check", "calendar")
"""Modules beside, in the order of help."""


def front(context: typer.Context) -> None:
    """Obligations of treaties and documents: what is due, late or forbidden."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USED_WRONGLY)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(epilog=EXAMPLE, invoke_without_command=True)(front)
    for name in COMMANDS:
        import_module(f"longtin.cli.commands.regime.{name}").register(group)
    app.add_typer(
        group,
        name="regime",
        short_help="What treaties and documents oblige states to, and by when.",
    )
