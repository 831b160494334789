"""Many submissions at once: gathered into batches, so that one signature serves them all."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Final, Generic, TypeVar

from longtin.errors import LongtinError, RegisterError
from longtin.register.log.keeping.log import Appended, Log
from longtin.register.log.keeping.log_store import NewEntry, check_submissions

GATHER: Final = 0.02
"""Seconds to wait for more submissions after the first."""

LARGEST_BATCH: Final = 512
"""Submissions that are appended together."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Batches(Generic[Given, Made]):
    """Hands what many threads give to one thread, batch after batch.

    Args:
        work: Does a batch; says of each part what came of it, or why it is refused.
        gather: Seconds to wait for more after the first of a batch.
        most: Parts of a batch.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Given]], Sequence[Made | LongtinError]],
        gather: float = GATHER,
        most: int = LARGEST_BATCH,
    ) -> None:
        self._work, self._gather, self._most = work, gather, most
        self._waiting: queue.Queue[tuple[Given, Future[Made]] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="sequencer", daemon=True)
        self._thread.start()

    def submit(self, given: Given) -> "Future[Made]":
        """Hand in one part.

        Returns:
            What comes of it, or the refusal.
        """
        found: Future[Made] = Future()
        self._waiting.put((given, found))
        return found

    def close(self) -> None:
        """Do what was handed in, and stop."""
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
                self._do(batch)

    def _do(self, batch: "Sequence[tuple[Given, Future[Made]]]") -> None:
        outcomes: Sequence[Made | LongtinError]
        try:
            outcomes = self._work([given for given, _ in batch])
        except LongtinError as error:
            outcomes = [error] * len(batch)
        except Exception as error:  # noqa: BLE001 - one bad batch must not end the thread of all
            why = RegisterError(
                "The register failed at this and entered nothing for certain: {why}. Submit the "
                "same again; nothing is entered twice.",
                why=type(error).__name__,
            )
            outcomes = [why] * len(batch)
        for (_, future), found in zip(batch, outcomes, strict=True):
            if isinstance(found, LongtinError):
                future.set_exception(found)
            else:
                future.set_result(found)


class Sequencer:
    """Appends what many threads submit, one batch after the other.

    Args:
        log: The log.
        gather: Seconds to wait for more after the first submission of a batch.
        most: Submissions of a batch.
    """

    def __init__(self, log: Log, gather: float = GATHER, most: int = LARGEST_BATCH) -> None:
        self.log = log
        self._batches: Batches[NewEntry, Appended] = Batches(self._append, gather, most)

    def submit(self, submission: NewEntry) -> "Future[Appended]":
        """Hand in one entry.

        Returns:
            What comes of it: its index alone, once a published checkpoint covers it, or the
            refusal.

        Raises:
            VerificationError: `form`: no log can hold it.
        """
        check_submissions([submission])
        return self._batches.submit(submission)

    def close(self) -> None:
        """Append what was handed in, and stop."""
        self._batches.close()

    def _append(self, batch: Sequence[NewEntry]) -> list[Appended]:
        found = self.log.append(batch)
        return [Appended((index,), found.witnessing, found.silent) for index in found.indexes]
