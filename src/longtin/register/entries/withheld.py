"""Sealed returns, what is revealed of them later, and the deletion of what they held."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from longtin._files import write_whole
from longtin.errors import OutputError, RegisterError, VerificationError
from longtin.register.entries.paper_entries import check_formed
from longtin.register.entries.statement import Statement
from longtin.register.sealed.disclosures import (
    Disclosure,
    SealedPlace,
    check_disclosed,
    read_disclosure,
)
from longtin.register.sealed.reading_keys import ReaderKey, parse_reader
from longtin.register.sealed.sealing import LARGEST, check_commitment

if TYPE_CHECKING:
    from longtin.register.entries.proceedings import Proceedings

READER: Final = "key.reader"
"""A party says with which key sealed entries are to be sealed to it."""

REVEAL: Final = "reveal"
REDACTION: Final = "redaction"

FOLDER: Final = "sealed"
"""Where sealed files lie in a register's folder, each under the SHA-256 of its bytes."""

SEALABLE: Final = ("about", "activity", "event", "period", "figures", "content", "remark")
"""What of a return may be sealed; kind, duty, number, symbols and date stay readable by all."""

SEALED: Final = ("activity", "event", "figures", "content", "remark")
"""What is sealed unless the form says otherwise."""

_SEALED, _READERS = "sealed", "readers"
"""Where the proceedings keep, by entry, what is sealed there; and by party, its reading key."""


def place_of(statement: Statement) -> SealedPlace:
    """Which statement commitments of a return are bound to."""
    return SealedPlace(str(statement.said["origin"]), statement.issuer, statement.number)


def reader_body(key: ReaderKey) -> dict[str, Any]:
    """The body by which a party says which key to seal to."""
    return {"kind": READER, "key": key.line}


def check_reader(statement: Statement) -> None:
    """Refuse what is no reading key.

    Raises:
        VerificationError: `form`.
    """
    check_formed(statement, {"kind": str, "key": str})
    parse_reader(statement.body["key"])


def keep_reader(past: "Proceedings", statement: Statement) -> None:
    """The key counts from here on, in place of one before."""
    past.kept.setdefault(_READERS, {})[statement.issuer] = statement.body["key"]


def reader_keys(past: "Proceedings", parties: "list[str]") -> dict[str, ReaderKey]:
    """The keys to seal to parties with.

    Raises:
        RegisterError: One has none.
    """
    known = past.kept.get(_READERS, {})
    for party in (each for each in parties if each not in known):
        raise RegisterError(
            "{party} has entered no reading key, and nothing can be sealed to it. It enters one "
            "with `longtin register key reader FILE --as {party}`.",
            party=party,
        )
    return {party: parse_reader(known[party]) for party in parties}


def check_sealed(past: "Proceedings", statement: Statement) -> None:
    """Refuse a sealed return that is not well formed, or whose commitments are another's.

    Raises:
        LongtinError: Why.
    """
    sealed = check_commitment(statement.body["sealed"])
    if "until" in sealed:
        check_until(str(sealed["until"]), date.fromisoformat(statement.admitted[:10]))
    reader_keys(past, sealed["readers"])
    if statement.issuer not in sealed["readers"]:
        raise RegisterError("whoever seals is among the readers, so that it can be held to it")


def check_until(text: str, today: date) -> None:
    """Refuse an embargo that is over before it begins, or whose day is written in another way.

    Args:
        text: The day, as 2027-05-04.
        today: When it is sealed.

    Raises:
        RegisterError: What to write.
    """
    try:
        until = date.fromisoformat(text)
    except ValueError:
        until = None
    if until is None or until.isoformat() != text:
        raise RegisterError("`until` is `{given}`. Write a day, as 2027-05-04.", given=text)
    if until <= today:
        raise RegisterError(
            "`until` is {day}, and any reader could reveal at once what is sealed. Write a day to "
            "come, or nothing.",
            day=until,
        )


def keep_sealed(past: "Proceedings", statement: Statement) -> None:
    """Remember a sealed return, so that it can be revealed or deleted."""
    sealed = statement.body.get("sealed")
    if sealed:
        entry = [statement.issuer, statement.number, statement.hash, sealed, False]
        past.kept.setdefault(_SEALED, {})[str(statement.index)] = entry


def _sealed_entry(past: "Proceedings", entry: int) -> tuple[SealedPlace, str, dict[str, Any], bool]:
    found = past.kept.get(_SEALED, {}).get(str(entry))
    if found is None:
        raise RegisterError(
            "Entry {index} is not sealed: what it says stands in the log, and is never deleted.",
            index=entry,
        )
    issuer, number, payload, sealed, is_deleted = found
    return SealedPlace(past.origin, issuer, number), payload, sealed, is_deleted


def reveal_body(past: "Proceedings", entry: int, fields: "tuple[Disclosure, ...]"
                ) -> dict[str, Any]:  # fmt: skip
    """The body that lets everybody read fields of a sealed return.

    Raises:
        RegisterError: The entry is not sealed.
    """
    _, payload, _, _ = _sealed_entry(past, entry)
    return {
        "disclosures": [each.parts for each in fields],
        "entry": entry,
        "kind": REVEAL,
        "payload": payload,
    }


def check_reveal(past: "Proceedings", statement: Statement) -> None:
    """Refuse to reveal what was not sealed there, or what whoever asks may not reveal yet.

    The issuer reveals when it wants to; any of the readers once the embargo is over.

    Raises:
        LongtinError: Why.
    """
    body = statement.body
    check_formed(statement, {"disclosures": list, "entry": int, "kind": str, "payload": str})
    place, payload, sealed, _ = _sealed_entry(past, body["entry"])
    if body["payload"] != payload or not body["disclosures"]:
        raise RegisterError(
            "entry {index} is another statement than the one that is to be revealed",
            index=body["entry"],
        )
    until = str(sealed.get("until", ""))
    is_over = until != "" and statement.admitted[:10] >= until
    if statement.issuer != place.issuer and not (is_over and statement.issuer in sealed["readers"]):
        raise RegisterError(
            "only {party} reveals entry {index}, and its readers once its embargo is over: {day}",
            party=place.issuer,
            index=body["entry"],
            day=until or "–",
        )
    found = [read_disclosure(each) for each in body["disclosures"]]
    check_disclosed(found, sealed["digests"], place)


def redaction_body(past: "Proceedings", entry: int, why: str) -> dict[str, Any]:
    """The body by which contents of a sealed return are deleted.

    Raises:
        RegisterError: The entry is not sealed.
    """
    _, payload, _, _ = _sealed_entry(past, entry)
    return {"entry": entry, "kind": REDACTION, "payload": payload, "why": why}


def check_redaction(past: "Proceedings", statement: Statement) -> None:
    """Refuse a deletion by another than the issuer, without a reason, or a second one.

    Raises:
        LongtinError: Why.
    """
    body = statement.body
    check_formed(statement, {"entry": int, "kind": str, "payload": str, "why": str})
    place, payload, _, is_deleted = _sealed_entry(past, body["entry"])
    if statement.issuer != place.issuer or body["payload"] != payload:
        raise RegisterError(
            "only {party} deletes what entry {index} holds", party=place.issuer, index=body["entry"]
        )
    if is_deleted:
        raise RegisterError("what entry {index} held is deleted already", index=body["entry"])
    if not body["why"].strip():
        raise RegisterError("`why` is empty. Say why the contents are deleted.")


def keep_redaction(past: "Proceedings", statement: Statement) -> None:
    """The contents are no longer kept; the commitment stays."""
    past.kept[_SEALED][str(statement.body["entry"])][4] = True


def keep_file(folder: Path, statement: Statement, file: bytes | None) -> None:
    """Keep the encrypted file of a sealed return beside the log, before the return is entered.

    Args:
        folder: The register's.
        statement: The return.
        file: The file; nothing for one that is not sealed.

    Raises:
        VerificationError: `form` or `entry`: it is not there, or not the one that is named.
        OutputError: It cannot be written.
    """
    sealed = statement.body.get("sealed")
    if sealed is None and file is None:
        return
    if sealed is None or file is None:
        raise VerificationError(
            "A sealed return comes with its encrypted file, and no other does.", check="form"
        )
    if sha256(file).hexdigest() != sealed["file"] or len(file) > LARGEST:
        raise VerificationError(
            "The encrypted file is not the one that the return names, or has more than {n} bytes.",
            check="entry",
            n=LARGEST,
        )
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    write_whole(folder / FOLDER / sealed["file"], file)


def drop_files(folder: Path, past: "Proceedings") -> None:
    """Delete the files whose contents a redaction has taken away.

    Raises:
        OutputError: One cannot be deleted.
    """
    for entry in past.kept.get(_SEALED, {}).values():
        if entry[4] and (file := folder / FOLDER / entry[3]["file"]).is_file():
            try:
                file.unlink()
            except OSError as error:
                raise OutputError(
                    "{file} cannot be deleted: {why}. Delete it yourself; its entry says that it "
                    "is gone.",
                    file=file,
                    why=error,
                ) from error


def sealed_file(folder: Path, sealed: Mapping[str, Any]) -> bytes | None:
    """The encrypted file of a sealed return, nothing where it is not kept."""
    file = folder / FOLDER / str(sealed["file"])
    return file.read_bytes() if file.is_file() else None
