"""Work: what a sent form sets going, which may take longer than anybody waits for an answer.

Who sent it is led to an address of its own that says how far it has come, and in the end holds what
came of it. It goes on whether or not anybody looks.
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from typing import Final, Generic, TypeVar

from longtin.page import Section
from longtin.web.answer import Shown
from longtin.web.documents import document
from longtin.web.visit import Progress, Visit
from longtin.web.waiting import AGAIN

Value = TypeVar("Value")

ADDRESS: Final = "/work"
"""Below which every piece of work has its address."""

THREADS: Final = 8
"""How much is done at one time; the rest waits its turn."""

MOST: Final = 32
"""Pieces of work whose outcome is held, the last to be sent."""


@dataclass(frozen=True)
class Work(Generic[Value]):
    """Something that was sent and is being done.

    Attributes:
        key: The end of its address.
        session: Of who sent it; nobody else is told of it.
        outcome: What comes of it.
        progress: How far it has come.
    """

    key: str
    session: str
    outcome: "Future[Value]"
    progress: Progress

    @property
    def address(self) -> str:
        """Where it is told of."""
        return f"{ADDRESS}/{self.key}"


class Works(Generic[Value]):
    """All that is being done."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._held: OrderedDict[str, Work[Value]] = OrderedDict()
        self._threads = ThreadPoolExecutor(THREADS, "work")

    def begin(self, session: str, progress: Progress, make: Callable[[], Value]) -> Work[Value]:
        """Set something going.

        Args:
            session: Of who sent it.
            progress: Where it says how far it has come.
            make: Does it.
        """
        begun = Work(token_urlsafe(12), session, self._threads.submit(make), progress)
        with self._guard:
            self._held[begun.key] = begun
            for key in [key for key, each in self._held.items() if each.outcome.done()][:-MOST]:
                del self._held[key]
        return begun

    def find(self, key: str, session: str) -> Work[Value] | None:
        """What this reader set going, if it is held still."""
        with self._guard:
            found = self._held.get(key)
        return found if found and found.session == session else None

    def forget(self, work: Work[Value]) -> None:
        """Who sent it has been answered."""
        with self._guard:
            self._held.pop(work.key, None)

    def close(self) -> None:
        """Begin nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def about_work(visit: Visit, progress: Progress) -> Shown:
    """The page about work that goes on."""
    say = visit.say
    said = say(
        "It goes on whether or not this page is open. What comes of it will be shown here; the "
        "address can be kept."
    )
    heading = progress.said or say("What happens")
    page = document(visit, say("At work"), (Section("work", heading, sentences=(said,)),))
    told = (min(progress.done, progress.total), progress.total)
    return Shown(page, refresh=AGAIN, progress=told, kept=False)
