"""What readers are told: every statement checked anew, read on from where it was last time."""

import threading
from collections.abc import Iterable
from datetime import date
from typing import Any

from longtin import actors, page
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.desk import new_proceedings, read_new
from longtin.register.duty_status import status
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import Statement
from longtin.register.folder import RegisterFolder
from longtin.register.status_page import status_data
from longtin.register.submitting import returns_of

ASKED_BEFORE = 64
"""Matrices that are remembered."""


class RegisterReader:
    """Reads a register for those who ask, apart from who appends to it.

    Args:
        found: The register.
        store: Its store.
    """

    def __init__(self, found: RegisterFolder, store: log.Store) -> None:
        self._store, self._lock = store, threading.Lock()
        self._past = new_proceedings(found)
        self._statements: list[Statement] = []
        self._told: dict[tuple[Any, ...], dict[str, Any]] = {}

    def _current(self) -> Proceedings:
        if self._store.head().size != self._past.size:
            self._statements += read_new(self._past, self._store)
            self._told.clear()
        return self._past

    def status(
        self, day: date, parties: Iterable[str], since: date | None, ahead: int
    ) -> dict[str, Any]:
        """Who owes what and what has come, as plain values.

        Args:
            day: As it was known on this day.
            parties: By any name; those that have keys in the register without.
            since: Duties due from this day on; a year back without.
            ahead: And up to so many days after the day.

        Raises:
            RegisterError: The register has no regime.
            ActorError: There is no such state.
        """
        with self._lock:
            past = self._current()
            if past.regime is None:
                raise RegisterError("The register has no regime yet, and so no duties.")
            names = tuple(parties) or past.keys.parties()
            codes = tuple(actors.find(name, day).ccode for name in names)
            asked = (day, codes, since, ahead)
            if asked not in self._told:
                found = status(
                    returns_of(tuple(self._statements), past),
                    past.regime,
                    day,
                    parties=codes,
                    since=since,
                    ahead=ahead,
                )
                if len(self._told) >= ASKED_BEFORE:
                    self._told.clear()
                self._told[asked] = page.plain(status_data(found))
            return self._told[asked]
