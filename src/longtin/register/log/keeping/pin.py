"""The pin: the last head that a log has signed, kept apart from its store.

A store that is brought back from a backup does not know what was signed since. The pin does, so it
belongs on another disk, and is never part of the same backup. Each register has its own: its name
holds origin and key, so that two registers on one host never meet.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from longtin.errors import RegisterError
from longtin.register.log.keys import VerifierKey


def pin_name(key: VerifierKey) -> str:
    """The name of a register's pin: of its origin and its key."""
    return sha256(key.vkey.encode()).hexdigest() + ".pin"


class Pin:
    """The last signed head of one register, in a file that is replaced whole.

    Args:
        file: Where; its folder has to exist.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One signer at a time, on this host; let go when a process dies."""
        from filelock import FileLock

        try:
            with FileLock(self.file.with_suffix(".lock")):
                yield
        except OSError as error:
            raise self._refused(error) from error

    def read(self) -> bytes | None:
        """The signed checkpoint; nothing where none was signed yet.

        Raises:
            RegisterError: It cannot be read.
        """
        try:
            return self.file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused(error) from error

    def swap(self, known: bytes | None, note: bytes) -> None:
        """Put a signed checkpoint in place of the one that is known to be there, durably.

        Raises:
            RegisterError: Another one is there, or it cannot be written; the old one stays then.
        """
        if self.read() != known:
            raise RegisterError(
                "{file} was changed by another process meanwhile. Submit the same again.",
                file=self.file,
            )
        part = self.file.with_suffix(".part")
        try:
            with part.open("wb") as file:
                file.write(note)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.file)
            _keep_folder(self.file.parent)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> RegisterError:
        return RegisterError(
            "The pin {file} cannot be used: {why}. Nothing is signed without it; mend what is "
            "wrong and submit the same again.",
            file=self.file,
            why=error,
        )


def _keep_folder(folder: Path) -> None:
    """Make a new name in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
