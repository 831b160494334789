"""Holdings: which published files a record, or a folder, has already, by name and checksum.

A record keeps them in a table of its own, `fetched`, which is made when the first file is brought;
a folder in its `md5sums`.
"""

from collections.abc import Sequence
from pathlib import Path

from longtin.acts import Record
from longtin.errors import RecordError
from longtin.publishers.mirror import checksums_in, write_lists
from longtin.publishers.published_file import PublishedFile
from longtin.publishers.transfer import checksum_of, matches

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_TABLE = "fetched (publisher VARCHAR, name VARCHAR, checksum VARCHAR, bytes BIGINT)"


def in_record(record: Path, publisher: str) -> dict[str, str]:
    """Checksums by name of the files of a publisher that a record has; none if it is not there.

    Raises:
        RecordError: It cannot be opened.
    """
    if not record.exists():
        return {}
    with Record.open(record) as held:
        tables = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'fetched'"
        if held.connection.execute(tables).fetchall() == [(0,)]:
            return {}
        query = "SELECT name, checksum FROM mine.fetched WHERE publisher = ?"
        return dict(held.connection.execute(query, [publisher]).fetchall())


def prepare(record: Path) -> None:
    """Make sure, before anything is fetched, that a record can be written to.

    Raises:
        RecordError: It cannot, for instance because another program has it open.
    """
    if not record.exists():
        return
    import duckdb

    try:
        with duckdb.connect(str(record), config=_SETTINGS) as connection:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
    except duckdb.Error as error:
        raise RecordError(
            "{file} – the record cannot be written to: {why} Close what else has it open, and run "
            "the update again.",
            file=record,
            why=str(error).splitlines()[0],
        ) from error


def enter(record: Path, publisher: str, brought: Sequence[PublishedFile]) -> None:
    """Enter files that a record now has, in place of others of their names.

    Raises:
        RecordError: It cannot be written to.
    """
    prepare(record)
    if not record.exists():  # files without a row make no record
        return
    import duckdb

    rows = [(publisher, each.name, each.checksum, each.size) for each in brought]
    with duckdb.connect(str(record), config=_SETTINGS) as connection:
        connection.execute("BEGIN")
        for row in rows:
            connection.execute("DELETE FROM fetched WHERE publisher = ? AND name = ?", row[:2])
            connection.execute("INSERT INTO fetched VALUES (?, ?, ?, ?)", row)
        connection.execute("COMMIT")


def in_folder(folder: Path, published: Sequence[PublishedFile]) -> dict[str, str]:
    """Checksums by name of the published files that a folder has, as its `md5sums` says."""
    if not folder.is_dir():
        return {}
    sums = {name: it for name, it in checksums_in(folder).items() if (folder / name).is_file()}
    other = {
        each.name: each.checksum
        for each in published
        if each.name in sums and not each.checksum.startswith("md5:")
        if matches(folder / each.name, each.checksum)
    }
    return sums | other


def enter_in_folder(folder: Path, brought: PublishedFile) -> None:
    """Write a folder's lists anew, with a file that it now has."""
    found = checksum_of(folder / brought.name, "md5")
    write_lists(folder, {**checksums_in(folder), brought.name: found})
