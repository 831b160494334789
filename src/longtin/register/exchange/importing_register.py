"""A register from the directory that it was exported to: everything checked before it stands."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from longtin._files import write_whole
from longtin._language import Language, told as said
from longtin.errors import LongtinError, Phrase, RegisterError, VerificationError
from longtin.register import log
from longtin.register.entries.following import add_entry
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.withheld import FOLDER
from longtin.register.exchange.exporting import (
    CONTENTS,
    FORMAT,
    HEADS,
    LOG,
    Told,
    hashes,
)
from longtin.register.folder import (
    DATABASE,
    KEY,
    ML_DSA_KEY,
    SETTINGS,
    TRUST,
    VERSION,
    check_address,
    default_pins,
    read_file,
)
from longtin.register.offline import entries_said

BATCH: Final = 512
"""Entries that are stored together."""


@dataclass(frozen=True)
class ImportedRegister:
    """A register that was rebuilt.

    Attributes:
        folder: Where it stands.
        origin: The name of its log.
        audit: What was checked.
        sealed: How many sealed files came along.
        is_copy: Without the log's key: for reading.
        slip: Why the first entry that is no statement of a party is none, if there is one.
    """

    folder: Path
    origin: str
    audit: log.Audit
    sealed: int
    is_copy: bool
    slip: LongtinError | None


def import_register(
    source: Path,
    folder: Path,
    trust: Path,
    *,
    database: str = "",
    keys: Sequence[Path] = (),
    password: bytes | None = None,
    pin: Path | None = None,
    quorum: bool = True,
    told: Told | None = None,
) -> ImportedRegister:
    """Rebuild a register from an export; nothing stands before all of it is checked.

    Args:
        source: What `export_register` has written.
        folder: Where to; must not be there.
        trust: The trust file, had from somebody relied on and not from the export.
        database: The address of a PostgreSQL database that is to keep it; by default an SQLite
            file in the folder.
        keys: The log's keys, to go on appending; a copy for reading without.
        password: Of the keys.
        pin: Where its last signed head is to be kept, with keys.
        quorum: Refuse a head that too few witnesses have cosigned.
        told: Told how many entries are checked, and of how many.

    Raises:
        VerificationError: By its `check`, what is wrong with the log or a file.
        RegisterError: It is no export, or something stands where it should go.
    """
    log.check_installed()
    check_address(database)
    if folder.exists():
        raise RegisterError("{folder} is there. Name a new folder for the register.", folder=folder)
    contents = _contents(source)
    policy = log.parse_policy(read_file(trust))
    signers = {file: log.read_key(file, password) for file in keys}
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700, parents=True)
    try:
        with _new_store(partial, contents["origin"], database) as store:
            audit, slip = _rebuilt(source, store, policy, quorum, told)
            sealed = _copy_sealed(source, partial)
            write_whole(partial / TRUST, read_file(source / TRUST))
            place = _settle(partial, database, contents["origin"], audit, signers, pin)
            partial.replace(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return ImportedRegister(folder, contents["origin"], audit, sealed, place is None, slip)


def _contents(source: Path) -> dict[str, Any]:
    """The list of files, each of which is there as listed, and no other."""
    if not (source / CONTENTS).is_file():
        raise RegisterError(
            "{folder} is no exported register: it has no {file}. Give what `longtin register "
            "export` has written.",
            folder=source,
            file=CONTENTS,
        )
    what = Phrase("{file}", file=CONTENTS)
    written = read_file(source / CONTENTS)
    found = log.read_canonical(written[:-1] if written.endswith(b"\n") else b"", what)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        given = found.get("format", "–") if isinstance(found, dict) else "–"
        raise RegisterError(
            "{where} is no register of format {known}, but {given}. Open it with the version of "
            "Longtin that wrote it, and export it.",
            where=source,
            known=FORMAT,
            given=given,
        )
    if set(found) != {"files", "format", "origin", "root", "size"} or not isinstance(
        found["files"], dict
    ):
        raise log.malformed(what, Phrase("it needs exactly {keys}",
                                         keys="files, format, origin, root, size"))  # fmt: skip
    there = hashes(source)
    for name in sorted({*found["files"], *there}):
        if found["files"].get(name) != there.get(name):
            raise VerificationError(
                "{file} is not as it was exported: it was changed, added or left out. Get the "
                "export again from whoever made it.",
                check="entry" if name in there else "missing",
                file=source / name,
            )
    return found


@contextmanager
def _new_store(partial: Path, origin: str, database: str) -> Iterator[log.Store]:
    """A store that stands once the block has ended well, and leaves nothing where it has not."""
    if not database:
        store = log.SqliteStore(partial / DATABASE, origin)
        try:
            yield store
        finally:
            store.close()
        return
    kept = log.PostgresStore(database, origin, partial=True)
    try:
        yield kept
    except BaseException:
        kept.drop()
        raise
    finally:
        kept.close()


def _rebuilt(
    source: Path, store: log.Store, policy: log.TrustPolicy, quorum: bool, told: Told | None
) -> tuple[log.Audit, LongtinError | None]:
    """The store, entry by entry as the audit has checked it, and every published head."""
    founding = [each.key for each in policy.logs if each.key.name == store.origin]
    reading = _Reading(Proceedings(store.origin, founding))
    waiting: list[log.NewEntry] = []

    def take(_: int, entry: bytes) -> None:
        reading.read(entry)
        waiting.append(log.NewEntry(entry, identity_of(entry)))
        if len(waiting) >= BATCH:
            store.append(waiting)
            waiting.clear()

    found = log.audit(
        log.from_folder(source / LOG), policy, quorum=quorum, progress=told, each=take
    )
    if waiting:
        store.append(waiting)
    head = found.witnessing.signed.checkpoint
    if (store.head().size, store.head().root) != (head.size, head.root):
        raise VerificationError(
            "The register that was rebuilt is not the one that was signed. Get the export "
            "again from whoever made it.",
            check="fork",
        )
    _publish_heads(source, store, policy)
    if isinstance(store, log.PostgresStore):
        store.settle()
    return found, reading.slip


class _Reading:
    """Reads entries as statements as long as they are some."""

    def __init__(self, past: Proceedings) -> None:
        self.past = past
        self.slip: LongtinError | None = None

    def read(self, entry: bytes) -> None:
        if self.slip is None:
            try:
                add_entry(self.past, entry)
            except LongtinError as error:
                self.slip = error


def identity_of(entry: bytes) -> bytes:
    """What makes an entry the same when it is sent again: the hash of its envelope."""
    _, found, rest = entry.partition(b',"envelope":')
    return sha256(rest[:-1] if found else entry).digest()


def _publish_heads(source: Path, store: log.Store, policy: log.TrustPolicy) -> None:
    """Every head that was published, each signed by the log and over the same entries."""
    for file in sorted((source / HEADS).glob("*"), key=lambda each: int(each.name)):
        note = read_file(file)
        head = log.verify_witnessed(note, policy, quorum=False).signed.checkpoint
        if str(head.size) != file.name or store.root(head.size) != head.root:
            raise VerificationError(
                "{file} is a head of other entries. Get the export again from whoever made it.",
                check="fork",
                file=file,
            )
        store.publish(head.size, note)


def _copy_sealed(source: Path, partial: Path) -> int:
    count = 0
    for file in sorted((source / FOLDER).glob("*")):
        data = read_file(file)
        if sha256(data).hexdigest() != file.name:
            raise VerificationError(
                "The sealed file is not the one that was entered. Ask another reader, or its "
                "issuer, for theirs.",
                check="entry",
            )
        (partial / FOLDER).mkdir(exist_ok=True)
        write_whole(partial / FOLDER / file.name, data)
        count += 1
    return count


def _settle(
    partial: Path,
    database: str,
    origin: str,
    audit: log.Audit,
    signers: Mapping[Path, log.SigningKey],
    pin: Path | None,
) -> Path | None:
    """The settings; with the log's keys also these and the pin, which must not be there yet."""
    place, names = None, {log.ED25519: KEY, log.ML_DSA: ML_DSA_KEY}
    signed = audit.witnessing.signed
    for file, signer in signers.items():
        if signer.verifier not in signed.log_keys or signer.kind not in names:
            raise RegisterError(
                "The key is of `{given}` and the register is `{origin}`. Use the register's key.",
                given=signer.name,
                origin=origin,
            )
        kept = partial / names[signer.kind]
        write_whole(kept, b"")
        kept.chmod(0o600)
        kept.write_bytes(read_file(file))
        if signer.kind == log.ED25519:
            place = _new_pin(pin or default_pins() / log.pin_name(signer.verifier), signed)
    settings = {
        "database": database or DATABASE,
        "format": VERSION,
        "keys": sorted(names[signer.kind] for signer in signers.values()),
        "origin": origin,
        "pin": str(place or ""),
    }
    write_whole(partial / SETTINGS, log.canonical(settings) + b"\n")
    return place


def _new_pin(file: Path, signed: log.SignedCheckpoint) -> Path:
    place = file.absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    kept = log.Pin(place)
    with kept.locked():
        if kept.read() is not None:
            raise RegisterError(
                "The pin {file} is there: this register is kept on this machine already. Two of "
                "them would sign two histories; name another with --pin only where the old one is "
                "gone.",
                file=place,
            )
        kept.swap(None, bytes(signed.note))
    return place


def import_lines(found: ImportedRegister, language: Language) -> Iterator[str]:
    """What was rebuilt, in sentences."""
    say, size = language.say, found.audit.witnessing.signed.checkpoint.size
    yield say(
        "The register {origin} is rebuilt in {folder}: {entries}, each checked against the signed "
        "head.",
        origin=found.origin,
        folder=found.folder,
        entries=entries_said(size, language),
    )
    if found.is_copy:
        yield say("It is for reading: the key of its log did not come along.")
    if found.slip:
        yield say(
            "Not everything in it is signed by a party: {why}", why=said(found.slip, language)
        )


def import_data(found: ImportedRegister) -> dict[str, Any]:
    """The same as plain values; keys are a promise."""
    head = found.audit.witnessing.signed.checkpoint
    return {
        "folder": str(found.folder),
        "origin": found.origin,
        "size": head.size,
        "root": head.root.hex(),
        "level": found.audit.witnessing.level,
        "sealed": found.sealed,
        "is_copy": found.is_copy,
        "slip": str(found.slip) if found.slip else None,
    }
