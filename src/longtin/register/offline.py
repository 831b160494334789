"""Verification without a network: what a file proves, and what it does not."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from longtin._language import Language
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.folder import read_file

if TYPE_CHECKING:
    from longtin.register.notifications.field_proof import DisclosedFields

RECEIPT = b"c2sp.org/tlog-proof@"
"""How a receipt begins."""

DISCLOSED = b'{"disclosures":'
"""How a file of disclosed fields begins."""


@dataclass(frozen=True)
class FileProof:
    """What a file proves by a trust file.

    Attributes:
        witnessing: The signed head it rests on, and who has cosigned it.
        proven: The entry and its place, if the file is a receipt.
        issuer: Who says what the entry holds; empty where it is no statement.
        signed_with: Fingerprint of the key that was checked to have signed it; empty if none was.
        key_entry: Which entry brings that key; nothing where the trust file does.
        disclosed: Fields of a sealed entry, if the file discloses some.
    """

    witnessing: log.Witnessing
    proven: log.ProvenEntry | None = None
    issuer: str = ""
    signed_with: str = ""
    key_entry: int | None = None
    disclosed: "DisclosedFields | None" = None


def verify_file(
    file: Path,
    trust: Path,
    entry: Path | None = None,
    keys: Sequence[Path] = (),
    *,
    quorum: bool = True,
) -> FileProof:
    """Check a receipt, a checkpoint or disclosed fields; nothing is asked of anybody.

    Args:
        file: A receipt (`.tlog-proof`), a checkpoint, or what `register disclose` has written.
        trust: The trust file, had from somebody relied on.
        entry: The entry's bytes; by default those that came with the receipt, which count only
            because they are proven to be what was logged.
        keys: Receipts of the entries that bring the keys of its issuer; with them the issuer's own
            signature is checked too.
        quorum: Refuse what too few witnesses have cosigned.

    Raises:
        VerificationError: By its `check`, what is not proven.
        RegisterError: A file cannot be read, the receipt came without its entry, or a library is
            not installed.
    """
    log.check_installed()
    data, logged = read_file(file), None if entry is None else read_file(entry)
    brought = [read_file(each) for each in keys]
    return verify_data(data, read_file(trust), logged, brought, where=str(file), quorum=quorum)


def verify_data(
    data: bytes,
    trust: bytes,
    entry: bytes | None = None,
    keys: Sequence[bytes] = (),
    *,
    where: str = "",
    quorum: bool = True,
) -> FileProof:
    """The same of what was read already; `where` names it in refusals.

    Raises:
        VerificationError: By its `check`, what is not proven.
        RegisterError: The receipt came without its entry, or a library is not installed.
    """
    log.check_installed()
    policy = log.parse_policy(trust)
    if data.startswith(DISCLOSED):
        from longtin.register.notifications.field_proof import verify_fields

        fields = verify_fields(data, policy, quorum=quorum)
        return FileProof(fields.proven.witnessing, fields.proven, disclosed=fields)
    if not data.startswith(RECEIPT):
        return FileProof(log.verify_witnessed(data, policy, quorum=quorum))
    receipt = log.parse_proof(data)
    claimed = receipt.extra if entry is None else entry
    if claimed is None:
        raise RegisterError(
            "{file} came without its entry. Give the entry's file with --entry.", file=where
        )
    proven = log.verify_proof(claimed, receipt, policy, quorum=quorum)
    from longtin.register.entries.signatures import issuer_of

    own = [_key_entry(each, policy, quorum=quorum) for each in keys]
    return FileProof(proven.witnessing, proven, *issuer_of(proven, own, policy))


def _key_entry(data: bytes, policy: log.TrustPolicy, *, quorum: bool) -> log.ProvenEntry:
    receipt = log.parse_proof(data)
    return log.verify_proof(receipt.extra or b"", receipt, policy, quorum=quorum)


def proven_lines(found: FileProof, words: Language) -> Iterator[str]:
    """What is proven, in sentences."""
    say, head = words.say, found.witnessing.signed.checkpoint
    if found.proven:
        yield say(
            "Entry {index} stands in the log {origin}, which had {entries} then: {size} bytes, "
            "SHA-256 {hash}.",
            index=words.whole(found.proven.index),
            origin=head.origin,
            entries=entries_said(head.size, words),
            size=words.whole(len(found.proven.entry)),
            hash=sha256(found.proven.entry).hexdigest(),
        )
        if found.signed_with and found.key_entry is None:
            yield say("It is signed by the secretariat, with the key of the trust file.")
        elif found.signed_with:
            yield say(
                "It is signed by {party} with key {key}, which entry {index} brings.",
                party=found.issuer,
                key=found.signed_with[:16],
                index=words.whole(found.key_entry or 0),
            )
    else:
        yield say(
            "The log {origin} has signed a head of {entries}.",
            origin=head.origin,
            entries=entries_said(head.size, words),
        )
    if found.disclosed:
        yield from _disclosed_lines(found.disclosed, words)
    yield from _witness_lines(found.witnessing, words)


def _disclosed_lines(found: "DisclosedFields", words: Language) -> Iterator[str]:
    say, statement = words.say, found.statement
    yield say(
        "{party} has signed it as its statement {number}, and sealed in it:",
        party=statement.issuer,
        number=words.whole(statement.number),
    )
    yield from (f"  {field} = {value}" for field, value in found.fields.items())
    if found.keys:
        yield say(
            "That the key is that of {party} says entry {index}.",
            party=statement.issuer,
            index=words.list([str(each) for each in found.keys]),
        )


def entries_said(count: int, words: Language) -> str:
    """So many entries."""
    return words.count("{n} entry", "{n} entries", count)


def _witness_lines(witnessing: log.Witnessing, words: Language) -> Iterator[str]:
    say = words.say
    for name, time in sorted(witnessing.times.items(), key=lambda each: each[1]):
        yield say("{name} has cosigned that head at {time}.", name=name, time=utc(time))
    for group, reached in witnessing.groups:
        yield say(
            "Of `{group}` {n} of {all} have cosigned; {k} are asked for.",
            group=group.name,
            n=len(reached),
            all=len(group.members),
            k=group.threshold,
        )
        if group.name == log.MIRRORS and len(reached) >= group.threshold:
            yield say("Mirrors cosign only what they hold: all of its entries were kept there.")
    if witnessing.time is not None:
        yield say(
            "All of its entries were in the log by {time}, by the clocks of these witnesses.",
            time=utc(witnessing.time),
        )


def unproven_lines(found: FileProof, words: Language) -> Iterator[str]:
    """What is not proven, in sentences."""
    say, level = words.say, found.witnessing.level
    if level != "quorum":
        yield say(
            "Nothing proves that everybody is shown this same log: no witness has cosigned."
            if level == "log only"
            else "Nothing proves that everybody is shown this same log: too few have cosigned."
        )
    yield say("It is not proven that this is the latest head: ask for one, or ask a witness.")
    if found.proven:
        yield say("It is not proven that what the entry says is true, only that it was entered.")
        if found.disclosed is None:
            yield from _signature_lines(found, words)
    if found.disclosed:
        yield say("What else was sealed in the entry stays closed; it may change what this means.")
        yield say("It is not proven that the key was not revoked before: an audit shows that.")


def _signature_lines(found: FileProof, words: Language) -> Iterator[str]:
    """Whether its issuer has signed what the entry says, as far as that is not proven."""
    say = words.say
    if not found.issuer:
        yield say("The entry is no statement of a party; nobody's signature is checked.")
    elif not found.signed_with:
        yield say(
            "Whether {party} has signed it is not checked: give the receipt of the entry of its "
            "key with --key-receipt, or audit the register.",
            party=found.issuer,
        )
    elif found.key_entry is not None:
        yield say("It is not proven that the key was not revoked before: an audit shows that.")


def utc(time: int) -> str:
    """A time in seconds since 1970, as a moment in coordinated universal time."""
    return dt.datetime.fromtimestamp(time, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def proof_data(found: FileProof) -> dict[str, Any]:
    """What is proven as plain values; keys are a promise."""
    witnessing = found.witnessing
    head = witnessing.signed.checkpoint
    return {
        "origin": head.origin,
        "size": head.size,
        "root": head.root.hex(),
        "level": witnessing.level,
        "cosigned": dict(sorted(witnessing.times.items())),
        "groups": {
            group.name: {"cosigned": list(reached), "asked": group.threshold}
            for group, reached in witnessing.groups
        },
        "time": witnessing.time,
        "entry": found.proven
        and {
            "index": found.proven.index,
            "bytes": len(found.proven.entry),
            "sha256": sha256(found.proven.entry).hexdigest(),
            "issuer": found.issuer or None,
            "signed_with": found.signed_with or None,
            "key_entry": found.key_entry,
        },
        "is_latest": None,
        "disclosed": found.disclosed
        and {
            "issuer": found.disclosed.statement.issuer,
            "number": found.disclosed.statement.number,
            "fields": found.disclosed.fields,
            "key_entries": list(found.disclosed.keys),
        },
    }
