"""Transfer of published files: polite HTTP that goes on where it was cut off.

One request at a time, under our own name; a server that asks for time gets it (`Retry-After`), and
one that fails is asked again after ever longer pauses. Proxies are those of the environment
(`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`), certificates those of the system.

Servers differ: Dataverse answers with an address in a store that is good for a minute only, so
every attempt begins at the publisher; and it refuses the names that HTTP libraries go by.
"""

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from longtin.errors import FetchError, OutOfReachError, OutputError, Phrase

if TYPE_CHECKING:
    import httpx2

MOST_TRIES = 5
"""Attempts in a row that bring nothing, before a server is given up."""

MOST_PATIENCE = 600.0
"""Seconds that a server may ask us to wait; with more, the user is told to come back."""

_WHOLE = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)
_BUSY = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
_BEHIND_ITS_END = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
_CLOSED = (  # Dataverse says 400 where a guest book is to be signed first
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
)
_CONNECT, _READ = 30.0, 120.0  # seconds

Tell = Callable[[int], None]
"""Called with the bytes that have come of one file."""


class _Pause(Exception):  # noqa: N818 - no error yet
    """A server, or the line to it, needs time; `seconds` where it says how much."""

    def __init__(self, why: Phrase, seconds: float | None = None) -> None:
        super().__init__(str(why))
        self.why, self.seconds = why, seconds


class Web:
    """The web, asked for one thing at a time. Use it in a `with` block.

    Args:
        wait: Waits so many seconds.
    """

    def __init__(self, wait: Callable[[float], None] = time.sleep) -> None:
        self._wait = wait
        self._opened: httpx2.Client | None = None

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            self._opened.close()

    @property
    def _client(self) -> "httpx2.Client":
        if self._opened is None:
            import httpx2

            self._opened = httpx2.Client(
                headers={
                    "User-Agent": f"longtin/{metadata.version('longtin')}",
                    "Accept-Encoding": "identity",
                },
                timeout=httpx2.Timeout(_READ, connect=_CONNECT),
                follow_redirects=True,
            )
        return self._opened

    def text(self, url: str) -> str:
        """What stands at an address, as text.

        Raises:
            FetchError: It cannot be had.
        """
        return "\n".join(self.lines(url))

    def lines(self, url: str, *, may_lack: bool = False) -> Iterator[str]:
        """The lines of a list, which may be long.

        Args:
            url: Where it is.
            may_lack: Whether nothing is said where there is no such list.

        Raises:
            FetchError: It cannot be had.
        """
        with tempfile.TemporaryDirectory(prefix="longtin-") as folder:
            part = Path(folder) / "list"
            try:
                self.fetch(url, part)
            except FetchError as error:
                if may_lack and error.values.get("status") == HTTPStatus.NOT_FOUND:
                    return
                raise
            with part.open(encoding="utf-8-sig", errors="replace") as file:
                yield from (line.rstrip("\r\n") for line in file)

    def fetch(
        self, url: str, part: Path, size: int | None = None, tell: Tell = lambda _: None
    ) -> None:
        """Fetch a file, from where an earlier attempt was cut off.

        Args:
            url: Where it is.
            part: Where it goes; what stands there already is its beginning.
            size: Its bytes, where they are known.
            tell: Called as it comes.

        Raises:
            FetchError: The publisher has no such file, or does not give it.
            OutOfReachError: The publisher cannot be reached, or asks for more time than we have.
            OutputError: What came cannot be written; what was written is kept.
        """
        tries = 0
        while size is None or _length(part) != size:
            before = _length(part)
            try:
                self._receive(url, part, before, tell)
            except _Pause as pause:
                tries = 0 if _length(part) > before else tries + 1
                self._pause(url, pause, tries)
                continue
            if size is None:
                return
            if not before < _length(part) <= size:  # else it was cut off, and goes on
                raise _of_another_size(url, part, size)

    def _pause(self, url: str, pause: _Pause, tries: int) -> None:
        seconds = 2.0**tries if pause.seconds is None else pause.seconds
        if tries >= MOST_TRIES:
            raise OutOfReachError(
                "{url} – the publisher cannot be reached ({why}), after {n} attempts. Check the "
                "line and the proxy and try again later: what has come is kept. Without internet, "
                "use --mirror.",
                url=url,
                why=pause.why,
                n=MOST_TRIES,
            ) from pause
        if seconds > MOST_PATIENCE:
            raise OutOfReachError(
                "{url} – the publisher asks for a pause of {n} minutes ({why}). Try again then: "
                "what has come is kept.",
                url=url,
                n=round(seconds / 60),
                why=pause.why,
            ) from pause
        self._wait(seconds)

    def _receive(self, url: str, part: Path, start: int, tell: Tell) -> None:
        import httpx2

        wanted = {"Range": f"bytes={start}-"} if start else {}
        try:
            with self._client.stream("GET", url, headers=wanted) as answer:
                if answer.status_code == _BEHIND_ITS_END:  # whole already, or another file
                    if answer.headers.get("Content-Range", "").rpartition("/")[2] == str(start):
                        return
                    part.unlink(missing_ok=True)
                    raise _Pause(Phrase("HTTP {status}", status=int(_BEHIND_ITS_END)), 0.0)
                _check(answer, url)
                goes_on = (
                    answer.status_code == HTTPStatus.PARTIAL_CONTENT and _begins(answer) == start
                )
                _write(answer.iter_raw(), part, "ab" if goes_on else "wb", tell)
        except (httpx2.InvalidURL, httpx2.TooManyRedirects, httpx2.UnsupportedProtocol) as error:
            raise FetchError(
                "{url} – this address leads nowhere. Give one of your own with --publishers.",
                url=url,
            ) from error
        except httpx2.ConnectError as error:
            if "certificate" in str(error).lower():
                raise _not_trusted(url) from error
            raise _Pause(Phrase("no connection")) from error
        except (httpx2.TransportError, httpx2.StreamError) as error:
            raise _Pause(_why_broken(error)) from error


def _why_broken(error: Exception) -> Phrase:
    import httpx2

    if isinstance(error, httpx2.ProxyError):
        return Phrase("the proxy refuses")
    if isinstance(error, httpx2.TimeoutException):
        return Phrase("no answer in time")
    return Phrase("the line broke")


def _not_trusted(url: str) -> FetchError:
    return FetchError(
        "{url} – this machine does not trust the certificate that answers there. Behind a proxy "
        "that looks into what passes, your office's own certificate is missing: have it installed, "
        "or name its file in SSL_CERT_FILE.",
        url=url,
    )


def _of_another_size(url: str, part: Path, size: int) -> FetchError:
    came = _length(part)
    part.unlink(missing_ok=True)
    return FetchError(
        "{url} – {n} bytes came where the publisher lists {size}. Nothing of it was kept; try "
        "again when the publisher's list is up to date.",
        url=url,
        n=came,
        size=size,
    )


def _check(answer: "httpx2.Response", url: str) -> None:
    """Refuse an answer that is not what was asked for."""
    status = answer.status_code
    if status in _WHOLE:
        return
    if status in _BUSY:
        raise _Pause(Phrase("HTTP {status}", status=status), _asked_to_wait(answer))
    if status in _CLOSED:
        raise FetchError(
            "{url} – the publisher does not give this file to programs (HTTP {status}): it may ask "
            "for its terms to be accepted first. Fetch it in a browser, put it into a folder, and "
            "give that with --mirror.",
            url=url,
            status=status,
        )
    raise FetchError(
        "{url} – the publisher has nothing there (HTTP {status}). The address may have moved; give "
        "one of your own with --publishers.",
        url=url,
        status=status,
    )


def _write(chunks: Iterator[bytes], part: Path, mode: str, tell: Tell) -> None:
    try:
        with part.open(mode) as file:
            for chunk in chunks:
                file.write(chunk)
                tell(file.tell())
    except OSError as error:
        raise OutputError(
            "{file} cannot be written: {why}. Make room, or choose another disk; what has come is "
            "kept, and the next run goes on from there.",
            file=part,
            why=error,
        ) from error


def _begins(answer: "httpx2.Response") -> int | None:
    """Where a part of a file begins, by its `Content-Range`."""
    unit, _, span = answer.headers.get("Content-Range", "").partition(" ")
    first = span.partition("-")[0]
    return int(first) if unit == "bytes" and first.isdecimal() else None


def _asked_to_wait(answer: "httpx2.Response") -> float | None:
    """Seconds that a server asks for: as a number, or as a moment beside its own clock."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        until, now = (parsedate_to_datetime(it) for it in (said, answer.headers.get("Date", "")))
    except (ValueError, TypeError):
        return None
    return max((until - now).total_seconds(), 0.0)


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def checksum_of(path: Path, algorithm: str) -> str:
    """A file's checksum with its algorithm before it: `md5:…`."""
    with path.open("rb") as file:
        return f"{algorithm}:{hashlib.file_digest(file, algorithm).hexdigest()}"


def matches(path: Path, checksum: str) -> bool:
    """Whether a file has the checksum its publisher lists; with none listed, nobody can say."""
    algorithm = checksum.partition(":")[0]
    if algorithm not in hashlib.algorithms_available:
        return True
    return checksum_of(path, algorithm) == checksum
