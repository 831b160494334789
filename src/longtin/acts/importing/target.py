"""Target of an import: the record it writes to, opened, and made under its name only when whole.

A new record is a file beside its place, which takes its name in one step at the end.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from longtin.acts._schema import FORMAT
from longtin.acts.record import store
from longtin.acts.record.duckdb_file import cause, looks_like_duckdb, why_not_open
from longtin.acts.record.file import create
from longtin.errors import ImportFileError

if TYPE_CHECKING:
    import duckdb

MEMORY = "900MB"
"""What the database may hold of rows on their way; the rest waits on disk."""


def refuse_lost_folder(target: Path) -> None:
    """Refuse a record in a folder that is not there."""
    if not target.parent.is_dir():
        raise ImportFileError(
            "{file} – the folder {folder} is not there. Make it, or choose another place.",
            file=target,
            folder=target.parent,
        )


@contextmanager
def opened(target: Path, dry_run: bool, folder: Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """A connection with the record attached as `mine`; a new one gets its name at the end."""
    import duckdb

    new = not target.exists()
    beside = None if not new or dry_run else _beside(target)
    bounds: store.Settings = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spilt"),
        "disabled_optimizers": "join_order",  # days first: the spells of actors hang on them
    }
    connection = duckdb.connect(":memory:", config=store.SETTINGS | bounds)
    try:
        if new:
            connection.execute(f"ATTACH {store.quoted(str(beside or ':memory:'))} AS mine")
            create(connection)
        else:
            _attach(connection, target, dry_run)
        yield connection
        connection.execute("DETACH mine")
        if beside:
            _take_name(beside, target)
    except (duckdb.Error, OSError) as error:
        raise ImportFileError(
            "{file} – the record could not be written: {why}. Check that there is room and that "
            "you may write there; nothing has changed.",
            file=target,
            why=cause(error),
        ) from error
    finally:
        connection.close()
        if beside:
            shutil.rmtree(beside.parent, ignore_errors=True)


def _beside(target: Path) -> Path:
    """A place for the new record on the same disk, so that it can take its name in one step."""
    try:
        folder = tempfile.mkdtemp(prefix=".longtin-", dir=target.parent)
    except OSError as error:
        raise ImportFileError(
            "{file} – the record cannot be written there ({why}). Choose a folder you may write "
            "to.",
            file=target,
            why=error,
        ) from error
    return Path(folder) / "record.duckdb"


def _take_name(beside: Path, target: Path) -> None:
    """Give a new record its name, unless another import has made one of that name since."""
    try:
        os.link(beside, target)
    except OSError as error:  # the name is taken, or the disk has no hard links
        if target.exists():
            raise ImportFileError(
                "{file} – another import made this record in the meantime, and nothing was "
                "written. Import again, and it adds to that record.",
                file=target,
            ) from error
        beside.replace(target)


def _attach(connection: "duckdb.DuckDBPyConnection", target: Path, dry_run: bool) -> None:
    import duckdb

    if not dry_run and (not target.is_file() or not os.access(target, os.W_OK)):
        raise ImportFileError(
            "{file} – this is not a file that you may write to. Choose another record.",
            file=target,
        )
    if not looks_like_duckdb(target):
        raise ImportFileError(
            "{file} – this file is no record, and is not written over. Choose another name, such "
            "as {example}, and a new record will be made.",
            file=target,
            example=target.with_suffix(".duckdb"),
        )
    try:
        only = " (READ_ONLY)" if dry_run else ""
        connection.execute(f"ATTACH {store.quoted(str(target))} AS mine{only}")
    except duckdb.Error as error:
        why = why_not_open(target, error)
        raise ImportFileError(why.sentence, **why.values) from error
    if not store.is_record(connection):
        if other := store.why_other_format(connection, target):
            raise ImportFileError(other.sentence, **other.values)
        raise ImportFileError(
            "{file} – this DuckDB file is not a Longtin record of format {format}. Choose another "
            "name, and a new record will be made.",
            file=target,
            format=FORMAT,
        )
