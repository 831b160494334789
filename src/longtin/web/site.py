"""The site: one record, one case and what has been reckoned from them, shared by all visits."""

import secrets
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from longtin import actors, brief, trust
from longtin._case import CaseFolder
from longtin.acts import Record
from longtin.page import charts
from longtin.web.long_runs import LongRuns
from longtin.web.menu_entry import Menu
from longtin.web.reckoning.held_values import HeldValues
from longtin.web.reckoning.long_counts import LongCounts
from longtin.web.reckoning.shared_record import SharedRecord
from longtin.web.searching.site_search import search

Value = TypeVar("Value")

MOST_ANSWERS: Final = 8_000_000
"""Bytes of answers reckoned from the record that are held; one on a pair takes up to half a
million."""


@dataclass
class Site:
    """What is shown and to whom.

    Attributes:
        record_file: The reader's own record; the shipped one alone without it.
        menu: What the site leads to.
        addresses: Those of the API, and what each gives, a message.
        case: Folder that programmes are kept in, if one was named.
        register_folder: The register that is read, if one was named.
        secret: Tokens of forms are made with it; a new one each time the site is started.
        largest_upload: Bytes of a request.
        turn: How often the record was opened anew; pages of another turn are out of date.
        runs: What goes on for minutes.
    """

    record_file: Path | None = None
    menu: tuple[Menu, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    case: CaseFolder | None = None
    register_folder: Path | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    largest_upload: int = 256_000_000
    turn: int = 0
    runs: LongRuns = field(default_factory=LongRuns)
    _read: SharedRecord = field(default_factory=lambda: SharedRecord("read"))
    _reckoned: SharedRecord = field(default_factory=lambda: SharedRecord("reckon"))
    _version: str = ""
    _answers: HeldValues[object] = field(default_factory=lambda: HeldValues(MOST_ANSWERS))
    _long: LongCounts = field(init=False)

    def __post_init__(self) -> None:
        self._long = LongCounts(self.open)

    def open(self) -> Record:
        """What is read, by a connection of its own."""
        file = self.record_file
        return Record.open(file) if file and file.exists() else Record.shipped()

    def reckon(self, key: Hashable, make: Callable[[Record], Value]) -> Value:
        """What is counted from the record, once, one thing at a time; `read` does not wait for it.

        Args:
            key: By which it is found again.
            make: Counts it.
        """
        return self._answers.get(key, lambda: self._reckoned.read(self.open, make))  # type: ignore[return-value]

    @property
    def is_reckoning(self) -> bool:
        """Whether what is to be counted from the record now has to wait for others."""
        return self._reckoned.is_busy

    def hold(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is made from something else than the record, once."""
        return self._answers.get(key, make)  # type: ignore[return-value]

    def warm(self) -> None:
        """Open the record and reckon something, so that the first who asks does not wait for it."""
        charts.start()
        self._reckoned.read(self.open, _reckon_a_pair)
        _ = self.versions
        search(self.menu[0].label if self.menu else "", self.menu)

    @property
    def versions(self) -> tuple[str, str]:
        """Of the method and of the record that every page speaks of."""
        if not self._version:
            self._version = self.read(lambda held: held.version)
        return _method_version(), self._version

    def later(self, key: Hashable, make: Callable[[Record], Value]) -> Value | None:
        """What takes long to count: begun now, and there when it is asked for again.

        It reads the record by a connection of its own, so that nobody else waits; one at a time.

        Returns:
            `None` while it is being counted, or cannot be begun yet.

        Raises:
            LongtinError: It could not be counted; the next who asks begins it anew.
        """
        return self._long.now(key, make)

    def awaited(self, key: Hashable, make: Callable[[Record], Value]) -> Value:
        """The same, waited for.

        Raises:
            BusyError: Too much is being counted already.
            LongtinError: It could not be counted.
        """
        return self._long.awaited(key, make)

    def read(self, make: Callable[[Record], Value]) -> Value:
        """What is cheap to read from the record."""
        return self._read.read(self.open, make)

    @contextmanager
    def writing(self, *, stores: bool) -> Iterator[None]:
        """While something is written into the record, nobody reads it."""
        with self._reckoned.kept_shut(stores=stores), self._read.kept_shut(stores=stores):
            yield

    def reopen(self) -> None:
        """Read the record anew, after something was brought into it."""
        with self.writing(stores=True):
            self.turn += 1
            self._version = ""
            self._answers.clear()
            self._long.forget()

    def close(self) -> None:
        """Let go of the record."""
        self._long.close()
        self.runs.close()
        with self.writing(stores=True):
            self._reckoned.close()
            self._read.close()


@cache
def _method_version() -> str:
    return brief.method(trust.Model.shipped(draws=0).version)


def _reckon_a_pair(record: Record) -> None:
    """What any page of a pair counts, of the first two states of the list."""
    one, two = actors.on(trust.reach(record, None)[1])[:2]
    brief.compose(record, one.key, two.key, annex=False)
