"""A large file's checksum and encoding, found in the background while its lines are read."""

import hashlib
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
    checksum, is_utf8, has_zeros, rest = hashlib.sha256(), True, False, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            checksum.update(chunk)
            has_zeros = has_zeros or b"\x00" in chunk
            if is_utf8:
                whole = rest + chunk
                cut = whole.rfind(b"\n") + 1
                is_utf8, rest = _is_utf8(whole[:cut]), whole[cut:]
    return Survey(checksum.hexdigest(), is_utf8 and _is_utf8(rest), has_zeros)


def _is_utf8(text: bytes) -> bool:
    """Whether whole lines are UTF-8.

    Only stripes with letters beyond ASCII are decoded, each with the stripe behind it: no letter
    reaches over a stripe of ASCII.
    """
    if text.isascii():
        return True
    stripes = np.frombuffer(text + b"\n" * (-len(text) % _STRIPE), np.uint8).reshape(-1, _STRIPE)
    beyond = stripes.max(axis=1) >= 0x80
    beyond[1:] |= beyond[:-1].copy()
    try:
        stripes[beyond].tobytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
