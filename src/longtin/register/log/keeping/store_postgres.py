"""A log's store in a schema of a PostgreSQL database.

Through the driver and not through an object mapper: the order of locks, writes and the commit is
what has to be right here, five short tables are all there is, and the plain statements can be
read beside those of `store_sqlite`.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from longtin.errors import RegisterError
from longtin.register.log.databases import database_slip
from longtin.register.log.keeping.log_store import (
    FORMAT,
    Head,
    NewEntry,
    Store,
    changes,
    check_meta,
    check_submissions,
    edge_places,
    new_rows,
)
from longtin.register.log.merkle import EMPTY_ROOT

if TYPE_CHECKING:
    import psycopg

_TABLES: Final = """
CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE head (one int PRIMARY KEY CHECK (one = 1), size bigint NOT NULL, root bytea NOT NULL);
CREATE TABLE entry (idx bigint PRIMARY KEY, identity bytea NOT NULL UNIQUE, data bytea NOT NULL);
CREATE TABLE tile (level int NOT NULL, idx bigint NOT NULL, hashes bytea NOT NULL,
                   PRIMARY KEY (level, idx));
CREATE TABLE checkpoint (size bigint PRIMARY KEY, note bytea NOT NULL);
"""


def schema_of(origin: str) -> str:
    """The schema in which a database keeps a log; several logs share a database so."""
    return "register_" + sha256(origin.encode()).hexdigest()[:16]


class PostgresStore(Store):
    """A log in a PostgreSQL database: for a secretariat.

    Args:
        address: As `postgresql://user@host/database`.
        origin: Which log. Its schema is made if it is not there and `create` is set.
        create: Whether to.
        partial: Made aside, in place of what an earlier attempt has left there, until `settle`
            gives it its place.

    Raises:
        RegisterError: The database does not answer, does not keep what it commits, or holds no
            such register.
    """

    def __init__(
        self, address: str, origin: str, *, create: bool = False, partial: bool = False
    ) -> None:
        self._address, self._lock = address, threading.RLock()
        self.schema, self.origin = schema_of(origin) + ("_partial" if partial else ""), origin
        self._database = self._connect()
        try:
            with self._refusing():
                if partial:
                    self._check_free()
                    self.drop()
                self._open(create=create or partial)
        except RegisterError:
            self._database.close()
            raise

    def _open(self, *, create: bool) -> None:
        if create:
            self._create()
        if not self._rows("SELECT to_regclass(%s)", [f"{self.schema}.meta"])[0][0]:
            raise RegisterError(
                "The database holds no register `{origin}`. Make one with `longtin register init`.",
                origin=self.origin,
            )
        check_meta(dict(self._rows("SELECT key, value FROM meta")), self.origin, self.schema)

    def _check_free(self) -> None:
        final = schema_of(self.origin)
        if self._rows("SELECT to_regnamespace(%s)::text", [final])[0][0]:
            raise RegisterError(
                "The database holds the register {origin} already, in its schema {schema}. Name "
                "another database; or drop the schema, if an import that was cut short has left "
                "it.",
                origin=self.origin,
                schema=final,
            )

    def settle(self) -> None:
        """Give a store that was made aside its place, all at once.

        Raises:
            RegisterError: There is one, or the database refuses.
        """
        final = schema_of(self.origin)
        with self._lock, self._refusing():
            self._check_free()
            self._database.execute(f'ALTER SCHEMA "{self.schema}" RENAME TO "{final}"')
            self._database.execute(f'SET search_path = "{final}"')
            self.schema = final

    def drop(self) -> None:
        """Delete the store.

        Raises:
            RegisterError: The database refuses.
        """
        with self._lock, self._refusing():
            self._database.execute(f'DROP SCHEMA IF EXISTS "{self.schema}" CASCADE')

    def _connect(self) -> "psycopg.Connection[Any]":
        import psycopg

        with self._refusing():
            found = psycopg.connect(
                self._address,
                autocommit=True,
                options=f"-c search_path={self.schema} -c synchronous_commit=on",
                connect_timeout=10,
            )
            if found.execute("SHOW fsync").fetchone() != ("on",):
                found.close()
                raise RegisterError(
                    "The database runs with `fsync` off and may lose what it has confirmed. Switch "
                    "it on; no receipt can be given on such a database."
                )
        return found

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise RegisterError(
                "The register did not store what was submitted, or not for certain: {why}. Mend "
                "what is wrong and submit the same again; nothing is entered twice.",
                why=database_slip(error),
            ) from error

    def _create(self) -> None:
        with self._database.transaction():
            self._rows("SELECT pg_advisory_xact_lock(hashtext(%s))", [self.schema])
            if self._rows("SELECT to_regclass(%s)", [f"{self.schema}.meta"])[0][0]:
                return
            self._database.execute(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"')
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    self._database.execute(statement)
            for pair in (("format", FORMAT), ("origin", self.origin)):
                self._database.execute("INSERT INTO meta VALUES (%s, %s)", pair)
            self._database.execute("INSERT INTO head VALUES (1, 0, %s)", [EMPTY_ROOT])

    def _rows(self, question: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, self._refusing():
            if self._database.closed:
                self._database = self._connect()
            return self._database.execute(question, values).fetchall()

    def head(self) -> Head:
        """See `Store`."""
        return Head(*self._rows("SELECT size, root FROM head")[0])

    def append(self, submissions: Sequence[NewEntry]) -> list[int]:
        """See `Store`."""
        check_submissions(submissions)
        with self._lock, self._refusing():
            if self._database.closed:
                self._database = self._connect()
            with self._database.transaction():
                return self._append(submissions)

    def _append(self, submissions: Sequence[NewEntry]) -> list[int]:
        head = Head(*self._rows("SELECT size, root FROM head FOR UPDATE")[0])
        known = dict(
            self._rows(
                "SELECT identity, idx FROM entry WHERE identity = ANY(%s)",
                [[each.identity for each in submissions]],
            )
        )
        places, rows = new_rows(submissions, known, head.size)
        if not rows:
            return places
        edge = {place: self.tile(*place) for place in edge_places(head.size)}
        new, changed = changes(head, edge, rows)
        with self._database.cursor() as cursor:
            cursor.executemany("INSERT INTO entry VALUES (%s, %s, %s)", rows)
            cursor.executemany(
                "INSERT INTO tile VALUES (%s, %s, %s) "
                "ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes",
                [(*place, hashes) for place, hashes in changed.items()],
            )
            cursor.execute("UPDATE head SET size = %s, root = %s", [new.size, new.root])
        return places

    def entries(self, start: int, end: int) -> list[bytes]:
        """See `Store`."""
        question = "SELECT data FROM entry WHERE idx >= %s AND idx < %s ORDER BY idx"
        return [data for (data,) in self._rows(question, [start, end])]

    def index_of(self, identity: bytes) -> int | None:
        """See `Store`."""
        found = self._rows("SELECT idx FROM entry WHERE identity = %s", [identity])
        return found[0][0] if found else None

    def tile(self, level: int, index: int) -> bytes:
        """See `Store`."""
        question = "SELECT hashes FROM tile WHERE level = %s AND idx = %s"
        found = self._rows(question, [level, index])
        return found[0][0] if found else b""

    def publish(self, size: int, note: bytes) -> None:
        """See `Store`."""
        with self._lock, self._refusing():
            if self._database.closed:
                self._database = self._connect()
            self._database.execute(
                "INSERT INTO checkpoint VALUES (%s, %s) "
                "ON CONFLICT (size) DO UPDATE SET note = excluded.note",
                [size, note],
            )

    def checkpoint(self, covering: int | None = None) -> bytes | None:
        """See `Store`."""
        if covering is None:
            found = self._rows("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
        else:
            question = "SELECT note FROM checkpoint WHERE size > %s ORDER BY size LIMIT 1"
            found = self._rows(question, [covering])
        return found[0][0] if found else None

    def close(self) -> None:
        """See `Store`."""
        with self._lock:
            self._database.close()
