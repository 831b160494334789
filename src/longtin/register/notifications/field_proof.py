"""Single fields of a sealed entry, disclosed to somebody outside with a proof that stands alone.

The file holds the entry's receipt, the fields with their salts, and the receipts of the entries by
which the issuer's key became its key. A trust file is all that is needed beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from longtin.errors import Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.signatures import prove_issuer
from longtin.register.entries.statement import Statement, open_entry
from longtin.register.sealed.disclosures import (
    Disclosure,
    SealedPlace,
    check_disclosed,
    read_disclosure,
)
from longtin.register.sealed.sealing import check_commitment

FORMAT: Final = "1"
"""Of a file of disclosed fields; each version ever used has a test that reads it."""

_WHAT: Final = Phrase("disclosed fields")


@dataclass(frozen=True)
class DisclosedFields:
    """Fields of a sealed entry that are proven to be what was sealed.

    Attributes:
        proven: The entry, its place and the head that covers it.
        statement: Whose it is, and when it was let in; its signature is checked.
        fields: Values by name, `figures.troops` within a table.
        hidden: How many commitments stay closed, empty ones among them.
        keys: Entries by which the issuer's key became its key; none where the trust file names it.
    """

    proven: log.ProvenEntry
    statement: Statement
    fields: dict[str, Any]
    hidden: int
    keys: tuple[int, ...]


def write_fields(
    receipt: log.LogProof, fields: Sequence[Disclosure], keys: Iterable[log.LogProof]
) -> bytes:
    """The file that discloses fields.

    Args:
        receipt: Of the sealed entry, with the entry as `extra`.
        fields: What is disclosed.
        keys: Receipts of the entries of the issuer's key, in the order of the log.
    """
    return (
        log.canonical(
            {
                "disclosures": [each.parts for each in fields],
                "format": FORMAT,
                "keys": [bytes(each).decode() for each in keys],
                "receipt": bytes(receipt).decode(),
            }
        )
        + b"\n"
    )


def verify_fields(data: bytes, policy: log.TrustPolicy, *, quorum: bool = True) -> DisclosedFields:
    """Check a file of disclosed fields; nothing is asked of anybody.

    Args:
        data: The file.
        policy: Whom to believe.
        quorum: Refuse what too few witnesses have cosigned.

    Raises:
        VerificationError: By its `check`, what is not proven: `entry` where a field is not what was
            sealed, `signature` where the issuer has not signed, `issuer` where the key is not
            proven to be its own.
        RegisterError: The file is of another version.
    """
    read = log.read_canonical(data.removesuffix(b"\n"), _WHAT)
    if not isinstance(read, dict) or set(read) != {"disclosures", "format", "keys", "receipt"}:
        raise log.malformed(
            _WHAT,
            Phrase("it needs exactly {keys}", keys="disclosures, format, keys, receipt"),
        )
    if read["format"] != FORMAT:
        raise RegisterError(
            "The file has format {given}, and {known} is read here. Open it with the version of "
            "Longtin that wrote it.",
            given=read["format"],
            known=FORMAT,
        )
    texts = [read["receipt"], *(read["keys"] if isinstance(read["keys"], list) else [None])]
    if not all(isinstance(each, str) for each in texts) or not read["disclosures"]:
        raise log.malformed(_WHAT, Phrase("it holds no receipt, or discloses nothing"))
    proven, *own = [_proven(each.encode(), policy, quorum) for each in texts]
    statement = open_entry(proven.index, proven.entry)
    prove_issuer(statement, proven, own, policy)
    sealed = check_commitment(statement.body.get("sealed"))
    place = SealedPlace(str(statement.said["origin"]), statement.issuer, statement.number)
    disclosed = [read_disclosure(each) for each in read["disclosures"]]
    fields = check_disclosed(disclosed, sealed["digests"], place)
    return DisclosedFields(
        proven,
        statement,
        fields,
        len(sealed["digests"]) - len(disclosed),
        tuple(each.index for each in own),
    )


def _proven(receipt: bytes, policy: log.TrustPolicy, quorum: bool) -> log.ProvenEntry:
    found = log.parse_proof(receipt)
    if found.extra is None:
        raise log.malformed(_WHAT, Phrase("a receipt came without its entry"))
    return log.verify_proof(found.extra, found, policy, quorum=quorum)
