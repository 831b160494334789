"""The command line: read the words, call one front function, show what it says.

Nothing heavy is imported until a command runs, so that help comes at once.
"""

import sys

import typer

from longtin.cli import actors, acts, brief, explain, fit, imports, sources, trust
from longtin.errors import LongtinError

app = typer.Typer(
    name="longtin",
    help="Build trust and cooperation between states, on the record of what they did.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for part in (brief, trust, explain, acts, actors, imports, sources, fit):
    part.register(app)


def main() -> None:
    """Run the command line; a refusal is one sentence on standard error and exit status 2."""
    try:
        app()
    except LongtinError as error:
        sys.stderr.write(f"longtin: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
