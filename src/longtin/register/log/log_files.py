"""Where a log is read from: a folder of its files, or an address; and how it is written to one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from longtin._files import write_whole
from longtin.errors import Phrase, RegisterError, VerificationError
from longtin.register.log.checkpoint import parse_checkpoint
from longtin.register.log.note import LARGEST, Note
from longtin.register.log.tiles import (
    ENTRIES,
    LARGEST_ENTRY,
    WIDTH,
    Fetch,
    all_tiles,
    missing,
    tile_path,
    width_at,
)

if TYPE_CHECKING:
    import httpx2

MOST_BYTES: Final = max(LARGEST, WIDTH * (LARGEST_ENTRY + 2))
"""Bytes of one answer; more are not read."""


def from_folder(folder: Path) -> Fetch:
    """Gets what a log serves from a folder that holds it as files."""

    def fetch(path: str) -> bytes:
        try:
            return (folder / path).read_bytes()
        except OSError as error:
            raise missing(path) from error

    return fetch


@contextmanager
def from_address(address: str, patience: float = 10.0, token: str = "") -> Iterator[Fetch]:
    """Gets what a log serves at an address, as long as the block runs.

    Args:
        address: Its prefix, `http://` or `https://`.
        patience: Seconds to wait for an answer.
        token: Lets in where not everyone may read.
    """
    import httpx2

    headers = {"authorization": f"Bearer {token}"} if token else {}
    client = httpx2.Client(timeout=patience, follow_redirects=False, headers=headers)

    def fetch(path: str) -> bytes:
        try:
            with client.stream("GET", f"{address.rstrip('/')}/{path}") as found:
                return _whole(found, address, path)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise RegisterError(
                "{address} does not answer: {why}.", address=address, why=not_reached(error)
            ) from error

    with client:
        yield fetch


def not_reached(error: Exception) -> Phrase:
    """Why an address was not reached, in words that have a translation.

    Args:
        error: What the library for HTTP raised.
    """
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return Phrase("nothing came in time")
    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return Phrase("that is no address such as https://register.example")
    if isinstance(error, httpx2.ConnectError):
        return Phrase("no connection is taken there, or its certificate does not hold")
    return Phrase("the connection broke off")


def _whole(found: "httpx2.Response", address: str, path: str) -> bytes:
    """An answer, unless it is a refusal or has no end."""
    if found.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        raise missing(path)
    if found.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise RegisterError(
            "{address} does not let you read `{path}`. Give a token of its secretariat with "
            "--token-file.",
            address=address,
            path=path,
        )
    if found.status_code != HTTPStatus.OK:
        raise RegisterError(
            "{address} answers with status {status} at `{path}`.",
            address=address,
            status=found.status_code,
            path=path,
        )
    data = b""
    for part in found.iter_bytes():
        data += part
        if len(data) > MOST_BYTES:
            raise VerificationError(
                "{address} answers with more than {n} bytes at `{path}`; no log does.",
                check="form",
                address=address,
                n=MOST_BYTES,
                path=path,
            )
    return data


def write_log(
    fetch: Fetch, folder: Path, note: Note, progress: Callable[[int], None] | None = None
) -> int:
    """Write what a log serves as files, the checkpoint last.

    Args:
        fetch: Gets it.
        folder: Where to; made if it is not there.
        note: The checkpoint that says how much there is.
        progress: Told after each file how many are written.

    Returns:
        How many files were written.

    Raises:
        OutputError: A file cannot be written.
    """
    size = parse_checkpoint(note.text).size
    paths = [tile_path(*place) for place in all_tiles(size)]
    paths += [
        tile_path(ENTRIES, index, width_at(0, index, size)) for index in range(-(-size // WIDTH))
    ]
    for count, path in enumerate(paths, 1):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, fetch(path))
        if progress:
            progress(count)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "checkpoint", bytes(note))
    return len(paths) + 1
