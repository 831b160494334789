"""Many submissions at once: gathered into batches, so that one signature serves them all."""

import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Final

from longtin.errors import LongtinError
from longtin.register.log.keeping.log import Appended, Log
from longtin.register.log.keeping.log_store import NewEntry, check_submissions

GATHER: Final = 0.02
"""Seconds to wait for more submissions after the first."""

LARGEST_BATCH: Final = 512
"""Submissions that are appended together."""


class Sequencer:
    """Appends what many threads submit, one batch after the other.

    Args:
        log: The log.
        gather: Seconds to wait for more after the first submission of a batch.
        most: Submissions of a batch.
    """

    def __init__(self, log: Log, gather: float = GATHER, most: int = LARGEST_BATCH) -> None:
        self.log, self._gather, self._most = log, gather, most
        self._waiting: queue.Queue[tuple[NewEntry, Future[Appended]] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="sequencer", daemon=True)
        self._thread.start()

    def submit(self, submission: NewEntry) -> "Future[Appended]":
        """Hand in one entry.

        Returns:
            What comes of it: its index alone, once a published checkpoint covers it, or the
            refusal.

        Raises:
            VerificationError: `form`: no log can hold it.
        """
        check_submissions([submission])
        found: Future[Appended] = Future()
        self._waiting.put((submission, found))
        return found

    def close(self) -> None:
        """Append what was handed in, and stop."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        is_open = True
        while is_open:
            first = self._waiting.get()
            batch = [] if first is None else [first]
            is_open = first is not None
            until = time.monotonic() + self._gather
            while is_open and len(batch) < self._most:
                try:
                    more = self._waiting.get(timeout=max(0.0, until - time.monotonic()))
                except queue.Empty:
                    break
                if more is None:
                    is_open = False
                else:
                    batch.append(more)
            if batch:
                self._append(batch)

    def _append(self, batch: "Sequence[tuple[NewEntry, Future[Appended]]]") -> None:
        try:
            found = self.log.append([submission for submission, _ in batch])
        except LongtinError as error:
            for _, future in batch:
                future.set_exception(error)
        else:
            for (_, future), index in zip(batch, found.indexes, strict=True):
                future.set_result(Appended((index,), found.witnessing, found.silent))
