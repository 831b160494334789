"""Proofs of logging (C2SP tlog-proof): a receipt that is verified without any network.

What a receipt carries as `extra` is not authenticated by anything; nothing here relies on it.
"""

import re
from dataclasses import dataclass
from typing import Final

from longtin.errors import Phrase
from longtin.register.log.merkle import leaf_hash, verify_inclusion
from longtin.register.log.note import LARGEST, Note, parse_note
from longtin.register.log.policy import TrustPolicy, Witnessing, verify_witnessed
from longtin.register.log.strict import (
    HASH_SIZE,
    decode_base64,
    decode_decimal,
    encode_base64,
    malformed,
)

HEADER: Final = b"c2sp.org/tlog-proof@v1"
"""The first line."""

MOST_HASHES: Final = 63
"""Hashes of an inclusion proof."""

_WHAT: Final = Phrase("receipt")
_FORM: Final = re.compile(
    rb"c2sp\.org/tlog-proof@v1\n(?:extra (?P<extra>[^\n]*)\n)?index (?P<index>[^\n]*)\n"
    rb"(?P<hashes>(?:[^\n]+\n)*)\n(?P<note>.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class LogProof:
    """A receipt that is well formed. Nothing in it is to be believed before it is verified.

    Attributes:
        index: Where the entry is said to stand.
        hashes: The inclusion proof, from the leaf's sibling up.
        note: The log's checkpoint with its cosignatures.
        extra: What came along. Never authenticated.
    """

    index: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes | None = None

    def __bytes__(self) -> bytes:
        """The receipt as it is kept: a file ending in `.tlog-proof`."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append(b"extra " + encode_base64(self.extra))
        lines.append(b"index %d" % self.index)
        lines += [encode_base64(each) for each in self.hashes]
        return b"".join(line + b"\n" for line in lines) + b"\n" + bytes(self.note)


@dataclass(frozen=True)
class ProvenEntry:
    """An entry that is proven to stand in a log.

    Attributes:
        entry: Its bytes.
        index: Where it stands.
        witnessing: The checkpoint that covers it, and who has cosigned that.
    """

    entry: bytes
    index: int
    witnessing: Witnessing


def parse_proof(data: bytes) -> LogProof:
    """Read a receipt, verifying nothing.

    Raises:
        VerificationError: `form`.
    """
    if len(data) > LARGEST:
        raise malformed(_WHAT, Phrase("it has more than {n} bytes", n=LARGEST))
    found = _FORM.fullmatch(data)
    if not found:
        raise malformed(_WHAT, Phrase("it does not have the lines of c2sp.org/tlog-proof@v1"))
    lines = found["hashes"].splitlines()
    if len(lines) > MOST_HASHES:
        raise malformed(_WHAT, Phrase("it has more than {n} hashes", n=MOST_HASHES))
    extra = found["extra"]
    return LogProof(
        decode_decimal(found["index"], _WHAT),
        tuple(decode_base64(line, _WHAT, HASH_SIZE) for line in lines),
        parse_note(found["note"]),
        None if extra is None else decode_base64(extra, _WHAT),
    )


def verify_proof(
    entry: bytes, proof: bytes | LogProof, policy: TrustPolicy, *, quorum: bool = True
) -> ProvenEntry:
    """Check that a log holds an entry and that enough witnesses have seen that log.

    What this does not prove: that the checkpoint is the latest one, that what the entry says is
    true, that nothing else was entered.

    Args:
        entry: The entry's bytes, as the log holds them.
        proof: The receipt.
        policy: What is believed.
        quorum: Refuse a receipt that too few have cosigned; without it, `level` of the answer says
            how far it got and has to be shown with it.

    Returns:
        The entry's bytes, proven, and by whom.

    Raises:
        VerificationError: `form`, `signature`, `origin`, `quorum`, or `inclusion`.
    """
    read = proof if isinstance(proof, LogProof) else parse_proof(proof)
    witnessing = verify_witnessed(read.note, policy, quorum=quorum)
    head = witnessing.signed.checkpoint
    verify_inclusion(leaf_hash(entry), read.index, head.size, read.hashes, head.root)
    return ProvenEntry(entry, read.index, witnessing)
