"""Databases: an SQLite file that keeps what it has confirmed, and what databases say in words."""

import sqlite3
from pathlib import Path
from typing import Final

from longtin._language import message
from longtin.errors import Phrase, RegisterError

WAL_IS_SOUND: Final = (3, 51, 3)
"""From this release of SQLite its write-ahead log is used: older ones can lose a reset of it."""

_SQLITE: Final = {
    "SQLITE_NOTADB": message("it is no database"),
    "SQLITE_CORRUPT": message("it is damaged"),
    "SQLITE_CANTOPEN": message("it cannot be opened as a file"),
    "SQLITE_READONLY": message("it may not be written"),
    "SQLITE_PERM": message("it may not be written"),
    "SQLITE_FULL": message("the disk is full"),
    "SQLITE_IOERR": message("the disk does not answer as it should"),
    "SQLITE_BUSY": message("another program keeps it locked"),
    "SQLITE_LOCKED": message("another program keeps it locked"),
}
_POSTGRES: Final = {
    "28": message("the database does not let this user in"),
    "3D": message("there is no database of that name"),
    "42501": message("the database does not permit this user to do that"),
    "53": message("the database has no room or no connections left"),
    "57": message("the database is being shut down"),
    "25006": message("the database may only be read"),
}


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


def database_slip(error: Exception) -> Phrase:
    """What a failure of SQLite or PostgreSQL means; by its code where no word is known for it.

    Args:
        error: As the library has raised it.
    """
    name = getattr(error, "sqlite_errorname", None)
    if name:
        known = next((words for key, words in _SQLITE.items() if name.startswith(key)), None)
        return Phrase(known) if known else Phrase("the database answers {code}", code=name)
    state = getattr(error, "sqlstate", None)
    if state:
        known = next((words for key, words in _POSTGRES.items() if state.startswith(key)), None)
        return Phrase(known) if known else Phrase("the database answers {code}", code=state)
    if "sqlite" in type(error).__module__:
        return Phrase("it is damaged")
    return Phrase("no database answers there")
