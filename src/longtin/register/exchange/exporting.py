"""A whole register as a directory of plain files: its log, its sealed files, its trust file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from longtin._files import write_whole
from longtin._language import Language
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.entries.withheld import FOLDER
from longtin.register.folder import TRUST, read_file, read_folder
from longtin.register.offline import entries_said

FORMAT: Final = "1"
"""Of an exported register; each version ever used has a test that reads it."""

CONTENTS: Final = "contents.json"
"""Names every other file with its SHA-256."""

LOG, HEADS = "log", "checkpoints"
"""Where the log lies as C2SP tlog-tiles, and every checkpoint that was published, by its size."""

Told = Callable[[int, int], None]
"""Told how far it got, and of how much."""


@dataclass(frozen=True)
class ExportedRegister:
    """A register as files.

    Attributes:
        folder: Where.
        origin: The name of its log.
        size: Entries.
        root: Of the Merkle tree over them.
        files: How many files there are beside `contents.json`.
        sealed: How many of them are sealed.
    """

    folder: Path
    origin: str
    size: int
    root: bytes
    files: int
    sealed: int


def export_register(folder: Path, target: Path, told: Told | None = None) -> ExportedRegister:
    """Write a whole register as files; private keys and the pin are no part of it.

    The folder `log` is the log as C2SP tlog-tiles has it, and any reader of such logs reads it.

    Args:
        folder: The register's.
        target: Where to; must not be there, or be empty.
        told: Told how far it got.

    Raises:
        RegisterError: There is no register, or something lies where it should be written.
        OutputError: A file cannot be written.
    """
    log.check_installed()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RegisterError(
            "{folder} is there and not empty. Name a new folder for the export.", folder=target
        )
    found = read_folder(folder)
    store = found.store()
    try:
        head = _head(store)
        note = log.parse_note(store.checkpoint() or b"")
        log.write_log(store.serve, target / LOG, note)
        if told:
            told(1, 2)
        for size, each in published(store):
            _write(target / HEADS / str(size), each)
    finally:
        store.close()
    write_whole(target / TRUST, read_file(folder / TRUST))
    sealed = 0
    for file in sorted((folder / FOLDER).glob("*")) if (folder / FOLDER).is_dir() else ():
        _write(target / FOLDER / file.name, read_file(file))
        sealed += 1
    files = hashes(target)
    contents: dict[str, Any] = {
        "files": files,
        "format": FORMAT,
        "origin": found.origin,
        "root": head.root.hex(),
        "size": head.size,
    }
    write_whole(target / CONTENTS, log.canonical(contents) + b"\n")
    if told:
        told(2, 2)
    return ExportedRegister(target, found.origin, head.size, head.root, len(files), sealed)


def _head(store: log.Store) -> log.Head:
    note = store.checkpoint()
    if note is None:
        raise RegisterError("The register has published no head yet. Open it once, and export it.")
    found = log.parse_checkpoint(log.parse_note(note).text)
    return log.Head(found.size, found.root)


def published(store: log.Store) -> Iterator[tuple[int, bytes]]:
    """Every checkpoint that was published, with its size, the smallest first."""
    covering = -1
    while (note := store.checkpoint(covering)) is not None:
        covering = log.parse_checkpoint(log.parse_note(note).text).size
        yield covering, note


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder but `contents.json`, by its path within."""
    return {
        file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / CONTENTS
    }


def export_lines(found: ExportedRegister, language: Language) -> Iterator[str]:
    """What was exported, in sentences."""
    yield language.say(
        "The register {origin} is written to {folder}: {entries}, {n} files, {sealed} of them "
        "sealed.",
        origin=found.origin,
        folder=found.folder,
        entries=entries_said(found.size, language),
        n=language.whole(found.files),
        sealed=language.whole(found.sealed),
    )
    yield language.say("Private keys and the pin are no part of it.")


def export_data(found: ExportedRegister) -> dict[str, Any]:
    """The same as plain values; keys are a promise."""
    return {
        "folder": str(found.folder),
        "origin": found.origin,
        "size": found.size,
        "root": found.root.hex(),
        "files": found.files,
        "sealed": found.sealed,
    }
