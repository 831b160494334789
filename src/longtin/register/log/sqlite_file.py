"""An SQLite file that keeps what it has confirmed, also when the power is cut."""

import sqlite3
from pathlib import Path
from typing import Final

from longtin.errors import RegisterError
from longtin.register.log.database_slips import database_slip

WAL_IS_SOUND: Final = (3, 51, 3)
"""From this release of SQLite its write-ahead log is used: older ones can lose a reset of it."""


def open_sqlite(file: Path) -> sqlite3.Connection:
    """Open a file so that what is committed survives a cut of power.

    Raises:
        RegisterError: It cannot be opened, or is no database.
    """
    try:
        database = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
        if sqlite3.sqlite_version_info >= WAL_IS_SOUND:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
        else:
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("PRAGMA synchronous = EXTRA")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error as error:
        raise RegisterError(
            "{file} cannot be opened: {why}.", file=file, why=database_slip(error)
        ) from error
    return database
