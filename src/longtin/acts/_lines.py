"""A table in a text file: opened whatever it is wrapped in, and split into fields line by line.

One line is one row. A quotation mark left open cannot swallow what follows it, and every line has
a number that an editor shows too.
"""

import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from longtin.errors import ImportFileError

TABLES = (".csv", ".tsv", ".tab", ".txt")
SEPARATORS = ("\t", ",", ";", "|")
_BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
_CHUNK = 1 << 20


@dataclass(frozen=True)
class TextTable:
    """A file found to be text, before anything is known of its columns.

    Attributes:
        path: Where it is.
        encoding: How to read it.
        sha256: Of the file on disk.
        separator: What stands between its fields.
        header: Its first line's fields, trimmed.
        rows: Lines after the header that are not blank.
    """

    path: Path
    encoding: str
    sha256: str
    separator: str
    header: tuple[str, ...]
    rows: int

    def lines(self) -> Iterator[tuple[int, str, list[str]]]:
        """Number, text and fields of each line after the header; blank lines are passed over."""
        with _text(self.path, self.encoding) as text:
            for number, line in enumerate(text, 1):
                if number > 1 and line.strip():
                    bare = line.rstrip("\n")
                    yield number, bare, fields(bare, self.separator)


def open_table(path: Path) -> TextTable:
    """Open a file as a table: plain, gzipped or zipped; UTF-8, UTF-16 or Windows-1252.

    Raises:
        ImportFileError: It is not there, not text, cut short within its wrapping, or empty.
    """
    if not path.is_file():
        raise ImportFileError(f"{path} – there is no such file. Check the spelling and the folder.")
    try:
        encoding = _encoding(path)
        with _text(path, encoding) as text:
            first = next(text, "")
            rows = sum(1 for line in text if line.strip())
        checksum = _checksum(path)
    except ImportFileError:
        raise
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{path} – the text is damaged: it is not {error.encoding} throughout. Save it as "
            "UTF-8 and import it again."
        ) from error
    except _BROKEN as error:
        raise ImportFileError(_unreadable(path, error)) from error
    if not first.strip():
        raise ImportFileError(
            f"{path} – the first line is empty, so the columns have no names. Put a header on the "
            "first line."
        )
    separator = max(SEPARATORS, key=first.count)
    header = tuple(name.strip() for name in fields(first.rstrip("\n"), separator))
    return TextTable(path, encoding, checksum, separator, header, rows)


def fields(line: str, separator: str) -> list[str]:
    """The fields of one line.

    Archives in tab-separated columns do not quote: a quotation mark there is part of a name.
    """
    if separator == "\t":
        return [_unquoted(field) for field in line.split("\t")]
    if '"' not in line:
        return line.split(separator)
    try:
        return next(csv.reader([line], delimiter=separator), [""])
    except csv.Error:
        return line.split(separator)


def _unquoted(field: str) -> str:
    whole = len(field) > 1 and field[0] == field[-1] == '"'
    return field[1:-1].replace('""', '"') if whole else field


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[IO[str]]:
    with _unwrapped(path) as stream, io.TextIOWrapper(stream, encoding, newline=None) as text:
        yield text


@contextmanager
def _unwrapped(path: Path) -> Iterator[IO[bytes]]:
    stream: IO[bytes]
    with path.open("rb") as start:
        magic = start.read(4)
    if magic[:2] == b"\x1f\x8b":
        with gzip.open(path, "rb") as unzipped:
            yield cast("IO[bytes]", unzipped)
    elif magic == b"PK\x03\x04":
        with zipfile.ZipFile(path) as archive, archive.open(_only_table(path, archive)) as stream:
            yield stream
    elif magic == b"PAR1":
        raise ImportFileError(
            f"{path} – this is a Parquet file. Save it as CSV with a header and import that."
        )
    else:
        with path.open("rb") as stream:
            yield stream


def _only_table(path: Path, archive: zipfile.ZipFile) -> str:
    inside = [name for name in archive.namelist() if not name.endswith("/")]
    tables = [
        name
        for name in inside
        if name.lower().endswith(TABLES) and not name.startswith("__MACOSX/")
    ]
    if len(tables) == 1:
        return tables[0]
    found = ", ".join(tables) or "none"
    raise ImportFileError(
        f"{path} – a zip file must hold exactly one table ({', '.join(TABLES)}); this one holds: "
        f"{found}. Unpack it and import the tables you want."
    )


def _encoding(path: Path) -> str:
    """How to read the text, judged by all of it.

    Bytes that are not UTF-8 are read as Windows-1252, where every byte but five is a letter or a
    sign: wrong names then show as refusals, and nothing is lost.
    """
    with _unwrapped(path) as stream:
        chunk = stream.read(_CHUNK)
        if chunk.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return "utf-16"
        encoding = "utf-8-sig" if chunk.startswith(BOM_UTF8) else "utf-8"
        decoder = getincrementaldecoder("utf-8")()
        is_utf8 = True
        while chunk:
            if b"\x00" in chunk:
                raise ImportFileError(
                    f"{path} – this is not a text table: it has zero bytes. Export it as CSV, in "
                    "UTF-8, and import that."
                )
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
            chunk = stream.read(_CHUNK)
        if is_utf8:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                is_utf8 = False
    return encoding if is_utf8 else "cp1252"


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, (EOFError, zlib.error, zipfile.BadZipFile)):
        return (
            f"{path} – the compressed file is cut short or damaged ({error}). Download it again; "
            "nothing was imported."
        )
    if isinstance(error, RuntimeError):
        return (
            f"{path} – the zip file cannot be opened ({error}). If it has a password, unpack it "
            "first and import the table."
        )
    return f"{path} – the file cannot be read ({error}). Check that you may read it."
