"""Unpacking of what is sent: refused where it would be far more than may be sent."""

import gzip
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, is_zipfile

from longtin.web.visit import TooLargeError

UNPACKED: Final = 8
"""Times the bytes of a request that an archive may unpack to."""

PIECE: Final = 1 << 20
"""Bytes that are unpacked at one time and let go of."""

GZIP: Final = b"\x1f\x8b"
BROKEN: Final = (EOFError, OSError, zlib.error)


def refuse_bomb(file: Path, largest: int) -> None:
    """Refuse an archive that unpacks to too much; a broken one is left to who reads it.

    A zip file says what each of its files unpacks to, and no more than that is read of it. What
    gzip says of itself is not to be relied on, so it is unpacked and counted, up to the bound.

    Args:
        file: As it was sent.
        largest: Bytes of a request.

    Raises:
        TooLargeError: It does.
    """
    room = UNPACKED * largest
    with file.open("rb") as start:
        is_gzip = start.read(len(GZIP)) == GZIP
    if is_gzip:
        _count(file, room)
    elif is_zipfile(file):
        with suppress(BadZipFile), ZipFile(file) as packed:
            if sum(each.file_size for each in packed.infolist()) > room:
                raise TooLargeError


def _count(file: Path, room: int) -> None:
    with suppress(*BROKEN), gzip.open(file) as packed:
        while piece := packed.read(PIECE):
            room -= len(piece)
            if room < 0:
                raise TooLargeError
