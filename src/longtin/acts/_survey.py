"""A large file's checksum and encoding, found in the background while its lines are read."""

import hashlib
from codecs import getincrementaldecoder
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHUNK = 1 << 22
_STRIPE = 256


@dataclass(frozen=True)
class Survey:
    """What is known of a file when all of it has been seen.

    Attributes:
        sha256: Its checksum.
        is_utf8: Whether all of it is UTF-8, with or without a mark at its start.
        has_zeros: Whether it holds zero bytes, as no text does.
    """

    sha256: str
    is_utf8: bool
    has_zeros: bool


def survey(path: Path) -> Future[Survey]:
    """Start to look at a plain file; the answer comes when it has been seen to its end."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="survey")
    answer = pool.submit(_look, path)
    pool.shutdown(wait=False)
    return answer


def _look(path: Path) -> Survey:
    checksum, letters, has_zeros = hashlib.sha256(), _Letters(), False
    chunk = bytearray(CHUNK)
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(chunk):
            checksum.update(memoryview(chunk)[:count])
            has_zeros = has_zeros or chunk.find(0, 0, count) >= 0
            letters.read(chunk, count)
    return Survey(checksum.hexdigest(), letters.are_utf8(), has_zeros)


class _Letters:
    """Whether bytes that come in chunks are UTF-8.

    Only stripes with letters beyond ASCII are decoded, each with the stripe behind it, and the
    first stripe of each chunk: no letter reaches over a stripe of ASCII.
    """

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")()
        self._sound = True

    def read(self, chunk: bytearray, count: int) -> None:
        """Take in the first so many bytes of a chunk."""
        if not self._sound:
            return
        whole = count // _STRIPE * _STRIPE
        stripes = np.frombuffer(chunk, np.uint8, whole).reshape(-1, _STRIPE)
        beyond = stripes.max(axis=1, initial=0) >= 0x80
        beyond[1:] |= beyond[:-1].copy()
        beyond[:1] = True
        self._decode(stripes[beyond].tobytes())
        self._decode(bytes(chunk[whole:count]))

    def are_utf8(self) -> bool:
        """Whether all of them were."""
        self._decode(b"", final=True)
        return self._sound

    def _decode(self, text: bytes, *, final: bool = False) -> None:
        try:
            self._decoder.decode(text, final)
        except UnicodeDecodeError:
            self._sound = False
