"""Cache on disk: what is costly to make and small to keep, beside the compiled modules of Python.

The name of a kept file says by a checksum what it was made from, so none is used for another.
"""

import os
from contextlib import suppress
from pathlib import Path


def folders() -> tuple[Path, ...]:
    """Where kept files may stand: beside the compiled modules of Python, or the user's own."""
    own = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(__file__).parent / "__pycache__", Path(own) / "longtin"


def keep(name: str, content: bytes) -> None:
    """Write a file where that is allowed, whole or not at all."""
    for folder in folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = folder / f"{name}.{os.getpid()}"
            unfinished.write_bytes(content)
            unfinished.replace(folder / name)
            return
