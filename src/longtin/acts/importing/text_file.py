"""Text files: opened whatever they are wrapped in, decoded, and read in batches of whole lines.

One line is one row, unless a cell holds line breaks within quotation marks. A mark left open cannot
swallow what follows it, and every row has the number of its line that an editor shows too.
"""

import csv
import gzip
import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast
from unicodedata import normalize

from longtin.acts.importing.encodings import WIDE, Decoder, encoding_of, single_bytes
from longtin.acts.importing.quoted_breaks import TextBlock, records
from longtin.errors import ImportFileError

TABLES = (".csv", ".tsv", ".tab", ".txt")
SEPARATORS = ("\t", ",", ";", "|")
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
"""What reading of damaged files raises."""

BATCH = 1 << 26
"""Bytes of text that are worked on together."""

LONGEST = 1 << 28
"""Characters of the longest line that is looked at; a longer one is no table's."""

_CHUNK = 1 << 20
_GLIMPSED = 1 << 22  # bytes that a file is judged by
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
_SPREADSHEETS = ("xl/workbook.xml", "content.xml")  # of .xlsx and .ods, which are zip files
_SAMPLED = 40  # lines after the first, kept to judge a layout by
_LISTS = ("manifest.txt",)  # what an archive puts beside its tables


@dataclass(frozen=True)
class TextTable:
    """A file found to be text, before anything is known of its columns.

    Attributes:
        path: Where it is.
        member: Which table of a zip file that holds several; empty otherwise.
        encoding: How to read it, judged by its beginning.
        separator: What stands between its fields.
        header: Its first line's fields, trimmed, without empty ones at the end.
        sample: Fields of its next lines, at most forty.
        rows: Lines after the first that are not blank; about how many, of a large file.
    """

    path: Path
    member: str
    encoding: str
    separator: str
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int

    @property
    def name(self) -> str:
        """What a user is told it is called."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    def in_single_bytes(self, found: bytes) -> "TextTable":
        """The same, read as some of its bytes ask for that are not UTF-8.

        In Windows-1252 every byte but five is a letter or a sign: wrong names then show as
        refusals, and nothing is lost.
        """
        return replace(self, encoding=single_bytes(found))


def open_tables(path: Path) -> list[TextTable]:
    """Open a file as one table or, if it is a zip file of several, as each of them.

    Plain, gzipped or zipped; UTF-8, UTF-16, UTF-32, Windows-1252, Windows-1258 or TCVN3.

    Raises:
        ImportFileError: It is not there, not text, cut short within its wrapping, or empty.
    """
    if path.is_dir():
        raise ImportFileError(
            "{file} – this is a folder. Give the name of a file in it.", file=path
        )
    if not path.is_file():
        raise ImportFileError(
            "{file} – there is no such file. Check the spelling and the folder.", file=path
        )
    with _in_our_words(path):
        names = _tables_in(path)
        return [_open(path, member) for member in (names if len(names) > 1 else [""])]


def _open(path: Path, member: str) -> TextTable:
    with unwrapped(path, member) as stream:
        start = stream.read(_GLIMPSED)
    cut_short = len(start) == _GLIMPSED
    encoding = encoding_of(start, cut_short=cut_short)
    if encoding not in WIDE:
        _refuse_zero_bytes(path, start)
    text = Decoder(encoding).decode(start, final=not cut_short)
    if cut_short:
        text = text[: text.rfind("\n") + 1] or text
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    if separator != "\t":
        text = "\n".join(block.text for block in records([TextBlock(0, text)], separator))
    first, *lines = text.split("\n")
    if not first.strip():
        raise ImportFileError(
            "{file} – the first line is empty, so the columns have no names. Put a header on the "
            "first line.",
            file=path,
        )
    spoken = [line for line in lines if line.strip()]
    share = _size(path, member) / len(start) if cut_short else 1
    return TextTable(
        path=path,
        member=member,
        encoding=encoding,
        separator=separator,
        header=_without_tail([name.strip() for name in fields(first, separator)]),
        sample=tuple(tuple(fields(line, separator)) for line in spoken[:_SAMPLED]),
        rows=round(len(spoken) * max(share, 1)),
    )


def _refuse_zero_bytes(path: Path, chunk: bytes) -> None:
    if b"\x00" in chunk:
        raise ImportFileError(
            "{file} – this is not a text table: it has zero bytes. Export it as CSV, in UTF-8, and "
            "import that.",
            file=path,
        )


def batches(table: TextTable, *, quotes: bool) -> Iterator[list[TextBlock]]:
    """A table's lines from its first on, in blocks, some megabytes at a time.

    Args:
        table: The table.
        quotes: Whether quotation marks may hold line breaks in a cell.

    Raises:
        UnicodeDecodeError: It is not UTF-8 throughout.
        ImportFileError: It cannot be read to its end, or a line is too long.
    """
    batch, size = [], 0
    blocks = _blocks(table)
    for block in records(blocks, table.separator) if quotes else blocks:
        batch.append(block)
        size += len(block.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _blocks(table: TextTable) -> Iterator[TextBlock]:
    decoder, rest, before = Decoder(table.encoding), [], 0
    is_wide, in_pieces = table.encoding in WIDE, table.encoding == "cp1258"
    with _in_our_words(table.path, utf_8=table.encoding.startswith("utf-8")):
        with unwrapped(table.path, table.member) as stream:
            while chunk := stream.read(_CHUNK):
                if not is_wide:
                    _refuse_zero_bytes(table.path, chunk)
                text = decoder.decode(chunk)
                cut = text.rfind("\n")
                if cut < 0:
                    rest.append(text)
                    _refuse_long_line(table, rest, before)
                    continue
                whole = "".join([*rest, text[:cut]])
                block = TextBlock(before, normalize("NFC", whole) if in_pieces else whole)
                rest, before = [text[cut + 1 :]], block.after
                yield block
        last = "".join([*rest, decoder.decode(b"", final=True)])
    if last:
        last = last.removesuffix("\n")
        yield TextBlock(before, normalize("NFC", last) if in_pieces else last)


def _refuse_long_line(table: TextTable, parts: list[str], before: int) -> None:
    if sum(map(len, parts)) > LONGEST:
        raise ImportFileError(
            "{file} – line {line} has more than {most} million characters and cannot be a row. "
            "Check that lines end where they should.",
            file=table.name,
            line=before + 1,
            most=LONGEST // 1_000_000,
        )


def _size(path: Path, member: str) -> int:
    """How many bytes of text a table has; the lowest 32 bits of it where it is gzipped."""
    magic = _magic(path)
    if magic[:2] == _GZIP:
        with path.open("rb") as file:
            file.seek(-4, os.SEEK_END)
            return int.from_bytes(file.read(4), "little")
    if magic == _ZIP:
        with zipfile.ZipFile(path) as archive:
            return archive.getinfo(member or _tables_in(path)[0]).file_size
    return path.stat().st_size


def _without_tail(names: list[str]) -> tuple[str, ...]:
    """Some programs end each line with separators that separate nothing."""
    while len(names) > 1 and not names[-1]:
        names.pop()
    return tuple(names)


def fields(line: str, separator: str) -> list[str]:
    """The fields of one line.

    Archives in tab-separated columns do not quote: a quotation mark there is part of a name.
    """
    if '"' not in line:
        return line.split(separator)
    if separator == "\t":
        return [_unquoted(field) for field in line.split("\t")]
    try:
        return next(csv.reader([line], delimiter=separator), [""])
    except csv.Error:
        return line.split(separator)


def _unquoted(field: str) -> str:
    whole = len(field) > 1 and field[0] == field[-1] == '"'
    return field[1:-1].replace('""', '"') if whole else field


@contextmanager
def unwrapped(path: Path, member: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of a table in it, whatever it is wrapped in."""
    stream: IO[bytes]
    magic = _magic(path)
    if magic[:2] == _GZIP:
        with gzip.open(path, "rb") as unzipped:
            yield cast("IO[bytes]", unzipped)
    elif magic == _ZIP:
        wanted = member or _tables_in(path)[0]
        with zipfile.ZipFile(path) as archive, archive.open(wanted) as stream:
            yield stream
    elif magic == _EMPTY_ZIP:
        raise ImportFileError(
            "{file} – this zip file is empty. Download it again.",
            file=path,
        )
    elif magic == b"PAR1":
        raise ImportFileError(
            "{file} – this is a Parquet file. Save it as CSV with a header and import that.",
            file=path,
        )
    else:
        with path.open("rb") as stream:
            yield stream


def _magic(path: Path) -> bytes:
    with path.open("rb") as start:
        return start.read(4)


def _tables_in(path: Path) -> list[str]:
    """Names of the tables in a zip file; one empty name for any other file."""
    if _magic(path) != _ZIP:
        return [""]
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if not name.endswith("/")]
    tables = [
        name
        for name in inside
        if name.lower().endswith(TABLES)
        and not name.startswith("__MACOSX/")
        and Path(name).name.lower() not in _LISTS
    ]
    if tables:
        return tables
    if any(name in _SPREADSHEETS for name in inside):
        raise ImportFileError(
            "{file} – this is a spreadsheet. Save its sheet as CSV, in UTF-8, and import that.",
            file=path,
        )
    raise ImportFileError(
        "{file} – a zip file must hold tables ({kinds}); this one holds: {inside}. Unpack it and "
        "import the tables you want.",
        file=path,
        kinds=", ".join(TABLES),
        inside=", ".join(inside[:8]) or "–",
    )


def checksum(path: Path, member: str) -> str:
    """Of a file as it is on disk, or of a table in a zip file that holds several."""
    if not member:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    found = hashlib.sha256()
    with unwrapped(path, member) as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


@contextmanager
def _in_our_words(path: Path, *, utf_8: bool = False) -> Iterator[None]:
    """What reading of a damaged file raises as a refusal; of UTF-8, others know better."""
    try:
        yield
    except UnicodeDecodeError as error:
        if utf_8:
            raise
        raise ImportFileError(
            "{file} – the text is damaged: it is not {encoding} throughout. Save it as UTF-8 and "
            "import it again.",
            file=path,
            encoding=error.encoding,
        ) from error
    except BROKEN as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ImportFileError:
    if isinstance(error, (EOFError, zlib.error, zipfile.BadZipFile)):
        return ImportFileError(
            "{file} – the compressed file is cut short or damaged. Download it again; nothing was "
            "imported.",
            file=path,
        )
    if isinstance(error, RuntimeError):
        return ImportFileError(
            "{file} – the zip file cannot be opened: it has a password, or is packed in a way that "
            "is not known here. Unpack it first and import the table.",
            file=path,
        )
    return ImportFileError(
        "{file} – the file cannot be read ({why}). Check that you may read it.",
        file=path,
        why=error,
    )
