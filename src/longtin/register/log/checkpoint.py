"""Checkpoints (C2SP tlog-checkpoint 1.0.0): a log's size and root, bound by one signature."""

from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase
from longtin.register.log.merkle import EMPTY_ROOT
from longtin.register.log.strict import (
    HASH_SIZE,
    decode_base64,
    decode_decimal,
    encode_base64,
    malformed,
)

_WHAT: Final = Phrase("checkpoint")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log. To be believed only as part of what was verified.

    Attributes:
        origin: Which log.
        size: How many entries it has.
        root: The root of the Merkle tree over them, 32 bytes.
        extensions: Lines that follow; not audited by anyone.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        """The text that is signed."""
        lines = [self.origin, str(self.size), encode_base64(self.root).decode(), *self.extensions]
        return "".join(f"{line}\n" for line in lines).encode()


def parse_checkpoint(text: bytes) -> Checkpoint:
    """Read the text of a checkpoint.

    Raises:
        VerificationError: `form`: fewer than three lines, an empty one, a size or a root that is
            not written as it has to be, or a root that an empty log cannot have.
    """
    if not text.endswith(b"\n"):
        raise malformed(_WHAT, Phrase("its last line does not end"))
    lines = text[:-1].split(b"\n")
    if len(lines) < 3 or not all(lines):
        raise malformed(_WHAT, Phrase("it needs three lines and none that is empty"))
    size = decode_decimal(lines[1], Phrase("size of a checkpoint"))
    root = decode_base64(lines[2], Phrase("root of a checkpoint"), HASH_SIZE)
    if size == 0 and root != EMPTY_ROOT:
        raise malformed(_WHAT, Phrase("it has no entries and not the root of an empty tree"))
    try:
        origin, *extensions = (line.decode("utf-8") for line in (lines[0], *lines[3:]))
    except UnicodeDecodeError as error:
        raise malformed(_WHAT, Phrase("it is not UTF-8")) from error
    return Checkpoint(origin, size, root, tuple(extensions))
