"""The door: whatever ends a command becomes an exit status and at most one sentence."""

import os
import sys
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from longtin.errors import LongtinError

FINDINGS = 1
"""Exit status: done, and there is something to look at."""

USED_WRONGLY = 2
"""Exit status: refused, or asked in a way that is not understood."""

READER_LEFT = 141
"""Exit status when the other end of a pipe is closed: 128 + SIGPIPE, as shells count."""


class Door(TyperGroup):
    """All commands; what they raise is told here and nowhere else."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run a command line, and end the process with its status."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a mark the terminal lacks stops nothing
        sys.exit(self._status(*args, **settings | {"standalone_mode": False}))

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run one command; a reader who has seen enough ends it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _stop_writing()
            raise typer.Exit(READER_LEFT) from None

    def _status(self, *args: Any, **settings: Any) -> int:
        try:
            status = super().main(*args, **settings)
            sys.stdout.flush()
        except LongtinError as error:
            return _refused(str(error))
        except TyperException as error:
            return _refused(_misused(error, list(self.commands)))
        except BrokenPipeError:
            _stop_writing()
            return READER_LEFT
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            return _refused(
                f"{where}{error.strerror or error}. Check that the place is there, may be "
                "read and written, and has room."
            )
        return status if isinstance(status, int) else 0


def _refused(sentence: str) -> int:
    sys.stderr.write(f"longtin: {sentence}\n")
    return USED_WRONGLY


def _misused(error: TyperException, commands: list[str]) -> str:
    """What is wrong with the words typed, and where to look."""
    context: typer.Context | None = getattr(error, "ctx", None)
    path = context.command_path if context else "longtin"
    said = error.format_message()
    if (typed := getattr(error, "option_name", "")) and hasattr(error, "possibilities"):
        said = _unknown(f"No option `{typed}`", list(error.possibilities or ()))
    elif said.startswith("No such command") and context and (words := _words(said)):
        near = get_close_matches(words, commands, n=1)
        said = _unknown(f"No command `{words}`", near)
    return f"{said.rstrip('.?')}{'?' if 'did you mean' in said else '.'} See `{path} --help`."


def _words(said: str) -> str:
    """What stands between the first two quotation marks."""
    return said.partition("'")[2].partition("'")[0]


def _unknown(what: str, near: list[str]) -> str:
    return f"{what}; did you mean `{near[0]}`?" if near else f"{what} here."


def _stop_writing() -> None:
    """Send what is still held back nowhere, or Python would complain of the pipe at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
