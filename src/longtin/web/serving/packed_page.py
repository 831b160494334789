"""Packed pages (gzip, RFC 1952): compressed once, with each reader's token put between the parts.

Compressing a page anew for every reader takes longer than all else that a page kept ready needs.
What stands before and after a token is compressed alone and ends at a whole byte; the token goes
between as a block that is not compressed (RFC 1951, section 3.2.4), so that no length tells of it.
"""

import zlib
from dataclasses import dataclass
from typing import Final

from longtin.web import tokens

HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Of gzip: deflate, no name, no time, no system."""

END: Final = b"\x03\x00"
"""The last block of deflate, empty."""

LEVEL: Final = 5
"""Of compressing: further ones cost more time than they save."""


@dataclass(frozen=True)
class PackedPage:
    """A page, ready for every reader.

    Attributes:
        parts: What stands between the places of the token.
        packed: The same, each compressed alone.
    """

    parts: tuple[bytes, ...]
    packed: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return sum(map(len, self.parts)) + sum(map(len, self.packed))

    def html(self, token: str) -> bytes:
        """As it is, with a reader's token."""
        return token.encode().join(self.parts)

    def gzip(self, token: str) -> bytes:
        """Compressed, with a reader's token."""
        page, told = self.html(token), token.encode()
        lengths = b"".join(n.to_bytes(2, "little") for n in (len(told), 0xFFFF - len(told)))
        block = b"\x00" + lengths + told
        ends = (zlib.crc32(page), len(page) & 0xFFFFFFFF)
        tail = b"".join(each.to_bytes(4, "little") for each in ends)
        return HEADER + block.join(self.packed) + END + tail


def pack(page: str) -> PackedPage:
    """Compress a page that has a placeholder where a token goes."""
    parts = tuple(page.encode().split(tokens.PLACEHOLDER.encode()))
    return PackedPage(parts, tuple(map(_deflated, parts)))


def _deflated(part: bytes) -> bytes:
    """Deflate without a last block, up to a whole byte, referring to nothing outside itself."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
