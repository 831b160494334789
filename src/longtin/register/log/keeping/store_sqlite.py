"""A log's store in one SQLite file."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from longtin.errors import RegisterError
from longtin.register.log.databases import database_slip, open_sqlite
from longtin.register.log.keeping.log_store import (
    FORMAT,
    Head,
    NewEntry,
    Store,
    Tiles,
    changes,
    check_meta,
    check_submissions,
    edge_places,
    new_rows,
)
from longtin.register.log.merkle import EMPTY_ROOT

_TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL,
                   root BLOB NOT NULL) STRICT;
CREATE TABLE entry (idx INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE,
                    data BLOB NOT NULL) STRICT;
CREATE TABLE tile (level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL,
                   PRIMARY KEY (level, idx)) STRICT;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
"""


class SqliteStore(Store):
    """A log in one file: for a register of up to some hundred entries a second.

    Args:
        file: The database; made if it is not there and an origin is given.
        origin: Which log it has to hold; any, if none is given.

    Raises:
        RegisterError: There is no such register, it cannot be opened, is of another version or of
            another log.
    """

    def __init__(self, file: Path, origin: str | None = None) -> None:
        if origin is None and not file.is_file():
            raise RegisterError(
                "There is no register at {file}. Make one with `longtin register init`.", file=file
            )
        self.file, self._lock = file, threading.RLock()
        self._database = open_sqlite(file)
        try:
            with self._transaction():
                found = self._rows("SELECT name FROM sqlite_master WHERE name = 'meta'")
                if not found and origin is not None:
                    self._create(origin)
            meta = dict(self._rows("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise RegisterError(
                "{file} cannot be opened: {why}.", file=file, why=database_slip(error)
            ) from error
        self.origin = check_meta(meta, origin, file)

    def _create(self, origin: str) -> None:
        for statement in _TABLES.split(";\n"):
            self._database.execute(statement)
        self._database.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("origin", origin)]
        )
        self._database.execute("INSERT INTO head VALUES (1, 0, ?)", [EMPTY_ROOT])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Everything or nothing; whoever writes waits for whoever writes."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise

    def _rows(self, question: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._database.execute(question, values).fetchall()

    def head(self) -> Head:
        """See `Store`."""
        return Head(*self._rows("SELECT size, root FROM head")[0])

    def append(self, submissions: Sequence[NewEntry]) -> list[int]:
        """See `Store`."""
        check_submissions(submissions)
        try:
            with self._transaction():
                return self._append(submissions)
        except sqlite3.Error as error:
            raise RegisterError(
                "The register did not store what was submitted, or not for certain: {why}. Mend "
                "what is wrong and submit the same again; nothing is entered twice.",
                why=database_slip(error),
            ) from error

    def _append(self, submissions: Sequence[NewEntry]) -> list[int]:
        head = self.head()
        known = {
            each.identity: at
            for each in submissions
            if (at := self.index_of(each.identity)) is not None
        }
        places, rows = new_rows(submissions, known, head.size)
        if not rows:
            return places
        edge: Tiles = {place: self.tile(*place) for place in edge_places(head.size)}
        new, changed = changes(head, edge, rows)
        write = self._database.executemany
        write("INSERT INTO entry VALUES (?, ?, ?)", rows)
        write(
            "INSERT INTO tile VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hashes = excluded.hashes",
            [(*place, hashes) for place, hashes in changed.items()],
        )
        self._database.execute("UPDATE head SET size = ?, root = ?", [new.size, new.root])
        return places

    def entries(self, start: int, end: int) -> list[bytes]:
        """See `Store`."""
        question = "SELECT data FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx"
        return [data for (data,) in self._rows(question, [start, end])]

    def index_of(self, identity: bytes) -> int | None:
        """See `Store`."""
        found = self._rows("SELECT idx FROM entry WHERE identity = ?", [identity])
        return found[0][0] if found else None

    def tile(self, level: int, index: int) -> bytes:
        """See `Store`."""
        found = self._rows("SELECT hashes FROM tile WHERE level = ? AND idx = ?", [level, index])
        return found[0][0] if found else b""

    def publish(self, size: int, note: bytes) -> None:
        """See `Store`."""
        try:
            with self._transaction():
                self._database.execute(
                    "INSERT INTO checkpoint VALUES (?, ?) "
                    "ON CONFLICT DO UPDATE SET note = excluded.note",
                    [size, note],
                )
        except sqlite3.Error as error:
            raise RegisterError(
                "The checkpoint is signed and could not be published: {why}. Mend what is wrong "
                "and open the register again; it goes on from there.",
                why=database_slip(error),
            ) from error

    def checkpoint(self, covering: int | None = None) -> bytes | None:
        """See `Store`."""
        if covering is None:
            found = self._rows("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        else:
            question = "SELECT note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1"
            found = self._rows(question, [covering])
        return found[0][0] if found else None

    def close(self) -> None:
        """See `Store`."""
        with self._lock:
            self._database.close()
