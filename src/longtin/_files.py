"""Writing a file whole or not at all."""

import secrets
from pathlib import Path

from longtin.errors import OutputError


def write_whole(target: Path, content: bytes) -> None:
    """Write beside the target, then take its name, so that no reader meets half a file.

    Raises:
        OutputError: The folder is not there, the target is a folder, or writing failed.
    """
    check_place(target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"{target} cannot be written: {error.strerror or error}. "
            "Check the folder's permissions and free space, or write elsewhere."
        ) from error


def check_place(target: Path) -> None:
    """Refuse a place that no file can be written to.

    Raises:
        OutputError: The target is a folder, or its folder is not there.
    """
    if target.is_dir():
        raise OutputError(f"{target} is a folder. Give the name of a file in it.")
    if not target.parent.is_dir():
        raise OutputError(
            f"{target}: the folder {target.parent} does not exist. "
            "Make it first, or write elsewhere."
        )
