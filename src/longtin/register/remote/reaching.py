"""A register wherever it is: in a folder on this machine, or served at an address."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from longtin.register import log
from longtin.register.desk import at_desk, entry_at, new_proceedings, read_new
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import Statement
from longtin.register.entries.withheld import sealed_file
from longtin.register.entry_desk import EntryDesk, EntryReader
from longtin.register.folder import RegisterFolder, read_folder
from longtin.register.remote.asking import RegisterAddress
from longtin.register.remote.remote_desk import at_remote_desk

Reached = Path | RegisterAddress
"""The folder of a register, or where it is served."""


class FolderReader(EntryReader):
    """Reads a register in a folder, of which perhaps no key is there.

    Args:
        found: The register.
        store: Its store.
    """

    def __init__(self, found: RegisterFolder, store: log.Store) -> None:
        self._found, self._store, self._past = found, store, new_proceedings(found)
        read_new(self._past, store)

    @property
    def past(self) -> Proceedings:
        """See `EntryReader`."""
        return self._past

    def statement(self, index: int) -> Statement:
        """See `EntryReader`."""
        return entry_at(self._store, self._past.size, index)

    def sealed(self, statement: Statement) -> bytes | None:
        """See `EntryReader`."""
        return sealed_file(self._found.folder, statement.body["sealed"])

    def receipt(self, index: int) -> log.LogProof:
        """See `EntryReader`."""
        return log.receipt_from(self._store.serve, self._found.trust, index, quorum=False)


@contextmanager
def _folder_reader(folder: Path) -> Iterator[FolderReader]:
    log.check_installed()
    found = read_folder(folder)
    store = found.store()
    try:
        yield FolderReader(found, store)
    finally:
        store.close()


def reading(where: Reached) -> AbstractContextManager[EntryReader]:
    """Reads a register, wherever it is, as long as the block runs.

    Raises:
        LongtinError: It is not reached, or what it holds is not what its log has signed.
    """
    return at_remote_desk(where) if isinstance(where, RegisterAddress) else _folder_reader(where)


def desk_at(where: Reached, password: bytes | None = None) -> AbstractContextManager[EntryDesk]:
    """The desk of a register, wherever it is.

    Args:
        where: Its folder, or where it is served.
        password: Of its keys, in a folder.

    Raises:
        LongtinError: It is not reached, or does not open.
    """
    if isinstance(where, RegisterAddress):
        return at_remote_desk(where)
    return at_desk(where, password=password)
