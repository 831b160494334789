"""The intake: signed statements of many callers, checked and appended by one thread, in batches."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from longtin.errors import LongtinError
from longtin.register import log
from longtin.register.desk import (
    RegisterDesk,
    alone,
    proceedings,
    read_new,
    write_index,
)
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import Statement, entry_of, read_payload
from longtin.register.entries.withheld import REDACTION, drop_files
from longtin.register.entry_desk import NextPlace
from longtin.register.folder import RegisterFolder

AGAIN: Final = 30.0
"""Seconds after which witnesses that were silent are asked again."""


HandedIn = tuple[log.Envelope, bytes | None]
"""A signed statement, and the encrypted file of one that is sealed."""


@dataclass(frozen=True)
class TakenIn:
    """A statement that was appended.

    Attributes:
        index: Where it stands.
        issuer: Whose it is.
        number: The issuer's running number.
        level: What its receipt reached: `quorum`, `partial` or `log only`.
    """

    index: int
    issuer: str
    number: int
    level: str


class Intake:
    """Appends what is submitted, one batch after the other; each is checked against all before it.

    Args:
        found: The register.
        opened: Its log.

    Attributes:
        past: What was said so far.
    """

    def __init__(self, found: RegisterFolder, opened: log.Log) -> None:
        self.found, self.opened = found, opened
        self._lock, self._is_stale = threading.Lock(), False
        self._level = "quorum"
        self._closed = threading.Event()
        with suppress(LongtinError):  # else with the next append, or when it is asked for again
            opened.publish_rest()
        self.past = proceedings(found, opened.store)
        self._batches: log.Batches[HandedIn, TakenIn] = log.Batches(self._append)
        self._asking = threading.Thread(target=self._ask_again, name="witnesses", daemon=True)
        self._asking.start()

    def submit(self, envelope: log.Envelope, sealed: bytes | None = None) -> "Future[TakenIn]":
        """Hand in a signed statement.

        Args:
            envelope: The statement.
            sealed: The encrypted file of a sealed return.

        Returns:
            Where it stands once a published head covers it, or why it is refused.
        """
        return self._batches.submit((envelope, sealed))

    def place(self, issuer: str) -> NextPlace:
        """Where the next statement of an issuer stands.

        Raises:
            RegisterError: The store cannot be read.
        """
        with self._lock:
            return self._desk().place(issuer)

    def close(self) -> None:
        """Append what was handed in, keep the index, and stop."""
        self._closed.set()
        self._batches.close()
        self._asking.join()
        with self._lock, alone(self.found.folder):
            if not self._is_stale:
                write_index(self.found, self.past, self.opened.store)

    def _current(self) -> Proceedings:
        """What was said so far, with what others have appended since."""
        if self._is_stale:
            self.past, self._is_stale = proceedings(self.found, self.opened.store), False
        elif self.opened.store.head().size != self.past.size:
            read_new(self.past, self.opened.store)
        return self.past

    def _desk(self) -> RegisterDesk:
        return RegisterDesk(self.found, self.opened, self._current())

    def _append(self, batch: "Sequence[HandedIn]") -> list[TakenIn | LongtinError]:
        with self._lock, alone(self.found.folder):
            desk = self._desk()
            admitted: list[tuple[Statement, log.NewEntry] | LongtinError] = []
            for envelope, sealed in batch:
                try:
                    admitted.append(desk.admit(envelope, sealed))
                except LongtinError as error:
                    admitted.append(error)
            new = [each[1] for each in admitted if not isinstance(each, LongtinError)]
            self._is_stale = True  # to be read anew if the append fails
            made = self.opened.append(new) if new else None
            self._is_stale = False
            if any(each[0].kind == REDACTION for each in admitted if isinstance(each, tuple)):
                drop_files(self.found.folder, self.past)
        if made:
            self._level = made.witnessing.level
        level = made.witnessing.level if made else ""
        return [
            self._refused(envelope, each)
            if isinstance(each, LongtinError)
            else TakenIn(each[0].index, each[0].issuer, each[0].number, level)
            for (envelope, _), each in zip(batch, admitted, strict=True)
        ]

    def _refused(self, envelope: log.Envelope, error: LongtinError) -> TakenIn | LongtinError:
        """The refusal; but of what was sent again after it had been entered, where it stands."""
        index = self.opened.store.index_of(entry_of(envelope, "").identity)
        if index is None:
            return error
        self.opened.publish_rest()  # it was stored by an append that failed behind that
        said = read_payload(envelope)
        level = self.opened.witnessing(index).level
        return TakenIn(index, str(said["issuer"]), int(said["number"]), level)

    def _ask_again(self) -> None:
        """Ask witnesses that were silent, until the last head has its quorum."""
        while not self._closed.wait(AGAIN):
            if self._level != "quorum" and self.opened.witnesses:
                try:
                    self._level = self.opened.publish().witnessing.level
                except LongtinError:
                    continue
