"""What `add-entries` carries: entries of a log in packages, each with its proof."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase, VerificationError
from longtin.register.log.merkle import NodeReader
from longtin.register.log.strict import (
    HASH_SIZE,
    decode_base64,
    decode_decimal,
    encode_base64,
    malformed,
)
from longtin.register.log.subtree import subtree_proof
from longtin.register.log.tiles import WIDTH, encode_bundle

MOST_HASHES: Final = 63
"""Hashes of a proof."""

MOST_PACKAGES: Final = 32
"""Packages that a client sends at once."""

INFO_TYPE: Final = "text/x.tlog.mirror-info"

_WHAT: Final = Phrase("entries for a mirror")

Entries = Callable[[int, int], Sequence[bytes]]
"""Gives the entries from one index to another."""


@dataclass(frozen=True)
class UploadHeader:
    """What stands before the packages.

    Attributes:
        origin: The log.
        start: The first entry that is sent.
        end: The size of the pending checkpoint that the entries are proven to be part of.
        ticket: What the mirror has given, to be sent back.
    """

    origin: str
    start: int
    end: int
    ticket: bytes = b""

    def __bytes__(self) -> bytes:
        """As it is sent."""
        origin = self.origin.encode()
        return b"".join(
            [
                len(origin).to_bytes(2, "big"),
                origin,
                self.start.to_bytes(8, "big"),
                self.end.to_bytes(8, "big"),
                len(self.ticket).to_bytes(2, "big"),
                self.ticket,
            ]
        )


@dataclass(frozen=True)
class MirrorInfo:
    """Where a mirror stands, as it answers when entries are still missing.

    Attributes:
        size: Of a pending checkpoint.
        next: The first entry that it does not have.
        ticket: To be sent back.
    """

    size: int
    next: int
    ticket: bytes = b""

    def __bytes__(self) -> bytes:
        """As it is answered."""
        return b"%d\n%d\n%b\n" % (self.size, self.next, encode_base64(self.ticket))


def parse_info(body: bytes) -> MirrorInfo:
    """Read where a mirror stands.

    Raises:
        VerificationError: `form`.
    """
    lines = body.split(b"\n")
    if len(lines) != 4 or lines[3]:
        raise malformed(_WHAT, Phrase("where the mirror stands has three lines"))
    ticket = decode_base64(lines[2], _WHAT) if lines[2] else b""
    return MirrorInfo(decode_decimal(lines[0], _WHAT), decode_decimal(lines[1], _WHAT), ticket)


def package_places(start: int, end: int) -> Iterator[tuple[int, int]]:
    """First entry of each package and the one behind its last: they end at multiples of 256."""
    while start < end:
        until = min(end, (start // WIDTH + 1) * WIDTH)
        yield start, until
        start = until


def encode_upload(
    header: UploadHeader, entries: Entries, node: NodeReader, most: int = MOST_PACKAGES
) -> bytes:
    """The body of an `add-entries` request: the first packages of what is to be sent.

    Args:
        header: What is to be sent.
        entries: Of the log.
        node: Hashes of the log, for the proofs.
        most: Packages at most.
    """
    parts = [bytes(header)]
    for count, (start, end) in enumerate(package_places(header.start, header.end)):
        if count == most:
            break
        proof = subtree_proof(start // WIDTH * WIDTH, end, header.end, node)
        parts += [encode_bundle(entries(start, end)), bytes([len(proof)]), *proof]
    return b"".join(parts)


class UploadReader:
    """Reads the body of an `add-entries` request piece by piece, holding one package at most.

    Args:
        read: Gives so many bytes, fewer only at the end.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def header(self) -> UploadHeader:
        """What stands before the packages.

        Raises:
            VerificationError: `form`: it breaks off, or is none.
        """
        try:
            origin = self._exactly(self._number(2)).decode()
        except UnicodeDecodeError as error:
            raise malformed(_WHAT, Phrase("the name of the log is no text")) from error
        start, end = self._number(8), self._number(8)
        ticket = self._exactly(self._number(2))
        if start > end:
            raise malformed(_WHAT, Phrase("they end before they begin"))
        return UploadHeader(origin, start, end, ticket)

    def package(self, count: int) -> tuple[list[bytes], list[bytes]]:
        """The next package: its entries, and the hashes of its proof.

        Args:
            count: How many entries it has to hold.

        Raises:
            VerificationError: `form`: it breaks off, or its proof is too long.
        """
        entries = [self._exactly(self._number(2)) for _ in range(count)]
        hashes = self._number(1)
        if hashes > MOST_HASHES:
            raise VerificationError(
                "A proof has at most {most} hashes, and {n} are given.",
                check="consistency",
                most=MOST_HASHES,
                n=hashes,
            )
        return entries, [self._exactly(HASH_SIZE) for _ in range(hashes)]

    def _number(self, size: int) -> int:
        return int.from_bytes(self._exactly(size), "big")

    def _exactly(self, count: int) -> bytes:
        found = self._read(count) if count else b""
        if len(found) != count:
            raise malformed(_WHAT, Phrase("they break off"))
        return found
