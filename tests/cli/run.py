"""Running the command line in this process."""

import json
import shlex
from functools import cache
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from longtin.cli import app

DATA = Path(__file__).parents[2] / "data" / "sources"


def run(*words: str | Path, columns: int | None = 100, **environment: str) -> Result:
    """Run a command as a script would: no terminal, and by default 100 columns asked for."""
    asked = {"COLUMNS": str(columns) if columns else None, **environment}
    return CliRunner().invoke(app, [str(word) for word in words], env=asked)


@cache
def shown(command: str, columns: int | None = 100) -> str:
    """What a command that changes nothing prints, each asked once."""
    result = run(*shlex.split(command), columns=columns)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def rows(command: str) -> list[dict[str, Any]]:
    """The rows that a command prints as JSON."""
    found: list[dict[str, Any]] = json.loads(shown(f"{command} --json"))
    return found
