"""Atomic file writing: a file whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from longtin.errors import OutputError, Phrase

MOST_READ = 64 * 2**20
"""Bytes that are read of a file of somebody's own writing; a device without end has more."""


def read_some(source: Any, most: int = MOST_READ) -> bytes:
    """The bytes of a file that cannot be longer than that.

    Args:
        source: A path, or what has `open` as one.
        most: Bytes.

    Raises:
        OSError: It cannot be read, or is longer.
    """
    with source.open("rb") as file:
        found: bytes = file.read(most + 1)
    if len(found) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(source))
    return found


def write_whole(target: Path, content: bytes) -> None:
    """Write beside the target, then take its name, so that no reader meets half a file.

    Raises:
        OutputError: The folder is not there, the target is a folder, or writing failed.
    """
    with whole(target) as part, part.open("xb") as file:
        file.write(content)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A name beside the target to write to; what was written there takes the target's name.

    Raises:
        OutputError: The folder is not there, the target is a folder, or writing failed.
    """
    check_place(target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        part.replace(target)
    except OSError as error:
        raise OutputError(
            "{file} cannot be written: {why}. Check the folder's permissions and free space, or "
            "write elsewhere.",
            file=target,
            why=error,
        ) from error
    finally:
        part.unlink(missing_ok=True)


def writer(library: str, extra: str, what: Phrase) -> ModuleType:
    """A library that writes one kind of file and is installed only by those who want it.

    Args:
        library: Its name as imported.
        extra: Which of the package's extras brings it.
        what: The kind of file, for the refusal.

    Raises:
        OutputError: It is not installed.
    """
    try:
        return import_module(library)
    except ImportError as error:
        raise OutputError(
            "{what} needs the library {library}, which is not installed here. Install it with "
            "`pip install 'longtin[{extra}]'`, or write Parquet, which needs nothing more.",
            what=what,
            library=library,
            extra=extra,
        ) from error


def check_place(target: Path) -> None:
    """Refuse a place that no file can be written to.

    Raises:
        OutputError: The target is a folder, or its folder is not there.
    """
    if target.is_dir():
        raise OutputError("{file} is a folder. Give the name of a file in it.", file=target)
    if not target.parent.is_dir():
        raise OutputError(
            "{file}: the folder {folder} does not exist. Make it first, or write elsewhere.",
            file=target,
            folder=target.parent,
        )
