"""A table in a text file: opened whatever it is wrapped in, and split into fields line by line.

One line is one row. A quotation mark left open cannot swallow what follows it, and every line has
a number that an editor shows too.
"""

import csv
import gzip
import hashlib
import io
import os
import zipfile
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from longtin.errors import ImportFileError

TABLES = (".csv", ".tsv", ".tab", ".txt")
SEPARATORS = ("\t", ",", ";", "|")
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
"""What reading of damaged files raises."""

_CHUNK = 1 << 20
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_SAMPLED = 40  # lines after the first, kept to judge a layout by
_LISTS = ("manifest.txt",)  # what an archive puts beside its tables


@dataclass(frozen=True)
class TextTable:
    """A file found to be text, before anything is known of its columns.

    Attributes:
        path: Where it is.
        member: Which table of a zip file that holds several; empty otherwise.
        encoding: How to read it.
        sha256: Of the file on disk, or of the table in a zip file that holds several.
        separator: What stands between its fields.
        header: Its first line's fields, trimmed, without empty ones at the end.
        sample: Fields of its next lines, at most forty.
        rows: Lines after the first that are not blank; about how many, of a glimpse.
        is_glimpse: Whether only the beginning of it has been seen: its checksum is not known, and
            it is taken for UTF-8.
    """

    path: Path
    member: str
    encoding: str
    sha256: str
    separator: str
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    is_glimpse: bool = False

    @property
    def name(self) -> str:
        """What a user is told it is called."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    def known(self, sha256: str, rows: int) -> "TextTable":
        """A glimpsed table when all of it has been read."""
        return replace(self, sha256=sha256, rows=rows, is_glimpse=False)

    def lines(self, *, headed: bool = True) -> Iterator[tuple[int, str, list[str]]]:
        """Number, text and fields of each line that is not blank.

        Args:
            headed: Whether the first line is a header, which is left out.
        """
        with _text(self.path, self.member, self.encoding) as text:
            for number, line in enumerate(text, 1):
                if (number > 1 or not headed) and line.strip():
                    bare = line.rstrip("\n")
                    yield number, bare, fields(bare, self.separator)


def open_tables(path: Path, large: int | None = None) -> list[TextTable]:
    """Open a file as one table or, if it is a zip file of several, as each of them.

    Plain, gzipped or zipped; UTF-8, UTF-16 or Windows-1252.

    Args:
        path: Where it is.
        large: Bytes of text from which a tab-separated table is not read through before it is
            read for good; all tables are, without it.

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
    try:
        names = _tables_in(path)
        members = names if len(names) > 1 else [""]
        return [_glimpse(path, member, large) or _open(path, member) for member in members]
    except ImportFileError:
        raise
    except UnicodeDecodeError as error:
        raise ImportFileError(
            "{file} – the text is damaged: it is not {encoding} throughout. Save it as UTF-8 and "
            "import it again.",
            file=path,
            encoding=error.encoding,
        ) from error
    except BROKEN as error:
        raise _unreadable(path, error) from error


def _glimpse(path: Path, member: str, large: int | None) -> TextTable | None:
    """A large table by its first lines; `None` if it is not large or not tab-separated UTF-8."""
    size = _size(path, member)
    if large is None or size < large:
        return None
    with unwrapped(path, member) as file:
        start = file.read(_CHUNK)
    cut_short = len(start) == _CHUNK
    whole = start[: start.rfind(b"\n") + 1] if cut_short else start
    if b"\x00" in whole:
        return None
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    first, *lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not first.strip() or max(SEPARATORS, key=first.count) != "\t" or "\t" not in first:
        return None
    spoken = [line for line in lines if line.strip()]
    if cut_short and len(spoken) < _SAMPLED:
        return None
    return TextTable(
        path=path,
        member=member,
        encoding="utf-8-sig" if whole.startswith(BOM_UTF8) else "utf-8",
        sha256="",
        separator="\t",
        header=_without_tail([name.strip() for name in fields(first, "\t")]),
        sample=tuple(tuple(fields(line, "\t")) for line in spoken[:_SAMPLED]),
        rows=round(len(spoken) * size / len(whole)),
        is_glimpse=True,
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


def _open(path: Path, member: str) -> TextTable:
    encoding = _encoding(path, member)
    with _text(path, member, encoding) as text:
        first = next(text, "")
        rows, sampled = 0, []
        for line in text:
            if line.strip():
                rows += 1
                if rows <= _SAMPLED:
                    sampled.append(line.rstrip("\n"))
    if not first.strip():
        raise ImportFileError(
            "{file} – the first line is empty, so the columns have no names. Put a header on the "
            "first line.",
            file=path,
        )
    separator = max(SEPARATORS, key=first.count)
    return TextTable(
        path=path,
        member=member,
        encoding=encoding,
        sha256=checksum(path, member),
        separator=separator,
        header=_without_tail([name.strip() for name in fields(first.rstrip("\n"), separator)]),
        sample=tuple(tuple(fields(line, separator)) for line in sampled),
        rows=rows,
    )


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
def _text(path: Path, member: str, encoding: str) -> Iterator[IO[str]]:
    with (
        unwrapped(path, member) as stream,
        io.TextIOWrapper(stream, encoding, newline=None) as text,
    ):
        yield text


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
    raise ImportFileError(
        "{file} – a zip file must hold tables ({kinds}); this one holds: {inside}. Unpack it and "
        "import the tables you want.",
        file=path,
        kinds=", ".join(TABLES),
        inside=", ".join(inside[:8]) or "–",
    )


def _encoding(path: Path, member: str) -> str:
    """How to read the text, judged by all of it.

    Bytes that are not UTF-8 are read as Windows-1252, where every byte but five is a letter or a
    sign: wrong names then show as refusals, and nothing is lost.
    """
    with unwrapped(path, member) as stream:
        chunk = stream.read(_CHUNK)
        if chunk.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return "utf-16"
        encoding = "utf-8-sig" if chunk.startswith(BOM_UTF8) else "utf-8"
        decoder = getincrementaldecoder("utf-8")()
        is_utf8 = True
        while chunk:
            if b"\x00" in chunk:
                raise ImportFileError(
                    "{file} – this is not a text table: it has zero bytes. Export it as CSV, in "
                    "UTF-8, and import that.",
                    file=path,
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


def is_wrapped(path: Path) -> bool:
    """Whether a file's bytes are not those of its tables."""
    magic = _magic(path)
    return magic == _ZIP or magic[:2] == _GZIP


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


def _unreadable(path: Path, error: Exception) -> ImportFileError:
    if isinstance(error, (EOFError, zlib.error, zipfile.BadZipFile)):
        return ImportFileError(
            "{file} – the compressed file is cut short or damaged ({why}). Download it again; "
            "nothing was imported.",
            file=path,
            why=error,
        )
    if isinstance(error, RuntimeError):
        return ImportFileError(
            "{file} – the zip file cannot be opened ({why}). If it has a password, unpack it "
            "first and import the table.",
            file=path,
            why=error,
        )
    return ImportFileError(
        "{file} – the file cannot be read ({why}). Check that you may read it.",
        file=path,
        why=error,
    )
