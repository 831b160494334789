"""Exit status and refusals: whatever ends a command becomes a number and at most one sentence."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from longtin._language import LANGUAGES, Language, told
from longtin.cli._help import tell
from longtin.cli._usage import usage_error
from longtin.errors import LongtinError

FINDINGS = 1
"""Exit status: done, and there is something to look at."""

USED_WRONGLY = 2
"""Exit status: refused, or asked in a way that is not understood."""

READER_LEFT = 141
"""Exit status when the other end of a pipe is closed: 128 + SIGPIPE, as shells count."""


class CommandGroup(TyperGroup):
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
        given = args[0] if args else settings.pop("args", None)
        asked = list(sys.argv[1:] if given is None else given)
        language, typed = asked_language(asked), _language_behind_command(self, asked)
        if language != "en":
            tell(self, Language(language))
        try:
            status = super().main(typed, *args[1:], **settings)
            sys.stdout.flush()
        except LongtinError as error:
            return _refused(error, language)
        except TyperException as error:
            return _refused(usage_error(error, list(self.commands), typed), language)
        except BrokenPipeError:
            _stop_writing()
            return READER_LEFT
        except OSError as error:
            return _refused(_out_of_reach(error), language)
        return status if isinstance(status, int) else 0


def _refused(error: LongtinError, language: str) -> int:
    sys.stderr.write(f"longtin: {told(error, Language(language))}\n")
    return USED_WRONGLY


def _language_behind_command(group: TyperGroup, typed: list[str]) -> list[str]:
    """`--lang vi` before a command goes behind its name; where only help is asked for, it goes.

    It goes too where the command is given a language of its own, as behind an alias of the shell.
    """
    words = without_language(typed)
    end = _end_of_command(group, words)
    if end is None or "--help" in words:
        return words
    if not typed[0].startswith("--lang"):
        return typed
    length = 2 if typed[0] == "--lang" else 1
    language, rest = typed[:length], typed[length:]
    if without_language(rest) != rest:
        return rest
    return [*rest[:end], *language, *rest[end:]]


def without_language(typed: list[str]) -> list[str]:
    """What was typed but for `--lang`."""
    before = ["", *typed]
    return [
        word
        for word, last in zip(typed, before, strict=False)
        if word != "--lang" and last != "--lang" and not word.startswith("--lang=")
    ]


def _end_of_command(group: TyperGroup, typed: list[str]) -> int | None:
    """How many words a command's name takes; nothing where none is named."""
    for at, word in enumerate(typed, 1):
        if word.startswith("-"):
            return None
        found = group.commands.get(word)
        if not isinstance(found, TyperGroup):
            return at
        group = found
    return None


def asked_language(typed: list[str]) -> str:
    """The language that a command line asks for last, before anything else is understood."""
    found = "en"
    for word, after in zip(typed, [*typed[1:], ""], strict=False):
        given = after if word == "--lang" else word.partition("--lang=")[2]
        if given.strip().lower() in LANGUAGES:
            found = given.strip().lower()
    return found


def _out_of_reach(error: OSError) -> LongtinError:
    return LongtinError(
        "{place}{why}. Check that the place is there, may be read and written, and has room.",
        place=f"{error.filename}: " if error.filename else "",
        why=error,
    )


def _stop_writing() -> None:
    """Send what is still held back nowhere, or Python would complain of the pipe at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
